"""Several bills as one: the same part is one item wherever it is listed, and its lines keep their bill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate
from pathlib import Path

import numpy as np

from ytterby.bom.bill import Bom, Usages
from ytterby.bom.reading import Mapping, Reading
from ytterby.core.issue import Issue, Severity
from ytterby.core.item import Item
from ytterby.core.provenance import digest


@dataclass(frozen=True, slots=True, eq=False)
class Bill:
    """One workbook of a project and how it was read."""

    path: Path
    mapping: Mapping
    reading: Reading


def combined(bills: Sequence[Bill]) -> Reading:
    """One reading of all; that of the only bill is given as it is.

    An item of the same key in several bills is one. What one bill leaves open, the next may state; where two state
    different facts the first holds and an issue says so. Stock is one stock and is not added up.
    """
    readings = [bill.reading for bill in bills]
    if len(readings) == 1:
        return readings[0]
    names = names_of(bills)
    items, places, issues = _merged(readings, names)
    boms = [reading.bom for reading in readings]
    bom = Bom(
        " + ".join(names), digest(" ".join(bom.sha256 for bom in boms).encode()),
        tuple(f"{name}: {sheet}" for name, bom in zip(names, boms, strict=True) for sheet in bom.sheets),
        items, _usages(boms, places),
    )
    return Reading(
        bom,
        tuple(replace(table, sheet=f"{name}: {table.sheet}") for name, reading in zip(names, readings, strict=True)
              for table in reading.tables),
        (*_issues(names, readings), *issues),
        tuple(replace(sheet, name=f"{name}: {sheet.name}") for name, reading in zip(names, readings, strict=True)
              for sheet in reading.sheets),
        _left_out(readings),
    )


def names_of(bills: Sequence[Bill]) -> list[str]:
    """The file names, as issues and sheets of the combined reading give them; a number where two are called alike."""
    found: list[str] = []
    for bill in bills:
        name = bill.reading.bom.name
        same = sum(other.reading.bom.name == name for other in bills[: len(found)])
        found.append(f"{name} ({same + 1})" if same else name)
    return found


def _merged(
    readings: Sequence[Reading], names: Sequence[str],
) -> tuple[tuple[Item, ...], list[list[int]], list[Issue]]:
    """The items, the place of each bill's items among them, and what two bills state differently."""
    items: list[Item] = []
    place_of: dict[str, int] = {}
    places: list[list[int]] = []
    issues: list[Issue] = []
    for reading, name in zip(readings, names, strict=True):
        own = []
        for item in reading.bom.items:
            place = place_of.setdefault(item.key, len(items))
            if place == len(items):
                items.append(item)
            elif items[place] != item:
                items[place], differing = _together(items[place], item)
                issues += [Issue.of("bills-differ", Severity.WARNING, item=item.name,
                                    fact=fact.replace("_", " "), file=name) for fact in differing]
            own.append(place)
        places.append(own)
    return tuple(items), places, issues


def _together(first: Item, second: Item) -> tuple[Item, list[str]]:
    filled, differing = {}, []
    for each in fields(Item):
        held, other = getattr(first, each.name), getattr(second, each.name)
        if held == other or other in (None, "", ()):
            continue
        if held in (None, "", ()):
            filled[each.name] = other
        elif each.name == "sources":
            filled[each.name] = tuple(dict.fromkeys((*held, *other)))
        elif each.name == "extra":
            filled[each.name] = (*held, *(one for one in other if one[0] not in dict(held)))
        else:
            differing.append(each.name)
    return replace(first, **filled), differing


def _usages(boms: Sequence[Bom], places: Sequence[Sequence[int]]) -> Usages:
    """Columns one after the other; indices into sheets, lines and items moved accordingly."""
    columns = [bom.usages for bom in boms]
    sheets = [0, *accumulate(len(bom.sheets) for bom in boms)]
    lines = [0, *accumulate(len(bom) for bom in boms)]
    return Usages(
        np.concatenate([np.array(own, np.int32)[one.item] for own, one in zip(places, columns, strict=True)]),
        np.concatenate([(one.sheet + shift).astype(np.int16) for one, shift in zip(columns, sheets, strict=False)]),
        np.concatenate([one.row for one in columns]), np.concatenate([one.level for one in columns]),
        np.concatenate([np.where(one.parent < 0, -1, one.parent + shift).astype(np.int32)
                        for one, shift in zip(columns, lines, strict=False)]),
        np.concatenate([one.quantity for one in columns]), np.concatenate([one.alternative for one in columns]),
        tuple(section for one in columns for section in one.section),
    )


def _issues(names: Sequence[str], readings: Sequence[Reading]) -> Iterator[Issue]:
    for name, reading in zip(names, readings, strict=True):
        for issue in reading.issues:
            yield replace(issue, where=replace(issue.where, file=name))


def _left_out(readings: Sequence[Reading]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for reading in readings:
        for reason, count in reading.left_out:
            found[reason] = found.get(reason, 0) + count
    return tuple(found.items())
