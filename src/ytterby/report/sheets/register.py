"""The line register: one row for each line of the bill, with what was found, why, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ytterby.bom.bill import Bom, Usage
from ytterby.exposure.exposure import Flag
from ytterby.report.account import Account, entry, evidence_text, symbols, three
from ytterby.report.dossier import LINES_HEADER_ROW, LINES_PER_SHEET, Dossier, register_name
from ytterby.report.notices import say
from ytterby.report.page import Cell, Column, Kind, Page, Row, Style, Table, Text, header_row
from ytterby.report.who import who

WHERE = (
    Column("Sheet", width=10), Column("Row", Kind.WHOLE, 6), Column("Level", Kind.WHOLE, 6), Column("Path", width=28),
    Column("Quantity per", Kind.NUMBER, 9), Column("Alternative", width=10),
)
WHAT = (
    Column("Part number", width=16), Column("Description", width=36), Column("Manufacturer", width=16),
    Column("MPN", width=16), Column("Supplier", width=18), Column("Origin", width=8),
)
FOUND = (
    Column("Status", Kind.STATUS, 15), Column("Force", width=12), Column("Treatment", width=17),
    Column("Rare earth", width=10), Column("Elements", width=14), Column("Material", width=24),
    Column("Rare earth g, low", Kind.MASS, 10), Column("Rare earth g, best", Kind.MASS, 10),
    Column("Rare earth g, high", Kind.MASS, 10), Column("Per element, one piece", width=28),
    Column("Control", width=16), Column("Instrument", width=20), Column("Clause", width=22),
    Column("In this state since", Kind.DATE, 11), Column("All entries that catch it", width=28),
    Column("Upstream entries", width=22), Column("Why", Kind.WRAP, 60), Column("Evidence", width=36),
    Column("Against", width=24), Column("Source", width=28), Column("Source address", width=28),
    Column("Missing fact", Kind.WRAP, 44), Column("Who can answer", width=24), Column("Decision", width=16),
    Column("Decided by", width=14), Column("Decided on", Kind.DATE, 11), Column("Reason of decision", width=24),
    Column("Assumption", width=20), Column("Rule last checked", Kind.DATE, 11),
    Column("Licence required", width=9), Column("Defence", width=9), Column("Semiconductor", width=9),
    Column("Single source", width=18), Column("Item's yearly quantity", Kind.NUMBER, 11),
    Column("Item's yearly spend, on its first line", Kind.MONEY, 12), Column("Days of cover", Kind.DAYS, 9),
)
COLUMNS = (*WHERE, *WHAT, *FOUND)


def pages(dossier: Dossier) -> Iterator[Page]:
    """More than one only where a bill is longer than a sheet may be."""
    lines = len(dossier.assessment.reading.bom)
    for sheet in range(max(1, -(-lines // LINES_PER_SHEET))):
        start = sheet * LINES_PER_SHEET
        rows = Lines(dossier, start, min(lines, start + LINES_PER_SHEET))
        page = Page(register_name(sheet), (
            Text(say("register-title", name=dossier.assessment.reading.bom.name), Style.TITLE),
            Text(" ".join(dossier.notices), Style.WARNING),
            Text(say("register-note", currency=dossier.assessment.exposure.currency)),
            Table(COLUMNS, rows, main=True),
        ), frozen_columns=0)
        if header_row(page) != LINES_HEADER_ROW:
            raise AssertionError("links into the register would point beside their lines")
        yield page


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Rows ``start``..``end`` (not included) of the register, made while they are walked."""

    dossier: Dossier
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Row]:
        bom, accounts = self.dossier.assessment.reading.bom, self.dossier.accounts
        paths = _Paths(bom)
        of_item: dict[int, tuple[Row, Row]] = {}
        for line in range(self.start, self.end):
            usage = bom.usage(line)
            about = of_item.get(usage.item)
            if about is None:
                about = of_item[usage.item] = (what(accounts[usage.item]), found(accounts[usage.item]))
            first = self.dossier.first_line[usage.item] == line
            yield (*where(bom, usage, paths.of(usage)), *about[0], *(about[1] if first else _without_spend(about[1])))


