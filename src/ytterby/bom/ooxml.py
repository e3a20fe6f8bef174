"""A quick reader of the sheets of large .xlsx files: many cells at once with NumPy, in pieces of bounded size.

It knows the XML as Excel, LibreOffice and the usual libraries write it and raises Unfamiliar at anything else; the
general reader then does the work. Equal texts are one object, so that a large sheet stays small.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.cells import RawSheet, Row, Value
from ytterby.bom.formats import HIDDEN_ROW, Styles, column_index, parts_of, styles_of
from ytterby.core.progress import Part, Progress

_PIECE = 4 << 20
_MOST_WAITING = 64 << 20
_WIDEST = 1024
_TEXT = re.compile(rb"<t(?:\s[^>]*)?>(.*?)</t>", re.S)
_SHARED = re.compile(rb"<si>(.*?)</si>|<si/>", re.S)
_PHONETIC = re.compile(rb"<rPh\b.*?</rPh>", re.S)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGED = re.compile(rb"<mergeCell\s[^>]*?ref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\"")
_LT, _GT, _QUOTE, _SPACE, _SLASH, _C, _V = (ord(sign) for sign in '<>" /cv')
Bytes = NDArray[np.uint8]
Places = NDArray[np.intp]


class Unfamiliar(Exception):
    """The XML is written in a way this reader does not know. Not an error: another reader takes over."""


def read_ooxml(data: bytes, progress: Progress) -> list[RawSheet]:
    """All sheets of an .xlsx. Raises Unfamiliar, or what zipfile and zlib raise at damaged parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = styles_of(archive)
        shared = _shared_texts(archive)
        found = [each for each in parts_of(archive) if "chartsheet" not in each[1].lower()]
        sizes = [archive.getinfo(part).file_size + 1 for _, part, _ in found]
        sheets, done = [], 0
        for (name, part, hidden), size in zip(found, sizes, strict=True):
            within = Part(progress, done / sum(sizes), (done + size) / sum(sizes))
            sheets.append(_sheet(archive, part, RawSheet(name, [], hidden), shared, styles, size, within))
            done += size
    return sheets


def _shared_texts(archive: zipfile.ZipFile) -> NDArray[Any]:
    name = next((entry for entry in archive.namelist() if entry.lower().endswith("xl/sharedstrings.xml")), "")
    if not name:
        return np.empty(0, object)
    xml = archive.read(name)
    if b"<si" not in xml and b":si" in xml:
        raise Unfamiliar
    known: dict[str, str] = {}
    texts = [known.setdefault(text, text) for text in map(_text, (found[1] or b"" for found in _SHARED.finditer(xml)))]
    array = np.empty(len(texts), object)
    array[:] = texts
    return array


def _text(xml: bytes) -> str:
    if b"<rPh" in xml:
        xml = _PHONETIC.sub(b"", xml)
    return plain_text(b"".join(_TEXT.findall(xml)))


def plain_text(xml: bytes) -> str:
    """Character data as Excel shows it; "_x000D_" is how the format writes what XML can't hold."""
    text = xml.decode("utf-8")
    if "&" in text:
        text = html.unescape(text)
    if "_x" in text:
        text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    return text.replace("\r\n", "\n") if "\r" in text else text


def _sheet(archive: zipfile.ZipFile, part: str, sheet: RawSheet, shared: NDArray[Any], styles: Styles, size: int,
           progress: Progress) -> RawSheet:
    done, tail = 0, b""
    for piece in _pieces(archive, part):
        progress.step(done / size, sheet.name)
        if b"<![CDATA[" in piece or (not done and b"<sheetData" not in piece):
            raise Unfamiliar
        done += len(piece)
        tail = piece[piece.rfind(b"</row>") + 1 :]
        if b"<c" in piece:
            _take(piece, sheet, shared, styles)
        if b'hidden="' in piece:
            sheet.hidden_rows.update(int(row) for row in HIDDEN_ROW.findall(piece))
    sheet.merged = tuple(
        (int(row), column_index(column.decode()), int(last_row), column_index(last.decode()))
        for column, row, last, last_row in _MERGED.findall(tail)
    )
    sheet.seen_to = sheet.rows[-1].number if sheet.rows else 0
    return sheet


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that end with a whole row."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            piece = rest + piece
            end = piece.rfind(b"</row>") + 6
            if end > 5:
                yield piece[:end]
                piece = piece[end:]
            elif len(piece) > _MOST_WAITING:
                raise Unfamiliar
            rest = piece
    yield rest


