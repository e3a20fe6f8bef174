"""Exposure by product, element and control entry, one table below the other."""

from __future__ import annotations

from collections import defaultdict

from ytterby.core.finding import Outcome
from ytterby.core.sentences.words import GROUP_WORDS, in_words
from ytterby.exposure.exposure import ElementExposure, ProductExposure
from ytterby.report.account import entry, grams
from ytterby.report.dossier import Dossier
from ytterby.report.hanging import CAUGHT, hanging
from ytterby.report.leads import lines_behind
from ytterby.report.notices import say
from ytterby.report.page import Block, Cell, Chart, Column, Kind, Page, Row, Style, Table, Text
from ytterby.report.sheets.decide import spend

_OUTCOMES = tuple(Outcome)
_HANGING = (7, 8)  # columns of the table of elements that its chart shows
UNKNOWN = "not stated"


def page(dossier: Dossier) -> Page:
    exposure = dossier.assessment.exposure
    period = say("exposure-per-product") if exposure.per_unit else say("exposure-per-year")
    rates = say("exposure-rates", day=exposure.rates_as_of.isoformat()) if exposure.rates_as_of else ""
    blocks: list[Block] = [
        Text(say("exposure-title"), Style.TITLE),
        Text(" ".join(part for part in (say("exposure-note", currency=exposure.currency), period, rates) if part)),
    ]
    if any(one.total for one in hanging(dossier)):  # on top: no page parts it
        blocks.append(Chart(say("chart-elements"), "elements", _HANGING, exposure.currency,
                            height=max(14, 8 + 3 * len(exposure.elements) // 2)))
    return Page("Exposure", (
        *blocks, Text("By product", Style.HEADING), _products(dossier), Text("By element", Style.HEADING),
        _elements(dossier), Text("By control entry", Style.HEADING), _controls(dossier)))


def _products(dossier: Dossier) -> Table:
    exposure = dossier.assessment.exposure
    columns = (
        Column("Product", width=26), Column("Volume", Kind.NUMBER, 14),
        Column("Controlled spend", Kind.MONEY, 14), Column("Undetermined spend", Kind.MONEY, 14),
        Column("All spend", Kind.MONEY, 14), Column("Items", Kind.WHOLE, 14),
        Column("Shortest cover, days", Kind.DAYS, 14), Column("of item", width=18),
        Column("Grams by element", Kind.WRAP, 60),
    )
    rows: list[Row] = []
    for product in exposure.products:
        rows.append((
            dossier.name(product.item), product.volume, product.controlled_spend, product.undetermined_spend,
            product.spend, len(product.items), *_shortest(dossier, product),
            grams(product.element_g),
        ))
    return Table(columns, tuple(rows), key="products")


def _shortest(dossier: Dossier, product: ProductExposure) -> Row:
    if product.shortest_cover is None:
        return None, ""
    item, days = product.shortest_cover
    return days, dossier.name(item)


def _elements(dossier: Dossier) -> Table:
    columns = (
        Column("Element", width=26), Column("Grams, low", Kind.MASS, 14), Column("Grams, best", Kind.MASS, 14),
        Column("Grams, high", Kind.MASS, 14),
        *(Column(f"Spend, {GROUP_WORDS[outcome]}", Kind.MONEY, 14) for outcome in _OUTCOMES),
        *(Column(f"Hanging on it, {outcome}", Kind.MONEY, 14) for outcome in CAUGHT),
        Column("Share of China", Kind.SHARE, 18), Column("Stage and basis", Kind.WRAP, 60),
        Column("Lines behind", width=12),
    )
    rows, on_it = [], {one.symbol: one for one in hanging(dossier)}
    for element in dossier.assessment.exposure.elements:
        hangs = on_it[element.symbol].spend if element.symbol in on_it else dict.fromkeys(CAUGHT, 0.0)
        rows.append((
            element.symbol, *_grams(dossier, element), *_spends(dossier, element),
            *(UNKNOWN if hangs[outcome] is None else hangs[outcome] for outcome in CAUGHT), element.china_share,
            f"{element.china_stage}: {element.china_basis}" if element.china_stage else "",
            lines_behind(dossier, say("behind-element", element=element.symbol), element.items),
        ))
    return Table(columns, tuple(rows), key="elements")


def _grams(dossier: Dossier, element: ElementExposure) -> Row:
    """Nought grams only where the mass of some holder is known."""
    held = [dossier.accounts[item].exposure for item in element.items]
    if not element.mass_g.high and not any(element.symbol in dict(item.element_g) for item in held if item is not None):
        return UNKNOWN, UNKNOWN, UNKNOWN
    return element.mass_g.low, element.mass_g.best, element.mass_g.high


def _spends(dossier: Dossier, element: ElementExposure) -> Row:
    """Per outcome; an outcome whose holders all lack a price has no figure."""
    by_outcome = dict(element.spend)
    cells: list[Cell] = []
    for outcome in _OUTCOMES:
        held = [dossier.accounts[item].exposure for item in element.items if dossier.accounts[item].status is outcome]
        known = not held or any(item is not None and item.spend is not None for item in held)
        cells.append(by_outcome.get(outcome, 0.0) if known else UNKNOWN)
    return tuple(cells)


def _controls(dossier: Dossier) -> Table:
    """An item may fall under several entries: this table doesn't add up, and says so in its heading."""
    groups: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for number, account in enumerate(dossier.accounts):
        for finding in account.catching:
            key = (finding.instrument, entry(finding), in_words(finding.outcome), in_words(finding.force))
            if number not in groups[key][-1:]:
                groups[key].append(number)
    columns = (
        Column("Instrument", width=26), Column("Control", width=24), Column("Outcome", Kind.STATUS, 14),
        Column("Force", width=14), Column("Items", Kind.WHOLE, 14),
        Column("Spend (items may recur)", Kind.MONEY, 14), Column("Lines behind", width=14),
    )
    rows = []
    for key, items in sorted(groups.items()):
        rows.append((*key, len(items), spend(dossier, items),
                     lines_behind(dossier, f"{key[1]} ({key[2]}, {key[3]})", tuple(items))))
    return Table(columns, tuple(rows), key="controls")
