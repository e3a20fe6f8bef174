"""What a plan says, in words and rows: what to buy, whom to qualify, what it saves, what holds it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ytterby.core.item import Item
from ytterby.core.text import reason_text, sentence
from ytterby.gui.charts.labels import WHOLE_NAME, brief_money, item_name
from ytterby.gui.listing import Column
from ytterby.gui.wording import NOTHING, counted, money, number, quantity
from ytterby.planning.planned import Planned, chosen_sources, costs_of, saves
from ytterby.planning.rule_of_thumb import Hold
from ytterby.planning.scenario import Change, Scenario, SetBudget, SetStock
from ytterby.planning.solve import Limit, Status
from ytterby.planning.stocking import candidates

UNITS = {Limit.BUDGET: "one more of budget", Limit.TAIL: "one more allowed in the worst scenarios",
         Limit.CEILING: "one more piece allowed of", Limit.GRANTED: "one more piece granted of"}
MOST_BINDINGS = 6


@dataclass(frozen=True, slots=True)
class Buy:
    """One item: pieces to buy by the plan, at what cost, and by the rule of thumb; None where that says nothing."""

    name: str
    pieces: float | None
    cost: float | None
    estimate: float | None
    currency: str


BUYS: tuple[Column[Buy], ...] = (
    Column("name", "Buy now", lambda row: row.name, width=280),
    Column("pieces", "Pieces", lambda row: NOTHING if row.pieces is None else quantity(round(row.pieces)),
           lambda row: row.pieces, figure=True, width=90),
    Column("cost", "Cost", lambda row: money(row.cost, row.currency), lambda row: row.cost, figure=True, width=110,
           help="With what advance stock costs above later purchases"),
    Column("estimate", "Rule of thumb, pieces",
           lambda row: NOTHING if row.estimate is None else quantity(round(row.estimate)),
           lambda row: row.estimate, figure=True, width=120,
           help="The closed form for one closure, item by item: an instant estimate to compare with"),
)


def buy_columns(planned: bool) -> tuple[Column[Buy], ...]:
    """Pieces and cost only where there is a plan."""
    return BUYS if planned else tuple(column for column in BUYS if column.key not in ("pieces", "cost"))


def buys(planned: Planned, estimates: Sequence[Hold], items: Sequence[Item], currency: str) -> tuple[Buy, ...]:
    """Items that the plan or the rule of thumb would buy, dearest first."""
    thumb = {hold.item: hold.buy for hold in estimates}
    plan, lines = planned.solution.plan, planned.stocking.problem.lines
    found = []
    for place, item in enumerate(planned.stocking.items):
        pieces = plan.stock[place] if plan else None
        if (pieces or 0.0) > 0.5 or thumb.get(item, 0.0) > 0.5:
            cost = None if pieces is None else pieces * lines[place].stock_price
            found.append(Buy(item_name(items[item], most=WHOLE_NAME), pieces, cost, thumb.get(item), currency))
    return tuple(sorted(found, key=lambda buy: -(buy.cost or 0.0)))


def estimated(estimates: Sequence[Hold], items: Sequence[Item], currency: str) -> tuple[Buy, ...]:
    """The rule of thumb alone, before there is a plan."""
    return tuple(Buy(item_name(items[hold.item], most=WHOLE_NAME), None, None, hold.buy, currency) for hold in estimates
                 if hold.buy > 0.5)


def plan_words(planned: Planned, currency: str) -> str:
    """The answer as a sentence."""
    solution, plan = planned.solution, planned.solution.plan
    if not planned.stocking.problem.products:
        return "No product of this bill can be stopped by an item whose stock, use and volume are stated."
    if plan is None:
        return ("No plan keeps these limits." if solution.status is Status.INFEASIBLE
                else "The time was up before a first plan was found. Allow more time.")
    sources = chosen_sources(planned)
    bought = sum(units > 0.5 for units in plan.stock)
    if not bought and not sources:
        words = "Nothing to buy and nobody to qualify: waiting is the cheapest plan"
    else:
        words = (f"Spend {brief_money(plan.spend, currency)} now" if plan.spend > 0.5 else "Nothing is spent now")
        words += f": stock of {counted(bought, 'item')}" if bought else ": no stock is bought"
        words += f", and qualify {', '.join(sources)}" if sources else "; qualify no further source"
        if rests := _rests_on(planned):
            words = f"If {rests}: {words[0].lower()}{words[1:]}"
    if solution.status is Status.TIME_LIMIT:
        words += f". The best found in the time allowed, at most {number(100 * solution.gap, 1)} % from the optimum"
    return words + "."


def _rests_on(planned: Planned) -> str:
    """What must be so for the stock of the plan to be needed; empty where all of it is sure."""
    plan, premises = planned.solution.plan, planned.stocking.premises
    bought = [one for one, units in zip(premises, plan.stock if plan else (), strict=False) if units > 0.5]
    texts = sorted({one.unverified for one in bought if one.unverified})
    undetermined = sum(one.open for one in bought)
    return " and ".join(filter(None, (
        f"{', '.join(texts)} {'is' if len(texts) == 1 else 'are'} in force" if texts else "",
        f"{number(undetermined)} of its items, undetermined, {'is' if undetermined == 1 else 'are'} caught"
        if undetermined else "")))


def worth_words(planned: Planned, currency: str) -> str:
    """What the plan is worth on fresh trials, with the width of the 95 % interval."""
    judged, without = planned.judged, planned.without
    if judged is None or without is None:
        return ""
    made_of = sentence("plan-costs", costs_of(planned, lambda sum_: money(sum_, currency)))
    if not saves(planned):
        return (f"On {judged.scenarios} fresh trials it saves nothing against buying nothing: the expected loss stays "
                f"{money(without.tail.mean, currency)} on average and {money(without.tail.cvar, currency)} in the "
                f"worst tenth. {made_of}")
    return (f"On {judged.scenarios} fresh trials it costs {money(judged.tail.mean, currency)} "
            f"(± {number(judged.mean_within)}) on average instead of {money(without.tail.mean, currency)} with nothing "
            f"bought, and {money(judged.tail.cvar, currency)} (± {number(judged.cvar_within)}) in the worst tenth "
            f"instead of {money(without.tail.cvar, currency)}. {made_of}")


def held_back(planned: Planned, currency: str) -> tuple[str, ...]:
    """Why there is no plan, or which limits bind and what one more unit is worth; what is left out."""
    solution = planned.solution
    words = [reason_text(reason) for reason in solution.reasons]
    words += [f"Held back by the {binding.limit}: {UNITS[binding.limit]}{' ' + binding.name if binding.name else ''} "
              f"saves {money(binding.value, currency, 2)}." for binding in solution.bindings[:MOST_BINDINGS]]
    if len(solution.bindings) > MOST_BINDINGS:
        words.append(f"{counted(len(solution.bindings) - MOST_BINDINGS, 'further limit')} bind less.")
    if solution.plan is not None and not solution.bindings and planned.stocking.problem.products:
        words.append("No limit holds it back: more money or higher ceilings would change nothing.")
    if planned.stocking.left_out:
        words.append(f"{counted(len(planned.stocking.left_out), 'item or product', 'items or products')} left out: "
                     + reason_text(planned.stocking.left_out[0].reason))
    return tuple(words)


def accepted(planned: Planned, scenario: Scenario, items: Sequence[Item], budget: float | None) -> tuple[Change, ...]:
    """The scenario's changes with the plan carried out: stock as bought, only the sources it qualifies."""
    plan = planned.solution.plan
    assert plan is not None
    lines, taken = planned.stocking.problem.lines, set(chosen_sources(planned))
    stock = {items[item].key: SetStock(items[item].key, float(round(lines[place].stock + plan.stock[place])))
             for place, item in enumerate(planned.stocking.items) if plan.stock[place] > 0.5}
    dropped = [change for name, change in candidates(scenario) if name not in taken]
    kept = [change for change in scenario.changes if change not in dropped and not isinstance(change, SetBudget)
            and not (isinstance(change, SetStock) and change.item_key in stock)]
    return (*kept, *stock.values(), *(() if budget is None else (SetBudget(budget),)))
