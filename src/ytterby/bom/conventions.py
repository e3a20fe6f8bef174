"""How one table writes its values: decimal mark, currency where a cell names none, units from headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from ytterby.bom.cells import RawSheet, Rows, Value
from ytterby.bom.price_scale import Scale, scale_of
from ytterby.bom.reading import Column, Mapping, Meaning
from ytterby.bom.values import number_of, text_of
from ytterby.core import units

M = Meaning
CODES = frozenset({M.PART_NUMBER, M.MPN, M.SUPPLIER_PART})
_UNIT_ASIDE = re.compile(
    r"[(\[（]\s*(?:in\s+)?([^)\]）]{1,12})[)\]）]|\bin\s+(\w{1,8})$|"
    r"[/,_ ]\s*(kg|mg|g|days?|weeks?|wks?|months?|tage|wochen)\s*$",
    re.I,
)
_SHARES = ("wt%", "‰", "%", "ppm", "pct")
_MASS_PER_MASS = re.compile(r"(?<![^\W\d_])([mµμu]?g)\s*/\s*(k?g)(?![^\W\d_])", re.I)
_TIME = re.compile(r"\b(days?|weeks?|wks?|wk|months?|tage|wochen|jours|semaines)\b|([天周週日])", re.I)
_PRICES_IN = re.compile(
    r"(?:prices?|preise|prix|precios?|prezzi|priser|currency|währung|价格|币种)(.{0,30})", re.I
)


_BASES = frozenset((
    "pe", "preiseinheit", "preiseinh", "preis je", "preis pro", "price unit", "price base", "price per", "price basis",
    "pricing unit", "price qty", "price quantity", "unité de prix", "base de precio", "unità di prezzo", "prijs per",
    "prijseenheid", "cena za", "jednostka ceny", "价格单位", "计价数量", "価格単位", "per",
))
_TENS = frozenset((1.0, 10.0, 100.0, 1_000.0, 10_000.0))


@dataclass(frozen=True, slots=True)
class Conventions:
    """How one table writes its values: decimal mark, currency where a cell names none, units from headings."""

    columns: tuple[Column, ...]
    decimal: str
    currency: str
    yuan: bool
    units: tuple[str, ...]
    per: tuple[float, ...]  # what a price is divided by, 0 where its heading may mean several things
    mass_unit: int  # the column that holds the unit of the masses, -1 where none does
    price_base: int  # the column that holds for how many pieces the prices are, -1 where none does
    percents: frozenset[int]  # content columns without unit whose values can only be percentages
    said: tuple[str, ...]  # the currencies the user and a note name
    sign: str  # what several countries share, where the currency of the table is told by that alone
    countries: dict[str, str]  # what the user said an origin is, by its text in lower case

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Rows, sheet: RawSheet, mapping: Mapping) -> Conventions:
        sample = rows[:: max(1, len(rows) // 400)]
        texts = chain.from_iterable(
            repeat(text, often)
            for column, cells in zip(columns, sample.columns, strict=False) if column.meaning not in CODES
            for text, often in cells.counted()
            if isinstance(text, str) and len(text) < 24 and ("," in text or "." in text)
        )
        words = "".join(column.heading for column in columns) + "".join(
            text for cells in sample[:60].columns for text in cells.distinct() if isinstance(text, str)
        )
        beside = _mass_unit_column(columns, sample)
        mass = mapping.mass_unit if beside < 0 else ""  # a unit that is stated holds
        notes = list(_notes_on_prices(sheet))
        noted = _stated_scale(notes)
        yuan = not re.search("[\u3040-\u30ff]", words)
        said = tuple(filter(None, (mapping.currency, _stated_currency(notes))))
        told, sign = _shown_currency(columns, rows, sheet, yuan, said)
        return cls(
            tuple(columns),
            mapping.decimal or units.decimal_mark(texts),
            told or "".join(said[-1:]),
            yuan,
            tuple(_heading_unit(column) or (mass if column.meaning is M.MASS else "") for column in columns),
            tuple(_pieces(column, mapping, noted) for column in columns),
            beside,
            _price_base_column(columns, sample),
            frozenset(
                index
                for index, column in enumerate(columns)
                if column.meaning is M.CONTENT
                and any((number_of(value) or 0) > 1 for value in rows.column(index).distinct())
            ),
            said,
            sign,
            {text.casefold(): code for text, code in mapping.countries},
        )


def _mass_unit_column(columns: Sequence[Column], rows: Rows) -> int:
    """A column after the mass that holds nothing but units of mass ("g", "kg/m^2")."""
    mass = next((index for index, column in enumerate(columns) if column.meaning is M.MASS), -1)
    if mass < 0:
        return -1
    for index in range(mass + 1, min(mass + 4, len(columns))):
        texts = list(filter(None, map(text_of, rows.column(index).distinct())))
        if texts and all(text.split("/")[0].strip().lower() in units.GRAMS for text in texts):
            return index
    return -1


def _price_base_column(columns: Sequence[Column], rows: Rows) -> int:
    """A column that says per how many pieces the price of its line is: 1, 10, 100, 1,000 under such a heading."""
    for index, column in enumerate(columns):
        if column.meaning in (M.EXTRA, M.UNIT) and " ".join(column.heading.lower().split()).strip(".: ") in _BASES:
            values = [number_of(value) for value in rows.column(index).distinct() if text_of(value)]
            if values and _TENS.issuperset(values):
                return index
    return -1


def _pieces(column: Column, mapping: Mapping, noted: Scale) -> float:
    """What the prices of a column are divided by: pieces that its heading states, else the user, else a note, over
    what a currency is counted in; 0 where the heading is not plain and the user did not say.
    """
    stated = scale_of(column.heading)
    times = stated.times if stated.times != 1.0 else noted.times
    if stated.pieces > 1:
        return stated.pieces / times
    if stated.unclear and not mapping.price_per:
        return 0.0
    return (mapping.price_per or noted.pieces) / times


def _heading_unit(column: Column) -> str:
    """The unit a heading states: "Weight (g)", "Lead time [weeks]", "Dy %"; "" for none."""
    heading = column.heading
    if column.meaning is M.LEAD_TIME:
        return next((part for part in found.groups() if part), "") if (found := _TIME.search(heading)) else ""
    plain = heading.replace(" ", "").lower()
    if column.meaning is M.CONTENT and (unit := _share_unit(heading) or next((s for s in _SHARES if s in plain), "")):
        return unit
    aside = _UNIT_ASIDE.search(heading)
    unit = next((part for part in aside.groups() if part), "").strip() if aside else ""
    return unit or next((sign for sign in ("wt%", "‰", "%", "ppm") if sign in plain), "")


def _share_unit(heading: str) -> str:
    """ "mg/kg" of "Dy mg / kg"; "" where a heading states no mass per mass. The "m" of "Sm g/kg" is no milli."""
    found = _MASS_PER_MASS.search(heading)
    return f"{found[1]}/{found[2]}".lower().replace("μ", "µ").replace("ug", "µg") if found else ""


def _shown_currency(
    columns: Sequence[Column], rows: Rows, sheet: RawSheet, yuan: bool, said: Sequence[str]
) -> tuple[str, str]:
    """The one currency in the number formats and texts of the price columns, and the sign where one that several
    countries share is all that tells it; ("", "") where there is none or several.
    """
    signs = {family: code for one in said for family, code in units.signs_of(one).items()}
    yuan = next((code == "CNY" for code in said if code in ("CNY", "JPY")), yuan)
    texts: set[str] = set()
    first = rows[:2000]
    for index in (at for at, column in enumerate(columns) if column.meaning in (M.PRICE, M.LINE_TOTAL)):
        if index not in sheet.formatted:
            texts.update(value for value in first.column(index).distinct() if isinstance(value, str))
            continue
        for number, value in zip(first.numbers.tolist(), first.column(index).listed(), strict=True):
            texts.add(sheet.shown(number, index) or (value if isinstance(value, str) else ""))
    found = {text: code for text in texts if text and (code := units.currency(text, yuan=yuan, **signs))}
    if len(set(found.values())) != 1:
        return "", ""
    shared = {units.shared_sign(text) for text in found}
    return next(iter(found.values())), shared.pop() if len(shared) == 1 else ""


def _stated_currency(notes: Sequence[str]) -> str:
    """The currency a note in the sheet names for all prices ("all prices in euros"), by more than a sign that several
    countries share; "" where none does."""
    codes = (units.currency(told) for cell in notes
             if (found := _PRICES_IN.search(cell)) and not units.shared_sign(told := found[1]))
    return next(filter(None, codes), "")


def _stated_scale(notes: Sequence[str]) -> Scale:
    """In what a note says that all prices are ("prices per 100 pcs", "in kEUR"); plain ones where none does."""
    told = (scale_of(found[0]) for cell in notes if (found := _PRICES_IN.search(cell)))
    return next((scale for scale in told if scale.told and not scale.unclear), Scale())


def _notes_on_prices(sheet: RawSheet) -> Iterator[str]:
    """Cells at the begin and the end of a sheet that speak of prices."""
    rows = Rows.of(sheet.rows)
    for part in (rows[:30], rows[30:][-60:]):
        stating = part.any_of(range(len(part.columns)), _tells_of_prices)
        yield from (str(cell) for row in part.taken(stating) for cell in row.cells if _tells_of_prices(cell))


def _tells_of_prices(cell: Value) -> bool:
    return isinstance(cell, str) and 5 < len(cell) < 160 and _PRICES_IN.search(cell) is not None
