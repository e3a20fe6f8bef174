"""Part-1 elements inside an assembly, summed through the levels of the bill, for the value test of 61 art. 1(1).

Stands alone because it is the one question of the law that needs the bill's structure and not the single item.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ytterby.bom.bill import Bom
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Reason
from ytterby.core.item import Item
from ytterby.identification.identity import Content, Identity

PART_ONE = ("Sm", "Gd", "Tb", "Dy", "Lu", "Sc", "Y")
"""Elements whose metal, alloy or oxide Annex 1 Part 1 names."""


@dataclass(frozen=True, slots=True)
class Inside:
    """Part-1 elements in one piece: ``mass_kg`` by symbol, ``parts`` names of the parts that carry them.

    ``declared``: every one of those contents is declared. ``parts_value`` in ``currency``: what the priced parts of
    one piece cost together, a lower bound of its value; None where no price or several currencies are stated.
    ``missing``: what keeps the sum open.
    """

    mass_kg: tuple[tuple[str, Estimate], ...]
    parts: tuple[str, ...]
    declared: bool
    parts_value: float | None = None
    currency: str = ""
    missing: tuple[Reason, ...] = ()


def part_one(content: Content) -> list[tuple[str, Estimate]]:
    """The Part-1 elements that a material holds or may hold, with their mass fractions."""
    return [(symbol, share) for symbol, share in content.elements if symbol in PART_ONE and share.high > 0.0]


def insides(bom: Bom, identities: tuple[Identity, ...]) -> dict[int, Inside]:
    """By item: what lies inside it according to the lines below it; items without such lines are not there.

    What the lines below carry counts, not what is guessed of the assembly itself. An assembly whose parts are listed
    once counts with them wherever it stands. Alternative lines add nothing.
    """
    below = set(bom.usages.item[bom.usages.parent >= 0].tolist())  # what stands under nothing adds to nothing
    own = {place: inside for place in sorted(below)
           if identities[place].contents and (inside := _own(bom.items[place], identities[place]))}
    if not own:
        return {}
    once = _Levels(bom, own).sums()
    return _Levels(bom, own | once).sums()  # now assemblies whose parts are listed elsewhere carry them too


def _own(item: Item, identity: Identity) -> Inside | None:
    """What the item itself holds by what is known of it."""
    held = [one for one in identity.contents if one.certainty is not Certainty.NO and part_one(one)]
    if not held:
        return None
    masses = [(symbol, one.mass_g.times(0.001) * share)
              for one in held if one.mass_g is not None for symbol, share in part_one(one)]
    stated = {one.symbol for one in item.declared}
    declared = all(symbol in stated if stated else one.declared for one in held for symbol, _ in part_one(one))
    missing = tuple(Reason.of("need-mass", material=one.name) for one in held if one.mass_g is None)
    return Inside(_sum(masses), (item.name,), declared, missing=missing)


def _sum(masses: Iterable[tuple[str, Estimate]]) -> tuple[tuple[str, Estimate], ...]:
    total: dict[str, Estimate] = {}
    for symbol, mass in masses:
        total[symbol] = total[symbol] + mass if symbol in total else mass
    return tuple(sorted(total.items()))


class _Levels:
    """The lines that carry Part-1 elements and those above them, from the deepest up."""

    def __init__(self, bom: Bom, own: dict[int, Inside]) -> None:
        self._bom, self._own = bom, own
        self._item: list[int] = bom.usages.item.tolist()
        self._parent: list[int] = bom.usages.parent.tolist()
        self._quantity: list[float] = bom.usages.quantity.tolist()
        alternative: list[bool] = bom.usages.alternative.tolist()
        carrying = [line for line, item in enumerate(self._item) if item in own and not alternative[line]]
        self._order = self._deepest_first(carrying)
        self._children: dict[int, list[int]] = {}
        above = {self._parent[line] for line in self._order}
        for line, parent in enumerate(self._parent):
            if parent in above and parent >= 0 and not alternative[line]:
                self._children.setdefault(parent, []).append(line)

    def _deepest_first(self, lines: list[int]) -> list[int]:
        depth: dict[int, int] = {}
        for line in lines:
            path = []
            while line >= 0 and line not in depth and line not in path:
                path.append(line)
                line = self._parent[line]
            start = depth.get(line, -1)
            for step, one in enumerate(reversed(path), 1):
                depth[one] = start + step
        return sorted(depth, key=lambda line: -depth[line])

    def sums(self) -> dict[int, Inside]:
        """By item with lines below it that carry something."""
        at: dict[int, Inside] = {}
        found: dict[int, Inside] = {}
        for line in self._order:
            item = self._item[line]
            below = [(self._quantity[child], at[child]) for child in self._children.get(line, ()) if child in at]
            if below:
                at[line] = found[item] = self._added(line, below)
            elif item in self._own:
                at[line] = self._own[item]
        return found

    def _added(self, line: int, below: list[tuple[float, Inside]]) -> Inside:
        masses = [(symbol, mass.times(quantity)) for quantity, one in below if quantity == quantity
                  for symbol, mass in one.mass_kg]
        missing = [need for _, one in below for need in one.missing]
        missing += [Reason.of("need-quantity", part=", ".join(one.parts)) for quantity, one in below
                    if quantity != quantity]
        made = Inside(
            _sum(masses), tuple(dict.fromkeys(name for _, one in below for name in one.parts)),
            all(one.declared for _, one in below), missing=tuple(dict.fromkeys(missing)),
        )
        return self._priced(made, line)

    def _priced(self, made: Inside, line: int) -> Inside:
        priced = [(self._bom.items[self._item[child]].price, self._quantity[child]) for child in self._children[line]]
        known = [(price, quantity) for price, quantity in priced if price is not None and quantity == quantity]
        if len({price.currency for price, _ in known}) != 1:
            return made
        total = sum(price.amount * quantity for price, quantity in known)
        return replace(made, parts_value=total, currency=known[0][0].currency)
