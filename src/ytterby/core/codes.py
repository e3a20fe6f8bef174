"""Codes of the trade, parsed and validated: customs, substance, control."""

from __future__ import annotations

import re
from dataclasses import dataclass

END_USES = ("civil", "military", "wmd", "logic-14nm", "memory-256", "chip-equipment", "ai-military", "relief")
"""What goods may be for, in the words of the rule files."""
_HS = re.compile(r"\d{4}(?:\d{2}){0,3}")
_CAS = re.compile(r"(\d{2,7})-(\d{2})-(\d)")
_CAS_IN_TEXT = re.compile(r"(?<![\d-])\d{2,7}-\d{2}-\d(?![\d-])")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "-"))
_CONTROL = re.compile(r"[0-9][A-E][0-9]{3}(?:\.[a-z](?:\.[0-9]+)*)?")


@dataclass(frozen=True, slots=True, order=True)
class HsCode:
    """A customs code of 4 to 10 digits, without dots. Six digits are worldwide; the rest is national."""

    digits: str

    def __post_init__(self) -> None:
        if not _HS.fullmatch(self.digits):
            raise ValueError(f"not a customs code: {self.digits!r}")

    @classmethod
    def parse(cls, text: str) -> HsCode | None:
        """From "8505.11.10", "8505 11 1000" or "85051110"; None where it can't be one."""
        digits = re.sub(r"[.\s\u00a0-]", "", text.strip())
        return cls(digits) if _HS.fullmatch(digits) and "01" <= digits[:2] <= "97" else None

    @property
    def heading(self) -> str:
        return self.digits[:4]

    def startswith(self, prefix: str) -> bool:
        return self.digits.startswith(prefix)


@dataclass(frozen=True, slots=True, order=True)
class CasNumber:
    """A CAS registry number whose check digit holds."""

    text: str

    def __post_init__(self) -> None:
        if not self.valid(self.text):
            raise ValueError(f"not a CAS number: {self.text!r}")

    @staticmethod
    def valid(text: str) -> bool:
        found = _CAS.fullmatch(text)
        if not found:
            return False
        digits = (found[1] + found[2])[::-1]
        return sum(place * int(digit) for place, digit in enumerate(digits, 1)) % 10 == int(found[3])

    @classmethod
    def parse(cls, text: str) -> CasNumber | None:
        cleaned = text.strip()
        return cls(cleaned) if cls.valid(cleaned) else None

    @classmethod
    def all_in(cls, text: str, *, bare: bool = True) -> tuple[tuple[CasNumber, ...], bool]:
        """(the numbers in a text, each once, whether others in it have a wrong check digit).

        Any dash will do; with ``bare`` a text that is one run of digits is read as a number that lost its dashes.
        """
        plain = text.translate(_DASHES).strip()
        if bare and plain.isascii() and plain.isdecimal() and 5 <= len(plain) <= 10:
            plain = f"{plain[:-3].lstrip('0')}-{plain[-3:-1]}-{plain[-1]}"
        found = dict.fromkeys(_CAS_IN_TEXT.findall(plain))
        return tuple(cls(one) for one in found if cls.valid(one)), not all(map(cls.valid, found))


@dataclass(frozen=True, slots=True, order=True)
class ControlCode:
    """A code of China's dual-use list, "1C905.a"; never a customs code."""

    text: str

    def __post_init__(self) -> None:
        if not _CONTROL.fullmatch(self.text):
            raise ValueError(f"not a control code: {self.text!r}")
