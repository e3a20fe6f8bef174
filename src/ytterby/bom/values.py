"""A cell to a text or number as its column means it, catching what Excel did to it on the way."""

from __future__ import annotations

import csv
import math
import re
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from ytterby.bom.cells import Value
from ytterby.core import units
from ytterby.resources import folder

_COUNTRY_PARTS = re.compile(r"\s*(?:[/;,|+&\n]|\bor\b|\band\b|\bund\b|\boder\b|\bet\b|\bou\b|\by\b|、|，|；)\s*")
_COUNTRY_LEAD = re.compile(r"^(?:made in|origin|product of|hergestellt in|fabriqué en|hecho en)\s*[:：]?\s*", re.I)
_YES_WORDS = (
    "yes y x true 1 ✓ ✔ ja oui si sí sim да 是 有 はい ○ 예 tak ano j "
)
_YES = frozenset(_YES_WORDS.split())
_NO_WORDS = (
    "no n false 0 - – nein non não нет 否 无 いいえ × 아니오 nie ne none "
)
_NO = frozenset(_NO_WORDS.split())
_SPACES = re.compile(r"\s+")
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+?\d{2,3}")
_PLACEHOLDER = frozenset(
    {
        "-",
        "--",
        "---",
        "–",
        "—",
        "n/a",
        "na",
        "n.a.",
        "#n/a",
        "none",
        "null",
        "nan",
        "tbd",
        "?",
        ".",
        "_",
        "**",
        "/",
        "#ref!",
        "#value!",
    }
)


def text_of(value: Value, zeros: str = "") -> str:
    """The cell as a person reads it: 12345.0 → "12345", a date as ISO, TRUE as "TRUE"; ``zeros`` a format "000"."""
    if isinstance(value, str):
        if value.isascii() and " " not in value and "\n" not in value:
            return value.strip()
        return _SPACES.sub(" ", value.replace("\u00ad", "").replace("\u200b", "")).strip()
    if type(value) is float:
        return _number_text(value, zeros)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number_text(float(value), zeros)
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else ""


def _number_text(value: float, zeros: str) -> str:
    if value.is_integer() and abs(value) < 1e16:
        text = str(int(value))
        return text.zfill(len(zeros)) if zeros and set(zeros) == {"0"} else text
    return f"{value:.12g}" if math.isfinite(value) else ""


def stated(text: str) -> bool:
    """Does a text say anything? "-", "n/a" and the like do not."""
    return bool(text) and text.lower() not in _PLACEHOLDER


def stated_text(value: Value, zeros: str = "") -> str:
    """The cell as a person reads it, "" where it says nothing."""
    if isinstance(value, str) and value.isascii() and value.isalnum():  # as are most columns of many different texts
        text = value
    else:
        text = text_of(value, zeros)
    return text if text and text.lower() not in _PLACEHOLDER else ""


def number_of(value: Value, decimal: str = "") -> float | None:
    """The number of a cell, also where it is text ("12,5"); None for dates, truth values and other text."""
    if isinstance(value, bool) or value is None or value == "":
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    return units.number(value, decimal) if isinstance(value, str) else None


def quantity_of(value: Value, decimal: str = "") -> tuple[float, str] | None:
    """(amount, unit) of a quantity cell; "若干" (some) and the like give None."""
    plain = number_of(value, decimal)
    if plain is not None:
        return plain, ""
    return units.quantity(value, decimal) if isinstance(value, str) else None


def damage(value: Value) -> str:
    """What Excel did to a part number: "date", "exponent", "digits"; "" where it seems whole."""
    if isinstance(value, date | datetime | time | timedelta):
        return "date"
    if isinstance(value, float) and abs(value) >= 1e15:
        return "digits"
    if isinstance(value, float) and value >= 1e5 and value % 1e4 == 0:
        return "exponent"
    return "exponent" if isinstance(value, str) and _EXPONENT.fullmatch(value.strip()) else ""


def yes_no(text: str) -> str:
    """ "yes", "no" or "" where the text says neither."""
    lowered = text.strip().lower()
    return "yes" if lowered in _YES else ("no" if lowered in _NO else "")


@cache
def _source_statuses() -> dict[str, str]:
    """Folded words → what a source is worth, as in exposure/sourcing.py."""
    with folder("layouts", "source_status.csv").open(encoding="utf-8", newline="") as file:
        return {row["phrase"].casefold(): row["status"] for row in csv.DictReader(file)}


def source_status(text: str) -> str:
    """ "approved", "in qualification", "named", "known" or "rejected"; "" where the text says none of it."""
    return _source_statuses().get(" ".join(text.casefold().split()).strip(" .!"), "")


@cache
def _countries() -> dict[str, str]:
    """Folded name or code → ISO 3166-1 alpha-2."""
    found: dict[str, str] = {}
    with folder("layouts", "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row.pop("alpha2")
            names = [code, row.pop("alpha3"), *row.pop("also").split(" ; "), *row.values()]
            found.update({name.casefold().strip(" .:"): code for name in names if name})
    found["eu"] = ""  # the Union is no country; it stays unresolved on purpose
    return found


def country_of_code(text: str) -> str:
    """The ISO 3166 code of a country given by two letters, "de" → DE; "" where no country has them."""
    return "".join(countries_of(text)) if len(text) == 2 else ""


@lru_cache(maxsize=1 << 12)
def countries_of(text: str) -> tuple[str, ...]:
    """ISO 3166 codes in a cell: "CN/VN" → CN, VN; "Made in Germany" → DE; () where a part of it is no country."""
    known = _countries()
    whole = _COUNTRY_LEAD.sub("", units.plain(text)).strip(" .:")
    if not whole:
        return ()
    if whole.casefold() in known:
        return (known[whole.casefold()],) if known[whole.casefold()] else ()
    bracketed = re.fullmatch(r"([A-Za-z]{2,3})\s*[-(:\[]\s*[^()]+[)\]]?", whole) or re.fullmatch(
        r"[^()]+[(\[]([A-Za-z]{2,3})[)\]]", whole
    )
    if bracketed and known.get(bracketed[1].casefold()):
        return (known[bracketed[1].casefold()],)
    parts = [part.strip(" .()") for part in _COUNTRY_PARTS.split(whole) if part.strip(" .()")]
    if len(parts) < 2:
        parts = re.split(r"\s*-\s*", whole)
    codes = [known.get(part.casefold(), "") for part in parts]
    return tuple(dict.fromkeys(codes)) if len(parts) > 1 and all(codes) else ()
