"""What ``ytterby plan --json`` writes: format ytterby.plan/1. Days are calendar days, money is in ``currency``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ytterby.core.item import Item
from ytterby.core.text import reason_text
from ytterby.planning.judge import Judgement
from ytterby.planning.labels import label
from ytterby.planning.planned import Planned, chosen_sources
from ytterby.planning.simulation import Dates, Simulation
from ytterby.planning.solve import Solution
from ytterby.workspace.document import Assessment
from ytterby.workspace.scenario_file import ScenarioFile

FORMAT = "ytterby.plan/1"
Json = dict[str, Any]


def plan_data(assessment: Assessment, asked: ScenarioFile, baseline: Simulation, outlook: Simulation,
              planned: Planned | None, items: Sequence[Item]) -> Json:
    """Plain data, ready for json.dumps."""
    provenance = assessment.provenance
    names = {item.key: item.number or item.key for item in items}
    return {
        "format": FORMAT, "program": provenance.program, "as_of": provenance.as_of.isoformat(),
        "workbook": {"name": provenance.workbook, "digest": provenance.workbook_digest},
        "rules": {"digest": provenance.rules_digest},
        "assumptions": [*provenance.assumptions, *map(str, asked.scenario.policies)],
        "currency": assessment.exposure.currency,
        "scenario": {"name": asked.scenario.name, "note": asked.scenario.note,
                     "changes": [label(change, names) for change in asked.scenario.changes]},
        "baseline": _outlook(baseline, items), "outlook": _outlook(outlook, items),
        "plan": None if planned is None else _plan(planned, items),
    }


def _outlook(outlook: Simulation, items: Sequence[Item]) -> Json:
    wait = outlook.wait
    return {
        "seed": outlook.seed, "trials": outlook.trials, "standard_error": outlook.standard_error,
        "wait": {"median_days": wait.median_days, "p90_days": wait.p90_days, "approval": wait.approval,
                 "basis": wait.basis, "as_of": wait.as_of.isoformat()},
        "products": [{
            "product": _key(items, product.item), "stop_probability": product.stop_probability,
            "stop_days": product.stop_days, "worst_stop_days": product.worst_stop_days,
            "first_stop": _dates(product.first_stop), "bottleneck": _key(items, product.bottleneck),
            "unknown": [items[item].key for item in product.unknown],
        } for product in outlook.products],
        "items": [{
            "item": items[entry.item].key, "part_number": items[entry.item].part_number,
            "cover_days": entry.cover_days, "unlimited": entry.unlimited, "stop_probability": entry.stop_probability,
            "stop_days": entry.stop_days, "first_stop": _dates(entry.first_stop), "cover_for_95": entry.cover_for_95,
            "extra_cost": entry.extra_cost, "barred": entry.barred,
        } for entry in outlook.items],
    }


def _plan(planned: Planned, items: Sequence[Item]) -> Json:
    solution, plan, problem = planned.solution, planned.solution.plan, planned.stocking.problem
    stock = () if plan is None else zip(planned.stocking.items, problem.lines, plan.stock, strict=True)
    return {
        "status": str(solution.status), "reasons": [reason_text(reason) for reason in solution.reasons],
        "scenarios": problem.scenarios, "weeks": problem.weeks,
        "spend": None if plan is None else plan.spend, "gap": _number(solution.gap),
        "stock": [{"item": items[item].key, "part_number": items[item].part_number, "pieces": units,
                   "money": units * line.stock_price} for item, line, units in stock if units > 1e-6],
        "sources": list(chosen_sources(planned)),
        "expected_cost": _tail(solution, "mean"), "worst_cost": _tail(solution, "cvar"),
        "judged": _judged(planned.judged), "without_plan": _judged(planned.without),
        "binding": [{"limit": str(binding.limit), "name": binding.name, "worth": binding.value}
                    for binding in solution.bindings],
        "frontier": [] if planned.frontier is None else [_point(planned, point) for point in planned.frontier.points],
        "left_out": [{"item": _key(items, entry.item), "reason": reason_text(entry.reason)}
                     for entry in planned.stocking.left_out],
    }


def _point(planned: Planned, point: Solution) -> Json:
    assert point.plan is not None
    qualified = zip(planned.stocking.problem.sources, point.plan.qualified, strict=True)
    return {"expected_cost": _tail(point, "mean"), "worst_cost": _tail(point, "cvar"), "spend": point.plan.spend,
            "sources": [source.name for source, taken in qualified if taken and source.optional]}


def _judged(judged: Judgement | None) -> Json | None:
    if judged is None:
        return None
    return {"trials": judged.scenarios, "expected_cost": judged.tail.mean, "expected_cost_within": judged.mean_within,
            "worst_cost": judged.tail.cvar, "worst_cost_within": judged.cvar_within}


def _tail(solution: Solution, part: str) -> float | None:
    return None if solution.tail is None else float(getattr(solution.tail, part))


def _dates(dates: Dates) -> list[str | None]:
    def text(day: date | None) -> str | None:
        return None if day is None else day.isoformat()

    return [text(dates.p10), text(dates.p50), text(dates.p90)]


def _key(items: Sequence[Item], item: int | None) -> str | None:
    """None stands for the list itself, or for nothing."""
    return None if item is None else items[item].key


def _number(value: float) -> float | None:
    return value if value < float("inf") else None
