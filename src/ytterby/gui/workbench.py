"""What the window holds once there is a workbook: bar on top, places on the left, Evidence on the right, status below.

Made when the first workbook is opened, so that the start page is there at once. It routes signals between the views
and the bridge and computes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QMenu, QSizePolicy, QStackedWidget, QWidget

from ytterby.core.errors import PasswordNeeded, ProjectChanged, ProjectInUse, YtterbyError
from ytterby.gui.actions import GROUPS, PLACES, Actions
from ytterby.gui.bridge import Bridge
from ytterby.gui.dialogs.files import ask_for_project
from ytterby.gui.dialogs.message import question, refusal
from ytterby.gui.dialogs.password import ask_for_password
from ytterby.gui.keeper import Keeper
from ytterby.gui.settling import Settling
from ytterby.gui.tasks import Tasks
from ytterby.gui.widgets.navigation import Navigation
from ytterby.gui.widgets.status import Status
from ytterby.gui.widgets.top_bar import TopBar
from ytterby.workspace.formats import is_project

if TYPE_CHECKING:
    from ytterby.bom.compare import Comparison
    from ytterby.core.progress import Progress
    from ytterby.gui.exports import Exports
    from ytterby.gui.grounds import Grounds
    from ytterby.gui.places import Places
    from ytterby.workspace.document import Assessment, Document
    from ytterby.workspace.settings import Settings
    from ytterby.workspace.stages import Stages

_TOLD_MS = 15_000
_COUNT_MS = 200
_PUT_BY = "What was not saved of the file before is kept: the start page offers it once this one is closed."


class Workbench(QObject):
    """``shown`` when a workbook is there to look at, ``file_opened`` with the path of one the user chose."""

    shown = Signal()
    file_opened = Signal(object)  # Path
    crashed = Signal(object)  # an exception that is a bug
    kept = Signal(object)  # dict: fields of the settings that the user changed by the way

    def __init__(
        self, window: QMainWindow, stack: QStackedWidget, actions: Actions, today: date,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._window, self._stack, self._actions, self._today = window, stack, actions, today
        self._to_review: Path | None = None  # a workbook just opened by the user: shown in Import first
        self._places: Places | None = None
        self._count = QTimer(self, singleShot=True, interval=_COUNT_MS)  # not at each step of a date being dragged
        self._count.timeout.connect(self._count_questions)
        self.tasks = Tasks(self)
        self.bridge = Bridge(self.tasks, self)
        self.bridge.own_rules = lambda: settings().rules
        self.keeper = Keeper(self.bridge, self.tasks, self)
        self.top = TopBar([actions["open"], actions["save"], actions["report"]], [actions["undo"], actions["redo"]])
        self.top.show_as_of(today)
        self.navigation = Navigation(PLACES, GROUPS)
        self.dock = QDockWidget("Evidence")
        self.dock.setObjectName("evidence")  # by which its place is found again
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self.dock.setMinimumWidth(340)
        self.status = Status()
        self.settling = Settling(window, self.top, self.bridge, self.tasks, lambda: self._places,
                                 self.status.showMessage, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._stack, 1)
        self._window.setCentralWidget(middle)
        self._stack.currentChanged.connect(self._size_by_current)
        self._stack.widgetAdded.connect(lambda _: self._size_by_current(self._stack.currentIndex()))
        self._window.addToolBar(self.top)
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self._window.setStatusBar(self.status)
        self.show_frame(False)
        self.retheme()

    def _size_by_current(self, current: int) -> None:
        """Only the place in front says how small the window may be."""
        for place in range(self._stack.count()):
            policy = QSizePolicy.Policy.Preferred if place == current else QSizePolicy.Policy.Ignored
            page = self._stack.widget(place)
            if page is not None:
                page.setSizePolicy(policy, policy)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.go)
        self.top.rules_wanted.connect(lambda: self.go("rules"))
        self.top.as_of_chosen.connect(self.choose_as_of)
        self.top.scenario_chosen.connect(lambda name: self.places.choose_scenario(name))
        self.status.stopped.connect(self.tasks.stop)
        self.tasks.busy_changed.connect(self.status.show_busy)
        self.tasks.progressed.connect(self.status.show_progress)
        self.tasks.crashed.connect(self.crashed)
        self.bridge.leaving.connect(self._leaving)
        self.bridge.loaded.connect(self._begin)
        self.bridge.document_opened.connect(self._document_opened)
        self.bridge.document_changed.connect(self._document_changed)
        self.bridge.assessment_changed.connect(self._assessment_changed)
        self.bridge.outdated.connect(self._outdated)
        self.bridge.refused.connect(self.refuse)
        self.bridge.password_wanted.connect(self._ask_for_password)
        self.bridge.read_anew.connect(self._read_anew)
        self.keeper.refused.connect(self.refuse)
        self.keeper.state_changed.connect(self._name_window)
        self.keeper.saved.connect(self._saved)
        self.keeper.put_by.connect(lambda: self.tell(_PUT_BY))
        self.keeper.who = self._who
        self.keeper.in_use.connect(self._offer_copy)
        self.keeper.changed_elsewhere.connect(self._ask_whose_stays)

    @cached_property
    def grounds(self) -> Grounds:
        """Declarations and the part memory; made on first use."""
        from ytterby.gui.grounds import Grounds

        return Grounds(self._window, self.bridge, self._settings,
                       lambda words: self.status.showMessage(words, _TOLD_MS))

    @property
    def places(self) -> Places:
        """The views: they import NumPy and more, so the first workbook brings them."""
        if self._places is None:
            from ytterby.gui.places import Places

            self._places = Places(self._stack, self.dock, self.bridge, self.go, self.status.show_selection,
                                  self._who, self._settings)
            self._places.keep = self.kept.emit
            self._places.noted = lambda: self.keeper.noted
            self._places.bill.menus.load(self._settings().columns)
            self._places.bill.menus.kept.connect(lambda layouts: self.kept.emit({"columns": layouts}))
        return self._places

    def open(self, path: Path, *, review: bool) -> None:
        """Read a workbook; ``review``: Import shows first how it was understood. A project opens as it was saved."""
        self.settling.then(lambda: self._open(path, review), leaving=True)

    def _open(self, path: Path, review: bool) -> None:
        self._to_review = path if review else None
        if is_project(path):
            self.keeper.open(path)
        else:
            self.bridge.open(path, self.top.as_of(), self._settings())

    def close(self) -> None:
        """Forget the workbook; the next one starts anew. What was not saved stays in its journal."""
        self.bridge.leaving.emit()
        self.tasks.stop()
        self.keeper.leave()
        self.bridge.forget()
        self._begin()
        self.top.show_as_of(self._today)
        self.show_frame(False)

    def _leaving(self) -> None:
        """What was typed while another file was read belongs to this one; for a correction in Import it is too late. A
        menu open over one of its lines closes."""
        for menu in self._window.findChildren(QMenu):
            menu.close()
        self.settling.confirm()
        self.places.take_back()
        self.settling.send()

    def _begin(self) -> None:
        """Another file, or none: nothing of the one before is shown."""
        self.top.show_rules(None)
        for key in ("issues", "review"):
            self.navigation.show_count(key, 0)
        self.status.show_selection("")
        self.places.begin()

    def show_frame(self, there: bool) -> None:
        """Bars and places, hidden while the start page is shown."""
        for part in (self.top, self.navigation):
            part.setVisible(there)
        if not there:
            self.dock.hide()

    def choose_as_of(self, day: date) -> None:
        from ytterby.workspace import edits

        self.bridge.edit(edits.set_as_of, day)

    def read_again(self) -> None:
        """A workbook of the project may have changed on disk; what was not assessed yet is only assessed."""
        if self.bridge.assessment is None:
            self.bridge.assess()
        else:
            self.bridge.read_again()

    def save(self) -> None:
        """Save the project as it is once all that was typed is in it; where it has no file yet, ask for one."""
        self.settling.then(self._save)

    def _save(self) -> None:
        if self.keeper.project is None:
            self.ask_to_save_project()
        else:
            self.keeper.save(self.keeper.project)

    def ask_to_save_project(self) -> None:
        if self.bridge.document is not None:
            asks = ask_for_project(self._window, self.bridge.document, self.keeper.project, self.keeper.save)
            self.bridge.leaving.connect(asks.close)

    @cached_property
    def exports(self) -> Exports:
        """Everything that is written beside the project."""
        from ytterby.gui.exports import Exports

        made = Exports(self._window, self.bridge, self.tasks, self._settings, self.refuse,
                       lambda words: self.status.showMessage(words, _TOLD_MS))
        made.planned = lambda: self.places.planned()
        return made

    def go(self, key: str) -> None:
        """Show a place."""
        if self.bridge.document is None:
            return
        if key != "bill":
            self.dock.hide()  # first, or both would have to fit for a moment
        self.places.show(key)
        self.navigation.show_place(key)
        self.dock.setVisible(key == "bill")

    def _who(self) -> str:
        """Who decides: as set, else the name of the login."""
        from ytterby.core.person import login

        return self._settings().person or login()

    def _ask_for_password(self, error: PasswordNeeded, then: Callable[[str], None]) -> None:
        ask_for_password(error, self._window, then)

    def _read_anew(self, changes: tuple[Comparison, ...]) -> None:
        """Another version of a workbook was read: say what it changed, and show where."""
        if not changes:
            return
        from ytterby.gui.views.import_lines import changed_words

        self.status.showMessage(" ".join(map(changed_words, changes)), _TOLD_MS)
        if not all(one.same for one in changes):
            self.go("import")
            self.places.show_changes(changes)

    def _offer_copy(self, error: ProjectInUse, path: Path) -> None:
        question(error, self._window, [("Open a copy", lambda: self.keeper.open(path, copy=True))])

    def _ask_whose_stays(self, error: ProjectChanged, path: Path) -> None:
        asks = question(error, self._window, [("Save as…", self.ask_to_save_project),
                                              ("Overwrite", lambda: self.keeper.save(path, overwrite=True))])
        self.bridge.leaving.connect(asks.close)

    def _saved(self, project: Path) -> None:
        self.status.showMessage(f"Saved: {project}", _TOLD_MS)
        self.file_opened.emit(project)

    def _name_window(self) -> None:
        document = self.bridge.document
        path = self.keeper.project or (document.path if document else None)
        self._window.setWindowTitle(f"{path.name if path else 'Workbook'}[*] – Ytterby")
        self._window.setWindowFilePath(str(self.keeper.project or ""))
        self._window.setWindowModified(self.keeper.dirty)

    def go_round(self, step: int) -> None:
        """The focus to the next part of the window, or the one before."""
        from ytterby.gui.panes import go_round

        go_round((self.top, self.navigation, self._stack, self.dock), step)

    def tell(self, words: str) -> None:
        """In the status line, for a while."""
        self.status.showMessage(words, _TOLD_MS)

    def refuse(self, error: YtterbyError) -> None:
        self._to_review = None
        refusal(error, self._window)

    def retheme(self) -> None:
        self.navigation.retheme()
        assessment = self.bridge.assessment
        self.top.show_rules(assessment.classification.rules if assessment else None)

    def _document_opened(self, document: Document) -> None:
        self._name_window()
        self.show_frame(True)
        self.places.show_document(document)
        chosen, self._to_review = self._to_review, None
        if chosen is not None:
            self.file_opened.emit(chosen)
            self.go("bill" if is_project(chosen) else "import")
        elif not self.places.is_shown():
            self.go("bill")
        self.shown.emit()

    def _document_changed(self, document: Document) -> None:
        self.top.show_as_of(document.as_of)
        self.top.show_scenarios([scenario.name for scenario in document.scenarios], self.places.scenario)
        self._actions.allow(document=True, undo=self.bridge.can_undo, redo=self.bridge.can_redo)

    def _assessment_changed(self, document: Document, assessment: Assessment) -> None:
        self.top.show_rules(assessment.classification.rules)
        self.navigation.show_count("issues", len(assessment.issues))
        self._count.start()
        self.places.show_assessment(document, assessment)

    def _count_questions(self) -> None:
        """In the background: a large bill has many."""
        if self.tasks.closed:  # the window was closed while the timer ran
            return

        def work(_: Stages, assessment: Assessment, progress: Progress) -> int:
            from ytterby.workspace.review import questions

            return len(questions(assessment))

        self.bridge.compute("count questions", work, label="Review", quiet=True,
                            succeeded=lambda count: self.navigation.show_count("review", count))

    def _outdated(self, words: str) -> None:
        """What is shown belongs to an earlier date or setting until the new assessment is there."""
        self._actions.allow(assessment=not words)
        self.places.show_outdated(words)
