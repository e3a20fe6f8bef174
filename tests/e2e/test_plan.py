"""`ytterby plan` as a user calls it: a workbook or project and a scenario in, outlook and plan out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ytterby.bom.reading import Mapping
from ytterby.cli.redirect import stdout_to_stderr
from ytterby.workspace.assess import open_workbook
from ytterby.workspace.project import save

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "drive-unit.xlsx"
DAY = "2026-11-21"
STOCK = '[[change]]\nkind = "add-stock"\ndays = 30\n'
PLAN = "[plan]\nmargin = 500\nscenarios = 6\nfresh = 8\n"


def ytterby(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "ytterby", *map(str, arguments)], capture_output=True, text=True,
                          encoding="utf-8", timeout=100)


def planned(tmp_path: Path, text: str, *options: object, bill: Path = SAMPLE) -> dict[str, Any]:
    scenario = tmp_path / "scenario.toml"
    scenario.write_text(text, "utf-8")
    done = ytterby("plan", bill, "--scenario", scenario, "--json", "-", *options)
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    assert data["format"] == "ytterby.plan/1"
    return data


def stops(outlook: dict[str, Any]) -> list[float]:
    return [product["stop_probability"] for product in outlook["products"]]


def test_the_outlook_stands_beside_the_baseline_and_more_stock_never_hurts(tmp_path: Path) -> None:
    data = planned(tmp_path, STOCK, "--as-of", DAY, "--seed", 7)
    assert data["as_of"] == DAY
    assert data["plan"] is None
    assert data["scenario"]["changes"] == ["30 days of use more in stock of every item that waits for a licence"]
    assert stops(data["baseline"])[0] > 0.5
    assert all(now <= before for now, before in zip(stops(data["outlook"]), stops(data["baseline"]), strict=True))
    assert sum(stops(data["outlook"])) < sum(stops(data["baseline"]))
    assert data["outlook"]["seed"] == 7
    assert planned(tmp_path, STOCK, "--as-of", DAY, "--seed", 7) == data


def test_an_empty_scenario_is_the_baseline(tmp_path: Path) -> None:
    data = planned(tmp_path, "", "--as-of", DAY)
    assert data["outlook"] == data["baseline"]


def test_a_plan_keeps_its_budget_and_pays_on_trials_it_was_not_made_for(tmp_path: Path) -> None:
    source = ('[[change]]\nkind = "alternative-source"\nname = "Gamma"\nitem = "MG-2001"\nqualification_days = 30\n'
              "share = 1\npremium = 0.2\nfixed_cost = 1\n")
    data = planned(tmp_path, source + '[[change]]\nkind = "budget"\nmoney = 20000\n' + PLAN, "--as-of", DAY)
    plan = data["plan"]
    assert plan["status"] == "optimal"
    assert 0 < plan["spend"] <= 20000 + 1e-6
    assert plan["judged"]["expected_cost"] < plan["without_plan"]["expected_cost"]
    assert plan["worst_cost"] >= plan["expected_cost"]
    assert {line["item"] for line in plan["stock"]} < {entry["item"] for entry in data["baseline"]["items"]}
    assert sum(line["money"] for line in plan["stock"]) <= plan["spend"] + 1e-6
    assert plan["binding"][0]["limit"] == "budget"


def test_limits_that_can_not_be_kept_are_answered_with_the_reason(tmp_path: Path) -> None:
    plan = planned(tmp_path, PLAN + "tail_limit = 1\n", "--as-of", DAY)["plan"]
    assert plan["status"] == "infeasible"
    assert plan["reasons"]
    assert plan["spend"] is None


def test_an_assumption_on_the_law_is_assessed_and_printed(tmp_path: Path) -> None:
    lifted = '[[change]]\nkind = "policy"\nassumption = "MOFCOM-GAC-2025-18=repealed@2026-11-21"\n'
    data = planned(tmp_path, lifted, "--as-of", DAY)
    assert data["assumptions"] == ["MOFCOM-GAC-2025-18=repealed@2026-11-21"]
    assert len(data["outlook"]["items"]) < len(data["baseline"]["items"])
    later = lifted.replace("2026-11-21", "2027-09-01")
    assert len(planned(tmp_path, later, "--as-of", DAY)["outlook"]["items"]) == len(data["baseline"]["items"])


def test_a_project_gives_the_same_plan_as_its_workbook(tmp_path: Path) -> None:
    project = tmp_path / "unit.ytterby"
    save(open_workbook(SAMPLE, Mapping(), date(2026, 11, 21)), project)
    from_project = planned(tmp_path, STOCK, bill=project)
    assert from_project["outlook"] == planned(tmp_path, STOCK, "--as-of", DAY)["outlook"]


def test_without_an_output_a_summary_is_printed(tmp_path: Path) -> None:
    scenario = tmp_path / "more stock.toml"
    scenario.write_text(STOCK, "utf-8")
    done = ytterby("plan", SAMPLE, "--scenario", scenario, "--as-of", DAY)
    assert done.returncode == 0
    assert "scenario: more stock" in done.stdout
    assert "baseline: stops with" in done.stdout


@pytest.mark.parametrize(("text", "said"), [
    ("[[change]]\nkind = 'add-stok'", "add-stock"), (PLAN.replace("margin", "x"), "no key 'x'"),
    ("[plan]\nscenarios = 5", "margin"),
])
def test_a_wrong_scenario_is_one_line_and_exit_2(tmp_path: Path, text: str, said: str) -> None:
    scenario = tmp_path / "scenario.toml"
    scenario.write_text(text, "utf-8")
    done = ytterby("plan", SAMPLE, "--scenario", scenario)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_an_input_is_never_written_to(tmp_path: Path) -> None:
    scenario = tmp_path / "scenario.toml"
    scenario.write_text(STOCK, "utf-8")
    assert ytterby("plan", SAMPLE, "--scenario", scenario, "--json", scenario).returncode == 2
    assert scenario.read_text("utf-8") == STOCK


def test_what_compiled_code_prints_goes_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with stdout_to_stderr():
        os.write(1, b"HiGHS says\n")
    os.write(1, b"{}")
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("{}", "HiGHS says\n")


def test_the_report_holds_the_scenario_beside_the_baseline_and_sheets_can_be_chosen(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    scenario, report = tmp_path / "more stock.toml", tmp_path / "report.xlsx"
    scenario.write_text(STOCK, "utf-8")
    sheet = load_workbook(SAMPLE, read_only=True).sheetnames[0]
    done = ytterby("plan", SAMPLE, "--scenario", scenario, "--as-of", DAY, "--sheet", sheet, "--report", report)
    assert done.returncode == 0, done.stderr
    assert f"written: {report}" in done.stdout
    cells = {str(cell) for page in load_workbook(report, read_only=True) for row in page.iter_rows(values_only=True)
             for cell in row if cell is not None}
    assert any("more stock" in cell for cell in cells)


def test_a_sheet_that_is_not_there_is_said(tmp_path: Path) -> None:
    scenario = tmp_path / "scenario.toml"
    scenario.write_text(STOCK, "utf-8")
    done = ytterby("plan", SAMPLE, "--scenario", scenario, "--sheet", "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr


def test_what_is_stated_of_the_law_moves_the_baseline_too(tmp_path: Path) -> None:
    scenario = tmp_path / "scenario.toml"
    scenario.write_text(STOCK, "utf-8")
    plain = planned(tmp_path, STOCK, "--as-of", DAY)
    freed = planned(tmp_path, STOCK, "--as-of", DAY, "--assume", f"MOFCOM-GAC-2025-18=repealed@{DAY}")
    assert plain["assumptions"] == []
    assert freed["assumptions"]
    assert stops(freed["baseline"]) != stops(plain["baseline"])
    refused = ytterby("plan", SAMPLE, "--scenario", scenario, "--listed", "NO-SUCH-LIST")
    assert refused.returncode == 2
    assert "there is no list 'NO-SUCH-LIST'" in refused.stderr


NO_PARTS = "description,quantity,material\nN42SH magnet 20x10x4,4,NdFeB Dy\nPlain steel bolt,2,steel\n"


def test_a_plan_that_can_do_nothing_says_so_and_not_that_it_is_optimal(tmp_path: Path) -> None:
    bill, scenario = tmp_path / "bill.csv", tmp_path / "scenario.toml"
    bill.write_text(NO_PARTS, "utf-8")
    scenario.write_text(PLAN, "utf-8")
    done = ytterby("plan", bill, "--scenario", scenario, "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    assert "Nothing can be bought or qualified" in done.stdout
    assert "when it stops is not known" in done.stdout
    assert "optimal" not in done.stdout


def test_items_without_a_number_are_named_by_what_they_are_and_so_are_those_one_may_have_meant(tmp_path: Path) -> None:
    bill, scenario = tmp_path / "bill.csv", tmp_path / "scenario.toml"
    bill.write_text(NO_PARTS, "utf-8")
    scenario.write_text('[[change]]\nkind = "set-stock"\nitem = "N42SH magnet 20x10x4"\npieces = 9\n', "utf-8")
    assert ytterby("plan", bill, "--scenario", scenario, "--as-of", DAY).returncode == 0
    scenario.write_text('[[change]]\nkind = "set-stock"\nitem = "Wheel"\npieces = 9\n', "utf-8")
    done = ytterby("plan", bill, "--scenario", scenario, "--as-of", DAY)
    assert done.returncode == 2
    assert "Known are: N42SH magnet 20x10x4; Plain steel bolt." in done.stderr


def test_the_costs_of_a_plan_are_taken_apart(tmp_path: Path) -> None:
    scenario = tmp_path / "scenario.toml"
    scenario.write_text(PLAN, "utf-8")
    done = ytterby("plan", SAMPLE, "--scenario", scenario, "--as-of", DAY)
    told = next(line for line in done.stdout.splitlines() if "Costs are those of 52 weeks" in line)
    material, late = (float(part.replace(",", "")) for part in re.findall(r"([\d,]+) EUR", told))
    without = next(line for line in done.stdout.splitlines() if line.startswith("  without"))
    mean = re.search(r"cost ([\d,]+)", without)
    assert mean is not None
    assert material + late == pytest.approx(float(mean[1].replace(",", "")), abs=2)
    assert min(material, late) > 0
