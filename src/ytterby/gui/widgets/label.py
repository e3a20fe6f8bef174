"""Labels: plain text by default, because what stands in a workbook is never taken for markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def plain(text: str = "", *, muted: bool = False, heading: bool = False, wrap: bool = False,
          parent: QWidget | None = None) -> QLabel:
    """Text shown exactly as it is."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("muted", muted)
    label.setProperty("heading", heading)
    _may_shrink(label, wrap)
    return label


def markup(html: str = "", *, wrap: bool = True, parent: QWidget | None = None) -> QLabel:
    """Markup of our own making (gui/rich.py), every outside text in it escaped; can be selected, links open outside."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(html)
    label.setOpenExternalLinks(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    _may_shrink(label, wrap)
    return label


def set_muted(label: QLabel, muted: bool) -> None:
    """Let a label stand back, or not any more."""
    if label.property("muted") != muted:
        label.setProperty("muted", muted)
        label.style().unpolish(label)
        label.style().polish(label)


def resize_font(label: QWidget, factor: float, *, bold: bool = False) -> None:
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setBold(bold)
    label.setFont(font)


def _may_shrink(label: QLabel, wrap: bool) -> None:
    label.setWordWrap(wrap)
    if wrap:
        label.setMinimumWidth(1)
        policy = label.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        label.setSizePolicy(policy)
