"""The line register: one row for each line of the bill, with what was found, why, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isnan

from ytterby.bom.bill import Bom
from ytterby.core.sentences.words import in_words
from ytterby.exposure.exposure import STATED, Flag
from ytterby.report.account import Account, entry, evidence_text, grams, symbols
from ytterby.report.dossier import LINES_HEADER_ROW, LINES_PER_SHEET, Dossier, register_name
from ytterby.report.notices import period, say
from ytterby.report.page import Column, Kind, Page, Row, Style, Table, Text, header_row
from ytterby.report.who import who

WHERE = (Column("Sheet", width=10), Column("Row", Kind.WHOLE, 6), Column("Level", Kind.WHOLE, 6))
ABOUT = (
    Column("Part", width=16), Column("MPN", width=16), Column("Description", width=44),
    Column("Status", Kind.STATUS, 15), Column("Force", width=12), Column("Treatment", width=25),
    Column("Rare earth", width=10),
    Column("Elements", width=14), Column("Control", width=16), Column("Missing fact", width=44),
    Column("Who can answer", width=24), Column("Why", width=60), Column("Evidence", width=36),
    Column("Against", width=24), Column("Instrument", width=20), Column("Clause", width=22),
    Column("In this state since", Kind.DATE, 11), Column("All entries that catch it", width=28),
    Column("Upstream entries", width=22), Column("Source", width=28), Column("Source address", width=28),
    Column("Assumption", width=20), Column("Rule last checked", Kind.DATE, 11), Column("Material", width=24),
    Column("Rare earth g, low", Kind.MASS, 10), Column("Rare earth g, best", Kind.MASS, 10),
    Column("Rare earth g, high", Kind.MASS, 10), Column("Per element, one piece", width=28),
    Column("Manufacturer", width=16), Column("Supplier", width=18),
    Column("Supplier's part number", width=16), Column("Origin", width=8), Column("Licence required", width=9),
    Column("Of interest to defence", width=12), Column("Of interest to chip making", width=12),
    Column("Why of interest", width=30),
    Column("Single source", width=18),
    Column("Item's quantity", Kind.NUMBER, 11), Column("Item's spend, on its first line", Kind.MONEY, 12),
    Column("Days of cover", Kind.DAYS, 9), Column("Decision", width=16), Column("Decided by", width=14),
    Column("Decided on", Kind.DATE, 11), Column("Reason of decision", width=24),
)
USED = (Column("Path", width=28), Column("Quantity per", Kind.NUMBER, 9), Column("Alternative", width=10))
COLUMNS = (*WHERE, *ABOUT, *USED)
_PRINTED = next(place for place, column in enumerate(ABOUT) if column.heading == "Why") + 1
ALTERNATIVE = "alternative"
_CHUNK, _MOST_KEPT = 10_000, 20_000
_SPEND = next(place for place, column in enumerate(ABOUT) if column.kind is Kind.MONEY)


def pages(dossier: Dossier) -> Iterator[Page]:
    """More than one only where a bill is longer than a sheet may be."""
    lines = len(dossier.assessment.reading.bom)
    for sheet in range(max(1, -(-lines // LINES_PER_SHEET))):
        start = sheet * LINES_PER_SHEET
        rows = Lines(dossier, start, min(lines, start + LINES_PER_SHEET))
        page = Page(register_name(sheet), (
            Text(say("register-title", name=dossier.assessment.reading.bom.name), Style.TITLE),
            Text(" ".join(dossier.notices), Style.WARNING),
            Text(say("register-note", currency=dossier.assessment.exposure.currency,
                     period=period(dossier.assessment.exposure))),
            Table(COLUMNS, rows, main=True),
        ), frozen_columns=5, printed_columns=len(WHERE) + _PRINTED)
        if header_row(page) + 1 != LINES_HEADER_ROW:  # below the basis, which each sheet gets
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
        return ((*before, *about_item, *after) for before, about_item, after in self.groups())

    def groups(self) -> Iterator[tuple[Row, Row, Row]]:
        """Where the line stands, what is said of its item, how it is used. An item's spend stands on its first line."""
        bom = self.dossier.assessment.reading.bom
        paths = _Paths(bom)
        firsts, rests = _Kept(self._first), _Kept(self._rest)
        for start in range(self.start, self.end, _CHUNK):
            chunk = slice(start, min(start + _CHUNK, self.end))
            usages = bom.usages
            columns = (usages.item, usages.sheet, usages.row, usages.level, usages.parent, usages.quantity,
                       usages.alternative)
            for line, (item, sheet, row, level, parent, quantity, alternative) in enumerate(
                    zip(*(column[chunk].tolist() for column in columns), strict=True), start):
                kept = firsts if self.dossier.first_line[item] == line else rests
                yield ((bom.sheets[sheet], row, level), kept.of(item),
                       (paths.of(parent), None if isnan(quantity) else quantity, ALTERNATIVE if alternative else ""))

    def _first(self, item: int) -> Row:
        return about(self.dossier.accounts[item])

    def _rest(self, item: int) -> Row:
        return _without_spend(about(self.dossier.accounts[item]))


