"""What must hold of outages, whatever the bill: longer costs more, stock helps, many tiers agree with two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from builders_measure import REFINING, assessed, bom, content, finding, identity, item
from ytterby.bom.bill import Bom
from ytterby.exposure.exposure import Exposure
from ytterby.planning.recovery import Node, tier_impact, tier_time_to_survive
from ytterby.workspace.outages import Outages, assess_outages

QUICK = settings(deadline=None, max_examples=40)
HELD = {"Nd": (0.2, 0.25, 0.3)}
Case = tuple[list[tuple[int, int]], list[tuple[int, int]], list[list[int]]]


@some.composite
def cases(draw: some.DrawFn) -> Case:
    """(volume, margin) per product, (stock, maker) per item, pieces of each item in each product."""
    products = draw(some.lists(some.tuples(some.integers(1, 900), some.integers(1, 50)), min_size=1, max_size=3))
    items = draw(some.lists(some.tuples(some.integers(0, 500), some.integers(0, 2)), min_size=1, max_size=4))
    needs = [[draw(some.integers(0, 4)) for _ in items] for _ in products]
    needs[0] = [max(1, one) for one in needs[0]]  # every item is used somewhere
    return products, items, needs


def measured(case: Case, extra: int = 0) -> tuple[Bom, Exposure]:
    products, items, needs = case
    parts = [item(f"m{n}", 2.0, stock=float(stock + extra), manufacturer=f"S{maker}")
             for n, (stock, maker) in enumerate(items)]
    heads = [item(f"p{n}", annual_use=float(volume)) for n, (volume, _) in enumerate(products)]
    lines: list[tuple[int, str, float | None]] = []
    for n in range(len(products)):
        lines += [(0, f"p{n}", 1.0), *((1, f"m{m}", float(count)) for m, count in enumerate(needs[n]) if count)]
    bill = bom([*heads, *parts], lines)
    held = [identity(f"m{n}", content(HELD)) for n in range(len(items))]
    return bill, assessed(bill, held, [finding("m0")], margins={f"p{n}": float(one) for n, (_, one)
                                                               in enumerate(products)})


def found(case: Case, days: float = 90.0, extra: int = 0) -> Outages:
    bill, exposure = measured(case, extra)
    return assess_outages(bill, exposure, days, refining=REFINING)


@QUICK
@given(cases(), some.integers(1, 300), some.integers(0, 300))
def test_a_longer_outage_never_costs_less(case: Case, days: int, longer: int) -> None:
    short = {(one.kind, one.name): one.loss or 0.0 for one in found(case, days).impacts}
    for one in found(case, days + longer).impacts:
        assert (one.loss or 0.0) >= short[one.kind, one.name] - 1e-6


@QUICK
@given(cases(), some.integers(1, 300))
def test_more_stock_never_costs_more_and_never_lasts_less(case: Case, extra: int) -> None:
    before = {(one.kind, one.name): one for one in found(case).impacts}
    for one in found(case, extra=extra).impacts:
        old = before[one.kind, one.name]
        assert (one.loss or 0.0) <= (old.loss or 0.0) + 1e-6
        assert (one.survive_days or 0.0) >= (old.survive_days or 0.0)


@QUICK
@given(cases())
def test_nothing_is_lost_exactly_where_all_survive_the_outage(case: Case) -> None:
    for one in found(case).impacts:
        assert one.survives is not None
        assert one.survives == ((one.loss or 0.0) < 1e-9)
        assert one.index is None or 0.0 <= one.index <= 1.0


@QUICK
@given(cases())
def test_an_outage_of_a_supplier_is_that_of_the_network_of_all_tiers(case: Case) -> None:
    """Makers, items and products as nodes of their own (METHODS M1, multi-tier)."""
    products, items, needs = case
    daily = [sum(needs[p][n] * volume for p, (volume, _) in enumerate(products)) / 365 for n in range(len(items))]
    nodes = [Node(f"of {n}", capacity_rate=daily[n]) for n in range(len(items))]
    nodes += [Node(f"m{n}", stock=float(stock), needs=((f"of {n}", 1.0),), suppliers=(n,))
              for n, (stock, _) in enumerate(items)]
    nodes += [Node(f"p{p}", needs=tuple((f"m{n}", float(count)) for n, count in enumerate(needs[p]) if count),
                   suppliers=tuple(len(items) + n for n, count in enumerate(needs[p]) if count),
                   demand_rate=volume / 365, loss=float(margin)) for p, (volume, margin) in enumerate(products)]
    for one in found(case).impacts:
        if one.kind == "supplier":
            down = frozenset(n for n, (_, maker) in enumerate(items) if f"S{maker}" == one.name)
            assert one.loss == pytest.approx(tier_impact(nodes, down=down, periods=90.0)[0], abs=1e-6)
            assert tier_time_to_survive(nodes, down=down) == pytest.approx(one.survive_days)


@QUICK
@given(cases())
def test_suppliers_of_one_owner_fail_no_less_than_each_of_them(case: Case) -> None:
    bill, exposure = measured(case)
    owned = tuple(replace(one, sourcing=replace(one.sourcing, origins=tuple(
        replace(origin, owner="Top") for origin in one.sourcing.origins))) for one in exposure.items)
    together = assess_outages(bill, replace(exposure, items=owned), 90.0, refining=REFINING)
    apart = assess_outages(bill, exposure, 90.0, refining=REFINING)
    (top,) = (one for one in together.impacts if one.kind == "supplier")
    for one in apart.impacts:
        if one.kind == "supplier":
            assert (top.loss or 0.0) >= (one.loss or 0.0) - 1e-6
            assert (top.survive_days or 0.0) <= (one.survive_days or 0.0)
