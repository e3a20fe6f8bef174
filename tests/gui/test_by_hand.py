"""A bill small enough to be worked out on paper: roll-up, money, grams, cover and outages, and what the window shows.

Rotor A-1 (three magnets M-1, five screws) twice in P-1 and once in P-2, which holds four more M-1; P-1 one M-2.
P-1 is made 1,000 times a year at 500, P-2 500 times at 300; their margins are 90 and 40.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from ytterby.bom.reading import Mapping
from ytterby.core.item import Money
from ytterby.gui.views.bill_lines import BillLines, bill_columns
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.document import Assessment, ProductSetting
from ytterby.workspace.outages import assess_outages

HEADINGS = ("Level", "Part number", "Description", "Quantity", "Price EUR", "Mass (g)", "Sm %", "Nd %", "Supplier",
            "Country of origin", "Stock", "Weekly receipts", "Annual volume")
SMCO = ("M-1", "Permanent magnet SmCo YXG-28")
LINES = (
    (0, "P-1", "Drive unit A", 1, 500, None, None, None, None, None, None, None, 1000),
    (1, "A-1", "Rotor assembly", 2, *(None,) * 9),
    (2, *SMCO, 3, 4, 10, 25, None, "Delta Co", "CN", 1000, None, None),
    (2, "S-1", "Screw M3x8 DIN 912", 5, 0.1, 1, None, None, "Schrauben GmbH", "DE", None, None, None),
    (1, "M-2", "Permanent magnet NdFeB N42", 1, 8, 20, None, 30, "Beta KK", "JP", 400, 7, None),
    (0, "P-2", "Drive unit B", 1, 300, None, None, None, None, None, None, None, 500),
    (1, "A-1", "Rotor assembly", 1, *(None,) * 9),
    (1, *SMCO, 4, 4, 10, 25, None, "Delta Co", "CN", 1000, None, None),
)
USE = 6 * 1000 + 7 * 500  # of M-1 a year: 3 · 2 in P-1, 3 · 1 + 4 in P-2


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    path = tmp_path_factory.mktemp("bill") / "hand.xlsx"
    book = Workbook()
    for row in (HEADINGS, *LINES):
        book.active.append(row)
    book.save(path)
    document = open_workbook(Path(path), Mapping(), date(2026, 11, 21))
    assert document.reading is not None
    keys = {item.part_number: item.key for item in document.reading.bom.items}
    margins = (("P-1", 90.0), ("P-2", 40.0))
    told = tuple(ProductSetting(keys[part], margin=Money(each, "EUR")) for part, each in margins)
    return assess(replace(document, products=told), Rulebook.shipped(), Knowledge.shipped())


def by_part(found: Assessment) -> dict[str, int]:
    return {item.part_number: place for place, item in enumerate(found.reading.bom.items)}


def test_quantities_and_money_roll_up_through_the_shared_assembly(found: Assessment) -> None:
    place, items = by_part(found), found.exposure.items
    assert {part: items[at].annual_quantity for part, at in place.items()} == {
        "P-1": 1000, "A-1": 2500, "M-1": USE, "S-1": 12_500, "M-2": 1000, "P-2": 500}
    assert [items[place[part]].spend for part in ("M-1", "S-1", "M-2")] == pytest.approx([38_000, 1_250, 8_000])
    assert [items[place[part]].revenue for part in ("M-1", "M-2")] == [650_000, 500_000]
    assert [items[place[part]].margin for part in ("M-1", "M-2")] == [90_000 + 20_000, 90_000]


def test_grams_and_cover_are_those_of_the_year(found: Assessment) -> None:
    place, items = by_part(found), found.exposure.items
    grams = dict(items[place["M-1"]].element_g)["Sm"]
    assert (grams.low, grams.best, grams.high) == (23_750, 23_750, 23_750)  # 10 g · 25 % · 9,500
    assert items[place["M-1"]].cover_days == pytest.approx(1000 / (USE / 365))
    assert items[place["M-2"]].cover_days == pytest.approx(400 / (1000 / 365 - 7 / 7))


def test_an_outage_leaves_the_stock_to_the_product_that_loses_most_by_a_piece(found: Assessment) -> None:
    """1,000 M-1 in 120 days: 15 of margin for one in P-1, 5.71 in P-2, so all go into 166.67 P-1."""
    made = assess_outages(found.reading.bom, found.exposure, 120.0)
    delta, beta = (next(one for one in made.impacts if (one.kind, one.name) == ("supplier", name))
                   for name in ("Delta Co", "Beta KK"))
    assert made.money == "margin"
    wanted = 1000 * 120 / 365 - 1000 / 6, 500 * 120 / 365
    assert [pieces for _, pieces in delta.lost] == pytest.approx(wanted)
    assert delta.loss == pytest.approx(90 * wanted[0] + 40 * wanted[1])
    assert (delta.index, delta.survives, beta.index, beta.survives) == (1.0, False, 0.0, True)
    assert beta.survive_days == pytest.approx(400 / (1000 / 365))  # receipts fail with the supplier


def test_the_window_shows_what_hangs_on_an_item(found: Assessment) -> None:
    usages = found.reading.bom.usages
    columns = {column.key: column for column in bill_columns(usages, "a year")}
    line = next(line for line in BillLines(found) if line.item.part_number == "M-1")
    assert [columns[key].text(line) for key in ("annual", "spend", "grams", "revenue", "margin")] == [
        "9,500", "€ 38,000", "23,750", "€ 650,000", "€ 110,000"]
    assert all(columns[key].total is None for key in ("revenue", "margin"))  # behind several items: adds up to nothing
    ranged = next(line for line in BillLines(found) if line.item.part_number == "M-2")
    assert " – " in columns["grams"].text(ranged)
    assert "Nd 6 kg" in columns["grams"].tip(ranged)
