"""Whatever stands around a bill, reading it back gives the lines that were written."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from builders_bom import workbook
from ytterby.bom.read import read

HEADERS = (
    ("Part Number", "Description", "Qty", "Unit Price", "Manufacturer"),
    ("P/N", "Part Description", "Quantity", "Cost each", "Mfr"),
    ("Artikelnummer", "Bezeichnung", "Menge", "Einzelpreis EUR", "Hersteller"),
    ("Référence", "Désignation", "Qté", "Prix unitaire", "Fabricant"),
    ("Código", "Descripción", "Cantidad", "Precio unitario", "Fabricante"),
    ("物料编码", "物料名称", "用量", "单价", "品牌"),
    ("品番", "品名", "員数", "単価", "メーカー"),
    ("Артикул", "Наименование", "Кол-во", "Цена", "Производитель"),
)
NAMES = (
    "Magnet N42SH 20x10x5",
    "Socket screw M3x12",
    "Rotor shaft",
    "Läufer, vollständig",
    "钕铁硼磁铁",
    "Resistor 10k 0603",
    "Motor bracket left",
    "O-ring 12x2",
    "Encoder, magnetic",
    "Cable 2 m",
    "サマリウムコバルト磁石",
    "Втулка",
)
TITLES = (
    ("Bill of materials",),
    ("Drive unit DU-200", "", "Rev C"),
    ("Project:", "Demo", "Date:", "2026-11-21"),
    ("Company Ltd.",),
    ("Stückliste 4711",),
    ("物料清单",),
    ("Confidential", "", "", "Page 1"),
)
FOOTS = (
    ("", "Total", "", 99.5),
    ("", "", "", 1234.5),
    ("Note: prices are those of last year and may change at any time.",),
    ("", "Gesamt:", "", 12),
    ("", "合计", "", 7),
    ("Prepared by the purchasing department, see the document on the drive.",),
)
line = some.tuples(
    some.integers(1, 9999),
    some.sampled_from(NAMES),
    some.integers(1, 500),
    some.floats(0.01, 900, allow_nan=False).map(lambda price: round(price, 2)),
    some.sampled_from(("Alpha", "Beta GmbH", "")),
)


@some.composite
def bills(draw: some.DrawFn) -> tuple[list[list[object]], list[tuple[int, str, str, float]]]:
    """(rows of the sheet, the lines expected: row, part number, name, quantity)."""
    header = draw(some.sampled_from(HEADERS))
    order = draw(some.permutations(range(5)))
    left = draw(some.integers(0, 2))
    rows: list[list[object]] = [list(title) for title in draw(some.lists(some.sampled_from(TITLES), max_size=3))]
    rows += [[]] * draw(some.integers(0, 3))
    rows.append([""] * left + [header[place] for place in order])
    expected = []
    for number, (code, name, quantity, price, maker) in enumerate(draw(some.lists(line, min_size=2, max_size=12))):
        if number and draw(some.booleans()) and draw(some.booleans()):
            rows += [[]] * draw(some.integers(0, 1))
            section = [""] * (left + 5)
            section[left + order.index(1)] = f"Section {number}"
            rows.append(list(section))
        cells = (f"AB-{number}{code}", name, quantity, price, maker)
        rows.append([""] * left + [cells[place] for place in order])
        expected.append((len(rows), cells[0], name, float(quantity)))
    rows += [[]] * draw(some.integers(0, 2))
    for foot in draw(some.lists(some.sampled_from(FOOTS), max_size=2)):
        values = [*foot, "", "", "", "", ""][:5]
        rows.append([""] * left + [values[place] for place in order])
    return rows, expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bills())
def test_a_bill_is_read_back_whatever_stands_around_it(
    bill: tuple[list[list[object]], list[tuple[int, str, str, float]]],
) -> None:
    rows, expected = bill
    with tempfile.TemporaryDirectory() as folder:
        reading = read(workbook(Path(folder) / "bill.xlsx", rows))
    found = [(usage.row, reading.bom.item_of(usage), usage.quantity) for usage in reading.bom]
    assert [(row, item.part_number, item.description, quantity) for row, item, quantity in found] == expected
