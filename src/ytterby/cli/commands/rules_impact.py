"""What ``rules diff --bill`` tells of a bill: line by line what changes, and who must look."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from ytterby.bom.bill import Bom
from ytterby.bom.reading import Mapping
from ytterby.classification.impact import Change
from ytterby.cli import law
from ytterby.cli.console import Bar
from ytterby.cli.opening import password
from ytterby.core.finding import Finding
from ytterby.core.progress import Part
from ytterby.core.sentences.words import treatment_words
from ytterby.core.text import reason_text
from ytterby.identification.knowledge import Knowledge
from ytterby.report.who import lookers
from ytterby.workspace.assess import open_workbook
from ytterby.workspace.edits import set_context
from ytterby.workspace.law_impact import Law, law_impact

WIDTH = 110
_ROWS = 3
_NAME = 40


def bill_lines(options: argparse.Namespace, before: Law, after: Law) -> list[str]:
    """Of the workbook or project ``options.bill``. Raises what opening and classifying raise."""
    path: Path = options.bill
    bar = Bar(sys.stderr)
    try:
        document = open_workbook(path, Mapping(), after[1], Part(bar, 0.0, 0.5),
                                 password=password(options.password_file))
        document = set_context(document, law.context_of(options, document.context, after[0]))
        changes = law_impact(document, before, after, Knowledge.shipped(), Part(bar, 0.5, 1.0))
    finally:
        bar.close()
    assert document.reading is not None  # else law_impact had refused
    by_item: dict[int, list[Change]] = defaultdict(list)
    for one in changes:
        by_item[one.item].append(one)
    bom = document.reading.bom
    newly = [one for one in changes if one.wakes and not one.caught_before]
    woken = {one.item for one in newly if not one.upstream}
    inside = {one.item for one in newly if one.upstream} - woken
    lines = [f"{path.name}: {len(by_item)} of {len(bom.items)} items change, "
             f"{len(woken)} of them are newly caught by an entry that binds or may bind"
             + (f", and the material inside {len(inside)} more" if inside else "")]
    lines += [f"assumed of the law on both sides: {one}" for one in document.assumptions]
    rows = _rows(bom, by_item.keys())
    for item, found in by_item.items():
        lines += ["", f"{_name(bom, item)}  ({rows[item]})", *_of_item(found)]
    return lines


def _of_item(changes: list[Change]) -> list[str]:
    """Who must look, then what changes; entries that change alike are told in one line."""
    looks = dict.fromkeys(role for one in changes for role in _lookers(one))
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in changes:
        about = f"{one.control} {one.limb}".strip() + (" of the material inside" if one.upstream else "")
        other = one.before is None or one.after is None or one.before.outcome is not one.after.outcome
        why = reason_text(one.why[-1]) if other and one.why else ""
        alike[change_words(one.before, one.after), why].append(about)
    lines = [f"    who must look: {', '.join(looks)}"] if looks else []
    for (words, why), entries in alike.items():
        lines += _wrapped(f"{', '.join(entries)}: {words}", 4) + (_wrapped(why, 8) if why else [])
    return lines


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 4))


def change_words(before: Finding | None, after: Finding | None) -> str:
    """``undetermined, licence required if caught: not yet → unverified``: what stays, then what changes."""
    old, new = (_axes(one) for one in (before, after))
    if not old or not new:
        return f"{', '.join(old) or 'not there'} → {', '.join(new) or 'not there'}"
    same = ", ".join(one for one, two in zip(old, new, strict=True) if one == two)
    moved = ", ".join(f"{one} → {two}" for one, two in zip(old, new, strict=True) if one != two)
    return f"{same}: {moved}" if same else moved


def _axes(finding: Finding | None) -> tuple[str, ...]:
    if finding is None:
        return ()
    return (finding.outcome, treatment_words(finding.outcome, finding.treatment), finding.force)


def _lookers(change: Change) -> tuple[str, ...]:
    now = change.after
    return lookers(change.decided_by, now.outcome if now else None, now.force if now else None,
                   now.missing if now else ())


def _name(bom: Bom, place: int) -> str:
    item = bom.items[place]
    number = item.number
    text = item.description or item.material
    short = text if len(text) <= _NAME else text[:_NAME - 1].rstrip() + "…"
    return "  ".join(part for part in (number, short) if part) or item.key


def _rows(bom: Bom, items: Iterable[int]) -> dict[int, str]:
    """Where the items stand: ``row 12``, ``rows 12, 15 and 4 more``."""
    found: dict[int, list[int]] = {item: [] for item in items}
    for item, row in zip(bom.usages.item.tolist(), bom.usages.row.tolist(), strict=True):
        if item in found:
            found[item].append(row)
    return {item: _places(rows) for item, rows in found.items()}


def _places(rows: list[int]) -> str:
    told = ", ".join(map(str, rows[:_ROWS])) + (f" and {len(rows) - _ROWS} more" if len(rows) > _ROWS else "")
    return f"{'row' if len(rows) == 1 else 'rows'} {told}"
