"""What charts write beside numbers: brief amounts, chances, names that fit, and which colour stands for which state."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from ytterby.core.estimate import Estimate
from ytterby.core.finding import Force, Outcome
from ytterby.core.item import Item
from ytterby.core.sentences.words import GROUP_WORDS
from ytterby.gui.wording import days, mass, money, number, percent

OUTCOME_ROLES = {
    Outcome.CONTROLLED: "controlled", Outcome.UNDETERMINED: "undetermined", Outcome.NOT_CONTROLLED: "clear",
}
OUTCOME_LEGEND = tuple((OUTCOME_ROLES[outcome], words) for outcome, words in GROUP_WORDS.items())
FORCE_ROLES = {
    Force.IN_FORCE: "controlled", Force.UNVERIFIED: "unverified", Force.SUSPENDED: "suspended",
    Force.NOT_YET: "muted", Force.REPEALED: "clear",
}
HATCHED = frozenset({"undetermined", "unverified"})
NAME_LENGTH, WHOLE_NAME = 60, 240  # letters: beside a bar; where there is room
_HEAD = re.compile(r"[;:]| \(|\. ")
SIZES = ((1e9, 1e9, " bn"), (1e6, 1e6, " M"), (1e4, 1e3, " k"))  # from, divided by, written


def brief_money(value: float, currency: str) -> str:
    """Three figures with k, M or bn, for cards and ends of bars; the exact amount stands in the tip."""
    for least, size, unit in SIZES:
        if abs(value) >= least:
            scaled = value / size
            return money(scaled, currency, 0 if abs(scaled) >= 100 else 1) + unit
    return money(value, currency)


def brief_mass(grams: float) -> str:
    """Two figures, for cells."""
    for size, unit in ((1e6, "t"), (1e3, "kg"), (1.0, "g"), (1e-3, "mg")):
        if grams >= size:
            return f"{number(grams / size, 0 if grams / size >= 10 else 1)} {unit}"
    return "< 1 mg" if grams else "0"


def mass_range(estimate: Estimate) -> str:
    """``12 g (8 g to 15 g)``: a range is shown as a range."""
    if estimate.low == estimate.high:
        return mass(estimate.best)
    return f"{mass(estimate.best)} ({mass(estimate.low)} to {mass(estimate.high)})"


def chance(share: float) -> str:
    """Whole percent; ``< 1 %`` and ``> 99 %`` where rounding would claim never or always."""
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 <= share < 1:
        return "> 99 %"
    return percent(share, 0)


def figure(value: float, unit: str, currency: str, *, brief: bool = False) -> str:
    """A figure of a chart with its unit: money, mass, share, days or what is counted; ``brief`` at the end of a bar."""
    match unit:
        case "money":
            return brief_money(value, currency) if brief else money(value, currency)
        case "mass":
            return mass(value)
        case "share":
            return chance(value)
        case "days":
            return days(value)
        case _:
            return number(value) if brief else f"{number(value)} {unit}"


def exact(value: float, digits: int = 3) -> str:
    """For tables: as many digits as stated."""
    return number(value, digits)


def item_name(item: Item, *, most: int = NAME_LENGTH) -> str:
    """Part number and description on one line, as far as stated; not twice what the description begins with. ``most``
    letters of it."""
    number, said = (" ".join(part.split()) for part in (item.number, item.description or item.material))
    after = said[len(number):]
    doubled = said.casefold().startswith(number.casefold()) and not after[:1].isalnum()
    words = said if doubled else f"{number} {said}".strip()
    words = words or item.key
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def product_name(item: int | None, items: Sequence[Item]) -> str:
    """The name of a top item; lines under no assembly make the list itself a product."""
    return "this list" if item is None else item_name(items[item])


def capital(words: str) -> str:
    """With a capital, as a row or a sentence begins; names of the bill begin as they are written."""
    return words[:1].upper() + words[1:] if words.startswith("this list") else words


def first_words(basis: str) -> str:
    """The head of a basis that is told at length; the whole stands in the tip."""
    return _HEAD.split(basis, maxsplit=1)[0].strip().rstrip(".")


def plain_tip(text: str) -> str:
    """Tooltips guess at rich text; words of a workbook never become markup."""
    return f"<p style='white-space:pre-wrap'>{html.escape(text)}</p>"


def tsv(rows: Iterable[Iterable[str]]) -> str:
    """Rows for the clipboard: tab-separated, one line a row, as Excel pastes them."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows) + "\n"
