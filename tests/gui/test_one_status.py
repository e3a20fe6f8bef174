"""A line has one status in words, wherever it is read: window, report, CSV, annotated copy, JSON, command line."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ytterby.bom.reading import Mapping
from ytterby.cli.main import run
from ytterby.core.finding import Certainty, Outcome, worst
from ytterby.core.sentences.words import LINE_STATUSES, line_status
from ytterby.gui.views.bill_lines import STATUS_WORDS, BillLines, bill_columns
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.report.dossier import Dossier
from ytterby.report.dossier import dossier as made
from ytterby.report.sheets.decide import decisions
from ytterby.workspace.assess import assess, open_workbook

LINES = {
    "M-1": ("Magnet SmCo 2:17 YXG-28", "controlled"),
    "M-2": ("NdFeB magnet N42SH block", "undetermined"),
    "M-3": ("Servo motor BLDC 400 W", "upstream only"),
    "M-4": ("Lanthanum glass lens", "not controlled"),
    "M-5": ("Screw M3x8 DIN 912", "none found"),
}
DAY = date(2025, 6, 1)  # before announcement 61 was published: a motor is no listed item, its magnet is


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bill") / "bill.xlsx"
    book = Workbook()
    book.active.append(("Part number", "Description", "Quantity"))
    for part, (words, _) in LINES.items():
        book.active.append((part, words, 2))
    book.save(path)
    return path


@pytest.fixture(scope="module")
def found(bill: Path) -> Dossier:
    document = open_workbook(bill, Mapping(), DAY)
    return made(document, assess(document, Rulebook.shipped(), Knowledge.shipped()))


def expected() -> dict[str, str]:
    return {part: status for part, (_, status) in LINES.items()}


def test_the_window_says_it(found: Dossier) -> None:
    lines = BillLines(found.assessment)
    column = next(one for one in bill_columns(found.assessment.reading.bom.usages, "a year") if one.key == "status")
    assert {line.item.part_number: column.text(line) for line in lines} == expected()


def test_files_and_command_line_say_the_same(bill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = {name: tmp_path / f"out.{name}" for name in ("json", "csv", "xlsx")}
    copy = tmp_path / "copy.xlsx"
    assert run(["assess", str(bill), "--as-of", DAY.isoformat(), "--json", str(out["json"]), "--csv", str(out["csv"]),
                "--report", str(out["xlsx"]), "--annotate", str(copy)]) == 0
    lines = json.loads(out["json"].read_text("utf-8"))["lines"]
    assert {line["part_number"]: line["shown"] for line in lines} == expected()
    with out["csv"].open(encoding="utf-8-sig", newline="") as file:
        assert {row["Part"]: row["Status"] for row in csv.DictReader(file)} == expected()
    report = list(load_workbook(out["xlsx"])["Lines"].iter_rows(values_only=True))
    head = next(row for row in report if "Status" in row)
    part, status = head.index("Part"), head.index("Status")
    assert {row[part]: row[status] for row in report if row[part] in LINES} == expected()
    for row in load_workbook(copy).active.iter_rows(min_row=2, values_only=True):
        assert next(text for text in row if text in LINE_STATUSES) == expected()[str(row[0])]
    capsys.readouterr()
    assert run(["assess", str(bill), "--as-of", DAY.isoformat()]) == 0
    told = capsys.readouterr().out
    for words in expected().values():
        assert f"      1  {words}" in told
    for row, words in enumerate(expected().values(), 2):
        assert run(["explain", str(bill), "--row", str(row), "--as-of", DAY.isoformat()]) == 0
        verdict = next(line for line in capsys.readouterr().out.splitlines() if "Verdict:" in line)
        assert f"Verdict: {words}" in verdict or words == "none found"


def test_a_line_with_only_a_listed_material_inside_has_no_word_of_clearance(found: Dossier) -> None:
    account = next(one for one in found.accounts if one.item.part_number == "M-3")
    assert account.treatment_words == "its maker may need a licence"
    assert line_status(Outcome.NOT_CONTROLLED, Certainty.NO, upstream=True) == "upstream only"
    assert line_status(Outcome.UNDETERMINED, Certainty.YES, upstream=True) == "undetermined"
    assert tuple(STATUS_WORDS.values()) == LINE_STATUSES


def test_force_and_entry_of_such_a_line_are_those_of_what_is_inside(found: Dossier) -> None:
    for account in found.accounts:
        inside = account.status_words == "upstream only"
        assert account.cited is (worst(account.upstream) if inside else account.finding)
    assert any(account.status_words == "upstream only" for account in found.accounts)


@pytest.mark.parametrize("day", [DAY, date(2026, 11, 21)])
def test_what_to_watch_counts_every_line_that_no_entry_in_force_catches_itself(bill: Path, day: date) -> None:
    """On the second day an entry of unverified force may catch the motor too: its maker's need stays."""
    document = open_workbook(bill, Mapping(), day)
    dossier = made(document, assess(document, Rulebook.shipped(), Knowledge.shipped()))
    assert any(one.startswith("To watch: 1 line ") for one in decisions(dossier, ()))
