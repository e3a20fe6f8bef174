"""The products of a bill, with what the bill says of them and what the user set, and the columns that show it."""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.core.finding import Outcome
from ytterby.exposure.exposure import ItemExposure, ProductExposure
from ytterby.exposure.marks import DEFENCE, SEMICONDUCTOR, stated
from ytterby.gui import wording
from ytterby.gui.charts.labels import product_name
from ytterby.gui.listing import Column
from ytterby.workspace.document import Assessment, Document, ProductSetting
from ytterby.workspace.products import LOOSE, setting_of


@dataclass(frozen=True, slots=True)
class ProductLine:
    """One top item; ``said_…`` is the bill's own word on it, None where it says nothing."""

    key: str
    name: str
    description: str
    exposure: ProductExposure
    setting: ProductSetting
    price: str
    said_defence: bool | None
    said_semiconductor: bool | None
    currency: str
    inside: tuple[ItemExposure, ...] = ()


def product_lines(document: Document, assessment: Assessment) -> tuple[ProductLine, ...]:
    """In the order of the exposure: the list itself last."""
    items = assessment.reading.bom.items
    exposures = {one.item: one for one in assessment.exposure.items}
    found = []
    for product in assessment.exposure.products:
        item = None if product.item is None else items[product.item]
        key = item.key if item else LOOSE
        price = wording.money(item.price.amount, item.price.currency, 2) if item and item.price else wording.NOTHING
        found.append(ProductLine(
            key, product_name(product.item, items), item.description if item else "Top lines without parts below them",
            product, setting_of(document, key), price, stated(item, DEFENCE) if item else None,
            stated(item, SEMICONDUCTOR) if item else None, assessment.exposure.currency,
            tuple(exposures[inside] for inside in product.items),
        ))
    return tuple(found)


def mark_words(setting: bool | None, said: bool | None) -> str:
    """``yes, set here`` before what the bill says."""
    if setting is not None:
        return f"{'yes' if setting else 'no'}, set here"
    return "not stated" if said is None else f"{'yes' if said else 'no'}, from the bill"


def volume_words(line: ProductLine) -> str:
    if line.setting.volume is not None:
        return f"{wording.quantity(line.setting.volume)}, set here"
    if not line.exposure.volume_stated:
        return "not stated"
    return wording.quantity(line.exposure.volume)


def spend_words(line: ProductLine, outcome: Outcome) -> str:
    """Spend on the items of one outcome inside; a dash where none of them has a price, + where some have none."""
    inside = [one.spend for one in line.inside if one.outcome is outcome]
    known = [spend for spend in inside if spend is not None]
    if inside and not known:
        return wording.NOTHING
    spend = (line.exposure.controlled_spend if outcome is Outcome.CONTROLLED else line.exposure.undetermined_spend)
    return wording.money(spend, line.currency) + (" +" if len(known) < len(inside) else "")


PRODUCT_COLUMNS: tuple[Column[ProductLine], ...] = (
    Column("product", "Product", lambda line: line.name, width=210),
    Column("description", "Description", lambda line: line.description, width=240),
    Column("volume", "Pieces a year", volume_words,
           lambda line: line.exposure.volume if line.exposure.volume_stated else None, figure=True, width=120),
    Column("price", "Price", lambda line: line.price, figure=True, width=90, help="Of one piece, as the bill states"),
    Column("defence", "Defence", lambda line: mark_words(line.setting.defence, line.said_defence), width=120),
    Column("semiconductor", "Semiconductor",
           lambda line: mark_words(line.setting.semiconductor, line.said_semiconductor), width=120),
    Column("controlled", "Controlled spend", lambda line: spend_words(line, Outcome.CONTROLLED),
           lambda line: line.exposure.controlled_spend, figure=True, width=120,
           help="Spend a year on controlled items inside; + where some have no price"),
    Column("undetermined", "Undetermined spend", lambda line: spend_words(line, Outcome.UNDETERMINED),
           lambda line: line.exposure.undetermined_spend, figure=True, width=130,
           help="Spend a year on items inside that an entry may catch; + where some have no price"),
)
