"""Forms to suppliers and back: parts filled in, drop-downs, four languages; answers become decisions, doubts issues."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from builders_report import FORMULA, HOSTILE, ITEMS, assessment, document
from ytterby.core.decision import Verdict
from ytterby.core.errors import ReportError, WorkbookError
from ytterby.core.finding import Certainty, Reason
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.report.answers import Answers, preview, read_answers
from ytterby.report.dossier import Dossier, dossier
from ytterby.report.files import file_names
from ytterby.report.questionnaire import write_forms
from ytterby.report.questions import DECLARATION, HEADING_ROW, INSTRUCTIONS, PARTS, QUESTIONS

AT = {question.key: place for place, question in enumerate(QUESTIONS, 1)}


@pytest.fixture
def made() -> Dossier:
    return dossier(document(), assessment(), firm="Werk & Söhne")


def filled(path: Path, row: int = HEADING_ROW + 1, *, name: object = "N. N.", day: object = "2026-11-20",
           **answers: object) -> Path:
    """The form as a supplier sends it back."""
    book: Any = load_workbook(path)
    book[DECLARATION]["B4"], book[DECLARATION]["B7"] = name, day
    for key, answer in answers.items():
        book[PARTS].cell(row, AT[key], answer)
    book.save(path)
    return path


def test_each_supplier_gets_a_form_with_its_parts_alone(made: Dossier, tmp_path: Path) -> None:
    paths = write_forms(made, tmp_path / "forms")
    assert [path.name for path in paths] == ["Alpha GmbH.xlsx", "Beta KK.xlsx"]
    sheet = load_workbook(paths[0])[PARTS]
    rows = list(sheet.iter_rows(min_row=HEADING_ROW + 1, values_only=True))
    assert [(row[0], row[1]) for row in rows] == [("M-1", "SmCo magnet 20x4")]
    assert rows[0][AT["key"] - 1] == f"smco {ITEMS[1].text_digest()}"
    assert {each.formula1 for each in sheet.data_validations.dataValidation} >= {'"yes,no,not known"'}
    told = " ".join(str(cell.value) for row in load_workbook(paths[0])[INSTRUCTIONS] for cell in row)
    for words in ("Werk & Söhne", "Please fill in", "Bitte füllen", "请填写", "ご記入ください"):
        assert words in told


def test_texts_of_a_hostile_bill_stay_texts_and_no_file_leaves_the_folder(tmp_path: Path) -> None:
    found = assessment()
    evil = replace(ITEMS[1], description=FORMULA, supplier=f"../../{HOSTILE}")
    bom = replace(found.reading.bom, items=(ITEMS[0], evil, *ITEMS[2:]))
    exposures = tuple(replace(each, suppliers=(evil.supplier,)) if each.item == 1 else each
                      for each in found.exposure.items)
    found = replace(found, reading=replace(found.reading, bom=bom), exposure=replace(found.exposure, items=exposures))
    paths = write_forms(dossier(document(), found), tmp_path / "forms")
    assert {path.parent for path in paths} == {tmp_path / "forms"}
    cells = [cell for path in paths for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert FORMULA in {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_same_input_gives_the_same_form_and_an_old_one_is_not_overwritten(made: Dossier, tmp_path: Path) -> None:
    first, second = write_forms(made, tmp_path / "a"), write_forms(made, tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    with pytest.raises(ReportError, match="nothing is overwritten"):
        write_forms(made, tmp_path / "a")


def test_an_answer_becomes_a_decision_with_all_its_words(made: Dossier, tmp_path: Path) -> None:
    form = filled(write_forms(made, tmp_path)[1], contains="Yes", material="N42SH", mass_g=8, part_mass_g=10,
                  share_Dy="1,5 %", mined="AU", licence="held", licence_number="L-7")
    answers = read_answers(form)
    decision, = answers.decisions
    assert answers.issues == ()
    assert (decision.item_key, decision.item_text) == ("ndfeb", ITEMS[2].text_digest())
    assert (decision.verdict, decision.who) == (Verdict.CONTAINS, "N. N., Beta KK")
    assert decision.when.date().isoformat() == "2026-11-20"
    assert dict(decision.declared) == pytest.approx({"Dy": 0.015 * 8 / 10})
    for words in ("N42SH", "Country of mining: AU", "L-7", "Beta KK.xlsx"):
        assert words in decision.why


def test_an_empty_row_is_no_answer_and_not_known_is_not_no(made: Dossier, tmp_path: Path) -> None:
    alpha, beta = write_forms(made, tmp_path)
    assert read_answers(filled(alpha)).decisions == ()
    decision, = read_answers(filled(beta, contains="not known", share_Dy=2)).decisions
    assert (decision.verdict, decision.declared) == (Verdict.UNKNOWN, ())


@pytest.mark.parametrize(("said", "code"), [
    ({"contains": "perhaps"}, "answer-not-understood"),
    ({"contains": "yes", "mass_g": 1, "part_mass_g": 1, "share_Dy": "much"}, "answer-not-understood"),
    ({"contains": "yes", "mass_g": 1, "part_mass_g": 1, "share_Dy": 130}, "answer-not-understood"),
    ({"contains": "yes", "share_Dy": 3}, "answer-needs-masses"),
    ({"contains": "yes", "mass_g": 5, "part_mass_g": 1, "share_Dy": 3}, "answer-needs-masses"),
    ({"contains": "no", "name": None}, "answer-unsigned"), ({"contains": "no", "day": "soon"}, "answer-unsigned"),
])
def test_what_can_not_be_understood_is_named_and_never_guessed(
    made: Dossier, tmp_path: Path, said: dict[str, Any], code: str,
) -> None:
    answers = read_answers(filled(write_forms(made, tmp_path)[1], **said))
    assert [issue.code for issue in answers.issues] == [code]
    assert not [decision for decision in answers.decisions if decision.declared]
    if code != "answer-unsigned":
        assert answers.issues[0].where.row == HEADING_ROW + 1
        assert answers.issues[0].where.column


def test_another_file_is_refused_in_one_line(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "other.csv").write_text("a;b\n1;2\n")
    for name in ("other.xlsx", "other.csv"):
        with pytest.raises(WorkbookError, match="no questionnaire"):
            read_answers(tmp_path / name)


def test_the_preview_says_what_a_declared_content_would_change_and_changes_nothing(tmp_path: Path) -> None:
    from ytterby.bom.reading import Mapping
    from ytterby.workspace.assess import assess, open_workbook

    bill = tmp_path / "bill.csv"
    bill.write_text("Part number;Description;Quantity;Supplier;Origin\nM-7;Sintered NdFeB magnet N42;2;Gamma;CN\n"
                    "S-1;Screw M4 x 10;4;Delta;DE\nW-1;Washer M4;4;Delta;DE\n")
    rulebook, knowledge = Rulebook.shipped(), Knowledge.shipped()
    opened = open_workbook(bill, Mapping(), document().as_of)
    before = assess(opened, rulebook, knowledge)
    assert before.identities[0].rare_earth is Certainty.YES
    form, = write_forms(dossier(opened, before), tmp_path / "forms")
    answers = read_answers(filled(form, contains="yes", mass_g=10, part_mass_g=10, share_Dy=3, share_Tb=0))
    change, = preview(opened, before, answers, rulebook, knowledge)
    assert change.item == "M-7"
    assert (str(change.before), str(change.after)) == ("undetermined", "controlled")
    stale = Answers(tuple(replace(each, item_text="other") for each in answers.decisions), ())
    assert preview(opened, before, stale, rulebook, knowledge) == ()


def test_forms_are_written_only_to_the_suppliers_asked_for(made: Dossier, tmp_path: Path) -> None:
    assert [path.name for path in write_forms(made, tmp_path, suppliers=("Beta KK",))] == ["Beta KK.xlsx"]


def test_a_form_goes_onto_few_pages_and_no_text_stands_over_another(made: Dossier, tmp_path: Path) -> None:
    found = replace(made.accounts[2].finding, missing=tuple(  # type: ignore[type-var]
        Reason.of("settings-unreadable", problem=f"fact {number}") for number in range(4)))
    accounts = tuple(replace(account, findings=(found,)) if place == 2 else account
                     for place, account in enumerate(made.accounts))
    book = load_workbook(write_forms(replace(made, accounts=accounts), tmp_path / "forms")[1])
    for sheet in book:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1) <= 2
    parts = book[PARTS]
    asked, width = parts.cell(HEADING_ROW + 1, AT["ask"]).value, parts.column_dimensions["F"].width
    assert parts.row_dimensions[HEADING_ROW + 1].height >= len(asked) / width * 12
    assert parts.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
    cover = book[INSTRUCTIONS]
    text, width = cover["A4"].value, cover.column_dimensions["A"].width
    assert cover.row_dimensions[4].height >= len(text) / width * 12
    assert width <= 82, "a single column is not shrunk to the page"


@pytest.mark.parametrize("name", ["=cmd", "@SUM(A1)", "+1", "-rf", " .=@ x"])
def test_no_file_is_named_like_a_formula_or_an_option(name: str, tmp_path: Path) -> None:
    path, = file_names(tmp_path, [name], "nobody")
    assert path.name[0] not in "=@+-. "
    assert file_names(tmp_path, ["="], "nobody")[0].name == "nobody.xlsx"
