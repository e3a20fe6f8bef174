"""A price and its currency: that of its cell, row, number format, heading or table, in that order.

A sign that several currencies share stands for the one that is told anywhere beside it; else one is assumed, and said.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ytterby.bom.conventions import Conventions
from ytterby.core import units
from ytterby.core.item import Money

_PIECES = re.compile(r"/|\bper\b|\bje\b|\bpro\b")
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
    if number is None and (pieces := units.per_pieces(text)) > 1:
        per, text = pieces, _PIECES.split(text)[0]
    read: Money | None = Money(number or 0.0, fallback)
    if number is None:
        read = units.money(text, how.decimal, default=fallback, yuan=yuan, **signs)
    if read is None or read.amount < 0:
        return None, ("price-unread",)
    if not read.amount:
        return read, ()
    problems = (("currency-unknown",) if read.currency == units.NO_CURRENCY
                else _assumed("" if number is not None else text, read.currency, beside, how))
    return Money(read.amount / per, read.currency), problems


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
