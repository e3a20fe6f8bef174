"""What stands in a field and nobody confirmed yet by Enter or by leaving it: taken as if the field had been left."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QWidget


def confirm(field: QWidget | None) -> None:
    """Take what is typed in ``field``, which keeps the focus; what can't be taken is refused in sight, as always."""
    if isinstance(field, QAbstractSpinBox):
        field.interpretText()
        field.editingFinished.emit()
    elif isinstance(field, QComboBox):
        confirm(field.lineEdit())
    elif isinstance(field, QLineEdit):
        field.editingFinished.emit()
