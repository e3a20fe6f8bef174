"""What is set for products, as a table the user keeps: a workbook or CSV with a row per product, as on Products."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import numpy as np

from ytterby.bom.bill import Bom
from ytterby.bom.values import country_of_code
from ytterby.core.codes import END_USES
from ytterby.core.errors import UsageError
from ytterby.core.item import Money
from ytterby.core.progress import SILENT
from ytterby.core.units import number
from ytterby.workspace.document import Document, ProductSetting
from ytterby.workspace.edits import set_product

_YES_NO = {"yes": True, "no": False}
_HEADINGS = ("product", "volume", "price", "margin", "currency", "end use", "destination", "end user", "listed",
             "affiliate of", "defence", "semiconductor", "stock")
Cells = Mapping[str, str]
_T = TypeVar("_T")


def with_products(document: Document, path: Path, instruments: frozenset[str]) -> Document:
    """The document with the settings of the file; what an empty cell leaves open stays as it was set.

    ``instruments``: ids a list may have. Raises UsageError, with file and row, where a row can't be used, and
    WorkbookError where the file can't be read.
    """
    if document.reading is None:
        return document
    known = _products(document.reading.bom)
    seen: set[str] = set()
    for cells, where in _rows(path):
        name = cells.get("product", "")
        keys = known.get(name.casefold(), ())
        if len(keys) != 1:
            problem = "is no product of this bill" if not keys else "is the name of several products"
            raise UsageError(f"{name!r} {problem}.", where=where, remedy="Write its part number as in the bill.")
        if keys[0] in seen:
            raise UsageError(f"{name!r} has two rows.", where=where, remedy="Keep one of them.")
        seen.add(keys[0])
        before = next((one for one in document.products if one.item_key == keys[0]), ProductSetting(keys[0]))
        document = set_product(document, _setting(before, cells, where, document.currency, instruments))
    return document


def _products(bom: Bom) -> dict[str, tuple[str, ...]]:
    """By part number, and by description where no part number is the same, the keys of the items with lines below them
    and none above.
    """
    parent = bom.usages.parent
    tops = np.unique(bom.usages.item[np.array([line for line in np.unique(parent[parent >= 0]).tolist()
                                               if parent[line] < 0], np.int64)])
    by_part: dict[str, tuple[str, ...]] = {}
    by_text: dict[str, tuple[str, ...]] = {}
    for item in (bom.items[place] for place in tops.tolist()):
        for names, name in ((by_part, item.number), (by_text, item.description)):
            if name:
                folded = name.strip().casefold()
                names[folded] = (*names.get(folded, ()), item.key)
    return by_text | by_part


def _rows(path: Path) -> list[tuple[Cells, str]]:
    """(cells by heading, place) of every row of the first sheet that states something."""
    from ytterby.bom.sniff import load, sniff
    from ytterby.bom.workbook import sheets_of

    data = load(path)
    sheet = next(iter(sheets_of(data, sniff(data, path.name), path.name, SILENT)), None)
    columns: list[str] | None = None
    found: list[tuple[Cells, str]] = []
    for row in sheet.rows if sheet else ():
        texts = ["" if cell is None else str(cell).strip() for cell in row.cells]
        if not any(texts):
            continue
        if columns is None:
            columns = _columns(texts, str(path))
        else:
            found.append((dict(zip(columns, texts, strict=False)), f"{path} row {row.number}"))
    if columns is None:
        raise UsageError("the table of products is empty.", where=str(path))
    return found


def _columns(texts: list[str], where: str) -> list[str]:
    columns = [" ".join(text.casefold().replace("_", " ").split()) for text in texts]
    strange = [text for text, name in zip(texts, columns, strict=True) if text and name not in _HEADINGS]
    named = [name for name in columns if name]
    if "product" not in named or strange or len(set(named)) < len(named):
        about = (f"{strange[0]!r} is no heading" if strange
                 else "the heading product is missing" if "product" not in named else "a heading stands there twice")
        raise UsageError(f"{about}.", where=where, remedy=f"The headings are {', '.join(_HEADINGS)}.")
    return columns


def _setting(
    before: ProductSetting, cells: Cells, where: str, currency: str, instruments: frozenset[str],
) -> ProductSetting:
    def read(heading: str, kept: _T, of: Callable[[str, str], _T]) -> _T:
        text = cells.get(heading, "")
        return of(text, f"{where}, {heading}") if text else kept

    def money(text: str, at: str) -> Money | None:
        return Money(_amount(text, at), read("currency", currency, _currency))

    def lists(text: str, at: str) -> tuple[str, ...]:
        names = tuple(one.strip() for one in text.split(",") if one.strip())
        for name in names:
            if name not in instruments:
                raise UsageError(f"there is no list {name!r}.", where=at, remedy="See ytterby rules list.")
        return names

    return ProductSetting(
        before.item_key, read("defence", before.defence, _yes_or_no),
        read("semiconductor", before.semiconductor, _yes_or_no), read("volume", before.volume, _amount),
        read("price", before.price, money), read("margin", before.margin, money),
        read("end use", before.end_use, _use), read("destination", before.destination, _country),
        read("end user", before.customer, lambda text, _: text), read("listed", before.party_lists, lists),
        read("affiliate of", before.affiliate_of, lists), read("stock", before.stock, _amount),
    )


def _amount(text: str, where: str) -> float:
    value = number(text)
    if value is None or value < 0:
        raise UsageError(f"{text!r} is no amount.", where=where, remedy="Write a number such as 1200 or 12.50.")
    return value


def _currency(text: str, where: str) -> str:
    if not (len(text) == 3 and text.isascii() and text.isalpha()):
        raise UsageError(f"{text!r} is no currency.", where=where, remedy="Write its three letters, such as USD.")
    return text.upper()


def _use(text: str, where: str) -> str:
    if text.casefold() not in END_USES:
        raise UsageError(f"{text!r} is no end use.", where=where, remedy=f"One of: {', '.join(END_USES)}.")
    return text.casefold()


def _country(text: str, where: str) -> str:
    if not (found := country_of_code(text)):
        raise UsageError(f"{text!r} is no country.", where=where, remedy="Write it as DE.")
    return found


def _yes_or_no(text: str, where: str) -> bool:
    if text.casefold() not in _YES_NO:
        raise UsageError(f"{text!r} is neither yes nor no.", where=where)
    return _YES_NO[text.casefold()]