class _Kept:
    """Rows of items already made, up to a limit: the same tuple for each line of an item."""

    def __init__(self, make: Callable[[int], Row]) -> None:
        self._make = make
        self._rows: dict[int, Row] = {}

    def of(self, item: int) -> Row:
        row = self._rows.get(item)
        if row is None:
            if len(self._rows) >= _MOST_KEPT:
                self._rows.clear()
            row = self._rows[item] = self._make(item)
        return row


def _without_spend(row: Row) -> Row:
    """An item's spend stands once, so that the column adds up."""
    return (*row[:_SPEND], None, *row[_SPEND + 1:])


class _Paths:
    """Part numbers from the top down to a line's parent."""

    def __init__(self, bom: Bom) -> None:
        self._bom = bom
        self._known: dict[int, str] = {-1: ""}

    def of(self, parent: int) -> str:
        """To a line whose parent is line ``parent``."""
        if parent in self._known:
            return self._known[parent]
        chain: list[int] = []
        current = parent
        while current not in self._known and current not in chain:
            chain.append(current)
            current = int(self._bom.usages.parent[current])
        path = self._known.get(current, "")
        for line in reversed(chain):
            item = self._bom.items[self._bom.usages.item[line]]
            name = item.name
            path = self._known[line] = f"{path} › {name}" if path else name
        return path


def about(account: Account) -> Row:
    """Columns ABOUT of an item."""
    item, mass = account.item, account.rare_earth_g
    supplier = item.supplier or "; ".join(dict.fromkeys(source.supplier for source in item.sources if source.supplier))
    return (
        item.number, item.mpn, item.description, *_law(account),
        "; ".join(dict.fromkeys(content.name for content in account.identity.contents)),
        *((mass.low, mass.best, mass.high) if mass else (None, None, None)),
        _weights(account),
        item.manufacturer, supplier, item.supplier_part, "/".join(item.origin), *_figures(account), *_decision(account),
    )


def _weights(account: Account) -> str:
    unknown = (say("mass-unknown", name=name) for name in account.unweighed)
    return "; ".join(part for part in (grams(account.elements_g), *unknown) if part)


def _law(account: Account) -> Row:
    """From Status to Rule last checked. A line that no entry speaks of has no force and no citation."""
    finding, identity = account.cited, account.identity
    catching = "; ".join(dict.fromkeys(
        f"{entry(each)} ({in_words(each.outcome)}, {in_words(each.force)})" for each in account.catching))
    upstream = "; ".join(dict.fromkeys(f"{entry(each)} ({in_words(each.force)})" for each in account.upstream))
    missing, answers = "; ".join(account.missing), "; ".join(who(account.needs))
    words = (account.why, evidence_text(account.evidence), evidence_text(identity.against))
    known = (in_words(identity.rare_earth), symbols(identity))
    if finding is None:
        return (account.status_words, "", account.treatment_words, *known, "", missing, answers, *words, "", "",
                None, catching, upstream, "", "", "", None)
    return (
        account.status_words, in_words(finding.force), account.treatment_words, *known,
        entry(finding), missing, answers, *words, finding.instrument, finding.citation.at, finding.since, catching,
        upstream, finding.citation.source, finding.citation.url, finding.assumption, finding.stale_check,
    )


def _figures(account: Account) -> Row:
    exposure = account.exposure
    single = exposure.single_source if exposure else None
    numbers: Row = (None, None, None)
    if exposure:
        numbers = (exposure.annual_quantity, exposure.spend, exposure.cover_days)
    return (
        "yes" if account.has(Flag.LICENCE_REQUIRED) else "", *(_interest(account, flag) for flag in STATED),
        _why_used(account),
        f"{single.kind}: {single.name}" if single else "", *numbers,
    )


def _interest(account: Account, flag: Flag) -> str:
    """Whether the use is stated, or only the material is of interest to it."""
    if account.has(STATED[flag]):
        return say("interest-stated")
    return say("interest-material") if account.has(flag) else ""


def _why_used(account: Account) -> str:
    """Why a line is of interest to defence or to chip making."""
    identity = account.identity
    reasons = {Flag.DEFENCE: identity.defence_reason, Flag.SEMICONDUCTOR: identity.semiconductor_reason}
    told = []
    for flag, why in reasons.items():
        if account.has(STATED[flag]):
            told.append(f"{flag}: {say('use-stated')}")
        if account.has(flag) and why:
            told.append(f"{flag}: {why}")
    return "; ".join(told)


def _decision(account: Account) -> Row:
    decision = account.decision
    if decision is None:
        return "", "", None, ""
    return str(decision.verdict), decision.signed, decision.when.date(), decision.told
