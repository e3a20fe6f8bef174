"""What the fast reader does not tell of an .xls: telling number formats, indents, error cells, hidden rows,
notes, links.

A second look at the records of the workbook stream (MS-XLS; of Excel 5 to 2003).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ytterby.bom.compound import stream
from ytterby.bom.formats import BUILT_IN, FROM_RIGHT, MOST, Look, telling_part

_BOF, _EOF, _SHEET, _FORMAT, _STYLE, _ENCRYPTED, _ROW = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0, 0x002F, 0x0208
_NUMBER, _RK, _FORMULA, _SHARED_TEXT, _TEXT, _ERROR, _MANY = 0x0203, 0x027E, 0x0006, 0x00FD, 0x0204, 0x0205, 0x00BD
_NOTE, _LINK, _OBJECT, _DRAWN_TEXT, _CONTINUE = 0x001C, 0x01B8, 0x005D, 0x01B6, 0x003C
_OLD_FORMULAS = frozenset({0x0206, 0x0406})  # as Excel 3 and 4 wrote them; some programs still do
_RESULT, _SHARED_FORMULA, _ARRAY, _WHAT_IF = 0x0207, 0x04BC, 0x0221, 0x0236  # what may follow a formula
_ADDRESS = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")  # of a link, by the class that holds it
_CELLS = frozenset({_NUMBER, _RK, _FORMULA, _SHARED_TEXT, _TEXT, _ERROR})
_EXCEL_97, _EXCEL_95 = 0x0600, 0x0500
_MOST_RECORDS = 4_000_000
Record = tuple[int, bytes]


def look_xls(data: bytes) -> dict[str, Look]:
    """Sheet name → what its records tell; whatever can't be followed is passed over, the real reader will say why."""
    book = stream(data, "Workbook", "WORKBOOK", "Book", "BOOK") if data.startswith(b"\xd0\xcf") else data
    found: dict[str, Look] = {}
    try:
        styles, indents, sheets = _globals(book)
        for name, start in sheets:
            found[name] = _sheet(book, start, styles, indents)
    except (struct.error, IndexError):
        pass
    return found


def _records(book: bytes, start: int) -> Iterator[Record]:
    """From ``start`` to the end of the part that begins there; parts within it (charts) are passed over."""
    depth, place = 0, start
    for _ in range(_MOST_RECORDS):
        code, length = struct.unpack_from("<HH", book, place)
        body = book[place + 4 : place + 4 + length]
        place += 4 + length
        depth += (code == _BOF) - (code == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield code, body


def _globals(book: bytes) -> tuple[dict[int, str], dict[int, int], list[tuple[str, int]]]:
    """(style number → telling format, → indent, sheets with their places); nothing of an encrypted or another book."""
    codes, styles, sheets = dict(BUILT_IN), dict[int, str](), list[tuple[str, int]]()
    indents = dict[int, int]()
    version, style = 0, 0
    for code, body in _records(book, 0):
        if code == _BOF:
            version = struct.unpack_from("<H", body)[0]
        if code == _ENCRYPTED or version not in (_EXCEL_97, _EXCEL_95):
            return {}, {}, []
        if code == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _string(body, 2, version, wide_count=True)
        elif code == _STYLE:
            styles[style] = telling_part(codes.get(struct.unpack_from("<H", body, 2)[0], ""))
            if version == _EXCEL_97 and (step := body[8] & 0x0F) and body[6] & 7 != FROM_RIGHT:
                indents[style] = step
            style += 1
        elif code == _SHEET:
            sheets.append((_string(body, 6, version), struct.unpack_from("<I", body)[0]))
    return {number: told for number, told in styles.items() if told}, indents, sheets


def _string(body: bytes, at: int, version: int, *, wide_count: bool = False) -> str:
    """A short text; only that of a format of Excel 97 counts its characters in two bytes."""
    if version == _EXCEL_95:
        return body[at + 1 : at + 1 + body[at]].decode("cp1252", "replace")
    count, at = (struct.unpack_from("<H", body, at)[0], at + 2) if wide_count else (body[at], at + 1)
    wide = body[at] & 1
    return body[at + 1 : at + 1 + (count << wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _sheet(book: bytes, start: int, styles: dict[int, str], indents: dict[int, int]) -> Look:
    found = Look()
    waiting: tuple[int, int] | None = None  # a formula whose text is to follow
    for code, body in _records(book, start):
        if waiting and code not in (_SHARED_FORMULA, _ARRAY, _WHAT_IF):
            found.unstored += [] if code == _RESULT else [waiting]
            waiting = None
        if code in _CELLS:
            row, column, style = struct.unpack_from("<HHH", body)
            _note(found, row, column, styles.get(style, ""))
            if style in indents and len(found.indents) < MOST:
                found.indents[row + 1, column] = indents[style]
            if _is_error(code, body):
                found.errors.append((row + 1, column))
            elif code == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 0:
                waiting = row + 1, column
        elif code in _OLD_FORMULAS:
            row, column, style, number = struct.unpack_from("<HHHd", body)
            _note(found, row, column, styles.get(style, ""))
            if body[12:14] != b"\xff\xff":
                found.unread.append((row + 1, column, number))
            elif body[6] == 2:
                found.errors.append((row + 1, column))
            elif body[6] == 0:
                found.unstored.append((row + 1, column))
        elif code == _MANY:
            row, first = struct.unpack_from("<HH", body)
            for place in range((len(body) - 6) // 6):
                style = struct.unpack_from("<H", body, 4 + 6 * place)[0]
                _note(found, row, first + place, styles.get(style, ""))
        elif code == _ROW and body[12] & 0x20:
            found.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
    found.asides += _asides(book, start)
    return found


def _asides(book: bytes, start: int) -> Iterator[tuple[int, int, str, str]]:
    """(row, column, kind, text) of notes, whose texts are those of drawn objects, and links."""
    texts: dict[int, str] = {}
    drawn, coming = 0, False
    for code, body in _records(book, start):
        if code == _OBJECT:
            drawn = struct.unpack_from("<H", body, 6)[0]
        elif code == _CONTINUE and coming:
            texts[drawn] = body[1:].decode("utf-16-le" if body[0] & 1 else "latin-1", "replace")
        elif code == _NOTE:
            row, column, _, number = struct.unpack_from("<HHHH", body)
            yield row + 1, column, "note", texts.get(number, "")
        elif code == _LINK and (at := body.find(_ADDRESS)) > 0:
            row, _, column = struct.unpack_from("<HHH", body)
            length = struct.unpack_from("<I", body, at + 16)[0]
            target = body[at + 20 : at + 20 + length].decode("utf-16-le", "replace")
            yield row + 1, column, "link", target.split("\0")[0]
        coming = code == _DRAWN_TEXT


def _note(found: Look, row: int, column: int, told: str) -> None:
    found.rows, found.wide = (1, max(found.rows[1], row + 1)), max(found.wide, column)
    if told and len(found.formats) < MOST:
        found.formats[row + 1, column] = told


def _is_error(code: int, body: bytes) -> bool:
    if code == _ERROR:
        return body[7] == 1
    return code == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2
