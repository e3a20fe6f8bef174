"""What the charts show: marks count exactly their items, sums are those of the assessment, unknown stays unknown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest

from builders_exposure import CITE, INSTRUMENTS, LINES, Line, assessment, rules, simulation
from ytterby.classification.classification import Classification
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Force, Outcome
from ytterby.exposure.exposure import DEPENDENCE_LIMIT
from ytterby.gui.charts.chart import scale
from ytterby.gui.charts.cover_chart import cover_chart
from ytterby.gui.charts.element_chart import Measure, best_measure, element_chart
from ytterby.gui.charts.exposure_charts import concentration_chart, heat_chart
from ytterby.gui.charts.labels import chance, plain_tip, tsv
from ytterby.gui.charts.timeline_chart import changes, force_on, law_rows, timeline_chart
from ytterby.regulation.rules import Assumption
from ytterby.regulation.timeline import State


def expected_by_element() -> dict[tuple[str, Outcome], set[int]]:
    found: dict[tuple[str, Outcome], set[int]] = defaultdict(set)
    for place, line in enumerate(LINES):
        for symbol, _ in line.grams:
            found[symbol, line.outcome].add(place + 1)  # item 0 is the product
    return found


@pytest.mark.parametrize("measure", Measure)
def test_a_bar_of_an_element_counts_the_items_that_hold_it_in_that_status(measure: Measure) -> None:
    _, found = assessment()
    chart = element_chart(found.exposure, measure)
    shown = {mark.label: mark.items for mark in chart.marks}
    assert shown == {f"{symbol} · {outcome}": frozenset(items) for (symbol, outcome), items
                     in expected_by_element().items()}


@pytest.mark.parametrize("measure", Measure)
def test_the_bars_of_an_element_add_up_to_what_was_measured(measure: Measure) -> None:
    _, found = assessment()
    chart = element_chart(found.exposure, measure)
    length: dict[str, float] = defaultdict(float)
    for mark in chart.marks:
        length[chart.rows[mark.row].split()[0]] += mark.end - mark.start
    for element in found.exposure.elements:
        whole = {Measure.SPEND: sum(spend for _, spend in element.spend), Measure.MASS: element.mass_g.best,
                 Measure.ITEMS: len(element.items)}[measure]
        assert length[element.symbol] == pytest.approx(whole)


def test_without_prices_the_spend_chart_says_what_to_do() -> None:
    _, found = assessment((Line("Magnet", spend=None),))
    assert "price" in element_chart(found.exposure, Measure.SPEND).empty
    assert not element_chart(found.exposure, Measure.MASS).empty


def test_what_a_bill_states_decides_how_the_elements_are_measured() -> None:
    _, priced = assessment()
    _, weighed = assessment((Line("Magnet", spend=None),))
    _, bare = assessment((Line("Magnet", spend=None, grams=(("Nd", 0.0),)),))
    chosen = [best_measure(found.exposure) for found in (priced, weighed, bare)]
    assert chosen == [Measure.SPEND, Measure.MASS, Measure.ITEMS]
    assert element_chart(bare.exposure, Measure.ITEMS).marks


def test_items_whose_spend_is_not_known_are_said_to_be_missing_from_the_bar() -> None:
    _, found = assessment((Line("Magnet"), Line("Rotor", spend=None)))
    chart = element_chart(found.exposure, Measure.SPEND)
    assert "not known" in chart.note
    assert all("spend of 1 item not known" in mark.tip for mark in chart.marks)


def test_without_rare_earths_every_chart_says_what_to_do() -> None:
    _, found = assessment((Line("Screw", Outcome.NOT_CONTROLLED, grams=(), cover=None),))
    items = found.reading.bom.items
    assert element_chart(found.exposure, Measure.MASS).empty
    assert heat_chart(found.exposure, items).empty
    assert cover_chart(found.outlooks[0], found.exposure, items).empty
    assert concentration_chart(found.exposure.concentration[0], "EUR").empty


def test_a_source_counts_its_items_and_the_line_of_65_percent_is_drawn_for_countries_alone() -> None:
    _, found = assessment()
    chart = concentration_chart(found.exposure.concentration[0], "EUR")
    assert {mark.label: mark.items for mark in chart.marks} == {
        "Supplier: Alfa": frozenset({1, 3}), "Supplier: Beta": frozenset({2}), "Supplier: Gamma": frozenset({4})}
    assert chart.references == ()
    assert "EU" not in chart.note
    countries = concentration_chart(replace(found.exposure.concentration[0], by="country"), "EUR")
    assert [reference.x for reference in countries.references] == [DEPENDENCE_LIMIT]


def test_small_sources_are_one_bar_that_counts_all_of_them() -> None:
    lines = tuple(Line(f"M{n}", spend=100.0 + n, supplier=f"S{n:02}") for n in range(30))
    _, found = assessment(lines)
    chart = concentration_chart(found.exposure.concentration[0], "EUR")
    assert frozenset().union(*(mark.items for mark in chart.marks)) == frozenset(range(1, 31))
    assert sum(mark.end - mark.start for mark in chart.marks) == pytest.approx(1.0)
    assert len(chart.table()) == 31


def test_a_cell_counts_the_items_of_the_product_that_hold_the_element() -> None:
    _, found = assessment(products=("Drive unit", "Gimbal"))
    chart = heat_chart(found.exposure, found.reading.bom.items)
    symbols = [text for _, text in chart.ticks]
    cells = {(chart.rows[mark.row], symbols[int(mark.start)]): mark.items for mark in chart.marks}
    assert cells["P-001 Gimbal", "Nd"] == frozenset({2, 3})
    assert len(cells) == 2 * len(found.exposure.elements)


def test_a_bill_with_one_product_shows_where_each_element_sits_by_item() -> None:
    _, found = assessment()
    chart = heat_chart(found.exposure, found.reading.bom.items)
    assert {mark.items for mark in chart.marks} == {frozenset({n}) for n in (1, 2, 3, 4)}


def test_a_trace_is_not_written_as_nought() -> None:
    _, found = assessment()
    first = replace(found.exposure.items[0], element_g=(("Nd", Estimate(0.0, 0.0, 3.0)),))
    exposure = replace(found.exposure, items=(first, *found.exposure.items[1:]))
    chart = heat_chart(exposure, found.reading.bom.items)
    cell = next(mark for mark in chart.marks if mark.items == frozenset({1}))
    assert cell.text == "≤ 3 g"
    assert "1 item the mass of some element is not known" in chart.note


def test_the_shortest_cover_stands_first_and_unknown_cover_in_a_row_of_its_own() -> None:
    _, found = assessment()
    chart = cover_chart(found.outlooks[0], found.exposure, found.reading.bom.items)
    assert [mark.items for mark in chart.marks] == [frozenset({n}) for n in (1, 2, 4, 3)]
    assert chart.rows[-1] == "stock or use not stated"
    assert "1 of 3 items" in chart.title
    assert "M-0042" in chart.title


def test_cover_without_end_is_no_unknown_cover() -> None:
    _, found = assessment()
    first = replace(found.outlooks[0].items[0], unlimited=True)
    outlook = replace(found.outlooks[0], items=(first, *found.outlooks[0].items[1:]))
    chart = cover_chart(outlook, found.exposure, found.reading.bom.items)
    bar = next(mark for mark in chart.marks if mark.items == frozenset({1}))
    assert bar.text.startswith("no end")
    assert "1 item " in next(mark for mark in chart.marks if mark.label == "Cover not known").tip


def test_a_bill_that_states_no_stock_is_not_called_safe() -> None:
    _, found = assessment((Line("Magnet", cover=None),))
    chart = cover_chart(found.outlooks[0], found.exposure, found.reading.bom.items)
    assert "nobody can tell who stops first" in chart.empty


def test_a_row_of_the_law_counts_the_items_its_findings_catch() -> None:
    _, found = assessment()
    caught = {row.name: row.items for row in law_rows(found.classification)}
    assert caught == {"MOFCOM-2025-18": frozenset({1, 2, 3}), "MOFCOM-2025-57": frozenset({4}),
                      "MOFCOM-2025-61": frozenset()}


def test_the_timeline_shows_each_state_from_its_first_day() -> None:
    _, found = assessment()
    law = next(row for row in law_rows(found.classification) if row.name == "MOFCOM-2025-57")
    assert [(s.start, s.force) for s in law.segments] == [
        (date(2025, 10, 9), Force.NOT_YET), (date(2025, 11, 7), Force.SUSPENDED),
        (date(2026, 11, 11), Force.UNVERIFIED)]
    assert force_on(law, date(2026, 11, 10)) is Force.SUSPENDED
    assert force_on(law, date(2026, 11, 11)) is Force.UNVERIFIED
    assert force_on(law, date(2025, 10, 8)) is None


def test_an_assumption_replaces_what_starts_on_or_after_it_and_says_so() -> None:
    laid = Assumption("MOFCOM-2025-61", Force.IN_FORCE, date(2026, 11, 11))
    _, found = assessment(assumptions=(laid,))
    chart = timeline_chart(law_rows(found.classification), found.classification.rules.day)
    row = [law.name for law in law_rows(found.classification)].index("MOFCOM-2025-61")
    segments = [mark for mark in chart.marks if mark.row == row]
    assert segments[-1].text == "in force, assumed"
    assert str(laid) in segments[-1].tip
    assert [mark.text for mark in segments[:-1]] == ["not yet in force", "suspended"]


def test_entries_of_one_instrument_that_differ_in_time_stand_in_rows_of_their_own() -> None:
    law = INSTRUMENTS[1]
    early = replace(law.controls[0], limb="art. 1(3)",
                    states=(State(date(2025, 10, 9), Force.IN_FORCE, CITE, date(2025, 10, 9)),))
    both = replace(law, controls=(replace(law.controls[0], limb="art. 1(1)"), early))
    day = replace(rules(), instruments=(both,))
    assert {row.name for row in law_rows(Classification(day, ()))} == {
        "MOFCOM-2025-57 art. 1(1)", "MOFCOM-2025-57 art. 1(3)"}


def test_the_days_on_which_the_law_changes_are_known_once_each() -> None:
    _, found = assessment()
    assert changes(law_rows(found.classification)) == (
        date(2025, 4, 4), date(2025, 10, 9), date(2025, 11, 7), date(2026, 11, 11))


@pytest.mark.parametrize("top", [0.003, 1.0, 7.3, 120.0, 98_765.0])
def test_a_scale_is_round_and_stays_within(top: float) -> None:
    ticks = scale(top)
    assert ticks[0] == 0
    assert top * 0.5 < ticks[-1] <= top * 1.0001
    assert 3 <= len(ticks) <= 12


def test_words_of_a_workbook_never_become_markup_in_a_tip() -> None:
    assert "<b>" not in plain_tip("<b>bold</b> & more")


def test_a_cell_with_tabs_and_breaks_stays_one_cell() -> None:
    assert tsv((("a\tb", "c\nd"),)) == "a b\tc d\n"


def test_rounding_never_claims_never_or_always() -> None:
    assert [chance(share) for share in (0.0, 0.001, 0.5, 0.9999, 1.0)] == ["0 %", "< 1 %", "50 %", "> 99 %", "100 %"]


def test_a_simulation_of_nothing_is_an_empty_chart() -> None:
    _, found = assessment()
    nothing = replace(simulation(found.exposure), items=())
    assert cover_chart(nothing, found.exposure, found.reading.bom.items).empty
    assert cover_chart(None, found.exposure, found.reading.bom.items).empty


def test_the_title_names_the_element_that_decides_and_none_that_is_only_held() -> None:
    _, found = assessment((Line("Magnet", Outcome.UNDETERMINED, grams=(("Nd", 9.0), ("Dy", 1.0))),))
    assert "ysprosium decides" in element_chart(found.exposure, Measure.SPEND, {1: {"Dy"}}).title
    assert "eodymium" not in element_chart(found.exposure, Measure.SPEND).title


def test_elements_of_equal_weight_are_named_together() -> None:
    _, found = assessment((Line("Magnet", Outcome.UNDETERMINED, grams=(("Nd", 9.0), ("Dy", 1.0), ("Tb", 1.0))),))
    title = element_chart(found.exposure, Measure.SPEND, {1: {"Dy", "Tb"}}).title
    assert title.startswith("Dysprosium and terbium decide ")


def test_what_is_counted_has_no_ticks_between_whole_numbers():
    assert scale(1.0, least=1.0) == (0.0, 1.0)
    assert scale(3.0, least=1.0) == (0.0, 1.0, 2.0, 3.0)
    assert scale(40.0, least=1.0) == scale(40.0)
