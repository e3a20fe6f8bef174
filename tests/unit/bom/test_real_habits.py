"""Habits of real bills that once led the reader astray, each made small."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import codes, items, lines, meanings, read_rows, read_text, rows_of
from ytterby.bom.headings import known, meanings_of
from ytterby.bom.reading import Meaning
from ytterby.core.item import Money


@pytest.mark.parametrize(("heading", "meaning"), [
    ("物料编码 Part Number", Meaning.PART_NUMBER),
    ("品牌 Brand", Meaning.MANUFACTURER),
    ("Menge / Qty", Meaning.QUANTITY),
    ("数量 Quantity", Meaning.QUANTITY),
    ("Benennung\nDescription", Meaning.DESCRIPTION),
])
def test_a_heading_in_two_languages_is_as_sure_as_in_one(heading: str, meaning: Meaning) -> None:
    found = meanings_of(heading)
    assert max(found, key=lambda one: found[one]) is meaning
    assert found[meaning] >= 0.9
    assert known(heading)


def test_a_header_in_two_languages_is_found_below_a_title(tmp_path: Path) -> None:
    head = ("物料编码 Part Number", "物料名称 Part Name", "品牌 Brand", "数量 Quantity")
    reading = read_rows(tmp_path, [("3D相机物料清单",), head, (1, "工业相机", "大恒", 1), (2, "电机", "汇川", 4),
                                   (3, "外壳", "", 1), (4, "磁铁", "", 8)])
    assert reading.tables[0].header_rows == (2,)
    assert meanings(reading)["A"] is Meaning.POSITION  # 1, 2, 3 number the lines, whatever the heading says
    assert len(reading.bom.items) == 4


def test_things_under_an_unknown_heading_stay_different_things(tmp_path: Path) -> None:
    rows = [("Gubbins", "Details", "Qty", "Unit Price (EUR)"), ("Servo motor", "", 2, 40), ("Camera", "", 1, 28),
            ("Bolts", "M2x15", 4, 1), ("Magnet holder", "", 1, 5), ("Display", "", 1, 35)]
    reading = read_rows(tmp_path, rows)
    assert [item.price for item in items(reading)] == [Money(float(row[3]), "EUR") for row in rows[1:]]
    assert "Servo motor" in items(reading)[0].description


@pytest.mark.parametrize(("heading", "cell", "price"), [
    ("Price (CAD)", "$7.11", Money(7.11, "CAD")),
    ("Price AUD", "$ 5", Money(5.0, "AUD")),
    ("Pris NOK", "95,11 kr", Money(95.11, "NOK")),
    ("Price (CAD)", "€ 3", Money(3.0, "EUR")),
    ("Precio AR$", "1200", Money(1200.0, "ARS")),
    ("Price", "$7.11", Money(7.11, "USD")),
])
def test_a_sign_that_several_currencies_share_is_that_of_the_heading(
    tmp_path: Path, heading: str, cell: str, price: Money,
) -> None:
    text = f"Part Number;Description;Qty;{heading}\nA-1;Magnet;2;{cell}\nA-2;Screw;4;{cell}\n"
    assert items(read_text(tmp_path, text))[0].price == price


def test_of_two_quantities_the_one_that_is_filled_counts(tmp_path: Path) -> None:
    head = ("Quantity", "Item Name", "Item Code (Items)", "Qty (Items)")
    parts = [("", "", f"COMP-00{place}", place) for place in range(10, 19)]
    reading = read_rows(tmp_path, [head, (1, "Velo City 442", "", ""), *parts])
    assert [line.quantity for line in lines(reading)][1:] == [float(place) for place in range(10, 19)]


def test_a_dash_is_no_indentation(tmp_path: Path) -> None:
    rows = [("Part Number", "Description", "Qty"), ("A-1", "Motor", 1), ("-", "Shaft", 1), ("-", "Plate", 1),
            ("A-2", "Belt", 2), ("-", "Washer", 4)]
    assert [line.level for line in lines(read_rows(tmp_path, rows))] == [0] * 5


def test_a_sum_in_a_currency_is_no_line(tmp_path: Path) -> None:
    text = "Component,Price,Shipping,Total,Retailer\nFan,$0.00,$0.00,$0.00,Owned\nPCB,$2.10,$3.12,$5.22,JLCPCB\n"
    reading = read_text(tmp_path, text + "Magnet,$9.00,$1.00,$10.00,Shop\nTotal,$11.10,$4.12,$15.22,\n")
    assert rows_of(reading) == [2, 3, 4]
    assert codes(reading)["total-row"] == "5"


def test_things_without_a_number_go_on_below_a_name_that_ends_in_a_colon(tmp_path: Path) -> None:
    head, link = ("Item", "Qty", "Link"), "https://example.org/x"
    counted = [(f"Gearbox {place}", 1, link) for place in range(8)]
    bare = [(f"{name}", "", link) for name in ("Plywood", "Screws", "Joints", "Bolts for the frame:", "Lock nuts")]
    assert rows_of(read_rows(tmp_path, [head, *counted, *bare])) == list(range(2, 15))


def test_records_of_several_rows_are_not_taken_for_a_sheet_on_its_side(tmp_path: Path) -> None:
    rows = []
    for place in range(8):
        rows += [("Mouser-nr.", f"652-W1M{place}", 1), ("Manufacturer No:", f"W1M{place}", ""),
                 ("Omschr.:", f"Wire {place}", "")]
    assert len(read_rows(tmp_path, rows).bom) >= 8


def test_lines_above_a_second_header_are_not_lost_with_a_header_of_unknown_words(tmp_path: Path) -> None:
    first = [("BOM ID", "BOM", "QUANTITY"), (1, "Stepper motor", 1), (2, "Axial fan", 2), (3, "Bearing", 10)]
    second = [("BOM ID", "Parts", "Name", "Quantity"), (202, "Arm", "1M1", 1), (203, "Arm", "1M2", 1)]
    reading = read_rows(tmp_path, [*first, ("PIEZAS",), *second])
    assert [table.header_rows for table in reading.tables] == [(1,), (6,)]
    assert "Stepper motor" in items(reading)[0].description


def test_a_header_of_mostly_unknown_words_is_known_by_the_numbers_below_it(tmp_path: Path) -> None:
    head = ("Designator", "Quantity", "Zork", "Blip", "Frob")
    rows = [(f"C{n}", n, f"part {n}", "Capacitor", f"code-{n}x") for n in range(1, 6)]
    assert read_rows(tmp_path, [head, *rows]).tables[0].header_rows == (1,)


def test_a_title_block_above_the_table_is_no_table(tmp_path: Path) -> None:
    block = [("Project", "Price", "State"), ("Arm", "open", "draft"), ("Leg", "open", "draft"), ("Head", "open", "x")]
    bill = [("Part", "Quantity", "Price"), ("Magnet", 2, 3.5), ("Screw", 4, 0.1), ("Motor", 1, 20.0)]
    assert [table.header_rows for table in read_rows(tmp_path, [*block, (), *bill]).tables] == [(6,)]


def test_tables_side_by_side_under_the_names_of_their_groups_are_two(tmp_path: Path) -> None:
    rows = [("电控", "", "", "", "机械", ""), ("零件名称", "数量", "备注", "", "零件名称", "数量"),
            ("径向磁铁", 2, "", "", "基座", 1), ("云台电机", 1, "二手", "", "轴承", 2),
            ("杜邦线", 3, "", "", "螺丝", 4)]
    reading = read_rows(tmp_path, rows)
    assert [item.description for item in items(reading)] == ["径向磁铁", "云台电机", "杜邦线", "基座", "轴承", "螺丝"]


def test_example_lines_of_a_form_are_no_lines(tmp_path: Path) -> None:
    rows = [("No", "品名", "数量"), ("例）", "六角穴付皿ボルト", 1), ("例）", "ナット", 20), (1, "サーボ", 2),
            (2, "モータ", 1), (3, "電池", 1), (4, "基板", 1), (5, "カメラ", 1)]
    assert [line.row for line in lines(read_rows(tmp_path, rows))] == [4, 5, 6, 7, 8]


@pytest.mark.parametrize("word", ["合计", "Итог", "Gesamt", "Total:"])
def test_a_sum_of_the_counts_at_the_foot_is_no_line(tmp_path: Path, word: str) -> None:
    rows = [("No", "Name", "Qty", "Price"), (1, "Servo", 2, 4.5), (2, "Shaft", 4, 5.5), (3, "Nut", 8, 0.2),
            (word, "", 14, 10.2)]
    assert len(items(read_rows(tmp_path, rows))) == 3


def test_postage_of_a_shop_in_japanese_is_no_line(tmp_path: Path) -> None:
    rows = [("部品名", "数量"), ("モータ", 2), ("ねじ", 8), ("送料・手数料", 1), ("部品購入送料 秋月", 0.125)]
    assert len(items(read_rows(tmp_path, rows))) == 2


def test_a_heading_written_as_one_word_of_two_is_read(tmp_path: Path) -> None:
    assert max(found := meanings_of("ItemDescription"), key=lambda one: found[one]) is Meaning.DESCRIPTION
    assert Meaning.MPN in meanings_of("ManufacturerPartNo")


def test_headings_in_traditional_characters_are_read_like_those_in_simplified_ones(tmp_path: Path) -> None:
    rows = [("品項", "數量", "備註"), ("步進馬達", 5, ""), ("軸承", 2, "685ZZ"), ("螺絲", 10, ""), ("總計", 17, "")]
    reading = read_rows(tmp_path, rows)
    assert [meanings(reading)[letter] for letter in "ABC"] == [Meaning.DESCRIPTION, Meaning.QUANTITY, Meaning.REMARK]
    assert len(items(reading)) == 3


def test_names_right_below_the_last_line_are_things_and_those_after_a_gap_are_not(tmp_path: Path) -> None:
    rows = [("物料名称", "个数"), ("顶板", 1), ("底板", 1), ("快接", 2), ("硅胶条",), ("密封圈",)]
    assert rows_of(read_rows(tmp_path, rows)) == [2, 3, 4, 5, 6]
    assert rows_of(read_rows(tmp_path, [*rows[:4], (), ("Legende",)])) == [2, 3, 4]


def test_words_beside_a_few_lines_without_a_heading_are_a_remark(tmp_path: Path) -> None:
    rows = [("", "Qty", "Price", ""), ("Câble XLR 6m", 9, 7.9, "servos et micro"), ("Câble XLR 5m", 4, 6.6, ""),
            ("Embase XLR", 30, 2.5, ""), ("Driver", 16, 8.4, ""), ("Boitier", 6, 10, ""), ("Lampe", 3, 5, "rails")]
    reading = read_rows(tmp_path, rows)
    assert items(reading)[0].description == "Câble XLR 6m"
    assert items(reading)[0].remark == "servos et micro"


@pytest.mark.parametrize("header", [
    ("Kategória", "Név", "Mennyiség [db]", "Becsült ár"), ("Kategori", "Benämning", "Antal", "Pris"),
    ("Категорія", "Найменування", "Кількість", "Ціна"),
])
def test_headings_of_further_languages_are_read(tmp_path: Path, header: tuple[str, ...]) -> None:
    rows = [header, ("a", "Motor", 2, 5.5), ("a", "Cable", 4, 1.5), ("b", "Nut", 9, 0.2), ("b", "Bolt", 9, 0.3)]
    reading = read_rows(tmp_path, rows)
    assert reading.tables[0].header_rows == (1,)
    assert [meanings(reading)[letter] for letter in "BCD"] == [Meaning.DESCRIPTION, Meaning.QUANTITY, Meaning.PRICE]


@pytest.mark.parametrize(("heading", "meaning"), [
    ("Kwantiteit", Meaning.QUANTITY), ("Waar te koop", Meaning.SUPPLIER), ("Produktname", Meaning.DESCRIPTION),
    ("Názov", Meaning.DESCRIPTION), ("Počet kusov", Meaning.QUANTITY), ("Nazwa produktu", Meaning.DESCRIPTION),
    ("Cena jedn. (PLN)", Meaning.PRICE), ("Ссылка на товар", Meaning.LINK), ("実装数", Meaning.QUANTITY),
    ("入手先", Meaning.SUPPLIER), ("购买数量", Meaning.QUANTITY), ("갯수", Meaning.QUANTITY),
])
def test_everyday_words_head_columns_as_well_as_those_of_the_trade(heading: str, meaning: Meaning) -> None:
    found = meanings_of(heading)
    assert max(found, key=lambda one: found[one]) is meaning
