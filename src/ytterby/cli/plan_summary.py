"""What ``ytterby plan`` prints where no output was asked for: who stops when, against the baseline, and the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ytterby.core.item import Item
from ytterby.core.text import reason_text, sentence
from ytterby.planning.labels import barred, given, label
from ytterby.planning.planned import Planned, chosen_sources, costs_of, saves
from ytterby.planning.simulation import ProductOutlook, Simulation
from ytterby.workspace.document import Assessment
from ytterby.workspace.scenario_file import ScenarioFile

_SHOWN = 40


def plan_summary(assessment: Assessment, asked: ScenarioFile, baseline: Simulation, outlook: Simulation,
                 planned: Planned | None) -> Iterator[str]:
    """Line by line."""
    items, provenance = assessment.reading.bom.items, assessment.provenance
    names = {item.key: _name(items, place) for place, item in enumerate(items)}
    yield f"{provenance.workbook}, as of {provenance.as_of.isoformat()}, rules {provenance.rules_digest}"
    yield f"scenario: {asked.scenario.name}"
    for change in asked.scenario.changes:
        yield f"  {label(change, names)}"
    yield f"licence wait: {outlook.wait.basis}"
    yield f"{outlook.trials:,} trials, seed {outlook.seed}, standard error {outlook.standard_error:.1%}"
    if told := barred(outlook, lambda place: _name(items, place)):
        yield told
    if outlook.denied:
        yield sentence("outlook-denied", (("count", f"{outlook.denied:,}"),))
    yield ""
    yield from _products(baseline, outlook, items)
    if planned is not None:
        yield ""
        yield from _plan(planned, items, assessment.exposure.currency)


def _products(baseline: Simulation, outlook: Simulation, items: Sequence[Item]) -> Iterator[str]:
    before = {product.item: product for product in baseline.products}
    if not outlook.items:
        yield "No item waits for a licence on this day or comes to wait for one."
    for product in outlook.products:
        yield f"{_name(items, product.item)}: {_stop(product)}"
        if product.item in before:
            yield f"  baseline: {_stop(before[product.item])}"
        if product.bottleneck is not None:
            first = next(entry for entry in outlook.items if entry.item == product.bottleneck)
            rests = given(first.premise, _name(items, product.bottleneck))
            yield f"  stops first, mostly: {_name(items, product.bottleneck)}" + (f" – {rests}" if rests else "")
        if product.unknown:
            yield f"  stock or use not stated, so not in it: {_listed(items, product.unknown)}"


def _stop(product: ProductOutlook) -> str:
    if not product.known:
        return "when it stops is not known"
    least = "at least " if product.unknown and product.stop_probability < 1 else ""
    day = product.first_stop.p50 or product.first_stop.p10
    when = "" if day is None else f", {'half' if product.first_stop.p50 else 'one in ten'} by {day.isoformat()}"
    return (f"stops with {least}{product.stop_probability:.1%} probability{when}; {product.stop_days:.1f} days of "
            f"standstill on average, {product.worst_stop_days:.1f} in the worst tenth")


def _plan(planned: Planned, items: Sequence[Item], currency: str) -> Iterator[str]:
    solution = planned.solution
    if not planned.stocking.problem.products:
        yield sentence("plan-nothing-to-do", (("count", f"{len(planned.stocking.left_out):,}"),))
    else:
        yield f"plan: {solution.status}, on {planned.stocking.problem.scenarios} scenarios"
        yield from _advice(planned, items, currency)
    for entry in planned.stocking.left_out:
        yield f"  left out: {_name(items, entry.item)}. {reason_text(entry.reason)}"


def _advice(planned: Planned, items: Sequence[Item], currency: str) -> Iterator[str]:
    solution, plan = planned.solution, planned.solution.plan
    for reason in solution.reasons:
        yield f"  {reason_text(reason)}"
    if plan is not None:
        yield f"  spend now: {plan.spend:,.0f} {currency}"
        bought = [(item, units) for item, units in zip(planned.stocking.items, plan.stock, strict=True) if units > 0.5]
        for item, units in bought[:_SHOWN]:
            yield f"  buy {units:,.0f} of {_name(items, item)}"
        if len(bought) > _SHOWN:
            yield f"  and {len(bought) - _SHOWN} more: see --json"
        yield f"  qualify: {', '.join(chosen_sources(planned)) or 'no further source'}"
    if plan is not None and not saves(planned):
        yield "  nothing that can be bought or qualified makes it cheaper or safer: waiting is the plan"
    for word, judged in (("with it", planned.judged), ("without", planned.without)):
        if judged is not None:
            yield (f"  {word}, on {judged.scenarios} fresh trials: cost {judged.tail.mean:,.0f} ± "
                   f"{judged.mean_within:,.0f} {currency} on average, {judged.tail.cvar:,.0f} ± "
                   f"{judged.cvar_within:,.0f} in the worst cases")
    for binding in solution.bindings[:_SHOWN]:
        yield f"  held back by the {binding.limit} {binding.name}: one more unit saves {binding.value:,.2f}"
    if planned.without is not None:
        yield f"  {sentence('plan-costs', costs_of(planned, lambda sum_: f'{sum_:,.0f} {currency}'))}"


def _listed(items: Sequence[Item], some: Sequence[int]) -> str:
    more = f" and {len(some) - 5} more" if len(some) > 5 else ""
    return ", ".join(_name(items, item) for item in some[:5]) + more


def _name(items: Sequence[Item], item: int | None) -> str:
    if item is None:
        return "the list itself"
    named = (items[item].number, items[item].description[:50])
    told = " ".join(filter(None, named)) or items[item].key
    return told if named[0] else f"{told} [{items[item].key}]"  # by its key it is named in a scenario file
