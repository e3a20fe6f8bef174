"""How much of a material sits in one piece of an item: grams, as a range, with the basis named."""

from __future__ import annotations

import math
import re

from ytterby.core.estimate import Estimate
from ytterby.core.item import Item
from ytterby.core.text import sentence
from ytterby.identification.knowledge import Material

_NUMBER = r"\d{1,4}(?:[.,]\d{1,4})?"
_SIDE = rf"({_NUMBER})\s{{0,2}}(?:mm)?\s{{0,2}}"
_LAST = rf"({_NUMBER})(?![\d./])"
_BLOCK = re.compile(rf"(?<![\d./]){_SIDE}[x×*]\s{{0,2}}{_SIDE}[x×*]\s{{0,2}}{_LAST}", re.IGNORECASE)
_DISC = re.compile(rf"(?:ø|⌀|\bd|直径)\s*{_SIDE}(?:[x×*]|h|[,，]?\s*厚度?)\s*h?\s*{_LAST}", re.IGNORECASE)
_INCH = r"\s{0,2}(?:in\b(?!\s[a-wyz])|inch(?:es)?\b|[\"\u2033]|''|zoll\b)"
_FRACTION = r"(\d{1,2}[ -]\d{1,2}/[1-9]\d?|\d{1,2}/[1-9]\d?|\d{0,3}\.?\d{1,4})"
_BY = rf"(?:{_INCH})?\s{{0,2}}[x×*]\s{{0,2}}"
_INCH_BLOCK = re.compile(rf"(?<![\w./]){_FRACTION}{_BY}{_FRACTION}{_BY}{_FRACTION}{_INCH}", re.IGNORECASE)
_LARGEST_MM = 500.0
_MM_PER_INCH = 25.4
_MM3_PER_CM3 = 1000.0


def carrier_mass(item: Item, part: Material, carrier: Material) -> tuple[Estimate | None, str]:
    """Grams of carrier in one piece and its basis in words: stated mass, mass x share, usual mass, size."""
    if not part.is_part:
        if item.mass_g is not None:
            return item.mass_g, sentence("mass-stated")
        volume = volume_cm3(item.description)
        if volume is not None and carrier.density is not None:
            return carrier.density.times(volume), sentence("mass-from-size")
        return None, ""
    if item.mass_g is not None and part.part_share is not None:
        return item.mass_g * part.part_share, sentence("mass-times-share")
    if part.carrier_mass_g is not None:
        return part.carrier_mass_g, sentence("mass-usual")
    return None, ""


def volume_cm3(text: str) -> float | None:
    """Volume of a block "12x5x3" or a disc "D10 H4", in millimetres, or of a block in inches "1/2 x 1/8 x 1/16in".

    None without a size or where absurd.
    """
    if found := _INCH_BLOCK.search(text):
        sides = [_inches(side) * _MM_PER_INCH for side in found.groups()]
        volume = math.prod(sides)
    elif found := _BLOCK.search(text):
        sides = [_number(side) for side in found.groups()]
        volume = math.prod(sides)
    elif found := _DISC.search(text):
        sides = [_number(side) for side in found.groups()]
        volume = math.pi / 4 * sides[0] ** 2 * sides[1]
    else:
        return None
    return volume / _MM3_PER_CM3 if all(0 < side <= _LARGEST_MM for side in sides) else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _inches(text: str) -> float:
    """"1/2", "1 1/4", "0.25"."""
    whole = 0.0
    for part in text.replace("-", " ").split():
        over, _, under = part.partition("/")
        whole += float(over) / float(under or 1)
    return whole
