"""Bills written on the spot, and what must be read of them: a rule, its rows, the fields looked at, their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from builders_bom import Rows
from ytterby.bom.bill import Usage
from ytterby.bom.read import read
from ytterby.bom.reading import Reading
from ytterby.core.item import Item


@dataclass(frozen=True, slots=True)
class Styled:
    """A cell with a number format, an indent, or merged over ``down`` rows and ``across`` columns."""

    value: object
    number_format: str = "General"
    indent: int = 0
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class Bill:
    """``lines``: one tuple per line with the value of each of ``fields``; ``said`` and ``unsaid`` are issue codes."""

    rule: str
    rows: Rows
    fields: str
    lines: Sequence[tuple[object, ...]]
    said: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.rule


def check(bill: Bill, folder: Path) -> None:
    reading = read(styled(folder / "bill.xlsx", bill.rows))
    assert told(reading, bill.fields) == list(bill.lines), [issue.code for issue in reading.issues]
    found = {issue.code for issue in reading.issues}
    assert set(bill.said) <= found
    assert not found & set(bill.unsaid)


def styled(path: Path, rows: Rows) -> Path:
    """An .xlsx with the given rows from A1 on, whose cells may be Styled."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "d-mmm"}) as book:
        sheet = book.add_worksheet("BOM")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if not isinstance(cell, Styled):
                    if cell not in ("", None):
                        sheet.write(at, column, cell)
                    continue
                form = book.add_format({"num_format": cell.number_format, "indent": cell.indent})
                if cell.down > 1 or cell.across > 1:
                    sheet.merge_range(at, column, at + cell.down - 1, column + cell.across - 1, cell.value, form)
                else:
                    sheet.write(at, column, cell.value, form)
    return path


def told(reading: Reading, fields: str) -> list[tuple[object, ...]]:
    """Of every line the fields named."""
    bom = reading.bom
    return [tuple(_value(reading, usage, bom.item_of(usage), name) for name in fields.split()) for usage in bom]


def _value(reading: Reading, usage: Usage, item: Item, name: str) -> object:
    if name in ("row", "level", "quantity", "section"):
        return getattr(usage, name)
    if name == "thing":  # which of the items of the bill
        return usage.item
    if name == "parent":  # the row it stands in, 0 at the top
        return reading.bom.usage(usage.parent).row if usage.parent >= 0 else 0
    if name == "alternative":
        return bool(reading.bom.usages.alternative[usage.index])
    if name == "price":
        return f"{item.price.amount:.9g} {item.price.currency}".strip() if item.price else None
    if name == "mass":
        return float(f"{item.mass_g.best:.6g}") if item.mass_g else None
    if name == "origin":
        return "/".join(item.origin)
    if name == "hs":
        return item.hs.digits if item.hs else ""
    if name == "sources":
        return "; ".join(f"{source.manufacturer} {source.mpn}".strip() for source in item.sources)
    return getattr(item, name)
