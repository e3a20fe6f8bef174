"""Names of a bill against a list of parties the user brings: possible matches to check, never a verdict.

Stands alone because likeness of names is no law: whether a party *is* a listed one, the user states in the Context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ytterby.classification.context import ListedParty
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.item import Item
from ytterby.core.progress import SILENT, Progress

LIKE = 88.0
"""Likeness (0..100, order of words left aside) from which two names are shown as a possible match."""

_LEGAL = re.compile(
    r"\b(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|plc|gmbh|ag|se|sa|sas|srl|spa|bv|nv|kk|oy|ab)\b"
    r"|股份有限公司|有限责任公司|有限公司|株式会社|公司"
)
_MARKS = re.compile(r"[^\w]+")
_NAME, _LIST = ("name", "party", "entity", "名称"), ("list", "listing", "instrument", "清单")


@dataclass(frozen=True, slots=True)
class PartyList:
    """Parties as read, and an issue for each row that can't be used."""

    parties: tuple[ListedParty, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """``name`` of the bill is like ``party``; ``score`` 88..100."""

    name: str
    party: ListedParty
    score: int


def read_parties(path: Path, progress: Progress = SILENT) -> PartyList:
    """A workbook or CSV with two columns, name and list (an instrument id such as MOFCOM-2026-11, or any other word).

    Columns are found by their headings, else the first two count. Raises WorkbookError where the file can't be read.
    """
    from ytterby.bom.sniff import load, sniff
    from ytterby.bom.workbook import sheets_of

    data = load(path)
    parties: list[ListedParty] = []
    issues: list[Issue] = []
    for sheet in sheets_of(data, sniff(data, path.name), path.name, progress):
        columns, headed, before = (0, 1), False, len(parties)
        for number, row in enumerate(sheet.rows):
            cells = ["" if cell is None else str(cell).strip() for cell in row.cells]
            if number == 0 and (found := _columns(cells)) is not None:
                columns, headed = found, True
                continue
            name, listed = (cells[place] if place < len(cells) else "" for place in columns)
            if name and listed:
                parties.append(ListedParty(name, listed))
            elif name or listed:
                where = Where(path.name, sheet.name, row.number)
                issues.append(Issue.of("party-row", Severity.WARNING, where, text=name or listed))
        if not headed and len(parties) > before:
            first = parties[before]
            issues.append(Issue.of("party-headings", Severity.WARNING, Where(path.name, sheet.name),
                                   name=first.name, list=first.list))
    return PartyList(tuple(dict.fromkeys(parties)), tuple(issues))


def _columns(cells: list[str]) -> tuple[int, int] | None:
    folded = [cell.casefold() for cell in cells]
    name = next((place for place, cell in enumerate(folded) if cell in _NAME), None)
    listed = next((place for place, cell in enumerate(folded) if cell in _LIST), None)
    return None if name is None or listed is None else (name, listed)


def names_of(item: Item) -> tuple[str, ...]:
    """Supplier and maker names of an item and of its approved sources."""
    names = [item.supplier, item.manufacturer]
    names += [name for one in item.sources for name in (one.supplier, one.manufacturer)]
    return tuple(dict.fromkeys(name for name in names if name))


def possible_matches(names: Iterable[str], parties: tuple[ListedParty, ...]) -> dict[str, tuple[Match, ...]]:
    """Per name the parties it is like, likest first; names like none are not there."""
    if not parties:
        return {}
    from rapidfuzz import fuzz, process

    bare = {place: _bare(party.name) for place, party in enumerate(parties)}
    bare = {place: text for place, text in bare.items() if text}
    found: dict[str, tuple[Match, ...]] = {}
    for name in dict.fromkeys(names):
        asked = _bare(name)
        hits = process.extract(asked, bare, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE) if asked else []
        if hits:
            found[name] = tuple(Match(name, parties[place], round(score)) for _, score, place in hits)
    return found


def issues_of(matches: Iterable[Match]) -> tuple[Issue, ...]:
    """One warning per name and listed party."""
    return tuple(
        Issue.of("party-possible-match", Severity.WARNING, name=one.name, party=one.party.name, list=one.party.list,
                 score=one.score)
        for one in dict.fromkeys(matches)
    )


def _bare(name: str) -> str:
    """Without marks and legal forms, which many firms share."""
    return " ".join(_LEGAL.sub(" ", _MARKS.sub(" ", name.casefold())).split())
