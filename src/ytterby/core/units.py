"""The only maker of numbers, shares, masses, money, quantities and times from text.

Every function takes the text as a person wrote it and gives None where it does not say such a thing; none guesses a
unit. A number that may be read in two ways ("1.234") needs ``decimal``, which ``decimal_mark`` finds for a column.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from ytterby.core.estimate import Estimate
from ytterby.core.item import Money

NO_CURRENCY = "XXX"  # ISO 4217: no currency is stated

_NUMBER = r"[+-]?(?:\d[\d.,'’   ]*\d|\d|[.,]\d+)(?:[eE][+-]?\d{1,3})?"
_FIND = re.compile(_NUMBER)
_PLAINLY = re.compile(r"[0-9]{1,15}(?:\.(?:[0-9]{1,2}|[0-9]{4,15}))?")  # a number whatever the decimal mark is
_MAY_END = re.compile(r"^[\s'+\-.,\d].*\d[\s']*$|^\d$", re.S)
_SPACES = re.compile(r"[\s'’]+")
_THOUSANDS = {mark: re.compile(rf"[+-]?\d{{1,3}}(?:\{mark}\d{{3}})+") for mark in ".,"}
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")

GRAMS = {
    "mg": 1e-3,
    "g": 1.0,
    "gr": 1.0,
    "gram": 1.0,
    "grams": 1.0,
    "gramm": 1.0,
    "gramme": 1.0,
    "grammes": 1.0,
    "克": 1.0,
    "г": 1.0,
    "kg": 1e3,
    "kilogram": 1e3,
    "kilogramm": 1e3,
    "公斤": 1e3,
    "千克": 1e3,
    "кг": 1e3,
    "t": 1e6,
    "tonne": 1e6,
    "吨": 1e6,
    "т": 1e6,
    "µg": 1e-6,
    "ug": 1e-6,
    "μg": 1e-6,
    "lb": 453.59237,
    "lbs": 453.59237,
    "oz": 28.349523125,
    "мг": 1e-3,
    "毫克": 1e-3,
}
_DAYS = {
    "d": 1.0,
    "day": 1.0,
    "days": 1.0,
    "tag": 1.0,
    "tage": 1.0,
    "tagen": 1.0,
    "jour": 1.0,
    "jours": 1.0,
    "día": 1.0,
    "días": 1.0,
    "dias": 1.0,
    "天": 1.0,
    "日": 1.0,
    "дн": 1.0,
    "дней": 1.0,
    "일": 1.0,
    "giorni": 1.0,
    "w": 7.0,
    "wk": 7.0,
    "wks": 7.0,
    "week": 7.0,
    "weeks": 7.0,
    "wo": 7.0,
    "woche": 7.0,
    "wochen": 7.0,
    "kw": 7.0,
    "semaine": 7.0,
    "semaines": 7.0,
    "semana": 7.0,
    "semanas": 7.0,
    "周": 7.0,
    "週": 7.0,
    "週間": 7.0,
    "нед": 7.0,
    "недель": 7.0,
    "주": 7.0,
    "settimane": 7.0,
    "veckor": 7.0,
    "mo": 365.25 / 12,
    "month": 365.25 / 12,
    "months": 365.25 / 12,
    "monat": 365.25 / 12,
    "monate": 365.25 / 12,
    "mois": 365.25 / 12,
    "mes": 365.25 / 12,
    "meses": 365.25 / 12,
    "个月": 365.25 / 12,
    "月": 365.25 / 12,
    "ヶ月": 365.25 / 12,
    "か月": 365.25 / 12,
    "мес": 365.25 / 12,
    "개월": 365.25 / 12,
}
# What a share is divided by: division keeps 0.1 % at exactly 0.001, where multiplying by 0.01 may miss a threshold.
_SHARES = {
    "%": 1e2, "％": 1e2, "wt%": 1e2, "wt.%": 1e2, "percent": 1e2, "prozent": 1e2, "pct": 1e2, "‰": 1e3, "g/kg": 1e3,
    "mg/g": 1e3, "ppm": 1e6, "mg/kg": 1e6, "µg/g": 1e6, "\u03bcg/g": 1e6, "ppb": 1e9, "w/w": 1.0,
}
_ABOUT = re.compile(r"(?:ca|circa|approx|about|etwa|env|约|約|\u301c|~|≈|±)\.?\s*")
_CURRENCY_CODES = (
    "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MAD MXN MYR "
    "NOK NZD PEN PHP PLN RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR "
)
ISO_CURRENCIES = frozenset(_CURRENCY_CODES.split())
_SIGNS = (
    ("US$", "USD"),
    ("AR$", "ARS"),
    ("AU$", "AUD"),
    ("CA$", "CAD"),
    ("MX$", "MXN"),
    ("NZ$", "NZD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("€", "EUR"),
    ("$", "USD"),
    ("£", "GBP"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₹", "INR"),
    ("₺", "TRY"),
    ("₫", "VND"),
    ("฿", "THB"),
    ("₴", "UAH"),
    ("₪", "ILS"),
    ("Kč", "CZK"),
    ("zł", "PLN"),
    ("Ft", "HUF"),
    ("RMB", "CNY"),
    ("日元", "JPY"),
    ("日圆", "JPY"),
    ("美元", "USD"),
    ("欧元", "EUR"),
    ("港元", "HKD"),
    ("韩元", "KRW"),
    ("英镑", "GBP"),
    ("台币", "TWD"),
    ("人民币", "CNY"),
    ("元", "CNY"),
    ("円", "JPY"),
    ("원", "KRW"),
    ("руб", "RUB"),
    ("SFr", "CHF"),
    ("Fr.", "CHF"),
    ("dollar", "USD"),
    ("Euro", "EUR"),
    ("euro", "EUR"),
    ("евро", "EUR"),
    ("ユーロ", "EUR"),
    ("유로", "EUR"),
    ("ドル", "USD"),
    ("달러", "USD"),
    ("долл", "USD"),
)
_DOLLARS = frozenset(["$", "dollar", "ドル", "달러", "долл"])
_SHARED_SIGNS = {
    "dollar": frozenset(["USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP"]),
    "krona": frozenset(["SEK", "NOK", "DKK", "ISK"]),
}
_YUAN = frozenset(["CNY", "JPY"])
_YUAN_OR_YEN = re.compile("[¥￥]")
_WHOSE_YUAN = re.compile("(JP|円|日[元圆])|CN|RMB|元|人民")
_NUMBERS = re.compile(r"[\d.,'’\s]+")
_KRONA = re.compile(r"(?<![^\W\d_])kr\b\.?", re.I)
# In a number format: the sign, and the language of the country it is the sign of (LCID, MS-LCID 2.2).
_IN_FORMAT = re.compile(r"\[\$([^\]-]*)(?:-([0-9A-Fa-f]{1,8}))?\]")
_OF_LANGUAGE = {
    0x409: "USD", 0xC09: "AUD", 0x1009: "CAD", 0xC0C: "CAD", 0x1409: "NZD", 0x404: "TWD", 0xC04: "HKD", 0x1004: "SGD",
    0x4809: "SGD", 0x80A: "MXN", 0x41D: "SEK", 0x414: "NOK", 0x814: "NOK", 0x406: "DKK", 0x40F: "ISK", 0x411: "JPY",
    0x804: "CNY",
}
_CODE = re.compile(r"(?<![A-Za-z])(?:[kKTM](?=EUR|USD|GBP|CHF|CNY|JPY|SEK|NOK|DKK))?([A-Z]{3})(?![A-Za-z])")  # "kEUR"
_LOWER_CODE = re.compile(r"(?<![a-z])(usd|eur|gbp|jpy|cny|rmb|sek|nok|dkk|chf|pln|czk|huf|krw|inr)(?![a-z])", re.I)


def plain(text: str) -> str:
    """Full-width forms made ordinary, invisible characters and spaces at the ends removed."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\u00a0", " ").strip()


