"""What the fast reader does not tell of an .xlsb: telling number formats, indents, error cells, hidden rows, merged
cells, notes, links, formulas whose result was not saved, and texts it passes over. From its records (MS-XLSB 2.4).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice

from ytterby.bom.formats import BUILT_IN, FROM_RIGHT, LOOK_BYTES, MOST, Look, relations_of, telling_part
from ytterby.bom.formats_asides import MOST_SPAN, relations_of_sheet

_ROW, _LAST_CELL, _FORMAT, _STYLE, _SHEET = 0, 11, 44, 47, 156
_ERRORS = frozenset({3, 11})
_TEXT_OF_FORMULA, _RICH_TEXT = 8, 62
_MERGED, _LINK, _NOTE, _NOTE_TEXT = 176, 494, 635, 637
_ALWAYS = 2  # of the flags of a formula: to be computed again whenever the workbook is opened
_NO_STRING = 0xFFFFFFFF
_STYLES_BEGIN, _STYLES_END = 617, 618
_MOST_RECORDS = 4_000_000


def look_xlsb(data: bytes) -> dict[str, Look]:
    """Sheet name → what its records tell; whatever can't be followed is passed over, the real reader will say why."""
    found: dict[str, Look] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name.lower(): name for name in archive.namelist()}
            book = next(part for part in parts if part.endswith("workbook.bin"))
            base = book.rpartition("/")[0]
            styles, indents = _styles(_part(archive, parts.get(f"{base}/styles.bin".lstrip("/"), "")))
            targets = relations_of(archive, parts[book])
            for code, body in _records(_part(archive, parts[book])):
                if code == _SHEET:
                    key, end = _string(body, 8)
                    part = parts.get(targets.get(key, "").lower(), "")
                    seen = found[_string(body, end)[0]] = Look()
                    _look_at(_part(archive, part), styles, indents, seen)
                    _add_asides(archive, part, parts, seen)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, RuntimeError, EOFError, NotImplementedError,
            IndexError, StopIteration, struct.error):
        pass
    return found


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if not name:
        return b""
    with archive.open(name) as part:
        return part.read(LOOK_BYTES)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    return islice(_all_records(data), _MOST_RECORDS)


def _all_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(code, body); code and length are written seven bits a byte."""
    place = 0
    while place < len(data):
        code = data[place]
        place += 1
        if code & 0x80:
            code = code & 0x7F | (data[place] & 0x7F) << 7
            place += 1
        length = 0
        for step in range(4):
            byte = data[place]
            place += 1
            length |= (byte & 0x7F) << 7 * step
            if not byte & 0x80:
                break
        yield code, data[place : place + length]
        place += length


def _string(body: bytes, at: int) -> tuple[str, int]:
    """A text and the place behind it; "" for one that is not there."""
    length = struct.unpack_from("<I", body, at)[0]
    end = at + 4 + (0 if length == _NO_STRING else 2 * length)
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _styles(data: bytes) -> tuple[dict[int, str], dict[int, int]]:
    """Style number → telling format, → indent of a text that is not set in from the right."""
    codes, styles, indents, inside = dict(BUILT_IN), list[str](), dict[int, int](), False
    for code, body in _records(data):
        if code == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _string(body, 2)[0]
        elif code in (_STYLES_BEGIN, _STYLES_END):
            inside = code == _STYLES_BEGIN
        elif code == _STYLE and inside:
            if body[11] and body[12] & 7 != FROM_RIGHT:
                indents[len(styles)] = body[11]
            styles.append(telling_part(codes.get(struct.unpack_from("<H", body, 2)[0], "")))
    return {number: told for number, told in enumerate(styles) if told}, indents


def _look_at(data: bytes, styles: dict[int, str], indents: dict[int, int], found: Look) -> None:
    row = 0
    for code, body in _records(data):
        if code == _ROW:
            row = struct.unpack_from("<I", body)[0] + 1
            found.rows = (1, max(found.rows[1], row))
            if body[11] & 0x10:
                found.hidden_rows.add(row)
        elif code <= _LAST_CELL or code == _RICH_TEXT:
            column, style = struct.unpack_from("<II", body)
            found.wide = max(found.wide, column)
            if code in _ERRORS:
                found.errors.append((row, column))
            elif code == _RICH_TEXT:
                found.unread.append((row, column, _string(body, 9)[0]))
            elif code == _TEXT_OF_FORMULA and _to_compute(body):
                found.unstored.append((row, column))
            if (told := styles.get(style & 0xFFFFFF)) and len(found.formats) < MOST:
                found.formats[row, column] = told
            if (step := indents.get(style & 0xFFFFFF)) and len(found.indents) < MOST:
                found.indents[row, column] = step
        elif code == _MERGED and len(found.merged) < MOST:
            first, last, left, right = struct.unpack_from("<4I", body)
            found.merged.append((first + 1, left, last + 1, right))


def _to_compute(body: bytes) -> bool:
    """Is a formula without a text one that is still to be computed? Excel itself writes none of them."""
    text, end = _string(body, 8)
    return not text and bool(struct.unpack_from("<H", body, end)[0] & _ALWAYS)


def _add_asides(archive: zipfile.ZipFile, part: str, parts: dict[str, str], found: Look) -> None:
    """Notes and link targets of a sheet, by its relations; of both at most as many as of anything else."""
    targets: dict[str, str] = {}
    for kind, key, target in relations_of_sheet(archive, part):
        if kind == "comments":
            found.asides += islice(_notes(_part(archive, parts.get(target.lower(), ""))), MOST)
        elif kind == "hyperlink":
            targets[key] = target
    if targets:
        found.asides += islice(_links(_part(archive, part), targets), MOST)


def _notes(data: bytes) -> Iterator[tuple[int, int, str, str]]:
    row = column = 0
    for code, body in _records(data):
        if code == _NOTE:
            row, _, column = struct.unpack_from("<3I", body, 4)
        elif code == _NOTE_TEXT:
            yield row + 1, column, "note", _string(body, 1)[0]


def _links(data: bytes, targets: dict[str, str]) -> Iterator[tuple[int, int, str, str]]:
    for code, body in _records(data):
        if code == _LINK and (target := targets.get(_string(body, 16)[0], "")):
            first, last, column = struct.unpack_from("<3I", body)
            yield from ((row + 1, column, "link", target) for row in range(first, min(last, first + MOST_SPAN) + 1))
