"""The lines behind the figures: one group for each, so that all lines that a figure counts stand together."""

from __future__ import annotations

from collections.abc import Iterator

from ytterby.core.sentences.words import in_words
from ytterby.report.account import entry
from ytterby.report.behind import FIRST_ROW, SHEET, Group
from ytterby.report.dossier import Dossier
from ytterby.report.leads import to_line
from ytterby.report.notices import say
from ytterby.report.page import Column, Kind, Page, Row, Style, Table, Text, header_row

COLUMNS = (
    Column("Figure", width=44), Column("Line in the bill", width=16), Column("Item", width=20),
    Column("Description", width=40), Column("Status", Kind.STATUS, 15), Column("Force", width=12),
    Column("Control", width=18), Column("Missing fact", width=44), Column("Item's quantity", Kind.NUMBER, 12),
    Column("Item's spend, on its first line", Kind.MONEY, 14), Column("Days of cover", Kind.DAYS, 10),
    Column("Decision", width=16),
)


def page(dossier: Dossier) -> Page:
    """To be made after the pages whose figures lead here."""
    made = Page(SHEET, (
        Text(say("behind-title"), Style.TITLE), Text(say("behind-note")),
        Table(COLUMNS, tuple(row for group in dossier.behind for row in _rows(dossier, group)), main=True),
    ), frozen_columns=3)
    if header_row(made) + 2 != FIRST_ROW:  # below the basis, which each sheet gets
        raise AssertionError("links to the lines behind figures would point beside them")
    return made


def _rows(dossier: Dossier, group: Group) -> Iterator[Row]:
    items = dossier.assessment.reading.bom.usages.item
    seen: set[int] = set()
    for line in group.lines:
        number = int(items[line])
        account = dossier.accounts[number]
        exposure, finding = account.exposure, account.cited
        spend = exposure.spend if exposure and number not in seen else None
        seen.add(number)
        yield (
            group.title, to_line(dossier, line), dossier.name(number), account.item.description,
            account.status_words, in_words(finding.force) if finding else "", entry(finding) if finding else "",
            "; ".join(account.missing), exposure.annual_quantity if exposure else None, spend,
            exposure.cover_days if exposure else None, str(account.decision.verdict) if account.decision else "",
        )
    if group.count > len(group.lines):
        yield (group.title, "", say("behind-more", count=f"{group.count - len(group.lines):,}"), *(None,) * 9)
