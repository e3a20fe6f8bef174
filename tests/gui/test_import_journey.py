"""Import by mouse and keyboard: from the drop of an untidy workbook to the graded bill, with undo and redo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from builders_bom import workbook
from journeys import LONG, assessed, shown
from ytterby.bom.reading import Meaning
from ytterby.gui.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
SHEETS = {
    "Deckblatt": [("Antriebseinheit",), ("Stand 3, Entwurf",)],
    "Liste": [
        ("Stückliste Antriebseinheit",), (), ("Pos", "Bezeichnung", "Menge", "Preis", "Bemerkung"),
        (1, "Magnet N42SH, NdFeB", 4, 2.5, "vernickelt"),
        (2, "Schraube M5", 12, 0.1, ""), (3, "Blech 1.4301", 1, 7, ""),
        ("", "Summe", 17, 18.2, ""),
    ],
}


def drop(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    arguments = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    window.dragEnterEvent(QDragEnterEvent(QPoint(400, 300), *arguments))
    window.dropEvent(QDropEvent(QPoint(400, 300), *arguments))


def test_from_the_drop_to_the_graded_bill(qtbot: QtBot, tmp_path: Path) -> None:
    window, told = shown(qtbot), []
    path = workbook(tmp_path / "bill.xlsx", SHEETS)
    assessed(qtbot, window, lambda: (drop(window, path), told.append(window.start._words.text())))
    assert told == ["Reading bill.xlsx…"]
    bench = window.bench
    bridge, page = bench.bridge, bench.places.view("import")
    assert page.side.sheet_name() == "Liste", "the cover holds no table"

    chooser = page.grid.chooser(4)
    qtbot.mouseClick(chooser, LEFT)
    assert chooser.view().isVisible()
    chooser.view().setCurrentIndex(chooser.model().index(chooser.findData(Meaning.MATERIAL), 0))
    assessed(qtbot, window, lambda: qtbot.keyClick(chooser.view(), Qt.Key.Key_Return))
    assert page.grid.chooser(4).currentData() == Meaning.MATERIAL

    box = page.side._header_row
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "3")
    assessed(qtbot, window, lambda: qtbot.keyClick(box, Qt.Key.Key_Return))
    assert dict(bridge.document.mapping.header_rows) == {"Liste": 3}
    both = bridge.document.mapping
    for left in (len(both.corrections), 0):
        assessed(qtbot, window, window._actions["undo"].trigger)
        assert len(page.mapping().corrections) == left
    assert page.side._header_row.value() == 0
    for _ in range(2):
        assessed(qtbot, window, window._actions["redo"].trigger)
    assert page.mapping() == both

    go_on = next(one for one in page.findChildren(QPushButton) if "Continue" in one.text())
    qtbot.mouseClick(go_on, LEFT)
    bill = bench.places.bill
    qtbot.waitUntil(lambda: bill.grid.isVisible() and len(bill.grid.selected()) == 1, timeout=LONG)
    worst = bill.grid.listing.rows[int(bill.grid.selected()[0])]
    assert "N42SH" in worst.item.description
    assert worst.status in ("controlled", "undetermined")
    assert "N42SH" in bench.places.evidence.text()
    window.close()
