"""What the findings rest on: spend, or items, by the best evidence that a rare earth is there, and by status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from ytterby.core.finding import Outcome
from ytterby.core.sentences.words import GROUP_WORDS
from ytterby.exposure.exposure import Exposure, ItemExposure
from ytterby.gui.charts.chart import Chart, Mark, Table, empty_chart, scale
from ytterby.gui.charts.exposure_charts import HEADROOM, NO_ELEMENTS, period
from ytterby.gui.charts.labels import OUTCOME_LEGEND, OUTCOME_ROLES, brief_money, chance
from ytterby.gui.wording import counted, money, number
from ytterby.identification.identity import Identity

TITLE = "Coverage by grade of evidence"
GRADES = (  # best first: (words, kinds of evidence)
    ("declared", ("declared",)),
    ("number (CAS, tariff)", ("cas", "hs")),
    ("grade named", ("grade",)),
    ("material named", ("material",)),
    ("decided by a person", ("decision",)),
    ("kind of part", ("family",)),
    ("maker or context only", ("maker", "context", "lookalike")),
    ("nothing in the words", ()),
)
SURE = 4  # the grades that name the substance itself; a person's word is none, as the figure above them counts


def evidence_grade(identity: Identity) -> int:
    """The place in GRADES of the best evidence for a rare earth in the item."""
    kinds = {one.kind for content in identity.contents for one in content.evidence}
    if any(content.declared for content in identity.contents):
        kinds.add("declared")
    return next((place for place, (_, wanted) in enumerate(GRADES) if not kinds.isdisjoint(wanted)), len(GRADES) - 1)


def evidence_chart(exposure: Exposure, identities: Sequence[Identity], *, by_spend: bool) -> Chart:
    """One row per grade that occurs, stacked by status; every item that holds or may hold a rare earth stands in one
    row. ``by_spend`` False: bars count items."""
    graded: dict[int, list[ItemExposure]] = {}
    for one in exposure.items:
        if one.concerned:
            graded.setdefault(evidence_grade(identities[one.item]), []).append(one)
    if not graded:
        return empty_chart(TITLE, NO_ELEMENTS)
    grades = sorted(graded)
    sizes = {grade: sum(_size(one, by_spend) for one in graded[grade]) for grade in grades}
    top, whole = max(sizes.values()), sum(sizes.values())
    if not top:
        return empty_chart(TITLE, "No spend on these items is known. Look at the number of items instead.")
    marks = [mark for row, grade in enumerate(grades) for mark in _stack(row, grade, graded[grade], exposure, by_spend)]
    sure = sum(size for grade, size in sizes.items() if grade < SURE)
    title = f"{chance(sure / whole)} of {'spend rests' if by_spend else 'items rest'} on a declaration, number, " \
            "grade or material that is named"
    unknown = sum(one.spend is None for own in graded.values() for one in own) if by_spend else 0
    note = (f"Spend {period(exposure)}" if by_spend else "Number of items") + " by the best evidence of each item" + (
        f"; {counted(unknown, 'item')} without a known spend {'is' if unknown == 1 else 'are'} not in the bars"
        if unknown else "")
    said = partial(brief_money, currency=exposure.currency) if by_spend else number
    return Chart(title, note, tuple(GRADES[grade][0] for grade in grades), tuple(marks), (0.0, top * HEADROOM),
                 tuple((x, said(x)) for x in scale(top, least=0.0 if by_spend else 1.0)), legend=OUTCOME_LEGEND,
                 table=partial(_table, graded, exposure.currency))


def _size(one: ItemExposure, by_spend: bool) -> float:
    return (one.spend or 0.0) if by_spend else 1.0


def _stack(row: int, grade: int, own: list[ItemExposure], exposure: Exposure, by_spend: bool) -> list[Mark]:
    marks: list[Mark] = []
    left, words = 0.0, GRADES[grade][0]
    for outcome in Outcome:
        items = [one for one in own if one.outcome is outcome and (one.spend is not None or not by_spend)]
        if not items:
            continue
        size = sum(_size(one, by_spend) for one in items)
        amount = f": {money(size, exposure.currency)} {period(exposure)}" if by_spend else ""
        marks.append(Mark(row, left, left + size, OUTCOME_ROLES[outcome], frozenset(one.item for one in items),
                          f"{words[0].upper()}{words[1:]} · {GROUP_WORDS[outcome]}",
                          f"{words}, {GROUP_WORDS[outcome]}\n{counted(len(items), 'item')}{amount}", after=True))
        left += size
    if marks:
        marks[-1] = replace(marks[-1], text=brief_money(left, exposure.currency) if by_spend else number(left))
    return marks


def _table(graded: dict[int, list[ItemExposure]], currency: str) -> Table:
    return ("Evidence", "Status", "Items", f"Spend {currency}"), *(
        (GRADES[grade][0], GROUP_WORDS[outcome], str(len(items)), number(sum(one.spend or 0.0 for one in items), 2))
        for grade in sorted(graded) for outcome in Outcome
        if (items := [one for one in graded[grade] if one.outcome is outcome]))
