"""The sheets that start work: licences to apply for, the EU's risk assessment, the origin of magnets, sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders_report import assessment, document
from ytterby.classification.classification import Context
from ytterby.core.finding import Force, Form
from ytterby.planning.licences import Licence, Standing
from ytterby.regulation.clock import review_ends
from ytterby.report.dossier import Dossier, dossier
from ytterby.report.page import Cell, Page, Table
from ytterby.report.public import measure, mined
from ytterby.report.sheets import elsewhere, licences, sources
from ytterby.workspace.document import StatedTrade


def rows_of(page: Page) -> list[dict[str, Cell]]:
    table = next(block for block in page.blocks if isinstance(block, Table) and block.main)
    heads = [column.heading for column in table.columns]
    return [dict(zip(heads, row, strict=True)) for row in table.rows]


@pytest.fixture
def made() -> Dossier:
    return dossier(document(), assessment())


def test_one_row_for_each_end_use_and_entry_that_binds(made: Dossier) -> None:
    controlled, undetermined = rows_of(licences.page(made))
    assert (controlled["Control"], controlled["Items"], controlled["Pieces"]) == ("1C902.a/a.4", 1, 1000.0)
    assert (controlled["Who applies"], controlled["Shortest cover, days"]) == ("Alpha GmbH", 24.0)
    assert undetermined["Missing facts"]
    assert undetermined["Who can answer"]


def test_what_sleeps_is_no_work_for_today() -> None:
    assert rows_of(licences.page(dossier(document(), assessment(Force.SUSPENDED)))) == []


def test_state_clock_and_quantities_are_those_of_the_own_log() -> None:
    def licence(number: str, **more: object) -> Licence:
        return Licence(number, "smco", "1C902.a", "MOFCOM-GAC-2025-18", date(2026, 9, 1), **more)  # type: ignore[arg-type]

    log = (licence("A", standing=Standing.GRANTED, decided=date(2026, 10, 30), quantity=400.0, drawn=150.0,
                   valid_until=date(2027, 4, 30)), licence("B"))
    controlled, undetermined = rows_of(licences.page(dossier(document(licences=log), assessment())))
    assert (controlled["State"], controlled["Filed on"], controlled["Licence number"]) == (
        "1 granted, 1 pending", date(2026, 9, 1), "A, B")
    assert (controlled["Quantity granted"], controlled["Quantity drawn"], controlled["Valid to"]) == (
        400.0, 150.0, date(2027, 4, 30))
    assert controlled["Review clock ends"] == review_ends(date(2026, 9, 1)).ends
    assert (undetermined["State"], undetermined["Licence number"]) == ("facts missing first", None)


def test_the_end_use_of_the_item_goes_before_that_of_the_whole() -> None:
    found = assessment()
    bom = found.reading.bom
    items = tuple(replace(item, end_use="radar") if item.key == "smco" else item for item in bom.items)
    found = replace(found, reading=replace(found.reading, bom=replace(bom, items=items)))
    found = replace(found, trade=StatedTrade(Context(end_use="civil", destination="DE")))
    rows = rows_of(licences.page(dossier(document(), found)))
    assert {(row["End use"], row["Destination"]) for row in rows} == {("radar", "DE"), ("civil", "DE")}


def test_pieces_and_spend_of_the_worklist_are_those_of_its_items(made: Dossier) -> None:
    controlled = rows_of(licences.page(made))[0]
    exposure = made.accounts[1].exposure
    assert exposure is not None
    assert (controlled["Pieces"], controlled["Spend (items may recur)"]) == (exposure.annual_quantity, exposure.spend)


def test_article_24_has_a_row_for_each_element_with_its_stage_and_source(made: Dossier) -> None:
    row, = rows_of(elsewhere.article_24(made))
    assert (row["Material"], row["Strategic raw material"], row["Grams, best"]) == ("samarium", "yes", 3750.0)
    assert (row["Processed in China"], row["Above 65 %"]) == (0.6, "no")
    assert "2024/1252" in measure("ME008").instrument
    where = mined()
    assert where is not None
    assert 0.5 < where.share < 1.0
    assert where.basis[:4].isdigit()


def test_an_unknown_share_is_not_said_to_be_below_the_limit(made: Dossier) -> None:
    exposure = made.assessment.exposure
    element = replace(exposure.elements[0], china_share=None, china_stage="", china_basis="")
    found = replace(made.assessment, exposure=replace(exposure, elements=(element,)))
    row, = rows_of(elsewhere.article_24(dossier(document(), found)))
    assert (row["Above 65 %"], row["Stage and basis"]) == ("not stated", "not stated")


def test_every_magnet_of_the_two_kinds_is_asked_for_and_an_origin_of_the_item_proves_nothing(made: Dossier) -> None:
    rows = rows_of(elsewhere.magnet_origin(made))
    assert [row["Item"] for row in rows] == ["M-1", "M-2"]
    assert rows[0]["Origin stated"] == "CN"
    assert {row["Melted in"] for row in rows} == {"not stated"}
    oxide = replace(made.accounts[1].identity.contents[0], form=Form.OXIDE)
    assert not elsewhere.is_covered(oxide)


def test_sources_tell_status_elements_and_entries_behind_each_share(made: Dossier) -> None:
    table = next(block for block in sources.page(made).blocks if isinstance(block, Table))
    heads = [column.heading for column in table.columns]
    row = dict(zip(heads, next(iter(table.rows)), strict=True))
    assert (row["Supplier"], row["Items controlled"], row["Items undetermined"], row["Elements"]) == (
        "Alpha GmbH", 1, 0, "Sm")
    assert "1C902.a/a.4" in str(row["Entries"])
