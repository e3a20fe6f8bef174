"""Ranked choices for one purpose: other parts that the bill names in the place of an item, and who makes them."""

from __future__ import annotations

from collections.abc import Mapping

from ytterby.bom.bill import Bom

Place = tuple[int, int, str]
NONE: Mapping[int, tuple[int, ...]] = {}


def other_choices(bom: Bom) -> Mapping[int, tuple[int, ...]]:
    """Item → items that may take its place wherever it stands, in the order of the bill; items without are left out.

    A purpose is one sheet, parent and section with one counted item; its alternative lines of other items are the
    choices. Where several items are counted there, nobody can tell whose choices they are: then there are none. An
    alternative line of the counted item itself only names another source of it.
    """
    usages = bom.usages
    if not usages.alternative.any():
        return NONE
    items, alternative = usages.item.tolist(), usages.alternative.tolist()
    places = list(zip(usages.sheet.tolist(), usages.parent.tolist(), usages.section, strict=True))
    purposes = _purposes(items, alternative, places)
    members = {item for serving in purposes.values() for item in serving}
    found: dict[int, dict[int, None]] = {}
    for item, place, other_line in zip(items, places, alternative, strict=True):
        if item not in members:
            continue
        serving = purposes.get(place, {})
        if other_line and item not in serving:
            continue  # it only names another maker of an item that is counted elsewhere
        others = {other: None for other in serving if other != item}
        found[item] = others if item not in found else {other: None for other in found[item] if other in others}
    return {item: tuple(others) for item, others in found.items() if others}


def _purposes(items: list[int], alternative: list[bool], places: list[Place]) -> Mapping[Place, dict[int, None]]:
    """The items that serve each purpose with several choices, the counted one first."""
    served = {place for place, other in zip(places, alternative, strict=True) if other}
    counted: dict[Place, dict[int, None]] = {place: {} for place in served}
    choices: dict[Place, dict[int, None]] = {place: {} for place in served}
    for item, place, other in zip(items, places, alternative, strict=True):
        if place in served:
            (choices if other else counted)[place][item] = None
    return {place: {**only, **choices[place]} for place, only in counted.items()
            if len(only) == 1 and choices[place].keys() - only.keys()}
