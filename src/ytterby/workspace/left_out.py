"""What is not read with any line and names rare earths: sheets left out as hidden, notes around the tables, columns
that a mapping leaves out; told as warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ytterby.bom.bill import Bom
from ytterby.bom.reading import Column, Meaning, Reading
from ytterby.bom.structure import row_ranges
from ytterby.core.finding import Certainty, Form
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.item import Item
from ytterby.identification.denials import names_an_element
from ytterby.identification.identify import identify
from ytterby.identification.identity import Content
from ytterby.identification.knowledge import Knowledge

_SAID = 6  # so many notes of a sheet are told in full
_LOOKED_AT = frozenset((  # the texts of other columns are not identified by
    Meaning.PART_NUMBER, Meaning.DESCRIPTION, Meaning.MANUFACTURER, Meaning.MPN, Meaning.SUPPLIER,
    Meaning.SUPPLIER_PART, Meaning.MATERIAL, Meaning.CATEGORY, Meaning.CAD_NAME, Meaning.REMARK, Meaning.LINK,
    Meaning.CAS, Meaning.CONTENT, Meaning.EXTRA))
_A_WORD = re.compile(r"[^\W\d_]{2}|[\u2e80-\uffff]")  # no "N35" among designators and positions
_SOME = re.compile(r"\s*(?:[xy✓✔●■*+√]|yes|ja|oui|s[ií]|да|是|有|"
                   r"[<≤]?\s?[\d.,]{0,9}[1-9][\d.,]{0,9}\s?(?:%|ppm|[mk]?g)?)\s*", re.I)
_FINISHED = frozenset({Form.PRODUCT, Form.ASSEMBLY})


def warned(reading: Reading, knowledge: Knowledge) -> tuple[Issue, ...]:
    """The issues of a reading, those of such sheets as warnings, one for the notes of a sheet and one for each column.

    Of hidden sheets and of columns the rows kept for preview are looked at. A note clears no line and says of none that
    it holds something, as it does not tell which lines it means.
    """
    hidden = {sheet.name: sheet.rows for sheet in reading.sheets if sheet.hidden}
    known = (_warned(issue, hidden.get(issue.where.sheet, ()), knowledge) if issue.code == "hidden-sheet" else issue
             for issue in reading.issues)
    return (*known, *_of_notes(reading, knowledge), *_of_columns(reading, knowledge))


def _of_columns(reading: Reading, knowledge: Knowledge) -> Iterator[Issue]:
    """Columns that are left out, or are taken for what is not identified by ("end use"), and name a rare earth in the
    rows kept for preview, or in their heading ("Dy %"), where the line does not say the same.
    """
    grids = {sheet.name: sheet.rows for sheet in reading.sheets}
    for table in reading.tables:
        rows = grids.get(table.sheet, ())[table.first_row - 1:table.last_row]
        for column in table.columns:
            if not column.letter or column.meaning in _LOOKED_AT:
                continue
            place = _place_of(column.letter)
            cells = [(at, row[place]) for at, row in enumerate(rows, table.first_row) if place < len(row)]
            if found := _told(column, cells, table.sheet, reading.bom, knowledge):
                said = [f"{row}: \u201c{text}\u201d" for row, text in found[:_SAID]] + ["\u2026"] * (len(found) > _SAID)
                where = replace(_place(table.sheet, reading), row=found[0][0], column=column.letter)
                yield Issue.of("column-names-material", Severity.WARNING, where, heading=column.heading,
                               meaning=str(column.meaning).replace("_", " "), said=" | ".join(said))


def _told(
    column: Column, cells: Sequence[tuple[int, str]], sheet: str, bom: Bom, knowledge: Knowledge,
) -> list[tuple[int, str]]:
    if column.meaning is Meaning.IGNORE and names_an_element(column.heading):
        return [cell for cell in cells if _SOME.fullmatch(cell[1])]
    words = cells if column.meaning is Meaning.IGNORE else [cell for cell in cells if _A_WORD.search(cell[1])]
    return [cell for cell in _naming(words, knowledge) if not _is_said(cell, sheet, column.meaning, bom)]


def _place_of(letter: str) -> int:
    """0 for "A", 26 for "AA"."""
    place = 0
    for one in letter:
        place = place * 26 + ord(one) - ord("A") + 1
    return place - 1


def _is_said(cell: tuple[int, str], sheet: str, meaning: Meaning, bom: Bom) -> bool:
    """Does the line itself say the same, or any line, which a parent is?"""
    row, text = cell
    if meaning is Meaning.PARENT:
        items = bom.items
    else:
        of_sheet = (bom.usages.sheet == bom.sheets.index(sheet)) if sheet in bom.sheets else bom.usages.row > 0
        lines = ((bom.usages.row == row) & of_sheet).nonzero()[0].tolist()
        items = tuple(bom.items[bom.usages.item[line]] for line in lines)
    return any(text in said for item in items for field, said in item.texts() if field != meaning)


def _of_notes(reading: Reading, knowledge: Knowledge) -> Iterator[Issue]:
    for sheet in reading.sheets:
        where = _place(sheet.name, reading)
        found = [note for note in _naming(sheet.notes, knowledge) if not _is_read(where, note[1], reading)]
        if found:
            said = [f"{row}: \u201c{text}\u201d" for row, text in found[:_SAID]] + ["\u2026"] * (len(found) > _SAID)
            rows = sorted({row for row, _ in found})
            yield Issue.of("note-names-material", Severity.WARNING, replace(where, row=rows[0]), count=len(rows),
                           rows=row_ranges(rows), said=" | ".join(said))


def _naming(notes: Sequence[tuple[int, str]], knowledge: Knowledge) -> list[tuple[int, str]]:
    """The notes that name a material with rare earths; that they speak of a motor or a loudspeaker says little."""
    lines = tuple(Item(str(place), description=text) for place, (_, text) in enumerate(notes))
    return [note for note, one in zip(notes, identify(lines, knowledge), strict=True) if any(map(_tells, one.contents))]


def _tells(content: Content) -> bool:
    """An element that is named in full tells even beside another thing: "Assembly with dysprosium"."""
    return content.form not in _FINISHED and (
        content.certainty.rank >= Certainty.LIKELY.rank
        or (content.form is Form.METAL and content.certainty is Certainty.POSSIBLE))


def _place(sheet: str, reading: Reading) -> Where:
    """Of several bills, "bill.xlsx: BOM" is sheet BOM of the first."""
    file = next((name for name in reading.bom.name.split(" + ") if sheet.startswith(f"{name}: ")), "")
    return Where(file, sheet[len(file) + 2:]) if file else Where(reading.bom.name, sheet)


def _is_read(where: Where, text: str, reading: Reading) -> bool:
    """Is a note laid to lines already: the material above the table, a footnote by its mark?"""
    said = (dict(issue.params).get("text", "") for issue in reading.issues
            if issue.code == "above-table" and issue.where.sheet == where.sheet)
    return any(part and part in text for part in map(str, said)) or any(
        item.remark and text.endswith(item.remark) for item in reading.bom.items)


def _warned(issue: Issue, rows: tuple[tuple[str, ...], ...], knowledge: Knowledge) -> Issue:
    lines = tuple(Item(str(row), description=" | ".join(filter(None, cells))) for row, cells in enumerate(rows, 1))
    found = (one for one in identify(lines, knowledge) if one.rare_earth.rank >= Certainty.LIKELY.rank)
    first = next(found, None)
    if first is None:
        return issue
    words = first.contents[0].evidence[0].text
    told = Issue.of("hidden-sheet-rare-earths", Severity.WARNING, issue.where, **dict(issue.params), words=words)
    return replace(told, where=replace(issue.where, row=int(first.item_key)))
