"""What the lines of a bill can be narrowed to at a press: status, force, flags; by menu evidence, decision, element."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ytterby.core.elements import BY_SYMBOL
from ytterby.core.finding import Certainty, Force
from ytterby.exposure.exposure import Flag
from ytterby.gui import wording
from ytterby.gui.filtering import Mask
from ytterby.gui.views.bill_lines import FLAG_WORDS, STATUS_HELP, STATUS_WORDS, BillLines
from ytterby.gui.widgets.facets import Facet

if TYPE_CHECKING:
    from ytterby.workspace.document import Assessment

_FORCES = (Force.IN_FORCE, Force.UNVERIFIED, Force.SUSPENDED, Force.NOT_YET)
_FLAGS = (Flag.LICENCE_REQUIRED, Flag.DEFENCE, Flag.SEMICONDUCTOR, Flag.SINGLE_SOURCE)
FACETS = (
    *(Facet("status", key, words.capitalize(), key, STATUS_HELP[key]) for key, words in STATUS_WORDS.items()),
    *(Facet("force", str(force), wording.FORCE_WORDS[force].capitalize(), str(force),
            f"Lines whose worst entry is {wording.FORCE_WORDS[force]} on the day") for force in _FORCES),
    *(Facet(str(flag), str(flag), FLAG_WORDS[flag].capitalize(), "",
            f"Marked {FLAG_WORDS[flag]}, among lines that hold or may hold a rare earth")
      for flag in _FLAGS),
)
_CERTAINTIES = {Certainty.YES: "Certain", Certainty.LIKELY: "Likely", Certainty.POSSIBLE: "Possible"}
MORE = (
    *(Facet("Rare earth found", str(key), words, "", f"How sure it is that a rare earth is there: {words.lower()}")
      for key, words in _CERTAINTIES.items()),
    Facet("Decided by a person", "decided", "Decided"),
    Facet("Decided by a person", "stale", "Decided when worded differently"),
    Facet("Decided by a person", "open", "Not decided, and undetermined"),
    Facet("Not stated", "price", "Without a price"),
    Facet("Not stated", "origin", "Without a country of origin"),
    *(Facet("Holds or may hold", symbol, f"{symbol}  {element.name}") for symbol, element in BY_SYMBOL.items()),
)
GROUPS = tuple(dict.fromkeys(facet.group for facet in (*FACETS, *MORE)))
Key = tuple[str, str]


class FacetLines:
    """Which items stand under each facet, and so which lines; flags count where the item holds or may hold a rare
    earth."""

    def __init__(self, lines: BillLines, assessment: Assessment) -> None:
        self._lines = lines
        self._identities = assessment.identities
        self._items: NDArray[np.int32] = assessment.reading.bom.usages.item
        self._behind: dict[Key, list[int]] = defaultdict(list)
        self._next = 0

    def go_on(self, most: int | None = None) -> bool:
        """Look at ``most`` further items, or all; gives whether any is left."""
        end = len(self._lines.statuses)
        until = end if most is None else min(end, self._next + most)
        for item in range(self._next, until):
            for key in self._keys(item):
                self._behind[key].append(item)
        self._next = until
        return until < end

    def counts(self) -> dict[Key, int]:
        """Lines behind each facet."""
        lines = np.bincount(self._items, minlength=len(self._lines.statuses))
        return {key: int(lines[items].sum()) for key, items in self._behind.items()}

    def masks(self, pressed: dict[str, frozenset[str]]) -> dict[str, Mask | None]:
        """For each group the lines for which any of its pressed keys holds; None where none is pressed."""
        return {f"facet {group}": self._mask(group, pressed[group]) if group in pressed else None for group in GROUPS}

    def _mask(self, group: str, keys: frozenset[str]) -> Mask:
        met = np.zeros(len(self._lines.statuses), dtype=bool)
        for key in keys:
            met[self._behind.get((group, key), [])] = True
        return np.asarray(met[self._items])

    def _keys(self, item: int) -> list[Key]:
        lines = self._lines
        status, force = lines.statuses[item], lines.force(item)
        keys = [("status", status), *([("force", force)] if force else [])]
        decision = lines.decided(item)
        if decision:
            keys.append(("Decided by a person", decision))
        elif status == "undetermined":
            keys.append(("Decided by a person", "open"))
        exposure = lines.exposure(item)
        if exposure.concerned:
            identity = self._identities[item]
            keys += [(str(flag), str(flag)) for flag in exposure.flags]
            keys.append(("Rare earth found", str(identity.rare_earth)))
            keys += [("Holds or may hold", symbol) for symbol, _ in identity.elements()]
            if exposure.unit_price is None and exposure.bought:
                keys.append(("Not stated", "price"))
            if not exposure.countries and exposure.bought:
                keys.append(("Not stated", "origin"))
        return keys
