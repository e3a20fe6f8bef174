"""Bars for the brief: one row each with its name at the left and its figure in words at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ytterby.report import style
from ytterby.report.layout import shortened
from ytterby.report.pdf_text import LATIN, other_font, runs

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

ROW, SIZE = 15.0, 8.0
_NAME, _FIGURE = 0.36, 0.2  # shares of the width


@dataclass(frozen=True, slots=True)
class Bar:
    """``parts`` are (value, colour) from left to right, ``figure`` what they are together in words."""

    name: str
    parts: tuple[tuple[float, str], ...]
    figure: str

    @property
    def total(self) -> float:
        return sum(value for value, _ in self.parts)


def drawing(bars: Sequence[Bar], width: float, *, limit: float | None = None, limit_name: str = "") -> Drawing:
    """Drawn to a common scale from 0. ``limit`` draws a line at that value, with its name under it."""
    from reportlab.graphics.shapes import Drawing, Line, Rect

    foot = ROW if limit is not None else 0.0
    picture = Drawing(width, ROW * len(bars) + foot)
    left, room = width * _NAME, width * (1 - _NAME - _FIGURE)
    most = max([bar.total for bar in bars] + [limit or 0.0]) or 1.0
    for place, bar in enumerate(bars):
        base = foot + ROW * (len(bars) - 1 - place)
        _write(picture, 0, base + 4, shortened(bar.name, 44))
        start = left
        for value, colour in bar.parts:
            length = room * value / most
            picture.add(Rect(start, base + 2, length, ROW - 4, fillColor=_colour(colour), strokeColor=None))
            start += length
        _write(picture, start + 4, base + 4, bar.figure)
    if limit is not None:
        at = left + room * limit / most
        picture.add(Line(at, foot - 2, at, foot + ROW * len(bars), strokeColor=_colour(style.INK), strokeWidth=0.7,
                         strokeDashArray=(2, 2)))
        _write(picture, at + 3, 3, limit_name)
    return picture


def _colour(code: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(code)


def _write(picture: Drawing, x: float, y: float, text: str) -> None:
    """The text from ``x`` on, each part in the font of its letters."""
    from reportlab.graphics.shapes import String
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for part, latin in runs(text):
        font = LATIN if latin else other_font(text)
        picture.add(String(x, y, part, fontName=font, fontSize=SIZE, fillColor=_colour(style.INK)))
        x += stringWidth(part, font, SIZE)