def decimal_mark(texts: Iterable[str]) -> str:
    """ "," or "." as the numbers among ``texts`` show it; "" where none decides it."""
    votes = {",": 0, ".": 0}
    for text, often in Counter(text for text in texts if "," in text or "." in text).items():
        for found in _FIND.findall(text):
            last = max(found.rfind(","), found.rfind("."))
            if last < 0:
                continue
            mark, other = (",", ".") if found[last] == "," else (".", ",")
            digits = len(re.sub(r"\D", "", found[last:].split("e")[0].split("E")[0]))
            if other in found or (found.count(mark) == 1 and digits != 3):
                votes[mark] += often
            elif found.count(mark) > 1:
                votes[other] += often
            elif found.lstrip("+-").startswith(("0" + mark, mark)):
                votes[mark] += often
    if votes[","] == votes["."]:
        return ""
    return max(votes, key=lambda mark: votes[mark])


def number(text: str, decimal: str = "") -> float | None:
    """The one number that ``text`` is, as in "1.234,56", "1 234.5", "−3"; None where it is more than a number."""
    if _PLAINLY.fullmatch(text):
        return float(text)
    if text.isascii() and not _MAY_END.search(text):
        return None  # as of most texts; without making it plain first
    cleaned = _SPACES.sub("", plain(text)).replace("−", "-").replace("–", "-")
    if not cleaned or not _FIND.fullmatch(cleaned):
        return None
    mantissa, _, exponent = cleaned.lower().partition("e")
    mark = (decimal_mark([mantissa]) if "," in mantissa or "." in mantissa else "") or decimal
    if not mark:
        # One mark and three digits after it: a point is read as decimal (as Excel writes it), a comma as thousands.
        mark = "."
    grouped = "," if mark == "." else "."
    if grouped in mantissa and not _THOUSANDS[grouped].fullmatch(mantissa.partition(mark)[0]):
        return None
    mantissa = mantissa.replace(grouped, "").replace(mark, ".")
    try:
        value = float(mantissa + ("e" + exponent if exponent else ""))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def quantity(text: str, decimal: str = "") -> tuple[float, str] | None:
    """(amount, unit) of "12个", "1,8 m", "2 End Sets", "qty 4", "3 x"; the unit as written, "" where none is."""
    if _PLAINLY.fullmatch(text):
        return float(text), ""
    cleaned = plain(text)
    found = re.fullmatch(
        rf"(?:qty\.?|x|×|≈|~|ca\.?|~)?\s*({_NUMBER})\s*(?:x|×)?\s*([^\d\s][^\d]{{0,23}})?", cleaned, re.I
    )
    if not found:
        return None
    value = number(found[1], decimal)
    if value is not None and found[2] in ("-", "−") and cleaned[-2].isdigit():
        return -value, ""  # "2-", as SAP writes it
    return None if value is None else (value, (found[2] or "").strip(" ."))


