"""Pictures of every place of the window, for README and for looking at it without a screen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler

from ytterby.core.errors import ReportError
from ytterby.gui.actions import PLACES
from ytterby.gui.window import Window

if TYPE_CHECKING:
    from ytterby.workspace.document import Assessment, Document

_SETTLE_MS = 700  # charts lay themselves out after the view is shown

_HINTS = "This plugin does not support propagateSizeHints"


def without_hints() -> None:
    """A platform without a screen says for every window that it passes on no size hints: nobody needs to read it."""

    def tell(_: QtMsgType, __: QMessageLogContext, message: str) -> None:
        if not message.startswith(_HINTS):
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(tell)


class Pictures(QObject):
    """Goes from place to place, each in its own turn of the event loop; calls ``ended`` after the last."""

    def __init__(self, window: Window, folder: Path, ended: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._folder, self._ended = window, folder, ended
        self._left = list(PLACES)
        self._made: list[Path] = []
        self._error: BaseException | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._take)

    def begin(self, workbook: Path) -> None:
        self._window.complete()
        bench = self._window.bench
        bench.bridge.refused.disconnect(bench.refuse)  # nobody is there to read a message
        bench.bridge.refused.connect(self._fail)
        bench.crashed.connect(self._fail)
        bench.bridge.assessment_changed.connect(self._assessed)
        bench.open(workbook, review=False)

    def result(self) -> list[Path]:
        if self._error is not None:
            raise self._error
        return self._made

    def _fail(self, error: BaseException) -> None:
        self._error = error
        self._ended()

    def _assessed(self, document: Document, assessment: Assessment) -> None:
        """The worst line is selected, so that Evidence has something to say."""
        self._window.bench.places.bill.select_worst()
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._ended()
            return
        self._window.bench.go(self._left[0])
        self._settle.start()

    def _take(self) -> None:
        if self._window.bench.tasks.at_work:  # what the place shows is still being found
            self._settle.start()
            return
        file = self._folder / f"{self._left.pop(0)}.png"
        self._folder.mkdir(parents=True, exist_ok=True)
        if not self._window.grab().save(str(file)):
            self._fail(ReportError("the picture can't be written.", where=str(file)))
            return
        self._made.append(file)
        self._next()
