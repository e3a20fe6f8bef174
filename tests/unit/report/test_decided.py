"""What a person decided to hold no rare earth leaves every list of work; the register and the findings keep it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders_report import ITEMS, assessment, decision, document, exposure
from ytterby.core.decision import Verdict
from ytterby.core.finding import Force, Treatment
from ytterby.exposure.exposure import Figure
from ytterby.report.dossier import Dossier, dossier
from ytterby.report.licence_files import applications
from ytterby.report.page import Page, Table, Text
from ytterby.report.questionnaire import asked
from ytterby.report.sheets import elsewhere, findings, licences, register, summary
from ytterby.report.sheets.decide import decisions
from ytterby.report.style import STATUS_FILL


def decided(verdict: Verdict, *items: int) -> Dossier:
    """Alike the hand-made assessment, with ``items`` decided; both magnets are counted among the undetermined."""
    found = assessment()
    laid = tuple(replace(decision(), item_key=item.key, item_text=item.text_digest(), verdict=verdict, why="drawing 7")
                 if place in items else None for place, item in enumerate(ITEMS))
    figures = (*exposure().figures, Figure("undetermined", 1.0, "lines", (2,)))
    return dossier(document(), replace(found, classification=replace(found.classification, decisions=laid),
                                       exposure=replace(found.exposure, figures=figures)))


def words(page: Page, *keys: str) -> str:
    """All texts, and the tables of these keys; with no keys all tables."""
    tables = [block for block in page.blocks if isinstance(block, Table) and (not keys or block.key in keys)]
    texts = [block.text for block in page.blocks if isinstance(block, Text)]
    return " ".join([*texts, *(str(cell) for table in tables for row in table.rows for cell in row)])


@pytest.mark.parametrize("item", [1, 2])
def test_a_line_decided_to_hold_none_leaves_worklist_licence_files_forms_and_magnets(item: int) -> None:
    name = ITEMS[item].part_number
    before, after = decided(Verdict.UNKNOWN, item), decided(Verdict.DOES_NOT_CONTAIN, item)
    for made, there in ((before, True), (after, False)):
        assert any(item in items for items in asked(made).values()) is there
        assert any(item in one.items for one in applications(made)) is there
        assert (name in words(elsewhere.magnet_origin(made))) is there
    rows = [len(list(next(block for block in licences.page(made).blocks if isinstance(block, Table)).rows))
            for made in (before, after)]
    assert rows == [2, 1]


def test_the_summary_asks_nothing_of_it_names_it_as_decided_and_counts_it_by_the_text() -> None:
    before, after = (summary.page(decided(verdict, 2)) for verdict in (Verdict.UNKNOWN, Verdict.DOES_NOT_CONTAIN))
    keys = ("worst", "questions", "stops", "not stated")
    tables = [{block.key: tuple(block.rows) for block in page.blocks if isinstance(block, Table)}
              for page in (before, after)]
    assert "M-2" in words(before, *keys)
    assert "whom to ask" in words(before, "worst")
    assert "whom to ask" not in words(after, "worst")
    assert "questions" not in tables[1]
    assert not any("M-2" in str(row) for key in keys for row in tables[1].get(key, ()))
    said = [block.text for block in after.blocks if isinstance(block, Text) and "as a person decided" in block.text]
    assert len(said) == 1
    assert "M-2" in said[0]
    assert tables[0]["status"] == tables[1]["status"]


def test_a_no_against_what_the_bill_states_is_said_apart() -> None:
    against = "check the reason"
    assert against in words(summary.page(decided(Verdict.DOES_NOT_CONTAIN, 1)))
    assert against not in words(summary.page(decided(Verdict.DOES_NOT_CONTAIN, 2)))


def test_register_and_findings_keep_it_with_decision_reviewer_and_reason() -> None:
    made = decided(Verdict.DOES_NOT_CONTAIN, 2)
    table = next(block for block in next(register.pages(made)).blocks if isinstance(block, Table))
    heads = [column.heading for column in table.columns]
    row = next(dict(zip(heads, row, strict=True)) for row in table.rows if "M-2" in row)
    assert (row["Status"], row["Decision"], row["Decided by"], row["Reason of decision"]) == (
        "undetermined", "does not contain", "Purchasing", "drawing 7")
    assert "M-2" in words(findings.page(made))


def test_lines_that_would_be_denied_are_counted_apart_from_those_that_are() -> None:
    made = decided(Verdict.UNKNOWN, 1)
    denied = tuple(replace(item, treatment=Treatment.DENIED) for item in made.assessment.exposure.items)
    made = replace(made, assessment=replace(made.assessment, exposure=replace(made.assessment.exposure, items=denied)))
    told = decisions(made, ())
    assert [line for line in told if line.startswith("No licence to be expected: 2 lines, caught")]
    open_, = (line for line in told if line.startswith("1 line would be denied"))
    assert "if an entry in force catches it" in open_
    asleep = tuple(replace(item, force=Force.UNVERIFIED, instrument="MOFCOM-2025-61") for item in denied)
    exposed = replace(made.assessment.exposure, items=asleep)
    unsure = replace(made, assessment=replace(made.assessment, exposure=exposed))
    said = " ".join(decisions(unsure, ()))
    assert "2 lines would be denied in principle or prohibited if MOFCOM-2025-61 is in force, which is open" in said
    assert "1 line would be denied in principle or prohibited if MOFCOM-2025-61 is in force and catches it" in said
    assert "an entry in force" not in said


def test_an_item_named_only_as_an_alternative_is_called_so_in_place_of_spend_and_product() -> None:
    made = decided(Verdict.UNKNOWN, 2)
    bom = made.assessment.reading.bom
    usages = replace(bom.usages, alternative=bom.usages.item == 2)
    beside = replace(made, assessment=replace(made.assessment, reading=replace(
        made.assessment.reading, bom=replace(bom, usages=usages))))
    worst = next(block for block in summary.page(beside).blocks if isinstance(block, Table) and block.key == "worst")
    row = next(row for row in worst.rows if "M-2" in str(row[0]))
    assert (row[3], row[5]) == ("alternative", "alternative")


def test_a_line_on_which_nothing_was_found_is_never_called_not_controlled() -> None:
    number = next(place for place, item in enumerate(ITEMS) if item.part_number == "S-1")
    verdicts = (Verdict.UNKNOWN, Verdict.DOES_NOT_CONTAIN)
    before, after = (decided(verdict, number).accounts[number] for verdict in verdicts)
    status, treatment = ([column.heading for column in register.ABOUT].index(name) for name in ("Status", "Treatment"))
    row, settled = register.about(before), register.about(after)
    assert (row[status], row[treatment]) == ("none found", "nothing found to judge")
    assert (settled[status], settled[treatment]) == (row[status], row[treatment])  # a person's no clears nothing
    assert "none found" not in STATUS_FILL
