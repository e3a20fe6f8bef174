"""Numbers, money, dates and the words of the law as the window shows them, in the user's locale."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from ytterby.core.sentences.words import CERTAINTY_WORDS, FORCE_WORDS, OUTCOME_WORDS, TREATMENT_WORDS, treatment_words

if TYPE_CHECKING:
    from ytterby.core.estimate import Estimate
    from ytterby.regulation.rules import RulesOnDay

__all__ = [  # the window's door to the one list
    "CERTAINTY_WORDS", "FORCE_WORDS", "OUTCOME_WORDS", "TREATMENT_WORDS", "treatment_words",
]
NOTHING = "–"
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "CNY": "CN¥", "JPY": "JP¥", "CHF": "CHF"}


def number(value: float | None, digits: int = 0) -> str:
    """``1,204`` or ``0.25``; a dash where nothing is known. Trailing zeros are left out."""
    if value is None or math.isnan(value):
        return NOTHING
    text = QLocale().toString(float(value), "f", digits)
    point = QLocale().decimalPoint()
    return text.rstrip("0").removesuffix(point) if point in text else text


def quantity(value: float | None) -> str:
    """A count of pieces or an amount: as many digits as it needs, at most four."""
    if value is None or math.isnan(value):
        return NOTHING
    return number(value, 0 if abs(value) >= 1000 or value == int(value) else 4)


def money(value: float | None, currency: str, digits: int = 0) -> str:
    if value is None or math.isnan(value):
        return NOTHING
    return f"{_SYMBOLS.get(currency, currency)} {QLocale().toString(float(value), 'f', digits)}"


def country(code: str) -> str:
    """``China (CN)`` for an ISO 3166 code; anything else as it stands."""
    territory = QLocale.codeToTerritory(code) if len(code) == 2 else QLocale.Country.AnyTerritory
    return code if territory is QLocale.Country.AnyTerritory else f"{QLocale.territoryToString(territory)} ({code})"


def percent(share: float | None, digits: int = 1) -> str:
    """A share 0..1 as percent."""
    return NOTHING if share is None else f"{number(share * 100, digits)} %"


def mass(grams: float | None) -> str:
    """Grams as mg, g, kg or t, three figures."""
    if grams is None or math.isnan(grams):
        return NOTHING
    for factor, unit in ((1e6, "t"), (1e3, "kg"), (1.0, "g"), (1e-3, "mg")):
        if abs(grams) >= factor or unit == "mg":
            scaled = grams / factor
            return f"{number(scaled, 0 if abs(scaled) >= 100 else 1 if abs(scaled) >= 10 else 2)} {unit}"
    raise AssertionError("unreachable")


def days(value: float | None) -> str:
    if value is None:
        return NOTHING
    return f"{number(value)} day{'' if round(value) == 1 else 's'}"


def day(value: date | None) -> str:
    """ISO, as in the texts and on every output: never mistaken for another order of day and month."""
    return value.isoformat() if value else NOTHING


def estimate_percent(share: Estimate) -> str:
    """``5.5 %`` or ``3.2 % (0.6–6 %)``."""
    if share.low == share.high:
        return percent(share.best, 2)
    return f"{percent(share.best, 2)} ({number(share.low * 100, 2)}–{percent(share.high, 2)})"


def counted(count: int, one: str, many: str = "") -> str:
    """``1 line``, ``1,204 lines``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def decimal_sign() -> str:
    """What the user types before decimals."""
    return QLocale().decimalPoint()


def to_qdate(value: date) -> QDate:
    return QDate(value.year, value.month, value.day)


def to_date(value: QDate) -> date:
    return date(value.year(), value.month(), value.day())


def unverified_texts(rules: RulesOnDay, since: str = "") -> str:
    """``7 texts unverified since 2026-11-11 (4 of them with entries)``: all of the day, and those findings rest on."""
    count, held = len(rules.unverified_since()), len(rules.unverified())
    words = f"{counted(count, 'text')} unverified{since}"
    return f"{words} ({held} of them with entries)" if count else words
