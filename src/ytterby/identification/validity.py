"""Of which revision of a part a declaration speaks, of when it is and until when it holds, as documents write it."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

_OPEN = frozenset(("", "-", "–", "—", "/", "n/a", "na", "none", "no", "open", "unlimited", "indefinite", "unbegrenzt",
                   "unbefristet", "until revoked", "bis auf widerruf", "keine", "长期", "无", "長期", "無", "なし"))
_MONTHS = {
    "jan": 1, "ene": 1, "gen": 1, "feb": 2, "fév": 2, "fev": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "avr": 4,
    "abr": 4, "may": 5, "mai": 5, "mag": 5, "jun": 6, "giu": 6, "jul": 7, "lug": 7, "aug": 8, "aoû": 8, "ago": 8,
    "sep": 9, "set": 9, "oct": 10, "okt": 10, "ott": 10, "nov": 11, "dec": 12, "dez": 12, "déc": 12, "dic": 12,
}
_CLOCK = re.compile(r"(?<=\d)(?:[t ]\d{1,2}:\d{2}.*|z|[+-]\d{2}:\d{2})$")  # of the day, or the zone of a day
_SERIAL = re.compile(r"([2-8]\d{4})(?:\.0*)?")  # a day as a workbook counts them, from 1954 to 2146
_YEARS = 3  # a declaration is that old at most
_FIRST_DAY = date(1899, 12, 30)
_REVISION_WORD = re.compile(r"^(?:rev(?:ision)?|ver(?:sion)?|index)\b[\s.:\-]*|^v(?=\d)")
_BETWEEN = re.compile(r"[\s.\-_/]+")


def same_revision(one: str, other: str) -> bool:
    """"Rev. B" is "b" and "02" is "2"; what is not stated is no other one."""
    return not one.strip() or not other.strip() or _revision(one) == _revision(other)


def _revision(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    plain = _BETWEEN.sub("", _REVISION_WORD.sub("", plain, count=1) or plain)
    return plain.lstrip("0") or "0"


def is_over(until: str, day: date) -> bool:
    """Has what holds ``until`` ended before ``day``? An end that can't be read as a day counts as over."""
    written = unicodedata.normalize("NFKC", until).casefold().strip()
    if written in _OPEN:
        return False
    return min(_days(_CLOCK.sub("", written)), default=date.min) < day


def is_out_of_date(issued: str, day: date) -> bool:
    """Is what was ``issued`` dated after ``day``, years before it, or by something that can't be read as a day?

    Of two days it may mean, the worse counts; a month or a year begins with its first day. Of a part's make-up three
    years later nothing is known by it: parts change, and those who sign look again every year or two.
    """
    written = unicodedata.normalize("NFKC", issued).casefold().strip()
    if written in _OPEN:
        return False
    days = list(_days(_CLOCK.sub("", written), last=False))
    return not days or max(days) > day or min(days).year + _YEARS < day.year or (
        min(days).year + _YEARS == day.year and (min(days).month, min(days).day) < (day.month, day.day))


def _days(text: str, *, last: bool = True) -> Iterator[date]:
    """Every day that the text can mean: 01/02/2026 is one of two. A month or a year means its last (or first) day."""
    if serial := _SERIAL.fullmatch(text):
        yield _FIRST_DAY + timedelta(days=int(serial[1]))
        return
    parts = [_MONTHS.get(part[:3]) if part[:1].isalpha() else int(part)
             for part in re.findall(r"\d+|[^\W\d_]{3,}", text)]
    month_named = bool(re.search(r"[^\W\d_]{3}", text))
    match parts:
        case [int(year)] if year > 1900:
            yield from _made(year, 12, 31) if last else _made(year, 1, 1)
        case [int(year), int(month)] if year > 1900:
            yield from _made(year, month, None if last else 1)
        case [int(month), int(year)] if year > 1900:
            yield from _made(year, month, None if last else 1)
        case [int(year), int(month), int(of_month)] if year > 1900:
            yield from _made(year, month, of_month)
        case [int(one), int(other), int(year)]:
            year += 2000 if year < 100 else 0
            first_is_month = month_named and text[:1].isalpha()
            if not first_is_month:
                yield from _made(year, other, one)
            if first_is_month or not month_named:
                yield from _made(year, one, other)


def _made(year: int, month: int, of_month: int | None) -> Iterator[date]:
    """The day, if there is such a one; without a day of the month its last."""
    if 1 <= month <= 12 and year <= date.max.year:
        last = monthrange(year, month)[1]
        if of_month is None or 1 <= of_month <= last:
            yield date(year, month, of_month or last)
