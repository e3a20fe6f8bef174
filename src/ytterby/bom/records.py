"""One line's cells to a record: every text, number and code in the units of Item, with what could not be read.

Stands between the raw table and the items so that many equal lines are parsed once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ytterby.bom.amounts import MOST, multiple
from ytterby.bom.cells import Cells, RawSheet, Rows, Value
from ytterby.bom.conventions import CODES, Conventions
from ytterby.bom.headings import MASS_OF_PIECE, asks_whether, declares_content, element_of, elements_of, metal_share
from ytterby.bom.prices import currency_column, price_of
from ytterby.bom.profile import UNITS
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.values import countries_of, damage, number_of, source_status, stated, stated_text, text_of, yes_no
from ytterby.core import units
from ytterby.core.codes import CasNumber, HsCode
from ytterby.core.contents import together
from ytterby.core.declaring import is_least
from ytterby.core.elements import element_name
from ytterby.core.estimate import Estimate
from ytterby.core.item import Declared, Money
from ytterby.core.progress import Progress

M = Meaning
TEXTS = frozenset({
    M.PART_NUMBER, M.REVISION, M.DESCRIPTION, M.MANUFACTURER, M.MPN, M.SUPPLIER, M.SUPPLIER_PART, M.MATERIAL,
    M.CATEGORY, M.CAD_NAME, M.REMARK, M.LINK, M.END_USE, M.UNIT,
})
_PLACES = frozenset({M.LEVEL, M.PARENT, M.POSITION, M.QUANTITY, M.LINE_TOTAL, M.RANK, M.IGNORE, M.DESIGNATORS})
# The n-th belongs to the n-th source, so blanks count.
_SLOTS = frozenset({M.SITE_COUNTRY, M.SUPPLIER_SHARE, M.SOURCE_STATUS})
_TERSE = frozenset({M.UNIT, M.REVISION})
_WORD = re.compile(r"[^\W\d_]{3,}|[\u3400-\u9fff]{2,}")
_MANY = frozenset({"site_countries", "shares", "statuses"})
_NONE_OF_IT = re.compile(r"(?:\w+[- ])?(?:free|frei|nil|sans|libre|无|不含|なし)", re.I)


@dataclass(slots=True)
class Record:
    """What one row says. ``texts`` has one entry per column of a meaning, blank ones kept: the n-th maker goes with the
    n-th MPN."""

    texts: dict[Meaning, tuple[str, ...]]
    hs: HsCode | None = None
    cas: CasNumber | None = None
    origin: tuple[str, ...] = ()
    mass_g: Estimate | None = None
    price: Money | None = None
    stock: float | None = None
    annual_use: float | None = None
    receipts_weekly: float | None = None
    lead_time_days: float | None = None
    recover_days: float | None = None
    site_countries: list[str] = field(default_factory=list)
    shares: list[float | None] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    declared: list[Declared] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)
    problems: list[tuple[str, int]] = field(default_factory=list)  # (issue code, column index)
    # Asked of every line, so kept ready: part number and revision, wording, and first MPN, maker and supplier.
    part: tuple[str, str] = ("", "")
    wording: str = ""
    maker: tuple[str, str, str] = ("", "", "")

    def first(self, meaning: Meaning) -> str:
        texts = self.texts.get(meaning, ("",))
        return texts[0] or next(filter(None, texts), "")

    def joined(self, meaning: Meaning, separator: str = " · ") -> str:
        texts = self.texts.get(meaning, ("",))
        return texts[0] if len(texts) == 1 else separator.join(dict.fromkeys(filter(None, texts)))


@dataclass(slots=True)  # not frozen, which takes three times as long: one is made per different cell
class Cell:
    """One filled cell on its way into a record; ``shown`` is its number format where that tells something, ``unit``
    what its heading or its neighbour states."""

    index: int
    value: Value
    text: str
    shown: str
    unit: str
    how: Conventions

    @property
    def column(self) -> Column:
        return self.how.columns[self.index]

    @property
    def decimal(self) -> str:
        """The decimal mark of its text: that of the table, but a number is always told with a point."""
        return self.how.decimal if isinstance(self.value, str) else "."

    @property
    def percent(self) -> str:
        """The text, with a number that Excel shows as a percentage written as one."""
        number = None if isinstance(self.value, str) else number_of(self.value)
        return f"{number * 100:.10g}%" if number is not None and "%" in self.shown else self.text


@dataclass(slots=True)
class Read:
    """What one cell says: a value for the field ``name`` of a record, if any, further texts and issue codes."""

    name: str = ""
    value: object = None
    extra: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()


def content_columns(columns: Sequence[Column]) -> list[int]:
    """The columns that say what a thing is, not where it stands."""
    return [index for index, column in enumerate(columns) if column.meaning not in _PLACES]


def records_of(rows: Rows, how: Conventions, sheet: RawSheet, progress: Progress) -> list[Record]:
    """What each row says, read column by column: equal cells of a column are parsed once."""
    records = [Record(texts) for texts in _texts(rows, how.columns, sheet)]
    currencies = [""] * len(records)
    for index, column in enumerate(how.columns):
        progress.step(index / len(how.columns), sheet.name)
        if column.meaning in TEXTS:
            _note_oddities(records, rows.column(index), index, column)
        elif column.meaning is M.CURRENCY:
            currencies = rows.column(index).mapped(lambda value: currency_column(text_of(value)))
        elif column.meaning is not M.PRICE and column.meaning not in _PLACES:
            asides = rows.column(how.mass_unit).mapped(text_of) if column.meaning is M.MASS else [""] * len(records)
            _take(records, rows, index, how, sheet, asides)
    if how.price_base >= 0:  # what stands beside a price: "EUR/100"
        bases = rows.column(how.price_base).mapped(number_of)
        currencies = [f"{code}/{base:g}" if base else code for code, base in zip(currencies, bases, strict=True)]
    for index, column in enumerate(how.columns):
        if column.meaning is M.PRICE:
            _take(records, rows, index, how, sheet, currencies)
    progress.step(1.0, sheet.name)
    for record in records:
        record.part = record.first(M.PART_NUMBER), record.first(M.REVISION)
        record.wording = record.joined(M.DESCRIPTION)
        record.maker = record.first(M.MPN), record.first(M.MANUFACTURER), record.first(M.SUPPLIER)
    return records


def _shown(rows: Rows, index: int, sheet: RawSheet) -> list[str]:
    """The number format of a column's cells, "" where it tells nothing."""
    if index not in sheet.formatted:
        return [""] * len(rows)
    return [sheet.shown(number, index) for number in rows.numbers.tolist()]


