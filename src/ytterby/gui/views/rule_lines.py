"""Legal texts and their entries as rows, with the columns that show them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ytterby.core.finding import Force
from ytterby.gui import rich, wording
from ytterby.gui.listing import Column
from ytterby.regulation.assumption import bears
from ytterby.regulation.instrument import Instrument
from ytterby.regulation.rules import Assumption, ControlOnDay, RulesOnDay


@dataclass(frozen=True, slots=True)
class Text:
    """One instrument with the states its entries and licensing rules have on the day."""

    instrument: Instrument
    day: date
    states: tuple[tuple[Force, date, int], ...]  # force, since, how many
    assumption: Assumption | None
    bears: bool = True  # a finding may hang on its state, so that one can assume something of it

    @property
    def force(self) -> Force | None:
        """The state most of its entries and rules have; None where it has none on the day."""
        counts = Counter[Force]()
        for force, _, count in self.states:
            counts[force] += count
        return counts.most_common(1)[0][0] if counts else None

    def state_words(self) -> str:
        """``unverified since 2026-11-10``, each state where the entries differ."""
        parts = [f"{wording.FORCE_WORDS[force]} since {wording.day(since)}" + (f" ({count})" if len(self.states) > 1
                 else "") for force, since, count in self.states]
        return "; ".join(parts) or plain_status(self.instrument)

    def detail(self) -> str:
        """Title in both languages, summary and sources, as markup."""
        one = self.instrument
        links = " · ".join(rich.link(source.url, f"{source.title} ({source.language})") for source in one.sources)
        own = "" if one.shipped else rich.strong("A rule file of your own, not shipped with the program.")
        return rich.lines((f"{rich.strong(one.title)}  {rich.text(one.title_zh)}", rich.text(one.summary), links, own))


@dataclass(frozen=True, slots=True)
class Entry:
    """One control entry on the day."""

    on_day: ControlOnDay


def plain_status(instrument: Instrument) -> str:
    """The status word of the rule file, as words."""
    return instrument.status.replace("_", " ")


def texts(rules: RulesOnDay) -> tuple[Text, ...]:
    """Every instrument, those with an unverified entry first, then by date, the newest first."""
    states: dict[str, Counter[tuple[Force, date]]] = {}
    for entry in rules.controls:
        states.setdefault(entry.instrument.id, Counter())[entry.state.force, entry.state.start] += 1
    for rule in rules.policies:
        states.setdefault(rule.policy.instrument, Counter())[rule.state.force, rule.state.start] += 1
    for one in rules.standing:
        if one.state is not None and one.instrument.id not in states:
            states[one.instrument.id] = Counter({(one.state.force, one.state.start): 1})
    assumed = {one.instrument: one for one in rules.assumptions}
    found = [
        Text(text, rules.day, tuple((force, since, count) for (force, since), count in
             states.get(text.id, Counter()).most_common()), assumed.get(text.id), bears(text, rules.instruments))
        for text in rules.instruments
    ]
    return tuple(sorted(found, key=lambda text: (text.force is not Force.UNVERIFIED,
                                                 -(text.instrument.published or date.min).toordinal())))


def entries(rules: RulesOnDay) -> tuple[Entry, ...]:
    return tuple(Entry(one) for one in rules.controls)


def _ordinal(day: date | None) -> float | None:
    return float(day.toordinal()) if day else None


def _named(instrument: Instrument) -> str:
    """With a visible mark where it is the user's own."""
    return instrument.id if instrument.shipped else f"{instrument.id} (own, not shipped)"


def _mark(text: Text) -> str:
    return str(text.force) if text.force else ""


def _next(entry: ControlOnDay) -> str:
    return f"{wording.FORCE_WORDS[entry.next.force]} from {wording.day(entry.next.start)}" if entry.next else ""


def _cited(entry: ControlOnDay) -> str:
    return f"{entry.control.citation.source}, {entry.control.citation.at}".rstrip(", ")


INSTRUMENT_COLUMNS: tuple[Column[Text], ...] = (
    Column("state", "State on the day", Text.state_words, mark=_mark, width=230),
    Column("id", "Text", lambda text: _named(text.instrument), width=170),
    Column("title", "Title", lambda text: text.instrument.title, width=330),
    Column("title_zh", "Chinese title", lambda text: text.instrument.title_zh, width=200),
    Column("assumption", "Your assumption", lambda text: str(text.assumption or "").partition("=")[2], width=150),
    Column("published", "Published", lambda text: wording.day(text.instrument.published),
           rank=lambda text: _ordinal(text.instrument.published), width=95),
    Column("effective", "Effective", lambda text: wording.day(text.instrument.effective),
           rank=lambda text: _ordinal(text.instrument.effective), width=95),
    Column("checked", "Last checked", lambda text: wording.day(text.instrument.checked),
           rank=lambda text: _ordinal(text.instrument.checked), width=100,
           help="When a person last compared the rule file with the text"),
    Column("status", "Status of the text", lambda text: plain_status(text.instrument), width=160),
)
ENTRY_COLUMNS: tuple[Column[Entry], ...] = (
    Column("id", "Entry", lambda entry: entry.on_day.control.id, width=150),
    Column("state", "State on the day", lambda entry: wording.FORCE_WORDS[entry.on_day.state.force],
           mark=lambda entry: str(entry.on_day.state.force), width=130),
    Column("since", "Since", lambda entry: wording.day(entry.on_day.state.start),
           rank=lambda entry: _ordinal(entry.on_day.state.start), width=95),
    Column("next", "Next", lambda entry: _next(entry.on_day), width=170, help="The next change already published"),
    Column("title", "English (unofficial)", lambda entry: entry.on_day.control.title, width=320,
           help="Our translation; the Chinese wording counts"),
    Column("title_zh", "Chinese", lambda entry: entry.on_day.control.title_zh, width=260),
    Column("limb", "Limb", lambda entry: entry.on_day.control.limb, width=80),
    Column("treatment", "Treatment", lambda entry: wording.TREATMENT_WORDS[entry.on_day.control.treatment], width=140),
    Column("instrument", "Text", lambda entry: _named(entry.on_day.instrument), width=160),
    Column("cited", "Where", lambda entry: _cited(entry.on_day), width=220),
)
