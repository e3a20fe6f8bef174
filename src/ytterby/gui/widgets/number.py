"""Fields for numbers, their text as far from the edge as in other fields: a style sheet does not reach it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox

Box = TypeVar("Box", QSpinBox, QDoubleSpinBox)
_INSET = 4  # px
_WIDEST = 260  # px: no number needs more


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


def number_box(words: str, least: float, most: float, start: float, suffix: str) -> QDoubleSpinBox:
    """For a whole number with its unit, under a name; tells when a person is through with typing."""
    box = amount_box()
    box.setRange(least, most)
    box.setDecimals(0)
    box.setGroupSeparatorShown(True)
    box.setValue(start)
    box.setSuffix(suffix)
    box.setKeyboardTracking(False)
    box.setMinimumWidth(190)
    box.setMaximumWidth(_WIDEST)
    box.setAccessibleName(words)
    return box


def money_box(words: str, none: str) -> QDoubleSpinBox:
    """For an amount of money; ``none`` are the words for none."""
    box = number_box(words, 0, 1e12, 0, "")
    box.setSpecialValueText(none)
    return box


def being_typed(box: Box) -> bool:
    """Whether its text is one that nobody has confirmed yet by Enter or by going on: setting it would wipe that."""
    shown = f"{box.prefix()}{box.textFromValue(box.value())}{box.suffix()}"
    if box.specialValueText() and box.value() == box.minimum():
        shown = box.specialValueText()
    return box.lineEdit().text() != shown


def show_suffix(box: QDoubleSpinBox, suffix: str) -> None:
    """Another unit; what was being typed in the one before is wiped, in the same one it stays."""
    if box.suffix() != suffix:
        box.setSuffix(suffix)


def _inset(box: QAbstractSpinBox) -> None:
    box.lineEdit().setTextMargins(_INSET, 0, 0, 0)