def _texts(rows: Rows, columns: Sequence[Column], sheet: RawSheet) -> Iterator[dict[Meaning, tuple[str, ...]]]:
    """The texts of every row by meaning, one per column of it."""
    found: dict[Meaning, list[list[str]]] = {}
    for index, column in enumerate(columns):
        if column.meaning in TEXTS:
            texts = rows.column(index).mapped(stated_text)
            for at, zeros in enumerate(_shown(rows, index, sheet) if column.meaning in CODES else ()):
                if zeros:
                    texts[at] = stated_text(rows.column(index).at(at), zeros)
            found.setdefault(column.meaning, []).append(texts)
    by_row = zip(*(zip(*of_meaning, strict=True) for of_meaning in found.values()), strict=True)
    return (dict(zip(found, texts, strict=True)) for texts in (by_row if found else [()] * len(rows)))


def _note_oddities(records: Sequence[Record], cells: Cells, index: int, column: Column) -> None:
    """Notes what Excel did to codes, and keeps a material that stands where nothing of that kind should."""
    if column.meaning in CODES:
        for at in np.flatnonzero(cells.having(damage)).tolist():
            records[at].problems.append((f"code-became-{damage(cells.at(at))}", index))
    if column.meaning in _TERSE:
        for at in np.flatnonzero(cells.having(_says_more)).tolist():
            records[at].extra.append((column.heading, _says_more(cells.at(at))))


def _says_more(value: Value) -> str:
    """The text of a unit or revision that is none: it has a word that is no unit."""
    text = stated_text(value)
    return text if _WORD.search(text) and text.lower().strip(". ") not in UNITS else ""


