"""The one window: menus, drag and drop, and the start page; a Workbench comes with the first workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ytterby.gui import as_left
from ytterby.gui.actions import Actions
from ytterby.gui.views.start import StartPage
from ytterby.resources import folder

if TYPE_CHECKING:
    from ytterby.gui.workbench import Workbench
    from ytterby.workspace.autosave import Recoverable
    from ytterby.workspace.settings import Settings

_TITLES_FROM = 1080  # px: a narrower window shows the places as icons
_LOOK_MS = 30
SAMPLE = ("samples", "drive-unit.xlsx")


class Window(QMainWindow):
    """One workbook at a time. ``scheme_chosen`` and ``file_opened`` are kept by the program as settings."""

    scheme_chosen = Signal(str)
    settings_wanted = Signal()
    new_wanted = Signal()  # another window
    kept = Signal(object)  # dict: fields of the settings that the user changed by the way
    left_on = Signal(object)  # date: the as-of date of the bill that was open last
    discarded = Signal(object)  # Recoverable: unsaved work that the user lets go
    file_opened = Signal(object)  # Path
    crashed = Signal(object)  # an exception that is a bug
    first_painted = Signal()

    def __init__(self, today: date, scheme: str = "system") -> None:
        super().__init__()
        self._today = today
        self._painted = False
        self._closing = QTimer(self)  # looks again whether the window may close
        self._closing.setSingleShot(True)
        self._closing.setInterval(_LOOK_MS)
        self._closing.timeout.connect(self.close)
        self.settings: Settings | None = None  # as the program loaded them; None: as shipped
        self.shown_elsewhere: Callable[[Path], bool] = lambda path: False  # and brought to the front there
        self._bench: Workbench | None = None
        self.setWindowTitle("Ytterby")
        self.setAcceptDrops(True)
        self.resize(QSize(1366, 768))
        self.start = StartPage()
        self.start.open_wanted.connect(self.ask_to_open)
        self.start.sample_wanted.connect(self.open_sample)
        self.start.file_chosen.connect(self.open_path)
        self.start.restore_wanted.connect(lambda left: self.bench.keeper.restore(left))
        self.start.discard_wanted.connect(self.discarded)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.setCentralWidget(self.stack)
        self._add_actions(scheme)

    def _add_actions(self, scheme: str) -> None:
        self._actions = Actions(self, {
            "new": self.new_wanted.emit,
            "open": self.ask_to_open,
            "sample": self.open_sample,
            "save": lambda: self.bench.save(),
            "save as": lambda: self.bench.settling.then(self.bench.ask_to_save_project),
            "report": lambda: self.bench.exports.ask("report"),
            "report since": lambda: self.bench.exports.ask("report since"),
            "annotated": lambda: self.bench.exports.ask("annotated"),
            "brief": lambda: self.bench.exports.ask("brief"),
            "csv": lambda: self.bench.exports.ask("csv"),
            "json": lambda: self.bench.exports.ask("json"),
            "questionnaires": lambda: self.bench.exports.ask("questionnaires"),
            "licence files": lambda: self.bench.exports.ask("licence files"),
            "declarations": lambda: self.bench.grounds.ask_for_declarations(),
            "no declarations": lambda: self.bench.grounds.ask_what_to_detach(),
            "parts out": lambda: self.bench.grounds.ask_where_to_export(),
            "parts in": lambda: self.bench.grounds.ask_what_to_import(),
            "rates": self._ask_for_rates,
            "settings": self.settings_wanted.emit,
            "close": self.close_workbook,
            "quit": self._quit,
            "undo": lambda: self.bench.settling.undo(),
            "redo": lambda: self.bench.settling.redo(),
            "find": lambda: self.bench.places.find(),
            "where used": lambda: self.bench.places.where_used(),
            "clear": lambda: self.bench.places.bill.clear_filters(),
            "refresh": lambda: self.bench.read_again(),
            "next pane": lambda: self.bench.go_round(1),
            "pane before": lambda: self.bench.go_round(-1),
            "stop": lambda: self.bench.tasks.stop(),
        })
        self._actions.add_places(lambda key: self.bench.go(key))
        self._actions.add_schemes(scheme, self.scheme_chosen.emit)

    @property
    def bench(self) -> Workbench:
        """Made on first use."""
        if self._bench is None:
            from ytterby.gui.workbench import Workbench

            self._bench = Workbench(self, self.stack, self._actions, self._first_day(), self._present_settings)
            self._bench.file_opened.connect(self.file_opened)
            self._bench.crashed.connect(self.crashed)
            self._bench.tasks.busy_changed.connect(lambda busy: None if busy else self.start.show_reading(""))
            self._bench.kept.connect(self.kept)
            self._bench.keeper.left_behind.connect(self._offer_left)
            self._bench.navigation.show_titles(self.width() >= _TITLES_FROM)
            as_left.lay_out(self, self._bench, self._present_settings().window)
            self.retheme()
        return self._bench

    def ask_to_open(self) -> None:
        from ytterby.gui.dialogs.files import ask_for_workbook

        ask_for_workbook(self, self.open_path)

    def open_path(self, path: Path) -> None:
        """Read a workbook the user chose; Import shows first how it was understood. A project that another window of
        the program shows comes to the front there."""
        if not self.shown_elsewhere(path):
            self._begin_reading(path)
            self.bench.open(path, review=True)

    def open_sample(self) -> None:
        """Read the shipped sample and show its bill."""
        self._begin_reading(folder(*SAMPLE))
        self.bench.open(folder(*SAMPLE), review=False)

    def _begin_reading(self, path: Path) -> None:
        """Said at once: the first workbook brings in the libraries it is read with."""
        self.start.show_reading(path.name)
        self.start.repaint()

    def close_workbook(self) -> None:
        """Back to the start page, once what is being saved or written is."""
        self.bench.settling.then(self._close_workbook, leaving=True)

    def _close_workbook(self) -> None:
        self.bench.close()
        self.setWindowTitle("Ytterby")
        self.setWindowFilePath("")
        self.setWindowModified(False)
        self.stack.setCurrentWidget(self.start)
        self._actions.allow(document=False, assessment=False, undo=False, redo=False)
        self._offer_left()  # also what another file took the place of

    def _offer_left(self) -> None:
        """What was not saved when the workbook was closed can be gone on with at once."""
        from ytterby.workspace.autosave import autosave_folder, recoverable

        if self.stack.currentWidget() is self.start:
            self.start.show_left(recoverable(autosave_folder()))

    def complete(self, recents: Sequence[Path] = (), left: Sequence[Recoverable] = ()) -> None:
        """What can wait until the window was painted: shortcuts, icons, recent files, work that was not saved."""
        self._actions.add_shortcuts()
        self.retheme()
        self.start.show_recents(recents)
        self.start.show_left(left)

    def stop_work(self) -> None:
        """Stop what runs in the background, if anything does."""
        if self._bench is not None:
            self._bench.tasks.stop()

    def _present_settings(self) -> Settings:
        from ytterby.workspace.settings import Settings

        return self.settings or Settings()

    def _first_day(self) -> date:
        """Today, or the day last asked about where the user set it so."""
        settings = self._present_settings()
        try:
            return date.fromisoformat(settings.last_as_of) if settings.as_of == "last used" else self._today
        except ValueError:
            return self._today

    def _ask_for_rates(self) -> None:
        from ytterby.gui.dialogs.rates import ask_for_rates

        ask_for_rates(self.bench.bridge, self)

    def _quit(self) -> None:
        self.close()

    def retheme(self) -> None:
        """Icons are pixmaps: they don't follow the palette by themselves."""
        self._actions.retheme()
        if self._bench is not None:
            self._bench.retheme()

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._bench is not None:
            self._bench.navigation.show_titles(self.width() >= _TITLES_FROM)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
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
            if (others := len(event.mimeData().urls()) - 1) > 0:
                self.bench.tell(f"Of {others + 1} files dropped, {path.name} is read; add others in Products.")

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being saved or written ends first, in sight; what is not saved goes into its journal after that."""
        if self._bench is not None and (words := self._bench.settling.settle(leaving=True)):
            event.ignore()
            self._bench.status.showMessage(words)
            self._closing.start()
            return
        left = as_left.told(self, self._bench)
        self.hide()  # work may need a moment until it notices
        self.kept.emit({"window": left})
        if self._bench is not None:
            if self._bench.bridge.document is not None:
                self.left_on.emit(self._bench.bridge.document.as_of)
            self._bench.keeper.leave()
            self._bench.tasks.close()
        super().closeEvent(event)


def _dropped(event: Any) -> Path | None:
    """The first local file of what is dragged; a folder only where there is none."""
    from ytterby.core.files import is_file

    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return next((path for path in paths if is_file(path)), paths[0] if paths else None)
