"""The Qt binding itself: 6.12.0 loses a reference to None per void call and aborts Python 3.10 and 3.11."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget


def test_the_binding_keeps_none_alive(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(500):
        widget.hide()
    assert before - sys.getrefcount(None) < 250
