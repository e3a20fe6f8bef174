"""Areas are in proportion to what they stand for, and nothing is left out of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from builders_exposure import LINES, Line, assessment
from ytterby.core.finding import Outcome
from ytterby.core.item import Money
from ytterby.core.units import NO_CURRENCY
from ytterby.gui.charts.evidence_chart import GRADES, evidence_chart, evidence_grade
from ytterby.gui.charts.treemap import TILES, side_by_side, spend_treemap, squarified
from ytterby.gui.charts.treemap_plot import TreemapPlot
from ytterby.gui.charts.trend_chart import FOLLOWED, trend_chart
from ytterby.workspace.trend import state_of, trend

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SIZES = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=40).map(lambda sizes: sorted(sizes, reverse=True))


@given(SIZES, st.floats(10, 2000), st.floats(10, 2000))
def test_tiles_fill_the_box_in_proportion_and_stay_inside(sizes: list[float], width: float, height: float) -> None:
    boxes = squarified(sizes, (3.0, 5.0, width, height))
    for size, (left, top, wide, high) in zip(sizes, boxes, strict=True):
        assert wide * high == pytest.approx(size / sum(sizes) * width * height, rel=1e-6)
        assert left >= 3.0 - 1e-6
        assert top >= 5.0 - 1e-6
        assert left + wide <= 3.0 + width + 1e-5 * width
        assert top + high <= 5.0 + height + 1e-5 * height


@given(SIZES)
def test_tiles_do_not_overlap(sizes: list[float]) -> None:
    boxes = squarified(sizes, (0.0, 0.0, 300.0, 200.0))
    for (left, top, wide, high), (other, upper, width, height) in combinations(boxes, 2):
        across = min(left + wide, other + width) - max(left, other)
        down = min(top + high, upper + height) - max(top, upper)
        assert across < 1e-3 or down < 1e-3


def test_the_worked_example_of_the_paper_is_laid_out_as_there() -> None:
    """Bruls, Huizing, van Wijk, Squarified Treemaps (2000), figure 5: 6 6 4 3 2 2 1 in a box of 6 by 4."""
    boxes = squarified([6, 6, 4, 3, 2, 2, 1], (0.0, 0.0, 6.0, 4.0))
    assert [tuple(round(edge, 2) for edge in box) for box in boxes] == [
        (0, 0, 3, 2), (0, 2, 3, 2), (3, 0, 1.71, 2.33), (4.71, 0, 1.29, 2.33), (3, 2.33, 1.2, 1.67),
        (4.2, 2.33, 1.2, 1.67), (5.4, 2.33, 0.6, 1.67)]


def test_nothing_to_lay_out_is_no_fault() -> None:
    assert squarified([0.0, 0.0], (0, 0, 10, 10)) == [(0, 0, 0.0, 0.0)] * 2
    assert side_by_side([], 10, 10) == []


def test_the_treemap_holds_the_spend_of_all_that_is_concerned() -> None:
    _, of = assessment()
    treemap = spend_treemap(of.exposure, of.reading.bom.items)
    concerned = [line for line in LINES if line.grams or line.outcome is not Outcome.NOT_CONTROLLED]
    tiles = [tile for group in treemap.groups for tile in group]
    assert sum(tile.size for tile in tiles) == pytest.approx(sum(line.spend or 0.0 for line in concerned))
    assert sum(len(tile.items) for tile in tiles) == len(concerned)


def test_many_small_items_stand_in_one_tile_that_opens_them_all() -> None:
    lines = tuple(Line(f"Magnet {n}", Outcome.CONTROLLED, 10.0 + n) for n in range(100))
    _, of = assessment(lines)
    (group,) = spend_treemap(of.exposure, of.reading.bom.items).groups
    assert len(group) == TILES
    assert len(group[-1].items) == 100 - TILES + 1
    assert group[-1].text == "77 others"


def test_without_prices_the_treemap_says_what_to_do() -> None:
    _, of = assessment((Line("Magnet", spend=None),))
    items = of.reading.bom.items
    assert "price column" in spend_treemap(of.exposure, items).empty
    unsaid = [replace(one, price=Money(3.0, NO_CURRENCY)) for one in items]
    assert "no currency" in spend_treemap(of.exposure, unsaid).empty


def test_every_tile_is_reached_by_arrow_keys(qtbot: QtBot) -> None:
    plot = TreemapPlot()
    qtbot.addWidget(plot)
    plot.resize(400, 260)
    _, of = assessment()
    plot.show_treemap(spend_treemap(of.exposure, of.reading.bom.items))
    reached = set()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up,
                Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(plot, key)
        reached.add(plot.accessibleDescription())
    assert reached == {tile.tip for tile, _ in plot.tiles()}


def test_each_item_stands_under_the_best_of_its_evidence() -> None:
    _, of = assessment()
    for identity in of.identities:
        grade = evidence_grade(identity)
        better = {kind for _, kinds in GRADES[:grade] for kind in kinds}
        assert better.isdisjoint(one.kind for content in identity.contents for one in content.evidence)


@pytest.mark.parametrize("by_spend", [True, False])
def test_grades_add_up_to_all_that_is_concerned(by_spend: bool) -> None:
    _, of = assessment()
    chart = evidence_chart(of.exposure, of.identities, by_spend=by_spend)
    concerned = [one for one in of.exposure.items if one.concerned]
    wanted = sum((one.spend or 0.0) if by_spend else 1.0 for one in concerned)
    assert sum(mark.end - mark.start for mark in chart.marks) == pytest.approx(wanted)
    assert sum(int(row[2]) for row in chart.table()[1:]) == len(concerned)


def test_the_course_shows_kept_states_oldest_first_and_now_last() -> None:
    document, of = assessment()
    begun = datetime(2026, 1, 5, 9, 30)
    saved = tuple(state_of(of, f"state {n}", begun + timedelta(days=n)) for n in range(14))
    document = replace(document, saved=saved)
    followed = FOLLOWED[0]
    chart = trend_chart(trend(document, followed.key), of.exposure.figure(followed.key), followed, of.exposure)
    assert chart.rows[0] == "state 3"
    assert chart.rows[-1] == "now"
    assert "3 older in the table" in chart.note
    assert [bool(mark.items) for mark in chart.marks] == [False] * 11 + [True]
    assert len(chart.table()) == 1 + 14 + 1
    assert date.fromisoformat(chart.table()[1][2]) == of.provenance.as_of


def test_money_of_another_currency_is_not_compared() -> None:
    document, of = assessment()
    state = replace(state_of(of, "then", datetime(2026, 1, 5)), currency="USD")
    document = replace(document, saved=(state,))
    spend = FOLLOWED[2]
    chart = trend_chart(trend(document, spend.key), of.exposure.figure(spend.key), spend, of.exposure)
    assert len(chart.marks) == 1
    assert "another currency" in chart.note
