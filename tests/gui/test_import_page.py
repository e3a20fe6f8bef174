"""Import: what was guessed, corrected, chosen and left out; read again at once, remembered, saved as a file."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget

from builders_bom import workbook
from builders_gui import assessment, document
from ytterby.bom.compare import compare
from ytterby.bom.read import read
from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.core.issue import Where
from ytterby.gui.views.import_page import ImportPage
from ytterby.gui.views.sheet_grid import letter, number
from ytterby.workspace.document import Document
from ytterby.workspace.mapping_file import load_mapping

HEAD = ("Part Number", "Description", "Qty", "Bestand")
ROWS = [HEAD, ("A-1", "Magnet N42SH", 4, 7), ("A-2", "Screw", 2, 9), ("A-3", "Nut", 3, 9)]


@pytest.fixture
def page(qtbot) -> ImportPage:
    view = ImportPage()
    qtbot.addWidget(view)
    view.show_document(document(assessment()))
    return view


def test_the_grid_shows_the_sheet_with_row_numbers_of_the_workbook(page):
    model = page.grid.model()
    assert model.headerData(4, Qt.Orientation.Vertical) == "5"
    assert model.data(model.index(4, 1)) == "Part"
    assert model.data(model.index(4, 1), Qt.ItemDataRole.FontRole).bold()


def test_over_each_column_stands_what_was_understood_and_how_sure(page):
    assert page.grid.chooser(1).currentData() == Meaning.PART_NUMBER
    assert page.grid.model().headerData(1, Qt.Orientation.Horizontal).endswith("98 % sure")


def test_a_column_that_is_not_sure_is_marked_and_the_next_one_is_a_click_away(page):
    model, role = page.grid.model(), Qt.ItemDataRole.DecorationRole
    assert model.headerData(3, Qt.Orientation.Horizontal, role) is not None
    assert model.headerData(1, Qt.Orientation.Horizontal, role) is None
    assert "BOM D" in page._advice.text()
    page._next.click()
    assert page.grid.current_letter() == "D"


def test_rows_that_are_no_lines_are_paler_than_lines(page):
    model, role = page.grid.model(), Qt.ItemDataRole.ForegroundRole
    first, total = page.below.lines.listing.row(0).usage.row, model.rowCount()
    assert model.data(model.index(first - 1, 1), role) is None
    assert model.data(model.index(total - 1, 1), role) is not None


def test_a_correction_is_read_again_at_once(qtbot, page):
    chooser = page.grid.chooser(3)
    chooser.setCurrentIndex(chooser.findData(Meaning.STOCK))
    with qtbot.waitSignal(page.mapping_chosen) as chosen:
        chooser.activated.emit(chooser.currentIndex())
    assert chosen.args[1].corrections == (Correction("BOM", "D", Meaning.STOCK),)


def test_the_latest_correction_of_a_column_counts(page):
    for meaning in (Meaning.STOCK, Meaning.IGNORE):
        page.grid.meaning_chosen.emit("D", meaning)
    assert page.mapping().corrections == (Correction("BOM", "D", Meaning.IGNORE),)


def test_header_row_currency_and_sheets_go_into_the_mapping(page):
    page.side._header_row.setValue(5)
    page.side._currency.setCurrentIndex(2)
    page.side._sheets.item(1).setCheckState(Qt.CheckState.Checked)
    mapping = page.mapping()
    assert mapping.header_rows == (("BOM", 5),)
    assert mapping.currency == "USD"
    assert mapping.sheets == ("BOM", "Notes")


def test_without_any_sheet_checked_those_that_are_read_show_as_checked(page):
    sheets = page.side._sheets
    before = [sheets.item(row).checkState() for row in range(sheets.count())]
    assert Qt.CheckState.Checked in before
    for row in range(sheets.count()):
        sheets.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert page.mapping().sheets == ()
    assert [sheets.item(row).checkState() for row in range(sheets.count())] == before


def test_the_menu_of_a_cell_makes_its_row_the_headings_and_leaves_its_column_out(page):
    headings, leave_out, _ = page.grid.menu_of(3, "C").actions()
    headings.trigger()
    leave_out.trigger()
    assert page.mapping().header_rows == (("BOM", 3),)
    assert page.mapping().corrections == (Correction("BOM", "C", Meaning.IGNORE),)


def test_of_a_wide_sheet_only_the_columns_in_sight_have_a_chooser(qtbot, tmp_path):
    wide = 1500
    rows = [("Part Number", "Description", "Qty", *(f"Heading {at}" for at in range(3, wide)))]
    rows += [(f"A-{row}", "Magnet N42SH", 2, *("x" for _ in range(3, wide))) for row in range(3)]
    (path := tmp_path / "wide.csv").write_text("\n".join(",".join(map(str, row)) for row in rows))
    reading = read(path)
    view = ImportPage()
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show()
    view.show_document(document(replace(assessment(), reading=reading)))
    grid = view.grid
    assert 3 <= len(grid.findChildren(QComboBox)) < 30
    for at in (*range(0, wide, 60), wide - 1):
        grid.show_cell(1, letter(at))
        here = grid.horizontalHeader().sectionViewportPosition(at)
        over = [one for one in grid.findChildren(QComboBox) if one.isVisible() and abs(one.x() - here) < 4]
        assert [one.accessibleName() for one in over] == [f"Meaning of column {letter(at)}"]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(grid.findChildren(QComboBox)) < 90
    assert grid.chooser(3).currentData() == reading.tables[0].columns[3].meaning  # one that is out of sight
    assert grid.chooser(wide) is None


def test_alt_down_opens_the_meaning_of_the_column(qtbot, page):
    opened = []
    page.grid.chooser(2).showPopup = lambda: opened.append("C")
    page.grid.setCurrentIndex(page.grid.model().index(6, 2))
    qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert opened == ["C"]


def test_rows_left_out_are_counted_with_the_reason(page):
    assert page.below.left_out.text() == "1 row: total row"
    assert page.below.tabText(1) == "Left out (1 row)"


def test_the_lines_are_shown_as_understood_and_lead_to_their_row(page):
    listing = page.below.lines.listing
    assert len(listing) == 7
    page.below.lines.activated_row.emit(2)
    assert page.grid.currentIndex().row() + 1 == listing.row(2).usage.row


def test_an_issue_jumps_to_its_cell(page):
    page.show_cell(Where("drive.xlsx", "BOM", 8, "D"))
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (7, 3)


def test_continue_goes_on(qtbot, page):
    with qtbot.waitSignal(page.done):
        page._continue.click()


def test_a_changed_workbook_shows_which_lines_came_went_and_changed(qtbot, page, tmp_path):
    before = read(workbook(tmp_path / "a.xlsx", ROWS)).bom
    later = [HEAD, ("A-1", "Magnet N42SH", 6, 7), ROWS[2], ("A-4", "Cable", 1, 1)]
    after = read(workbook(tmp_path / "b.xlsx", later))
    page.show_document(Document(date(2026, 11, 21), tmp_path / "b.xlsx", reading=after))
    page.show_changes((compare(before, after.bom),))
    listing = page.below.changes.listing
    assert [(listing.row(n).change, listing.row(n).item.part_number) for n in range(len(listing))] == [
        ("added", "A-4"), ("removed (row as it was)", "A-3"), ("changed: quantity", "A-1")]
    assert "1 line added, 1 line removed, 1 line changed" in page._told.text()
    assert page.below.currentWidget() is page.below.changes


@pytest.fixture
def opened(import_desk, qtbot, tmp_path):
    """A bridge with a workbook open, and the page with its desk."""
    open_in(qtbot, import_desk[0], workbook(tmp_path / "bill.xlsx", ROWS))
    return import_desk


def open_in(qtbot, bridge, path):
    with qtbot.waitSignal(bridge.document_opened, timeout=20_000):
        bridge.open(path, date(2026, 11, 21))


def corrected(qtbot, bridge, page):
    with qtbot.waitSignal(bridge.read_anew, timeout=20_000):
        page.grid.meaning_chosen.emit("D", Meaning.ANNUAL_USE)


def test_what_was_corrected_is_offered_for_the_next_workbook_of_that_shape(qtbot, opened, tmp_path):
    bridge, page, _ = opened
    assert page._notice.isHidden()
    corrected(qtbot, bridge, page)
    assert bridge.document.reading.bom.items[0].annual_use == 7
    open_in(qtbot, bridge, workbook(tmp_path / "next.xlsx", [HEAD, ("B-1", "Rotor", 4, 5), ("B-2", "Shaft", 2, 5)]))
    assert not page._notice.isHidden()
    with qtbot.waitSignal(bridge.read_anew, timeout=20_000):
        page._take.click()
    assert bridge.document.reading.bom.items[0].annual_use == 5


def test_a_correction_is_undone_like_any_edit(qtbot, opened):
    bridge, page, _ = opened
    corrected(qtbot, bridge, page)
    bridge.undo()
    assert bridge.document.mapping == Mapping()
    assert page.mapping() == Mapping()


def test_a_mapping_goes_through_a_file(qtbot, opened, tmp_path):
    bridge, page, desk = opened
    corrected(qtbot, bridge, page)
    desk._save(tmp_path / "mapping.json")
    assert load_mapping(tmp_path / "mapping.json") == bridge.document.mapping
    with qtbot.waitSignal(bridge.read_anew, timeout=20_000):
        page.take(Mapping())
    with qtbot.waitSignal(bridge.read_anew, timeout=20_000):
        desk._load(tmp_path / "mapping.json")
    assert bridge.document.mapping.corrections == (Correction("BOM", "D", Meaning.ANNUAL_USE),)


def test_a_mapping_of_another_workbook_is_refused(qtbot, opened, tmp_path):
    bridge, _, desk = opened
    (tmp_path / "other.json").write_text('{"columns": {"Stückliste": {"A": "mpn"}}}', "utf-8")
    with qtbot.waitSignal(bridge.refused) as refused:
        desk._load(tmp_path / "other.json")
    assert "Stückliste" in str(refused.args[0])


def test_what_can_not_be_read_again_is_shown_as_it_was_read(qtbot, opened):
    bridge, page, _ = opened
    bridge.document.path.unlink()
    with qtbot.waitSignal(bridge.refused, timeout=20_000):
        page.side.set_header(2)
    assert page.mapping() == Mapping()
    assert page.side._header_row.value() == 0


def test_reading_a_changed_workbook_again_tells_the_changes(qtbot, opened, tmp_path):
    bridge, _, _ = opened
    shutil.copy(workbook(tmp_path / "later.xlsx", [*ROWS, ("A-9", "Spring", 1, 1)]), bridge.document.path)
    with qtbot.waitSignal(bridge.read_anew, timeout=20_000) as told:
        bridge.read_again()
    assert [[usage.row for usage in changes.added] for changes in told.args[0]] == [[5]]


@pytest.mark.parametrize(("section", "text"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_in_excel(section, text):
    assert letter(section) == text
    assert number(text) == section


def test_a_customs_code_stands_among_the_lines_as_digits(qtbot):
    from ytterby.core.codes import HsCode
    from ytterby.gui.views.import_lines import LINE_COLUMNS

    column = next(one for one in LINE_COLUMNS if one.key == "hs")
    line = SimpleNamespace(item=SimpleNamespace(hs=HsCode("850511")))
    assert column.text(line) == "850511"
    assert column.text(SimpleNamespace(item=SimpleNamespace(hs=None))) == ""


def test_how_values_are_written_is_chosen_beside_the_grid(page, qtbot):
    page.show()
    style = page.side.style_
    with qtbot.waitSignal(page.mapping_chosen) as read_again:
        box = style.fields["price_per"]
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert read_again.args[1].price_per == 100.0


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_origin_that_is_no_country_is_given_one(tmp_path, qtbot):
    page = ImportPage()
    qtbot.addWidget(page)
    rows = [(*HEAD, "Country of origin"), ("A-1", "Ring", 4, 7, "Far East"), ("A-2", "Nut", 2, 9, "DE"),
            ("A-3", "Bar", 2, 9, "CN")]
    path = workbook(tmp_path / "bill.xlsx", rows)
    page.show_document(Document(as_of=date(2026, 11, 21), path=path, reading=read(path)))
    page.show()
    style = page.side.style_
    assert [style.origins.itemText(place) for place in range(style.origins.count())] == ["Far East"]
    style.country.setFocus()
    style.country.lineEdit().selectAll()
    with qtbot.waitSignal(page.mapping_chosen) as read_again:
        qtbot.keyClicks(style.country.lineEdit(), "TW")
        qtbot.keyClick(style.country.lineEdit(), Qt.Key.Key_Return)
    assert read_again.args[1].countries == (("Far East", "TW"),)


def test_lines_are_those_of_the_sheet_in_view(tmp_path, qtbot):
    page = ImportPage()
    qtbot.addWidget(page)
    path = workbook(tmp_path / "bill.xlsx", {"One": ROWS, "Two": [HEAD, ("B-1", "Ring", 4, 7), ("B-2", "Nut", 2, 9)]})
    page.show_document(Document(as_of=date(2026, 11, 21), path=path, reading=read(path)))
    assert page.below.tabText(0) == "Lines as understood of One (3)"
    page.side.show_sheet("Two")
    assert page.below.tabText(0) == "Lines as understood of Two (2)"
    assert [line.item.part_number for line in page.below._shown[page.below.lines]] == ["B-1", "B-2"]


def test_of_several_tables_in_a_sheet_each_says_where_it_is_and_how_its_headings_are_taken(tmp_path, qtbot):
    page = ImportPage()
    qtbot.addWidget(page)
    side = [(*row, "", *other) for row, other in zip(ROWS, [("MPN", "Manufacturer", "Qty"), *[
        (f"X-{n}", "Alpha", n) for n in (7, 8, 9)]], strict=True)]
    below = [(), ("Description", "Part Number", "Qty"), ("Ring", "C-1", 3), ("Nut", "C-2", 4)]
    path = workbook(tmp_path / "bill.xlsx", [*side, *below])
    page.show_document(Document(as_of=date(2026, 11, 21), path=path, reading=read(path)))
    told = page.side._tables.text()
    assert "columns A to D; lines in rows 2 to 4" in told
    assert "columns F to H; lines in rows 2 to 4" in told
    model, tip = page.grid.model(), Qt.ItemDataRole.ToolTipRole
    assert "heading, taken as Part number" in model.data(model.index(0, 0), tip)
    assert "heading, taken as Description" in model.data(model.index(5, 0), tip)
    assert "taken as" not in model.data(model.index(2, 0), tip)


def test_whole_columns_fill_the_sheet_to_its_edge_and_no_meaning_is_cut(qtbot, page):
    page.resize(900, 600)
    page.show()
    qtbot.waitUntil(lambda: page.grid.viewport().width() > 300)
    grid, edges, seen = page.grid, [], 0
    for section in range(grid.model().columnCount()):
        seen += grid.columnWidth(section)
        edges.append(seen)
        chooser = grid.chooser(section)
        if chooser is not None:
            assert grid.columnWidth(section) >= grid.fontMetrics().horizontalAdvance(chooser.currentText()) + 30
    assert grid.viewport().width() in edges


def test_a_width_set_by_hand_in_the_sheet_stays_until_another_sheet(qtbot, page):
    page.resize(900, 600)
    page.show()
    page.grid.horizontalHeader().resizeSection(0, 222)
    page.resize(1000, 600)
    qtbot.waitUntil(lambda: page.grid.width() > 600)
    assert page.grid.columnWidth(0) == 222


def test_the_list_of_sheets_is_as_high_as_its_sheets(page):
    sheets = page.side.findChild(QListWidget)
    assert sheets.height() <= sheets.sizeHintForRow(0) * sheets.count() + 8
