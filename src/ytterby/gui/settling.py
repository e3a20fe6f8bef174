"""Before a save, an undo, another file or the end: what is typed is sent, what is being saved or read ends first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ytterby.gui.bridge import Bridge
from ytterby.gui.tasks import Tasks

if TYPE_CHECKING:
    from ytterby.gui.places import Places

_LOOK_MS = 30


class Settling(QObject):
    """``places`` gives the views once there are any, ``say`` shows words while something has to end first."""

    def __init__(self, bridge: Bridge, tasks: Tasks, places: Callable[[], Places | None], say: Callable[[str], None],
                 parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._tasks, self._places, self._say = bridge, tasks, places, say
        self._wishes: list[Callable[[], object]] = []
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self._go_on)

    def settle(self) -> str:
        """Send what is typed and not sent yet. Gives what is still under way and must not be cut off, in words; empty
        where nothing is."""
        if (places := self._places()) is not None:
            places.send_pending()
        if self._tasks.under_way("save"):
            return "Saving…"
        if self._tasks.under_way("decide"):
            return "Recording what was decided…"
        reading = self._bridge.correcting and self._tasks.under_way("open")
        return "Reading what was corrected…" if reading else ""

    def then(self, act: Callable[[], object]) -> None:
        """Do it once nothing is typed and unsent, being saved or read under a correction: as a rule at once."""
        self._wishes.append(act)
        self._go_on()

    def _go_on(self) -> None:
        while self._wishes:
            if words := self.settle():
                self._say(words)
                self._look.start()
                return
            self._wishes.pop(0)()

    def undo(self) -> None:
        """Take back the last edit: what was just typed; a correction in Import that is not read yet."""
        places = self._places()
        if self._bridge.correcting:
            self._tasks.stop("open")
        elif places is None or not places.take_back():
            self.settle()
            self._bridge.undo()

    def redo(self) -> None:
        self.settle()
        self._bridge.redo()
