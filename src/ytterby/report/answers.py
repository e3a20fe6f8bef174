"""Answers of suppliers read back from their forms: as decisions to lay beside the findings, after a look at the change.

A form comes from outside: what can't be understood is named with its cell and left out, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ytterby.bom.cells import RawSheet
from ytterby.bom.sniff import Kind, load, sniff
from ytterby.bom.workbook import sheets_of
from ytterby.core.decision import Decision, Verdict
from ytterby.core.errors import WorkbookError
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Outcome
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.item import Declared, Item
from ytterby.core.progress import SILENT, Progress
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.report import questions
from ytterby.report.notices import say
from ytterby.report.questions import DECLARATION, HEADING_ROW, PARTS, PEOPLE, QUESTIONS, Sent, words_of
from ytterby.report.sheet_patch import letters
from ytterby.workspace.assess import assess
from ytterby.workspace.document import Assessment, Document

_VERDICTS = {questions.YES: Verdict.CONTAINS, questions.NO: Verdict.DOES_NOT_CONTAIN,
             questions.NOT_KNOWN: Verdict.UNKNOWN}
_MOST_ROWS = 100_000  # of a form; what lies beyond is not looked at


@dataclass(frozen=True, slots=True)
class Answers:
    """Of one form: a decision for each part that was answered, and what could not be understood."""

    decisions: tuple[Decision, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What an answer would change: the status as it is, and as it is with what the supplier declares."""

    item: str
    decision: Decision
    before: Outcome
    after: Outcome


def read_answers(path: Path) -> Answers:
    """Raises WorkbookError where the file is no form of ours."""
    reader = _opened(path)
    return Answers(tuple(reader.decisions()), tuple(reader.issues))


def form_state(path: Path) -> Sent:
    """How far a form is answered. Raises WorkbookError where the file is no form of ours."""
    return _opened(path).sent()


def _opened(path: Path) -> _Reader:
    data = load(path)
    if sniff(data, path.name) is not Kind.XLSX:
        raise _no_form(path)
    sheets = {sheet.name: sheet for sheet in sheets_of(data, Kind.XLSX, path.name, SILENT)}
    if DECLARATION not in sheets or PARTS not in sheets:
        raise _no_form(path)
    return _Reader(path.name, _rows(sheets[DECLARATION]), _rows(sheets[PARTS]))


def _rows(sheet: RawSheet) -> list[Sequence[Any]]:
    """By their numbers, from 1 on without gaps."""
    found = {row.number: row.cells for row in sheet.rows if row.number <= _MOST_ROWS}
    return [found.get(number, ()) for number in range(1, max(found, default=0) + 1)]


def _no_form(path: Path) -> WorkbookError:
    return WorkbookError("this is no questionnaire of this program.", where=path.name,
                         remedy="Choose a form that was written with --questionnaires and filled in.")


