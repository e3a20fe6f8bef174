"""``ytterby rules diff A B``: what differs between two rule folders or two days, and what that does to a bill."""

from __future__ import annotations

import argparse
from collections import defaultdict
from datetime import date
from itertools import takewhile
from pathlib import Path

from ytterby.cli import law
from ytterby.cli.console import printable
from ytterby.cli.opening import password
from ytterby.core.errors import RegulationError, UsageError
from ytterby.core.text import issue_text, reason_text
from ytterby.regulation.diff import RuleChange, compare, compare_days
from ytterby.regulation.rulebook import Rulebook
from ytterby.regulation.rules import RulesOnDay
from ytterby.regulation.timeline import FIRST_DAY, LAST_DAY

_SHORT = 70


def run(options: argparse.Namespace) -> int:
    """Exit code 0. Raises UsageError where A and B are not both folders or days, RegulationError for damaged rules."""
    days = _day(options.a), _day(options.b)
    if (days[0] is None) != (days[1] is None):
        raise UsageError("one is a day and the other is not.", remedy="Give two folders, or two days like 2026-11-21.")
    if days[0] is not None and days[1] is not None:
        book = law.rulebook(options)
        sides = book.on(days[0]), book.on(days[1])
        lines = _days(compare_days(*sides))
    else:
        if options.rules:
            raise UsageError("--rules goes with two days.", remedy="The folders to compare are A and B.")
        before, book = _folder(options.a), _folder(options.b)
        asked = options.as_of or date.today()
        sides = before.on(asked), book.on(asked)
        lines = _fields(compare(before, book))
    lines = [f"{options.a}  →  {options.b}", *(lines or ["no difference in the rules"])]
    if options.bill is not None:
        lines += ["", *_impact(options, book, *sides)]
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


def _impact(options: argparse.Namespace, book: Rulebook, before: RulesOnDay, after: RulesOnDay) -> list[str]:
    from ytterby.bom.read import read
    from ytterby.bom.reading import Mapping
    from ytterby.classification.classification import Context
    from ytterby.classification.classify import classify
    from ytterby.classification.impact import impact
    from ytterby.identification.identify import identify
    from ytterby.identification.knowledge import Knowledge
    from ytterby.report.who import who_looks
    from ytterby.workspace import market

    path: Path = options.bill
    bom = read(path, Mapping(), password=password(options.password_file)).bom
    identities = identify(bom.items, Knowledge.shipped())
    context = market.shipped().known_to(law.context_of(options, Context(), book))
    changes = impact(*(classify(bom, identities, rules, context) for rules in (before, after)))
    touched = len({one.item for one in changes})
    lines = [f"{path.name}: {touched} of {len(bom.items)} items change, "
             f"{len({one.item for one in changes if one.wakes})} of them are newly caught by an entry that binds"]
    for one in changes:
        item = bom.items[one.item]
        name = item.part_number or item.description or item.key
        about = f"{one.control} {one.limb}".strip() + (" (upstream)" if one.upstream else "")
        sides = [f"{side.outcome}, {side.force}, {side.treatment}" if side else "not there"
                 for side in (one.before, one.after)]
        lines.append(f"  {name}  {about}: {sides[0]} → {sides[1]}")
        now = one.after
        looks = who_looks(one.decided_by, now.outcome if now else None, now.force if now else None,
                          now.missing if now else ())
        lines += [f"      who must look: {looks}"] if looks else []
        if one.before is None or one.after is None or one.before.outcome is not one.after.outcome:
            lines += [f"      {reason_text(reason)}" for reason in one.why[-1:]]
    return lines
