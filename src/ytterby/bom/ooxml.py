"""A quick reader of the sheets of large .xlsx files: many cells at once with NumPy, in pieces of bounded size.

It knows the XML as Excel, LibreOffice and the usual libraries write it and raises Unfamiliar at anything else; the
general reader then does the work.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.assembly import Assembly, Piece, Texts
from ytterby.bom.cells import Codes, RawSheet
from ytterby.bom.formats import HIDDEN_ROW, Styles, column_index, parts_of, styles_of
from ytterby.core.progress import Part, Progress

_PIECE = 4 << 20
_MOST_WAITING = 64 << 20
_WIDEST = 1024
_TEXT = re.compile(rb"<t(?:\s[^>]*)?>(.*?)</t>", re.S)
_SHARED = re.compile(rb"<si>(.*?)</si>|<si/>", re.S)
_PLAIN_SHARED = re.compile(r"<si><t(?: xml:space=\"preserve\")?>([^<]*)</t></si>")
_PHONETIC = re.compile(rb"<rPh\b.*?</rPh>", re.S)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGED = re.compile(rb"<mergeCell\s[^>]*?ref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\"")
_LT, _GT, _QUOTE, _SPACE, _SLASH, _C, _V, _DOT = (ord(sign) for sign in '<>" /cv.')
_TENS = 10.0 ** np.arange(17)
Bytes = NDArray[np.uint8]
Places = NDArray[np.intp]


class Unfamiliar(Exception):
    """The XML is written in a way this reader does not know. Not an error: another reader takes over."""


def read_ooxml(data: bytes, progress: Progress) -> list[RawSheet]:
    """All sheets of an .xlsx. Raises Unfamiliar, or what zipfile and zlib raise at damaged parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = styles_of(archive)
        texts = Texts()
        shared = _shared_texts(archive, texts)
        found = [each for each in parts_of(archive) if "chartsheet" not in each[1].lower()]
        sizes = [archive.getinfo(part).file_size + 1 for _, part, _ in found]
        sheets, done = [], 0
        for (name, part, hidden), size in zip(found, sizes, strict=True):
            within = Part(progress, done / sum(sizes), (done + size) / sum(sizes))
            sheet, cells = RawSheet(name, [], hidden), Assembly(texts)
            _read_sheet(archive, part, sheet, cells, shared, styles, size, within)
            sheet.rows = cells.rows()
            sheets.append(sheet)
            done += size
    return sheets


def _shared_texts(archive: zipfile.ZipFile, texts: Texts) -> Codes:
    """The number of every shared text."""
    name = next((entry for entry in archive.namelist() if entry.lower().endswith("xl/sharedstrings.xml")), "")
    if not name:
        return np.empty(0, np.int32)
    xml = archive.read(name)
    if b"<si" not in xml and b":si" in xml:
        raise Unfamiliar
    if b"&" not in xml and b"_x" not in xml and b"\r" not in xml:
        # Nearly all are one run without marks, and need no look at what is in them.
        plain = _PLAIN_SHARED.findall(xml.decode("utf-8"))
        if len(plain) == xml.count(b"<si"):
            return texts.codes(plain)
    return texts.codes(_text(found[1] or b"") for found in _SHARED.finditer(xml))


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


