"""The mouse wheel scrolls and nothing else: passing over a choice, a date or a slider must not change the law."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QSlider, QWidget

_KINDS = (QAbstractSpinBox, QComboBox, QSlider)


class _WheelPassesOn(QObject):
    """Leaves wheel events to whatever scrolls behind the control."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def wheel_only_scrolls(place: QWidget) -> None:
    """For every control inside ``place``; may be called again when controls were added."""
    known = place.findChild(_WheelPassesOn)
    passes_on = known if isinstance(known, _WheelPassesOn) else _WheelPassesOn(place)
    for kind in _KINDS:
        for control in place.findChildren(kind):
            control.installEventFilter(passes_on)