def _take(records: Sequence[Record], rows: Rows, index: int, how: Conventions, sheet: RawSheet,
          asides: Sequence[str]) -> None:
    """Puts the cells of a column that is no plain text where they belong; ``asides`` are the units or currencies that
    stand beside them."""
    cells = rows.column(index)
    known: dict[tuple[int, str, str], Read | None] = {}
    keys = zip(cells.codes.tolist(), _shown(rows, index, sheet), asides, strict=True)
    for record, key in zip(records, keys, strict=True):
        if key not in known:
            code, shown, aside = key
            value = cells.values[code]
            known[key] = _read(Cell(index, value, text_of(value), shown, how.units[index] or aside, how), aside)
        if (read := known[key]) is not None:
            _keep(record, read, index)


def _keep(record: Record, read: Read, index: int) -> None:
    if isinstance(read.value, Declared):
        record.declared, contradicted = together(record.declared, (read.value,))
        if contradicted:
            record.problems.append(("content-twice", index))
    elif read.name in _MANY:
        getattr(record, read.name).append(read.value)
    elif read.name and ((known := getattr(record, read.name)) is None or known == ()):
        setattr(record, read.name, read.value)
    if read.extra:
        record.extra += read.extra
    if read.problems:
        record.problems += [(code, index) for code in read.problems]


def _read(cell: Cell, aside: str) -> Read | None:
    """What a cell says; what can't be read stays in ``extra``, and is said. None where it says nothing."""
    meaning, heading = cell.column.meaning, cell.column.heading
    if not stated(cell.text) and meaning not in _SLOTS:
        return None
    if meaning is M.PRICE:
        return _price(cell, aside)
    reader = _READERS.get(meaning)
    if reader is None:
        return Read(extra=((heading or f"column {cell.column.letter}", cell.text),))
    found = reader(cell)
    if found is None:
        return Read(extra=((heading, cell.text),), problems=(f"{meaning.value.replace('_', '-')}-unread",))
    return found


def _hs(cell: Cell) -> Read | None:
    code = HsCode.parse(cell.text)
    return None if code is None else Read("hs", code)


def _cas(cell: Cell) -> Read | None:
    """The first number of a cell; a cell that says more, as of several substances, is kept whole beside it."""
    numbers, broken = CasNumber.all_in(cell.text)
    if not numbers:
        return None
    more = () if cell.text == numbers[0].text else ((cell.column.heading, cell.text),)
    return Read("cas", numbers[0], more, ("cas-unread",) if broken else ())


def _origin(cell: Cell) -> Read | None:
    said = cell.how.countries.get(cell.text.casefold(), "")
    codes = (said,) if said else countries_of(cell.text)
    return Read("origin", codes) if codes else None


def _site_country(cell: Cell) -> Read:
    codes = countries_of(cell.text)
    unread = not codes and stated(cell.text)
    return Read("site_countries", codes[0] if len(codes) == 1 else "",
                ((cell.column.heading, cell.text),) if unread else (), ("site-country-unread",) if unread else ())


def _supplier_share(cell: Cell) -> Read:
    """A share with "%" or a format of percent; a bare number up to 1 is a fraction, above it a percentage."""
    number = number_of(cell.value, cell.decimal)
    share = units.share(cell.percent, cell.decimal, unit="%" if number is not None and number > 1 else "w/w")
    unread = share is None and stated(cell.text)
    return Read("shares", share.best if share else None,
                ((cell.column.heading, cell.text),) if unread else (), ("supplier-share-unread",) if unread else ())


def _source_status(cell: Cell) -> Read:
    """A source of which nothing is said, or nothing that can be read, is taken for approved."""
    status = source_status(cell.text)
    unread = not status and stated(cell.text)
    return Read("statuses", status or "approved",
                ((cell.column.heading, cell.text),) if unread else (), ("source-status-unread",) if unread else ())


def _mass(cell: Cell) -> Read | None:
    grams = units.mass_g(cell.text, cell.decimal, unit=cell.unit)
    return None if grams is None else Read("mass_g", grams)


def _amount(cell: Cell) -> Read | None:
    amount = units.quantity(cell.text, cell.decimal)
    return None if amount is None or abs(amount[0]) > MOST else Read(cell.column.meaning.value, multiple(*amount))


