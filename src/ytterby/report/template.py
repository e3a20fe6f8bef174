"""A workbook to fill in, for those who want one: a heading and a note per column, allowed values to choose from.

Every heading is one the reader knows for certain; no column has to be filled.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ytterby.bom.reading import Meaning
from ytterby.core.errors import ReportError
from ytterby.core.units import ISO_CURRENCIES
from ytterby.report.packing import pack
from ytterby.resources import folder
from ytterby.workspace.atomic import replacing

M = Meaning
LINES = 5_000
"""Rows that offer the allowed values."""
_END_USES = ("civil", "military", "chip-equipment", "logic-14nm", "memory-256")
_UNITS = ("pcs", "set", "pair", "m", "mm", "kg", "g", "l", "m²")


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """``allowed`` names a list of the sheet of allowed values; empty: whatever the note says."""

    heading: str
    meaning: Meaning
    note: str
    allowed: str = ""
    width: int = 14


COLUMNS: tuple[TemplateColumn, ...] = (
    TemplateColumn("Level", M.LEVEL, "1 for the product, 2 for what it is made of, and so on; leave blank for a flat "
                   "list.", width=7),
    TemplateColumn("Part Number", M.PART_NUMBER, "Your own number of the thing. Format the column as text.", width=18),
    TemplateColumn("Revision", M.REVISION, "", width=9),
    TemplateColumn("Description", M.DESCRIPTION, "What it is, in any language: grade, type, material.", width=40),
    TemplateColumn("Quantity", M.QUANTITY, "How many go into one of the line above it.", width=10),
    TemplateColumn("Unit", M.UNIT, "", "Unit", 8),
    TemplateColumn("Material", M.MATERIAL, "As on the drawing, such as NdFeB N42SH.", width=20),
    TemplateColumn("Manufacturer", M.MANUFACTURER, "", width=18),
    TemplateColumn("MPN", M.MPN, "The maker's number. Format the column as text.", width=18),
    TemplateColumn("Supplier", M.SUPPLIER, "", width=18),
    TemplateColumn("Country of Origin", M.ORIGIN, "Two letters; where it is made, not where it is bought.", "Country",
                   16),
    TemplateColumn("Unit Price", M.PRICE, "Price of one.", width=11),
    TemplateColumn("Currency", M.CURRENCY, "", "Currency", 9),
    TemplateColumn("HS Code", M.HS, "Customs number, at least six digits.", width=12),
    TemplateColumn("CAS Number", M.CAS, "Of a substance.", width=12),
    TemplateColumn("Mass (g)", M.MASS, "Of one, in grams.", width=10),
    TemplateColumn("Dy %", M.CONTENT, "Declared content of dysprosium in percent by mass; add columns for other "
                   "elements in the same way (Nd %, Tb %, Sm %).", width=8),
    TemplateColumn("Lead time (weeks)", M.LEAD_TIME, "", width=16),
    TemplateColumn("Stock", M.STOCK, "On hand.", width=9),
    TemplateColumn("Annual use", M.ANNUAL_USE, "Pieces a year, where it is known by itself.", width=11),
    TemplateColumn("End use", M.END_USE, "What the product is for.", "End use", 16),
    TemplateColumn("Remark", M.REMARK, "", width=30),
)


def write_template(path: Path) -> None:
    """Raises ReportError where it can't be written."""
    import xlsxwriter

    allowed = allowed_values()
    with replacing(path, ReportError) as part:
        book = xlsxwriter.Workbook(str(part))
        book.set_properties({"created": datetime(1980, 1, 1)})  # equal input gives equal bytes
        bill, lists = book.add_worksheet("BOM"), book.add_worksheet("Allowed values")
        head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        bill.freeze_panes(1, 0)
        places = {name: place for place, name in enumerate(allowed)}
        for place, column in enumerate(COLUMNS):
            bill.write(0, place, column.heading, head)
            as_text = column.meaning in (M.PART_NUMBER, M.MPN, M.HS, M.CAS)
            bill.set_column(place, place, column.width, text if as_text else None)
            if column.note:
                bill.write_comment(0, place, column.note, {"x_scale": 2, "author": ""})
            if column.allowed:
                letter, last = chr(ord("A") + places[column.allowed]), len(allowed[column.allowed]) + 1
                bill.data_validation(1, place, LINES, place, {
                    "validate": "list", "source": f"='Allowed values'!${letter}$2:${letter}${last}",
                    "error_type": "warning", "error_title": column.heading,
                    "error_message": "This is none of the allowed values; it will be kept as it is and reported.",
                })
        for place, (name, values) in enumerate(allowed.items()):
            lists.write(0, place, name, head)
            lists.write_column(1, place, values)
            lists.set_column(place, place, 16)
        pack(book)


def allowed_values() -> dict[str, tuple[str, ...]]:
    """Name of a list → its values."""
    with folder("layouts", "countries.csv").open(encoding="utf-8", newline="") as file:
        countries = tuple(sorted(row["alpha2"] for row in csv.DictReader(file)))
    return {"Unit": _UNITS, "Country": countries, "Currency": tuple(sorted(ISO_CURRENCIES)), "End use": _END_USES}
