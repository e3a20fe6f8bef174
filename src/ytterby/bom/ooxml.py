"""A quick reader of the sheets of .xlsx files, in pieces of bounded size; scan.py finds the cells in them.

It raises Unfamiliar at XML it does not know; the general reader then does the work.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from xml.parsers import expat

import numpy as np

from ytterby.bom.assembly import Assembly, Piece, Texts
from ytterby.bom.cells import Codes, RawSheet
from ytterby.bom.formats import HIDDEN_ROW, MOST, Styles, column_index, parts_of, styles_of, unstored
from ytterby.bom.scan import Found, Unfamiliar, scan
from ytterby.core.progress import Part, Progress

_PIECE = 1 << 20  # more at a time takes longer: the memory of every step is then asked of the system anew
_MOST_WAITING = 64 << 20
_TOGETHER = 2
_BESIDE = ("xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")
_TEXT = re.compile(rb"<t(?:\s[^>]*)?>(.*?)</t>", re.S)
_SHARED = re.compile(rb"<si>(.*?)</si>|<si/>", re.S)
_PLAIN_SHARED = re.compile(r"<si><t(?: xml:space=\"preserve\")?>([^<]*)</t></si>")
_PHONETIC = re.compile(rb"<rPh\b.*?</rPh>", re.S)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIMENSION = re.compile(rb"<dimension ref=\"(?:[A-Z]+\d+:)?([A-Z]+)(\d+)\"")
_MERGED = re.compile(rb"<mergeCell\s[^>]*?ref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\"")


def read_ooxml(data: bytes, progress: Progress) -> list[RawSheet]:
    """All sheets of an .xlsx. Raises Unfamiliar, or what zipfile and zlib raise at damaged parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = styles_of(archive)
        texts = Texts()
        shared = _shared_texts(archive, texts)
        found = [each for each in parts_of(archive) if "chartsheet" not in each[1].lower()]
        if not all(part for _, part, _ in found):
            raise Unfamiliar  # a sheet that can't be found is not to be lost in silence
        for name in archive.namelist():
            if name.lower().endswith(_BESIDE):
                _well_formed(archive.read(name))
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


def _well_formed(xml: bytes) -> None:
    """Raises Unfamiliar where it is damaged or has a document type, whose entities could stand for anything."""
    try:
        if b"<!" not in xml:
            expat.ParserCreate().Parse(xml, True)
            return
    except expat.ExpatError:
        pass
    raise Unfamiliar


def _shared_texts(archive: zipfile.ZipFile, texts: Texts) -> Codes:
    """The number of every shared text."""
    name = next((entry for entry in archive.namelist() if entry.lower().endswith("xl/sharedstrings.xml")), "")
    if not name:
        return np.empty(0, np.int32)
    xml = archive.read(name)
    written = xml.count(b"<si>") + xml.count(b"<si/>")
    if b"<!" in xml or written != xml.count(b"<si") or (not written and b":si" in xml):
        raise Unfamiliar
    if b"&" not in xml and b"_x" not in xml and b"\r" not in xml:
        # Nearly all are one run without marks, and need no look at what is in them.
        plain = _plain_texts(xml.decode("utf-8"))
        if len(plain) == written:
            return texts.codes(plain)
    codes = texts.codes(_text(found[1] or b"") for found in _SHARED.finditer(xml))
    if len(codes) != written:
        raise Unfamiliar
    return codes


def _plain_texts(xml: str) -> list[str]:
    """The shared texts that are one run without marks."""
    between = "</t></si><si><t>"
    begin, end = xml.find(between[9:]) + 7, xml.rfind(between[:9])
    plain = xml[begin:end].split(between)
    if begin > 6 and xml.count("<", begin, end) == between.count("<") * (len(plain) - 1):
        return plain
    return _PLAIN_SHARED.findall(xml)


def _text(xml: bytes) -> str:
    if b"<rPh" in xml:
        xml = _PHONETIC.sub(b"", xml)
    return plain_text(b"".join(_TEXT.findall(xml)))


