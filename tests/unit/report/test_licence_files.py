"""What a licence application needs: items with the quantities of the roll-up, papers, drafts, notice data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from builders_report import assessment, document
from ytterby.classification.context import Context, Trade
from ytterby.core.errors import ReportError
from ytterby.core.finding import Force
from ytterby.core.item import Source
from ytterby.report.dossier import Dossier, dossier
from ytterby.report.licence_files import applications, write_licence_files
from ytterby.report.licence_pages import EACH_ITEM, NOTICE, STATES, pages
from ytterby.report.page import Cell, Input, Table, Text
from ytterby.report.sheets import licences
from ytterby.report.sheets.licences import PAPERS
from ytterby.workspace.document import Assessment, StatedTrade


@pytest.fixture
def made() -> Dossier:
    context = Context(end_use="civil", destination="DE", customer="Kunde AG")
    return dossier(document(context=context), replace(assessment(), trade=StatedTrade(context)), firm="Firma")


def tables(made: Dossier) -> dict[str, list[dict[str, Cell]]]:
    application, = applications(made)
    return {block.key: [dict(zip([column.heading for column in block.columns], row, strict=True)) for row in block.rows]
            for page in pages(made, application) for block in page.blocks if isinstance(block, Table)}


def test_quantities_a_year_are_those_of_the_roll_up_through_all_levels(made: Dossier) -> None:
    controlled, undetermined = tables(made)["items"]
    assert (controlled["Item"], controlled["Pieces a year"], controlled["Of which for"]) == (
        "M-1", 1000.0, "DU-100: 1,500")
    assert (undetermined["Item"], undetermined["Of which for"]) == ("M-2", "DU-100: 500")


def test_every_paper_has_a_state_for_each_item_or_for_the_end_user(made: Dossier) -> None:
    rows = tables(made)["papers"]
    assert len(rows) == len(PAPERS) + len(EACH_ITEM)
    assert {row["State"] for row in rows} == {STATES[0]}
    assert {row["For"] for row in rows} == {"Kunde AG", "M-1", "M-2"}


def test_the_statement_is_in_both_languages_and_what_is_not_known_is_left_open(made: Dossier) -> None:
    found = tables(made)
    fields = {row["Field"]: row for row in found["fields"]}
    assert fields["Importer"]["To fill in"] == "Firma"
    assert fields["End user"]["To fill in"] == "Kunde AG"
    assert fields["Country of final destination"] == {
        "Field": "Country of final destination", "栏目": "最终目的国", "To fill in": "DE", "Hint": ""}
    assert fields["Address of the end user"]["To fill in"] == Input(None)
    assert all(row["声明"] for row in found["promises"])
    assert found["goods"][0]["Pieces"] == Input(1000.0)


def with_notice(found: Assessment) -> Assessment:
    other = tuple(tuple(replace(each, instrument=NOTICE, control="AnnexI/P1.1", limb="art. 1(3)") for each in findings)
                  for findings in found.classification.findings)
    return replace(found, classification=replace(found.classification, findings=other))


def test_only_suppliers_that_the_bill_states_in_china_are_named_as_its_exporters(made: Dossier) -> None:
    bom = made.assessment.reading.bom

    def exporter(**stated: object) -> dict[str, Cell]:
        items = tuple(replace(item, supplier="", sources=(), origin=()) for item in bom.items)
        items = tuple(replace(item, **stated) if item.part_number == "M-1" else item for item in items)  # type: ignore[arg-type]
        found = replace(made.assessment, reading=replace(made.assessment.reading, bom=replace(bom, items=items)))
        return next(row for row in tables(dossier(made.document, found))["fields"]
                    if row["Field"] == "Exporter in China")

    assert exporter(supplier="Alpha GmbH")["To fill in"] == Input(None)
    assert exporter(supplier="Alpha GmbH", origin=("DE",))["To fill in"] == Input(None)
    assert exporter(supplier="Magnete CN", origin=("CN",))["To fill in"] == "Magnete CN"
    two = (Source("Magnete CN", country="CN"), Source("Alpha GmbH", country="DE"))
    assert exporter(sources=two, supplier="Alpha GmbH", origin=("CN",))["To fill in"] == "Magnete CN"
    assert "states no supplier in China" in str(exporter(supplier="Alpha GmbH")["Hint"])


def test_an_end_use_that_nobody_stated_is_left_open_for_whoever_signs(made: Dossier) -> None:
    fields = {row["Field"]: row for row in tables(dossier(document(), assessment()))["fields"]}
    assert fields["End use"]["To fill in"] == Input(None)
    assert "To be stated" in str(fields["End use"]["Hint"])
    assert {row["Field"]: row for row in tables(made)["fields"]}["End use"]["To fill in"] == "civil"


@pytest.mark.parametrize(("use", "promised"), [
    ("civil", True), ("logic-14nm", True), ("Servo drives for packaging machines", True),
    ("military", False), ("wmd", False), ("ai-military", False), ("Radar für die Bundeswehr", False),
])
def test_no_statement_to_sign_denies_the_end_use_that_is_stated(made: Dossier, use: str, promised: bool) -> None:
    application, = applications(made)
    statement = next(page for page in pages(made, replace(application, use=use)) if page.name == "End-use statement")
    promises = next(block for block in statement.blocks if isinstance(block, Table) and block.key == "promises")
    assert any("military purpose" in str(row[0]) for row in promises.rows) is promised
    warned = [block.text for block in statement.blocks if isinstance(block, Text) and "would be untrue" in block.text]
    assert bool(warned) is not promised


def test_of_goods_sent_on_from_outside_china_no_exporter_in_china_applies(made: Dossier) -> None:
    caught = dossier(made.document, replace(with_notice(assessment()), trade=made.assessment.trade), firm="Firma")
    fields = [row["Field"] for row in tables(caught)["fields"]]
    assert "Exporter outside China, who applies" in fields
    assert "Exporter in China" not in fields
    application, = applications(caught)
    items = next(page for page in pages(caught, application) if page.name == "Items")
    told = " ".join(block.text for block in items.blocks if isinstance(block, Text))
    assert "Whoever exports from outside China applies" in told
    assert "exporter in China" not in told
    work = next(block for block in licences.page(caught).blocks if isinstance(block, Table))
    place = [column.heading for column in work.columns].index("Who applies")
    assert {row[place] for row in work.rows} == {"whoever exports from outside China"}


def test_an_item_named_only_as_an_alternative_is_in_no_licence_file(made: Dossier) -> None:
    bom = made.assessment.reading.bom
    number = next(place for place, item in enumerate(bom.items) if item.part_number == "M-2")
    usages = replace(bom.usages, alternative=bom.usages.item == number)
    found = replace(made.assessment, reading=replace(made.assessment.reading, bom=replace(bom, usages=usages)))
    assert number in applications(made)[0].items
    assert all(number not in one.items for one in applications(dossier(made.document, found)))


def test_the_notice_lists_what_announcement_61_catches_and_nothing_else(made: Dossier) -> None:
    assert tables(made)["notice"] == []
    caught = replace(with_notice(assessment()), trade=made.assessment.trade)
    rows = tables(dossier(made.document, caught, firm="Firma"))["notice"]
    assert [(row["Item"], row["Limb"], row["Handed to"], row["Final country"]) for row in rows] == [
        ("M-1", "art. 1(3)", "Firma", "DE"), ("M-2", "art. 1(3)", "Firma", "DE")]
    assert rows[1]["Missing facts"]


def test_one_workbook_for_each_end_use_and_none_for_what_sleeps(made: Dossier, tmp_path: Path) -> None:
    bom = made.assessment.reading.bom
    items = tuple(replace(item, end_use="radar/x") if item.key == "smco" else item for item in bom.items)
    found = replace(made.assessment, reading=replace(made.assessment.reading, bom=replace(bom, items=items)))
    paths = write_licence_files(dossier(made.document, found), tmp_path / "files")
    assert [path.name for path in paths] == ["Kunde AG, civil.xlsx", "Kunde AG, radar x.xlsx"]
    assert write_licence_files(dossier(made.document, assessment(Force.SUSPENDED)), tmp_path / "none") == ()


def test_states_are_chosen_from_a_list_and_a_file_that_is_there_is_not_overwritten(
    made: Dossier, tmp_path: Path,
) -> None:
    path, = write_licence_files(made, tmp_path)
    sheet = load_workbook(path)["Documents"]
    choices, = sheet.data_validations.dataValidation
    assert choices.formula1 == f'"{",".join(STATES)}"'
    formula = next(cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
    area = formula.split("$D$")[1].rstrip(":"), formula.split("$D$")[2].partition(",")[0]
    states = [sheet[f"D{row}"].value for row in range(int(area[0]), int(area[1]) + 1)]
    assert states == [STATES[0]] * (len(PAPERS) + len(EACH_ITEM))
    with pytest.raises(ReportError, match="already such a file"):
        write_licence_files(made, tmp_path)


def test_a_hostile_end_use_names_no_other_folder_and_runs_no_formula(made: Dossier, tmp_path: Path) -> None:
    context = replace(made.document.context, customer='=HYPERLINK("http://x")', end_use="../../etc/passwd")
    stated = replace(assessment(), trade=StatedTrade(context))
    path, = write_licence_files(dossier(replace(made.document, context=context), stated), tmp_path)
    assert path.parent == tmp_path
    cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" and "HYPERLINK" in str(cell.value)]
    assert context.customer in {cell.value for cell in cells}


def test_each_end_user_of_a_product_has_a_file_of_its_own_with_its_own_quantities() -> None:
    found = assessment()
    of_item = {number: (Trade("", customer="Kunde Nord", destination="JP"), Trade("")) for number in range(2)}
    apart = StatedTrade(Context("civil", "DE", customer="Kunde AG"), (
        Trade("DU-100", customer="Kunde Nord", destination="JP"),), of_item)
    nord, = (one for one in applications(dossier(document(), replace(found, trade=apart))) if one.user == "Kunde Nord")
    ag, = (one for one in applications(dossier(document(), replace(found, trade=apart))) if one.user == "Kunde AG")
    assert (nord.destination, ag.destination) == ("JP", "DE")
    assert all(made for made in nord.made_for.values())
    assert not any(made for made in ag.made_for.values())