def _read_sheet(archive: zipfile.ZipFile, part: str, sheet: RawSheet, cells: Assembly, shared: Codes, styles: Styles,
                size: int, progress: Progress) -> None:
    done, tail = 0, b""
    for xml in _pieces(archive, part):
        progress.step(done / size, sheet.name)
        if b"<![CDATA[" in xml or (not done and b"<sheetData" not in xml):
            raise Unfamiliar
        done += len(xml)
        tail = xml[xml.rfind(b"</row>") + 1 :]
        if b"<c" in xml:
            _take(xml, sheet, cells, shared, styles)
        if b'hidden="' in xml:
            sheet.hidden_rows.update(int(row) for row in HIDDEN_ROW.findall(xml))
    sheet.merged = tuple(
        (int(row), column_index(column.decode()), int(last_row), column_index(last.decode()))
        for column, row, last, last_row in _MERGED.findall(tail)
    )
    sheet.seen_to = cells.last_row


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that end with a whole row; the next one is unpacked while one is read."""
    rest = b""
    with archive.open(part) as stream, ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(stream.read, _PIECE)
        while piece := coming.result():
            coming = ahead.submit(stream.read, _PIECE)
            piece = rest + piece
            end = piece.rfind(b"</row>") + 6
            if end > 5:
                yield piece[:end]
                piece = piece[end:]
            elif len(piece) > _MOST_WAITING:
                raise Unfamiliar
            rest = piece
    yield rest


def _take(xml: bytes, sheet: RawSheet, cells: Assembly, shared: Codes, styles: Styles) -> None:
    """Adds the rows of a piece to the sheet."""
    bytes_ = np.frombuffer(xml + b"\0" * 64, np.uint8)
    opens, closes = np.flatnonzero(bytes_ == _LT), np.flatnonzero(bytes_ == _GT)
    if len(opens) != len(closes) or (closes < opens).any() or (closes[:-1] > opens[1:]).any():
        raise Unfamiliar  # a ">" in a text that is written as such
    after, second = bytes_[opens + 2], bytes_[opens + 1]
    is_cell = (second == _C) & ((after == _SPACE) | (after == _GT) | (after == _SLASH))
    tags = np.flatnonzero(is_cell)
    if not len(tags):
        return
    starts, tag_ends = opens[tags], closes[tags]
    rows, columns, quotes = _references(bytes_, starts)
    if rows[0] <= cells.last_row or (np.diff(rows * (_WIDEST + 1) + columns) <= 0).any() or columns.max() > _WIDEST:
        raise Unfamiliar
    last = tag_ends - (bytes_[tag_ends - 1] == _SLASH)
    kinds = _kinds(bytes_, last)
    style, behind = _styles(bytes_, quotes)
    untyped = (kinds == ord("n")) & ~_written(bytes_, last, b' t="n"')
    for odd in np.flatnonzero(untyped & (behind != last)).tolist():
        if b' t="' in xml[starts[odd] : tag_ends[odd]]:
            raise Unfamiliar  # a type that is not the last of the attributes
    values = np.flatnonzero((second == _V) & ((after == _GT) | (after == _SPACE)))
    owner = np.cumsum(is_cell)[values] - 1
    if len(values) and (owner[0] < 0 or (np.diff(owner) <= 0).any()):
        raise Unfamiliar
    found = _Found(xml, bytes_, kinds[owner], style[owner], owner, closes[values] + 1, opens[values + 1])
    piece = Piece(rows, columns)
    _fill(piece, found, shared, styles, cells)
    inline = np.flatnonzero(kinds == ord("i"))
    following = np.append(starts[1:], len(xml))
    texts = [_text(xml[tag_ends[index] + 1 : following[index]]) for index in inline.tolist()]
    piece.put(inline, cells.texts.codes(texts))
    wrong = owner[found.kinds == ord("e")]
    sheet.errors += zip(rows[wrong].tolist(), columns[wrong].tolist(), strict=True)
    for number, code in styles.telling.items():
        told = style == number
        sheet.formats |= dict.fromkeys(zip(rows[told].tolist(), columns[told].tolist(), strict=True), code)
    cells.add(piece)


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
    rows, at = _digits(bytes_, at, 7)
    if (bytes_[at] != _QUOTE).any() or (columns == 0).any() or (rows == 0).any():
        raise Unfamiliar
    return rows, columns - 1, at


def _digits(bytes_: Bytes, at: Places, most: int) -> tuple[Places, Places]:
    """(the number written from each place on, the place behind it)."""
    numbers = np.zeros(len(at), np.intp)
    for _ in range(most):
        sign = bytes_[at]
        digit = (sign >= 48) & (sign <= 57)
        if not digit.any():
            break
        numbers = np.where(digit, numbers * 10 + sign - 48, numbers)
        at = at + digit
    return numbers, at


def _kinds(bytes_: Bytes, last: Places) -> Bytes:
    """The type of every cell as one letter: n, s (shared), e, b, d, t ("str") or i ("inlineStr")."""
    kinds = np.full(len(last), ord("n"), np.uint8)
    letter = bytes_[last - 2]
    short = _written(bytes_, last, b' t="?"')
    kinds[short] = letter[short]
    rest = np.flatnonzero(~short)
    for name, kind in ((b"str", "t"), (b"inlineStr", "i")):
        kinds[rest[_written(bytes_, last[rest], b' t="' + name + b'"')]] = ord(kind)
    if not np.isin(kinds, np.frombuffer(b"nsebdti", np.uint8)).all():
        raise Unfamiliar
    return kinds


def _written(bytes_: Bytes, ends: Places, pattern: bytes) -> NDArray[np.bool_]:
    """Where the bytes before each place are the pattern; "?" stands for any."""
    match = np.ones(len(ends), np.bool_)
    for offset, code in enumerate(reversed(pattern), 1):
        if code != ord("?"):
            match &= bytes_[ends - offset] == code
    return match


def _styles(bytes_: Bytes, quotes: Places) -> tuple[Places, Places]:
    """(style number of cells whose second attribute it is, else 0; the place behind reference and style)."""
    has = np.flatnonzero(_written(bytes_, quotes + 5, b'" s="'))
    style, behind = np.zeros(len(quotes), np.intp), quotes + 1
    style[has], behind[has] = _digits(bytes_, quotes[has] + 5, 5)
    behind[has] += 1
    return style, behind


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """The values of a piece: their cells' kinds and styles, the cells they belong to, and where their text stands."""

    xml: bytes
    bytes_: Bytes
    kinds: Bytes
    styles: Places
    owner: Places
    begin: Places
    end: Places

    def of_kind(self, kind: str) -> Places:
        return np.flatnonzero((self.kinds == ord(kind)) & (self.end > self.begin))

    def numbers(self, places: Places) -> NDArray[np.float64]:
        return _numbers(self.bytes_, self.begin[places], self.end[places])


