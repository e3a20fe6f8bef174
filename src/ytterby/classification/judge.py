"""All that the law of a day says of one kind of item: states, treatment and citation laid on the answers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from ytterby.classification.context import Context
from ytterby.classification.evaluate import evaluate, form_words
from ytterby.classification.facts import Facts
from ytterby.classification.findings import Told, evidence_of
from ytterby.classification.kinds import Kind
from ytterby.classification.law import Law, own_rules
from ytterby.classification.treatment import BINDING, CATCH_ALL, HARDEST, treat
from ytterby.classification.weigh import Answered
from ytterby.core.elements import element_name
from ytterby.core.estimate import Answer
from ytterby.core.finding import Certainty, Citation, Finding, Form, Outcome, Reason, Treatment
from ytterby.identification.identity import Content
from ytterby.regulation.instrument import Instrument
from ytterby.regulation.rules import ControlOnDay, InstrumentOnDay, PolicyOnDay, RulesOnDay

STALE_DAYS = 90
"""A rule file compared with its text longer ago than this still classifies, and each finding says so."""

_OUTCOME = {
    Answer.YES: Outcome.CONTROLLED, Answer.UNKNOWN: Outcome.UNDETERMINED, Answer.NO: Outcome.NOT_CONTROLLED,
}


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """The rules of a day, by number of entry; ``treated`` remembers treatments already worked out.

    ``unlisted``: ids of texts that do not bind on the day, so that a list of parties among them lists nobody.
    """

    rules: RulesOnDay
    entries: tuple[ControlOnDay | None, ...]
    listings: tuple[tuple[InstrumentOnDay, frozenset[str]], ...]
    exclusions: tuple[PolicyOnDay, ...]
    catch_all: tuple[PolicyOnDay, ...]
    unlisted: frozenset[str]
    treated: dict[tuple[object, ...], tuple[Treatment, tuple[Reason, ...]]] = field(default_factory=dict)

    def stale(self, instrument: Instrument) -> date | None:
        return instrument.checked if (self.rules.day - instrument.checked).days > STALE_DAYS else None


def day_of(law: Law, rules: RulesOnDay) -> Day:
    """The states of a day for the entries of ``law``; an entry not yet published then has none."""
    there = {(one.instrument.id, one.control.name): one for one in rules.controls}
    listings = tuple(
        (one, frozenset(symbol for control in one.instrument.controls for symbol in control.elements))
        for one in rules.standing if one.instrument.covers and one.state is not None
    )
    return Day(
        rules, tuple(there.get((entry.instrument.id, entry.control.name)) for entry in law.entries), listings,
        tuple(one for one in rules.policies if one.policy.kind == "exclusion"),
        tuple(one for one in rules.policies if one.policy.applies_to == CATCH_ALL),
        frozenset(one.instrument.id for one in rules.standing if one.state is None or one.state.force not in BINDING),
    )


def judge(day: Day, kind: Kind) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
    """(findings, upstream findings) of a kind of item as its first item has them, worst first."""
    own = _findings(day, kind, kind.own)
    if kind.contents or kind.rare_earth is not Certainty.NO:
        own += _listings(day, kind, {one.finding.instrument for one in own})
        own += _caught_by_use(day, kind)
    return _sorted(own), _sorted(_findings(day, kind, kind.upstream))


def _findings(day: Day, kind: Kind, answers: tuple[Answered, ...]) -> list[Told]:
    made = []
    for one in answers:
        entry = day.entries[one.entry.number]
        if entry is not None and all(day.entries[number] is None for number in one.wider):
            made.append(Told(_finding(day, kind, one, entry), one.content, one))
    return made


def _finding(day: Day, kind: Kind, one: Answered, entry: ControlOnDay) -> Finding:
    facts, control, outcome = kind.facts, entry.control, _OUTCOME[one.answer]
    content = kind.contents[one.content] if one.content >= 0 else None
    clear = outcome is Outcome.NOT_CONTROLLED
    treatment, why = (Treatment.NONE, ()) if clear else _treated(day, facts, entry)
    return Finding(
        facts.item.key, control.id, entry.instrument.id, outcome, entry.state.force, treatment,
        (*one.reasons, *_exclusions(day, entry.instrument, content), *why), evidence_of(facts.item, content),
        control.citation, missing=one.missing, material=content.key if content else "", since=entry.state.start,
        assumption=entry.assumption, stale_check=day.stale(entry.instrument), limb=control.limb,
    )


def _caught_by_use(day: Day, kind: Kind) -> list[Told]:
    """What a rule for goods on no list makes of the end use that is stated."""
    facts = kind.facts
    trades = [facts.context.of(one) for one in facts.trades] or [facts.context]
    return [
        Told(_by_use(day, kind, one), -1) for one in day.catch_all if one.policy.when is not None
        and any(evaluate(one.policy.when, replace(facts, context=trade)).answer is Answer.YES for trade in trades)
    ]


def _by_use(day: Day, kind: Kind, one: PolicyOnDay) -> Finding:
    item, policy = kind.facts.item, one.policy
    instrument = next(each for each in day.rules.instruments if each.id == policy.instrument)
    return Finding(
        item.key, policy.citation.at, policy.instrument, Outcome.CONTROLLED, one.state.force, policy.treatment,
        (Reason.of("law-catch-all", text=policy.text), *own_rules(instrument)), evidence_of(item, None),
        policy.citation, since=one.state.start, assumption=one.assumption, stale_check=day.stale(instrument),
    )


def _treated(day: Day, facts: Facts, entry: ControlOnDay) -> tuple[Treatment, tuple[Reason, ...]]:
    """The hardest that any of the item's products meets, and what each of them meets."""
    if not facts.trades:
        return _under(day, facts, entry)
    met = [(one, *_under(day, replace(facts, context=facts.context.of(one)), entry)) for one in facts.trades]
    met.sort(key=lambda one: HARDEST.index(one[1]))
    each = tuple(
        Reason.of("law-product", product=trade.product, treatment=treatment,
                  end_use=trade.end_use or facts.context.end_use or "not stated, taken as civil",
                  destination=trade.destination or facts.context.destination or "not stated")
        for trade, treatment, _ in met
    )
    return met[0][1], (*each, *met[0][2])


