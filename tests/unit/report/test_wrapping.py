"""Names and entries are read whole: their columns wrap instead of being cut or running into the next."""

from __future__ import annotations

from builders_report import assessment, document
from ytterby.report.dossier import dossier
from ytterby.report.page import Kind, Table
from ytterby.report.sheets import findings, summary


def test_item_description_and_control_wrap() -> None:
    made = dossier(document(), assessment())
    worst = next(block for block in summary.page(made).blocks if isinstance(block, Table) and block.key == "worst")
    kinds = {column.heading: column.kind for column in (*findings.COLUMNS, *worst.columns)}
    assert kinds["Control"] is Kind.WRAP
    kinds = {column.heading: column.kind for column in findings.COLUMNS}
    assert (kinds["Item"], kinds["Description"]) == (Kind.WRAP, Kind.WRAP)
