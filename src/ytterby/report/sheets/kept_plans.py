"""Plans kept in the project, side by side: what each buys and costs, and under which limits and on which day it was
found. They are told as they were found; nothing of them is computed anew."""

from __future__ import annotations

from collections.abc import Iterator

from ytterby.report.dossier import Dossier
from ytterby.report.leads import first_line
from ytterby.report.notices import say
from ytterby.report.page import Cell, Column, Kind, Page, Row, Style, Table, Text
from ytterby.workspace.document import KeptPlan

PLANS = (
    Column("Plan", width=22), Column("Made for", width=22), Column("As of", Kind.DATE, 11), Column("Currency", width=9),
    Column("Spend now", Kind.MONEY, 14), Column("Mean cost", Kind.MONEY, 14), Column("Worst tenth", Kind.MONEY, 14),
    Column("Mean cost without it", Kind.MONEY, 14), Column("Saves on average", Kind.MONEY, 14),
    Column("Items bought", Kind.WHOLE, 9), Column("Qualifies", width=30), Column("Budget", Kind.MONEY, 13),
    Column("Worst tenth at most", Kind.MONEY, 13), Column("Margin of a product not made", Kind.MONEY, 13),
    Column("Stock up to, days", Kind.DAYS, 10), Column("Advance stock dearer by", Kind.SHARE, 11),
)
STOCK = (
    Column("Plan", width=22), Column("Item", width=22), Column("Description", width=40),
    Column("Pieces", Kind.NUMBER, 12), Column("First line", width=14),
)


def page(dossier: Dossier) -> Page:
    """To be made only where a plan is kept."""
    plans = dossier.document.plans
    return Page("Kept plans", (
        Text(say("kept-plans-title"), Style.TITLE), Text(say("kept-plans-note")),
        Table(PLANS, tuple(map(_plan, plans)), key="kept plans"),
        Table(STOCK, tuple(_stock(dossier)), key="kept plans stock", main=True),
    ))


def _plan(plan: KeptPlan) -> Row:
    limits, costs, without = plan.limits, plan.costs, plan.without
    not_judged: Cell = say("kept-plan-not-judged")
    return (
        plan.name, plan.scenario, plan.as_of, plan.currency, plan.spend,
        *(costs or (not_judged, not_judged)), without[0] if without else not_judged,
        without[0] - costs[0] if without and costs else not_judged,
        len(plan.stock), ", ".join(plan.sources) or say("kept-plan-nobody"),
        *(say("kept-plan-no-limit") if one is None else one for one in (limits.budget, limits.tail_limit)),
        say("kept-plan-as-stated") if limits.margin is None else limits.margin, limits.ceiling_days, limits.surcharge,
    )


def _stock(dossier: Dossier) -> Iterator[Row]:
    places = {item.key: place for place, item in enumerate(dossier.assessment.reading.bom.items)}
    for plan in dossier.document.plans:
        for key, pieces in plan.stock:
            place = places.get(key)
            if place is None:
                yield plan.name, key, say("kept-plan-gone"), pieces, None
            else:
                item = dossier.accounts[place].item
                yield plan.name, dossier.name(place), item.description, pieces, first_line(dossier, (place,))
