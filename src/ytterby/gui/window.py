"""The one window: bar on top, places on the left, the view in the middle, Evidence on the right, status below.

It routes signals between views and the bridge, and makes each view when it is first shown, so that the window appears
before anything heavy is imported. It computes nothing.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from ytterby.gui.actions import Actions
from ytterby.gui.bridge import Bridge
from ytterby.gui.dialogs.files import ask_for_report, ask_for_workbook
from ytterby.gui.dialogs.message import refusal
from ytterby.gui.tasks import Tasks
from ytterby.gui.views.start import StartPage
from ytterby.gui.widgets.navigation import Navigation
from ytterby.gui.widgets.status import Status
from ytterby.gui.widgets.top_bar import TopBar
from ytterby.resources import folder

if TYPE_CHECKING:
    from ytterby.core.errors import YtterbyError
    from ytterby.core.progress import Progress
    from ytterby.gui.places import Places
    from ytterby.workspace.document import Assessment, Document

PLACES = {
    "bill": "Bill", "dashboard": "Dashboard", "what-if": "What-if", "rules": "Rules", "issues": "Issues",
    "import": "Import",
}
SAMPLE = ("samples", "drive-unit.xlsx")
_TOLD_MS = 15_000


class Window(QMainWindow):
    """One workbook at a time. ``scheme_chosen`` and ``file_opened`` are kept by the program as settings."""

    scheme_chosen = Signal(str)
    file_opened = Signal(object)  # Path

    def __init__(self, today: date, scheme: str = "system") -> None:
        super().__init__()
        self._today = today
        self._to_review: Path | None = None  # a workbook just opened by the user: shown in Import first
        self.tasks = Tasks(self)
        self.bridge = Bridge(self.tasks, self)
        self.places: Places | None = None
        self.setWindowTitle("Ytterby")
        self.setAcceptDrops(True)
        self.resize(QSize(1366, 768))
        self._add_actions(scheme)
        self._lay_out()
        self._connect()

    def _add_actions(self, scheme: str) -> None:
        self.actions_ = Actions(self, {
            "open": self.ask_to_open, "sample": self.open_sample, "report": self.ask_to_save_report,
            "close": self.close_workbook, "quit": self._quit, "undo": self.bridge.undo, "redo": self.bridge.redo,
            "find": self._find, "clear": self._show_all, "refresh": self.read_again, "stop": self.tasks.stop,
        })
        self.actions_.add_places(PLACES, self.go)
        self.actions_.add_schemes(scheme, self.scheme_chosen.emit)

    def _lay_out(self) -> None:
        self.top = TopBar([self.actions_["open"], self.actions_["report"]],
                          [self.actions_["undo"], self.actions_["redo"]])
        self.addToolBar(self.top)
        self.start = StartPage()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.navigation = Navigation(PLACES)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.dock = QDockWidget("Evidence")
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self.dock.setMinimumWidth(340)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.status = Status()
        self.setStatusBar(self.status)
        self._show_start()

    def _connect(self) -> None:
        self.start.open_wanted.connect(self.ask_to_open)
        self.start.sample_wanted.connect(self.open_sample)
        self.start.file_chosen.connect(self.open_path)
        self.navigation.chosen.connect(self.go)
        self.top.rules_wanted.connect(lambda: self.go("rules"))
        self.top.as_of_chosen.connect(self.choose_as_of)
        self.status.stopped.connect(self.tasks.stop)
        self.tasks.busy_changed.connect(self.status.show_busy)
        self.tasks.progressed.connect(self.status.show_progress)
        self.bridge.document_opened.connect(self._document_opened)
        self.bridge.document_changed.connect(self._document_changed)
        self.bridge.assessment_changed.connect(self._assessment_changed)
        self.bridge.outdated.connect(self._outdated)
        self.bridge.refused.connect(self.refuse)

    # What the user asks for

    def ask_to_open(self) -> None:
        ask_for_workbook(self, self.open_path)

    def open_path(self, path: Path) -> None:
        """Read a workbook the user chose; Import shows first how it was understood."""
        self._to_review = path
        self.bridge.open(path, self.top.as_of())

    def open_sample(self) -> None:
        """Read the shipped sample and show its bill."""
        self._to_review = None
        self.bridge.open(folder(*SAMPLE), self.top.as_of())

    def close_workbook(self) -> None:
        """Back to the start page; the next workbook starts anew."""
        self.tasks.stop()
        self.bridge.forget()
        self.top.show_rules(None)
        self.top.show_as_of(self._today)
        self._show_start()

    def read_again(self) -> None:
        """The workbook may have changed on disk."""
        document = self.bridge.document
        if document is not None:
            self.bridge.read_again(document.mapping)

    def choose_as_of(self, day: date) -> None:
        from ytterby.workspace import edits

        self.bridge.edit(edits.set_as_of, day)

    def ask_to_save_report(self) -> None:
        document, assessment = self.bridge.document, self.bridge.assessment
        if document is not None and assessment is not None:
            ask_for_report(self, document, lambda path: self.save_report(path, document, assessment))

    def save_report(self, path: Path, document: Document, assessment: Assessment) -> None:
        """Write the report in the background."""

        def work(progress: Progress) -> Path:
            from ytterby.report.dossier import dossier
            from ytterby.report.xlsx import write

            write(dossier(document, assessment), path, progress)
            return path

        self.tasks.start("report", work, label="Writing the report", failed=self.refuse,
                         succeeded=lambda saved: self.status.showMessage(f"Report saved: {saved}", _TOLD_MS))

    def go(self, key: str) -> None:
        """Show a place of the window."""
        if self.bridge.document is None:
            return
        self._places().show(key)
        self.navigation.show_place(key)
        self.dock.setVisible(key == "bill")

    def refuse(self, error: YtterbyError) -> None:
        self._to_review = None
        refusal(error, self)

    # What follows from a change

    def _document_opened(self, document: Document) -> None:
        path = document.path
        self.setWindowTitle(f"{path.name if path else 'Workbook'} – Ytterby")
        self.navigation.allow(True)
        places = self._places()
        places.show_document(document)
        if path is not None and path == self._to_review:
            self.file_opened.emit(path)
            self._to_review = None
            self.go("import")
        elif self.stack.currentWidget() is self.start:
            self.go("bill")

    def _document_changed(self, document: Document) -> None:
        self.top.show_as_of(document.as_of)
        self.actions_.allow(document=True, undo=self.bridge.can_undo, redo=self.bridge.can_redo)

    def _assessment_changed(self, document: Document, assessment: Assessment) -> None:
        self.actions_.allow(assessment=True)
        self.top.show_rules(assessment.classification.rules)
        self.navigation.show_count("issues", len(assessment.issues))
        self._places().show_assessment(document, assessment)

    def _outdated(self, outdated: bool) -> None:
        """What is shown belongs to an earlier date or setting until the new assessment is there."""
        self.actions_.allow(assessment=not outdated)
        self._places().show_outdated(outdated)

    def _show_start(self) -> None:
        self.setWindowTitle("Ytterby")
        self.stack.setCurrentWidget(self.start)
        self.dock.hide()
        self.navigation.allow(False)
        self.navigation.show_count("issues", 0)
        self.status.show_selection("")
        self.actions_.allow(document=False, assessment=False, undo=False, redo=False)

    def _places(self) -> Places:
        """The views, made when the first workbook is there: they import NumPy and more."""
        if self.places is None:
            from ytterby.gui.places import Places

            self.places = Places(self.stack, self.dock, self.bridge, self.go, self.status.show_selection)
        return self.places

    def _find(self) -> None:
        self.go("bill")
        self._places().bill.focus_search()

    def _show_all(self) -> None:
        self._places().bill.clear_filters()

    def _quit(self) -> None:
        self.close()

    def retheme(self) -> None:
        """Icons are pixmaps: they don't follow the palette by themselves."""
        self.actions_.retheme()
        self.navigation.retheme()

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "navigation"):
            self.retheme()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()
            self.start.show_hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.start.show_hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.start.show_hover(False)
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_path(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.tasks.close()
        super().closeEvent(event)


def _dropped(event: Any) -> Path | None:
    """The first local file of what is dragged."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)
