"""The closed algebra in which an entry says what it describes. No expression language, no eval."""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.core.finding import Form


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Contains:
    """The material holds the element; ``least`` is a mass fraction it must reach (0: any content).

    ``unstated_in`` names constituents of materials that often hold the element without saying so (Dy in Nd-Fe-B):
    for those a silent composition means "unknown", elsewhere "no".
    """

    symbol: str
    least: float = 0.0
    unstated_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeOf:
    """The material's named constituents include all of these ("Nd", "Fe", "B")."""

    symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DefinedBy:
    """The element is one of the constituents that make the material what it is, not an additive of it."""

    symbol: str


@dataclass(frozen=True, slots=True)
class HasForm:
    """The item is, in trade form, one of these; for ``doubtful`` forms the law leaves it open."""

    forms: tuple[Form, ...]
    doubtful: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Carries:
    """The material inside the item has one of these forms (the magnet in a rotor)."""

    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """The item is a stock shape (ingot, bar, wire, powder …), not a finished part: ``finished`` words leave it open."""

    stock: tuple[str, ...]
    finished: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cas:
    """The item is the substance with one of these CAS numbers."""

    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hs:
    """Support only: the item's customs code begins with one of these. Never decides alone."""

    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The item comes from one of these countries (ISO 3166)."""

    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueShare:
    """Chinese-origin material of these elements reaches this share of the item's value."""

    least: float
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeWith:
    """The item was made with technology from one of these countries; no bill says so, so it is never known."""

    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Technology:
    """The item is technology, data or a service: named by one of these phrases (as in Named)."""

    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The item is named by one of these phrases; in a phrase "a+b" all terms must stand in the item's texts."""

    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Purpose:
    """The item is made for the use these words name; unknown where the bill does not say."""

    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parameters:
    """The entry sets figures (size, temperature, purity) that no bill states: always unknown, with the figures."""

    text: str


@dataclass(frozen=True, slots=True)
class EndUse:
    """The stated end use is one of these (words of classification.Context.end_use)."""

    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Destination:
    """The goods go to one of these countries (ISO 3166)."""

    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """Importer or end user stands on one of these lists (instrument ids).

    ``affiliates``: the text also names whom a listed party holds to 50 % or more; elsewhere that is left open.
    """

    lists: tuple[str, ...]
    affiliates: bool = False


@dataclass(frozen=True, slots=True)
class Customer:
    """The goods go to one of these customers, by the name the user states."""

    names: tuple[str, ...]


Condition = (
    All | Any | Not | Contains | MadeOf | DefinedBy | HasForm | Carries | Shape | Cas | Hs | Origin | ValueShare
    | MadeWith | Technology | Named | Purpose | Parameters | EndUse | Destination | Party
    | Customer
)
