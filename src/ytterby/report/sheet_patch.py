"""Columns added to the XML of a sheet that is not ours: cells before the end of each row, all else left as it stands.

The text is walked in pieces that end with a row, so that a long sheet needs no more room than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from ytterby.report.cell_text import text_xml

LAST_COLUMN = 16_384
_PIECE = 1 << 22
_PLACE = re.compile(rb'\br=["\']([A-Z]{1,3})(\d+)["\']')
_RANGE = re.compile(rb'\bref=["\']([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?["\']')


def letters(column: int) -> str:
    """ "A" for 1, "AA" for 27."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number(name: bytes) -> int:
    """1 for "A"."""
    found = 0
    for letter in name:
        found = found * 26 + letter - 64
    return found


@dataclass(frozen=True, slots=True)
class Shape:
    """What must be known of a sheet before it is patched; columns count from 1, 0 where nothing is filled."""

    prefix: bytes
    last_filled: int
    filter_columns: tuple[int, int]


_ENCODING = re.compile(rb"""[^<]*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)""")


def shape(stream: IO[bytes], rows: range) -> Shape:
    """A first walk through the sheet; merged cells count where they meet ``rows``, which are those to be patched.

    Raises ValueError where it is not the XML we can patch.
    """
    start = stream.read(1 << 16)
    said = _ENCODING.match(start)
    if said and said[1].lower() != b"utf-8":
        raise ValueError("cells can only be added as UTF-8")
    prefix = _prefix(start)
    pattern = _filled(prefix)
    last, filtered = 0, (0, 0)
    for piece in _pieces(stream, prefix, start):
        for row in piece.split(b"</" + prefix + b"row>"):
            last = max(last, _last_filled(row, prefix, pattern, last))
        last = max(last, *(number(found[3] or found[1]) for found in _refs(piece, prefix + b"mergeCell")
                           if int(found[2]) < rows.stop and int(found[4] or found[2]) >= rows.start), 0)
        filtered = next(((number(found[1]), number(found[3] or found[1]))
                         for found in _refs(piece, prefix + b"autoFilter")), filtered)
    return Shape(prefix, last, filtered)


def _prefix(piece: bytes) -> bytes:
    found = re.search(rb"<(\w+:)?worksheet[\s>]", piece)
    if found is None:
        raise ValueError("this is no sheet in UTF-8")
    return found[1] or b""


def _filled(prefix: bytes) -> re.Pattern[bytes]:
    """A cell with something in it: a value, a formula or a text."""
    return re.compile(rb"<%sc\s([^>]*[^/])><%s(?:v|f|is)[\s/>]" % (prefix, prefix))


def _last_filled(row: bytes, prefix: bytes, filled: re.Pattern[bytes], known: int) -> int:
    """The last filled column of a row, 0 where it lies within what is known: then only the row's end is looked at."""
    place = _PLACE.search(row, max(0, row.rfind(b"<" + prefix + b"c ")))
    if place is not None and number(place[1]) <= known:
        return 0
    last = 0
    for count, cell in enumerate(filled.finditer(row), 1):
        place = _PLACE.search(cell[0])
        last = number(place[1]) if place else max(last + 1, count)
    return last


def _refs(piece: bytes, tag: bytes) -> Iterator[re.Match[bytes]]:
    if b"<" + tag not in piece:
        return
    for found in re.finditer(rb"<%s\s[^>]*>" % tag, piece):
        if (place := _RANGE.search(found[0])) is not None:
            yield place


def _pieces(stream: IO[bytes], prefix: bytes, start: bytes = b"") -> Iterator[bytes]:
    """The text in pieces that end with a row; what comes after the last row is the last piece."""
    end, rest = b"</" + prefix + b"row>", start
    while piece := stream.read(_PIECE):
        piece = rest + piece
        cut = piece.rfind(end) + len(end)
        if cut >= len(end):
            yield piece[:cut]
            rest = piece[cut:]
        else:
            rest = piece
    yield rest


@dataclass(frozen=True, slots=True)
class Added:
    """What to add from column ``first`` on: ``at`` gives the cells of a row as XML, None where it gets none.

    ``count`` rows get some.
    """

    first: int
    widths: tuple[int, ...]
    at: Callable[[int], bytes | None]
    count: int

    @property
    def last(self) -> int:
        return self.first + len(self.widths) - 1


def patched(stream: IO[bytes], about: Shape, added: Added) -> Iterator[bytes]:
    """The sheet with the cells added, piece by piece. A row that should get cells and is not there is an error."""
    rows = _Rows(about.prefix, added)
    head = True
    for piece in _pieces(stream, about.prefix):
        if head:
            piece = _head(piece, about.prefix, added)
            head = False
        piece = rows.patch(piece)
        yield _filter(piece, about, added)
    if rows.done < added.count:
        raise ValueError("rows are missing in the sheet")


def _head(piece: bytes, prefix: bytes, added: Added) -> bytes:
    """Dimension and widths of the columns, which stand before the first row."""
    at = re.search(rb"<%ssheetData[\s/>]" % prefix, piece)
    if at is None:
        raise ValueError("the sheet has no rows")
    head, body = piece[:at.start()], piece[at.start():]
    head = re.sub(rb'(<%sdimension\s[^>]*\bref=["\'])([A-Z]+\d+)(?::([A-Z]+)(\d+))?' % prefix,
                  lambda found: _wider(found, added.last), head)
    new = b"".join(b'<%scol min="%d" max="%d" width="%d" customWidth="1"/>' % (prefix, column, column, width)
                   for column, width in enumerate(added.widths, added.first))
    cols = re.search(rb"<%scols>(.*?)</%scols>" % (prefix, prefix), head, re.S)
    if cols is None:
        return head + b"<%scols>%s</%scols>" % (prefix, new, prefix) + body
    kept = _split_columns(cols[1], prefix, added, new)
    return head[:cols.start(1)] + kept + head[cols.end(1):] + body


