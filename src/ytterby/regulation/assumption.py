"""What-ifs on the law, as written on the command line."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ytterby.core.errors import UsageError
from ytterby.core.finding import Force
from ytterby.core.issue import Issue, Severity
from ytterby.regulation.faults import did_you_mean
from ytterby.regulation.rules import Assumption

STATES = {"in-force": Force.IN_FORCE, "suspended": Force.SUSPENDED, "repealed": Force.REPEALED}
_FORM = "Write INSTRUMENT=STATE@DATE, for example MOFCOM-2025-61=in-force@2026-11-11."


def parse(text: str, instruments: Collection[str]) -> Assumption:
    """``INSTRUMENT=STATE@DATE`` to an Assumption; raises UsageError with the nearest known word."""
    name, equals, rest = text.strip().partition("=")
    word, at, day = rest.partition("@")
    if not (equals and at and name and word and day):
        raise UsageError("not an assumption", where=text, remedy=_FORM)
    if name not in instruments:
        raise UsageError(f'there is no instrument "{name}" with states.{did_you_mean(name, instruments)}', where=text)
    if word not in STATES:
        known = ", ".join(STATES)
        raise UsageError(f'"{word}" is no state one can assume ({known}).{did_you_mean(word, STATES)}', where=text)
    try:
        return Assumption(name, STATES[word], date.fromisoformat(day))
    except ValueError:
        raise UsageError(f'"{day}" is not a date', where=text, remedy="Write it as 2026-11-11.") from None


def double(instrument: str) -> Issue:
    """The issue of an own rule file whose instrument is there already."""
    return Issue.of("rules-shipped-id", Severity.ERROR, id=instrument)