class _Reader:
    def __init__(self, name: str, declaration: list[Sequence[Any]], parts: list[Sequence[Any]]) -> None:
        self._name, self._rows = name, parts[HEADING_ROW:]
        first = questions.FIRST_PERSON_ROW - 1
        self._said = {person.key: _text(row[1]) if len(row) > 1 else ""
                      for person, row in zip(PEOPLE, declaration[first:], strict=False)}
        heads = [_text(cell) for cell in parts[HEADING_ROW - 1]] if len(parts) >= HEADING_ROW else []
        self._places = {question.key: heads.index(question.heading) for question in QUESTIONS
                        if question.heading in heads}
        self.issues: list[Issue] = []

    def decisions(self) -> Iterator[Decision]:
        when = self._day()
        who = ", ".join(part for part in (self._said.get("name"), self._said.get("firm")) if part)
        if when is None or not self._said.get("name"):
            self._issue("answer-unsigned", DECLARATION, 0, "")
            return
        for number, row in enumerate(self._rows, HEADING_ROW + 1):
            decision = self._decision(number, row, who, when)
            if decision is not None:
                yield decision

    def sent(self) -> Sent:
        parts = [row for row in self._rows if self._cell(row, "key")]
        when = self._day()
        return Sent(self._name, self._said.get("firm", ""), len(parts),
                    sum(bool(self._cell(row, "contains")) for row in parts), self._said.get("name", ""),
                    when.date() if when else None)

    def _day(self) -> datetime | None:
        try:
            return datetime.combine(date.fromisoformat(self._said.get("date", "")[:10]), time())
        except ValueError:
            return None

    def _decision(self, number: int, row: Sequence[Any], who: str, when: datetime) -> Decision | None:
        key, _, digest = self._cell(row, "key").partition(" ")
        said = self._cell(row, "contains").lower()
        if not said:
            return None
        if said not in _VERDICTS or not digest:
            self._issue("answer-not-understood", PARTS, number, "contains" if digest else "key", text=said or key)
            return None
        declared = tuple(self._shares(number, row)) if said == questions.YES else ()
        return Decision(key, digest, _VERDICTS[said], who, when, self._why(row), declared=declared)

    def _shares(self, number: int, row: Sequence[Any]) -> Iterator[tuple[str, float]]:
        """Of the part's mass, as a decision has it; the form asks for percent of the material."""
        stated = [symbol for symbol in questions.ELEMENTS if self._cell(row, f"share_{symbol}")]
        material, part = self._number(number, row, "mass_g"), self._number(number, row, "part_mass_g")
        if stated and not (material and part and material <= part):
            self._issue("answer-needs-masses", PARTS, number, "part_mass_g")
            return
        for symbol in stated:
            percent = self._number(number, row, f"share_{symbol}", most=100.0)
            if percent is not None:
                yield symbol, percent / 100 * (material or 0.0) / (part or 1.0)

    def _number(self, number: int, row: Sequence[Any], key: str, most: float = 1e9) -> float | None:
        """None where there is none, or where it is none between 0 and ``most``, which is said."""
        text = self._cell(row, key)
        if not text:
            return None
        try:
            value = float(text.rstrip("% g").replace(",", "."))
        except ValueError:
            value = -1.0
        if 0 <= value <= most:
            return value
        self._issue("answer-not-understood", PARTS, number, key, text=text)
        return None

    def _why(self, row: Sequence[Any]) -> str:
        """All that was answered, in the words of the form, so that nothing said gets lost."""
        asked = (question for question in QUESTIONS if not question.given and question.key != "contains")
        said = ((question.heading, self._cell(row, question.key)) for question in asked)
        return say("answer-why", form=self._name, words=words_of(said))

    def _cell(self, row: Sequence[Any], key: str) -> str:
        place = self._places.get(key, len(row))
        return _text(row[place]) if place < len(row) else ""

    def _issue(self, code: str, sheet: str, row: int, key: str, **params: str) -> None:
        column = letters(self._places[key] + 1) if key in self._places else ""
        self.issues.append(Issue.of(code, Severity.WARNING, Where(self._name, sheet, row, column), **params))


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return f"{cell:g}" if isinstance(cell, float) else " ".join(str(cell).split())


def preview(document: Document, assessment: Assessment, answers: Answers, rulebook: Rulebook, knowledge: Knowledge,
            progress: Progress = SILENT) -> tuple[Change, ...]:
    """What would change were the declared contents in the bill; nothing is changed yet.

    Answers to parts that the bill does not have, or whose texts differ now, change nothing and are left out.
    """
    bom = assessment.reading.bom
    by_key = {item.key: place for place, item in enumerate(bom.items)}
    fitting = [decision for decision in answers.decisions if decision.item_key in by_key
               and bom.items[by_key[decision.item_key]].text_digest() == decision.item_text]
    declared = {decision.item_key: decision for decision in fitting if decision.declared}
    items = tuple(_declaring(item, declared[item.key]) if item.key in declared else item for item in bom.items)
    reading = replace(assessment.reading, bom=replace(bom, items=items))
    after = assess(replace(document, reading=reading), rulebook, knowledge, progress)
    return tuple(
        Change(bom.items[place].name, decision,
               assessment.classification.status(place), after.classification.status(place))
        for decision in fitting for place in (by_key[decision.item_key],))


def _declaring(item: Item, decision: Decision) -> Item:
    """What the supplier declares takes the place of what the bill declared of the same element."""
    said = tuple(Declared(symbol, Estimate.exactly(share), decision.who) for symbol, share in decision.declared)
    symbols = {symbol for symbol, _ in decision.declared}
    return replace(item, declared=(*(kept for kept in item.declared if kept.symbol not in symbols), *said))
