"""What the values of a column look like, as shares 0..1 of the filled cells of a sample."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.cells import Cells, Value
from ytterby.bom.values import countries_of, number_of, quantity_of, text_of, yes_no
from ytterby.core import units
from ytterby.core.codes import CasNumber, HsCode

Kind = TypeVar("Kind")
SAMPLE = 300
_URL = re.compile(r"https?://|www\.|\.(?:com|de|net|org|cn|html?)(?:/|\b)", re.I)
_DESIGNATOR = re.compile(r"(?:[A-Z]{1,4}\d{1,4}[A-Z]?(?:\s*[-,;、 ]\s*|$))+[;,]?", re.I)
_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][\w.+/#()-]{2,39}")
# Letters that form a word.
_WORD = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEVEL = re.compile(r"\.*\s*\d{1,2}")
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
        share = _passing(column.times, self._test) / column.count
        column.__dict__[self._name] = share  # found there from now on, as no setter stands before it
        return share


class Profile:
    """What the cells of a column look like. ``filled`` is a share of the sampled rows; all others are of the filled
    cells, 0 where there is none; ``length`` is the mean text length.

    Of a column few shares are ever asked for, so most wait until they are; each different cell is looked at once.
    """

    dotted = _Share(_DOTTED.fullmatch)
    level = _Share(lambda text: _LEVEL.fullmatch(text) and int(text.strip(". ")) < 20)
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
        values, codes = sample.used()
        told = [number_of(value) for value in values]
        self.times, self._unread = Counter[str](), Counter[Value]()
        for value, number, often in zip(values, told, np.bincount(codes).tolist(), strict=False):
            if often and (text := text_of(value)):
                self.times[text] += often
                if number is None:
                    self._unread[value] += often
        numbers = np.array([np.nan if number is None else number for number in told])[codes]
        numbers = numbers[~np.isnan(numbers)]
        filled = self.times.total()
        self.count = max(1, filled)
        self.filled = filled / max(1, len(sample.codes))
        self.number = len(numbers) / self.count
        self.integer = np.count_nonzero(numbers == np.floor(numbers)) / self.count
        self.sequence = _in_sequence(numbers) / self.count
        self.distinct = len(self.times) / self.count
        self.length = sum(len(text) * times for text, times in self.times.items()) / self.count

    @cached_property
    def quantity(self) -> float:
        return self.number + _passing(self._unread, quantity_of) / self.count  # a number is one

    @cached_property
    def money(self) -> float:
        return self.number + _passing(self._unread, lambda value: units.money(text_of(value))) / self.count


def _passing(values: Counter[Kind], test: Callable[[Kind], object]) -> int:
    """How many pass; every different value is asked once."""
    return sum(often for value, often in values.items() if test(value))


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
