"""The annotated copy of an encrypted workbook is made with the password that opened it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from builders_bom import HEAD, workbook
from ytterby.bom.reading import Mapping
from ytterby.core.errors import YtterbyError
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.report.exports import Order, carry_out
from ytterby.workspace.assess import assess, open_workbook


def test_an_order_carries_the_password_and_does_not_tell_it(tmp_path: Path) -> None:
    office = pytest.importorskip("msoffcrypto.format.ooxml")
    bill = workbook(tmp_path / "plain.xlsx", [HEAD, ("A-1", "Magnet NdFeB", 1), ("A-2", "Nut", 2)])
    stored = io.BytesIO()
    with bill.open("rb") as file:
        office.OOXMLFile(file).encrypt("secret word", stored)
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(stored.getvalue())
    document = open_workbook(locked, Mapping(), date(2026, 11, 21), password="secret word")
    assessment = assess(document, Rulebook.shipped(), Knowledge.shipped())
    with pytest.raises(YtterbyError):
        carry_out(Order("annotated", tmp_path / "copy.xlsx", document, assessment))
    order = Order("annotated", tmp_path / "copy.xlsx", document, assessment, password="secret word")
    assert "secret word" not in repr(order)
    carry_out(order)
    sheet = openpyxl.load_workbook(tmp_path / "copy.xlsx").active
    assert sheet is not None
    assert (sheet["B2"].value, sheet.max_column > 3) == ("Magnet NdFeB", True)
