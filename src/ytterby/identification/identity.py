"""What an item is made of, with the ground for it."""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Evidence, Form
from ytterby.core.item import Declared


@dataclass(frozen=True, slots=True)
class Content:
    """A rare-earth material in or as an item.

    ``key`` names the knowledge row; ``form`` the shape the law asks about: MAGNET where the item *is* a loose magnet,
    PRODUCT where it is a finished part with the material inside. ``carrier_form`` is the form of the material itself
    (the MAGNET inside a motor). ``composition`` names all listed constituents ("Nd","Fe","B"); ``elements``
    holds the mass fraction of each rare earth in the material: (symbol, Estimate), sorted by symbol.
    A share of 0..0 says the element is known to be absent; an element not in the list is not a usual constituent.
    ``mass_g`` is the material's mass in one piece of the item, None where nothing is known.
    """

    key: str
    name: str
    form: Form
    carrier_form: Form
    certainty: Certainty
    composition: tuple[str, ...]
    elements: tuple[tuple[str, Estimate], ...]
    mass_g: Estimate | None
    mass_basis: str
    evidence: tuple[Evidence, ...]
    declared: bool = False

    def share(self, symbol: str) -> Estimate | None:
        return next((share for element, share in self.elements if element == symbol), None)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where an item stands in the bill: the ``section`` and the text of the ``parent``, empty where it has several.

    ``code``: the length of the code its description begins with, where all of the table does ("HDD · Hyderabad"), or 0.
    """

    section: str = ""
    parent: str = ""
    code: int = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """All that is known of one item. ``against`` holds evidence that cancelled or weakened a call (look-alikes);
    ``told`` the shares that its own words state ("N42SH, Dy 1.2 %"), which count as declared.
    """

    item_key: str
    rare_earth: Certainty
    contents: tuple[Content, ...]
    against: tuple[Evidence, ...] = ()
    defence: bool = False
    defence_reason: str = ""
    semiconductor: bool = False
    semiconductor_reason: str = ""
    told: tuple[Declared, ...] = ()

    def elements(self) -> tuple[tuple[str, bool], ...]:
        """(symbol, whether it may be absent) of every rare earth the item holds or may hold, surer ones first.

        One may be absent where no content holds it for sure: it may be no constituent, or the material is not sure.
        """
        sure: dict[str, bool] = {}
        for content in self.contents:
            if content.certainty is not Certainty.NO:
                for symbol, share in content.elements:
                    if share.high > 0:
                        sure[symbol] = sure.get(symbol, False) or share.low > 0
        known = self.rare_earth is Certainty.YES
        found = [(symbol, not (known and certain)) for symbol, certain in sure.items()]
        return tuple(sorted(found, key=lambda one: one[1]))