def _fill(piece: Piece, found: _Found, shared: Codes, styles: Styles, cells: Assembly) -> None:
    of_shared = found.of_kind("s")
    numbers = found.numbers(of_shared).astype(np.intp)
    if len(numbers) and numbers.max() >= len(shared):
        raise Unfamiliar
    piece.put(found.owner[of_shared], shared[numbers])
    plain = found.of_kind("n")
    floats = found.numbers(plain)
    dated = np.isin(found.styles[plain], list(styles.dates))
    piece.put_numbers(found.owner[plain[~dated]], floats[~dated])
    for number in np.unique(found.styles[plain[dated]]).tolist():
        at = np.flatnonzero(found.styles[plain] == number)
        days, place = np.unique(floats[at], return_inverse=True)
        codes = [cells.other(styles.date(day, styles.dates[number])) for day in days.tolist()]
        piece.put(found.owner[plain[at]], np.array(codes, np.int32)[place])
    for kind in "tb":
        at = found.of_kind(kind)
        places = zip(found.begin[at].tolist(), found.end[at].tolist(), strict=True)
        texts = [found.xml[begin:end] for begin, end in places]
        piece.put(found.owner[at], cells.texts.codes(map(plain_text, texts)) if kind == "t"
                  else np.array([cells.other(text == b"1") for text in texts], np.int32))
    if len(found.of_kind("d")) or len(found.of_kind("i")):
        raise Unfamiliar


def _numbers(bytes_: Bytes, begin: Places, end: Places) -> NDArray[np.float64]:
    """The numbers written between the places, correctly rounded.

    Up to 15 digits, point or not, are a quotient of two numbers that are exact, so is the rounded result (W. Clinger,
    How to read floating point numbers accurately, 1990); the others are left to the library.
    """
    if not len(begin):
        return np.empty(0)
    longest = int((end - begin).max())
    if longest > 40:
        raise Unfamiliar
    whole, point = np.zeros(len(begin), np.int64), np.full(len(begin), -1)
    simple = (end - begin) <= 16
    for offset in range(min(longest, 16)):
        at = begin + offset
        inside = at < end
        sign = bytes_[at]
        digit = inside & (sign >= 48) & (sign <= 57)
        whole = np.where(digit, whole * 10 + sign - 48, whole)
        dot = inside & (sign == _DOT) & (point < 0)
        point[dot] = offset
        simple &= digit | dot | ~inside
    has_point = point >= 0
    simple &= (end - begin - has_point <= 15) & (end - begin > has_point)
    behind = np.where(has_point & simple, end - begin - 1 - point, 0)
    floats = whole / _TENS[behind]
    odd = np.flatnonzero(~simple)
    floats[odd] = _library_numbers(bytes_, begin[odd], end[odd])
    return floats


def _library_numbers(bytes_: Bytes, begin: Places, end: Places) -> NDArray[np.float64]:
    if not len(begin):
        return np.empty(0)
    longest = int((end - begin).max())
    offsets = np.arange(longest)
    signs = bytes_[begin[:, None] + offsets]
    signs[offsets >= (end - begin)[:, None]] = 0
    try:
        return np.ascontiguousarray(signs).view(f"S{longest}").ravel().astype(np.float64)
    except ValueError:
        raise Unfamiliar from None
