"""How the workbook looks: formats per kind of column, colours with the word beside them, print set-up."""

from __future__ import annotations

from typing import Any

from ytterby.core.finding import Outcome
from ytterby.report.page import Kind, Style

INK, MUTED, LINE, HEAD = "#1F2933", "#5F6B7A", "#D5DBE1", "#E8EDF2"
STATUS_FILL = {
    str(Outcome.CONTROLLED): "#F6D5C0", str(Outcome.UNDETERMINED): "#FBEFC3", str(Outcome.NOT_CONTROLLED): "#E3F1EC",
}
# Okabe and Ito's colours, which people with any kind of colour vision tell apart.
SERIES = ("#D55E00", "#E69F00", "#0072B2", "#56B4E9", "#009E73", "#CC79A7")
WARNING_FILL = "#FBEFC3"

_BASE: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top"}
_NUMBERS = {
    Kind.WHOLE: "#,##0", Kind.NUMBER: "#,##0.###", Kind.MASS: "0.000", Kind.MONEY: "#,##0.00", Kind.SHARE: "0.0%",
    Kind.DAYS: "#,##0", Kind.DATE: "yyyy-mm-dd",
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


def status(word: str) -> dict[str, Any]:
    return {**_BASE, "bg_color": STATUS_FILL[word]}


def heading() -> dict[str, Any]:
    return {**_BASE, "bold": True, "bg_color": HEAD, "bottom": 1, "bottom_color": LINE, "text_wrap": True}


def text(style: Style) -> dict[str, Any]:
    match style:
        case Style.TITLE:
            return {**_BASE, "bold": True, "font_size": 16}
        case Style.HEADING:
            return {**_BASE, "bold": True, "font_size": 12}
        case Style.WARNING:
            return {**_BASE, "bg_color": WARNING_FILL, "text_wrap": True}
        case Style.NOTE:
            return {**_BASE, "font_color": MUTED, "text_wrap": True}
