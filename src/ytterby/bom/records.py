"""One line's cells to a record: every text, number and code in the units of Item, with what could not be read.

Stands between the raw table and the items so that many equal lines are parsed once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ytterby.bom.cells import RawSheet, Row, Value
from ytterby.bom.conventions import CODES, Conventions
from ytterby.bom.headings import element_of
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.values import countries_of, damage, number_of, stated, text_of, yes_no
from ytterby.core import units
from ytterby.core.codes import CasNumber, HsCode
from ytterby.core.estimate import Estimate
from ytterby.core.item import Declared, Money

M = Meaning
TEXTS = frozenset({
    M.PART_NUMBER, M.REVISION, M.DESCRIPTION, M.MANUFACTURER, M.MPN, M.SUPPLIER, M.SUPPLIER_PART, M.MATERIAL,
    M.CATEGORY, M.CAD_NAME, M.REMARK, M.LINK, M.END_USE, M.UNIT,
})
_PLACES = frozenset({M.LEVEL, M.PARENT, M.POSITION, M.QUANTITY, M.LINE_TOTAL, M.RANK, M.IGNORE, M.DESIGNATORS})
_SLOTS = frozenset({M.SITE_COUNTRY, M.SUPPLIER_SHARE})  # the n-th belongs to the n-th source, so blanks count
_NONE_OF_IT = re.compile(r"(?:\w+[- ])?(?:free|frei|nil|sans|libre|无|不含|なし)", re.I)


@dataclass(slots=True)
class Record:
    """What one row says. ``texts`` has one entry per column of a meaning, blank ones kept: the n-th maker goes with the
    n-th MPN."""

    texts: dict[Meaning, list[str]] = field(default_factory=dict)
    hs: HsCode | None = None
    cas: CasNumber | None = None
    origin: tuple[str, ...] = ()
    mass_g: Estimate | None = None
    price: Money | None = None
    stock: float | None = None
    annual_use: float | None = None
    receipts_weekly: float | None = None
    lead_time_days: float | None = None
    site_countries: list[str] = field(default_factory=list)
    shares: list[float | None] = field(default_factory=list)
    declared: list[Declared] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)
    problems: list[tuple[str, int]] = field(default_factory=list)  # (issue code, column index)
    # Asked of every line, so kept ready: part number and revision, wording, and first MPN, maker and supplier.
    part: tuple[str, str] = ("", "")
    wording: str = ""
    maker: tuple[str, str, str] = ("", "", "")

    def first(self, meaning: Meaning) -> str:
        return next((text for text in self.texts.get(meaning, ()) if text), "")

    def joined(self, meaning: Meaning, separator: str = " · ") -> str:
        return separator.join(dict.fromkeys(text for text in self.texts.get(meaning, ()) if text))


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell on its way into a record; ``shown`` is its number format where that tells something."""

    index: int
    row: Row
    value: Value
    text: str
    shown: str
    how: Conventions

    @property
    def column(self) -> Column:
        return self.how.columns[self.index]

    @property
    def percent(self) -> str:
        """The text, with a number that Excel shows as a percentage written as one."""
        number = None if isinstance(self.value, str) else number_of(self.value)
        return f"{number * 100:.10g}%" if number is not None and "%" in self.shown else self.text


def content_columns(columns: Sequence[Column]) -> list[int]:
    """The columns that say what a thing is, not where it stands."""
    return [index for index, column in enumerate(columns) if column.meaning not in _PLACES]


def record_of(row: Row, how: Conventions, sheet: RawSheet) -> Record:
    """Parses one row of a table."""
    record = Record()
    stated_currency = ""
    prices: list[Cell] = []
    for index, column in enumerate(how.columns):
        value, meaning = row.at(index), column.meaning
        shown = sheet.shown(row.number, index)
        text = text_of(value, shown if meaning in CODES else "")
        if meaning in TEXTS:
            record.texts.setdefault(meaning, []).append(text if stated(text) else "")
            if meaning in CODES and text and (harm := damage(value)):
                record.problems.append((f"code-became-{harm}", index))
        elif meaning is M.CURRENCY:
            stated_currency = units.currency(text, yuan=how.yuan)
        elif meaning is M.PRICE:
            prices.append(Cell(index, row, value, text, shown, how))
        elif meaning in _SLOTS or (stated(text) and meaning not in _PLACES):
            _take(record, Cell(index, row, value, text, shown, how))
    for cell in prices:
        record.price = record.price or _price(record, cell, stated_currency)
    record.part = record.first(M.PART_NUMBER), record.first(M.REVISION)
    record.wording = record.joined(M.DESCRIPTION)
    record.maker = record.first(M.MPN), record.first(M.MANUFACTURER), record.first(M.SUPPLIER)
    return record


def _take(record: Record, cell: Cell) -> None:
    """Puts one cell that is no plain text where it belongs; what can't be read stays in ``extra``, and is said."""
    reader = _READERS.get(cell.column.meaning)
    if reader is None:
        record.extra.append((cell.column.heading or f"column {cell.column.letter}", cell.text))
    elif not reader(record, cell):
        record.extra.append((cell.column.heading, cell.text))
        record.problems.append((f"{cell.column.meaning.value.replace('_', '-')}-unread", cell.index))


