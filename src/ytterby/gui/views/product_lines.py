"""The products of a bill, with what the bill says of them and what the user set, and the columns that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ytterby.core.finding import Outcome
from ytterby.core.item import Item
from ytterby.exposure.exposure import ItemExposure, ProductExposure
from ytterby.exposure.marks import DEFENCE, SEMICONDUCTOR, stated
from ytterby.gui import wording
from ytterby.gui.charts.labels import chance, item_name, product_name
from ytterby.gui.listing import Column
from ytterby.planning.simulation import ProductOutlook
from ytterby.workspace.document import Assessment, Document, ProductSetting
from ytterby.workspace.products import LOOSE, setting_of

END_USES = {
    "": "Not stated (civil is assumed, and said so)", "civil": "Civil", "military": "Military",
    "logic-14nm": "Logic chips of 14 nm or less, and their test", "memory-256": "Memory of 256 layers or more",
    "chip-equipment": "Equipment or materials to make such chips", "ai-military": "AI with possible military use",
    "wmd": "Weapons of mass destruction", "relief": "Humanitarian relief",
}


@dataclass(frozen=True, slots=True)
class ProductLine:
    """One top item; ``number`` where a description tells the rest of its name. ``said_…`` is the bill's own word on
    it, None where it says nothing.
    """

    key: str
    name: str
    number: str
    description: str
    exposure: ProductExposure
    setting: ProductSetting
    price: str
    said_defence: bool | None
    said_semiconductor: bool | None
    currency: str
    inside: tuple[ItemExposure, ...] = ()
    outlook: ProductOutlook | None = None
    bottleneck: str = ""


def product_lines(document: Document, assessment: Assessment) -> tuple[ProductLine, ...]:
    """In the order of the exposure: the list itself last."""
    items = assessment.reading.bom.items
    exposures = {one.item: one for one in assessment.exposure.items}
    baseline = assessment.outlooks[0].products if assessment.outlooks else ()
    outlooks = {one.item: one for one in baseline}
    found = []
    for product in assessment.exposure.products:
        item = None if product.item is None else items[product.item]
        key = item.key if item else LOOSE
        price = wording.money(item.price.amount, item.price.currency, 2) if item and item.price else wording.NOTHING
        found.append(ProductLine(
            key, product_name(product.item, items), item.number if item and item.description else "",
            item.description if item else "Top lines without parts below them", product, setting_of(document, key),
            price, stated(item, DEFENCE) if item else None, stated(item, SEMICONDUCTOR) if item else None,
            assessment.exposure.currency,
            tuple(exposures[inside] for inside in product.items), outlooks.get(product.item),
            _bottleneck(outlooks.get(product.item), items),
        ))
    return tuple(found)


def _bottleneck(outlook: ProductOutlook | None, items: Sequence[Item]) -> str:
    return "" if outlook is None or outlook.bottleneck is None else item_name(items[outlook.bottleneck])


def stop_words(line: ProductLine) -> str:
    """``72 %, half by 2027-01-04``; not known where nothing tells, which is not that it goes on."""
    outlook = line.outlook
    if outlook is None:
        return wording.NOTHING
    if not outlook.known:
        return "not known"
    least = "at least " if outlook.unknown else ""
    by = f", half by {wording.day(outlook.first_stop.p50)}" if outlook.first_stop.p50 else ""
    return f"{least}{chance(outlook.stop_probability)}{by}"


def stop_tip(line: ProductLine) -> str:
    """Days of the first stop and what stops it, in the baseline."""
    outlook = line.outlook
    if outlook is None:
        return ""
    first = outlook.first_stop
    said = [f"First stop: P10 {wording.day(first.p10)}, P50 {wording.day(first.p50)}, P90 {wording.day(first.p90)}",
            f"Mostly stopped first by {line.bottleneck}" if line.bottleneck else "",
            f"{wording.counted(len(outlook.unknown), 'item')} of unknown cover not counted" if outlook.unknown else ""]
    return "\n".join(part for part in said if part)


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


def stock_words(line: ProductLine) -> str:
    if line.setting.stock is not None:
        return f"{wording.quantity(line.setting.stock)}, set here"
    return wording.NOTHING if line.exposure.stock is None else wording.quantity(line.exposure.stock)


def money_words(line: ProductLine, what: str) -> str:
    """Price or margin of a piece: what is set here before what the bill states."""
    money = getattr(line.setting, what)
    if money is not None:
        return f"{wording.money(money.amount, money.currency, 2)}, set here"
    return line.price if what == "price" else "not stated"


def use_words(line: ProductLine) -> str:
    """End use, destination and end user, as far as they are set for this product."""
    setting = line.setting
    said = (END_USES[setting.end_use] if setting.end_use else "", setting.destination, setting.customer)
    return ", ".join(part for part in said if part) or "as the whole bill"


def spend_words(line: ProductLine, outcome: Outcome) -> str:
    """Spend on the items of one outcome inside; a dash where none of them has a price, + where some have none."""
    inside = [one.spend for one in line.inside if one.outcome is outcome]
    known = [spend for spend in inside if spend is not None]
    if inside and not known:
        return wording.NOTHING
    spend = (line.exposure.controlled_spend if outcome is Outcome.CONTROLLED else line.exposure.undetermined_spend)
    return wording.money(spend, line.currency) + (" +" if len(known) < len(inside) else "")


PRODUCT_COLUMNS: tuple[Column[ProductLine], ...] = (
    Column("product", "Product", lambda line: line.number or line.name, tip=lambda line: line.name, width=150),
    Column("description", "Description", lambda line: line.description, width=150),
    Column("volume", "Pieces a year", volume_words,
           lambda line: line.exposure.volume if line.exposure.volume_stated else None, figure=True, width=120),
    Column("stock", "Finished stock", stock_words, lambda line: line.exposure.stock, figure=True, width=108,
           help="Finished pieces: they go out when no more can be made, and count in cover and in time to survive"),
    Column("price", "Price", lambda line: money_words(line, "price"), figure=True, width=120,
           help="Of one piece sold: set here, else as the bill states"),
    Column("margin", "Margin", lambda line: money_words(line, "margin"), figure=True, width=128,
           help="Of one piece"),
    Column("revenue", "Revenue", lambda line: wording.money(line.exposure.revenue, line.currency),
           lambda line: line.exposure.revenue, figure=True, width=120,
           help="Volume × price: a year, or of the pieces listed where no volume is stated"),
    Column("controlled", "Controlled spend", lambda line: spend_words(line, Outcome.CONTROLLED),
           lambda line: line.exposure.controlled_spend, figure=True, width=120,
           help="Spend on controlled items inside, of the same pieces as revenue; + where some have no price"),
    Column("undetermined", "Undetermined spend", lambda line: spend_words(line, Outcome.UNDETERMINED),
           lambda line: line.exposure.undetermined_spend, figure=True, width=130,
           help="Spend on items inside that an entry may catch; + where some have no price"),
    Column("stop", "Line stop within a year", stop_words,
           lambda line: line.outlook.stop_probability * 100 if line.outlook and line.outlook.known else None,
           stop_tip, figure=True, width=190,
           help="Chance that the licence wait outlasts some item's cover, in the baseline"),
    Column("use", "End use and destination", use_words, width=170),
    Column("defence", "Defence", lambda line: mark_words(line.setting.defence, line.said_defence), width=120),
    Column("semiconductor", "Semiconductor",
           lambda line: mark_words(line.setting.semiconductor, line.said_semiconductor), width=120),
)
