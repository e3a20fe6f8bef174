"""The 0.1 % value test of 61 art. 1(1), with its arithmetic: Chinese Part-1 material over the value of the item.

Numerator: mass of the material in one piece × mass fraction × price per kilogram, over the elements of Annex 1 Part 1.
Denominator: the price of the piece. The numerator is an upper bound: whether the elements came from China no bill says.
"""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.classification.facts import Facts
from ytterby.core.estimate import ZERO, Answer, Estimate
from ytterby.core.finding import Reason
from ytterby.identification.identity import Content

PART_ONE = ("Sm", "Gd", "Tb", "Dy", "Lu", "Sc", "Y")
"""Elements whose metal, alloy or oxide Annex 1 Part 1 names."""


@dataclass(frozen=True, slots=True)
class ValueTest:
    """``share`` is 0..1 of the item's value if all of the material were Chinese, None where a figure is missing."""

    answer: Answer
    reasons: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    share: Estimate | None = None


def value_test(least: float, facts: Facts, content: Content) -> ValueTest:
    """Does Chinese Part-1 material reach ``least`` of the item's value?

    NO only where even the upper end stays below and every content is declared; YES never from a bill alone, since it
    does not state where the elements come from.
    """
    held = [(symbol, share) for symbol, share in content.elements if symbol in PART_ONE and share.high > 0.0]
    declared = figures_may_settle(facts, content)
    origin = Reason.of("need-material-origin", material=content.name)
    if not held and declared and content.declared:
        return ValueTest(Answer.NO, (Reason.of("law-value-none", material=content.name),), (), ZERO)
    lacking = _lacking(held, facts, content)
    if lacking or not held:
        return ValueTest(Answer.UNKNOWN, (Reason.of("law-value-open"),), (*lacking, origin))
    share, reason = _arithmetic(held, facts, content)
    if share.high < least and declared:
        return ValueTest(Answer.NO, (reason,), (), share)
    return ValueTest(Answer.UNKNOWN, (reason,), (origin,), share)


def figures_may_settle(facts: Facts, content: Content) -> bool:
    """Whether mass and price can change the answer: only where every Part-1 content is declared. Else they only tell
    how much is at stake.
    """
    return all(facts.declares(content, symbol) for symbol in PART_ONE if content.share(symbol) is not None)


def _lacking(held: list[tuple[str, Estimate]], facts: Facts, content: Content) -> tuple[Reason, ...]:
    item, missing = facts.item, []
    if item.price is None or item.price.amount <= 0.0:
        missing.append(Reason.of("need-price"))
    if content.mass_g is None:
        missing.append(Reason.of("need-mass", material=content.name))
    unpriced = [symbol for symbol, _ in held if not _prices(symbol, facts)]
    if unpriced:
        missing.append(Reason.of("need-element-price", elements=", ".join(unpriced)))
    return tuple(missing)


def _prices(symbol: str, facts: Facts) -> list[tuple[Estimate, str]]:
    """(price per kg in the item's currency, its source) of every known price that can be brought to that currency."""
    if facts.item.price is None:
        return []
    found = []
    for price in facts.context.prices:
        rate = _rate(price.currency, facts.item.price.currency, facts)
        if price.symbol == symbol and rate is not None:
            found.append((price.per_kg.times(rate), price.source))
    return found


def _per_kg(prices: list[tuple[Estimate, str]]) -> Estimate:
    """The range over all markets; the dearer best guess, since the test asks for an upper bound."""
    ranges = [price for price, _ in prices]
    best = max(one.best for one in ranges)
    return Estimate(min(one.low for one in ranges), best, max(one.high for one in ranges))


def _rate(currency: str, target: str, facts: Facts) -> float | None:
    if currency == target:
        return 1.0
    rates = dict(facts.context.rates)
    return rates[currency] / rates[target] if currency in rates and rates.get(target) else None


def _arithmetic(held: list[tuple[str, Estimate]], facts: Facts, content: Content) -> tuple[Estimate, Reason]:
    item, value, terms = facts.item, ZERO, []
    assert item.price is not None
    assert content.mass_g is not None
    mass_kg = content.mass_g.times(0.001)
    for symbol, share in held:
        prices = _prices(symbol, facts)
        value += mass_kg * share * _per_kg(prices)
        terms.append(f"{symbol}: {'; '.join(source for _, source in prices)}")
    ratio = value.times(1.0 / item.price.amount)
    return ratio, Reason.of(
        "law-value", low=f"{value.low:.4g}", high=f"{value.high:.4g}", price=f"{item.price.amount:.4g}",
        currency=item.price.currency, share_low=f"{ratio.low * 100:.3g}", share_high=f"{ratio.high * 100:.3g}",
        sources=". ".join(terms),
    )
