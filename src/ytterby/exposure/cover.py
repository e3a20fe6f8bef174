"""How long stock lasts: days of cover, the time to survive of one bill line."""

from __future__ import annotations

import math
from dataclasses import dataclass

DAYS_A_YEAR = 365.0


@dataclass(frozen=True, slots=True)
class Cover:
    """``days`` None where stock or use is not stated, or where receipts keep pace with use (``unlimited``)."""

    days: float | None
    unlimited: bool = False


def time_to_survive(stock: float, use: float, left: float) -> float:
    """Periods until ``stock`` is gone when ``use`` a period meets ``left`` a period; infinite where left covers use.

    Closed form of the TTS model for interchangeable sources: Simchi-Levi et al., Interfaces 45(5):375-390, 2015.
    """
    return stock / (use - left) if use > left else math.inf


def cover(stock: float | None, daily_use: float | None, daily_receipts: float) -> Cover:
    """Calendar days that ``stock`` and firm receipts last at ``daily_use`` (pieces a calendar day)."""
    if daily_use is None or daily_use <= 0:
        return Cover(None)
    if daily_receipts >= daily_use:
        return Cover(None, unlimited=True)
    if stock is None:
        return Cover(None)
    return Cover(time_to_survive(max(stock, 0.0), daily_use, daily_receipts))
