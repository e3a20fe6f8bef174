"""The cells in a piece of a sheet's XML, many at once with NumPy: where each stands, of which type, and its number.

It knows the XML as Excel, LibreOffice and the usual libraries write it and raises Unfamiliar at anything else. A
function of the bytes alone, so that several pieces can be scanned at the same time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDEST = 1024
_LT, _GT, _QUOTE, _SPACE, _SLASH, _C, _V, _DOT, _I, _T, _F, _MARK = (ord(sign) for sign in '<>" /cv.itf!')
_TENS = 10.0 ** np.arange(17)
_TYPES = np.frombuffer(b"nsebdti", np.uint8)
_TYPE_NAMES = {b'n"': "n", b's"': "s", b'e"': "e", b'b"': "b", b'd"': "d", b'str"': "t", b'inlineStr"': "i"}
Bytes = NDArray[np.uint8]
Places = NDArray[np.intp]


class Unfamiliar(Exception):
    """The XML is written in a way this reader does not know. Not an error: another reader takes over."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """``rows`` (from 1), ``columns`` (from 0), ``kinds`` and ``styles`` of all cells; then, of those with a value,
    ``owner`` (which cell), ``of_value`` (its kind, 0 where blank), ``begin`` and ``end`` of its text, and the number
    it is where its kind is "n" or "s".

    Kinds are letters: n (number), s (number of a shared text), e (error), b (truth value), d (date), t (text) and i
    (text within the cell: ``inline`` gives it as written, or its XML where it is more than one run of text). Where a
    piece is ``computed``, it may hold formulas.
    """

    xml: bytes
    rows: Places
    columns: Places
    kinds: Bytes
    styles: Places
    owner: Places
    of_value: Bytes
    begin: Places
    end: Places
    numbers: NDArray[np.float64]
    inline: list[bytes]
    computed: bool

    def of_kind(self, kind: str) -> Places:
        """Which values are of a kind and not blank."""
        return np.flatnonzero(self.of_value == ord(kind))

    def texts(self, values: Places) -> list[bytes]:
        """The texts of these values."""
        places = zip(self.begin[values].tolist(), self.end[values].tolist(), strict=True)
        return [self.xml[begin:end] for begin, end in places]


def scan(xml: bytes) -> Found | None:
    """The cells of whole rows of XML; None where there is none. Raises Unfamiliar."""
    bytes_ = np.frombuffer(xml + b"\0" * 64, np.uint8)
    opens = np.flatnonzero(bytes_ == _LT)
    second, after, third = bytes_[1:][opens], bytes_[2:][opens], bytes_[3:][opens]
    if (second == _MARK).any():
        raise Unfamiliar  # a comment, text that is no markup, or a document type
    is_cell = (second == _C) & ((after == _SPACE) | (after == _GT) | (after == _SLASH))
    tags = np.flatnonzero(is_cell)
    if not len(tags):
        return None
    starts = opens[tags]
    ending = (second == _SLASH) & (third == _GT)
    rows, columns, quotes = _references(bytes_, starts)
    if (np.diff(rows * (WIDEST + 1) + columns) <= 0).any() or columns.max() > WIDEST:
        raise Unfamiliar
    kinds, styles, closed = _kinds_and_styles(xml, bytes_, quotes)
    if np.count_nonzero(ending & (after == _C)) != len(tags) - np.count_nonzero(closed):
        raise Unfamiliar
    values = np.flatnonzero((second == _V) & ((after == _GT) | (after == _SPACE)))
    owner = np.cumsum(is_cell, dtype=np.int32)[values].astype(np.intp) - 1
    in_order = not len(values) or (owner[0] >= 0 and bool((np.diff(owner) > 0).all()))
    if not in_order or np.count_nonzero(ending & (after == _V)) != len(values):
        raise Unfamiliar
    begin, end = opens[values] + 3, opens[values + 1]
    for odd in np.flatnonzero(after[values] == _SPACE).tolist():
        begin[odd] = _tag_end(xml, begin[odd]) + 1
    of_value = np.where(end > begin, kinds[owner], 0)
    numeric = np.flatnonzero((of_value == ord("n")) | (of_value == ord("s")))
    numbers = np.zeros(len(values))
    numbers[numeric] = _numbers(bytes_, begin[numeric], end[numeric])
    inside = tags[kinds == ord("i")]
    # Nearly all are "<c><is><t>text</t>"; of the others all up to the next cell is told.
    single = (second[inside + 1] == _I) & (second[inside + 2] == _T) & (second[inside + 3] == _SLASH)
    following = np.append(starts[1:], len(xml))[kinds == ord("i")]
    within = zip(np.where(single, opens[inside + 2], opens[inside]).tolist(),
                 np.where(single, opens[inside + 3], following).tolist(), strict=True)
    inline = [xml[_tag_end(xml, begin) + 1 : end] for begin, end in within]
    computed = bool((second == _F).any())
    return Found(xml, rows, columns, kinds, styles, owner, of_value, begin, end, numbers, inline, computed)


def _references(bytes_: Bytes, starts: Places) -> tuple[Places, Places, Places]:
    """(row, column from 0, place of the closing quote) of cells that begin with their reference, as all we know do."""
    for offset, code in enumerate(b' r="', 2):
        if (bytes_[offset:][starts] != code).any():
            raise Unfamiliar
    at = starts + 6
    columns = np.zeros(len(starts), np.intp)
    for _ in range(3):
        place = bytes_[at] - 65  # in the alphabet; of what comes before A far above
        letter = place < 26
        if not letter.any():
            break
        columns = np.where(letter, columns * 26 + place + 1, columns)
        at = at + letter
    rows, at = _digits(bytes_, at, 7)
    if (bytes_[at] != _QUOTE).any() or (columns == 0).any() or (rows == 0).any():
        raise Unfamiliar
    return rows, columns - 1, at


def _digits(bytes_: Bytes, at: Places, most: int) -> tuple[Places, Places]:
    """(the number written from each place on, the place behind it)."""
    numbers = np.zeros(len(at), np.intp)
    for _ in range(most):
        value = bytes_[at] - 48  # of what comes before 0 far above
        digit = value < 10
        if not digit.any():
            break
        numbers = np.where(digit, numbers * 10 + value, numbers)
        at = at + digit
    return numbers, at


def _kinds_and_styles(xml: bytes, bytes_: Bytes, quotes: Places) -> tuple[Bytes, Places, NDArray[np.bool_]]:
    """The kind of every cell, the number of its style, 0 where it has none, and whether it is closed at once."""
    kinds = np.full(len(quotes), ord("n"), np.uint8)
    styles, behind = _styles(bytes_, quotes)
    more = np.flatnonzero(~_ends_tag(bytes_[behind]))  # than a reference and a style
    for name, kind in (b"?", ""), (b"str", "t"), (b"inlineStr", "i"):
        ends = behind[more] + len(name) + 5
        fits = _written(bytes_, ends, b' t="' + name + b'"') & _ends_tag(bytes_[ends])
        behind[more[fits]] = ends[fits]
        kinds[more[fits]] = ord(kind) if kind else bytes_[ends[fits] - 2]
        more = more[~fits]
    for odd in more.tolist():  # with attributes we don't ask for; the type is the last one
        end = _tag_end(xml, behind[odd])
        behind[odd] = end - (xml[end - 1] == _SLASH)
        _, typed, name = xml[quotes[odd] : behind[odd]].rpartition(b' t="')
        kinds[odd] = ord(_TYPE_NAMES.get(name, "?")) if typed else ord("n")
    if not np.isin(kinds, _TYPES).all():
        raise Unfamiliar
    closed: NDArray[np.bool_] = bytes_[behind] == _SLASH
    return kinds, styles, closed


def _tag_end(xml: bytes, inside: int) -> int:
    """The place of the ">" that ends a tag, from a place in it and out of quotes; one may stand in quotes too."""
    end = xml.find(b">", inside)
    if xml.count(b'"', inside, end) % 2:
        raise Unfamiliar
    return end


def _ends_tag(signs: Bytes) -> NDArray[np.bool_]:
    ends: NDArray[np.bool_] = (signs == _GT) | (signs == _SLASH)
    return ends


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


def _numbers(bytes_: Bytes, begin: Places, end: Places) -> NDArray[np.float64]:
    """The numbers written between the places, correctly rounded.

    Up to 15 digits, point or not, are a quotient of two numbers that are exact, so is the rounded result (W. Clinger,
    How to read floating point numbers accurately, 1990); the others are left to the library.
    """
    if not len(begin):
        return np.empty(0)
    numbers, lengths = np.zeros(len(begin)), end - begin
    whole = np.zeros(len(begin), np.bool_)
    for length in np.flatnonzero(np.bincount(lengths)[:16]).tolist():
        at = np.flatnonzero(lengths == length)
        numbers[at], whole[at] = _whole(bytes_, begin[at], length)
    further = np.flatnonzero(~whole)
    numbers[further] = _fractions(bytes_, begin[further], end[further])
    return numbers


def _whole(bytes_: Bytes, begin: Places, length: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """(the number of ``length`` digits written from each place on, is it all digits?)."""
    numbers, digits = np.zeros(len(begin)), np.ones(len(begin), np.bool_)
    for place in range(length):
        value = bytes_[begin + place] - 48  # of what comes before 0 far above
        digits &= value < 10
        numbers = numbers * 10 + value
    return numbers, digits


def _fractions(bytes_: Bytes, begin: Places, end: Places) -> NDArray[np.float64]:
    """Numbers that are more than digits."""
    whole, point = _digits(bytes_, begin, 15)
    fraction, at = _digits(bytes_, point + 1, 15)
    simple = (bytes_[point] == _DOT) & (at == end) & (end - begin <= 16) & (end - begin > 1)
    tens = _TENS[np.where(simple, end - point - 1, 0)]
    numbers = (whole * tens + fraction) / tens
    numbers[~simple] = _library_numbers(bytes_, begin[~simple], end[~simple])
    return numbers


def _library_numbers(bytes_: Bytes, begin: Places, end: Places) -> NDArray[np.float64]:
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