def _hs(record: Record, cell: Cell) -> bool:
    record.hs = record.hs or HsCode.parse(cell.text)
    return record.hs is not None


def _cas(record: Record, cell: Cell) -> bool:
    record.cas = record.cas or CasNumber.parse(cell.text)
    return record.cas is not None


def _origin(record: Record, cell: Cell) -> bool:
    record.origin = record.origin or countries_of(cell.text)
    return bool(record.origin)


def _site_country(record: Record, cell: Cell) -> bool:
    codes = countries_of(cell.text)
    record.site_countries.append(codes[0] if len(codes) == 1 else "")
    return bool(codes) or not stated(cell.text)


def _supplier_share(record: Record, cell: Cell) -> bool:
    """A share with "%" or a format of percent; a bare number up to 1 is a fraction, above it a percentage."""
    number = number_of(cell.value, cell.how.decimal)
    share = units.share(cell.percent, cell.how.decimal, unit="%" if number is not None and number > 1 else "w/w")
    record.shares.append(share.best if share else None)
    return share is not None or not stated(cell.text)


def _mass(record: Record, cell: Cell) -> bool:
    unit = cell.how.units[cell.index] or (text_of(cell.row.at(cell.how.mass_unit)) if cell.how.mass_unit >= 0 else "")
    record.mass_g = record.mass_g or units.mass_g(cell.text, cell.how.decimal, unit=unit)
    return record.mass_g is not None


def _amount(record: Record, cell: Cell) -> bool:
    amount = units.quantity(cell.text, cell.how.decimal)
    name = cell.column.meaning.value
    if amount is not None and getattr(record, name) is None:
        setattr(record, name, amount[0])
    return amount is not None


def _lead_time(record: Record, cell: Cell) -> bool:
    """A bare number without unit can't be read; "In stock" is a remark and no fault."""
    record.lead_time_days = units.days(cell.text, cell.how.decimal, unit=cell.how.units[cell.index])
    if record.lead_time_days is None and not cell.text.isdecimal():
        record.extra.append((cell.column.heading, cell.text))
        return True
    return record.lead_time_days is not None


def _flag(record: Record, cell: Cell) -> bool:
    """Yes or no, kept as written and, where it is clear, under the plain name "defence" or "semiconductor"."""
    record.extra.append((cell.column.heading, cell.text))
    if answer := yes_no(cell.text):
        record.extra.append((cell.column.meaning.value, answer))
    return True


def _content(record: Record, cell: Cell) -> bool:
    """Adds a declared content. Without any unit, values up to 1 may be fractions or percentages: the range of both."""
    heading, how = cell.column.heading, cell.how
    symbol = element_of(heading)
    unit = how.units[cell.index] or ("%" if cell.index in how.percents else "")
    share = units.share(cell.percent, how.decimal, unit=unit)
    number = number_of(cell.value, how.decimal)
    if share is None and number is not None and 0 <= number <= 1:
        share = Estimate(number / 100, number / 100, number)
        if number:
            record.problems.append(("content-without-unit", cell.index))
    if share is None and _NONE_OF_IT.fullmatch(cell.text):
        share = Estimate.exactly(0.0)
    if share is None or not symbol:
        return False
    record.declared.append(Declared(symbol, share, heading))
    return True


_READERS: dict[Meaning, Callable[[Record, Cell], bool]] = {
    M.HS: _hs, M.CAS: _cas, M.ORIGIN: _origin, M.SITE_COUNTRY: _site_country, M.SUPPLIER_SHARE: _supplier_share,
    M.MASS: _mass, M.STOCK: _amount, M.ANNUAL_USE: _amount, M.RECEIPTS_WEEKLY: _amount, M.LEAD_TIME: _lead_time,
    M.CONTENT: _content, M.DEFENCE: _flag, M.SEMICONDUCTOR: _flag,
}


def _price(record: Record, cell: Cell, stated_currency: str) -> Money | None:
    """The price of one piece: the currency of the cell, its row, format, heading or table, in that order."""
    text, how = cell.text, cell.how
    if not stated(text):
        return None
    heading = units.currency(cell.column.heading, yuan=how.yuan)
    # "$" under "Price (CAD)" is a Canadian one, in the format of the cell as in its text.
    signs = units.signs_of(stated_currency or heading)
    fallback = (
        stated_currency or units.currency(cell.shown, yuan=how.yuan, **signs) or heading or how.currency
        or units.NO_CURRENCY
    )
    number, per = number_of(cell.value, how.decimal), how.per[cell.index]
    if number is None and (cell_per := units.per_pieces(text)) > 1:
        per, text = cell_per, re.split(r"/|\bper\b|\bje\b|\bpro\b", text)[0]
    read: Money | None = Money(number or 0.0, fallback)
    if number is None:
        read = units.money(text, how.decimal, default=fallback, yuan=how.yuan, **signs)
    if read is None or read.amount < 0:
        record.extra.append((cell.column.heading, text))
        record.problems.append(("price-unread", cell.index))
        return None
    if read.currency == units.NO_CURRENCY and read.amount:
        record.problems.append(("currency-unknown", cell.index))
    return Money(read.amount / per, read.currency)
