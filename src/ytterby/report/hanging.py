"""What hangs on each element: the spend on items whose status it decides, not on all that hold it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ytterby.classification.deciding import deciding
from ytterby.core.elements import SYMBOLS
from ytterby.core.finding import Outcome
from ytterby.report.dossier import Dossier

CAUGHT = (Outcome.CONTROLLED, Outcome.UNDETERMINED)


@dataclass(frozen=True, slots=True)
class Hanging:
    """``items`` caught or possibly caught because of ``symbol``; ``spend`` by status, None where no price is known.

    An item that hangs on several elements stands under each, so that sums over elements count it more than once.
    """

    symbol: str
    items: tuple[int, ...]
    spend: dict[Outcome, float | None]

    @property
    def total(self) -> float:
        return sum(value for value in self.spend.values() if value is not None)


def hanging(dossier: Dossier) -> tuple[Hanging, ...]:
    """Elements in the order of the periodic table; without items that a person decided to hold none."""
    found: dict[str, list[int]] = defaultdict(list)
    for item, symbols in sorted(deciding(dossier.assessment.classification).items()):
        if not dossier.accounts[item].denied:
            for symbol in symbols:
                found[symbol].append(item)
    return tuple(Hanging(symbol, tuple(found[symbol]), {one: _spend(dossier, found[symbol], one) for one in CAUGHT})
                 for symbol in SYMBOLS if symbol in found)


def _spend(dossier: Dossier, items: list[int], outcome: Outcome) -> float | None:
    """0 where no item has the status."""
    exposures = [dossier.accounts[item].exposure for item in items if dossier.accounts[item].status is outcome]
    known = [one.spend for one in exposures if one is not None and one.spend is not None]
    return sum(known, 0.0) if known or not exposures else None
