"""Spend stands under the elements that decide an item's status, not under all that it holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders_report import assessment, decision, document, exposure
from ytterby.core.decision import Verdict
from ytterby.core.finding import Outcome
from ytterby.report.dossier import dossier
from ytterby.report.hanging import hanging
from ytterby.report.page import Chart, Table
from ytterby.report.sheets import exposure as sheet


def test_only_the_element_that_the_entry_speaks_of_has_spend_hanging_on_it() -> None:
    made = dossier(document(), assessment())
    one, = hanging(made)
    assert (one.symbol, one.items) == ("Sm", (1, 2))  # the entry is of samarium; the second magnet holds Nd and Dy
    assert one.spend == {Outcome.CONTROLLED: 18_750.0, Outcome.UNDETERMINED: None}
    assert one.total == 18_750.0


def test_what_a_person_decided_to_hold_none_hangs_on_nothing() -> None:
    found = assessment()
    laid = (None, replace(decision(), verdict=Verdict.DOES_NOT_CONTAIN), None, None)
    made = dossier(document(), replace(found, classification=replace(found.classification, decisions=laid)))
    assert [(one.symbol, one.items, one.total) for one in hanging(made)] == [("Sm", (2,), 0.0)]


def test_the_chart_shows_the_columns_of_what_hangs_and_none_where_no_price_is_known() -> None:
    page = sheet.page(dossier(document(), assessment()))
    chart = next(block for block in page.blocks if isinstance(block, Chart))
    table = next(block for block in page.blocks if isinstance(block, Table) and block.key == chart.table)
    assert [table.columns[place].heading for place in chart.series] == [
        "Hanging on it, controlled", "Hanging on it, undetermined"]
    row, = table.rows
    assert [row[place] for place in chart.series] == [pytest.approx(18_750.0), "not stated"]
    free = replace(exposure(), items=tuple(replace(item, spend=None) for item in exposure().items))
    page = sheet.page(dossier(document(), replace(assessment(), exposure=free)))
    assert not [block for block in page.blocks if isinstance(block, Chart)]
