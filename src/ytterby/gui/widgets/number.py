"""Fields for numbers, their text as far from the edge as in other fields: a style sheet does not reach it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox

_INSET = 4  # px


def whole_box() -> QSpinBox:
    """For a whole number."""
    box = QSpinBox()
    _inset(box)
    return box


def amount_box() -> QDoubleSpinBox:
    """For a number with decimals, or beyond what a whole one holds."""
    box = QDoubleSpinBox()
    _inset(box)
    return box


def _inset(box: QAbstractSpinBox) -> None:
    box.lineEdit().setTextMargins(_INSET, 0, 0, 0)
