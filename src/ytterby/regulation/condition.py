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
    """The material holds the element; ``least`` is a mass fraction it must reach (0: any content)."""

    symbol: str
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class MadeOf:
    """The material's named constituents include all of these ("Nd", "Fe", "B")."""

    symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HasForm:
    """The item is, in trade form, one of these."""

    forms: tuple[Form, ...]


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
    """Chinese-origin controlled material reaches this share of the item's value."""

    least: float


@dataclass(frozen=True, slots=True)
class Technology:
    """The item is technology, data or a service for one of these activities."""

    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The item is named by one of these phrases (equipment and auxiliaries that no element tells apart)."""

    phrases: tuple[str, ...]


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
    """Importer or end user stands on one of these lists (instrument ids)."""

    lists: tuple[str, ...]


Condition = (
    All | Any | Not | Contains | MadeOf | HasForm | Cas | Hs | Origin | ValueShare | Technology | Named | EndUse
    | Destination | Party
)
