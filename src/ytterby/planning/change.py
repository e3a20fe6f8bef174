"""Changes applied: what each does to the items that wait for a licence, to the wait itself, and how it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from ytterby.core.errors import PlanningError
from ytterby.core.text import sentence
from ytterby.planning.scenario import AddStock, AlternativeSource, Change, LicenceWait, Scenario, SetStock, SetWait
from ytterby.planning.supply import Other, Supply
from ytterby.planning.waits import checked

HORIZON_DAYS = 364.0  # 52 weeks: what a premium is paid for, and how far the fans reach


def changed(supplies: tuple[Supply, ...], scenario: Scenario) -> tuple[Supply, ...]:
    """The supplies after all changes of the scenario, in their order. Raises PlanningError for impossible numbers."""
    for change in scenario.changes:
        supplies = tuple(_apply(change, supply) for supply in supplies)
    return supplies


def changed_wait(wait: LicenceWait, scenario: Scenario) -> LicenceWait:
    """The wait after all changes; the last one that sets it holds."""
    for change in scenario.changes:
        if isinstance(change, SetWait):
            wait = checked(replace(
                wait, median_days=change.median_days, p90_days=change.p90_days, approval=change.approval,
                basis=sentence("wait-set-in-scenario", (("name", scenario.name),)),
            ))
    return checked(wait)


def _apply(change: Change, supply: Supply) -> Supply:
    match change:
        case SetWait():
            return supply
        case SetStock(item_key, pieces):
            _not_negative(pieces)
            if item_key != supply.key:
                return supply
            added = 0.0 if supply.stock is None else max(pieces - supply.stock, 0.0)
            return replace(supply, stock=pieces, cost=_plus(supply, added))
        case AddStock(days):
            _not_negative(days)
            if supply.stock is None or supply.use is None:
                return supply
            return replace(supply, stock=supply.stock + days * supply.use, cost=_plus(supply, days * supply.use))
        case AlternativeSource(item_key, qualification_days, share, premium):
            _not_negative(qualification_days, share)
            if (item_key and item_key != supply.key) or supply.use is None or share == 0:
                return supply
            rate = share * supply.use
            surplus = premium * rate * max(HORIZON_DAYS - qualification_days, 0.0)
            others = (*supply.others, Other(qualification_days, rate))
            return replace(supply, others=others, cost=_plus(supply, surplus))
        case _:
            assert_never(change)


def _plus(supply: Supply, pieces: float) -> float | None:
    """The cost so far and the price of ``pieces``; unknown where a price is missing and something is bought."""
    if pieces == 0:
        return supply.cost
    return None if supply.cost is None or supply.price is None else supply.cost + pieces * supply.price


def _not_negative(*numbers: float) -> None:
    if not all(number >= 0 for number in numbers):
        raise PlanningError("a change of a scenario holds a negative number.", remedy="Give 0 or more.")


def label(change: Change, names: Mapping[str, str]) -> str:
    """The change in words; ``names`` gives item keys the names shown."""
    def of_item(key: str) -> str:
        return names.get(key, key) if key else sentence("every-waiting-item")

    match change:
        case SetStock(item_key, pieces):
            return sentence("change-set-stock", (("item", of_item(item_key)), ("pieces", f"{pieces:,.6g}")))
        case AddStock(days):
            return sentence("change-add-stock", (("days", f"{days:g}"),))
        case SetWait(median_days, p90_days, approval):
            return sentence("change-set-wait", (
                ("median", f"{median_days:g}"), ("p90", f"{p90_days:g}"), ("approval", f"{100 * approval:g}"),
            ))
        case AlternativeSource(item_key, days, share, premium, name):
            return sentence("change-alternative-source", (
                ("name", name or sentence("alternative-unnamed")), ("item", of_item(item_key)), ("days", f"{days:g}"),
                ("share", f"{100 * share:g}"), ("premium", f"{100 * premium:+g}"),
            ))
        case _:
            assert_never(change)
