"""What belongs to a line and does not stand in its row: a text that goes on below, notes, links, words above the table.

Each becomes a further column of the lines, without a letter, so that it is read like any other cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ytterby.bom.cells import Cells, RawSheet, Row, Rows, Value
from ytterby.bom.headings import meanings_of
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.roles import Kinds, RowKind
from ytterby.bom.values import stated, text_of

M = Meaning
BELOW, NOTE, LINK, ABOVE, FOOT = "row below", "note", "link target", "above the table", "footnote"
_NAMES = (M.DESCRIPTION, M.MATERIAL)
_GOES_ON = re.compile(r"[a-zß-öø-ÿа-яё(\[,;/+&–-]")
_UNFINISHED = re.compile(r"(?:[,;/+&(–-]|\b(?:and|und|et|y|e|en|i|с|и|with|mit|of|for|für|aus))$", re.I)
_NUMBERED = re.compile(r"[^\W\d]+\s*\d{1,2}")  # "Section 3"
_WORD = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LABEL = re.compile(r"([^:：]{2,30})[:：]\s*(\S.*)")
_SHORT = 80
_MARK = r"(?:[¹²³⁴-⁹]{1,2}|[*†‡]{1,3}|[(\[]?\d{1,2}[)\]])"
_FEET = 200  # rows below a table that are looked at
_FOOT = re.compile(rf"({_MARK})\s*[:.=–-]?\s*(\S.*)", re.DOTALL)
_FOOTED = re.compile(rf"\S\s?({_MARK})$")


@dataclass(frozen=True, slots=True)
class Further:
    """A further column: its heading, what it means, and the text of a row by its number."""

    heading: str
    meaning: Meaning
    texts: dict[int, str]


def mark_wrapped(kinds: Kinds, rows: Rows, columns: Sequence[Column], sheet: RawSheet) -> list[Further]:
    """Marks the rows that go on with the description of the line above. Gives those that may, as a column: they
    stay headings of what follows and are read for the line above as well.
    """
    places = [index for index, column in enumerate(columns) if column.meaning in _NAMES]
    alone = np.flatnonzero((kinds == RowKind.SECTION) | (kinds == RowKind.NOTE))
    if not places or not len(alone) or not (kinds == RowKind.ITEM).any():
        return []
    merged = {(top, column) for top, column, _, right in sheet.merged if right > column}
    lines = rows.taken(kinds == RowKind.ITEM)
    led = [place for place in places if any(lines.column(left).filled.mean() > 0.5 for left in range(place))]
    # Where the table begins with a heading of this form, headings are what its rows of one name are.
    habit = any(kinds[at] == RowKind.SECTION and not (kinds[:at] == RowKind.ITEM).any() for at in alone.tolist())
    may: dict[int, str] = {}
    for at in alone.tolist():
        place = _only_cell(rows[at])
        above = at - 1
        if place not in led or (rows[at].number, place) in merged or above < 0 or _parted(rows, at):
            continue
        if kinds[above] not in (RowKind.ITEM, RowKind.WRAPPED):
            continue
        before, text = text_of(rows[above].at(place)), text_of(rows[at].at(place))
        if not before or text.endswith((":", "：")):
            continue
        specifies = re.search(r"\d", text) and not _NUMBERED.fullmatch(text)
        if _goes_on(before, text) or (specifies and not habit and kinds[at] == RowKind.SECTION):
            kinds[at] = RowKind.WRAPPED
        elif not habit and kinds[at] == RowKind.SECTION:
            may[rows[above].number] = text
    return [Further(BELOW, M.EXTRA, may)] if may else []


def footnotes(kinds: Kinds, rows: Rows, columns: Sequence[Column]) -> list[Further]:
    """What "1) SmCo" below the last line says of the lines whose name ends with its mark ("Disc¹")."""
    said = dict(_feet(kinds, rows))
    texts: dict[int, str] = {}
    for place in [index for index, column in enumerate(columns) if column.meaning in _NAMES] if said else []:
        for at in np.flatnonzero(kinds == RowKind.ITEM).tolist():
            found = _FOOTED.search(text_of(rows.columns[place].at(at)))
            if found and (text := said.get(_mark(found[1]))):
                texts[int(rows.numbers[at])] = text
    return [Further(FOOT, M.REMARK, texts)] if texts else []


def _feet(kinds: Kinds, rows: Rows) -> Iterator[tuple[str, str]]:
    """(mark, text) of the rows of one cell from the end of the table up to its last line of several."""
    for at in range(len(kinds) - 1, max(len(kinds) - _FEET, 0), -1):
        place = _only_cell(rows[at])
        if place < 0 and kinds[at] == RowKind.ITEM:
            return
        if place >= 0 and (found := _FOOT.fullmatch(text_of(rows[at].at(place)))):
            yield _mark(found[1]), found[2]


def _mark(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip("()[]")


def _only_cell(row: Row) -> int:
    """The column of the one filled cell, -1 where there are more."""
    filled = [index for index, cell in enumerate(row.cells) if text_of(cell)]
    return filled[0] if len(filled) == 1 else -1


def _parted(rows: Rows, at: int) -> bool:
    return bool(rows.numbers[at] - rows.numbers[at - 1] != 1)


def _goes_on(before: str, text: str) -> bool:
    """Does a text go on in the middle of what the line above says?"""
    opened = before.count("(") > before.count(")")
    return bool(_GOES_ON.match(text) or _UNFINISHED.search(before) or opened)


def rejoined(kinds: Kinds, rows: Rows, columns: Sequence[Column]) -> Rows:
    """The rows with the text of every wrapped one put behind that of its line."""
    wrapped = np.flatnonzero(kinds == RowKind.WRAPPED)
    if not len(wrapped):
        return rows
    cells = [rows.column(index) for index in range(len(rows.columns))]
    for at in wrapped.tolist():
        place = _only_cell(rows[at])
        line = int(np.flatnonzero(kinds[:at] == RowKind.ITEM)[-1])
        text = f"{text_of(cells[place].at(line))} {text_of(rows[at].at(place))}"
        codes = cells[place].codes.copy()
        codes[line] = len(cells[place].values)
        cells[place] = Cells(codes, [*cells[place].values, text])
    return Rows(rows.numbers, cells)


def hanging(sheet: RawSheet, columns: Sequence[Column]) -> list[Further]:
    """The notes and link targets of a sheet, by row; a target that stands in a cell of the row is not told again."""
    kinds = {"note": Further(NOTE, M.REMARK, {}), "link": Further(LINK, M.LINK, {})}
    for (row, column), asides in sorted(sheet.asides.items()):
        if column >= len(columns):
            continue
        for kind, text in asides:
            texts = kinds[kind].texts
            texts[row] = f"{texts[row]} · {text}" if row in texts else text
    return [further for further in kinds.values() if further.texts]


def above(rows: Sequence[Row], columns: Sequence[Column], lines: Rows) -> tuple[str, list[Further]]:
    """(the section all lines stand in, the material said of all of them) by the ``rows`` between a table and what is
    above it. Only lines that do not say themselves what they are stand in such a section.
    """
    if any(column.meaning is M.MATERIAL and lines.column(at).filled.any() for at, column in enumerate(columns)):
        return "", []
    for row in reversed(rows):
        texts = [text for cell in row.cells if (text := text_of(cell))]
        if (material := _material(texts)) and stated(material):
            return "", [Further(ABOVE, M.MATERIAL, dict.fromkeys(lines.numbers.tolist(), material))]
    titles = [texts[0] for row in rows if len(texts := [text for cell in row.cells if (text := text_of(cell))]) == 1]
    named = [at for at, column in enumerate(columns) if column.meaning in (*_NAMES, M.REMARK, M.CATEGORY)]
    worded = lines.any_of(named, _worded).mean() if len(lines) else 1.0
    return (titles[-1][:_SHORT] if titles and worded < 0.5 else ""), []


def _material(texts: Sequence[str]) -> str:
    """What a row "Material: SmCo", in one cell or two, says."""
    if len(texts) == 1 and (found := _LABEL.fullmatch(texts[0])):
        label, said = found.groups()
    elif len(texts) == 2:
        label, said = texts[0].rstrip(" :："), texts[1]
    else:
        return ""
    return said[:_SHORT] if meanings_of(label).get(M.MATERIAL, 0.0) >= 0.8 else ""


def _worded(cell: Value) -> bool:
    return isinstance(cell, str) and _WORD.search(cell) is not None


def widened(rows: Rows, columns: tuple[Column, ...], further: Sequence[Further]) -> tuple[Rows, tuple[Column, ...]]:
    """The table with further columns at its right."""
    if not further:
        return rows, columns
    cells = [rows.column(index) for index in range(len(columns))]
    cells += [Cells.of([one.texts.get(number, "") for number in rows.numbers.tolist()]) for one in further]
    return Rows(rows.numbers, cells), (*columns, *(Column("", one.heading, one.meaning, 1.0) for one in further))
