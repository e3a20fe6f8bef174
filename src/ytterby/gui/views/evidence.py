"""The panel on the right: for the selected line the answer to "why?", its ground, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ytterby.core.finding import Certainty, Finding, Outcome, Reason
from ytterby.gui import icons, rich, theme
from ytterby.gui.views import evidence_text as words
from ytterby.gui.views.bill_lines import STATUS_HELP, STATUS_WORDS, BillLines, Line
from ytterby.gui.widgets.element_bars import ElementBars
from ytterby.gui.widgets.label import markup, plain, resize_font

if TYPE_CHECKING:
    from ytterby.regulation.rules import ControlOnDay
    from ytterby.workspace.document import Assessment, Document

_NOTHING = "Select a line of the bill to see why it is classified as it is."
_NOT_ADVICE = "This is not legal advice."


class EvidencePanel(QScrollArea):
    """Shows one line at a time; every text of the workbook is shown as it stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Evidence")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._assessment: Assessment | None = None
        self._document: Document | None = None
        self._lines: BillLines | None = None
        self._index: int | None = None
        # Qt walks over all widgets while it tells of a new palette: none may be deleted before it is through.
        self._retheme = QTimer(self, singleShot=True, interval=0)
        self._retheme.timeout.connect(lambda: self.show_line(self._index))
        self._show(None)

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        if self._assessment is None or self._assessment.reading is not assessment.reading:
            self._index = None
        self._assessment, self._lines = assessment, BillLines(assessment, document.decisions)
        self._document = document
        self.show_line(self._index)

    def forget(self) -> None:
        """Another file, or none: nothing of the one before is shown."""
        self._assessment = self._lines = self._document = None
        self.show_line(None)

    def show_line(self, index: int | None) -> None:
        """Explain the line of the bill; None: say what to do."""
        self._index = index
        line = self._lines[index] if self._lines is not None and index is not None else None
        self._show(line)

    def text(self) -> str:
        """All that is shown, for tests and for reading aloud."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_retheme"):
            self._retheme.start()
        super().changeEvent(event)

    def _show(self, line: Line | None) -> None:
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        if line is None:
            column.addWidget(plain(_NOTHING, muted=True, wrap=True))
        else:
            self._fill(column, line)
        column.addStretch()
        self.setWidget(inside)

    def _fill(self, column: QVBoxLayout, line: Line) -> None:
        assert self._assessment is not None
        upstream = self._upstream(line)
        _head(column, line)
        if self._document is not None:
            _section(column, "Decided", words.decision_words(line, self._document.decisions))
        missing = words.missing_words((*line.caught, *upstream))
        settled = line.status == "controlled"
        if not settled:
            _section(column, "What is missing", missing)
        _section(column, "Why", words.why(line, upstream))
        if settled:
            _section(column, "Missing to settle further entries", missing)
        _section(column, "Words of the workbook", words.workbook_words(line))
        self._contents(column, line)
        for title, findings in (("Control entries", line.caught), ("Entries of the material inside", upstream)):
            self._findings(column, title, findings)
        if self._document is not None:
            _section(column, "Noted at saves", words.noted_words(self._document.history.of_item(line.item.key)))
        _section(column, "Asked elsewhere", self._elsewhere(line))
        _section(column, "How it was identified", words.chain_words(line))
        _section(column, "Sourcing", words.facts_words(line))
        if line.caught or upstream:
            column.addSpacing(8)
            column.addWidget(plain(_NOT_ADVICE, muted=True, wrap=True))

    def _upstream(self, line: Line) -> tuple[Finding, ...]:
        assert self._assessment is not None
        found = self._assessment.classification.upstream
        upstream = found[line.usage.item] if line.usage.item < len(found) else ()
        return tuple(finding for finding in upstream if finding.outcome is not Outcome.NOT_CONTROLLED)

    def _elsewhere(self, line: Line) -> str:
        from ytterby.workspace.elsewhere import elsewhere

        assert self._assessment is not None
        return words.elsewhere_words(elsewhere(self._assessment, line.usage.item))

    def _contents(self, column: QVBoxLayout, line: Line) -> None:
        contents = [content for content in line.identity.contents if content.certainty is not Certainty.NO]
        if not contents:
            return
        _title(column, "Material and elements")
        for content in contents:
            column.addWidget(markup(words.content_words(content)))
            if content.elements:
                column.addWidget(ElementBars(content.elements))

    def _findings(self, column: QVBoxLayout, title: str, findings: tuple[Finding, ...]) -> None:
        if not findings or self._assessment is None:
            return
        _title(column, title)
        rules = self._assessment.classification.rules
        told: list[Reason] = list(findings[0].reasons)  # they stand under Why
        for finding in findings:
            entry = self._entry(finding)
            parts = [words.finding_words(finding, entry), words.own_reasons(finding, told)]
            told += finding.reasons
            if entry is not None:
                parts.append(rich.muted("In time") + "<br>" + words.history_words(entry, rules))
            card = QFrame()
            card.setProperty("card", True)
            inside = QVBoxLayout(card)
            inside.setContentsMargins(8, 8, 8, 8)
            for part in filter(None, parts):
                inside.addWidget(markup(part))
            column.addWidget(card)

    def _entry(self, finding: Finding) -> ControlOnDay | None:
        assert self._assessment is not None
        wanted = (finding.instrument, finding.control, finding.limb)
        for entry in self._assessment.classification.rules.controls:
            if (entry.instrument.id, entry.control.id, entry.control.limb) == wanted:
                return entry
        return None


def _head(column: QVBoxLayout, line: Line) -> None:
    name = plain(line.item.name, wrap=True)
    resize_font(name, 1.25, bold=True)
    column.addWidget(name)
    if line.item.description and line.item.description != name.text():
        column.addWidget(plain(line.item.description, wrap=True))
    row = QHBoxLayout()
    row.setSpacing(6)
    picture = QLabel()
    picture.setPixmap(icons.mark_pixmap(line.status))
    row.addWidget(picture)
    row.addWidget(plain(STATUS_WORDS[line.status].capitalize(), heading=True))
    row.addStretch()
    column.addSpacing(4)
    column.addLayout(row)
    column.addWidget(plain(STATUS_HELP[line.status], muted=True, wrap=True))


def _section(column: QVBoxLayout, title: str, html: str) -> None:
    """A title and its text; nothing where there is nothing to say."""
    if html:
        _title(column, title)
        column.addWidget(markup(html))


def _title(column: QVBoxLayout, title: str) -> None:
    column.addSpacing(10)
    column.addWidget(markup(f'<span style="color:{theme.tokens().accent}"><b>{rich.text(title)}</b></span>'))