def _take(piece: bytes, sheet: RawSheet, shared: NDArray[Any], styles: Styles) -> None:
    """Adds the rows of a piece to the sheet."""
    bytes_ = np.frombuffer(piece + b"\0" * 64, np.uint8)
    opens = np.flatnonzero(bytes_ == _LT)
    after, second = bytes_[opens + 2], bytes_[opens + 1]
    ends = (after == _SPACE) | (after == _GT) | (after == _SLASH)
    starts = opens[(second == _C) & ends]
    if not len(starts):
        return
    closes = np.flatnonzero(bytes_ == _GT)
    tag_ends = closes[np.searchsorted(closes, starts)]
    rows, columns, quotes = _references(bytes_, starts)
    kinds = _kinds(piece, bytes_, tag_ends)
    style = _styles(bytes_, quotes)
    values = opens[(second == _V) & ((after == _GT) | (after == _SPACE))]
    owner = np.searchsorted(starts, values) - 1
    if len(values) and (owner[0] < 0 or (np.diff(owner) <= 0).any()):
        raise Unfamiliar
    begin = closes[np.searchsorted(closes, values)] + 1
    texts_end = opens[np.searchsorted(opens, values) + 1]
    grid = _Grid(rows, columns)
    _fill(grid, piece, bytes_, kinds[owner], style[owner], owner, begin, texts_end, shared, styles, sheet)
    inline = np.flatnonzero(kinds == ord("i"))
    following = np.append(starts[1:], len(piece))
    for index in inline.tolist():
        grid.put(index, _text(piece[tag_ends[index] + 1 : following[index]]))
    sheet.rows += grid.rows(sheet.rows[-1].number if sheet.rows else 0)


def _references(bytes_: Bytes, starts: Places) -> tuple[Places, Places, Places]:
    """(row, column from 0, place of the closing quote) of cells that begin with their reference, as all we know do."""
    for offset, code in enumerate(b' r="', 2):
        if (bytes_[starts + offset] != code).any():
            raise Unfamiliar
    at = starts + 6
    columns = np.zeros(len(starts), np.intp)
    for _ in range(3):
        sign = bytes_[at]
        letter = (sign >= 65) & (sign <= 90)
        columns = np.where(letter, columns * 26 + sign - 64, columns)
        at = at + letter
    rows = np.zeros(len(starts), np.intp)
    for _ in range(7):
        sign = bytes_[at]
        digit = (sign >= 48) & (sign <= 57)
        rows = np.where(digit, rows * 10 + sign - 48, rows)
        at = at + digit
    if (bytes_[at] != _QUOTE).any() or (columns == 0).any() or (rows == 0).any():
        raise Unfamiliar
    return rows, columns - 1, at


def _kinds(piece: bytes, bytes_: Bytes, tag_ends: Places) -> Bytes:
    """The type of every cell as one letter: n, s (shared), e, b, d, t ("str") or i ("inlineStr")."""
    last = tag_ends - (bytes_[tag_ends - 1] == _SLASH)
    kinds = np.full(len(last), ord("n"), np.uint8)
    known = 0
    for name in (b"s", b"n", b"e", b"b", b"d", b"str", b"inlineStr"):
        pattern = b' t="' + name + b'"'
        match = np.ones(len(last), bool)
        for offset, code in enumerate(reversed(pattern), 1):
            match &= bytes_[last - offset] == code
        kinds[match] = ord("t") if name == b"str" else name[0]
        known += int(match.sum())
    if known != piece.count(b' t="') - piece.count(b'<f t="'):
        raise Unfamiliar
    return kinds


