"""What has changed since an earlier assessment: the law, the bill, and the items judged otherwise now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ytterby.core.sentences.words import FORCE_WORDS
from ytterby.report.account import Account, entry
from ytterby.report.dossier import Dossier
from ytterby.report.earlier import Earlier, Stand
from ytterby.report.leads import first_line
from ytterby.report.notices import say
from ytterby.report.page import Column, Kind, Page, Row, Style, Table, Text

_FORCES = {str(force): words for force, words in FORCE_WORDS.items()}  # an earlier file names them by their codes
COLUMNS = (
    Column("Change", width=20), Column("Item", width=20), Column("Description", width=36),
    Column("Status before", Kind.STATUS, 15), Column("Status now", Kind.STATUS, 15),
    Column("Entries no more", Kind.WRAP, 50), Column("Entries new or otherwise", Kind.WRAP, 50),
    Column("Lines before", Kind.WHOLE, 9), Column("Lines now", Kind.WHOLE, 9), Column("First line", width=12),
)


def page(dossier: Dossier, earlier: Earlier) -> Page:
    now = stands(dossier)
    rows = tuple(_rows(dossier, earlier.items, now))
    return Page("Changes", (
        Text(say("changes-title"), Style.TITLE),
        Text(say("changes-against", day=earlier.as_of, name=earlier.workbook)), Text(_grounds(dossier, earlier)),
        Table(COLUMNS, rows, main=True),
    ), frozen_columns=2)


def stands(dossier: Dossier) -> dict[str, tuple[int, Stand]]:
    """Key of the item → its number and what is said of it now."""
    lines = Counter(dossier.assessment.reading.bom.usages.item.tolist())
    return {account.item.key: (number, _stand(dossier, number, account, lines[number]))
            for number, account in enumerate(dossier.accounts) if lines[number]}


def _stand(dossier: Dossier, number: int, account: Account, lines: int) -> Stand:
    entries = sorted({(f"{finding.instrument} {entry(finding)}", str(finding.outcome), str(finding.force))
                      for finding in account.catching})
    return Stand(account.item.key, dossier.name(number), account.item.description, str(account.status),
                 tuple(entries), lines, account.status_words)


def _grounds(dossier: Dossier, earlier: Earlier) -> str:
    """Whether day, law, bill or assumptions differ: what may be behind a change."""
    provenance = dossier.assessment.provenance
    differs = {
        "changes-day": earlier.as_of != provenance.as_of.isoformat(),
        "changes-law": earlier.rules_digest != provenance.rules_digest,
        "changes-bill": earlier.workbook_digest != provenance.workbook_digest,
        "changes-assumptions": set(earlier.assumptions) != set(provenance.assumptions),
    }
    found = [say(code) for code, other in differs.items() if other]
    return say("changes-grounds", what=", ".join(found)) if found else say("changes-none")


def _rows(dossier: Dossier, before: dict[str, Stand], now: dict[str, tuple[int, Stand]]) -> Iterator[Row]:
    """What is judged otherwise first, then what is new, then what is gone; the same in the same place is no row."""
    for key, (number, stand) in now.items():
        old = before.get(key)
        if old is not None and (old.status, old.entries) != (stand.status, stand.entries):
            yield _row(say("change-judged"), old, stand, dossier, number)
    for key, (number, stand) in now.items():
        if key not in before:
            yield _row(say("change-new"), None, stand, dossier, number)
    for key, old in before.items():
        if key not in now:
            yield _row(say("change-gone"), old, None, dossier, None)
    for key, (number, stand) in now.items():
        old = before.get(key)
        if old is not None and old.lines != stand.lines and (old.status, old.entries) == (stand.status, stand.entries):
            yield _row(say("change-lines"), old, stand, dossier, number)


def _row(change: str, old: Stand | None, new: Stand | None, dossier: Dossier, number: int | None) -> Row:
    shown = new or old
    assert shown is not None
    gone, come = _entries(old, new), _entries(new, old)
    return (change, shown.name, shown.description, old.shown if old else "", new.shown if new else "", gone, come,
            old.lines if old else None, new.lines if new else None,
            first_line(dossier, (number,)) if number is not None else None)


def _entries(one: Stand | None, other: Stand | None) -> str:
    """Entries of ``one`` that ``other`` has not, or has otherwise."""
    without = set(other.entries) if other else set()
    entries = one.entries if one else ()
    return "\n".join(f"{name} ({outcome}, {_FORCES.get(force, force)})" for name, outcome, force in entries
                     if (name, outcome, force) not in without)
