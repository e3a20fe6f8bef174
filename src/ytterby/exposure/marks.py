"""Which items are marked for defence or semiconductor use: by the user, by the bill, by the material's usual use."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from ytterby.bom.bill import Bom
from ytterby.core.item import Item

_YES = frozenset(
    {"yes", "y", "true", "1", "x", "ja", "j", "oui", "si", "sí", "sì", "sim", "tak", "да", "是", "はい", "有", "예"}
)
_NO = frozenset(
    {"no", "n", "false", "0", "-", "nein", "non", "não", "nie", "нет", "否", "いいえ", "无", "無", "아니오"}
)
DEFENCE, SEMICONDUCTOR = ("defence", "defense"), ("semiconductor",)


def stated(item: Item, names: Collection[str]) -> bool | None:
    """What the bill's own column says, None where there is none or its text says neither yes nor no."""
    for heading, text in item.extra:
        if heading.strip().casefold() in names:
            word = text.strip().casefold()
            if word in _YES:
                return True
            if word in _NO:
                return False
    return None


def marked(
    bom: Bom,
    names: Collection[str],
    *,
    settings: Mapping[str, bool],
    products: tuple[int | None, ...],
    within: Mapping[int, set[int]],
    usual: Callable[[int], bool],
) -> frozenset[int]:
    """Items that bear the mark.

    First the product setting (item key → yes or no, for everything in the product: one product with a yes marks the
    item, a no holds where every product with the item says no), then the bill's column on the line, then a yes on an
    assembly above, then ``usual`` (item index → the material's usual use). ``within`` gives the items of each product,
    by its place in ``products``.
    """
    words = said(bom, names, settings=settings, products=products, within=within)
    return frozenset(item for item, word in enumerate(words) if (usual(item) if word is None else word))


def said(
    bom: Bom,
    names: Collection[str],
    *,
    settings: Mapping[str, bool],
    products: tuple[int | None, ...],
    within: Mapping[int, set[int]],
) -> tuple[bool | None, ...]:
    """Of each item, what user and bill say of its use, as ``marked`` ranks them; None where neither says anything."""
    by_user = _by_user(bom, settings, products, within)
    columns = [stated(item, names) for item in bom.items]
    below = _below(bom, {item for item, word in enumerate(columns) if word})
    found: list[bool | None] = []
    for item, word in enumerate(columns):
        set_by_user = by_user.get(item)
        answer = word if set_by_user is None else set_by_user
        found.append(True if answer is None and item in below else answer)
    return tuple(found)


def _by_user(
    bom: Bom, settings: Mapping[str, bool], products: tuple[int | None, ...], within: Mapping[int, set[int]],
) -> dict[int, bool | None]:
    """What the product settings say of each item; None where only some of its products are set, to no."""
    if not settings:
        return {}
    found: dict[int, bool | None] = {}
    for place, product in enumerate(products):
        word = settings.get("" if product is None else bom.items[product].key)
        for item in within[place]:
            before = found.get(item, word)
            found[item] = True if word or before else (word if word == before else None)
    return found


def _below(bom: Bom, heads: set[int]) -> set[int]:
    """Items that stand anywhere below one of ``heads``."""
    if not heads:
        return set()
    usages = bom.usages
    items, parents = usages.item.tolist(), usages.parent.tolist()
    inside = [item in heads for item in items]
    found: set[int] = set()
    order = sorted(range(len(items)), key=usages.level.tolist().__getitem__)
    for line in order:
        parent = parents[line]
        if parent >= 0 and inside[parent]:
            inside[line] = True
            found.add(items[line])
    return found
