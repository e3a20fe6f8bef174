"""Dashboard and what-if on the shipped sample: figures counted again from the findings, answers follow the levers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from ytterby.bom.reading import Mapping
from ytterby.core.finding import Force, Outcome
from ytterby.gui.views.dashboard import DashboardView
from ytterby.gui.views.what_if import WhatIfView
from ytterby.gui.widgets.scenario_menu import WORKING
from ytterby.identification.knowledge import Knowledge
from ytterby.planning.scenario import BASELINE, AddStock, Scenario
from ytterby.regulation.rulebook import Rulebook
from ytterby.resources import folder
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.document import Assessment, Document

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # tooltips, offscreen
BINDING = (Force.IN_FORCE, Force.UNVERIFIED)


def judged(document: Document) -> tuple[Document, Assessment]:
    return document, assess(document, Rulebook.shipped(), Knowledge.shipped())


@pytest.fixture(scope="module")
def sample() -> tuple[Document, Assessment]:
    path = folder("samples", "drive-unit.xlsx")
    return judged(open_workbook(path, Mapping(), date(2026, 11, 21)))


def test_the_undetermined_figure_opens_what_the_findings_leave_open(
        qtbot: QtBot, sample: tuple[Document, Assessment]) -> None:
    view = DashboardView()
    qtbot.addWidget(view)
    view.show_assessment(*sample)
    law, items = sample[1].classification, range(len(sample[1].reading.bom.items))
    open_items = {item for item in items if law.status(item) is Outcome.UNDETERMINED}
    assert view.cards["undetermined"].items == open_items
    assert open_items


def test_the_licence_figure_opens_what_a_binding_entry_catches(
        qtbot: QtBot, sample: tuple[Document, Assessment]) -> None:
    view = DashboardView()
    qtbot.addWidget(view)
    view.show_assessment(*sample)
    law = sample[1].classification
    worst = {item: law.worst(item) for item in range(len(sample[1].reading.bom.items))}
    caught = {item for item, finding in worst.items()
              if finding and finding.outcome is Outcome.CONTROLLED and finding.force in BINDING}
    assert view.cards["licence_required"].items <= caught
    assert view.cards["licence_required"].items


def test_the_timeline_counts_the_items_of_the_real_texts(qtbot: QtBot, sample: tuple[Document, Assessment]) -> None:
    view = DashboardView()
    qtbot.addWidget(view)
    view.show_assessment(*sample)
    findings = sample[1].classification.findings
    wanted = {index for index, found in enumerate(findings) for finding in found
              if finding.instrument == "MOFCOM-GAC-2025-18" and finding.outcome is not Outcome.NOT_CONTROLLED}
    shown = {mark.items for mark in view.timeline.plot.chart.marks if mark.label == "MOFCOM-GAC-2025-18"}
    assert shown == {frozenset(wanted)}
    assert wanted


def test_more_stock_makes_the_answer_better(qtbot: QtBot, sample: tuple[Document, Assessment]) -> None:
    view = WhatIfView()
    qtbot.addWidget(view)
    more = Scenario(WORKING, (AddStock(60.0),))
    document, found = judged(replace(sample[0], scenarios=(BASELINE, more)))
    view.show_assessment(document, found)
    assert view.levers.extra.value() == 60
    listing = view.answer.differences.listing
    assert listing is not None
    assert listing.rows[0].change.startswith("-")
    assert listing.rows[0].what.startswith("Probability of a stop: ")


def test_every_fan_of_the_sample_can_be_drawn(qtbot: QtBot, sample: tuple[Document, Assessment]) -> None:
    view = WhatIfView()
    qtbot.addWidget(view)
    view.show_assessment(*sample)
    for place in range(view.answer.item.count()):
        view.answer.item.setCurrentIndex(place)
        assert len(view.answer.fan.table()) == 54  # a heading, the as-of day and 52 weeks
    assert view.answer.item.count() == len(sample[1].outlooks[0].fans) > 0


def test_a_chart_is_no_taller_than_what_it_shows(qtbot: QtBot, sample: tuple[Document, Assessment]) -> None:
    """The page moves its charts from one column to two as it grows, before there is anything to show."""
    view = DashboardView()
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show()
    view.resize(1218, 660)
    view.show_assessment(*sample)
    qtbot.waitUntil(lambda: view.elements.height() <= view.elements.heightForWidth(view.elements.width()))
    for frames in ((view.elements, view.treemap), (view.cover, view.concentration), (view.heat, view.evidence)):
        wanted = max(frame.heightForWidth(frame.width()) for frame in frames)
        assert [frame.height() for frame in frames] == [wanted, wanted]
