"""``ytterby rules diff A B``: what differs between two rule folders or two days, and what that does to a bill."""

from __future__ import annotations

import argparse
from collections import defaultdict
from datetime import date
from itertools import takewhile
from pathlib import Path

from ytterby.cli import law
from ytterby.cli.console import printable
from ytterby.core.errors import RegulationError, UsageError
from ytterby.core.text import issue_text
from ytterby.regulation.diff import RuleChange, compare, compare_days
from ytterby.regulation.rulebook import Rulebook
from ytterby.regulation.timeline import FIRST_DAY, LAST_DAY

_SHORT = 70


def run(options: argparse.Namespace) -> int:
    """Exit code 0. Raises UsageError where A and B are not both folders or days, RegulationError for damaged rules."""
    days = _day(options.a), _day(options.b)
    if (days[0] is None) != (days[1] is None):
        raise UsageError("one is a day and the other is not.", remedy="Give two folders, or two days like 2026-11-21.")
    if days[0] is not None and days[1] is not None:
        book = law.rulebook(options)
        before, after = (book, days[0]), (book, days[1])
        lines = _days(compare_days(book.on(days[0]), book.on(days[1])))
    else:
        if options.rules:
            raise UsageError("--rules goes with two days.", remedy="The folders to compare are A and B.")
        asked = options.as_of or date.today()
        before, after = (_folder(options.a), asked), (_folder(options.b), asked)
        lines = _fields(compare(before[0], after[0]))
    lines = [f"{options.a}  →  {options.b}", *(lines or ["no difference in the rules"])]
    if options.bill is not None:
        from ytterby.cli.commands.rules_impact import bill_lines

        lines += ["", *bill_lines(options, before, after)]
    print("\n".join(map(printable, lines)))
    return 0


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise UsageError(f"{found} is not between {FIRST_DAY} and {LAST_DAY}.", where=text, remedy="Check the year.")
    return found


def _folder(text: str) -> Rulebook:
    book = Rulebook.load((Path(text),))
    if book.issues:
        raise RegulationError(f"the rules can't be compared: {issue_text(book.issues[0])}", where=text,
                              remedy="See ytterby rules check.")
    return book


def _fields(changes: tuple[RuleChange, ...]) -> list[str]:
    lines = []
    for one in changes:
        place = " ".join(part for part in (one.instrument, one.entry) if part)
        if one.field == "there":
            lines.append(f"{place}: {'new' if one.after else 'gone'}")
        else:
            alike = takewhile(lambda pair: pair[0] == pair[1], zip(one.before, one.after, strict=False))
            common = sum(1 for _ in alike)
            lines.append(f"{place}: {one.field}: {_short(one.before, common)} → {_short(one.after, common)}")
    return lines


def _days(changes: tuple[RuleChange, ...]) -> list[str]:
    """Entries of an instrument that change in the same way are told in one line, those few by name."""
    alike: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in changes:
        alike[one.instrument, one.before, one.after].append(one.entry)
    lines = []
    for (instrument, before, after), entries in alike.items():
        named = [entry for entry in entries if entry]
        told = f": {', '.join(named)}" if 0 < len(named) <= 4 else f": {len(named)} entries and rules" if named else ""
        lines.append(f"{instrument}: {before or 'not published'} → {after or 'not published'}{told}")
    return lines


def _short(text: str, common: int) -> str:
    """A long text from shortly before where the two begin to differ."""
    if len(text) <= _SHORT:
        return text or "(nothing)"
    start = max(0, min(common - _SHORT // 3, len(text) - _SHORT))
    return ("…" if start else "") + text[start : start + _SHORT] + ("…" if start + _SHORT < len(text) else "")