def _under(day: Day, facts: Facts, entry: ControlOnDay) -> tuple[Treatment, tuple[Reason, ...]]:
    """The same for all entries of an instrument that one kind of trade meets, so it is worked out once."""
    context, control = _as_listed(day, facts.context), entry.control
    trade = (context.end_use, context.destination, context.party_lists, context.affiliate_of, context.customer)
    key = (entry.instrument.id, control.treatment, trade)
    if key not in day.treated:
        day.treated[key] = treat(entry, day.rules.policies, replace(facts, context=context))
    return day.treated[key]


def _as_listed(day: Day, context: Context) -> Context:
    """Who stands on a list that is not there yet stands on none."""
    if day.unlisted.isdisjoint((*context.party_lists, *context.affiliate_of)):
        return context
    lists, holders = (tuple(one for one in names if one not in day.unlisted)
                      for names in (context.party_lists, context.affiliate_of))
    return replace(context, party_lists=lists, affiliate_of=holders)


def _exclusions(day: Day, instrument: Instrument, content: Content | None) -> tuple[Reason, ...]:
    return tuple(
        Reason.of("law-exclusion", text=one.policy.text, source=one.policy.citation.source, at=one.policy.citation.at)
        for one in day.exclusions
        if content is not None and one.policy.applies_to == instrument.id and content.form in one.policy.forms
    )


def _listings(day: Day, kind: Kind, told: set[str]) -> list[Told]:
    """What is to be said of a whole list: that nothing in it describes the item, or that nobody can tell yet."""
    silent = [one for one in day.listings if one[0].instrument.id not in told]
    if not kind.contents:
        return [Told(_unidentified(day, kind, one), -1) for one, _ in silent]
    place = max(range(len(kind.contents)), key=lambda number: (
        kind.contents[number].certainty.rank, kind.contents[number].form is Form.PRODUCT))
    return [Told(_outside(day, kind, one, listed, kind.contents[place]), place) for one, listed in silent]


def _outside(day: Day, kind: Kind, listing: InstrumentOnDay, listed: frozenset[str], content: Content) -> Finding:
    instrument = listing.instrument
    held = {symbol for one in kind.contents for symbol, share in one.elements if share.high > 0.0}
    held |= {symbol for one in kind.contents for symbol in one.composition if symbol in dict(one.elements)}
    citation = _whole(instrument)
    if held and not held & listed:
        names = ", ".join(map(element_name, sorted(held)))
        reason = Reason.of("law-elements-not-listed", elements=names, covers=instrument.covers)
    elif content.form is Form.PRODUCT:
        reason = Reason.of("law-finished-product", covers=instrument.covers)
        answers = [one.policy for one in day.exclusions
                   if one.policy.applies_to == instrument.id and Form.PRODUCT in one.policy.forms]
        citation = answers[0].citation if answers else citation
    else:
        form = form_words(content.form)
        reason = Reason.of("law-no-line", covers=instrument.covers, form=form, material=content.name)
    return _about_list(day, kind, listing, Outcome.NOT_CONTROLLED, reason, content, citation)


def _unidentified(day: Day, kind: Kind, listing: InstrumentOnDay) -> Finding:
    reason = Reason.of("law-unidentified", certainty=kind.rare_earth)
    return _about_list(day, kind, listing, Outcome.UNDETERMINED, reason, None, _whole(listing.instrument))


def _about_list(
    day: Day, kind: Kind, listing: InstrumentOnDay, outcome: Outcome, reason: Reason, content: Content | None,
    citation: Citation,
) -> Finding:
    instrument, state, item = listing.instrument, listing.state, kind.facts.item
    assert state is not None  # listings hold instruments with a state only
    open_ = outcome is Outcome.UNDETERMINED
    treatment = Treatment.LICENCE_REQUIRED if open_ else Treatment.NONE
    reasons = (reason, *own_rules(instrument))
    if not open_:
        reasons += _exclusions(day, instrument, content)
    return Finding(
        item.key, instrument.covers, instrument.id, outcome, state.force, treatment, reasons,
        evidence_of(item, content), citation, missing=(Reason.of("need-material"),) if open_ else (),
        material=content.key if content else "", since=state.start, assumption=listing.assumption,
        stale_check=day.stale(instrument),
    )


def _whole(instrument: Instrument) -> Citation:
    text = instrument.sources[0]
    return Citation(text.title, instrument.covers, text.url)


def _sorted(told: list[Told]) -> tuple[Told, ...]:
    """Worst first; of equals, what binds at the border before re-export limbs, then what lacks the fewest facts.

    What a weighing of values lacks differs between items of a kind, so it stands last and is not counted.
    """
    return tuple(sorted(told, key=lambda one: (
        one.finding.severity, bool(one.finding.limb), *((1, 0) if one.valued else (0, len(one.finding.missing))),
        one.finding.instrument, one.finding.control, one.finding.limb,
    )))
