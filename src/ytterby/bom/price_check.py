"""What the columns of prices and line totals say of each other: which price counts, and totals that contradict it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.amounts import MOST
from ytterby.bom.cells import Lines, Rows, Value
from ytterby.bom.conventions import Conventions
from ytterby.bom.headings import meanings_of
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.values import number_of, text_of
from ytterby.core import units

M = Meaning
_SURE = 0.5  # of a heading that it means a price
_LEAST = 3  # lines that are no chance
_OFF = 9.5  # times, with what rounding leaves of 10


def further_prices(how: Conventions, lines: Rows) -> list[Column]:
    """The columns that could be the price of a piece too, but are only kept as written."""
    return [column for index, (column, cells) in enumerate(zip(how.columns, lines.columns, strict=False))
            if column.meaning is M.EXTRA and index != how.price_base
            and meanings_of(column.heading).get(M.PRICE, 0.0) >= _SURE
            and cells.having(lambda cell: not math.isnan(_amount(cell, how.decimal))).any()]


def contradicted(prices: Sequence[float], amounts: NDArray[np.float64], total: int, how: Conventions, lines: Rows
                 ) -> Lines:
    """The lines whose total is ten times their price by their quantity, or a tenth of it, where most are so; none where
    another column of numbers tells how many the totals are for.
    """
    stated = lines.column(total).numbers(lambda cell: _amount(cell, how.decimal))
    price = np.array(prices, np.float64)
    known = (stated > 0) & (price > 0) & (amounts > 0)
    named = {code for column in how.columns if column.meaning in (M.PRICE, M.LINE_TOTAL)
             and (code := units.currency(column.heading))}
    if known.sum() < _LEAST or not how.per[total] or len(named) > 1:
        return np.zeros(0, np.int64)
    ratio = stated[known] / how.per[total] / price[known]
    off = (ratio >= _OFF * amounts[known]) | (ratio <= amounts[known] / _OFF)
    if off.sum() <= known.sum() / 2:
        return np.zeros(0, np.int64)
    for index, column in enumerate(how.columns[: len(lines.columns)]):
        if index != total and column.meaning is not M.PRICE:
            others = lines.column(index).numbers(lambda cell: _amount(cell, how.decimal))[known]
            if np.isclose(others, ratio, rtol=0.05).sum() > known.sum() / 2:
                return np.zeros(0, np.int64)
    return np.flatnonzero(known)[off]


def _amount(cell: Value, decimal: str) -> float:
    number = number_of(cell, decimal)
    if number is None:
        money = units.money(text_of(cell), decimal) if isinstance(cell, str) else None
        number = money.amount if money else math.nan
    return number if abs(number) <= MOST else math.nan
