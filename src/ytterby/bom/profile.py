"""What the values of a column look like, as shares 0..1 of the filled cells of a sample."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from ytterby.bom.cells import Value
from ytterby.bom.values import countries_of, number_of, quantity_of, text_of, yes_no
from ytterby.core import units
from ytterby.core.codes import CasNumber, HsCode

Kind = TypeVar("Kind")
SAMPLE = 300
_URL = re.compile(r"https?://|www\.|\.(?:com|de|net|org|cn|html?)(?:/|\b)", re.I)
_DESIGNATOR = re.compile(r"(?:[A-Z]{1,4}\d{1,4}[A-Z]?(?:\s*[-,;、 ]\s*|$))+[;,]?", re.I)
_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][\w.+/#()-]{2,39}")
_LEVEL = re.compile(r"\.*\s*\d{1,2}")
_DOTTED = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,8}\.?")
_UNIT_WORDS = (
    "pcs pc pce pieces piece ea each st stk stück stuck pz pza un und unit units u nos no set sets m mm cm "
    "km kg g mg l ml lot pair pr roll ft in m2 m² m^2 % szt ks шт 个 片 件 套 只 台 根 米 条 块 支 本 個 枚 式 개 "
    "mtr meter box pkg pack "
)
UNITS = frozenset(_UNIT_WORDS.split())


@dataclass(frozen=True, slots=True)
class Profile:
    """``filled`` of the sampled rows; all other shares are of the filled cells; ``length`` is the mean text length."""

    filled: float = 0.0
    number: float = 0.0
    integer: float = 0.0
    quantity: float = 0.0
    money: float = 0.0
    sequence: float = 0.0
    dotted: float = 0.0
    level: float = 0.0
    words: float = 0.0
    code: float = 0.0
    symbol: float = 0.0  # neither blanks nor small letters: "MG-42SH", "TOP"
    url: float = 0.0
    designator: float = 0.0
    country: float = 0.0
    unit: float = 0.0
    currency: float = 0.0
    hs: float = 0.0
    cas: float = 0.0
    yes_no: float = 0.0
    distinct: float = 0.0
    length: float = 0.0


def profile(values: Sequence[Value]) -> Profile:
    """The profile of a column's cells, blank ones included."""
    step = max(1, len(values) // SAMPLE)
    sample = values[::step]
    filled = [value for value in sample if value is not None and value != "" and text_of(value)]
    if not filled:
        return Profile()
    texts = [text_of(value) for value in filled]
    numbers = [number_of(value) for value in filled]
    known = [number for number in numbers if number is not None]
    count = len(filled)
    times = Counter(texts)
    unread = Counter(value for value, number in zip(filled, numbers, strict=True) if number is None)

    def share(test: Callable[[str], object]) -> float:
        return _passing(times, test) / count

    return Profile(
        filled=count / len(sample),
        number=len(known) / count,
        integer=sum(1 for number in known if number == int(number)) / count,
        quantity=(len(known) + _passing(unread, quantity_of)) / count,  # a number is one
        money=(len(known) + _passing(unread, lambda value: units.money(text_of(value)))) / count,
        sequence=_in_sequence(known) / count,
        dotted=share(_DOTTED.fullmatch),
        level=share(lambda text: _LEVEL.fullmatch(text) and int(text.strip(". ")) < 20),
        words=share(_wordy),
        code=share(lambda text: _CODE.fullmatch(text) and not _URL.search(text)),
        symbol=share(lambda text: " " not in text and text.upper() == text),
        url=share(_URL.search),
        designator=share(_DESIGNATOR.fullmatch),
        country=share(countries_of),
        unit=share(lambda text: text.lower().strip(".") in UNITS),
        currency=share(_is_currency),
        hs=share(HsCode.parse),
        cas=share(lambda text: CasNumber.all_in(text)[0]),
        yes_no=share(yes_no),
        distinct=len(times) / count,
        length=sum(map(len, texts)) / count,
    )


def _passing(values: Counter[Kind], test: Callable[[Kind], object]) -> int:
    """How many pass; every different value is asked once."""
    return sum(often for value, often in values.items() if test(value))


def _in_sequence(numbers: Sequence[float]) -> int:
    """How many count up, the first included."""
    rising = sum(1 for a, b in pairwise(numbers) if (0 < b - a <= 5 or b - a in (10, 100)) and b == int(b))
    return rising + 1 if rising else 0


def _is_currency(text: str) -> bool:
    return text.upper() in units.ISO_CURRENCIES or (len(text) < 3 and bool(units.currency(text)))


def _wordy(text: str) -> bool:
    """A name or sentence: letters that form a word, and no address."""
    return (
        not _URL.search(text) and re.search(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text) is not None
    )
