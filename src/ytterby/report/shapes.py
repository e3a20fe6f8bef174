"""The formats of one workbook, each made once, by what a cell holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ytterby.report import style
from ytterby.report.page import Cell, Input, Kind, Link, Style

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook


class Shapes:
    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._kept: dict[tuple[object, object], Format] = {}

    def of(self, cell: Cell, kind: Kind) -> Format:
        match cell:
            case str():
                return self._made(style.cell, kind if kind is Kind.WRAP else Kind.TEXT)
            case Link():
                return self._made(style.linked, Kind.TEXT)
            case Input():
                return self._made(style.entered, kind)
            case date():
                return self._made(style.cell, Kind.DATE)
            case _:
                return self._made(style.cell, kind)

    def heading(self, kind: Kind) -> Format:
        return self._made(style.heading, kind)

    def text(self, kind: Style) -> Format:
        return self._made(style.text, kind)

    def fill(self, word: str) -> Format:
        """What the word of a status colours, by a conditional format: the colour follows the word."""
        return self._made(style.fill, word)

    def _made(self, make: Callable[..., dict[str, object]], of: object) -> Format:
        known = self._kept.get((make, of))
        if known is None:
            known = self._kept[make, of] = self._book.add_format(make(of))
        return known
