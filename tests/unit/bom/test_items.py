"""Lines to items and usages: same thing once, further makers as sources, alternatives that do not add up, the tree."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from builders_bom import HEAD, codes, items, lines, read_rows, read_text, workbook
from ytterby.bom.read import read
from ytterby.bom.reading import Reading
from ytterby.bom.structure import row_ranges
from ytterby.core.item import Source
from ytterby.core.text import issue_text


def alternatives(reading: Reading) -> list[bool]:
    return [bool(flag) for flag in reading.bom.usages.alternative]


def test_the_same_thing_on_two_lines_is_one_item_with_two_usages(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, ("A-1", "Magnet", 4), ("A-2", "Screw", 1), ("A-1", "Magnet", 2)])
    assert len(reading.bom.items) == 2
    assert [(usage.item, usage.quantity) for usage in reading.bom] == [(0, 4), (1, 1), (0, 2)]


def test_one_part_number_for_two_things_stays_two_items_and_is_reported(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, ("A-1", "Magnet N42", 4), ("A-2", "Nut", 1), ("A-1", "Aluminium plate", 2)])
    assert [item.description for item in items(reading)] == ["Magnet N42", "Nut", "Aluminium plate"]
    assert len({item.key for item in reading.bom.items}) == 3
    assert "part-number-reworded" in codes(reading)


def test_the_key_stays_when_the_text_changes(tmp_path: Path) -> None:
    before = items(read_rows(tmp_path, [HEAD, ("A-1", "Magnet", 4)]))[0]
    after = items(read_rows(tmp_path, [HEAD, ("A-1", "Magnet N42SH", 4)]))[0]
    assert before.key == after.key
    assert before.text_digest() != after.text_digest()


AVL = ("Pos", "Part Number", "Description", "Qty", "Manufacturer", "MPN")


@pytest.mark.parametrize(
    "second",
    [
        ("", "A-1", "Magnet", "", "Beta", "B-42"),  # the same part number again
        (1, "A-1", "Magnet", 4, "Beta", "B-42"),  # the whole line again
        ("", "", "", "", "Beta", "B-42"),  # a line without item number
    ],
)
def test_a_following_line_with_another_maker_is_another_source_not_another_usage(
    tmp_path: Path, second: tuple[object, ...]
) -> None:
    reading = read_rows(
        tmp_path, [AVL, (1, "A-1", "Magnet", 4, "Alpha", "A-42"), second, (2, "A-2", "Nut", 1, "Alpha", "N-1")]
    )
    assert alternatives(reading) == [False, True, False]
    assert items(reading)[0].sources == (Source("Alpha", "Alpha", "A-42"), Source("Beta", "Beta", "B-42"))
    assert ("other mpn", "B-42") in items(reading)[0].extra


def test_the_same_part_at_another_position_is_another_usage(tmp_path: Path) -> None:
    rows = [AVL, (1, "A-1", "Magnet", 4, "Alpha", "A-42"), (2, "A-1", "Magnet", 2, "Beta", "B-42")]
    reading = read_rows(tmp_path, rows)
    assert alternatives(reading) == [False, False]
    assert len(items(reading)[0].sources) == 2


def test_columns_of_several_makers_belong_together_by_their_order(tmp_path: Path) -> None:
    head = (*HEAD, "Manufacturer 1", "MPN 1", "Manufacturer 2", "MPN 2")
    reading = read_rows(
        tmp_path, [head, ("A-1", "Magnet", 4, "Alpha", "A-42", "Beta", "B-42"), ("A-2", "Nut", 1, "", "", "Beta", "N")]
    )
    assert [(source.manufacturer, source.mpn) for source in items(reading)[0].sources] == [
        ("Alpha", "A-42"),
        ("Beta", "B-42"),
    ]
    assert [(source.manufacturer, source.mpn) for source in items(reading)[1].sources] == [("Beta", "N")]


def test_columns_that_share_one_name_are_told_apart_by_their_place(tmp_path: Path) -> None:
    head = "References\tQty\tDescription\tManufacturer\tMPN\tManufacturer\tMPN"
    source = items(read_text(tmp_path, f"{head}\nU1\t1\tRegulator\tTI\tLM2596\tOnsemi\tLM2596D\n"))[0].sources[1]
    assert (source.manufacturer, source.mpn) == ("Onsemi", "LM2596D")


def test_sources_have_their_supplier_country_and_share(tmp_path: Path) -> None:
    head = (*HEAD, "Supplier 1", "Site country 1", "Share 1", "Supplier 2", "Site country 2", "Share 2")
    reading = read_rows(tmp_path, [head, ("A-1", "Magnet", 4, "Nord", "CN", "60 %", "Süd", "Japan", 0.4)])
    assert items(reading)[0].sources == (
        Source("Nord", country="CN", share=0.6),
        Source("Süd", country="JP", share=0.4),
    )


def test_a_sheet_of_approved_makers_adds_sources_and_no_usages(tmp_path: Path) -> None:
    bill = [HEAD, ("A-1", "Magnet", 4), ("A-2", "Nut", 1)]
    makers = [
        ("Part Number", "Manufacturer", "MPN"),
        ("A-1", "Alpha", "A-42"),
        ("A-1", "Beta", "B-42"),
        ("A-2", "Gamma", "N-1"),
    ]
    for order in (("BOM", "AVL"), ("AVL", "BOM")):
        sheets = {name: {"BOM": bill, "AVL": makers}[name] for name in order}
        reading = read(workbook(tmp_path / "bill.xlsx", sheets))
        assert len(reading.bom.items) == 2
        assert alternatives(reading) == [False, False, True, True, True]
        magnet = next(item for item in reading.bom.items if item.part_number == "A-1")
        assert [source.manufacturer for source in magnet.sources] == ["Alpha", "Beta"]


def test_a_master_list_tells_more_of_the_things_in_the_bill(tmp_path: Path) -> None:
    bill = [("Part Number", "Qty"), ("A-1", 4), ("A-2", 1)]
    master = [
        ("Part Number", "Description", "Material", "On hand"),
        ("A-1", "Magnet", "NdFeB", 90),
        ("A-2", "Nut", "steel", 5),
    ]
    reading = read(workbook(tmp_path / "bill.xlsx", {"BOM": bill, "Master": master}))
    magnet = reading.bom.items[0]
    assert (len(reading.bom.items), magnet.description, magnet.material, magnet.stock) == (2, "Magnet", "NdFeB", 90)


def test_ranked_choices_of_a_section_do_not_add_up(tmp_path: Path) -> None:
    rows = [
        ("Ranking", "Part name", "Quantity"),
        ("Motor",),
        (2, "Motor B", 4),
        (1, "Motor A", 4),
        ("spare", "Motor C", 4),
        ("Encoder",),
        (1, "Encoder A", 4),
        ("", "Cable", 4),
    ]
    assert alternatives(read_rows(tmp_path, rows)) == [True, False, True, False, False]


@pytest.mark.parametrize(
    "levels", [(0, 1, 2, 2, 1), (1, 2, 3, 3, 2), (".1", "..2", "...3", "...3", "..2"), ("0", "1", "2", "2", "1")]
)
def test_levels_make_parents(tmp_path: Path, levels: tuple[object, ...]) -> None:
    rows = [("Level", *HEAD), *[(level, f"P-{n}", f"Thing number {n}", 1) for n, level in enumerate(levels)]]
    assert [usage.parent for usage in read_rows(tmp_path, rows).bom] == [-1, 0, 1, 1, 0]


def test_indented_part_numbers_make_parents(tmp_path: Path) -> None:
    rows = [
        HEAD,
        ("TOP", "Drive", 1),
        ("  ASM", "Motor", 1),
        ("    MAG", "Magnet", 8),
        ("    SHA", "Shaft", 1),
        ("  HOU", "Cover", 1),
    ]
    reading = read_rows(tmp_path, rows)
    assert [usage.parent for usage in reading.bom] == [-1, 0, 1, 1, 0]
    assert items(reading)[2].part_number == "MAG"


def test_dotted_positions_make_parents(tmp_path: Path) -> None:
    rows = [
        ("Pos.", *HEAD),
        ("1", "A", "motor", 1),
        ("1.1", "B", "rotor", 1),
        ("1.1.1", "C", "magnet", 8),
        ("2", "D", "cover", 1),
    ]
    assert [usage.parent for usage in read_rows(tmp_path, rows).bom] == [-1, 0, 1, -1]


def test_parents_by_number_need_no_order(tmp_path: Path) -> None:
    rows = [("Parent", *HEAD), ("ROT", "MAG", "Magnet", 8), ("", "TOP", "Drive", 1), ("TOP", "ROT", "Rotor", 1)]
    reading = read_rows(tmp_path, rows)
    assert [usage.parent for usage in reading.bom] == [2, -1, 1]
    assert [usage.level for usage in reading.bom] == [2, 0, 1]


def test_jumps_orphans_and_loops_are_reported_with_their_rows(tmp_path: Path) -> None:
    jump = read_rows(tmp_path, [("Level", *HEAD), (0, "A", "drive", 1), (2, "B", "magnet", 1)])
    assert codes(jump)["level-jump"] == "3"
    rows = [
        ("Parent", *HEAD),
        ("", "TOP", "Drive", 1),
        ("X", "A", "Nut", 1),
        ("Y", "B", "Bolt", 1),
        ("D", "C", "Ring", 1),
        ("C", "D", "Disc", 1),
    ]
    reading = read_rows(tmp_path, rows)
    assert codes(reading)["missing-parent"] == "3-4"
    assert codes(reading)["parent-loop"] == "5"
    parents = [usage.parent for usage in reading.bom]
    assert parents[3:] == [-1, 3]


def test_a_percentage_of_the_parent_is_a_fraction(tmp_path: Path) -> None:
    rows = [("Level", *HEAD), (1, "A", "Bracket", 2), (2, "B", "Aluminium 319", "100 %")]
    assert lines(read_rows(tmp_path, rows))[1].quantity == 1.0


def test_row_ranges_are_short() -> None:
    assert row_ranges([9, 3, 7, 8]) == "3, 7-9"
    assert row_ranges(range(1, 100, 2), most=2) == "1, 3, …"


def test_a_line_that_is_not_fitted_stays_but_counts_nothing(tmp_path: Path) -> None:
    rows = [(*HEAD, "Remark"), ("A-1", "Resistor 10k", 4, "DNP"), ("A-2", "Magnet", 2, ""),
            ("A-3", "Diode (do not fit)", 3, "")]
    reading = read_rows(tmp_path, rows)
    assert [line.quantity for line in lines(reading)] == [0.0, 2.0, 0.0]
    assert codes(reading)["not-fitted"] == "2, 4"


def test_a_column_named_dnp_says_yes_or_no(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [(*HEAD, "DNP"), ("A-1", "Resistor", 4, "x"), ("A-2", "Magnet", 2, "no")])
    assert [line.quantity for line in lines(reading)] == [0.0, 2.0]


def test_quantities_below_nought_and_repeated_lines_are_said(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, ("A-1", "Magnet", 4), ("A-2", "Screw", -2), ("A-1", "Magnet", 1)])
    assert codes(reading)["negative-quantity"] == "3"
    assert codes(reading)["repeated-line"] == "4"


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "bill.xlsx")) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEAD, ("A-1", "Magnet", 4), ("A-2", "Screw", 2))):
            sheet.write_row(number, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
    reading = read(tmp_path / "bill.xlsx")
    assert len(lines(reading)) == 2
    assert codes(reading)["hidden-row"] == "3"


def test_a_number_in_a_cell_is_no_text_with_the_decimal_mark_of_the_table(tmp_path: Path) -> None:
    head = ("Part Number", "Description", "Qty", "Weight (g)", "Price (EUR)")
    rows = [head, ("A-1", "Magnet", 4, 1.234, "12,50"), ("A-2", "Screw", 2, "1,5", "0,25"), ("A-3", "Nut", 2, 2.5, "3")]
    masses = [item.mass_g and item.mass_g.best for item in items(read_rows(tmp_path, rows))]
    assert masses == [1.234, 1.5, 2.5]


def test_a_table_on_its_side_leaves_out_only_the_thing_that_is_not_fitted(tmp_path: Path) -> None:
    rows = [("Part Number", "A-1", "A-2", "A-3"), ("Description", "Magnet", "Screw", "Nut"), ("Quantity", 4, 2, 1),
            ("Remark", "", "DNP", ""), ("Material", "NdFeB", "Steel", "Steel")]
    assert [usage.quantity for usage in read_rows(tmp_path, rows).bom] == [4, 0, 1]


def test_equal_lines_far_apart_and_those_of_another_maker_between_them_stay_what_they_are(tmp_path: Path) -> None:
    head = ("Part Number", "Description", "Qty", "Manufacturer", "MPN")
    one, other = ("A-1", "Magnet", 4, "Alpha", "M1"), ("A-1", "Magnet", "", "Beta", "M2")
    reading = read_rows(tmp_path, [head, one, other, ("B-1", "Nut", 1, "Gamma", "N1"), one, other, other, one])
    assert alternatives(reading) == [False, True, False, False, True, True, False]
    assert [usage.item for usage in reading.bom] == [0, 0, 1, 0, 0, 0, 0]
    assert [source.mpn for source in items(reading)[0].sources] == ["M1", "M2"]


def test_a_missing_parent_is_named_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    head = ("Part Number", "Parent", "Description", "Qty")
    rows = [head, ("PROD-1", "", "Drive", 1), ("ASSY-100", "PROD-1", "Rotor", 1), ("MAG-7", "ASSY-10O", "Magnet", 4),
            ("SCR-3", "X-999", "Screw", 8), ("NUT-1", "ASSY-100", "Nut", 8)]
    issue = next(one for one in read_rows(tmp_path, rows).issues if one.code == "missing-parent")
    assert dict(issue.params)["rows"] == "4-5"
    assert "'assy-10o' (is 'assy-100' meant?)" in issue_text(issue)
    assert "'x-999'" in issue_text(issue)
    assert "To mend it" in issue_text(issue)


@pytest.mark.parametrize(("heading", "cell"), [("Type", "Phantom"), ("Phantom", "X"), ("备注", "虚拟件"),
                                               ("Bemerkung", "Dummybaugruppe")])
def test_phantom_assemblies_stay_with_their_parts_and_are_said(tmp_path: Path, heading: str, cell: str) -> None:
    rows = [("Level", "Part Number", "Description", "Qty", heading), (1, "P-1", "Drive", 1, ""),
            (2, "PH-1", "Kit of magnets", 2, cell), (3, "M-1", "Magnet", 4, "")]
    reading = read_rows(tmp_path, rows)
    assert codes(reading)["phantom-line"] == "3"
    assert [line.parent for line in lines(reading)] == [-1, 0, 1]
