"""Pieces of every item in a year: what lines state, and what the levels add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.bill import Bom
from ytterby.exposure.rollup import Pieces, in_range, roll_up


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """Pieces of each item in a year, ``use`` NaN where no yearly figure is stated.

    ``quantity`` is the same or, where nothing at all is stated, that of the products as listed (``per_unit``).
    """

    pieces: Pieces
    volumes: tuple[float, ...]
    stated: tuple[bool, ...]
    quantity: NDArray[np.float64]
    use: NDArray[np.float64]
    per_unit: bool


def year(bom: Bom, settings: Mapping[str, float]) -> Year:
    """What the line states as its yearly use goes before what the levels add up to.

    ``settings`` are the user's volumes by key of the top item; they go before the bill's.
    """
    pieces = roll_up(bom)
    told: list[float] = []
    for product in pieces.products:
        item = None if product is None else bom.items[product]
        known = settings.get(item.key if item else "", item.annual_use if item else None)
        told.append(np.nan if known is None else known)
    stated = in_range(np.array(told))
    volumes = in_range(np.where(np.isnan(stated), pieces.counts, stated))
    uses = (np.nan if item.annual_use is None else item.annual_use for item in bom.items)
    own = in_range(np.fromiter(uses, float))
    heads = [product for product in pieces.products if product is not None]
    own[heads] = np.nan
    rolled = pieces.for_volumes(stated.tolist())
    use = np.where(np.isnan(own), rolled, own)
    per_unit = bool(np.isnan(stated).all() and np.isnan(own).all())
    quantity = pieces.for_volumes(volumes.tolist()) if per_unit else use
    return Year(pieces, tuple(volumes.tolist()), tuple((~np.isnan(stated)).tolist()), quantity, use, per_unit)
