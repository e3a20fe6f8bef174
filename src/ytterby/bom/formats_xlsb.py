"""What the fast reader does not tell of an .xlsb: telling number formats, error cells, hidden rows.

A second look at the records of styles and sheets (MS-XLSB).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice

from ytterby.bom.formats import BUILT_IN, LOOK_BYTES, MOST, Look, relations_of, telling_part

_ROW, _LAST_CELL, _FORMAT, _STYLE, _SHEET = 0, 11, 44, 47, 156
_ERRORS = frozenset({3, 11})
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
            styles = _styles(_part(archive, parts.get(f"{base}/styles.bin".lstrip("/"), "")))
            targets = relations_of(archive, parts[book])
            for code, body in _records(_part(archive, parts[book])):
                if code == _SHEET:
                    key, end = _string(body, 8)
                    part = parts.get(targets.get(key, "").lower(), "")
                    found[_string(body, end)[0]] = _sheet(_part(archive, part), styles)
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
    """A text and the place behind it."""
    end = at + 4 + 2 * struct.unpack_from("<I", body, at)[0]
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _styles(data: bytes) -> dict[int, str]:
    """Style number → telling format."""
    codes, styles, inside = dict(BUILT_IN), list[str](), False
    for code, body in _records(data):
        if code == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _string(body, 2)[0]
        elif code in (_STYLES_BEGIN, _STYLES_END):
            inside = code == _STYLES_BEGIN
        elif code == _STYLE and inside:
            styles.append(telling_part(codes.get(struct.unpack_from("<H", body, 2)[0], "")))
    return {number: told for number, told in enumerate(styles) if told}


def _sheet(data: bytes, styles: dict[int, str]) -> Look:
    found, row = Look(), 0
    for code, body in _records(data):
        if code == _ROW:
            row = struct.unpack_from("<I", body)[0] + 1
            found.rows = (1, max(found.rows[1], row))
            if body[11] & 0x10:
                found.hidden_rows.add(row)
        elif code <= _LAST_CELL:
            column, style = struct.unpack_from("<II", body)
            if code in _ERRORS:
                found.errors.append((row, column))
            if (told := styles.get(style & 0xFFFFFF)) and len(found.formats) < MOST:
                found.formats[row, column] = told
    return found