def _time(cell: Cell) -> Read | None:
    """Lead time or time to recover. A bare number without unit can't be read; "In stock" is a remark and no fault."""
    days = units.days(cell.text, cell.decimal, unit=cell.unit)
    if days is None:
        return None if cell.text.isdecimal() else Read(extra=((cell.column.heading, cell.text),))
    return Read("recover_days" if cell.column.meaning is M.RECOVERY else "lead_time_days", days)


def _flag(cell: Cell) -> Read:
    """Yes or no, kept as written and, where it is clear, under the plain name "defence" or "semiconductor"."""
    told = [(cell.column.heading, cell.text)]
    if answer := yes_no(cell.text):
        told.append((cell.column.meaning.value, answer))
    return Read(extra=tuple(told))


def _content(cell: Cell) -> Read | None:
    """A declared content. Without any unit, values up to 1 may be fractions or percentages: the range of both."""
    heading = cell.column.heading
    symbol = element_of(heading)
    if not symbol and (several := elements_of(heading)):
        return _of_several(cell, several)
    problems: tuple[str, ...] = ()
    unit = cell.unit or ("%" if cell.index in cell.how.percents else "")
    share = units.share(cell.percent, cell.decimal, unit=unit)
    number = number_of(cell.value, cell.decimal)
    if symbol and (asks_whether(heading) or (number and MASS_OF_PIECE.search(heading))):
        return _hinted(cell, symbol, some=yes_no(cell.text) == "yes" or not asks_whether(heading))
    if share is None and number is not None and 0 <= number <= 1:
        share = Estimate(number / 100, number / 100, number)
        problems = ("content-without-unit",) if number else ()
    if share is None and _NONE_OF_IT.fullmatch(cell.text):
        share = Estimate.exactly(0.0)
    if share is None or not symbol:
        return None
    metal = metal_share(heading)
    share = Estimate(share.low * metal, share.best * metal, share.high * metal)
    if not declares_content(heading):
        return replace(_hinted(cell, symbol, some=share.high > 0), problems=("content-of-another",))
    if is_least(heading):
        if share.high == 0:
            return Read(extra=((heading, cell.text),))
        share = Estimate(share.low, share.best, 1.0)
    return Read("declared", Declared(symbol, share, heading), problems=problems)


def _of_several(cell: Cell, symbols: Sequence[str]) -> Read:
    """A content of several elements together: a hint at each of them, which clears none."""
    some = not (number_of(cell.percent.strip("% "), cell.decimal) == 0 or _NONE_OF_IT.fullmatch(cell.text))
    hints = [hint for symbol in symbols for hint in _hinted(cell, symbol, some=some).extra[1:]]
    return Read(extra=((cell.column.heading, cell.text), *hints), problems=("content-of-several",))


def _hinted(cell: Cell, symbol: str, *, some: bool) -> Read:
    """That there is some, as in a yes or a mass in the piece; a no is kept as written and clears nothing."""
    named = "rare earths" if symbol == "REE" else element_name(symbol)
    told = ((cell.column.heading, f"contains {named}"),) if some else ()
    return Read(extra=((cell.column.heading, cell.text), *told))


_READERS: dict[Meaning, Callable[[Cell], Read | None]] = {
    M.HS: _hs, M.CAS: _cas, M.ORIGIN: _origin, M.SITE_COUNTRY: _site_country, M.SUPPLIER_SHARE: _supplier_share,
    M.SOURCE_STATUS: _source_status, M.MASS: _mass,
    M.STOCK: _amount, M.ANNUAL_USE: _amount, M.RECEIPTS_WEEKLY: _amount, M.LEAD_TIME: _time, M.RECOVERY: _time,
    M.CONTENT: _content, M.DEFENCE: _flag, M.SEMICONDUCTOR: _flag,
}


def _price(cell: Cell, stated: str) -> Read:
    """The price of one piece; ``stated`` beside it is a currency, a number of pieces, or both: "EUR/100"."""
    currency, _, pieces = stated.partition("/")
    per = float(pieces or cell.how.per[cell.index])
    beside = (currency, cell.shown, cell.column.heading)
    price, problems = price_of(cell.text, number_of(cell.value, cell.how.decimal), beside, per, cell.how)
    if price is None:
        return Read(extra=((cell.column.heading, cell.text),), problems=problems)
    return Read("price", price, problems=problems)