def share(text: str, decimal: str = "", *, unit: str = "") -> Estimate | None:
    """A mass fraction 0..1: "0.1 %", "350 ppm", "<0.1%", "0.5-0.8 %". ``unit`` is used where the text has none.

    "<x" gives 0..x with x/2 as best guess. Without any unit None: 0.05 may be a fraction or a percentage. "~0" is None
    as well: about nought may be some.
    """
    cleaned = plain(text).lower()
    stated = next((sign for sign in sorted(_SHARES, key=len, reverse=True) if cleaned.endswith(sign)), "")
    divisor = _SHARES.get(stated or unit.lower())
    if divisor is None:
        return None
    body = cleaned.removesuffix(stated).strip()
    body = re.sub(r"^(?:wt\.?|=)\s*", "", body)
    rough = _ABOUT.match(body)
    body = body[rough.end() if rough else 0:].replace("%", "").strip()
    if body[:1] in "<≤" and body:
        top = number(body.lstrip("<≤= "), decimal)
        return None if top is None else _fraction(0.0, top / divisor / 2, top / divisor)
    between = re.fullmatch(rf"({_NUMBER})\s*(?:-|–|—|~|to|bis|…|\.\.\.?)\s*({_NUMBER})", body)
    if between:
        low, high = number(between[1], decimal), number(between[2], decimal)
        if low is None or high is None:
            return None
        return _fraction(low / divisor, (low + high) / divisor / 2, high / divisor)
    value = number(body, decimal)
    if value is None or (rough and value == 0):
        return None
    return _fraction(value / divisor, value / divisor, value / divisor)


def _fraction(low: float, best: float, high: float) -> Estimate | None:
    return Estimate(low, best, high) if 0 <= low <= best <= high <= 1 else None


def mass_g(text: str, decimal: str = "", *, unit: str = "") -> Estimate | None:
    """Grams of "2.5 g", "0,4kg", "12" with ``unit`` "mg"; None without a unit of mass, or beyond a million tons."""
    found = quantity(text, decimal)
    if found is None or found[0] < 0:
        return None
    written = found[1].split("/")[0].strip().lower() or unit.split("/")[0].strip().lower()
    factor = GRAMS.get(written)
    return None if factor is None or found[0] * factor > 1e12 else Estimate.exactly(found[0] * factor)


def days(text: str, decimal: str = "", *, unit: str = "") -> float | None:
    """Calendar days of "12 weeks", "10-12 wk" (the longer), "3 Monate", "45" with ``unit`` "days"."""
    cleaned = plain(text).lower()
    found = re.fullmatch(rf"(?:{_NUMBER}\s*(?:-|–|~|to|bis)\s*)?({_NUMBER})\s*([^\d\s]*)\.?", cleaned)
    if not found:
        return None
    value = number(found[1], decimal)
    factor = _DAYS.get(found[2].strip(" .()") or unit.lower())
    return None if value is None or factor is None or value < 0 else value * factor


