"""What changed between two readings of a bill: lines added, removed and changed. Decisions go by item and stay.

A line is known by its item and the items above it, so that moved rows and inserted ones are no changes.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from ytterby.bom.bill import Bom, Usage
from ytterby.core.item import Item

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A line of both bills that says something else now; ``what`` are the fields that differ, "quantity" among them."""

    before: Usage
    after: Usage
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``added`` are usages of the bill ``after``, ``removed`` of the one ``before``.

    ``reworded`` are keys of items whose texts changed under the same key: a decision about them is worth another look.
    """

    before: Bom
    after: Bom
    added: tuple[Usage, ...]
    removed: tuple[Usage, ...]
    changed: tuple[Change, ...]
    reworded: frozenset[str]

    @property
    def same(self) -> bool:
        return not (self.added or self.removed or self.changed)


def compare(before: Bom, after: Bom) -> Comparison:
    """The difference of two bills. Lines of equal path are paired in their order."""
    old, new = _by_path(before), _by_path(after)
    added: list[Usage] = []
    removed: list[Usage] = []
    changed: list[Change] = []
    for path in dict.fromkeys([*old, *new]):
        here, there = old.get(path, []), new.get(path, [])
        for left, right in zip(here, there, strict=False):
            what = _differing(before.item_of(left), after.item_of(right))
            if left.quantity != right.quantity:
                what = ("quantity", *what)
            if what:
                changed.append(Change(left, right, what))
        removed += here[len(there) :]
        added += there[len(here) :]
    digests = {item.key: item.text_digest() for item in before.items}
    reworded = {item.key for item in after.items if digests.get(item.key, item.text_digest()) != item.text_digest()}
    return Comparison(
        before, after,
        tuple(sorted(added, key=lambda usage: usage.index)), tuple(sorted(removed, key=lambda usage: usage.index)),
        tuple(sorted(changed, key=lambda change: change.after.index)), frozenset(reworded),
    )


def _by_path(bom: Bom) -> dict[Path, list[Usage]]:
    """Lines by the keys of their item and of all above it; sheets by name, as their order may change."""
    found: dict[Path, list[Usage]] = {}
    paths: dict[int, Path] = {}
    usages = list(bom)
    for usage in usages:
        found.setdefault(_path(usage, usages, bom, paths), []).append(usage)
    return found


def _path(usage: Usage, usages: list[Usage], bom: Bom, known: dict[int, Path]) -> Path:
    """A parent may stand below its parts, but never in a circle: the reader cuts those."""
    way: list[Usage] = []
    at: Usage | None = usage
    while at is not None and at.index not in known:
        way.append(at)
        at = usages[at.parent] if at.parent >= 0 else None
    path = known[at.index] if at is not None else (bom.sheets[usage.sheet],)
    for step in reversed(way):
        path = (*path, bom.item_of(step).key)
        known[step.index] = path
    return path


def _differing(before: Item, after: Item) -> tuple[str, ...]:
    if before == after:
        return ()
    return tuple(field.name for field in fields(Item) if getattr(before, field.name) != getattr(after, field.name))
