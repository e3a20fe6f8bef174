"""From one part of the window to the next by key, each with the focus where it was last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def go_round(panes: Sequence[QWidget], step: int = 1) -> None:
    """Move the focus ``step`` panes on (-1: back), past those that are hidden or have nothing to focus."""
    shown, focused = [pane for pane in panes if pane.isVisible()], QApplication.focusWidget()
    start = -1 if step > 0 else 0  # without a focus: the first, backwards the last
    at = next((place for place, pane in enumerate(shown)
               if focused is not None and (pane is focused or pane.isAncestorOf(focused))), start)
    for number in range(1, len(shown) + 1):
        found = _to_focus(shown[(at + number * step) % len(shown)])
        if found is not None:
            found.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def _to_focus(pane: QWidget) -> QWidget | None:
    """What had the focus last, else the first that takes it by Tab."""
    candidates = (pane.focusWidget(), pane, *pane.findChildren(QWidget))
    return next((one for one in candidates if one is not None and one.isVisible() and one.isEnabled()
                 and one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
