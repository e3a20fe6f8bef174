"""A reading as named parts of bytes and back: what a project file holds so that it opens without the workbook.

Values are JSON, the columns of the usages plain little-endian numbers. Nothing is believed that is read back: a bill
whose lines point outside of it is a ValueError.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.bill import Bom, Usages
from ytterby.bom.reading import Mapping, Reading, Sheet, Table
from ytterby.core.issue import Issue
from ytterby.core.item import Item
from ytterby.workspace.bills import Bill
from ytterby.workspace.codec import from_plain, to_plain

_COLUMNS = {"item": "<i4", "sheet": "<i2", "row": "<i4", "level": "<i2", "parent": "<i4", "quantity": "<f8",
            "alternative": "|b1"}
_TEXTS = tuple[str, ...]
_VALUES: dict[str, typing.Any] = {
    "name": str, "sha256": str, "sheet_names": _TEXTS, "items": tuple[Item, ...], "section_names": _TEXTS,
    "tables": tuple[Table, ...], "issues": tuple[Issue, ...], "sheets": tuple[Sheet, ...],
    "left_out": tuple[tuple[str, int], ...],
}


def parts_of(reading: Reading) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every part."""
    bom, usages = reading.bom, reading.bom.usages
    names = tuple(dict.fromkeys(usages.section))
    values = {
        "name": bom.name, "sha256": bom.sha256, "sheet_names": bom.sheets, "items": bom.items, "section_names": names,
        "tables": reading.tables, "issues": reading.issues, "sheets": reading.sheets, "left_out": reading.left_out,
    }
    for name, kind in _VALUES.items():
        yield name, json.dumps(to_plain(kind, values[name]), separators=(",", ":")).encode()
    for name, dtype in _COLUMNS.items():
        yield f"usage.{name}", getattr(usages, name).astype(dtype).tobytes()
    place = {name: number for number, name in enumerate(names)}
    yield "usage.section", np.array([place[name] for name in usages.section], "<i4").tobytes()


def source_of(bill: Bill) -> bytes:
    """Where one of several bills is from and how it was read."""
    return json.dumps([to_plain(Path, bill.path), to_plain(Mapping, bill.mapping)]).encode()


def bill_of(part: Callable[[str], bytes]) -> Bill:
    """One of several bills. Raises ValueError where its parts are none."""
    path, mapping = from_plain(tuple[Path, Mapping], json.loads(part("source")))
    return Bill(path, mapping, reading_of(part))


def reading_of(part: Callable[[str], bytes]) -> Reading:
    """The reading whose parts ``part`` gives by name. Raises ValueError where they are no bill."""
    values = {name: from_plain(kind, json.loads(part(name))) for name, kind in _VALUES.items()}
    columns = {name: _column(part(f"usage.{name}"), dtype) for name, dtype in _COLUMNS.items()}
    section = _column(part("usage.section"), "<i4")
    names: tuple[str, ...] = values["section_names"]
    _within("section", section, 0, len(names))
    usages = Usages(**columns, section=tuple([names[number] for number in section.tolist()]))
    bom = Bom(values["name"], values["sha256"], values["sheet_names"], values["items"], usages)
    _check(bom)
    return Reading(bom, values["tables"], values["issues"], values["sheets"], values["left_out"])


def _column(data: bytes, dtype: str) -> NDArray[typing.Any]:
    """In the byte order of this machine, and not to be written to."""
    stored = np.frombuffer(data, dtype)
    column = stored.astype(stored.dtype.newbyteorder("="))
    if dtype == "|b1" and len(data) and np.frombuffer(data, np.uint8).max() > 1:
        raise ValueError("a yes or no that is neither")
    column.flags.writeable = False
    return column


def _check(bom: Bom) -> None:
    usages = bom.usages
    lengths = {len(getattr(usages, name)) for name in (*_COLUMNS, "section")}
    if len(lengths) > 1:
        raise ValueError("columns of different length")
    _within("item", usages.item, 0, len(bom.items))
    _within("sheet", usages.sheet, 0, len(bom.sheets))
    _within("parent", usages.parent, -1, len(usages))
    if np.isinf(usages.quantity).any():
        raise ValueError("a quantity without end")
    above = usages.parent
    for _ in range(len(usages).bit_length() + 1):  # each round looks twice as far up
        if not (above >= 0).any():
            return
        above = np.where(above >= 0, above[above], -1)
    raise ValueError("a line stands below itself")


def _within(what: str, column: NDArray[typing.Any], first: int, end: int) -> None:
    if len(column) and not (column.min() >= first and column.max() < end):
        raise ValueError(f"a line with a {what} that is not there")
