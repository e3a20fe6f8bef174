"""What the values of a column look like, as shares 0..1 of the filled cells of a sample."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytterby.bom.values import countries_of, number_of, quantity_of, text_of, yes_no
from ytterby.bom.workbook import Value
from ytterby.core import units
from ytterby.core.codes import CasNumber

SAMPLE = 300
_URL = re.compile(r"https?://|www\.|\.(?:com|de|net|org|cn|html?)(?:/|\b)", re.I)
_DESIGNATOR = re.compile(r"(?:[A-Z]{1,4}\d{1,4}[A-Z]?(?:\s*[-,;、 ]\s*|$))+[;,]?", re.I)
_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][\w.+/#()-]{2,39}")
_HS = re.compile(r"\d{4}[. ]?\d{2}(?:[. ]?\d{2}){0,2}")
_LEVEL = re.compile(r"\.*\s*\d{1,2}")
_DOTTED = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,8}\.?")
UNITS = frozenset(
    "pcs pc pce pieces piece ea each st stk stück stuck pz pza un und unit units u nos no set sets m mm cm km kg g mg l ml "
    "lot pair pr roll ft in m2 m² m^2 % szt ks шт 个 片 件 套 只 台 根 米 条 块 支 本 個 枚 式 台 ea. pce. 개 mtr meter box pkg pack ".split()
)


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

    def share(hits: Sequence[object]) -> float:
        return sum(1 for hit in hits if hit) / count

    rising = sum(1 for a, b in zip(known, known[1:], strict=False) if 0 < b - a <= 5 and b == int(b))
    return Profile(
        filled=count / len(sample),
        number=len(known) / count,
        integer=sum(1 for number in known if number == int(number)) / count,
        quantity=share([number is not None or quantity_of(value) for number, value in zip(numbers, filled, strict=True)]),
        money=share([number is not None or units.money(text) for number, text in zip(numbers, texts, strict=True)]),
        sequence=(rising + 1) / count if rising else 0.0,
        dotted=share([_DOTTED.fullmatch(text) for text in texts]),
        level=share([_LEVEL.fullmatch(text) and int(text.strip(". ")) < 20 for text in texts]),
        words=share([_wordy(text) for text in texts]),
        code=share([_CODE.fullmatch(text) and not _URL.search(text) for text in texts]),
        url=share([_URL.search(text) for text in texts]),
        designator=share([_DESIGNATOR.fullmatch(text) for text in texts]),
        country=share([countries_of(text) for text in texts]),
        unit=share([text.lower().strip(".") in UNITS for text in texts]),
        currency=share([text.upper() in units.ISO_CURRENCIES or (len(text) < 3 and units.currency(text)) for text in texts]),
        hs=share([_HS.fullmatch(text) and not isinstance(value, float) or (_HS.fullmatch(text) and len(text) in (6, 8, 10))
                  for text, value in zip(texts, filled, strict=True)]),
        cas=share([CasNumber.parse(text) for text in texts]),
        yes_no=share([yes_no(text) for text in texts]),
        distinct=len(set(texts)) / count,
        length=sum(map(len, texts)) / count,
    )


def _wordy(text: str) -> bool:
    """A name or sentence: letters that form a word, and no address."""
    return not _URL.search(text) and re.search(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text) is not None
