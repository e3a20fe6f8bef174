"""What reading a workbook gives: the bill, the tables it stood in, and every problem met."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ytterby.bom.bill import Bom
from ytterby.core.issue import Issue


class Meaning(StrEnum):
    """What a column holds. The values stand in JSON and in mapping files."""

    IGNORE = "ignore"
    LEVEL = "level"
    PARENT = "parent"
    POSITION = "position"  # item number on the drawing: 1, 2, 3 or 1.2.1
    PART_NUMBER = "part_number"
    REVISION = "revision"
    DESCRIPTION = "description"
    MANUFACTURER = "manufacturer"
    MPN = "mpn"
    SUPPLIER = "supplier"
    SUPPLIER_PART = "supplier_part"
    SUPPLIER_SHARE = "supplier_share"
    SOURCE_STATUS = "source_status"  # approved, in qualification, named, only known
    QUANTITY = "quantity"
    UNIT = "unit"
    PRICE = "price"
    LINE_TOTAL = "line_total"
    CURRENCY = "currency"
    MATERIAL = "material"
    CATEGORY = "category"
    CAD_NAME = "cad_name"
    DESIGNATORS = "designators"
    REMARK = "remark"
    LINK = "link"
    HS = "hs"
    CAS = "cas"
    ORIGIN = "origin"
    SITE_COUNTRY = "site_country"
    MASS = "mass"
    CONTENT = "content"  # a declared element content, the element being in the heading
    STOCK = "stock"
    RECEIPTS_WEEKLY = "receipts_weekly"
    ANNUAL_USE = "annual_use"
    LEAD_TIME = "lead_time"
    RECOVERY = "recovery"  # how long a source delivers nothing after an outage
    END_USE = "end_use"
    DEFENCE = "defence"
    SEMICONDUCTOR = "semiconductor"
    RANK = "rank"  # 1..n of ranked alternatives
    EXTRA = "extra"

    __hash__ = str.__hash__  # that of Enum is Python, and every cell is put under its meaning


@dataclass(frozen=True, slots=True)
class Column:
    """``letter`` as Excel names it, ``heading`` as written, ``certainty`` 0..1 that ``meaning`` is right."""

    letter: str
    heading: str
    meaning: Meaning
    certainty: float


@dataclass(frozen=True, slots=True)
class Table:
    """One table found in a sheet; rows as Excel counts them, ``last_row`` included."""

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What the user set for one column of one table: overrides the guess."""

    sheet: str
    letter: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the user chose in Import. Empty means: guess everything.

    ``sheets`` empty = all; ``header_rows`` sheet → header row; ``currency``, ``price_per`` (pieces a price is for) and
    ``mass_unit`` where none is stated; ``decimal`` "." or "," of numbers written as text; ``countries`` text as written
    → ISO code, of origins that are no country we know.
    """

    sheets: tuple[str, ...] = ()
    header_rows: tuple[tuple[str, int], ...] = ()
    corrections: tuple[Correction, ...] = ()
    currency: str = ""
    decimal: str = ""
    price_per: float = 0.0
    mass_unit: str = ""
    countries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The raw grid as shown in Import: rows of cell texts (ragged), from row 1; ``hidden`` as in the workbook.

    ``notes``: (row, text) of what stands around its tables and is no line, from anywhere in the sheet.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False
    notes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """``sheets`` are for preview only (first rows); ``left_out`` counts rows not taken, per reason code."""

    bom: Bom
    tables: tuple[Table, ...]
    issues: tuple[Issue, ...]
    sheets: tuple[Sheet, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
