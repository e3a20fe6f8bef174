"""Cover against the licence wait, per scenario: who stops, how likely, when."""

from __future__ import annotations

from ytterby.planning.simulation import ItemOutlook, Simulation
from ytterby.report.dossier import Dossier
from ytterby.report.leads import first_line
from ytterby.report.notices import percent, say
from ytterby.report.page import Cell, Column, Kind, Page, Row, Style, Table, Text

CLOSED = "closed form"
UNKNOWN = "not known"
OUTLOOK = (
    Column("Days of cover", Kind.DAYS, 16), Column("Days to recover, P90", Kind.DAYS, 12),
    Column("Probability of a stop", Kind.SHARE, 12),
    Column("Expected stop days", Kind.DAYS, 12), Column("First stop, P10", Kind.DATE, 12),
    Column("First stop, P50", Kind.DATE, 12), Column("First stop, P90", Kind.DATE, 12),
)
ITEMS = (
    Column("Scenario", width=18), Column("Item", width=30), Column("Description", width=34), *OUTLOOK,
    Column("Days of cover for 95 %", Kind.DAYS, 12), Column("Extra cost", Kind.MONEY, 13),
    Column("First line", width=12), Column(f"Probability, {CLOSED}", Kind.SHARE, 12),
    Column(f"Stop days, {CLOSED}", Kind.DAYS, 12),
)
PRODUCTS = (
    Column("Scenario", width=18), Column("Product", width=30), Column("Stops first, mostly", width=34), *OUTLOOK,
    Column("Items of unknown cover", Kind.WHOLE, 12),
)


def page(dossier: Dossier) -> Page:
    outlooks = dossier.assessment.outlooks
    return Page("Cover", (
        Text(say("cover-title"), Style.TITLE),
        *(Text(_said(outlook)) for outlook in outlooks),
        Text(say("cover-counts"), Style.NOTE),
        Text("Products", Style.HEADING), Table(PRODUCTS, tuple(_products(dossier)), key="product outlooks"),
        Text("Items that need a licence or may need one", Style.HEADING),
        _items_table(_items(dossier)),
    ))


def _said(outlook: Simulation) -> str:
    wait = outlook.wait
    return say("cover-scenario", scenario=outlook.scenario.name, median=f"{wait.median_days:g}",
               p90=f"{wait.p90_days:g}", approval=percent(wait.approval), basis=wait.basis,
               as_of=wait.as_of.isoformat(), trials=f"{outlook.trials:,}", seed=outlook.seed,
               error=f"{outlook.standard_error:.3f}")


def _products(dossier: Dossier) -> list[Row]:
    return [(
        outlook.scenario.name, dossier.name(product.item),
        dossier.name(product.bottleneck) if product.bottleneck is not None else "", _shortest(dossier, product.item),
        outlook.wait.p90_days,
        *((product.stop_probability, product.stop_days) if product.known else (UNKNOWN, UNKNOWN)),
        product.first_stop.p10, product.first_stop.p50, product.first_stop.p90, len(product.unknown),
    ) for outlook in dossier.assessment.outlooks for product in outlook.products]


def _shortest(dossier: Dossier, product: int | None) -> Cell:
    """The shortest cover inside a product."""
    inside = next((each for each in dossier.assessment.exposure.products if each.item == product), None)
    return inside.shortest_cover[1] if inside and inside.shortest_cover else None


def _items(dossier: Dossier) -> list[Row]:
    return [(outlook.scenario.name, *_item(dossier, item, outlook.wait.p90_days))
            for outlook in dossier.assessment.outlooks for item in outlook.items]


def _cover(outlook: ItemOutlook) -> Cell:
    if outlook.cover_days is not None:
        return outlook.cover_days
    return "outlasts any wait" if outlook.unlimited else "not stated"


def _items_table(rows: list[Row]) -> Table:
    """Closed forms hold only where every application is approved; elsewhere their columns would be empty."""
    kept = [place for place, column in enumerate(ITEMS)
            if CLOSED not in column.heading or any(row[place] is not None for row in rows)]
    return Table(tuple(ITEMS[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in rows),
                 main=True, key="item outlooks")


def _item(dossier: Dossier, outlook: ItemOutlook, recover_days: float) -> Row:
    """The cover is the time it survives without a licence; it recovers when the licence is there, as the scenario
    says."""
    return (
        dossier.name(outlook.item), dossier.accounts[outlook.item].item.description,
        _cover(outlook), recover_days, outlook.stop_probability,
        outlook.stop_days, outlook.first_stop.p10, outlook.first_stop.p50, outlook.first_stop.p90,
        outlook.cover_for_95, outlook.extra_cost, first_line(dossier, (outlook.item,)),
        outlook.exact_stop_probability, outlook.exact_stop_days,
    )
