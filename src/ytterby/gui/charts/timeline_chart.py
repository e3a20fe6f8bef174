"""The law in time: each instrument's states as segments of a row, and the lines of the bill it catches.

Entries of one instrument that take different ways in time (limbs) stand in rows of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import chain

from ytterby.classification.classification import Classification
from ytterby.core.finding import Force, Outcome
from ytterby.gui.charts.chart import Chart, Mark, Table, empty_chart
from ytterby.gui.charts.labels import FORCE_ROLES
from ytterby.gui.wording import FORCE_WORDS, counted, day
from ytterby.regulation.instrument import Control, Instrument
from ytterby.regulation.rules import RulesOnDay
from ytterby.regulation.timeline import State, running

ROWS = 14
BACK, AHEAD, MARGIN = timedelta(days=3 * 365), timedelta(days=400), timedelta(days=60)  # around the last change
WORDS = timedelta(days=30)  # a tick nearer to the end has no room for its words
TITLE = "The law in time"


@dataclass(frozen=True, slots=True)
class Segment:
    """``force`` from ``start`` until ``end`` (None: until further notice); ``said`` is where that stands."""

    start: date
    end: date | None
    force: Force
    said: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class LawRow:
    """Entries of one instrument with the same states; ``items`` of the bill that they catch or may catch."""

    instrument: Instrument
    limbs: tuple[str, ...]
    segments: tuple[Segment, ...]
    items: frozenset[int]

    @property
    def name(self) -> str:
        limbs = ", ".join(limb for limb in self.limbs if limb)
        return f"{self.instrument.id} {limbs}".strip()


def law_rows(classification: Classification, *, whole: bool = False) -> tuple[LawRow, ...]:
    """In the order of their first day: a row keeps its place while the as-of date moves. ``whole``: also texts that
    list no goods (licensing rules, lists of parties, suspensions).
    """
    rules = classification.rules
    caught = _caught(classification)
    rows = []
    for instrument in rules.instruments:
        by_states: dict[tuple[State, ...], list[Control]] = {}
        for control in instrument.controls:
            by_states.setdefault(control.states, []).append(control)
        ways: dict[tuple[Segment, ...], list[Control]] = {}
        for states, controls in by_states.items():
            segments = _segments(instrument, states, rules)
            if segments:
                ways.setdefault(segments, []).extend(controls)
        listed = {control.id for control in instrument.controls}
        for segments, controls in ways.items():
            limbs = tuple(sorted({control.limb for control in controls}))
            own = {(control.id, control.limb) for control in controls}
            items = frozenset(chain.from_iterable(
                places for (control, limb), places in caught.get(instrument.id, ())
                if (control, limb) in own or (control not in listed and (limb in limbs or not limb))))
            rows.append(LawRow(instrument, limbs if len(ways) > 1 else (), segments, items))
        if whole and not ways and (segments := _segments(instrument, instrument.states, rules)):
            rows.append(LawRow(instrument, (), segments, frozenset()))
    return tuple(sorted(rows, key=lambda row: (row.segments[0].start, row.name)))


def _caught(classification: Classification) -> dict[str, list[tuple[tuple[str, str], Sequence[int]]]]:
    """Instrument → ((control, limb), items) of every finding of a kind that catches or may catch.

    A finding may name the whole range of an instrument's goods instead of one entry: it counts in each of its rows.
    """
    caught: dict[str, list[tuple[tuple[str, str], Sequence[int]]]] = {}
    for findings, places in classification.by_kind():
        for finding in findings:
            if finding.outcome is not Outcome.NOT_CONTROLLED:
                key = finding.control, finding.limb
                caught.setdefault(finding.instrument, []).append((key, places))
    return caught


def _segments(instrument: Instrument, states: tuple[State, ...], rules: RulesOnDay) -> tuple[Segment, ...]:
    """The running order of published states; an assumption replaces all that starts on or after its own start."""
    order = running(states, rules.known_by)
    segments = [Segment(s.start, None, s.force, f"{s.citation.source} {s.citation.at}".strip()) for s in order]
    for laid in rules.assumptions:
        if laid.instrument == instrument.id:
            assumed = Segment(laid.start, None, laid.force, f"assumed by you: {laid}", assumed=True)
            segments = [*(segment for segment in segments if segment.start < laid.start), assumed]
    ends = [segment.start for segment in segments[1:]]
    return tuple(replace(segment, end=end) for segment, end in zip(segments, [*ends, None], strict=False))


def changes(rows: Sequence[LawRow]) -> tuple[date, ...]:
    """Days on which some entry changes its state, in order."""
    return tuple(sorted({segment.start for row in rows for segment in row.segments}))


def timeline_chart(rows: Sequence[LawRow], today: date, *, whole: bool = False) -> Chart:
    """x is the day as ordinal number. At most ROWS are drawn, all if the ``whole`` law is wanted; the table has all.
    """
    if not rows:
        return empty_chart(TITLE, "No instrument with entries was published by this day. Choose a later as-of date.")
    shown = rows if whole else _drawn(rows)
    last = max(segment.start for row in rows for segment in row.segments)
    first, end = min(last - BACK, today - MARGIN), max(last + AHEAD, today + MARGIN)
    marks = tuple(_mark(row, law, segment, first, end) for row, law in enumerate(shown) for segment in law.segments
                  if segment.end is None or segment.end > first)
    forces = dict.fromkeys(segment.force for law in shown for segment in law.segments)
    note = "Drag the date, or use the arrows, to judge the bill as of another day. A segment opens the lines it catches"
    if len(rows) > len(shown):
        note += f"; {counted(len(rows) - len(shown), 'further row')} in the table"
    return Chart(
        _title(rows, today), note, tuple(_row_words(law) for law in shown), marks,
        (float(first.toordinal()), float(end.toordinal())), _quarters(first, end),
        legend=tuple((FORCE_ROLES[force], FORCE_WORDS[force]) for force in Force if force in forces),
        table=partial(_table, rows), ticks_above=whole,  # of so many rows the last are below the edge
    )


def _drawn(rows: Sequence[LawRow]) -> tuple[LawRow, ...]:
    """At most ROWS, those that catch most; in their order."""
    chosen = sorted(rows, key=lambda row: -len(row.items))[:ROWS]
    return tuple(row for row in rows if row in chosen)


def _row_words(law: LawRow) -> str:
    return f"{law.name}  ·  {counted(len(law.items), 'item')}" if law.items else law.name


def _mark(row: int, law: LawRow, segment: Segment, first: date, end: date) -> Mark:
    until = f"until {day(segment.end)}" if segment.end else "until further notice"
    caught = f"catches or may catch {counted(len(law.items), 'item')}" if law.items else "catches nothing in this bill"
    state = f"{FORCE_WORDS[segment.force]} from {day(segment.start)} {until}"
    tip = "\n".join((f"{law.name}: {law.instrument.title}", state, segment.said, caught))
    return Mark(row, float(max(segment.start, first).toordinal()), float((segment.end or end).toordinal()),
                FORCE_ROLES[segment.force], law.items, law.name, tip,
                FORCE_WORDS[segment.force] + (", assumed" if segment.assumed else ""), 1.0 if law.items else 0.35)


def force_on(law: LawRow, today: date) -> Force | None:
    return next((s.force for s in law.segments if s.start <= today and (s.end is None or today < s.end)), None)


def _title(rows: Sequence[LawRow], today: date) -> str:
    catching = [law for law in rows if law.items]
    if not catching:
        return f"On {day(today)} no entry catches an item of this bill"
    states = Counter(force_on(law, today) for law in catching)
    words = [f"{amount} {FORCE_WORDS[force]}" for force in Force if (amount := states[force])]
    return f"Texts that catch items of this bill, on {day(today)}: {', '.join(words)}"


def _quarters(first: date, end: date) -> tuple[tuple[float, str], ...]:
    """A tick per quarter, the year in words at its start; per year where the span is long."""
    months = (1,) if (end - first).days > 6 * 365 else (1, 7)
    days = [date(year, month, 1) for year in range(first.year, end.year + 1) for month in months]
    return tuple((float(tick.toordinal()), str(tick.year) if tick.month == 1 else f"{tick:%Y-%m}")
                 for tick in days if first <= tick <= end - WORDS)


def _table(rows: Sequence[LawRow]) -> Table:
    head = ("Instrument", "Title", "State", "From", "Until", "Said in", "Items")
    return head, *((law.name, law.instrument.title, str(s.force), s.start.isoformat(),
                    s.end.isoformat() if s.end else "", s.said, str(len(law.items)))
                   for law in rows for s in law.segments)
