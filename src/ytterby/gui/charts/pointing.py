"""Pointing at the marks of a drawing: what is pointed at is told; a click, Enter or Space opens the items it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ytterby.gui.charts.labels import plain_tip

CLICK = 4  # px the mouse may move between press and release
STEPS = {  # to the right, down
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Counting(Protocol):
    """A mark or tile: items it counts, the words of the filter it sets, and its exact values."""

    @property
    def items(self) -> frozenset[int]: ...

    @property
    def label(self) -> str: ...

    @property
    def tip(self) -> str: ...


Mark = TypeVar("Mark", bound=Counting)


class Pointing(Generic[Mark]):
    """``over`` takes the focus, ``surface`` is what the mouse moves on (itself, or the viewport inside).

    ``at`` gives the mark at a point of the surface, ``middle`` where a mark is, ``beside`` the mark so many steps to
    the right and down of one, or of none. ``changed`` draws anew, ``open_`` gets items and label.
    """

    def __init__(self, over: QWidget, surface: QWidget, *, at: Callable[[QPointF], Mark | None],
                 middle: Callable[[Mark], QPoint], beside: Callable[[Mark | None, int, int], Mark | None],
                 changed: Callable[[], object], open_: Callable[[frozenset[int], str], object]) -> None:
        self._over, self._surface = over, surface
        self._at, self._middle, self._beside, self._changed, self._open = at, middle, beside, changed, open_
        self._pressed: QPoint | None = None
        self.current: Mark | None = None

    def forget(self) -> None:
        """Other marks are shown."""
        self.current = None

    def press(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None

    def release(self, event: QMouseEvent) -> None:
        """A drag is no click."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and (event.position().toPoint() - pressed).manhattanLength() <= CLICK:
            self._choose(self._at(event.position()))

    def move(self, event: QMouseEvent) -> None:
        mark = self._at(event.position()) if not event.buttons() else None
        self._point_at(mark)
        opens = mark is not None and bool(mark.items)
        self._surface.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        if mark is not None:
            QToolTip.showText(event.globalPosition().toPoint(), plain_tip(mark.tip), self._over)
        else:
            QToolTip.hideText()

    def leave(self) -> None:
        """What the keyboard is at stays."""
        if not self._over.hasFocus():
            self._point_at(None)

    def key(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            mark = self._beside(self.current, *STEPS[key])
            self._point_at(mark)
            if mark is not None:
                QToolTip.showText(self._over.mapToGlobal(self._middle(mark)), plain_tip(mark.tip), self._over)
        elif key in OPENING and self.current is not None:
            self._choose(self.current)
        else:
            event.ignore()

    def _point_at(self, mark: Mark | None) -> None:
        if mark is not self.current:
            self.current = mark
            self._over.setAccessibleDescription(mark.tip if mark is not None else "")
            self._changed()

    def _choose(self, mark: Mark | None) -> None:
        if mark is not None and mark.items:
            self._open(mark.items, mark.label)
