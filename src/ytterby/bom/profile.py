"""What the values of a column look like, as shares 0..1 of the filled cells of a sample."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.cells import Cells, Value
from ytterby.bom.structure import level_of
from ytterby.bom.values import countries_of, number_of, quantity_of, text_of, yes_no
from ytterby.core import units
from ytterby.core.codes import CasNumber, HsCode

SAMPLE = 300
_URL = re.compile(r"https?://|www\.|\.(?:com|de|net|org|cn|html?)(?:/|\b)", re.I)
_DESIGNATOR = re.compile(r"(?:[A-Z]{1,4}\d{1,4}[A-Z]?(?:\s*[-,;、 ]\s*|$))+[;,]?", re.I)
_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][\w.+/#()-]{2,39}")
# Letters that form a word.
_WORD = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DEEP = re.compile(r"\d+(?:\.\d+)+")
_DOTTED = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,8}\.?")
_UNIT_WORDS = (
    "pcs pc pce pieces piece ea each st stk stück stuck pz pza un und unit units u nos no set sets m mm cm "
    "km kg g mg l ml lot pair pr roll ft in m2 m² m^2 % szt ks шт 个 片 件 套 只 台 根 米 条 块 支 本 個 枚 式 개 "
    "mtr meter box pkg pack "
)
UNITS = frozenset(_UNIT_WORDS.split())


class _Share:
    """The share of a column's filled cells whose text passes a test; found when it is first asked for."""

    def __init__(self, test: Callable[[str], object]) -> None:
        self._test = test

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, column: Profile, owner: type) -> float:
        share = sum(often for text, often in column.times.items() if self._test(text)) / column.count
        column.__dict__[self._name] = share  # found there from now on, as no setter stands before it
        return share


class Profile:
    """What the cells of a column look like. ``filled`` is a share of the sampled rows; all others are of the filled
    cells, 0 where there is none; ``length`` is the mean text length.

    Of a column few shares are ever asked for, so most wait until they are; each different cell is looked at once.
    """

    dotted = _Share(_DOTTED.fullmatch)
    level = _Share(lambda text: not _DEEP.fullmatch(text) and level_of(text) < 20)
    words = _Share(lambda text: _WORD.search(text) and not _is_address(text))
    code = _Share(lambda text: _CODE.fullmatch(text) and not _is_address(text))
    symbol = _Share(lambda text: " " not in text and text.upper() == text)  # nor small letters: "MG-42SH", "TOP"
    url = _Share(lambda text: _is_address(text))
    designator = _Share(_DESIGNATOR.fullmatch)
    country = _Share(countries_of)
    unit = _Share(lambda text: text.lower().strip(".") in UNITS)
    currency = _Share(lambda text: _is_currency(text))
    hs = _Share(HsCode.parse)
    cas = _Share(lambda text: CasNumber.all_in(text)[0])
    yes_no = _Share(yes_no)

    def __init__(self, column: Cells) -> None:
        sample = column.taken(slice(None, None, max(1, len(column.codes) // SAMPLE)))
        self._values, self._codes = sample.used()
        counted = zip(self._values, np.bincount(self._codes).tolist(), strict=False)
        self._often: list[tuple[Value, int]] = [
            (value, often) for value, often in counted if often and _says_something(value)
        ]
        filled = sum(often for _, often in self._often)
        self.count = max(1, filled)
        self.filled = filled / max(1, len(sample.codes))

    @cached_property
    def times(self) -> Counter[str]:
        """How often each text stands there."""
        times = Counter[str]()
        for value, often in self._often:
            times[text_of(value)] += often
        return times

    @cached_property
    def distinct(self) -> float:
        return len(self.times) / self.count

    @cached_property
    def length(self) -> float:
        return sum(len(text) * times for text, times in self.times.items()) / self.count

    @cached_property
    def _numbers(self) -> NDArray[np.float64]:
        """The numbers, in the order of the rows."""
        told = [np.nan if (number := number_of(value)) is None else number for value in self._values]
        numbers: NDArray[np.float64] = np.array(told, np.float64)[self._codes]
        return numbers[~np.isnan(numbers)]

    @cached_property
    def number(self) -> float:
        return len(self._numbers) / self.count

    @cached_property
    def integer(self) -> float:
        return int(np.count_nonzero(self._numbers == np.floor(self._numbers))) / self.count

    @cached_property
    def sequence(self) -> float:
        return _in_sequence(self._numbers) / self.count

    @cached_property
    def quantity(self) -> float:
        return self.number + self._unread(quantity_of)  # a number is one

    @cached_property
    def money(self) -> float:
        return self.number + self._unread(lambda value: units.money(text_of(value)))

    def _unread(self, test: Callable[[Value], object]) -> float:
        """The share of the cells that are no number and pass a test."""
        return sum(often for value, often in self._often if number_of(value) is None and test(value)) / self.count


def _says_something(value: Value) -> bool:
    return (isinstance(value, float) and math.isfinite(value)) or text_of(value) != ""


def _in_sequence(numbers: NDArray[np.float64]) -> int:
    """How many count up, the first included."""
    steps, reached = np.diff(numbers), numbers[1:]
    up = ((steps > 0) & (steps <= 5)) | (steps == 10) | (steps == 100)
    rising = int(np.count_nonzero(up & (reached == np.floor(reached))))
    return rising + 1 if rising else 0


def _is_currency(text: str) -> bool:
    return text.upper() in units.ISO_CURRENCIES or (len(text) < 3 and bool(units.currency(text)))


def _is_address(text: str) -> bool:
    return ("." in text or ":" in text) and _URL.search(text) is not None
