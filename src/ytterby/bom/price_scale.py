"""In what a price is counted: thousands or cents of a currency, and for how many pieces, as a heading, format or cell
says it ("T€", "Mio €", "ct", "万元", "per dozen"). What may be read in two ways is told apart from what is plain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ytterby.core import units

_ALONE = r"(?<![^\W_]){}(?![^\W_])"
_CODES = "EUR|EURO|USD|GBP|CHF|CNY|RMB|JPY|KRW|INR|SEK|NOK|DKK|PLN|CZK|HUF|RUB|TRY|BRL|CAD|AUD"
_TIMES = tuple((re.compile(form), times) for form, times in (
    (_ALONE.format(rf"[kKT]\s?(?:{_CODES})"), 1e3), (r"(?<![^\W_])[kKT]\s?[€$£¥₩]", 1e3),
    (r"[€$£¥]\s?[kK](?![^\W_])", 1e3),
    (_ALONE.format(rf"M\s?(?:{_CODES})"), 1e6), (r"(?<![^\W_])M\s?[€$£¥]", 1e6),
    (_ALONE.format(r"(?i:tsd|tausend|thousands?|milliers|miles de|migliaia|tys|тыс)"), 1e3),
    (r"千[元円]|천\s?원", 1e3),
    (_ALONE.format(r"(?i:mio|millions?|millionen|millones|milioni|mln|млн)"), 1e6),
    (r"百万[元円]?|백만\s?원", 1e6),
    (r"[万萬][元円圆]|만\s?원", 1e4), (r"[亿億][元円]|억\s?원", 1e8),
    (_ALONE.format(r"(?i:euro-?cents?|(?<!per )cents?|ct|cts|centimes|centavos|centesimi|pence|rappen|öre|øre|"
                   r"grosz[ey]?|kopeks?|коп)"), 0.01),
    (r"¢", 0.01),
))
_PIECES = tuple((re.compile(form, re.I), pieces) for form, pieces in (
    ("ダース|[每/]打", 12.0),
    (_ALONE.format(r"(?:(?:per|je|pro) )?(?:dozens?|doz|dz|dutzend|dtzd|douzaines?|docenas?|dozzin[ae]|dozijn|tuzin|"
                   r"dussin)"), 12.0),
    (_ALONE.format(r"(?:per|je|pro|pour|por|le|la) (?:hundred|hundert|cien|cento|cent)"), 100.0),
    (_ALONE.format(r"(?:per|je|pro|pour|por|le|la) (?:thousand|tausend|tsd|mille|mil)"), 1000.0),
))
_OF_A_NUMBER = re.compile(
    r"[(\[（]\s*(?:\d+\s*(?:pcs?|pieces?|stk|stück|st|ea|units?|个|個|只|件|szt|ks|шт)\.?|x\s*\d+)\s*[)\]）]", re.I
)
_LETTER = re.compile(r"/\s?[CM](?![^\W_])|\b(?:per|je|pro) [CM]\b|[(\[][kKM][)\]]|['’]0{3}|\(0{3}\)")
_PER_CENT = re.compile(r"(?:^|[^\d\s])\s*[%‰]")
_K = re.compile(rf"k|[kK]\s*(?:[€$£¥]|{_CODES})|(?:[€$£¥]|{_CODES})\s*[kK]|[€$£¥]\s+k")
_MILLI = re.compile(rf"(?<![^\W_])m(?:€|{_CODES})(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Scale:
    """``times`` the currency that 1 stands for, ``pieces`` that it is paid for; ``unclear`` where it may be another."""

    times: float = 1.0
    pieces: float = 1.0
    unclear: bool = False

    @property
    def per(self) -> float:
        """What the number is divided by to get the price of one piece in whole units of its currency."""
        return self.pieces / self.times

    @property
    def told(self) -> bool:
        return self.unclear or self.per != 1.0


@lru_cache(maxsize=1 << 10)
def scale_of(text: str) -> Scale:
    """The scale a heading or a note states; that of 1 for one piece where it says nothing of it."""
    plain = units.plain(text)
    pieces = next((number for form, number in _PIECES if form.search(plain)), 1.0)
    for form, _ in _PIECES:
        plain = form.sub(" ", plain)  # so that "per thousand" is no sum of money
    number = units.per_pieces(plain)
    times = next((factor for form, factor in _TIMES if form.search(plain)), 1.0)
    unclear = any(form.search(plain) for form in (_OF_A_NUMBER, _LETTER, _PER_CENT, _MILLI))
    return Scale(times, number if number > 1 else pieces, unclear and number == 1)


@lru_cache(maxsize=1 << 10)
def scale_beside(text: str) -> Scale:
    """The scale that a cell writes beside its number, given without it: "ct" of "20ct", "k" of "1.2k", "T€"."""
    bare = text.strip(" ~≈.")
    return Scale(1e3) if _K.fullmatch(bare) else scale_of(text)


@lru_cache(maxsize=1 << 8)
def scale_shown(code: str) -> Scale:
    """The scale that a number format writes beside its number: 0.00"/100", 0.0,"k€" (whose comma divides by 1,000)."""
    bare = re.sub(r'["\\]|_.', "", re.sub(r"\[\$([^\]-]*)[^\]]*\]", r"\1", code.split(";")[0]))
    said = scale_of(re.sub(r"[0#?][.,\d#?]*", " ", bare, count=1))
    hidden = re.search(r"[0#?](,+)(?![0#?,])", bare) if said.times > 1 else None
    return replace(said, times=said.times / 1000.0 ** len(hidden[1])) if hidden else said
