"""The headline numbers. Each opens into the items it counts; a number of lines counts every line of those items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import fsum

from ytterby.core.finding import Certainty, Force, Outcome
from ytterby.exposure.exposure import Figure, Flag, ItemExposure

_ASLEEP = (Force.SUSPENDED, Force.UNVERIFIED, Force.NOT_YET)


def all_lines(items: Sequence[ItemExposure]) -> Figure:
    """``lines``: how many lines the bill has."""
    return Figure("lines", float(sum(len(item.lines) for item in items)), "lines", _indices(items))


def figures(items: Sequence[ItemExposure]) -> tuple[Figure, ...]:
    """Over the items that are concerned; no other is counted:

    ``licence_required`` · ``licence_spend`` · ``undetermined`` · ``undetermined_spend`` · ``wakes_up`` ·
    ``defence`` · ``semiconductor`` · ``single_source`` · ``shortest_cover`` · ``evidence_share``.

    ``licence_required``: an entry in force catches the item. ``undetermined``: an entry may
    catch it, a fact is missing. ``wakes_up``: nothing surely in force catches the item, but an entry that is suspended,
    unverified or not yet in force does or may. Marks and single sources are counted among the items that hold or may
    hold a rare earth. Money that the bill does not state is not in a sum. Where no such item states a source, the
    number of single sources is not known: None.
    """
    def lines(key: str, test: Callable[[ItemExposure], bool]) -> Figure:
        counted = [item for item in items if test(item)]
        return Figure(key, float(sum(len(item.lines) for item in counted)), "lines", _indices(counted))

    return (
        lines("licence_required", licence_required),
        _money("licence_spend", [item for item in items if licence_required(item)]),
        lines("undetermined", undetermined),
        _money("undetermined_spend", [item for item in items if undetermined(item)]),
        lines("wakes_up", wakes_up),
        lines("defence", lambda item: item.concerned and Flag.DEFENCE in item.flags),
        lines("semiconductor", lambda item: item.concerned and Flag.SEMICONDUCTOR in item.flags),
        _single_source(items),
        _shortest_cover(items),
        _evidence_share(items),
    )


def licence_required(item: ItemExposure) -> bool:
    """What is only caught by an entry of unverified force is no need yet: it is among those that wake up."""
    return item.binds and item.force is Force.IN_FORCE and item.outcome is Outcome.CONTROLLED


def undetermined(item: ItemExposure) -> bool:
    return item.outcome is Outcome.UNDETERMINED


def wakes_up(item: ItemExposure) -> bool:
    return item.outcome is not Outcome.NOT_CONTROLLED and item.force in _ASLEEP


def _single_source(items: Sequence[ItemExposure]) -> Figure:
    concerned = [item for item in items if item.concerned]
    counted = [item for item in concerned if Flag.SINGLE_SOURCE in item.flags]
    known = not concerned or any(item.suppliers for item in concerned)
    value = float(sum(len(item.lines) for item in counted)) if known else None
    return Figure("single_source", value, "lines", _indices(counted))


def _money(key: str, counted: list[ItemExposure]) -> Figure:
    known = [item.spend for item in counted if item.spend is not None]
    return Figure(key, fsum(known) if known or not counted else None, "money", _indices(counted))


def _shortest_cover(items: Sequence[ItemExposure]) -> Figure:
    """Days until the first item that waits for a licence runs out, among those whose cover is known."""
    waiting = [item for item in items if item.waits and item.cover_days is not None]
    first = min(waiting, key=lambda item: (item.cover_days or 0.0, item.item), default=None)
    return Figure("shortest_cover", first.cover_days if first else None, "days", (first.item,) if first else ())


def _evidence_share(items: Sequence[ItemExposure]) -> Figure:
    """Of the spend on items that hold or may hold a rare earth: the share where that is certain or likely and settled.

    Settled: no entry is left undetermined.
    """
    def spend(counted: Sequence[ItemExposure]) -> float:
        return fsum(item.spend or 0.0 for item in counted)

    concerned = [item for item in items if item.concerned]
    settled = [item for item in concerned if _settled(item)]
    whole = spend(concerned)
    return Figure("evidence_share", spend(settled) / whole if whole else None, "share", _indices(settled))


def _settled(item: ItemExposure) -> bool:
    return item.rare_earth.rank >= Certainty.LIKELY.rank and item.outcome is not Outcome.UNDETERMINED


def _indices(items: Sequence[ItemExposure]) -> tuple[int, ...]:
    return tuple(item.item for item in items)
