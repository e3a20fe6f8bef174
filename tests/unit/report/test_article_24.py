"""The EU's risk assessment by large firms: every point of the article has a sheet, what is not known says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from builders_report import assessment, decision, document
from ytterby.core.decision import Verdict
from ytterby.planning.catalogue import Alternative, SiteState
from ytterby.report.answers import read_answers
from ytterby.report.book import pages as all_pages
from ytterby.report.dossier import Dossier, dossier
from ytterby.report.page import Cell, Link, Page, Table
from ytterby.report.public import mined_of
from ytterby.report.questionnaire import write_forms
from ytterby.report.questions import DECLARATION, HEADING_ROW, PARTS, QUESTIONS, answered, words_of
from ytterby.report.sheets import article_24, elsewhere
from ytterby.workspace.document import Document

POINTS = ("CRMA scope", "CRMA map", "CRMA factors", "CRMA vulnerability", "CRMA mitigation")


def made(of: Document | None = None, **changes: object) -> Dossier:
    return dossier(of or document(), replace(assessment(), **changes))  # type: ignore[arg-type]


def rows(page: Page, key: str = "") -> list[dict[str, Cell]]:
    tables = [block for block in page.blocks if isinstance(block, Table)]
    table = next(table for table in tables if (table.key == key if key else table.main))
    return [dict(zip([column.heading for column in table.columns], row, strict=True)) for row in table.rows]


def sheets(of: Dossier) -> dict[str, Page]:
    return {page.name: page for page in article_24.pages(of)}


def test_every_point_of_the_article_has_a_sheet_in_the_report() -> None:
    names = [page.name for page in all_pages(made())]
    assert [name for name in names if name.startswith("CRMA")] == ["CRMA Article 24", *POINTS]


def test_the_map_tells_each_stage_apart_and_says_not_known_where_no_figure_is() -> None:
    found = rows(sheets(made())["CRMA map"])
    assert [row["Stage"] for row in found] == ["extraction", "processing", "recycling"]
    extraction, processing, recycling = found
    assert (processing["Largest country, public figures"], processing["Above 65 %"]) == ("China", "yes")
    assert "all rare earths" in str(extraction["Basis"]), "no share of samarium alone is known"
    assert {recycling[name] for name in ("Its share", "Above 65 %", "Basis")} == {"not known"}
    where = mined_of("Dy")
    assert where is not None
    assert "all rare earths" not in where.basis


def test_an_own_site_that_delivers_stands_in_the_map_and_one_that_is_planned_does_not() -> None:
    def site(name: str, state: SiteState) -> Alternative:
        return Alternative(name, "Werk", "Norway", ("separation",), ("Sm",), state, "", "own", None, "own", own=True)

    own = (site("Fjell", SiteState.OPERATING), site("Fjord", SiteState.PLANNED))
    row = rows(sheets(made(document(alternatives=own)))["CRMA map"])[1]
    assert "Fjell (Norway)" in str(row["Sites outside China that deliver"])
    assert "Fjord" not in str(row["Sites outside China that deliver"])


def test_what_a_supplier_answers_of_mining_and_melting_stands_in_the_map_and_beside_the_magnet(tmp_path: Path) -> None:
    of = made()
    form = write_forms(of, tmp_path / "forms")[0]
    book = load_workbook(form)
    at = {question.key: place for place, question in enumerate(QUESTIONS, 1)}
    for key, answer in {"contains": "yes", "mined": "Australia", "melted": "Japan"}.items():
        book[PARTS].cell(HEADING_ROW + 1, at[key], answer)
    book[DECLARATION]["B4"], book[DECLARATION]["B7"] = "A. Beispiel", "2026-11-20"
    book.save(form)
    said, = read_answers(form).decisions
    law = replace(assessment().classification, decisions=(None, said, None, None))
    after = made(classification=law)
    extraction, processing, _ = rows(sheets(after)["CRMA map"])
    assert (extraction["Countries that suppliers state"], extraction["Items without an answer"]) == ("Australia", 0)
    assert (processing["Countries that suppliers state"], processing["Items without an answer"]) == ("not known", 1)
    magnet = rows(elsewhere.magnet_origin(after))[0]
    assert (magnet["Mined in"], magnet["Melted in"], magnet["Refined in"]) == ("Australia", "Japan", "not stated")


def test_an_answer_is_found_again_in_the_words_it_was_kept_in() -> None:
    kept = f"Answer in Form 1. {words_of((('Comments', 'melted; later'), ('Country of mining', 'Norway')))}"
    assert answered(kept, "mined") == "Norway"
    assert answered(kept, "melted") == ""
    assert answered("seen on the drawing", "mined") == ""


def test_factors_name_law_wait_concentration_and_sources_and_leave_the_rest_not_known() -> None:
    found = {row["Factor"]: row for row in rows(sheets(made())["CRMA factors"])}
    assert "1C902.a/a.4 (in force)" in str(found["Export controls"]["What is known"])
    assert "median 60 days" in str(found["Licence wait"]["What is known"])
    assert "above 65 %" in str(found["One country processes most"]["What is known"])
    assert found["Items with a single source"]["What is known"] == "0 of 1 items"
    assert {found[name]["What is known"] for name in ("Price", "Conflict, sanctions, duties")} == {"not known"}
    assert rows(sheets(made(outlooks=()))["CRMA factors"])[1]["What is known"] == "not known"


def test_vulnerability_is_that_of_the_items_and_no_judgement_is_made_for_the_firm() -> None:
    row, = rows(sheets(made())["CRMA vulnerability"])
    assert (row["Items"], row["Spend, EUR"], row["Products"]) == (1, 18_750.0, "DU-100")
    assert (row["Shortest cover, days"], row["Median licence wait, days"]) == (24.0, 60.0)
    assert "cover shorter than the median licence wait" in str(row["Signs of weakness"])
    assert (row["Significant?"], row["Revenue of products, EUR"]) == ("not known", "not known")
    assert isinstance(row["Lines behind"], Link)


def test_measures_show_what_is_there_and_leave_what_is_decided_to_the_firm() -> None:
    found = {row["Measure"]: row for row in rows(sheets(made())["CRMA mitigation"])}
    assert "0 of 1 items" in str(found["Other sources"]["What is there"])
    assert found["Other materials or designs"]["What is there"] == "not known"
    assert "shortest cover 24 days" in str(found["Stock"]["What is there"])
    assert {(row["State"], row["What is decided"]) for row in found.values()} == {("not known", None)}


@pytest.mark.parametrize(("day", "due"), [(date(2026, 11, 21), "2029-11-21"), (date(2028, 2, 29), "2031-02-28")])
def test_the_next_assessment_is_due_three_years_after_this_one(day: date, due: str) -> None:
    of = made(provenance=replace(assessment().provenance, as_of=day))
    assert [row["Value"] for row in rows(sheets(of)["CRMA scope"], "dates")] == ["samarium", day.isoformat(), due]
    assert {row["Answer"] for row in rows(sheets(of)["CRMA scope"])} == {"not known"}


def test_what_a_person_decided_to_hold_none_is_no_use_of_a_material() -> None:
    none = replace(decision(), verdict=Verdict.DOES_NOT_CONTAIN)
    law = replace(assessment().classification, decisions=(None, none, None, None))
    found = sheets(made(classification=law))
    assert rows(found["CRMA map"]) == []
    assert rows(found["CRMA scope"], "dates")[0]["Value"] == "none found"
