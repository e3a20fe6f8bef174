"""Plans kept in the project stand in its report, as they were found."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from builders_report import AS_OF, assessment, document
from ytterby.report import xlsx
from ytterby.report.dossier import dossier
from ytterby.workspace.document import KeptPlan, PlanLimits

PLAN = KeptPlan("=Plan 1", "Slow licences", PlanLimits(budget=20_000.0), "EUR", 12_500.0, (90_000.0, 150_000.0),
                (95_000.0, 200_000.0), (("smco", 1_000.0),), ("Beta KK",), AS_OF)


def written(path: Path, *plans: KeptPlan) -> dict[str, list[tuple[object, ...]]]:
    xlsx.write(dossier(document(plans=plans), assessment()), path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path)}


def test_a_kept_plan_stands_with_its_costs_limits_and_what_it_buys(tmp_path: Path) -> None:
    rows = written(tmp_path / "report.xlsx", PLAN)["Kept plans"]
    head = next(row for row in rows if row[0] == "Plan")
    told = dict(zip(head, next(row for row in rows if row[0] == "=Plan 1"), strict=True))
    assert (told["Spend now"], told["Saves on average"], told["Qualifies"], told["Budget"]) == (
        12_500, 5_000, "Beta KK", 20_000)
    assert any(row[:2] == ("=Plan 1", "M-1") and row[3] == 1_000 for row in rows)


def test_without_a_kept_plan_there_is_no_sheet_of_them(tmp_path: Path) -> None:
    assert "Kept plans" not in written(tmp_path / "report.xlsx")
