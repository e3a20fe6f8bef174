"""Settings take no folder of own rules that Rules would refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from ytterby.gui.dialogs.settings import SettingsDialog
from ytterby.workspace.settings import Settings


@pytest.mark.parametrize("name", ["nowhere", "nul\0here"], ids=["nowhere", "nul"])
def test_a_folder_that_is_not_there_is_refused_and_the_form_stays(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    dialog = SettingsDialog(Settings())
    dialog.show()
    field = dialog.controls["rules"]
    assert isinstance(field, QLineEdit)
    field.setText(f"{tmp_path}/{name}")
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.accept()
    assert dialog.isVisible()
    dialog.findChild(QMessageBox).close()
    field.clear()
    with qtbot.waitSignal(dialog.chosen):
        dialog.accept()
