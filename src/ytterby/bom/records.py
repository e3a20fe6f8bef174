"""One line's cells to a record: every text, number and code in the units of Item, with what could not be read.

Stands between the raw table and the items so that many equal lines are parsed once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ytterby.bom.headings import element_of
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.values import countries_of, damage, number_of, stated, text_of, yes_no
from ytterby.bom.workbook import RawSheet, Row, Value
from ytterby.core import units
from ytterby.core.codes import CasNumber, HsCode
from ytterby.core.estimate import Estimate
from ytterby.core.item import Declared, Money

M = Meaning
TEXTS = (
    M.PART_NUMBER, M.REVISION, M.DESCRIPTION, M.MANUFACTURER, M.MPN, M.SUPPLIER, M.SUPPLIER_PART, M.MATERIAL, M.CATEGORY,
    M.CAD_NAME, M.DESIGNATORS, M.REMARK, M.LINK, M.END_USE, M.UNIT,
)
_CODES = frozenset({M.PART_NUMBER, M.MPN, M.SUPPLIER_PART})
_PLACES = frozenset({M.LEVEL, M.PARENT, M.POSITION, M.QUANTITY, M.LINE_TOTAL, M.RANK, M.IGNORE})
_NONE_OF_IT = re.compile(r"(?:\w+[- ])?(?:free|frei|nil|sans|libre|无|不含|なし)", re.I)
_UNIT_ASIDE = re.compile(r"[(\[（]\s*(?:in\s+)?([^)\]）]{1,12})[)\]）]|\bin\s+(\w{1,8})$|[/,_ ]\s*(kg|mg|g|days?|weeks?|wks?|months?|tage|wochen)\s*$", re.I)


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

    def first(self, meaning: Meaning) -> str:
        return next((text for text in self.texts.get(meaning, ()) if text), "")

    def joined(self, meaning: Meaning, separator: str = " · ") -> str:
        return separator.join(dict.fromkeys(text for text in self.texts.get(meaning, ()) if text))


@dataclass(frozen=True, slots=True)
class Conventions:
    """How one table writes its values: decimal mark, currency where a cell names none, units from headings."""

    columns: tuple[Column, ...]
    decimal: str
    currency: str
    yuan: bool
    units: tuple[str, ...]
    per: tuple[float, ...]
    percents: frozenset[int]  # content columns without unit whose values can only be percentages

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Sequence[Row], sheet: RawSheet, default_currency: str) -> Conventions:
        sample = rows[:: max(1, len(rows) // 400)]
        texts = [cell for row in sample for index, cell in enumerate(row.cells[: len(columns)])
                 if isinstance(cell, str) and columns[index].meaning not in _CODES and len(cell) < 24]
        words = "".join(column.heading for column in columns) + "".join(
            cell for row in sample[:60] for cell in row.cells if isinstance(cell, str))
        yuan = not re.search("[\u3040-\u30ff]", words)
        return cls(
            tuple(columns), units.decimal_mark(texts), _stated_currency(sheet, yuan) or default_currency, yuan,
            tuple(_heading_unit(column.heading) for column in columns),
            tuple(units.per_pieces(column.heading) for column in columns),
            frozenset(index for index, column in enumerate(columns) if column.meaning is M.CONTENT
                      and any((number_of(row.cells[index]) or 0) > 1 for row in rows if index < len(row.cells))),
        )


def _heading_unit(heading: str) -> str:
    found = _UNIT_ASIDE.search(heading)
    unit = next((part for part in found.groups() if part), "").strip() if found else ""
    return unit or next((sign for sign in ("wt%", "‰", "%", "ppm") if sign in heading.replace(" ", "").lower()), "")


def _stated_currency(sheet: RawSheet, yuan: bool) -> str:
    """The currency a note in the sheet names for all prices ("all prices in euros"); "" where none does."""
    for row in sheet.rows[:30] + sheet.rows[-60:]:
        for cell in row.cells:
            if isinstance(cell, str) and len(cell) < 160:
                found = re.search(r"(?:prices?|preise|prix|precios?|prezzi|priser|currency|währung|价格|币种)(.{0,30})", cell, re.I)
                if found and (code := units.currency(found[1], yuan=yuan)):
                    return code
    return ""


def content_columns(columns: Sequence[Column]) -> list[int]:
    """The columns that say what a thing is, not where it stands."""
    return [index for index, column in enumerate(columns) if column.meaning not in _PLACES]


def record_of(row: Row, how: Conventions, sheet: RawSheet) -> Record:
    """Parses one row of a table."""
    record = Record()
    stated_currency = ""
    prices: list[tuple[int, Value]] = []
    for index, column in enumerate(how.columns):
        value = row.cells[index] if index < len(row.cells) else ""
        shown = sheet.formats.get((row.number, index), "")
        text = text_of(value, shown if column.meaning in _CODES else "")
        if column.meaning in TEXTS:
            record.texts.setdefault(column.meaning, []).append(text if stated(text) else "")
            if column.meaning in _CODES and text and (harm := damage(value)):
                record.problems.append((f"code-became-{harm}", index))
        elif column.meaning is M.CURRENCY:
            stated_currency = units.currency(text, yuan=how.yuan)
        elif column.meaning is M.PRICE:
            prices.append((index, value))
        elif column.meaning in (M.SITE_COUNTRY, M.SUPPLIER_SHARE):
            _take(record, index, value, text, shown, how)
        elif stated(text) and column.meaning not in _PLACES:
            _take(record, index, value, text, shown, how)
    for index, value in prices:
        record.price = record.price or _price(record, index, value, stated_currency, sheet.formats.get((row.number, index), ""), how)
    return record


def _take(record: Record, index: int, value: Value, text: str, shown: str, how: Conventions) -> None:
    """Puts one stated cell that is no plain text where it belongs; what can't be read stays in ``extra``."""
    column = how.columns[index]
    unread = True
    match column.meaning:
        case M.HS:
            record.hs = record.hs or HsCode.parse(text)
            unread = record.hs is None
        case M.CAS:
            record.cas = record.cas or CasNumber.parse(text)
            unread = record.cas is None
        case M.ORIGIN:
            record.origin = record.origin or countries_of(text)
            unread = not record.origin
        case M.SITE_COUNTRY:
            codes = countries_of(text)
            record.site_countries.append(codes[0] if len(codes) == 1 else "")
            unread = stated(text) and not codes
        case M.SUPPLIER_SHARE:
            share = units.share(_percent(value, text, shown), how.decimal, unit="" if (number_of(value) or 2) <= 1 else "%")
            plain = number_of(value, how.decimal)
            record.shares.append(share.best if share else (plain if plain is not None and 0 <= plain <= 1 else None))
            unread = stated(text) and record.shares[-1] is None
        case M.MASS:
            record.mass_g = record.mass_g or units.mass_g(text, how.decimal, unit=how.units[index])
            unread = record.mass_g is None
        case M.STOCK | M.ANNUAL_USE | M.RECEIPTS_WEEKLY:
            amount = units.quantity(text, how.decimal)
            unread = amount is None
            if amount is not None and getattr(record, column.meaning.value) is None:
                setattr(record, column.meaning.value, amount[0])
        case M.LEAD_TIME:
            record.lead_time_days = units.days(text, how.decimal, unit=_time_unit(how.units[index], column.heading))
            unread = record.lead_time_days is None
        case M.CONTENT:
            unread = not _content(record, index, value, text, shown, how)
        case M.DEFENCE | M.SEMICONDUCTOR:
            record.extra.append((column.heading, text))
            unread = False
            if answer := yes_no(text):
                record.extra.append((column.meaning.value, answer))
        case _:
            record.extra.append((column.heading or f"column {column.letter}", text))
            return
    if unread:
        record.extra.append((column.heading, text))
        record.problems.append((f"{column.meaning.value.replace('_', '-')}-unread", index))


