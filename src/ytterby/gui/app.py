"""The program with a window: start, settings, faults, and pictures without a screen."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from ytterby.gui import as_left, theme
from ytterby.gui.window import Window

if TYPE_CHECKING:
    from ytterby.workspace.autosave import Recoverable
    from ytterby.workspace.settings import Settings

FAULT = 70
_NOT_MEANT = "Currency and licence wait hold for new bills; the one opened meanwhile keeps its own."
_LOOK_MS = 50
_ASIDE = 32  # px, of a further window


def run(path: Path | None = None) -> int:
    """Open the window, on a workbook where one is given, and stay until it is closed. Gives the exit code."""
    app = application()
    program = Program(app, date.today(), path)
    sys.excepthook = program.unexpected
    program.window.show()
    code = app.exec()
    return FAULT if program.faulted else code


def application() -> QApplication:
    """The one QApplication of the process."""
    existing = QApplication.instance()
    # The style as an argument: QApplication.style() makes hundreds of enum values that a start can spare.
    app = existing if isinstance(existing, QApplication) else QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("Ytterby")
    if QLocale().language() == QLocale.Language.C:  # no locale is set: English, with separators of thousands
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app.setDesktopFileName("ytterby")
    return app


class Program:
    """Windows and settings together; notes faults and tells the user of them. ``path`` is the file to begin with."""

    def __init__(self, app: QApplication, today: date, path: Path | None = None) -> None:
        from ytterby.workspace.settings import load_settings, settings_file

        self._app, self._today, self._path = app, today, path
        self.faulted = False
        self._file = settings_file()
        self._settings, self._refused = load_settings(self._file)
        theme.apply(app, self._settings.theme)
        self.windows: list[Window] = []
        self.window = self._new_window()
        as_left.place(self.window, self._settings.window)
        self.window.first_painted.connect(self.after_show)

    def _new_window(self) -> Window:
        window = Window(self._today, self._settings.theme)
        window.settings = self._settings
        window.shown_elsewhere = lambda path: self._bring_forward(path, window)
        window.settings_wanted.connect(lambda: self._ask_for_settings(window))
        window.new_wanted.connect(lambda: self.open_window(window))
        window.kept.connect(lambda changes: self._keep(window, changes))
        window.discarded.connect(self._discard)
        window.left_on.connect(self._keep_day)
        window.scheme_chosen.connect(self._choose_scheme)
        window.file_opened.connect(self._remember)
        window.crashed.connect(self.fault)
        self.windows.append(window)
        return window

    def open_window(self, beside: Window) -> Window:
        """Another window, a little aside of the one it was asked from; each has its own bill."""
        from ytterby.workspace.recents import recent_files

        self.windows = [window for window in self.windows if window.isVisible() or window is self.window]
        window = self._new_window()
        window.resize(beside.size())
        window.move(beside.x() + _ASIDE, beside.y() + _ASIDE)
        window.show()
        window.complete(recent_files(self._settings))
        return window

    def _bring_forward(self, project: Path, asked: Window) -> bool:
        """Whether another window than the one ``asked`` has the project open, which is then in front."""
        from ytterby.workspace.claims import same_file

        for window in self.windows:
            there = window.windowFilePath() if window is not asked and window.isVisible() else ""
            if there and same_file(Path(there), project):
                if window.isMinimized():
                    window.showNormal()
                window.raise_()
                window.activateWindow()
                return True
        return False

    def after_show(self) -> None:
        """What can wait until the window was painted: icons need the SVG library, recents the disk."""
        from ytterby.gui import icons
        from ytterby.workspace.autosave import autosave_folder, recoverable, set_aside
        from ytterby.workspace.recents import recent_files

        self._app.setWindowIcon(icons.icon("app", "accent"))
        left = recoverable(autosave_folder())
        self.window.complete(recent_files(self._settings), left)
        self._tell_refused()
        self._tell_damaged(set_aside(autosave_folder()))
        if self._path is not None and left:
            self._ask_which(self._path, left[0])
        elif self._path is not None:
            self.window.open_path(self._path)

    def _tell_damaged(self, journals: tuple[Path, ...]) -> None:
        """Unsaved work that can't be offered, once; who can mend a database finds it where it is said to be."""
        if journals:
            from ytterby.gui.dialogs.message import remark

            remark("Work that was not saved is damaged and can't be restored. It is kept as:\n"
                   + "\n".join(map(str, journals)), self.window)

    def _ask_which(self, path: Path, left: Recoverable) -> None:
        """Work that was not saved would be out of sight behind the file that the program was started with."""
        from ytterby.core.errors import YtterbyError
        from ytterby.gui.dialogs.message import question

        window = self.window
        question(YtterbyError("there is work that was not saved", where=f"{left.name}, {left.changed:%Y-%m-%d %H:%M}",
                              remedy="It stays on the start page until it is restored or discarded."), window,
                 ((f"Open {path.name}", lambda: window.open_path(path)),
                  ("Restore the work", lambda: window.bench.keeper.restore(left))))

    def _tell_refused(self) -> None:
        """Settings that could not be used, once: a damaged file lies aside by then, a wrong value is replaced."""
        if not self._refused:
            return
        from ytterby.core.text import issue_text
        from ytterby.gui.dialogs.message import remark

        remark("\n".join(issue_text(issue) for issue in self._refused), self.window)
        self._refused = ()
        self._save(self._settings)

    def fault(self, error: BaseException) -> None:
        """A bug: write it down, stop what runs, tell the user once; the program ends when the message is closed."""
        from ytterby.gui.dialogs.crash import CrashDialog
        from ytterby.gui.faults import write_down

        if self.faulted:
            return
        self.faulted = True
        for window in self.windows:
            window.stop_work()
        report, log = write_down(error)
        dialog = CrashDialog(report, log, self.window)
        dialog.finished.connect(self._end_after_fault)
        dialog.open()

    def _end_after_fault(self, _: int) -> None:
        for window in self.windows:
            window.close()  # what is not saved is written to its journal
        if any(window.isVisible() for window in self.windows):
            QTimer.singleShot(_LOOK_MS, lambda: self._end_after_fault(0))
        else:
            self._app.exit(FAULT)

    def unexpected(self, _: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What nobody caught, in any slot: sys.excepthook."""
        if isinstance(error, KeyboardInterrupt):
            for window in self.windows:
                window.close()
            return
        self.fault(error)

    def _choose_scheme(self, scheme: str) -> None:
        from dataclasses import replace

        theme.apply(self._app, scheme)
        self._save(replace(self._settings, theme=scheme))

    def _ask_for_settings(self, window: Window) -> None:
        from ytterby.gui.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(self._settings, window)
        loads = window.bench.bridge.loads
        dialog.chosen.connect(lambda settings: self._take(window, settings, loads))
        dialog.open()

    def _keep(self, window: Window, changes: dict[str, Any]) -> None:
        """What a window keeps by the way; of several windows the last one closed is where the next start is."""
        from dataclasses import replace

        if replace(self._settings, **changes) != self._settings:
            self._save(replace(self._settings, **changes), window)

    def _take(self, window: Window, settings: Settings, loads: int) -> None:
        """New settings; currency and licence wait hold for the open bill, too, as edits: the one open when they were
        asked for."""
        from ytterby.planning.waits import named_priors
        from ytterby.workspace import edits

        before = self._settings
        if settings.theme != before.theme:
            theme.apply(self._app, settings.theme)
        self._save(settings)
        bridge = window.bench.bridge
        if bridge.loads != loads:  # another bill by now
            if (settings.currency, settings.wait) != (before.currency, before.wait):
                window.bench.tell(_NOT_MEANT)
            return
        if settings.currency != before.currency:
            bridge.edit(edits.set_currency, settings.currency)
        if settings.wait != before.wait:
            bridge.edit(edits.set_wait, named_priors().get(settings.wait))

    def _keep_day(self, day: date) -> None:
        from dataclasses import replace

        self._save(replace(self._settings, last_as_of=day.isoformat()))

    def _discard(self, left: Recoverable) -> None:
        from ytterby.workspace.autosave import forget

        forget(left)

    def _remember(self, path: Path) -> None:
        from ytterby.workspace.recents import recent_files, with_recent

        self._save(with_recent(self._settings, path))
        for window in self.windows:
            window.start.show_recents(recent_files(self._settings))

    def _save(self, settings: Settings, said_in: Window | None = None) -> None:
        from ytterby.core.errors import ProjectError
        from ytterby.workspace.settings import save_settings

        self._settings = settings
        for window in self.windows:
            window.settings = settings
        try:
            save_settings(settings, self._file)
        except ProjectError as error:
            teller = said_in or self.window
            if teller.isVisible():  # a window that closes tells nobody
                teller.bench.refuse(error)


def run_pictures(
    workbook: Path, folder: Path, as_of: date | None = None, *, scheme: str = "light",
    size: tuple[int, int] = (1366, 768),
) -> list[Path]:
    """Open a workbook, wait until it is assessed, and save a picture of each place of the window into ``folder``.

    Needs no screen under QT_QPA_PLATFORM=offscreen. Gives the files in the order of the places; raises what reading or
    assessing raised.
    """
    from ytterby.gui.pictures import Pictures, without_hints

    app = application()
    without_hints()
    theme.apply(app, scheme)
    window = Window(as_of or date.today(), scheme)
    window.resize(*size)
    pictures = Pictures(window, folder, app.quit)
    window.show()
    pictures.begin(workbook)
    app.exec()
    window.close()
    return pictures.result()
