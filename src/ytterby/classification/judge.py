"""All that the law of a day says of one item: its findings, and those of the material inside a finished product."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ytterby.classification.evaluate import Result, evaluate, form_words
from ytterby.classification.facts import Facts
from ytterby.classification.law import Law
from ytterby.classification.treatment import treat
from ytterby.core.estimate import Answer
from ytterby.core.finding import Certainty, Citation, Finding, Form, Outcome, Reason, Treatment
from ytterby.identification.identity import Content, Identity
from ytterby.regulation.instrument import Instrument
from ytterby.regulation.rules import ControlOnDay, InstrumentOnDay

STALE_DAYS = 90
"""A rule file compared with its text longer ago than this still classifies, and each finding says so."""

HOME = ("CN",)
"""Whose border the control lists guard (ISO 3166)."""

_OUTCOME = {
    Answer.YES: Outcome.CONTROLLED, Answer.UNKNOWN: Outcome.UNDETERMINED, Answer.NO: Outcome.NOT_CONTROLLED,
}
Judged = tuple[Result, ControlOnDay, Content | None]
Best = dict[tuple[str, str], Judged]


def judge(law: Law, facts: Facts, identity: Identity) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """(findings, upstream findings) of one item, worst first."""
    contents = [content for content in identity.contents if content.certainty is not Certainty.NO]
    best: Best = {}
    for content in contents:
        _against(law.by_form.get(content.form, ()), facts, content, best)
    for phrase in facts.named:
        _by_name(law.by_name[phrase], facts, best)
    here = {key: (_at_border(result, entry, facts), entry, content) for key, (result, entry, content) in best.items()}
    findings = [_finding(law, facts, *one) for one in _nearest(here) if _telling(*one[:2])]
    findings += _listings(law, facts, identity, contents, findings)
    return _sorted(findings), _upstream(law, facts, contents)


def _against(entries: Iterable[ControlOnDay], facts: Facts, content: Content, best: Best) -> None:
    """A family that only may hold a material is no product of Annex 61: its inner material is shown upstream."""
    merely_possible = content.form is Form.PRODUCT and content.certainty is Certainty.POSSIBLE
    for entry in () if merely_possible else entries:
        result = _weighed(evaluate(entry.control.when, facts, content), content)
        key = (entry.control.id, entry.control.limb)
        if key not in best or best[key][0].answer.value < result.answer.value:
            best[key] = (result, entry, content)


def _weighed(result: Result, content: Content) -> Result:
    """What holds of a material that the item only likely or possibly has, is not known of the item."""
    if content.certainty is Certainty.YES or result.answer is Answer.NO:
        return result
    need = Reason.of("need-confirmation", material=content.name)
    unsure = Reason.of("law-certainty", material=content.name, certainty=content.certainty)
    return Result(Answer.UNKNOWN, (*result.reasons, unsure), (need, *result.missing))


def _at_border(result: Result, entry: ControlOnDay, facts: Facts) -> Result:
    """The lists bind what leaves China. Another origin stated in a bill does not clear a listed item by itself: the
    word may name the supplier's seat, and goods made elsewhere may still be sent from China.
    """
    abroad = entry.control.foreign_only or entry.control.form is Form.TECHNOLOGY
    if abroad or result.answer is Answer.NO or facts.origin(HOME) is not Answer.NO:
        return result
    elsewhere = Reason.of("law-origin-elsewhere", countries=", ".join(facts.countries()))
    return Result(Answer.UNKNOWN, (*result.reasons, elsewhere), (*result.missing, Reason.of("need-dispatch")))


def _by_name(entries: Iterable[ControlOnDay], facts: Facts, best: Best) -> None:
    for entry in entries:
        result = evaluate(entry.control.when, facts)
        key = (entry.control.id, entry.control.limb)
        if result.answer is not Answer.NO and key not in best:
            best[key] = (result, entry, None)


def _nearest(best: Best) -> list[Judged]:
    """Of lines of one list and form that all describe a material, those that name most of it: Tb-Dy-Fe, not Dy-Fe."""
    certain: dict[tuple[str, str, Form, int], list[frozenset[str]]] = {}
    for result, entry, content in best.values():
        if result.answer is Answer.YES:
            certain.setdefault(_line_up(entry, content), []).append(frozenset(entry.control.composition))
    return [
        (result, entry, content) for result, entry, content in best.values()
        if result.answer is not Answer.YES
        or not any(frozenset(entry.control.composition) < other for other in certain[_line_up(entry, content)])
    ]


def _line_up(entry: ControlOnDay, content: Content | None) -> tuple[str, str, Form, int]:
    return entry.instrument.id, entry.control.limb, entry.control.form, id(content)


def _telling(result: Result, entry: ControlOnDay) -> bool:
    """Entries that plainly do not describe the item are left out; one that a declaration rules out is told."""
    ruled_out = any(reason.code == "law-declared-free" for reason in result.reasons)
    return result.answer is not Answer.NO or (ruled_out and not entry.control.limb)


def _finding(law: Law, facts: Facts, result: Result, entry: ControlOnDay, content: Content | None) -> Finding:
    control, outcome = entry.control, _OUTCOME[result.answer]
    clear = outcome is Outcome.NOT_CONTROLLED
    treatment, why = (Treatment.NONE, ()) if clear else _treated(law, facts, entry)
    reasons = (*_names(entry), *result.reasons, *_exclusions(law, entry.instrument, content), *_support(facts, entry))
    return Finding(
        facts.item.key, control.id, entry.instrument.id, outcome, entry.state.force, treatment, (*reasons, *why),
        facts.evidence(content), control.citation,
        missing=result.missing, material=content.key if content else "", since=entry.state.start,
        assumption=entry.assumption, stale_check=_stale(law, entry.instrument), limb=control.limb,
    )


def _treated(law: Law, facts: Facts, entry: ControlOnDay) -> tuple[Treatment, tuple[Reason, ...]]:
    """The same for all entries of an instrument that one kind of trade meets, so it is worked out once."""
    context, control = facts.context, entry.control
    trade = (context.end_use, context.destination, context.party_lists)
    key = (entry.instrument.id, control.treatment, trade)
    if key not in law.treated:
        law.treated[key] = treat(entry, law.rules.policies, facts)
    return law.treated[key]


def _names(entry: ControlOnDay) -> list[Reason]:
    control = entry.control
    named = [Reason.of("law-entry", control=control.name, title=control.title, title_zh=control.title_zh)]
    limb = next((limb for limb in entry.instrument.limbs if control.foreign_only and limb.name == control.limb), None)
    return named if limb is None else [*named, Reason.of("law-abroad", limb=limb.name, title=limb.title)]


def _support(facts: Facts, entry: ControlOnDay) -> list[Reason]:
    code = facts.item.hs
    agrees = code is not None and any(code.startswith(one) for one in entry.control.hs_support)
    return [Reason.of("law-hs-agrees", hs=code.digits)] if code is not None and agrees else []


def _exclusions(law: Law, instrument: Instrument, content: Content | None) -> list[Reason]:
    return [
        Reason.of("law-exclusion", text=one.policy.text, source=one.policy.citation.source, at=one.policy.citation.at)
        for one in law.exclusions
        if content is not None and one.policy.applies_to == instrument.id and content.form in one.policy.forms
    ]


def _listings(
    law: Law, facts: Facts, identity: Identity, contents: list[Content], findings: list[Finding]
) -> list[Finding]:
    """What is to be said of a whole list: that nothing in it describes the item, or that nobody can tell yet."""
    told = {finding.instrument for finding in findings}
    silent = [one for one in law.listings if one.instrument.id not in told]
    if contents:
        return [_outside(law, facts, one, contents) for one in silent]
    if identity.rare_earth is Certainty.NO:
        return []
    return [_unidentified(law, facts, one, identity) for one in silent]


def _outside(law: Law, facts: Facts, listing: InstrumentOnDay, contents: list[Content]) -> Finding:
    instrument = listing.instrument
    listed = {symbol for control in instrument.controls for symbol in control.elements}
    content = max(contents, key=lambda one: (one.certainty.rank, one.form is Form.PRODUCT))
    held = {symbol for one in contents for symbol, share in one.elements if share.high > 0.0}
    held |= {symbol for one in contents for symbol in one.composition if symbol in dict(one.elements)}
    citation = _whole(instrument)
    if held and not held & listed:
        reason = Reason.of("law-elements-not-listed", elements=", ".join(sorted(held)), covers=instrument.covers)
    elif content.form is Form.PRODUCT:
        reason = Reason.of("law-finished-product", covers=instrument.covers)
        answers = [one.policy for one in law.exclusions
                   if one.policy.applies_to == instrument.id and Form.PRODUCT in one.policy.forms]
        citation = answers[0].citation if answers else citation
    else:
        form = form_words(content.form)
        reason = Reason.of("law-no-line", covers=instrument.covers, form=form, material=content.name)
    return _about_list(law, facts, listing, Outcome.NOT_CONTROLLED, (reason,), content, citation)


def _unidentified(law: Law, facts: Facts, listing: InstrumentOnDay, identity: Identity) -> Finding:
    reason = Reason.of("law-unidentified", certainty=identity.rare_earth)
    whole = _whole(listing.instrument)
    return _about_list(law, facts, listing, Outcome.UNDETERMINED, (reason,), None, whole, (Reason.of("need-material"),))


def _about_list(
    law: Law, facts: Facts, listing: InstrumentOnDay, outcome: Outcome, reasons: tuple[Reason, ...],
    content: Content | None, citation: Citation, missing: tuple[Reason, ...] = (),
) -> Finding:
    instrument, state = listing.instrument, listing.state
    assert state is not None  # listings hold instruments with a state only
    treatment = Treatment.LICENCE_REQUIRED if outcome is Outcome.UNDETERMINED else Treatment.NONE
    exclusions = () if outcome is Outcome.UNDETERMINED else tuple(_exclusions(law, instrument, content))
    return Finding(
        facts.item.key, instrument.covers, instrument.id, outcome, state.force, treatment, (*reasons, *exclusions),
        facts.evidence(content), citation, missing=missing, material=content.key if content else "", since=state.start,
        assumption=listing.assumption, stale_check=_stale(law, instrument),
    )


def _upstream(law: Law, facts: Facts, contents: list[Content]) -> tuple[Finding, ...]:
    """The list entries that the material inside finished products and assemblies would fall under at its maker's."""
    best: Best = {}
    for content in contents:
        if content.form is not Form.PRODUCT or content.carrier_form is Form.PRODUCT:
            continue
        inner = replace(content, form=content.carrier_form)
        entries = [one for one in law.by_form.get(inner.form, ()) if not one.control.foreign_only]
        _against(entries, facts, inner, best)
    return _sorted([
        _finding(law, facts, *one) for one in _nearest(best) if one[0].answer is not Answer.NO
    ])


def _whole(instrument: Instrument) -> Citation:
    text = instrument.sources[0]
    return Citation(text.title, instrument.covers, text.url)


def _stale(law: Law, instrument: Instrument) -> date | None:
    return instrument.checked if (law.rules.day - instrument.checked).days > STALE_DAYS else None


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    """Worst first; of equals, what binds at the border before re-export limbs, then what lacks the fewest facts."""
    return tuple(sorted(findings, key=lambda one: (
        one.severity, bool(one.limb), len(one.missing), one.instrument, one.control, one.limb,
    )))