def _time_unit(unit: str, heading: str) -> str:
    if unit:
        return unit
    found = re.search(r"\b(days?|weeks?|wks?|wk|months?|tage|wochen|jours|semaines)\b|([天周週日])", heading, re.I)
    return next((part for part in found.groups() if part), "") if found else ""


def _percent(value: Value, text: str, shown: str) -> str:
    """The text of a number that Excel shows as a percentage."""
    number = number_of(value)
    return f"{number * 100:.10g}%" if number is not None and not isinstance(value, str) and "%" in shown else text


def _content(record: Record, index: int, value: Value, text: str, shown: str, how: Conventions) -> bool:
    """Adds a declared content. Without any unit, values up to 1 may be fractions or percentages: the range of both."""
    heading = how.columns[index].heading
    symbol = element_of(heading)
    unit = how.units[index] or ("%" if index in how.percents else "")
    share = units.share(_percent(value, text, shown), how.decimal, unit=unit)
    number = number_of(value, how.decimal)
    if share is None and number is not None and 0 <= number <= 1:
        share = Estimate(number / 100, number / 100, number)
        if number:
            record.problems.append(("content-without-unit", index))
    if share is None and _NONE_OF_IT.fullmatch(text):
        share = Estimate.exactly(0.0)
    if share is None or not symbol:
        return False
    record.declared.append(Declared(symbol, share, heading))
    return True


def _price(record: Record, index: int, value: Value, stated_currency: str, shown: str, how: Conventions) -> Money | None:
    text = text_of(value)
    if not stated(text):
        return None
    heading = how.columns[index].heading
    fallback = stated_currency or units.currency(shown, yuan=how.yuan) or units.currency(heading, yuan=how.yuan) or how.currency
    number = number_of(value, how.decimal)
    per = how.per[index]
    if number is None and isinstance(value, str) and (cell_per := units.per_pieces(text)) > 1:
        per, text = cell_per, re.split(r"/|\bper\b|\bje\b|\bpro\b", text)[0]
    money = Money(number, fallback or units.NO_CURRENCY) if number is not None else units.money(
        text, how.decimal, default=fallback or units.NO_CURRENCY, yuan=how.yuan)
    if money is None or money.amount < 0:
        record.extra.append((heading, text))
        record.problems.append(("price-unread", index))
        return None
    if money.currency == units.NO_CURRENCY and money.amount:
        record.problems.append(("currency-unknown", index))
    return Money(money.amount / per, money.currency)
