"""The questions of Review and the items under each, in words and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from ytterby.core.decision import Asked, Decision
from ytterby.core.item import Item
from ytterby.core.text import reason_text
from ytterby.gui import wording
from ytterby.gui.listing import Column
from ytterby.gui.views.bill_lines import STATUS_WORDS, status_of
from ytterby.workspace.review import Question

if TYPE_CHECKING:
    from ytterby.exposure.exposure import ItemExposure
    from ytterby.workspace.document import Assessment

ASK_FOR_FACT = "A fact is asked here, not a yes or no. Ask who can give it; U sets the lines aside as not known."


@dataclass(frozen=True, slots=True)
class Member:
    """One item under a question; ``words`` of the workbook that fired, ``decision`` a person's, if any.

    ``proposed``: what somebody proposed and nobody has approved yet.
    """

    item: Item
    status: str
    words: str
    spend: float | None
    currency: str
    decision: Decision | None
    proposed: str = ""


class Members(Sequence[Member]):
    """The items under a question, each put into words when it is looked at: a question may have a hundred thousand."""

    def __init__(self, told: Assessment, question: Question, exposures: Mapping[int, ItemExposure],
                 proposals: Mapping[str, str]) -> None:
        self._told, self._question, self._exposures, self._proposals = told, question, exposures, proposals

    def __len__(self) -> int:
        return len(self._question.items)

    @overload
    def __getitem__(self, at: int) -> Member: ...
    @overload
    def __getitem__(self, at: slice) -> list[Member]: ...
    def __getitem__(self, at: int | slice) -> Member | list[Member]:
        if isinstance(at, slice):
            return [self[place] for place in range(len(self))[at]]
        number, told = self._question.items[at], self._told
        item, exposure = told.reading.bom.items[number], self._exposures[number]
        fired = [evidence.text for content in told.identities[number].contents for evidence in content.evidence
                 if evidence.kind != "decision"]
        return Member(item, status_of(told, number, exposure), ", ".join(dict.fromkeys(fired)), exposure.spend,
                      told.exposure.currency, told.classification.decision(number), self._proposals.get(item.key, ""))


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as a row."""

    question: Question
    currency: str


def asked_words(question: Question) -> str:
    """The question as a person would ask it; of what was decided as it was asked."""
    if question.recorded:
        return question.recorded
    match question.asked:
        case Asked.HOLDS:
            return "Does it contain a rare earth?"
        case Asked.ELEMENT:
            *others, last = question.elements
            return f"Does it contain {' or '.join(filter(None, (', '.join(others), last)))}?"
        case _:
            return "Missing: " + "; ".join(reason_text(fact) for fact in question.facts)


def found_words(question: Question) -> str:
    """What was found, and by whom it is made where that is what the lines share; near texts may be of other makers."""
    found = question.material or "material not known"
    if not question.alike:
        return f"{found} – {question.maker}" if question.maker else found
    makers = [question.maker or "no maker stated", *(maker or "no maker stated" for maker in question.alike)]
    return f"{found} – alike texts of {', '.join(makers)}"


def spend_words(question: Question, currency: str) -> str:
    if question.spend is None:
        return "no price"
    return wording.money(question.spend, currency) + (" +" if question.unpriced else "")


def decision_words(decision: Decision) -> str:
    """``contains – A. Meier, 2026-11-21``."""
    return f"{decision.verdict} – {decision.signed}, {wording.day(decision.when.date())}"


QUESTION_COLUMNS: tuple[Column[Asking], ...] = (
    Column("question", "Question", lambda row: asked_words(row.question), width=400),
    Column("found", "Found as", lambda row: found_words(row.question), width=320),
    Column("lines", "Lines", lambda row: wording.number(row.question.lines), lambda row: float(row.question.lines),
           figure=True, width=70),
    Column("spend", "Spend it settles", lambda row: spend_words(row.question, row.currency),
           lambda row: row.question.spend, figure=True, width=140,
           help="A year, of the items behind the question; + where some have no price"),
    Column("control", "Entry", lambda row: row.question.control, width=120, help="The worst entry that may catch them"),
)
MEMBER_COLUMNS: tuple[Column[Member], ...] = (
    Column("status", "Status", lambda row: STATUS_WORDS[row.status], mark=lambda row: row.status, width=128),
    Column("part", "Part", lambda row: row.item.number, width=130),
    Column("description", "Description", lambda row: row.item.description, width=260),
    Column("maker", "Maker", lambda row: row.item.manufacturer or row.item.supplier, width=110),
    Column("words", "Words that fired", lambda row: row.words, width=180),
    Column("spend", "Spend", lambda row: wording.money(row.spend, row.currency), lambda row: row.spend, figure=True,
           width=100),
    Column("decision", "Decided", lambda row: decision_words(row.decision) if row.decision else row.proposed,
           width=290),
)
