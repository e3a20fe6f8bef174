"""What has changed since an earlier assessment, and the register as CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from builders_report import FORMULA, assessment, document
from ytterby.core.errors import ReportError, UsageError
from ytterby.core.finding import Force
from ytterby.report.assessment_json import pieces
from ytterby.report.dossier import dossier
from ytterby.report.earlier import read_earlier
from ytterby.report.page import Link, Table
from ytterby.report.register_csv import field, write
from ytterby.report.sheets import changes
from ytterby.report.sheets.register import COLUMNS, Lines
from ytterby.workspace.document import Assessment


def kept(path: Path, found: Assessment) -> Path:
    path.write_text("".join(pieces(found)), "utf-8")
    return path


def rows(now: Assessment, earlier: Path) -> list[tuple[object, ...]]:
    page = changes.page(dossier(document(), now), read_earlier(earlier))
    return [row for block in page.blocks if isinstance(block, Table) for row in block.rows]


def test_against_itself_nothing_has_changed(tmp_path: Path) -> None:
    page = changes.page(dossier(document(), assessment()), read_earlier(kept(tmp_path / "e.json", assessment())))
    assert [row for block in page.blocks if isinstance(block, Table) for row in block.rows] == []
    assert "are the same" in str(page.blocks)


def test_an_entry_that_wakes_up_is_a_change_even_where_the_status_stays(tmp_path: Path) -> None:
    found = rows(assessment(Force.IN_FORCE), kept(tmp_path / "e.json", assessment(Force.SUSPENDED)))
    assert [(row[0], row[1], row[3], row[4]) for row in found] == [
        ("judged otherwise", "M-1", "controlled", "controlled"),
        ("judged otherwise", "M-2", "undetermined", "undetermined")]
    assert "suspended" in str(found[0][5])
    assert "in force" in str(found[0][6])
    assert isinstance(found[0][-1], Link)


def test_items_come_go_and_stand_elsewhere(tmp_path: Path) -> None:
    path = kept(tmp_path / "e.json", assessment())
    data = json.loads(path.read_text("utf-8"))
    for line in data["lines"]:
        if line["item"] == "screw":
            line.update(item="bolt", part_number="B-9")
    data["lines"] = [line for line in data["lines"] if line["row"] != 9]
    path.write_text(json.dumps(data), "utf-8")
    found = {row[1]: (row[0], row[7], row[8]) for row in rows(assessment(), path)}
    assert found == {"S-1": ("new in the bill", None, 1), "B-9": ("no longer in the bill", 1, None),
                     "M-1": ("other number of lines", 1, 2)}


def test_it_is_said_whether_law_or_bill_differ(tmp_path: Path) -> None:
    old = assessment()
    old = replace(old, provenance=replace(old.provenance, rules_digest="sha256:" + "9" * 64))
    page = changes.page(dossier(document(), assessment()), read_earlier(kept(tmp_path / "e.json", old)))
    assert "What differs: the rule data." in str(page.blocks)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "ytterby.assessment/1"}', "a;b"])
def test_another_file_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "e.json").write_text(text)
    with pytest.raises(UsageError, match="no assessment"):
        read_earlier(tmp_path / "e.json")


def test_the_csv_has_the_rows_of_the_register_and_no_formula(tmp_path: Path) -> None:
    made = dossier(document(), assessment())
    write(made, tmp_path / "r.csv")
    data = (tmp_path / "r.csv").read_bytes()
    assert data.startswith("\ufeff".encode())
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert found[0] == [column.heading for column in COLUMNS]
    assert len(found) == 1 + len(made.assessment.reading.bom)
    assert not [text for row in found for text in row if text.startswith(("=", "+", "@", "-", "\t"))]
    assert "'" + FORMULA in {text for row in found for text in row}
    spend = found[0].index("Item's spend, on its first line")
    total = sum(exposure.spend or 0.0 for exposure in made.assessment.exposure.items)
    assert sum(float(row[spend] or 0) for row in found[1:]) == pytest.approx(total)
    assert len(list(Lines(made, 0, 5))) == 5


def test_numbers_stay_numbers_and_texts_that_begin_like_formulas_do_not() -> None:
    assert [field(cell) for cell in (-2.5, None, "-x", "\t=1", "a=b", "@A1", "+1")] == [
        -2.5, "", "'-x", "'\t=1", "a=b", "'@A1", "'+1"]
    assert [field(f"{sign}1+1") for sign in "＝＋－＠"] == ["'＝1+1", "'＋1+1", "'－1+1", "'＠1+1"]


def test_a_csv_with_a_decimal_comma_says_the_same_with_semicolons(tmp_path: Path) -> None:
    made = dossier(document(), assessment())
    write(made, tmp_path / "point.csv")
    write(made, tmp_path / "comma.csv", decimal="comma")
    point, comma = (list(csv.reader(io.StringIO((tmp_path / f"{name}.csv").read_text("utf-8-sig")), delimiter=mark))
                    for name, mark in (("point", ","), ("comma", ";")))
    assert [len(row) for row in point] == [len(row) for row in comma]
    differing = {(one, other) for row, same in zip(point, comma, strict=True)
                 for one, other in zip(row, same, strict=True) if one != other}
    assert differing
    assert all(float(one) == float(other.replace(",", ".")) and "." not in other for one, other in differing)


def test_a_csv_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="folder does not exist"):
        write(dossier(document(), assessment()), tmp_path / "none" / "r.csv")
