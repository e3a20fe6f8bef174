"""Place and size of a window, and how wide Evidence was, as one text for the settings: up to three parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

    from ytterby.gui.workbench import Workbench

_FRAME = QMargins(0, 36, 0, 0)  # px: the title bar, which no window knows of before it is shown

def told(window: QMainWindow, bench: Workbench | None) -> str:
    """What is to be kept when the window closes."""
    if bench is None:
        return _text(window.saveGeometry())
    wide = bench.dock.width() if bench.bridge.document is not None else ""
    return f"{_text(window.saveGeometry())} {_text(window.saveState())} {wide}".strip()


def place(window: QMainWindow, kept: str) -> None:
    """Place and size, no larger than the screen has room for; before the first show. A text that is none changes
    nothing."""
    if kept:
        window.restoreGeometry(_parts(kept)[0])
    window.resize(window.size().boundedTo(window.screen().availableSize().shrunkBy(_FRAME)))


def lay_out(window: QMainWindow, bench: Workbench, kept: str) -> None:
    """Evidence where it was, and as wide once it is seen: before, other parts would still take from it."""
    from PySide6.QtCore import QTimer

    _, state, wide = _parts(kept)
    if not state.isEmpty():
        window.restoreState(state)
        bench.show_frame(False)

    def widen() -> None:
        if bench.dock.isVisible():
            from PySide6.QtCore import Qt  # its enums are made on first use, which a start can spare

            bench.shown.disconnect(later)
            window.resizeDocks([bench.dock], [wide], Qt.Orientation.Horizontal)

    def later() -> None:
        QTimer.singleShot(0, bench, widen)

    if wide:
        bench.shown.connect(later)


def _parts(kept: str) -> tuple[QByteArray, QByteArray, int]:
    place, state, wide = (*kept.split(" ")[:3], "", "", "")[:3]
    return _bytes(place), _bytes(state), int(wide[:4]) if wide.isdecimal() else 0


def _bytes(part: str) -> QByteArray:
    from PySide6.QtCore import QByteArray  # only where something is kept: its enums are made on first use

    return QByteArray.fromBase64(QByteArray(part.encode("ascii", "ignore")))


def _text(part: QByteArray) -> str:
    return bytes(part.toBase64().data()).decode("ascii")