def currency(text: str, *, yuan: bool = True, krona: str = "SEK", dollar: str = "USD") -> str:
    """ISO 4217 code named in ``text`` by code, sign or word; "" where none is.

    "¥" is yuan or yen: ``yuan`` says which. "kr" is the ``krona``, a bare "$" the ``dollar`` of the reader's country.
    """
    if "[$" in text and (stated := _IN_FORMAT.search(text)):
        own = _OF_LANGUAGE.get(int(stated[2] or "0", 16) & 0xFFFF, "")
        yuan = own == "CNY" if own in ("CNY", "JPY") else yuan
        dollar = own if own in _SHARED_SIGNS["dollar"] and dollar == "USD" else dollar
        krona = own if own in _SHARED_SIGNS["krona"] and krona == "SEK" else krona
        text = _IN_FORMAT.sub(r"\1", text)  # "[$-409]" alone names a language and no currency
    cleaned = plain(text) if text else ""
    if not cleaned:
        return ""
    if _YUAN_OR_YEN.search(text) or _YUAN_OR_YEN.search(cleaned):
        whose = _WHOSE_YUAN.search(cleaned)
        return "JPY" if (whose[1] if whose else not yuan) else "CNY"
    for code in _CODE.findall(cleaned):
        if code in ISO_CURRENCIES:
            return str(code)
    for sign, code in _SIGNS:
        if sign in cleaned:
            return dollar if sign in _DOLLARS else code
    if lower := _LOWER_CODE.search(cleaned):
        return {"RMB": "CNY"}.get(lower[1].upper(), lower[1].upper())
    return krona if _KRONA.search(cleaned) else ""


def shared_sign(text: str) -> str:
    """"krona", "dollar" or "yuan" where a text or number format names its currency only by a sign that several
    countries share, as "kr", "$" and "¥" are; "" where it tells whose it is, or names none.
    """
    stated = _IN_FORMAT.search(text)
    own = _OF_LANGUAGE.get(int(stated[2] or "0", 16) & 0xFFFF, "") if stated else ""
    found = currency(text, krona="krona", dollar="dollar")
    if found in _SHARED_SIGNS:
        return "" if own in _SHARED_SIGNS[found] else found
    return "yuan" if found in _YUAN and found != currency(text, yuan=False) else ""


def without_numbers(text: str) -> str:
    """What is left of "$ 1,234.50" beside its digits: "$"."""
    return _NUMBERS.sub("", text)


def share_a_sign(one: str, other: str) -> bool:
    """Are two currencies written with the same sign, as USD and CAD, or CNY and JPY?"""
    return any(one in codes and other in codes for codes in (*_SHARED_SIGNS.values(), _YUAN))


def signs_of(stated: str) -> dict[str, str]:
    """What the bare signs "$" and "kr" stand for where the currency ``stated`` is one of theirs; for currency()."""
    family = next((name for name, codes in _SHARED_SIGNS.items() if stated in codes), "")
    return {family: stated} if family else {}


def money(text: str, decimal: str = "", *, default: str = NO_CURRENCY, yuan: bool = True, krona: str = "SEK",
          dollar: str = "USD") -> Money | None:
    """An amount with its currency: "95,11 kr", "￥0.73", "USD 12.50"; ``default`` where the text names none."""
    cleaned = plain(text)
    found = _FIND.findall(cleaned)
    if len(found) != 1 or len(cleaned) > 30:
        return None
    value = number(found[0], decimal)
    return None if value is None else Money(value, currency(text, yuan=yuan, krona=krona, dollar=dollar) or default)


def per_pieces(text: str) -> float:
    """For how many pieces a price is: "Price/100" → 100, "per 1k" → 1000; 1 where nothing is said."""
    found = re.search(
        r"(?:/|\bper\b|\bje\b|\bpro\b|\bpour\b|\bpor\b|每)\s*"
        r"(\d{1,3}(?:[.,  ]\d{3})+|\d{1,7})(?!\d)\s*(k?)(?![\d.,]*\s*%)",
        plain(text).lower(),
    )
    if not found:
        return 1.0
    pieces = float(re.sub(r"\D", "", found[1])) * (1000 if found[2] else 1)
    return pieces if pieces >= 1 else 1.0
