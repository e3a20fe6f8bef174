"""Spend as areas: one tile an item, side by side those of one status. What a treemap shows, before how it looks.

Tiles are laid out after Bruls, Huizing and van Wijk, Squarified Treemaps (2000): a row is filled as long as that makes
its tiles less oblong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from ytterby.core.finding import Outcome
from ytterby.core.item import Item
from ytterby.core.sentences.words import GROUP_WORDS
from ytterby.exposure.exposure import Exposure, ItemExposure
from ytterby.exposure.prices import without_currency
from ytterby.gui.charts.chart import Table
from ytterby.gui.charts.exposure_charts import period
from ytterby.gui.charts.labels import (
    OUTCOME_LEGEND,
    OUTCOME_ROLES,
    WHOLE_NAME,
    brief_money,
    chance,
    item_name,
)
from ytterby.gui.wording import counted, money, number

TILES = 24  # of one status; what is smaller stands in one tile together
TITLE = "Spend by status"
_UNPRICED = ("The bill states no prices of what holds or may hold a rare earth. Choose the price column on the Import "
             "page.")
_UNSTATED = "No spend is known: prices of the bill state no currency. State one on the Import page."
Box = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class Tile:
    """``size`` in money; ``items``, ``label`` and ``tip`` as of a Mark."""

    size: float
    role: str
    items: frozenset[int]
    label: str
    tip: str
    text: str


@dataclass(frozen=True, slots=True)
class Treemap:
    """``groups`` of tiles, each largest first; ``empty`` replaces all of it by the next step to take."""

    title: str
    note: str = ""
    groups: tuple[tuple[Tile, ...], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    table: Callable[[], Table] = tuple
    empty: str = ""


def spend_treemap(exposure: Exposure, items: Sequence[Item]) -> Treemap:
    """Spend on items that hold or may hold a rare earth, by status, then by item."""
    concerned = [one for one in exposure.items if one.concerned]
    priced = [one for one in concerned if one.spend]
    if not priced:
        return Treemap(TITLE, empty=_UNSTATED if without_currency(items) else _UNPRICED)
    groups = []
    for outcome in Outcome:
        own = sorted((one for one in priced if one.outcome is outcome), key=lambda one: -(one.spend or 0.0))
        if own:
            groups.append(_tiles(own, outcome, exposure, items))
    whole = sum(one.spend or 0.0 for one in priced)
    parts = {outcome: sum(one.spend or 0.0 for one in priced if one.outcome is outcome) for outcome in Outcome}
    title = (f"Of {brief_money(whole, exposure.currency)} spent on what holds or may hold a rare earth, "
             f"{chance(parts[Outcome.CONTROLLED] / whole)} is controlled, "
             f"{chance(parts[Outcome.UNDETERMINED] / whole)} undetermined")
    without = len(concerned) - len(priced)
    note = f"Spend {period(exposure)}; a tile is an item" + (
        f"; {counted(without, 'item')} without a known spend {'is' if without == 1 else 'are'} not drawn"
        if without else "")
    return Treemap(title, note, tuple(groups), OUTCOME_LEGEND, partial(_table, exposure, items))


def _tiles(own: list[ItemExposure], outcome: Outcome, exposure: Exposure, items: Sequence[Item]) -> tuple[Tile, ...]:
    role, status = OUTCOME_ROLES[outcome], GROUP_WORDS[outcome]
    shown = own if len(own) <= TILES else own[: TILES - 1]
    tiles = [
        Tile(one.spend or 0.0, role, frozenset({one.item}), item_name(items[one.item]),
             f"{item_name(items[one.item])}\n{status}: {money(one.spend, exposure.currency)} {period(exposure)}",
             item_name(items[one.item], most=WHOLE_NAME)) for one in shown
    ]
    rest = own[len(shown):]
    if rest:
        size = sum(one.spend or 0.0 for one in rest)
        words = f"{counted(len(rest), 'other')}"
        tiles.append(Tile(size, role, frozenset(one.item for one in rest), f"{words}, {status}",
                          f"{words}, {status}: {money(size, exposure.currency)} {period(exposure)}", words))
    return tuple(tiles)


def _table(exposure: Exposure, items: Sequence[Item]) -> Table:
    rows = sorted((one for one in exposure.items if one.concerned), key=lambda one: -(one.spend or 0.0))
    return ("Item", "Status", f"Spend {exposure.currency}"), *(
        (item_name(items[one.item]), GROUP_WORDS[one.outcome], "" if one.spend is None else number(one.spend, 2))
        for one in rows)


def side_by_side(sizes: Sequence[float], width: float, height: float) -> list[Box]:
    """One slice a group from left to right, as wide as its size."""
    whole, left, boxes = sum(sizes), 0.0, []
    for size in sizes:
        wide = width * size / whole if whole else 0.0
        boxes.append((left, 0.0, wide, height))
        left += wide
    return boxes


def squarified(sizes: Sequence[float], box: Box) -> list[Box]:
    """A box for each size, largest first, filling ``box`` in proportion to the sizes."""
    left, top, width, height = box
    whole = sum(sizes)
    if whole <= 0 or width <= 0 or height <= 0:
        return [(left, top, 0.0, 0.0) for _ in sizes]
    areas = [size * width * height / whole for size in sizes]
    boxes: list[Box] = []
    start = 0
    while start < len(areas):
        side = min(width, height)
        end = start + 1
        while end < len(areas) and _worst(areas[start : end + 1], side) <= _worst(areas[start:end], side):
            end += 1
        deep = sum(areas[start:end]) / side if side else 0.0
        along = 0.0
        for area in areas[start:end]:
            long = area / deep if deep else 0.0
            boxes.append((left, top + along, deep, long) if width >= height else (left + along, top, long, deep))
            along += long
        if width >= height:
            left, width = left + deep, max(width - deep, 0.0)
        else:
            top, height = top + deep, max(height - deep, 0.0)
        start = end
    return boxes


def _worst(areas: Sequence[float], side: float) -> float:
    """The most oblong of the tiles of a row along ``side``: 1 is a square."""
    whole = sum(areas)
    least, most = min(areas), max(areas)
    if not whole or not least or not side:
        return float("inf")
    return max(side * side * most / (whole * whole), whole * whole / (side * side * least))
