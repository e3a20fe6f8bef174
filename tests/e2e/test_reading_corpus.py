"""Real bills with rows labelled by hand, and odd files: read where the collection lies beside the project."""

from __future__ import annotations

import csv
import time
from collections import defaultdict
from pathlib import Path

import pytest

from ytterby.bom.read import read
from ytterby.core.errors import WorkbookError

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
OTHER_ROWS = {"title", "ghost", "total", "note", "header", "bandheader"}

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the collection of workbooks is not here")


def labels() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (CORPUS / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found[row["file"]].append(row)
    return found


def test_headers_and_lines_of_real_bills_are_found() -> None:
    count: dict[str, list[bool]] = defaultdict(list)
    for name, rows in labels().items():
        reading = read(CORPUS / "boms" / name)
        sheets = {table.sheet for table in reading.tables}
        lines = {(reading.bom.sheets[usage.sheet], usage.row) for usage in reading.bom}
        headers = {(table.sheet, row) for table in reading.tables for row in table.header_rows}
        for row in rows:
            at = (row["sheet"] if row["sheet"] in sheets else "", int(row["excel_row"]))
            if row["label"] == "header":
                count["headers"].append(at in headers)
            elif row["row_kind"] in ("item", ""):
                count["lines"].append(at in lines)
            elif row["row_kind"] in OTHER_ROWS:
                count["others"].append(at in lines)
    shares = {kind: sum(hits) / len(hits) for kind, hits in count.items()}
    assert shares["headers"] >= 0.97, shares
    assert shares["lines"] >= 0.98, shares
    assert shares["others"] <= 0.03, shares


def odd_files() -> list[Path]:
    return sorted((CORPUS / "odd").iterdir()) if CORPUS.exists() else []


@pytest.mark.parametrize("path", odd_files(), ids=lambda path: path.name)
def test_an_odd_file_is_read_or_refused_in_one_line(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    start = time.perf_counter()
    refusal = ""
    try:
        reading = read(path)
    except WorkbookError as error:
        refusal = str(error)
    else:
        assert reading.tables
    assert not refusal or (refusal.startswith(path.name) and "\n" not in refusal)
    assert time.perf_counter() - start < 20
    assert capfd.readouterr() == ("", "")
