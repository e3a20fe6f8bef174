"""An exposure as tables with declared columns, for charts, notebooks and exports. Imports pandas on first use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ytterby.bom.bill import Bom
from ytterby.core.elements import SYMBOLS
from ytterby.exposure.exposure import Exposure

if TYPE_CHECKING:
    from pandas import DataFrame

ITEM_COLUMNS = (
    "key", "part_number", "description", "lines", "outcome", "force", "treatment", "control", "instrument",
    "rare_earth", "annual_quantity", "unit_price", "spend", "cover_days", "suppliers", "countries", "flags",
)
PRODUCT_COLUMNS = ("key", "volume", "spend", "controlled_spend", "undetermined_spend", "shortest_cover_days")
ELEMENT_COLUMNS = ("symbol", "mass_low_g", "mass_best_g", "mass_high_g", "china_share", "china_stage", "china_basis")
SHARE_COLUMNS = ("by", "name", "share", "value")


def items(exposure: Exposure, bom: Bom) -> DataFrame:
    """One row per item. Money in ``exposure.currency`` a year; texts of several joined with "; "."""
    return _frame(ITEM_COLUMNS, [
        (
            entry.key, bom.items[entry.item].part_number, bom.items[entry.item].description, len(entry.lines),
            str(entry.outcome), str(entry.force or ""), str(entry.treatment), entry.control, entry.instrument,
            str(entry.rare_earth), entry.annual_quantity, entry.unit_price, entry.spend, entry.cover_days,
            "; ".join(entry.suppliers), "; ".join(entry.countries), "; ".join(sorted(entry.flags)),
        )
        for entry in exposure.items
    ])


def products(exposure: Exposure, bom: Bom) -> DataFrame:
    """One row per product; an empty key is the list itself."""
    return _frame(PRODUCT_COLUMNS, [
        (
            "" if entry.item is None else bom.items[entry.item].key, entry.volume, entry.spend, entry.controlled_spend,
            entry.undetermined_spend, entry.shortest_cover[1] if entry.shortest_cover else None,
        )
        for entry in exposure.products
    ])


def elements(exposure: Exposure) -> DataFrame:
    """One row per element; grams a year."""
    return _frame(ELEMENT_COLUMNS, [
        (entry.symbol, entry.mass_g.low, entry.mass_g.best, entry.mass_g.high, entry.china_share, entry.china_stage,
         entry.china_basis)
        for entry in exposure.elements
    ])


def product_by_element(exposure: Exposure, bom: Bom) -> DataFrame:
    """Grams a year, best estimate: products down (by key), elements across in the order of the periodic table."""
    import pandas

    rows: dict[str, dict[str, float]] = {}
    for entry in exposure.products:
        key = "" if entry.item is None else bom.items[entry.item].key
        rows[key] = {symbol: grams.best for symbol, grams in entry.element_g}
    columns = [symbol for symbol in SYMBOLS if any(symbol in row for row in rows.values())]
    return pandas.DataFrame.from_dict(rows, orient="index", columns=columns, dtype=float).fillna(0.0)


def shares(exposure: Exposure) -> DataFrame:
    """One row per share of each concentration, largest first."""
    return _frame(SHARE_COLUMNS, [
        (entry.by, share.name, share.share, share.value) for entry in exposure.concentration for share in entry.shares
    ])


def _frame(columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> DataFrame:
    import pandas

    return pandas.DataFrame.from_records(rows, columns=list(columns))
