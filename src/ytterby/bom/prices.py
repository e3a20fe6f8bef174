"""A price and its currency: that of its cell, row, number format, heading or table, in that order.

A sign that several currencies share stands for the one that is told anywhere beside it; else one is assumed, and said.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ytterby.bom.amounts import MOST
from ytterby.bom.conventions import Conventions
from ytterby.bom.price_scale import scale_beside, scale_shown
from ytterby.core import units
from ytterby.core.item import Money

_PIECES = re.compile(r"/|\bper\b|\bje\b|\bpro?\b|每")
_WORD = re.compile(r"(?<![^\W\d_])(?![A-Za-z]{1,2}[$€£¥])[^\W\d_]+")
_NO_AMOUNT = re.compile(r"[<>≤≥#=]")
_BELOW_NOUGHT = re.compile(r"\d\s?[-−]$|\([\s€$£¥A-Z]*\d[\d.,'\s]*[\s€$£¥A-Z]*\)|^[€$£¥]?\s*[-−]\s*\d")
# What may stand beside an amount and leave it one: "approx. 12.50 EUR net each".
_BESIDE_WORDS = (
    "about approx approximately around aprox c ca circa env environ est estimated etwa ungefähr okolo each ea "
    "e pc pcs pce piece pieces st stk stck stück stuk szt ks pz ud uds unit units шт net netto gross brutto "
    "excl incl exkl inkl ex inc zzgl vat tax mwst ust ht ttc hors taxe tva iva dph only rs re dm fr lei leu "
    "rm лв грн pkr kzt byn gel lkr 个 個 只 件 片 套 米 约 約 含税 未税 不含税 税込 税抜 税別 "
)
_BESIDE = frozenset(_BESIDE_WORDS.split())
_SIGN = {"krona": "kr", "dollar": "$", "yuan": "¥"}
_ASSUMED = {"SEK": "currency-krona", "USD": "currency-dollar", "CNY": "currency-yuan", "JPY": "currency-yen"}
"""What a sign of several currencies is taken for where nothing tells whose it is, and the issue that says so."""
Beside = tuple[str, str, str]
"""What stands beside a price: the currency of its row, its number format, its heading."""


def price_of(
    text: str, number: float | None, beside: Beside, per: float, how: Conventions
) -> tuple[Money | None, tuple[str, ...]]:
    """(the price of one piece, None where it can't be read; issue codes) of a cell that holds ``number``, if any, and a
    price for ``per`` pieces where its text does not say for how many.
    """
    fallback, signs, yuan = _currency_beside(*beside, how.currency, how.said, how.yuan)
    read: Money | None = Money(number or 0.0, fallback)
    if number is None:
        text, own = _without_pieces(text)
        read = units.money(text, how.decimal, default=fallback, yuan=yuan, **signs) if _is_amount(text) else None
        per = own if own is not None else per
    elif (told := scale_shown(beside[1])).told:
        per = 0.0 if told.unclear else told.per
    if read is None or not 0 <= read.amount <= MOST:
        return None, ("price-unread",)
    if not read.amount:
        return read, ()
    if not per:
        return None, ("price-scale-unclear",)
    problems = (("currency-unknown",) if read.currency == units.NO_CURRENCY
                else _assumed("" if number is not None else text, read.currency, beside, how))
    return Money(read.amount / per, read.currency), problems


@lru_cache(maxsize=1 << 12)
def _without_pieces(text: str) -> tuple[str, float | None]:
    """(the amount of "12.50 €/100" or "20 ct", what it is divided by; 0 where it is not plain, None for as the others).
    """
    pieces = units.per_pieces(text)
    amount = _PIECES.split(text)[0] if pieces > 1 else text
    scale = scale_beside(units.without_numbers(amount))
    told = pieces > 1 or scale.told
    return amount, (0.0 if scale.unclear else max(pieces, scale.pieces) / scale.times) if told else None


@lru_cache(maxsize=1 << 12)
def _is_amount(text: str) -> bool:
    """Is a text an amount of money, and no error, bound, credit, number of a quote or span of time that holds one?"""
    plain = units.plain(text)
    if _NO_AMOUNT.search(plain) or _BELOW_NOUGHT.search(plain):
        return False
    words = _WORD.findall(_PIECES.split(plain)[0])
    return all(word.casefold() in _BESIDE or units.currency(word) or scale_beside(word).told for word in words)


def currency_column(text: str) -> str:
    """The currency a cell beside a price states; a sign that several countries share as it is."""
    return _SIGN.get(units.shared_sign(text)) or units.currency(text)


@lru_cache(maxsize=1 << 8)
def _currency_beside(
    stated: str, shown: str, heading: str, table: str, said: tuple[str, ...], yuan: bool
) -> tuple[str, dict[str, str], bool]:
    """(currency of a price that names none, what "$" and "kr" stand for, is "¥" the yuan)."""
    # "$" under "Price (CAD)" is a Canadian one, in the format of the cell as in its text.
    told = [units.currency(text) for text in (heading, stated) if not units.shared_sign(text)]
    signs: dict[str, str] = {}
    for code in (*said, *told):  # the later ones are nearer
        signs |= units.signs_of(code)
        yuan = code == "CNY" if code in ("CNY", "JPY") else yuan
    of_stated, in_format, of_heading = (units.currency(text, yuan=yuan, **signs) for text in (stated, shown, heading))
    return of_stated or in_format or of_heading or table or units.NO_CURRENCY, signs, yuan


@lru_cache(maxsize=1 << 10)
def _sign_of(text: str, beside: Beside, table: str) -> str:
    """The sign that several countries share and by which alone a price names its currency; "" where it is told."""
    told = [one for one in (text, *beside) if units.currency(one)]
    return units.shared_sign(told[0]) if told else table


def _assumed(text: str, currency: str, beside: Beside, how: Conventions) -> tuple[str, ...]:
    """The issue code of a currency that only a sign of several countries tells."""
    if currency not in _ASSUMED:
        return ()
    # Only the words and signs of the cell matter, so that a million amounts are one.
    sign = _sign_of(units.without_numbers(text), beside, how.sign)
    others = {code for one in beside if not units.shared_sign(one) and (code := units.currency(one))}
    if not sign or any(units.share_a_sign(code, currency) for code in (*how.said, *others)):
        return ()
    return (_ASSUMED[currency],)