_SPEND = next(place for place, column in enumerate(FOUND) if column.kind is Kind.MONEY)


def _without_spend(row: Row) -> Row:
    """An item's spend stands once, so that the column adds up."""
    return (*row[:_SPEND], None, *row[_SPEND + 1:])


class _Paths:
    """Part numbers from the top down to a line's parent."""

    def __init__(self, bom: Bom) -> None:
        self._bom = bom
        self._known: dict[int, str] = {-1: ""}

    def of(self, usage: Usage) -> str:
        chain: list[int] = []
        current = usage.parent
        while current not in self._known and current not in chain:
            chain.append(current)
            current = self._bom.usage(current).parent
        path = self._known.get(current, "")
        for line in reversed(chain):
            item = self._bom.items[self._bom.usages.item[line]]
            name = item.part_number or item.mpn or item.description
            path = self._known[line] = f"{path} › {name}" if path else name
        return path


def where(bom: Bom, usage: Usage, path: str) -> Row:
    return (bom.sheets[usage.sheet], usage.row, usage.level, path, usage.quantity,
            "alternative" if bom.usages.alternative[usage.index] else "")


def what(account: Account) -> Row:
    item = account.item
    supplier = item.supplier or "; ".join(dict.fromkeys(source.supplier for source in item.sources if source.supplier))
    return item.part_number, item.description, item.manufacturer, item.mpn, supplier, "/".join(item.origin)


def found(account: Account) -> Row:
    mass = account.rare_earth_g
    return (
        *law_words(account), str(account.identity.rare_earth), symbols(account.identity),
        "; ".join(dict.fromkeys(content.name for content in account.identity.contents)),
        *((mass.low, mass.best, mass.high) if mass else (None, None, None)),
        "; ".join(f"{symbol} {three(grams, 'g')}" for symbol, grams in account.elements),
        *_entry(account), account.why, evidence_text(account.evidence), evidence_text(account.identity.against),
        *_source(account), *_decision(account), *_figures(account),
    )


def law_words(account: Account) -> Row:
    """Status, force and treatment; a line that nothing catches has no force."""
    finding = account.finding
    if finding is None:
        return str(account.status), "", "none"
    return str(account.status), str(finding.force), str(finding.treatment)


def _entry(account: Account) -> Row:
    finding = account.finding
    catching = "; ".join(dict.fromkeys(f"{entry(each)} ({each.outcome}, {each.force})" for each in account.catching))
    upstream = "; ".join(dict.fromkeys(f"{entry(each)} ({each.force})" for each in account.upstream))
    if finding is None:
        return "", "", "", None, catching, upstream
    return entry(finding), finding.instrument, finding.citation.at, finding.since, catching, upstream


def _source(account: Account) -> Row:
    finding = account.finding
    source: Row = (finding.citation.source, finding.citation.url) if finding else ("", "")
    return *source, "\n".join(account.missing), "; ".join(who(account.needs))


def _decision(account: Account) -> Row:
    decision, finding = account.decision, account.finding
    said: Row = (str(decision.verdict), decision.who, decision.when.date(), decision.why) if decision else (
        "", "", None, "")
    return *said, finding.assumption if finding else "", finding.stale_check if finding else None


def _figures(account: Account) -> Row:
    exposure = account.exposure
    single = exposure.single_source if exposure else None
    numbers: tuple[Cell, ...] = (exposure.annual_quantity, exposure.spend, exposure.cover_days) if exposure else (
        None, None, None)
    return (
        *("yes" if account.has(flag) else "" for flag in (Flag.LICENCE_REQUIRED, Flag.DEFENCE, Flag.SEMICONDUCTOR)),
        f"{single.kind}: {single.name}" if single else "", *numbers,
    )