def _inline(xml: bytes) -> str:
    return _text(xml) if xml[:1] == b"<" else plain_text(xml)


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
    done, head, tail, stated = 0, b"", b"", None
    pieces = _pieces(archive, part)
    for xml, found in _scanned(pieces) if size > _PIECE else ((xml, scan(xml)) for xml in pieces):
        progress.step(done / size, sheet.name)
        if not done and b"<sheetData" not in xml:
            raise Unfamiliar
        head = head or xml[: xml.find(b"<sheetData")]
        stated = stated or _DIMENSION.search(head)
        done += len(xml)
        tail = xml[xml.rfind(b"</row>") + 1 :]
        if found is not None:
            _take(found, sheet, cells, shared, styles)
            sheet.unstored += unstored(xml, styles.to_compute) if found.computed else []
        if b'hidden="' in xml:
            sheet.hidden_rows.update(int(row) for row in HIDDEN_ROW.findall(xml))
    _well_formed(tail if b"<sheetData" in tail else head + b"<sheetData>" + tail)  # all but the rows
    sheet.merged = tuple(
        (int(row), column_index(column.decode()), int(last_row), column_index(last.decode()))
        for column, row, last, last_row in _MERGED.findall(tail)
    )
    sheet.seen_to = cells.last_row
    ends = (column_index(stated[1].decode()), int(stated[2])) if stated else None
    sheet.doubted = ends != (cells.last_column, cells.last_row) and (cells.last_row > 0 or ends != (0, 1))


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that end with a whole row; the next one is unpacked while one is read."""
    rest = b""
    with archive.open(part) as stream, ThreadPoolExecutor(1) as ahead:
        piece = stream.read(_PIECE)
        while piece:
            coming = ahead.submit(stream.read, _PIECE) if len(piece) == _PIECE else None
            piece = rest + piece
            end = piece.rfind(b"</row>") + 6
            if end > 5:
                yield piece[:end]
                piece = piece[end:]
            elif len(piece) > _MOST_WAITING:
                raise Unfamiliar
            rest = piece
            piece = coming.result() if coming else b""
    yield rest


def _scanned(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, Found | None]]:
    """Every piece with the cells in it; the next ones are scanned while one is taken over."""
    with ThreadPoolExecutor(_TOGETHER) as pool:
        coming: deque[tuple[bytes, Future[Found | None]]] = deque()
        for xml in pieces:
            coming.append((xml, pool.submit(scan, xml)))
            if len(coming) > _TOGETHER:
                xml, found = coming.popleft()
                yield xml, found.result()
        for xml, found in coming:
            yield xml, found.result()


def _take(found: Found, sheet: RawSheet, cells: Assembly, shared: Codes, styles: Styles) -> None:
    """Adds the rows of a piece to the sheet. Raises Unfamiliar where they do not go on from those before."""
    if found.rows[0] <= cells.last_row:
        raise Unfamiliar
    piece = Piece(found.rows, found.columns)
    of_shared = found.of_kind("s")
    numbers = found.numbers[of_shared].astype(np.intp)
    if len(numbers) and numbers.max() >= len(shared):
        raise Unfamiliar
    piece.put(found.owner[of_shared], shared[numbers])
    _take_numbers(found, piece, cells, styles)
    texts, truths = found.of_kind("t"), found.of_kind("b")
    piece.put(found.owner[texts], cells.texts.read(found.texts(texts), plain_text))
    piece.put(found.owner[truths], np.array([cells.other(text == b"1") for text in found.texts(truths)], np.int32))
    piece.put(np.flatnonzero(found.kinds == ord("i")), cells.texts.read(found.inline, _inline))
    if len(found.of_kind("d")) or len(found.of_kind("i")):
        raise Unfamiliar
    wrong = found.owner[found.kinds[found.owner] == ord("e")]
    sheet.errors += zip(found.rows[wrong].tolist(), found.columns[wrong].tolist(), strict=True)
    for number, code in styles.telling.items():
        told = found.styles == number
        sheet.formats |= dict.fromkeys(zip(found.rows[told].tolist(), found.columns[told].tolist(), strict=True), code)
    for number, step in styles.indents.items():
        told = found.styles == number
        places = zip(found.rows[told].tolist(), found.columns[told].tolist(), strict=True)
        sheet.indents |= dict.fromkeys(islice(places, max(0, MOST - len(sheet.indents))), step)
    cells.add(piece)


def _take_numbers(found: Found, piece: Piece, cells: Assembly, styles: Styles) -> None:
    plain = found.of_kind("n")
    style, numbers = found.styles[found.owner[plain]], found.numbers[plain]
    dated = np.isin(style, list(styles.dates))
    piece.put_numbers(found.owner[plain[~dated]], numbers[~dated])
    for number in np.unique(style[dated]).tolist():
        at = np.flatnonzero(style == number)
        days, place = np.unique(numbers[at], return_inverse=True)
        codes = [cells.other(styles.date(day, styles.dates[number])) for day in days.tolist()]
        piece.put(found.owner[plain[at]], np.array(codes, np.int32)[place])