def _wider(found: re.Match[bytes], last: int) -> bytes:
    """The dimension, reaching at least to column ``last``."""
    right = found[3] or re.sub(rb"\d", b"", found[2])
    row = found[4] or re.sub(rb"[A-Z]", b"", found[2])
    return found[1] + found[2] + b":" + letters(max(last, number(right))).encode() + row


def _split_columns(inside: bytes, prefix: bytes, added: Added, new: bytes) -> bytes:
    """The column settings in order: where one reaches into ours, what lies beside ours stays."""
    before, after = [], []
    for col in re.finditer(rb"<%scol\s[^>]*?/?>(?:</%scol>)?" % (prefix, prefix), inside):
        low, high = (int(re.search(rb'\b%s=["\'](\d+)["\']' % name, col[0])[1])  # type: ignore[index]
                     for name in (b"min", b"max"))
        if low < added.first:
            before.append(_bounded(col[0], low, min(high, added.first - 1)))
        if high > added.last:
            after.append(_bounded(col[0], max(low, added.last + 1), high))
    return b"".join((*before, new, *after))


def _bounded(col: bytes, low: int, high: int) -> bytes:
    col = re.sub(rb'\bmin=["\']\d+["\']', b'min="%d"' % low, col)
    return re.sub(rb'\bmax=["\']\d+["\']', b'max="%d"' % high, col)


def _filter(piece: bytes, about: Shape, added: Added) -> bytes:
    """A filter that ends where ours begin takes them in: who sorts with it moves whole lines, not halves of them."""
    tag = b"<" + about.prefix + b"autoFilter"
    if not extends_filter(about, added) or tag not in piece:
        return piece
    return re.sub(rb'(%s\s[^>]*\bref=["\'][A-Z]+\d+:)[A-Z]+(\d+)' % tag,
                  lambda found: found[1] + letters(added.last).encode() + found[2], piece)


def extends_filter(about: Shape, added: Added) -> bool:
    return about.filter_columns[1] == added.first - 1 and about.filter_columns[1] > 0


class _Rows:
    """Rows patched one after the other; ``done`` counts those that got cells."""

    def __init__(self, prefix: bytes, added: Added) -> None:
        self._added, self._prefix = added, prefix
        self._end = b"</" + prefix + b"row>"
        self._open = re.compile(rb"<%srow(?:\s[^>]*?)?(/?)>" % prefix)
        self._cell = re.compile(rb"<%sc\s[^>]*?(?:/>|>.*?</%sc>)" % (prefix, prefix), re.S)
        self._start = b"<" + prefix + b"c "
        self._first = added.first
        self._number = 0
        self.done = 0

    def patch(self, piece: bytes) -> bytes:
        made: list[bytes] = []
        at = 0
        for found in self._open.finditer(piece):
            self._count(found[0])
            cells = self._added.at(self._number)
            if cells is None:
                continue
            made.append(piece[at:found.start()])
            tag = re.sub(rb'\sspans=["\'][^"\']*["\']', b"", found[0])
            if found[1]:
                made.append(tag[:-2] + b">" + cells + self._end)
                at = found.end()
            else:
                at = piece.index(self._end, found.end())
                made += [tag, self._beside(piece[found.end():at], cells)]
            self.done += 1
        made.append(piece[at:])
        return b"".join(made)

    def _count(self, tag: bytes) -> None:
        """A row without a number is the one after the row before."""
        stated = re.search(rb'\sr=["\'](\d+)["\']', tag)
        self._number = int(stated[1]) if stated else self._number + 1

    def _beside(self, row: bytes, cells: bytes) -> bytes:
        """Ours at the end; where the row has cells as far right as ours, all blank, they make room."""
        place = _PLACE.search(row, max(0, row.rfind(self._start)))
        if place is None or number(place[1]) < self._first:
            return row + cells
        before, after = [], []
        for cell in self._cell.findall(row):
            column = number(_PLACE.search(cell)[1])  # type: ignore[index]
            if column < self._first:
                before.append(cell)
            elif column > self._added.last:
                after.append(cell)
        return b"".join((*before, cells, *after))


class Cells:
    """Cells of one row as XML without the row's number, so that a row of the same item is made by joining."""

    def __init__(self, first: int, prefix: bytes, texts: tuple[str, ...], styles: tuple[int | None, ...]) -> None:
        p = prefix.decode()
        parts, before = [], ""
        for place, (text, style) in enumerate(zip(texts, styles, strict=True)):
            if not text and style is None:
                continue
            parts.append(f'{before}<{p}c r="{letters(first + place)}')
            shaped = f'"{f" s={chr(34)}{style}{chr(34)}" if style is not None else ""}'
            before = (f'{shaped} t="inlineStr"><{p}is><{p}t xml:space="preserve">{text_xml(text)}</{p}t></{p}is></{p}c>'
                      if text else f"{shaped}/>")
        self._parts = tuple(part.encode() for part in (*parts, before))

    def at(self, row: int) -> bytes:
        return str(row).encode().join(self._parts)
