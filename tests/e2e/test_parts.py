"""Declarations and the part memory from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ytterby.cli.main import run

BILL = ("Part number,Description,MPN,Manufacturer,Quantity\nA-1,Bracket,BR71,Works,2\n"
        "A-2,Brushless motor,EC45,Drives,1\n")


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    path = tmp_path / "bill.csv"
    path.write_text(BILL, "utf-8")
    return path


def calls(bill: Path, out: Path, *options: str) -> list[str]:
    assert run(["assess", str(bill), "--as-of", "2026-11-21", "--json", str(out), *options]) == 0
    return [line["rare_earth"] for line in json.loads(out.read_text("utf-8"))["lines"]]


def test_a_declaration_counts_above_the_words(
    bill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    declared = tmp_path / "d.csv"
    declared.write_text("MPN,Nd %\nbr-71,2.5\n", "utf-8")
    assert calls(bill, tmp_path / "out.json") == ["no", "likely"]
    assert calls(bill, tmp_path / "out.json", "--declarations", str(declared)) == ["yes", "likely"]
    assert "items of the bill named by part number or MPN: 1" in capsys.readouterr().err
    assert run(["explain", str(bill), "--row", "2", "--declarations", str(declared)]) == 0
    assert "Nd 2.5 %" in capsys.readouterr().out


def test_a_declaration_is_never_written_over(bill: Path, tmp_path: Path) -> None:
    declared = tmp_path / "d.csv"
    declared.write_text("MPN,Nd %\nbr-71,2.5\n", "utf-8")
    assert run(["assess", str(bill), "--declarations", str(declared), "--csv", str(declared)]) == 2
    assert "br-71" in declared.read_text("utf-8")


def test_a_decision_goes_from_one_bill_to_the_next(
    bill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    library, sent, other = tmp_path / "parts.sqlite", tmp_path / "sent.json", tmp_path / "other.sqlite"
    add = ["parts", "add", str(library), str(bill), "--row", "3", "--verdict", "contains", "--why", "data sheet p. 3"]
    assert run([*add, "--who", "A. Meier", "--grade", "N42SH", "--share", "Dy=1.2 %"]) == 0
    assert "contains (ndfeb_sh, Dy 1.2 %) - A. Meier" in capsys.readouterr().out
    assert run(["parts", "export", str(library), str(sent)]) == 0
    assert run(["parts", "import", str(other), str(sent)]) == 0
    entry = json.loads(sent.read_text("utf-8"))["entries"][0]["digest"]
    capsys.readouterr()

    laid = ["explain", str(bill), "--row", "3", "--parts", str(other)]
    assert run([*laid, "--approved-only"]) == 0
    assert "Decided:" not in capsys.readouterr().out
    assert run(["parts", "approve", str(other), entry[:8], "--who", "a. meier"]) == 2
    assert run(["parts", "approve", str(other), entry[:8], "--who", "B. Lind"]) == 0
    assert run([*laid, "--approved-only"]) == 0
    assert "Decided: contains - B. Lind" in capsys.readouterr().out
    assert run(["parts", "withdraw", str(other), entry[:8], "--who", "B. Lind"]) == 0
    assert run(laid) == 0
    assert "Decided:" not in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [
    ["parts", "list", "nowhere.sqlite"], ["assess", "{bill}", "--parts", "nowhere.sqlite"],
    ["assess", "{bill}", "--approved-only"], ["assess", "{bill}", "--declarations", "nowhere.xml"],
    ["assess", "{bill}", "--declarations", "empty.xml"],
    ["assess", "{bill}", "--report", "r.xlsx", "--forms", "empty.xml"],
    ["parts", "import", "l.sqlite", "{bill}"], ["parts", "import", "l.sqlite", "nowhere.json"],
    ["parts", "list", "{bill}"], ["parts", "add", "l.sqlite", "{bill}", "--row", "99", "--verdict", "unknown", "--why",
                                 "x", "--who", "A"],
    ["parts", "add", "l.sqlite", "{bill}", "--row", "2", "--verdict", "contains", "--why", "x", "--who", "A",
     "--grade", "bracket"],
])
def test_what_is_wrong_is_one_sentence(
    wrong: list[str], bill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.xml").write_text('<MainDeclaration xmlns="http://webstds.ipc.org/175x/2.0"/>', "utf-8")
    assert run([part.format(bill=bill) for part in wrong]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not (tmp_path / "l.sqlite").exists()
    assert not (tmp_path / "r.xlsx").exists()
