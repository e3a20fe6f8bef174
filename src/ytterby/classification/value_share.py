"""The 0.1 % value test of 61 art. 1(1), with its arithmetic: Chinese Part-1 material over the value of the item.

Numerator: mass of the material in one piece × mass fraction × price per kilogram, over the elements of Annex 1 Part 1;
for an assembly summed over the lines below it. Denominator: the price of the piece; where the bill prices only its
parts, their sum, which the piece is worth at least. The numerator is an upper bound: whether the elements came from
China no bill says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ytterby.bom.bill import Bom
from ytterby.classification.assemblies import PART_ONE, Inside, insides, part_one
from ytterby.classification.context import Context
from ytterby.classification.facts import Facts, declares
from ytterby.core.estimate import ZERO, Answer, Estimate
from ytterby.core.finding import Reason
from ytterby.core.item import Item, Money
from ytterby.identification.identity import Content, Identity

LINE = 0.001
"""The share of value from which 61 art. 1(1) catches an item."""


@dataclass(frozen=True, slots=True)
class ValueTest:
    """``share`` is 0..1 of the item's value if all of the material were Chinese, None where a figure is missing.

    ``numerator`` and ``denominator`` in ``currency``; ``basis`` says which price the denominator is, ``sources`` whose
    element prices of which days.
    """

    answer: Answer
    reasons: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    share: Estimate | None = None
    numerator: Estimate | None = None
    denominator: float | None = None
    currency: str = ""
    basis: str = ""
    sources: str = ""


def value_test(least: float, facts: Facts, content: Content) -> ValueTest:
    """Does Chinese Part-1 material reach ``least`` of the item's value?

    NO only where even the upper end stays below and every content is declared; YES never from a bill alone, since it
    does not state where the elements come from.
    """
    declared = figures_may_settle(facts.item, facts.inside, content)
    origin = Reason.of("need-material-origin", material=content.name)
    if facts.inside is not None:
        return _weighed(least, facts, facts.inside, origin, declared=declared)
    if not part_one(content) and declared and content.declared:
        return ValueTest(Answer.NO, (Reason.of("law-value-none", material=content.name),), (), ZERO)
    if not part_one(content):
        return ValueTest(Answer.UNKNOWN, (Reason.of("law-value-open"),), (*_unpriced((), facts), origin))
    return _weighed(least, facts, _own(content), origin, declared=declared)


def value_shares(
    bom: Bom, identities: tuple[Identity, ...], context: Context, least: float = LINE
) -> dict[int, ValueTest]:
    """By item, for every assembly with Part-1 elements in the lines below it: the test with its figures."""
    found = {}
    for place, inside in insides(bom, identities).items():
        item = bom.items[place]
        name = item.name
        origin = Reason.of("need-material-origin", material=name)
        facts = Facts(item, context, inside=inside)
        found[place] = _weighed(least, facts, inside, origin, declared=inside.declared)
    return found


def figures_may_settle(item: Item, inside: Inside | None, content: Content) -> bool:
    """Whether mass and price can change the answer: only where every Part-1 content is declared. Else they only tell
    how much is at stake.
    """
    if inside is not None and not inside.declared:
        return False
    return all(declares(item, content, symbol) for symbol, _ in content.elements if symbol in PART_ONE)


def figures_count(item: Item, inside: Inside | None, content: Content) -> bool:
    """Whether an answer hangs on mass and price: they may settle it, and there is something to weigh."""
    return figures_may_settle(item, inside, content) and (inside is not None or bool(part_one(content)))


def _own(content: Content) -> Inside:
    if content.mass_g is None:
        held = tuple((symbol, ZERO) for symbol, _ in part_one(content))
        return Inside(held, (content.name,), False, missing=(Reason.of("need-mass", material=content.name),))
    mass_kg = content.mass_g.times(0.001)
    return Inside(tuple((symbol, mass_kg * share) for symbol, share in part_one(content)), (content.name,), False)


def _weighed(least: float, facts: Facts, inside: Inside, origin: Reason, *, declared: bool) -> ValueTest:
    lacking = (*_unpriced((symbol for symbol, _ in inside.mass_kg), facts), *inside.missing)
    worth = _worth(facts)
    if lacking or worth is None:
        return ValueTest(Answer.UNKNOWN, (Reason.of("law-value-open"),), (*lacking, origin))
    money, basis = worth
    value, terms = ZERO, []
    for symbol, mass_kg in inside.mass_kg:
        prices = _prices(symbol, facts, money)
        value += mass_kg * _per_kg(prices)
        terms.append(f"{symbol}: {'; '.join(source for _, source in prices)}")
    ratio = value.times(1.0 / money.amount)
    if basis == _PARTS:  # the piece may be worth more than its priced parts: only the upper end is known
        ratio = Estimate(0.0, ratio.best, ratio.high)
    sources = ". ".join(terms)
    reason = Reason.of(
        "law-value", low=f"{value.low:.4g}", high=f"{value.high:.4g}", price=f"{money.amount:.4g}", basis=basis,
        currency=money.currency, share_low=f"{ratio.low * 100:.3g}", share_high=f"{ratio.high * 100:.3g}",
        sources=sources,
    )
    below = (Reason.of("law-value-parts", parts=", ".join(inside.parts)),) if facts.inside is not None else ()
    settled = ratio.high < least and declared
    return ValueTest(
        Answer.NO if settled else Answer.UNKNOWN, (reason, *below), () if settled else (origin,), ratio, value,
        money.amount, money.currency, basis, sources,
    )


_PIECE = "its price in the bill"
_PARTS = "the prices of its parts in the bill; it is worth no less"


def _worth(facts: Facts) -> tuple[Money, str] | None:
    """The denominator and which price it is."""
    price, inside = facts.item.price, facts.inside
    if price is not None and price.amount > 0.0:
        return price, _PIECE
    if inside is not None and inside.parts_value:
        return Money(inside.parts_value, inside.currency), _PARTS
    return None


def _unpriced(symbols: Iterable[str], facts: Facts) -> tuple[Reason, ...]:
    worth = _worth(facts)
    if worth is None:
        return (Reason.of("need-price"),)
    unpriced = [symbol for symbol in symbols if not _prices(symbol, facts, worth[0])]
    return (Reason.of("need-element-price", elements=", ".join(unpriced)),) if unpriced else ()


def _prices(symbol: str, facts: Facts, money: Money) -> list[tuple[Estimate, str]]:
    """(price per kg in the currency of ``money``, its source) of every price that can be brought to that currency."""
    found = []
    for price in facts.context.prices:
        rate = _rate(price.currency, money.currency, facts)
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
