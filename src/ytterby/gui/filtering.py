"""What a filter text asks of a cell: words, words not, words exactly, or a comparison with a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
_COMPARISON = re.compile(r"\s*(>=|<=|>|<|=)\s*(-?[\d.,' \u00a0]+)\s*(%?)\s*")


def matching(text: str) -> Callable[[str], bool]:
    """Of a (case-folded) cell: ``words`` contained, ``!words`` not, ``=words`` exactly."""
    wanted = text.strip().casefold()
    if wanted.startswith("!"):
        without = wanted[1:].strip()
        return lambda cell: without not in cell
    if wanted.startswith("="):
        exact = wanted[1:].strip()
        return lambda cell: cell.strip() == exact
    return lambda cell: wanted in cell


def comparison(text: str, decimal: str) -> tuple[str, float] | None:
    """``> 1,200`` as sign and number, None where the text is no comparison; ``decimal`` stands before decimals."""
    found = _COMPARISON.fullmatch(text)
    number = _number(found[2], decimal) if found else None
    return (found[1], number) if found and number is not None else None


def compared(values: NDArray[np.float64], sign: str, number: float) -> Mask:
    """Which values meet the comparison; an unknown one (NaN) meets none."""
    with np.errstate(invalid="ignore"):
        match sign:
            case ">":
                return np.asarray(values > number)
            case "<":
                return np.asarray(values < number)
            case ">=":
                return np.asarray(values >= number)
            case "<=":
                return np.asarray(values <= number)
            case _:
                return np.asarray(np.isclose(values, number))


def natural(text: str) -> tuple[Any, ...]:
    """M-2 before M-10: digits compare as numbers, however many they are: the longer one is the greater."""
    found = (part.lstrip("0") if part.isdecimal() else part for part in re.split(r"([0-9]+)", text) if part)
    return tuple((0, len(part), part) if not part or part.isdecimal() else (1, 0, part) for part in found)


def _number(text: str, decimal: str) -> float | None:
    """A number as the user types it: with or without signs between thousands."""
    between = "." if decimal == "," else ","
    plain = re.sub(r"[\s'\u00a0]", "", text).replace(between, "").replace(decimal, ".")
    try:
        return float(plain)
    except ValueError:
        return None
