"""The field for a country, by mouse and keys: what is typed is taken by Enter and Tab, and never dropped unsaid."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ytterby.gui.widgets.country import CountryEdit, match

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def edit(qtbot: QtBot) -> CountryEdit:
    page = QWidget()
    column = QVBoxLayout(page)
    made = CountryEdit("Destination", page)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    made.page = page  # keeps it
    return made


def click_and_type(qtbot: QtBot, edit: CountryEdit, text: str) -> None:
    edit.page.findChildren(QLineEdit)[-1].setFocus()
    line = edit.lineEdit()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(line.hasSelectedText)
    qtbot.keyClicks(line, text)


def press(qtbot: QtBot, edit: CountryEdit, key: Qt.Key) -> None:
    """To where the keys of a person go: the list of names, while it is there."""
    qtbot.keyClick(QApplication.activePopupWidget() or edit.lineEdit(), key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
@pytest.mark.parametrize(("typed", "code"), [("Germany", "DE"), ("france", "FR"), ("jp", "JP"), ("Ger", "DE"),
                                             ("United States (US)", "US")])
@pytest.mark.parametrize("before", ["", "IT"])
def test_a_name_or_code_that_is_typed_is_taken(qtbot: QtBot, edit: CountryEdit, typed: str, code: str, before: str,
                                               key: Qt.Key) -> None:
    edit.show_code(before)
    with qtbot.waitSignal(edit.chosen):
        click_and_type(qtbot, edit, typed)
        press(qtbot, edit, key)
    assert (edit.code(), edit.refusal()) == (code, "")
    assert edit.currentText().endswith(f"({code})")


@pytest.mark.parametrize("typed", ["Atlantis", "United"])
def test_what_is_no_one_country_is_told_and_stays_as_typed(qtbot: QtBot, edit: CountryEdit, typed: str) -> None:
    edit.show_code("IT")
    with qtbot.assertNotEmitted(edit.chosen):
        click_and_type(qtbot, edit, typed)
        press(qtbot, edit, Qt.Key.Key_Return)
        edit.show_code("IT")
    assert (edit.code(), edit.currentText()) == ("IT", typed)
    assert typed in edit.refusal()
    assert edit.property("refused") is True


def test_an_emptied_field_states_none(qtbot: QtBot, edit: CountryEdit) -> None:
    edit.show_code("IT")
    with qtbot.waitSignal(edit.chosen):
        click_and_type(qtbot, edit, "x")
        qtbot.keyClick(edit.lineEdit(), Qt.Key.Key_Backspace)
        press(qtbot, edit, Qt.Key.Key_Tab)
    assert (edit.code(), edit.currentText()) == ("", "Not stated")


def test_one_of_several_names_is_meant_where_it_is_whole() -> None:
    assert match("Niger") == "NE"
    assert match("china") == "CN"
    assert match("Guinea") == "GN"
