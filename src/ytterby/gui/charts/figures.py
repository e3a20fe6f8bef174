"""The headline figures in words: what each card says and which items it opens."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ytterby.core.finding import Treatment
from ytterby.core.item import Item
from ytterby.exposure.exposure import STATED, Exposure, Figure
from ytterby.gui.charts.labels import brief_money, chance, item_name
from ytterby.gui.wording import counted, days, money, number


@dataclass(frozen=True, slots=True)
class Card:
    """``big`` figure, ``words`` under it, a ``detail`` line; ``label`` names the filter that ``items`` make."""

    key: str
    role: str
    big: str
    words: str
    detail: str
    tip: str
    items: frozenset[int]
    label: str


@dataclass(frozen=True, slots=True)
class Kind:
    """How one figure is worded. ``spend`` is the key of the money figure that stands beneath it."""

    key: str
    role: str
    one: str
    many: str
    tip: str
    spend: str = ""


KINDS = (
    Kind("licence_required", "controlled", "line needs a licence", "lines need a licence",
         "Lines described by an entry that is in force, or whose state could not be verified", "licence_spend"),
    Kind("undetermined", "undetermined", "line undetermined", "lines undetermined",
         "Lines that may be controlled: a fact is missing. They are not clear", "undetermined_spend"),
    Kind("wakes_up", "suspended", "line may wake up", "lines may wake up",
         "Nothing surely in force catches these lines, but an entry that is suspended, unverified or not yet in force "
         "does or may"),
    Kind("single_source", "accent", "single-source line", "single-source lines",
         "Lines with one approved supplier, or several in one country"),
    Kind("defence", "defence", "line of interest to defence", "lines of interest to defence",
         "Lines that hold or may hold a material of interest to defence, or that the bill or you state to be for it"),
    Kind("semiconductor", "semiconductor", "line of interest to chip making",
         "lines of interest to chip making",
         "Lines that hold or may hold a material of interest to chip making, or that the bill or you state to be for "
         "it"),
    Kind("shortest_cover", "accent", "shortest cover", "shortest cover",
         "Calendar days that stock and firm receipts of an item with a licence wait last; the shortest of all"),
    Kind("evidence_share", "clear", "of spend is judged on evidence", "of spend is judged on evidence",
         "Of the spend on items that hold or may hold a rare earth: the share where that is certain or likely, and no "
         "entry is left undetermined. What a person decided without evidence is counted apart"),
)


def cards(exposure: Exposure, items: Sequence[Item]) -> tuple[Card, ...]:
    """One card per figure that the assessment has, in the order of KINDS."""
    found = {figure.key: figure for figure in exposure.figures}
    return tuple(_card(kind, found[kind.key], found.get(kind.spend), exposure, items)
                 for kind in KINDS if kind.key in found)


def _card(kind: Kind, figure: Figure, spend: Figure | None, exposure: Exposure, items: Sequence[Item]) -> Card:
    behind = frozenset(figure.items)
    big, detail = _figure(figure, items), _detail(figure, spend, exposure, items)
    tip = kind.tip + (f"\n{money(spend.value, exposure.currency)}" if spend and spend.value is not None else "")
    denied = next((one.value for one in exposure.figures if one.key == "denied"), None)
    if kind.key == "undetermined" and denied:
        detail = "; ".join(filter(None, (detail, f"{number(denied)} decided: hold none")))
        tip += ("\nOf those decided a person says that they hold no rare earth: not controlled by decision, not by "
                "law, so they stay counted here and are asked about no more")
    decided = next((one.value for one in exposure.figures if one.key == "decided_share"), None)
    if kind.key == "evidence_share" and decided:
        detail = "; ".join(filter(None, (detail, f"{chance(decided)} decided on a person's word, no evidence given")))
    if kind.key in WAITING:
        detail = "; ".join(filter(None, (_barred(exposure, behind, WAITING[kind.key]), detail)))
    if figure.unit == "days" and detail:
        tip += f"\n{detail}"
    words = kind.one if figure.value == 1 else kind.many
    return Card(kind.key, kind.role, big, words, detail, tip, behind, words[0].upper() + words[1:])


UNTOLD = {"single_source": "no source stated"}  # what a figure lacks that is not known
WAITING = {"licence_required": "", "undetermined": " if caught"}


def _barred(exposure: Exposure, behind: frozenset[int], still: str) -> str:
    """How many of them no licence is to be expected for."""
    found = [item.treatment for item in exposure.items if item.item in behind and item.waits]
    told = ((Treatment.DENIED, "denied in principle"), (Treatment.PROHIBITED, "prohibited"))
    return "; ".join(f"{number(found.count(one))} {words}{still}" for one, words in told if one in found)


def _figure(figure: Figure, items: Sequence[Item]) -> str:
    if figure.value is None or math.isnan(figure.value):
        return "not known"
    match figure.unit:
        case "days":
            return "no end" if math.isinf(figure.value) else days(figure.value)
        case "share":
            return chance(figure.value)
        case _:
            return number(figure.value)


def _detail(figure: Figure, spend: Figure | None, exposure: Exposure, items: Sequence[Item]) -> str:
    if figure.unit == "days":
        if figure.value is None:
            return "stock or use not stated"
        return ", ".join(item_name(items[item]) for item in figure.items)
    if figure.unit == "share" and figure.value is None:
        return "no prices stated"
    if spend is None:
        if figure.value is None:
            return UNTOLD.get(figure.key, "")
        return (counted(len(figure.items), "item") + _stated(figure, exposure)) if figure.items else ""
    if not figure.items:
        return ""
    if spend.value is None:
        return "no prices stated"
    return f"{brief_money(spend.value, exposure.currency)} {'per product' if exposure.per_unit else 'a year'}"


def _stated(figure: Figure, exposure: Exposure) -> str:
    """How many of the items bill or user state to be for defence or chip making; of the others the material alone is
    of interest."""
    use = {str(interest): use for interest, use in STATED.items()}.get(figure.key)
    if use is None:
        return ""
    behind = frozenset(figure.items)
    stated = sum(use in item.flags for item in exposure.items if item.item in behind)
    return f", {number(stated) if stated else 'none'} stated for it"
