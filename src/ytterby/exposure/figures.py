"""The headline numbers. Each opens into the items it counts; a number of lines counts every line of those items."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ytterby.core.finding import Outcome
from ytterby.exposure.columns import Columns, Mask, Standing, total
from ytterby.exposure.exposure import Figure, Flag, ItemExposure


def all_lines(items: Sequence[ItemExposure]) -> Figure:
    """``lines``: how many lines the bill has."""
    return Figure("lines", float(sum(len(item.lines) for item in items)), "lines", tuple(item.item for item in items))


def figures(items: Columns, law: Standing) -> tuple[Figure, ...]:
    """Over the items that are concerned; no other is counted:

    ``licence_required`` · ``licence_spend`` · ``undetermined`` · ``undetermined_spend`` · ``denied`` · ``wakes_up`` ·
    ``defence`` · ``semiconductor`` · ``single_source`` · ``shortest_cover`` · ``evidence_share`` · ``decided_share``.

    ``licence_required``: an entry in force catches the item; one of unverified force is no need yet, it wakes up.
    ``undetermined``: an entry may catch it, a fact is missing. ``denied``: those of them that hold no rare earth as a
    person decided; they stay counted as undetermined, as a decision changes no finding.
    ``wakes_up``: nothing surely in force catches the item, but an entry that is suspended, unverified or not yet in
    force does or may. Marks and single sources are counted among the items that hold or may hold a rare earth. Money
    that the bill does not state is not in a sum. Where no such item states a source, the number of single sources is
    not known: None.
    """
    open_, concerned = law.told(Outcome.UNDETERMINED), items.held | law.caught
    return (
        _lines("licence_required", items, law.needed), _money("licence_spend", items, law.needed),
        _lines("undetermined", items, open_), _money("undetermined_spend", items, open_),
        _lines("denied", items, open_ & law.denied),
        _lines("wakes_up", items, law.asleep),
        _lines("defence", items, concerned & items.flagged[Flag.DEFENCE]),
        _lines("semiconductor", items, concerned & items.flagged[Flag.SEMICONDUCTOR]),
        _single_source(items, concerned), _shortest_cover(items, law),
        *_settled_shares(items, concerned, open_, law.denied),
    )


def _lines(key: str, items: Columns, counted: Mask) -> Figure:
    return Figure(key, float(items.lines[counted].sum()), "lines", _places(counted))


def _single_source(items: Columns, concerned: Mask) -> Figure:
    counted = _lines("single_source", items, concerned & items.flagged[Flag.SINGLE_SOURCE])
    known = not concerned.any() or (concerned & items.sourced).any()
    return counted if known else Figure(counted.key, None, counted.unit, counted.items)


def _money(key: str, items: Columns, counted: Mask) -> Figure:
    spend = items.spend[counted]
    known = not len(spend) or not np.isnan(spend).all()
    return Figure(key, total(spend) if known else None, "money", _places(counted))


def _shortest_cover(items: Columns, law: Standing) -> Figure:
    """Days until the first item that waits for a licence runs out, among those whose cover is known."""
    waiting = np.flatnonzero(items.bought & law.binds & ~np.isnan(items.cover))
    if not len(waiting):
        return Figure("shortest_cover", None, "days", ())
    first = int(waiting[np.argmin(items.cover[waiting])])  # of equals the first of the bill
    return Figure("shortest_cover", float(items.cover[first]), "days", (first,))


def _settled_shares(items: Columns, concerned: Mask, open_: Mask, denied: Mask) -> tuple[Figure, Figure]:
    """Of the spend on items that hold or may hold a rare earth: the share where that is certain or likely and no entry
    is left undetermined; and apart from it the share that only a person's no settles, which is no evidence.
    """
    shown = concerned & items.sure & ~open_
    whole = total(items.spend[concerned])
    evidence, decided = (
        Figure(key, total(items.spend[settled]) / whole if whole else None, "share", _places(settled))
        for key, settled in (("evidence_share", shown), ("decided_share", concerned & denied & ~shown)))
    return evidence, decided


def _places(counted: Mask) -> tuple[int, ...]:
    return tuple(np.flatnonzero(counted).tolist())
