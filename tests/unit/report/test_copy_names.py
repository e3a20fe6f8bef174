"""A file is never written under the name of another kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from ytterby.cli import main
from ytterby.core.errors import ReportError
from ytterby.report.copy_names import require_pdf


def test_a_brief_is_called_pdf_and_nothing_else(tmp_path: Path) -> None:
    require_pdf(Path("brief.PDF"))
    with pytest.raises(ReportError, match="the brief is a PDF"):
        require_pdf(Path("brief.docx"))
    bill = tmp_path / "bill.csv"
    bill.write_text("Part,Description,Quantity\nA,NdFeB magnet,1\n", encoding="utf-8")
    assert main.run(["assess", str(bill), "--brief", str(tmp_path / "brief.docx")]) == main.WRONG
    assert not (tmp_path / "brief.docx").exists()
