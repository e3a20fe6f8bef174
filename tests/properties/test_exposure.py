"""What must hold of measuring, whatever the bill: sums, order, ranges."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from builders_measure import assessed, bom, content, finding, identity, item
from ytterby.bom.bill import Bom
from ytterby.core.estimate import Answer, Estimate
from ytterby.core.finding import Certainty, Force, Outcome
from ytterby.exposure.exposure import Exposure, ItemExposure
from ytterby.exposure.rollup import roll_up

QUICK = settings(deadline=None, max_examples=40)
NUMBERS = some.floats(0.0, 1e6, allow_nan=False)


@dataclass(frozen=True)
class Plan:
    """Parts lists of items 0..n-1: each has parts among later ones; ``prices`` and magnet ``masses`` of some."""

    parts: tuple[tuple[tuple[int, int], ...], ...]
    tops: tuple[int, ...]
    prices: tuple[float | None, ...]
    masses: tuple[float | None, ...]


@some.composite
def plans(draw: some.DrawFn) -> Plan:
    count = draw(some.integers(2, 9))
    parts = [tuple(draw(some.dictionaries(some.integers(one + 1, count - 1), some.integers(1, 4), max_size=3)).items())
             if one < count - 1 else () for one in range(count)]
    drawn = {0, *draw(some.sets(some.integers(0, count - 1), max_size=2))}
    tops = tuple(one for one in sorted(drawn) if parts[one]) or (0,)  # products, or a bare list
    money = some.one_of(some.none(), some.integers(1, 50).map(float))
    return Plan(tuple(parts), tops, tuple(draw(money) for _ in range(count)), tuple(draw(money) for _ in range(count)))


def bill(plan: Plan, dice: random.Random | None = None) -> Bom:
    """The first stand of an assembly has its parts, later ones are bare or, by the dice, have them again."""
    lines: list[tuple[int, str, float | None]] = []
    seen: set[int] = set()

    def stand(one: int, level: int, quantity: int) -> None:
        lines.append((level, str(one), quantity))
        if one in seen and not (dice and dice.random() < 0.5):
            return
        seen.add(one)
        parts = list(plan.parts[one])
        if dice:
            dice.shuffle(parts)
        for part, each in parts:
            stand(part, level + 1, each)

    for one in dice.sample(plan.tops, len(plan.tops)) if dice else plan.tops:
        stand(one, 0, 1)
    items = [item(str(one), plan.prices[one], annual_use=7.0 + one if one in plan.tops else None)
             for one in range(len(plan.parts))]
    return bom(items, lines)


def needed(plan: Plan, top: int) -> list[float]:
    """Pieces of each item in one piece of ``top``, by the plain definition."""
    found = [0.0] * len(plan.parts)

    def walk(one: int, pieces: float) -> None:
        found[one] += pieces
        for part, each in plan.parts[one]:
            walk(part, pieces * each)

    walk(top, 1.0)
    return found


def measured(plan: Plan, dice: random.Random | None = None, *, wider: float = 1.0) -> Exposure:
    """Items with a mass hold a magnet and are caught, in turn in force, asleep and undetermined."""
    identities, findings = [], []
    for one, mass in enumerate(plan.masses):
        if mass is None:
            continue
        held = content({"Dy": (0.01 / wider, 0.02, 0.03 * wider), "Nd": (0.2, 0.25, 0.3)}, mass)
        sure = (Certainty.YES, Certainty.LIKELY, Certainty.POSSIBLE)[one % 3]
        identities.append(identity(str(one), replace(held, certainty=sure)))
        outcome = (Outcome.CONTROLLED, Outcome.CONTROLLED, Outcome.UNDETERMINED)[one % 3]
        findings.append(finding(str(one), outcome, (Force.IN_FORCE, Force.SUSPENDED, Force.UNVERIFIED)[one % 3]))
    return assessed(bill(plan, dice), identities, findings)


@QUICK
@given(plans())
def test_a_roll_up_is_the_product_along_each_path_summed_over_the_paths(plan: Plan) -> None:
    listed = bill(plan)
    rolled = roll_up(listed)
    for place, product in enumerate(rolled.products):
        items, counts = rolled.in_product(place)
        found = [0.0] * len(plan.parts)
        for one, count in zip(items.tolist(), counts.tolist(), strict=True):
            found[one] = count
        if product is not None:
            assert found == needed(plan, int(listed.items[product].key))


@QUICK
@given(plans(), some.integers(9, 30))
def test_many_products_are_rolled_up_as_few_are(plan: Plan, copies: int) -> None:
    """Beyond a number of products another form of the same matrices is used."""
    size = len(plan.parts)
    shifted = Plan(
        tuple(tuple((part + n * size, each) for part, each in parts) for n in range(copies) for parts in plan.parts),
        tuple(n * size for n in range(copies)), plan.prices * copies, plan.masses * copies)
    wide = roll_up(bill(shifted))
    totals = wide.for_volumes([1.0] * len(wide.products))
    assert totals.tolist() == [*needed(plan, 0)] * copies


@QUICK
@given(plans())
def test_spend_of_items_and_of_products_add_up_to_the_same(plan: Plan) -> None:
    found = measured(plan)
    spend = sum(entry.spend or 0.0 for entry in found.items)
    assert isclose(spend, sum(product.spend for product in found.products), abs_tol=1e-6)
    for outcome, part in ((Outcome.CONTROLLED, "controlled_spend"), (Outcome.UNDETERMINED, "undetermined_spend")):
        caught = sum(entry.spend or 0.0 for entry in found.items if entry.outcome is outcome)
        assert isclose(caught, sum(getattr(product, part) for product in found.products), abs_tol=1e-6)


@QUICK
@given(plans())
def test_every_figure_of_lines_is_the_number_of_lines_of_its_items(plan: Plan) -> None:
    found = measured(plan)
    lines = [entry.lines for entry in found.items]
    assert sorted(line for of_item in lines for line in of_item) == list(range(int(found.figure("lines").value or 0)))
    for figure in found.figures:
        if figure.unit == "lines" and (figure.value is not None or figure.key != "single_source"):
            assert figure.value == sum(len(lines[one]) for one in figure.items)


@QUICK
@given(plans())
def test_grams_of_elements_are_those_of_the_items_and_of_the_products(plan: Plan) -> None:
    found = measured(plan)
    for element in found.elements:
        for bound in ("low", "best", "high"):
            whole = getattr(element.mass_g, bound)
            for parts in (found.items, found.products):
                held = [dict(one.element_g).get(element.symbol) for one in parts]
                assert isclose(whole, sum(getattr(one, bound) for one in held if one), abs_tol=1e-6)


@QUICK
@given(plans(), some.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(plan: Plan, dice: random.Random) -> None:
    one, other = measured(plan), measured(plan, dice)
    for entry, again in zip(one.items, other.items, strict=True):
        assert entry.key == again.key
        assert without_lines(entry) == without_lines(again)
    for figure in one.figures:
        if figure.unit != "lines":  # an assembly may be listed again with its parts: more lines, the same things
            assert figure == other.figure(figure.key)


def without_lines(entry: ItemExposure) -> ItemExposure:
    return replace(entry, lines=())


@QUICK
@given(plans(), some.floats(1.0, 3.0))
def test_a_wider_range_of_shares_never_gives_a_narrower_one_of_grams(plan: Plan, wider: float) -> None:
    narrow, wide = measured(plan), measured(plan, wider=wider)
    for one, other in zip(narrow.elements, wide.elements, strict=True):
        assert other.mass_g.low <= one.mass_g.low + 1e-9
        assert one.mass_g.high <= other.mass_g.high + 1e-9


@QUICK
@given(some.tuples(NUMBERS, NUMBERS, NUMBERS), NUMBERS, NUMBERS, NUMBERS)
def test_widening_an_estimate_never_turns_yes_into_no(
    bounds: tuple[float, float, float], below: float, above: float, threshold: float,
) -> None:
    narrow = Estimate(*sorted(bounds))
    wide = Estimate(narrow.low - below, narrow.best, narrow.high + above)
    for asked in ("at_least", "above"):
        before, after = getattr(narrow, asked)(threshold), getattr(wide, asked)(threshold)
        assert after in (before, Answer.UNKNOWN)


@pytest.mark.parametrize("seed", range(5))
def test_same_inputs_give_same_numbers(seed: int) -> None:
    plan = Plan((((1, 3), (2, 2)), ((2, 1),), ()), (0,), (None, 5.0, 0.3), (None, None, 2.5))
    one, other = (measured(plan, random.Random(seed)) for _ in range(2))
    assert (one.items, one.products, one.elements, one.concentration, one.figures) == (
        other.items, other.products, other.elements, other.concentration, other.figures)
