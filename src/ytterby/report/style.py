"""How the workbook looks: formats per kind of column, colours with the word beside them, print set-up."""

from __future__ import annotations

from typing import Any

from ytterby.core.finding import Outcome
from ytterby.core.sentences.words import NONE_FOUND, UPSTREAM_ONLY
from ytterby.report.page import Kind, Style

INK, MUTED, LINE, HEAD = "#1F2933", "#5F6B7A", "#D5DBE1", "#E8EDF2"
STATUS_FILL = {
    str(Outcome.CONTROLLED): "#F6D5C0", str(Outcome.UNDETERMINED): "#FBEFC3", str(Outcome.NOT_CONTROLLED): "#E3F1EC",
}
# Okabe and Ito's colours, which people with any kind of colour vision tell apart.
SERIES = {
    str(Outcome.CONTROLLED): "#D55E00", str(Outcome.UNDETERMINED): "#E69F00", str(Outcome.NOT_CONTROLLED): "#0072B2",
    UPSTREAM_ONLY: "#CC79A7", NONE_FOUND: "#8A94A0",
}
# Words that a status column may hold; the colour stands behind the word and never alone.
WORD_FILL = {
    **STATUS_FILL, "barred": "#F6D5C0", "shorter than the median wait": "#F6D5C0",
    "between median and 90 % point": "#FBEFC3", "longer than the 90 % point": "#E3F1EC",
    "outlasts any wait": "#E3F1EC", "missing": "#FBEFC3", "filed": "#E3F1EC",
    "asked for": "#FBEFC3", "received": "#F3F7FC", "translated": "#E3F1EC", "not needed": "#E3F1EC",
    "no answer yet": "#FBEFC3", "answered in part": "#FBEFC3", "answered": "#E3F1EC", "not asked yet": "#F6D5C0",
}
INPUT_FILL = "#F3F7FC"
WARNING_FILL = "#FBEFC3"

_BASE: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top"}
# "_-" leaves the width of a hyphen free, so that a number doesn't touch the text in the next column.
_NUMBERS = {
    Kind.WHOLE: "#,##0_-", Kind.NUMBER: "#,##0.###_-", Kind.MASS: "#,##0.000_-", Kind.MONEY: "#,##0.00_-",
    Kind.SHARE: "0.0%_-", Kind.DAYS: "#,##0_-", Kind.DATE: "yyyy-mm-dd_-",
}


def cell(kind: Kind) -> dict[str, Any]:
    """Properties of a cell of this kind."""
    properties = dict(_BASE)
    if kind in _NUMBERS:
        properties["num_format"] = _NUMBERS[kind]
    if kind is Kind.WRAP:
        properties["text_wrap"] = True
    return properties


def linked(kind: Kind) -> dict[str, Any]:
    return {**cell(kind), "font_color": "#0563C1", "underline": 1}


def entered(kind: Kind) -> dict[str, Any]:
    """A cell that the reader may change: framed, in blue, as is the custom in models."""
    return {**cell(kind), "font_color": "#1F4E9E", "bg_color": INPUT_FILL, "border": 1, "border_color": LINE}


def status(word: str) -> dict[str, Any]:
    return {**_BASE, **fill(word)}


def fill(word: str) -> dict[str, Any]:
    return {"bg_color": WORD_FILL[word]}


def heading(kind: Kind) -> dict[str, Any]:
    """Above its cells: to the right over numbers."""
    properties = {**_BASE, "bold": True, "bg_color": HEAD, "bottom": 1, "bottom_color": LINE, "text_wrap": True}
    return {**properties, "align": "right", "indent": 1} if kind in _NUMBERS else properties


def text(style: Style) -> dict[str, Any]:
    match style:
        case Style.TITLE:
            return {**_BASE, "bold": True, "font_size": 16}
        case Style.HEADING:
            return {**_BASE, "bold": True, "font_size": 12}
        case Style.BODY:
            return {**_BASE, "text_wrap": True}
        case Style.WARNING:
            return {**_BASE, "bg_color": WARNING_FILL, "text_wrap": True}
        case Style.NOTE:
            return {**_BASE, "font_color": MUTED, "text_wrap": True}
