"""The quantities of the lines, in the unit of their line: "500 g" beside "kg" is 0.5, "1 dozen" is 12, "2-" is -2."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.cells import Mask, Rows, Value
from ytterby.bom.values import quantity_of, text_of
from ytterby.core import units

MOST = 1e12
"""More than any bill counts; beyond it a quantity or a mass in grams is a slip, and unread."""
_MULTIPLES = {
    "dozen": 12.0, "dozens": 12.0, "doz": 12.0, "dz": 12.0, "dtzd": 12.0, "dutzend": 12.0, "douzaine": 12.0,
    "docena": 12.0, "dozzina": 12.0, "tuzin": 12.0, "打": 12.0, "k": 1e3, "tsd": 1e3, "mio": 1e6, "万": 1e4, "萬": 1e4,
}
_PAIRS = frozenset(("pair", "pairs", "pr", "prs", "paar", "paire", "par", "对", "副"))
_LENGTHS = {
    "m": 1.0, "mtr": 1.0, "meter": 1.0, "metre": 1.0, "meters": 1.0, "metres": 1.0, "м": 1.0, "米": 1.0, "cm": 1e-2,
    "mm": 1e-3, "km": 1e3, "in": 0.0254, "inch": 0.0254, "inches": 0.0254, "ft": 0.3048, "foot": 0.3048, "feet": 0.3048,
    "yd": 0.9144, "厘米": 1e-2, "毫米": 1e-3,
}
_VOLUMES = {"l": 1.0, "ltr": 1.0, "liter": 1.0, "litre": 1.0, "liters": 1.0, "litres": 1.0, "cl": 1e-2, "ml": 1e-3}
_PIECES_WORDS = (
    "pc pcs pce pces piece pieces ea each st stk stck stück stuck stuks szt ks pz ud uds шт 个 個 只 件 本 枚 "
)
_PIECES = frozenset(_PIECES_WORDS.split())
_PER_MANY = re.compile(
    r"(?:/|\bper\b|\bje\b|\bpro\b|\bpour\b|\bpor\b|每)\s*(\d{1,6})\s*(?:[^\W\d_]{3,}|[\u3040-\u9fff])", re.I
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Amounts:
    """One number per line, NaN where none can be told; the lines whose cell and unit can't both hold; for how many of
    the product the heading states them, by which they are divided already."""

    numbers: NDArray[np.float64]
    differing: Mask
    per: float


def amounts_of(lines: Rows, counted: int, measured: int, heading: str, unit: str, decimal: str) -> Amounts:
    """The amounts in the column ``counted`` in the units of the column ``measured`` (-1 for none); ``unit`` is the one
    its heading states.
    """
    cells, per = lines.column(counted), stated_per(heading)
    numbers = cells.numbers(lambda value: _number(value, decimal)) / per
    differing = np.zeros(len(lines), np.bool_)
    if measured < 0:
        return Amounts(numbers, differing, per)
    asked = cells.having(lambda value: isinstance(value, str) and not value.strip().isdigit())
    if _measure(unit.lower())[0] not in ("", "pieces"):
        asked |= ~np.isnan(numbers)
    beside = lines.column(measured)
    for at in np.flatnonzero(asked & ~np.isnan(numbers)).tolist():
        amount, written = quantity_of(cells.at(at), decimal) or (math.nan, "")
        own = in_unit(amount, written, text_of(beside.at(at)), unit) if written or unit else amount
        differing[at] = math.isnan(own)
        numbers[at] = own / per if written != "%" or math.isnan(own) else numbers[at]
    return Amounts(numbers, differing, per)


def stated_per(heading: str) -> float:
    """For how many of the product a heading states its quantities: 100 of "Qty per 100 sets", 1 where for one."""
    found = _PER_MANY.search(units.plain(heading))
    return max(1.0, float(found[1])) if found and not _YEAR.fullmatch(found[1]) else 1.0


def multiple(amount: float, written: str) -> float:
    """The amount of "2k" or "1 dozen" in ones; as it is with any other unit."""
    return amount * _MULTIPLES.get(written.lower().strip(" ."), 1.0)


@lru_cache(maxsize=1 << 12)
def in_unit(amount: float, written: str, unit: str, heading: str = "") -> float:
    """An amount ``written`` in one unit in that of its line; NaN where they are of different kinds: "3 kg" in pcs."""
    word, line = written.lower().strip(" ."), unit.lower().strip(" .")
    if not word:
        word = heading.lower().strip(" .")
        (kind, factor), (of_line, by) = _measure(word), _measure(line)
        return math.nan if kind not in ("", "pieces") and of_line and (kind, factor) != (of_line, by) else amount
    if word == line:
        return amount
    (kind, factor), (of_line, by) = _measure(word), _measure(line)
    if word == "%":
        return math.nan if line else amount
    if word in _MULTIPLES:
        return multiple(amount, word) if of_line in ("", "pieces") else math.nan
    if word in _PAIRS:
        return amount * 2 if of_line == "pieces" else amount
    if not kind or not of_line:
        return amount
    return amount * factor / by if kind == of_line else math.nan


def _measure(unit: str) -> tuple[str, float]:
    """("mass", 1000.0) of "kg"; ("", 1.0) of what is no unit of mass, length, volume or pieces."""
    tables = (("mass", units.GRAMS), ("length", _LENGTHS), ("volume", _VOLUMES))
    kind, table = next(((kind, table) for kind, table in tables if unit in table), ("", {}))
    return (kind, table[unit]) if kind else ("pieces" if unit in _PIECES else "", 1.0)


def _number(value: Value, decimal: str) -> float:
    found = (value, "") if type(value) is float else quantity_of(value, decimal)
    if found is None or abs(found[0]) > MOST:
        return math.nan
    return found[0] / 100 if found[1] == "%" else multiple(*found)
