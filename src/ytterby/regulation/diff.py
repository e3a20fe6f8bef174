"""What differs between two states of the law: two rule folders, or two days of one.

Stands alone because nothing else compares rules: the rest of the program asks what holds, not what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from ytterby.regulation.instrument import Control, Instrument, Policy
from ytterby.regulation.rulebook import Rulebook
from ytterby.regulation.rules import RulesOnDay
from ytterby.regulation.timeline import State

_OF_INSTRUMENT = ("authority", "title", "title_zh", "published", "effective", "checked", "summary", "status", "covers",
                  "superseded_by", "regime")
_OF_CONTROL = ("title", "title_zh", "form", "treatment", "elements", "composition", "hs_support", "parameters",
               "confidence", "note", "sources", "foreign_only")
_OF_POLICY = ("kind", "applies_to", "treatment", "text", "threshold", "review_time", "licence_validity", "detail",
              "confidence", "sources")

Facts = dict[tuple[str, str], str]
"""(entry or "", field) → text, of one instrument."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One difference. ``entry`` is a control with its limb or a licensing rule, empty for the instrument as a whole.

    ``field`` names what differs; "there" for an instrument or entry that only one side has. Empty texts: not there.
    """

    instrument: str
    entry: str
    field: str
    before: str
    after: str


def compare(before: Rulebook, after: Rulebook) -> tuple[RuleChange, ...]:
    """Every difference of two rule folders, by instrument, entry and field; a new entry is told once, not by field."""
    one, other = ({each.id: _facts(each) for each in book.instruments} for book in (before, after))
    return tuple(change for name in sorted(one.keys() | other.keys())
                 for change in _changes(name, one.get(name, {}), other.get(name, {})))


def compare_days(before: RulesOnDay, after: RulesOnDay) -> tuple[RuleChange, ...]:
    """Instruments, entries and licensing rules whose force differs between two days (known-by dates, assumptions)."""
    one, other = _forces(before), _forces(after)
    return tuple(RuleChange(*key, "force", one.get(key, ""), other.get(key, ""))
                 for key in sorted(one.keys() | other.keys()) if one.get(key, "") != other.get(key, ""))


def _forces(rules: RulesOnDay) -> dict[tuple[str, str], str]:
    found = {(one.instrument.id, ""): str(one.state.force) for one in rules.standing if one.state is not None}
    found |= {(one.instrument.id, one.control.name): str(one.state.force) for one in rules.controls}
    return found | {(one.policy.instrument, one.policy.id): str(one.state.force) for one in rules.policies}


def _changes(instrument: str, before: Facts, after: Facts) -> Iterator[RuleChange]:
    known, new = {entry for entry, _ in before}, {entry for entry, _ in after}
    if not known or not new:
        yield RuleChange(instrument, "", "there", *(("yes", "") if known else ("", "yes")))
        return
    for entry in sorted(known ^ new):
        yield RuleChange(instrument, entry, "there", *(("yes", "") if entry in known else ("", "yes")))
    for key in sorted(before.keys() | after.keys()):
        entry, field = key
        old, now = before.get(key, ""), after.get(key, "")
        if entry in known & new and old != now:
            yield RuleChange(instrument, entry, field, old, now)


def _facts(instrument: Instrument) -> Facts:
    facts = {("", name): told(getattr(instrument, name)) for name in _OF_INSTRUMENT}
    facts |= _timetable("", instrument.states)
    facts["", "sources"] = "; ".join(f"{one.id}: {one.title} {one.url}" for one in instrument.sources)
    shared = {id(instrument.states)} | {id(limb.states) for limb in instrument.limbs}
    for limb in instrument.limbs:
        facts |= {(limb.name, "title"): limb.title} | _timetable(limb.name, limb.states)
    for control in instrument.controls:
        facts |= _of(control, control.name, _OF_CONTROL, own=id(control.states) not in shared)
    for policy in instrument.policies:
        facts |= _of(policy, policy.id, _OF_POLICY, own=id(policy.states) not in shared)
    return facts


def _of(entry: Control | Policy, name: str, names: tuple[str, ...], *, own: bool) -> Facts:
    """A timetable that the entry shares with its instrument or limb is told there, once."""
    facts = {(name, field): told(getattr(entry, field)) for field in names}
    facts[name, "describes"] = told(entry.when)
    facts[name, "citation"] = f"{entry.citation.source}, {entry.citation.at}"
    return facts | (_timetable(name, entry.states) if own else {})


def _timetable(entry: str, states: tuple[State, ...]) -> Facts:
    return {(entry, f"state from {one.start} (published {one.published})"): f"{one.force}, {one.citation.at}"
            for one in states}


def told(value: object) -> str:
    """A value of a rule as text; a condition as nested words: ``all(has form(metal), made of(Sm, Co))``."""
    if value is None or value == "":
        return ""
    if isinstance(value, tuple | frozenset):
        return ", ".join(told(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        name = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in type(value).__name__).strip()
        parts = (told(getattr(value, field.name)) for field in fields(value))
        return f"{name}({'; '.join(part for part in parts if part)})"
    return str(value)