def _styles(bytes_: Bytes, quotes: Places) -> Places:
    """The style number of cells whose second attribute it is; 0 for the others."""
    has = np.ones(len(quotes), bool)
    for offset, code in enumerate(b' s="', 1):
        has &= bytes_[quotes + offset] == code
    at = quotes + 5
    style = np.zeros(len(quotes), np.intp)
    for _ in range(5):
        sign = bytes_[at]
        digit = has & (sign >= 48) & (sign <= 57)
        style = np.where(digit, style * 10 + sign - 48, style)
        at = at + digit
    return style


def _fill(grid: _Grid, piece: bytes, bytes_: Bytes, kinds: Bytes, style: Places, owner: Places, begin: Places,
          end: Places, shared: NDArray[Any], styles: Styles, sheet: RawSheet) -> None:
    filled = end > begin
    of_shared = np.flatnonzero((kinds == ord("s")) & filled)
    numbers = _numbers(bytes_, begin[of_shared], end[of_shared]).astype(np.intp)
    if len(numbers) and numbers.max() >= len(shared):
        raise Unfamiliar
    grid.put_many(owner[of_shared], shared[numbers])
    plain = np.flatnonzero((kinds == ord("n")) & filled)
    floats = _numbers(bytes_, begin[plain], end[plain])
    grid.put_many(owner[plain], floats.astype(object))
    for number, code in styles.dates.items():
        for place in np.flatnonzero(style[plain] == number).tolist():
            grid.put(int(owner[plain[place]]), styles.date(float(floats[place]), code))
    for place in np.flatnonzero((kinds != ord("s")) & (kinds != ord("n"))).tolist():
        text = piece[begin[place] : end[place]]
        match chr(kinds[place]):
            case "t":
                grid.put(int(owner[place]), plain_text(text))
            case "b":
                grid.put(int(owner[place]), text == b"1")
            case "e":
                sheet.errors.append(grid.place(int(owner[place])))
            case _:
                raise Unfamiliar
    for number, code in styles.telling.items():
        for place in owner[style == number].tolist():
            sheet.formats[grid.place(place)] = code


def _numbers(bytes_: Bytes, begin: Places, end: Places) -> NDArray[np.float64]:
    """The numbers written between the places, correctly rounded."""
    if not len(begin):
        return np.empty(0)
    longest = int((end - begin).max())
    if longest > 40:
        raise Unfamiliar
    offsets = np.arange(longest)
    signs = bytes_[begin[:, None] + offsets]
    signs[offsets >= (end - begin)[:, None]] = 0
    try:
        return np.ascontiguousarray(signs).view(f"S{longest}").ravel().astype(np.float64)
    except ValueError:
        raise Unfamiliar from None


class _Grid:
    """The cells of one piece as a rectangle of objects."""

    def __init__(self, rows: Places, columns: Places) -> None:
        if (np.diff(rows) < 0).any() or columns.max() > _WIDEST:
            raise Unfamiliar
        new = np.append(True, np.diff(rows) > 0)
        self._numbers, self._row = rows[new], np.cumsum(new) - 1
        self._column = columns
        self._cells = np.full((len(self._numbers), int(columns.max()) + 1), "", object)

    def put_many(self, cells: Places, values: NDArray[Any]) -> None:
        self._cells[self._row[cells], self._column[cells]] = values

    def put(self, cell: int, value: Value) -> None:
        self._cells[self._row[cell], self._column[cell]] = value

    def place(self, cell: int) -> tuple[int, int]:
        return int(self._numbers[self._row[cell]]), int(self._column[cell])

    def rows(self, above: int) -> list[Row]:
        """Rows with at least one cell that is not blank. Raises Unfamiliar where they do not go on from ``above``."""
        if self._numbers[0] <= above:
            raise Unfamiliar
        filled = (self._cells != "").any(axis=1)
        return [
            Row(number, cells)
            for number, cells in zip(self._numbers[filled].tolist(), self._cells[filled].tolist(), strict=True)
        ]
