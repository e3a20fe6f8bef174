"""The 17 rare-earth elements as constants: order, light or heavy, atomic mass, usual oxide.

Atomic masses: IUPAC standard atomic weights (2021), abridged. Light/heavy as in the USGS Mineral Commodity
Summaries (La to Eu light without Pm; Gd to Lu and Y heavy; Sc apart).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

OXYGEN_MASS = 15.999


class Group(StrEnum):
    """The trade's two baskets, and scandium."""

    LIGHT = "light"
    HEAVY = "heavy"
    SCANDIUM = "scandium"


@dataclass(frozen=True, slots=True)
class Element:
    """One element; ``oxide`` is (metal atoms, oxygen atoms) of the oxide it is traded as."""

    symbol: str
    name: str
    number: int
    mass: float
    group: Group
    oxide: tuple[int, int]

    @property
    def metal_per_oxide(self) -> float:
        """Grams of metal in one gram of its usual oxide."""
        metal, oxygen = self.oxide
        return metal * self.mass / (metal * self.mass + oxygen * OXYGEN_MASS)


ELEMENTS: tuple[Element, ...] = (
    Element("Sc", "scandium", 21, 44.956, Group.SCANDIUM, (2, 3)),
    Element("Y", "yttrium", 39, 88.906, Group.HEAVY, (2, 3)),
    Element("La", "lanthanum", 57, 138.91, Group.LIGHT, (2, 3)),
    Element("Ce", "cerium", 58, 140.12, Group.LIGHT, (1, 2)),
    Element("Pr", "praseodymium", 59, 140.91, Group.LIGHT, (6, 11)),
    Element("Nd", "neodymium", 60, 144.24, Group.LIGHT, (2, 3)),
    Element("Pm", "promethium", 61, 145.0, Group.LIGHT, (2, 3)),
    Element("Sm", "samarium", 62, 150.36, Group.LIGHT, (2, 3)),
    Element("Eu", "europium", 63, 151.96, Group.LIGHT, (2, 3)),
    Element("Gd", "gadolinium", 64, 157.25, Group.HEAVY, (2, 3)),
    Element("Tb", "terbium", 65, 158.93, Group.HEAVY, (4, 7)),
    Element("Dy", "dysprosium", 66, 162.50, Group.HEAVY, (2, 3)),
    Element("Ho", "holmium", 67, 164.93, Group.HEAVY, (2, 3)),
    Element("Er", "erbium", 68, 167.26, Group.HEAVY, (2, 3)),
    Element("Tm", "thulium", 69, 168.93, Group.HEAVY, (2, 3)),
    Element("Yb", "ytterbium", 70, 173.05, Group.HEAVY, (2, 3)),
    Element("Lu", "lutetium", 71, 174.97, Group.HEAVY, (2, 3)),
)

BY_SYMBOL: dict[str, Element] = {element.symbol: element for element in ELEMENTS}
SYMBOLS: tuple[str, ...] = tuple(BY_SYMBOL)

_OTHERS = {
    "Al": "aluminium", "B": "boron", "Ba": "barium", "C": "carbon", "Ca": "calcium", "Co": "cobalt", "Cr": "chromium",
    "Cu": "copper", "F": "fluorine", "Fe": "iron", "Ga": "gallium", "H": "hydrogen", "Mg": "magnesium",
    "Mn": "manganese", "N": "nitrogen", "Nb": "niobium", "Ni": "nickel", "O": "oxygen", "P": "phosphorus",
    "Pb": "lead", "S": "sulfur", "Si": "silicon", "Sr": "strontium", "Ta": "tantalum", "Ti": "titanium",
    "V": "vanadium", "W": "tungsten", "Zn": "zinc", "Zr": "zirconium",
}


def element_name(symbol: str) -> str:
    """The name of a rare earth or of an element that rare-earth materials are made with; else the symbol itself."""
    return BY_SYMBOL[symbol].name if symbol in BY_SYMBOL else _OTHERS.get(symbol, symbol)
