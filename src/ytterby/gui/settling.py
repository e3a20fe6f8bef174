"""Before a save, an undo, another file or the end: what is typed is sent, what is being saved or read ends first.

What is being written or taken in ends before another file or the end, so that it is never cut off in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog, QMainWindow

from ytterby.gui.bridge import Bridge
from ytterby.gui.tasks import Tasks
from ytterby.gui.widgets.top_bar import TopBar
from ytterby.gui.widgets.typed import confirm

if TYPE_CHECKING:
    from ytterby.gui.places import Places

_LOOK_MS = 30
_BEFORE_LEAVING = ("export ", "forms ", "part memory", "declarations ", "parties", "own rules")  # kinds of tasks


class Settling(QObject):
    """Of one ``window``. ``places`` gives the views once there are any, ``say`` shows words while something has to end
    first."""

    def __init__(self, window: QMainWindow, top: TopBar, bridge: Bridge, tasks: Tasks,
                 places: Callable[[], Places | None], say: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._top = window, top
        self._bridge, self._tasks, self._places, self._say = bridge, tasks, places, say
        self._wishes: list[tuple[Callable[[], object], bool]] = []
        self._waiting = ""  # for what, before this file is left
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self._go_on)

    def confirm(self) -> None:
        """What is being typed in a field of the window, as if the field had been left."""
        confirm(self._window.focusWidget())

    def send(self) -> None:
        """What is typed or was moved and is not sent yet becomes an edit now."""
        self.confirm()
        if self._bridge.document is not None:
            self._top.send_pending()
        if (places := self._places()) is not None:
            places.send_pending()

    def settle(self, *, leaving: bool = False) -> str:
        """Send what is typed and not sent yet. Gives what is still under way and must not be cut off, in words; empty
        where nothing is. ``leaving``: this file, for another or for none."""
        if words := self._under_way(leaving):
            return words  # what is typed until it has ended is sent then
        self.send()
        return self._under_way(leaving)

    def _under_way(self, leaving: bool) -> str:
        if self._tasks.under_way("save"):
            return "Saving…"
        if self._tasks.under_way("decide"):
            return "Recording what was decided…"
        if self._bridge.correcting and self._tasks.under_way("open"):
            return "Reading what was corrected…"
        return self._ends_first() if leaving else ""

    def _ends_first(self) -> str:
        """What is being written or taken in, and what it told or asked meanwhile: a message is read before it goes."""
        if begun := self._tasks.labels(_BEFORE_LEAVING):
            self._waiting = f"{begun[0]}…"
        elif self._waiting and not any(one.isModal() and one.isVisible() for one in self._window.findChildren(QDialog)):
            self._waiting = ""
        return self._waiting

    def then(self, act: Callable[[], object], *, leaving: bool = False) -> None:
        """Do it once nothing is typed and unsent, being saved or read under a correction, nor, where it leaves this
        file, being written: as a rule at once."""
        self._wishes.append((act, leaving))
        self._go_on()

    def _go_on(self) -> None:
        while self._wishes:
            act, leaving = self._wishes[0]
            if words := self.settle(leaving=leaving):
                self._say(words)
                self._look.start()
                return
            self._wishes.pop(0)
            act()

    def undo(self) -> None:
        """Take back the last edit: what was just typed; a correction in Import that is not read yet."""
        places = self._places()
        if self._bridge.correcting:
            self._tasks.stop("open")
            return
        self.confirm()
        if places is None or not places.take_back():
            self.send()
            self._bridge.undo()

    def redo(self) -> None:
        self.send()
        self._bridge.redo()
