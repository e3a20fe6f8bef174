"""How concentrated sources are: Herfindahl-Hirschman index, effective sources, what is left without the largest.

HHI = Σ (100 share)², 0..10,000; effective sources = 10,000 / HHI.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ytterby.exposure.exposure import Concentration, Share


def hhi(shares: Iterable[float]) -> float:
    """Index of shares 0..1; shares that do not add up to 1 give a lower bound."""
    return sum((100.0 * share) ** 2 for share in shares)


def concentration(by: str, parts: Sequence[tuple[str, float, int]], *, basis: str, of: str = "spend",
                  rest: float = 0.0) -> Concentration:
    """Of ``parts`` (name, value, item); equal names are added up. ``basis`` and ``of`` say what the values are.

    ``rest`` is a value whose sources are not known: it counts in the whole and, as if spread over very many sources,
    not in the index, which is then a lower bound.
    """
    values: dict[str, float] = {}
    items: dict[str, set[int]] = {}
    for name, value, item in parts:
        values[name] = values.get(name, 0.0) + value
        items.setdefault(name, set()).add(item)
    whole = sum(values.values()) + rest
    shares = tuple(
        Share(name, value / whole if whole else 0.0, value, tuple(sorted(items[name])))
        for name, value in sorted(values.items(), key=lambda entry: (-entry[1], entry[0]))
    )
    index = hhi(share.share for share in shares)
    largest = shares[0].share if shares else 0.0
    return Concentration(by, shares, index, 10_000.0 / index if index else 0.0, 1.0 - largest if shares else 0.0, basis,
                         of)
