"""Contents declared more than once of one thing: the range over all statements counts, so a nought hides no share."""

from __future__ import annotations

from collections.abc import Iterable

from ytterby.core.estimate import Estimate
from ytterby.core.item import Declared


def together(known: Iterable[Declared], further: Iterable[Declared]) -> tuple[list[Declared], bool]:
    """(one statement per element, whether two of them can't both be true); the best guess is the highest stated."""
    found: dict[str, Declared] = {}
    contradicted = False
    for one in (*known, *further):
        other = found.get(one.symbol)
        if other is None:
            found[one.symbol] = one
            continue
        contradicted |= one.share.low > other.share.high or other.share.low > one.share.high
        found[one.symbol] = Declared(one.symbol, _range(other.share, one.share), _columns(other.column, one.column))
    return list(found.values()), contradicted


def _range(one: Estimate, other: Estimate) -> Estimate:
    return Estimate(min(one.low, other.low), max(one.best, other.best), max(one.high, other.high))


def _columns(known: str, further: str) -> str:
    return known if further in known.split(" / ") else f"{known} / {further}"
