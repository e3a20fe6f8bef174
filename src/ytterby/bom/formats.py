"""What the fast reader does not tell of an .xlsx: number formats that carry a currency, a percent sign or leading
zeros, cells that hold an error, and how far a sheet claims to reach. A second look at the XML, without a parser.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain, islice

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
_STYLE = re.compile(rb"<(?:\w+:)?xf\s[^>]*>")
_WHOLE_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?xf>)", re.S)
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.S)
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=\"(\d+)\"")
_ERROR = re.compile(rb"<(?:\w+:)?c\s(?=[^>]*\bt=\"e\")[^>]*?\br=\"([A-Z]{1,3})(\d+)\"")
_UNSTORED = re.compile(
    rb"<(?:\w+:)?c\s(?![^>]*\bt=\"str\")[^>]*?\br=\"([A-Z]{1,3})(\d+)\"[^>/]*>\s*"
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"
)
_NOUGHT = re.compile(
    rb"<(?:\w+:)?c\s(?![^>]*\bt=)[^>]*?\br=\"([A-Z]{1,3})(\d+)\"[^>/]*>\s*"
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*<(?:\w+:)?v>0</(?:\w+:)?v>\s*</(?:\w+:)?c>"
)
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*?\br=\"(\d+)\"")
# Far to the right and with content: a blank cell that is only formatted is closed at once.
_WIDE = re.compile(rb"r=\"([A-Z]{3})\d+\"[^>/]*>")
_TELLING = re.compile(
    r"[%‰]|\[\$|\"[^\"]*(?:kr|zł|Kč|€|\$|£|¥|￥|元|円|руб|₽|[A-Z]{3}|/\s*\d|\bct\b|¢)[^\"]*\"|[$€£¥￥₩₽¢]|^0{3,}$", re.I
)
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    5: "$#,##0",
    6: "$#,##0",
    7: "$#,##0.00",
    8: "$#,##0.00",
    44: "$#,##0.00",
    42: "$#,##0",
    **dict.fromkeys((*range(14, 18), *range(27, 32), 34, 35, 36, *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 47), "hh:mm:ss"),
    22: "yyyy-mm-dd hh:mm",
    46: "[h]:mm:ss",
}
_NO_DATE = re.compile(r"\"[^\"]*\"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.I)
_DATE = re.compile("[dmyhs]")
_SPAN = re.compile(r"\[(?:h+|m+|s+)\]", re.I)
_TO_COMPUTE = re.compile(rb"<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad=\"(?:1|true)\"")
_SINCE_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904=\"(?:1|true)\"")
_MIDNIGHT, _START, _LAST_DAY = datetime(1900, 1, 1), datetime(1899, 12, 30), 2_950_000
LOOK_BYTES = 96 << 20
MOST = 400_000
FROM_RIGHT = 3
"""In a style of .xls and .xlsb (HorizAlign): the cell stands at the right, so that it is set in from there."""


def attribute(tag: bytes, name: str) -> str:
    found = re.search(rb"(?:^|[\s:])" + name.encode() + rb"=\"([^\"]*)\"", tag)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def telling_part(code: str) -> str:
    """What a number format says of positive numbers, where that is a currency, a percent sign or leading zeros."""
    first = code.split(";")[0]
    return first if first and _TELLING.search(first) else ""


def column_index(letters: str) -> int:
    """0 for "A", 25 for "Z", 26 for "AA"."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


@dataclass(frozen=True, slots=True)
class Styles:
    """Style number → number format, of those that tell something and of those that make a number a date.

    ``indents``: how far a style sets a text in, of those that do.
    ``to_compute``: the workbook asks for all formulas to be computed when it is opened.
    """

    telling: dict[int, str]
    dates: dict[int, str]
    since_1904: bool
    to_compute: bool = False
    indents: dict[int, int] = field(default_factory=dict)

    def date(self, days: float, code: str) -> float | date | datetime | time | timedelta:
        """A number of days as Excel shows it: a span, a time of day, a day or a moment; what is none stays a number."""
        if _SPAN.search(code):
            return timedelta(days=days)
        moment = timedelta(milliseconds=round(days * 86_400_000))
        if days < 1:
            return (_MIDNIGHT + moment).time() if days >= 0 else time(0)
        if days > _LAST_DAY:
            return days
        # Excel counts a 29 February 1900 that was none.
        start = _START + timedelta(days=1462 if self.since_1904 else int(days < 60))
        return start.date() + timedelta(days=int(days)) if days == int(days) else start + moment


def unstored(xml: bytes, to_compute: bool = False) -> list[tuple[int, int]]:
    """The places of formulas whose result was not saved with them, as programs write that can't compute one.

    Some write 0 and that all is ``to_compute``: such a nought says nothing.
    """
    if b"<f" not in xml and b":f" not in xml:
        return []
    found = chain(_UNSTORED.findall(xml), _NOUGHT.findall(xml) if to_compute else ())
    return [(int(row), column_index(column.decode())) for column, row in islice(found, MOST)]


@dataclass(slots=True)
class Look:
    """What the second look at one sheet found; places are (row from 1, column from 0)."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    errors: list[tuple[int, int]] = field(default_factory=list)
    unstored: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    asides: list[tuple[int, int, str, str]] = field(default_factory=list)  # row, column, "note" or "link", text
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    unread: list[tuple[int, int, str | float]] = field(default_factory=list)  # row, column, value the reader skips
    rows: tuple[int, int] = (0, 0)
    wide: int = 0

    @property
    def seen_to(self) -> int:
        """The last row whose formats are known: all, unless there were too many to keep."""
        return self.rows[1] if len(self.formats) < MOST else max(row for row, _ in self.formats)

    @property
    def usual(self) -> dict[int, str]:
        """The format most cells of a column have, by column."""
        count = Counter((column, code) for (_, column), code in self.formats.items())
        rows = max(1, self.seen_to - self.rows[0])
        return {column: code for (column, code), cells in count.items() if cells > rows / 2}

    @property
    def cells(self) -> int:
        """Cells of the rectangle the sheet spans, blank ones too; what a reader would have to hold."""
        return (self.rows[1] - self.rows[0] + 1) * (self.wide + 1)


def look(data: bytes) -> dict[str, Look]:
    """Sheet name → what its XML tells; whatever can't be read is passed over, the real reader will say why."""
    found: dict[str, Look] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            every = styles_of(archive)
            cell, indented = _telling_cells(every.telling), _telling_cells(every.indents)
            for name, part, _ in parts_of(archive):
                found[name] = Look()
                for chunk in _chunks(archive, part) if part else ():
                    _look_at(chunk, cell, every, found[name])
                    for place in islice(indented.finditer(chunk), MOST) if indented is not None else ():
                        at = int(place[2]), column_index(place[1].decode())
                        found[name].indents[at] = every.indents[int(place[3])]
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, RuntimeError, EOFError, NotImplementedError):
        pass
    return found


def _look_at(chunk: bytes, cell: re.Pattern[bytes] | None, styles: Styles, at: Look) -> None:
    numbers = [int(row) for row in _ROW.findall(chunk[:4096]) + _ROW.findall(chunk[-65536:])]
    if numbers:
        at.rows = (min(at.rows[0] or numbers[0], *numbers), max(at.rows[1], *numbers))
    at.wide = max((column_index(wide[1].decode()) for wide in _WIDE.finditer(chunk)), default=at.wide)
    if b'hidden="' in chunk:
        at.hidden_rows.update(int(row) for row in HIDDEN_ROW.findall(chunk))
    if b't="e"' in chunk:
        errors = islice(_ERROR.finditer(chunk), MOST)
        at.errors += [(int(error[2]), column_index(error[1].decode())) for error in errors]
    at.unstored += unstored(chunk, styles.to_compute)
    if cell is not None:
        for place in islice(cell.finditer(chunk), max(0, MOST - len(at.formats))):
            at.formats[int(place[2]), column_index(place[1].decode())] = styles.telling[int(place[3])]


def _telling_cells(styles: Collection[int]) -> re.Pattern[bytes] | None:
    """A pattern that meets only cells of these styles."""
    if not styles:
        return None
    numbers = b"|".join(str(number).encode() for number in styles)
    return re.compile(rb"<(?:\w+:)?c r=\"([A-Z]{1,3})(\d+)\"[^>]*?\bs=\"(" + numbers + rb")\"")


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part in pieces that end with a closed tag, up to a limit."""
    rest, total = b"", 0
    with archive.open(part) as stream:
        while total < LOOK_BYTES and (piece := stream.read(4 << 20)):
            total += len(piece)
            piece = rest + piece
            end = piece.rfind(b">") + 1
            yield piece[:end]
            rest = piece[end:][: 1 << 20]


def styles_of(archive: zipfile.ZipFile) -> Styles:
    """The styles that tell a currency, a percentage or leading zeros, and those that make a number a date."""
    name = next((entry for entry in archive.namelist() if entry.lower().endswith("xl/styles.xml")), "")
    if not name:
        return Styles({}, {}, False)
    xml = archive.read(name)
    codes = BUILT_IN | {
        int(attribute(tag, "numFmtId") or -1): attribute(tag, "formatCode") for tag in _FORMAT.findall(xml)
    }
    block = _STYLES.search(xml)
    telling, dates = {}, {}
    for index, tag in enumerate(_STYLE.findall(block[0]) if block else []):
        code = codes.get(int(attribute(tag, "numFmtId") or 0), "")
        if told := telling_part(code):
            telling[index] = told
        if _DATE.search(_NO_DATE.sub("", code).lower()):
            dates[index] = code
    book = next((entry for entry in archive.namelist() if entry.lower().endswith("workbook.xml")), "")
    xml = archive.read(book) if book else b""
    since_1904, to_compute = bool(_SINCE_1904.search(xml)), bool(_TO_COMPUTE.search(xml))
    return Styles(telling, dates, since_1904, to_compute, _indents(block[0] if block else b""))


def _indents(styles: bytes) -> dict[int, int]:
    """How far the styles set their text in from the left; numbers set in from the right tell nothing."""
    if b"indent=" not in styles:
        return {}
    steps = {}
    for index, style in enumerate(_WHOLE_STYLE.finditer(styles)):
        inner = style[1] or b""
        if (step := attribute(inner, "indent")).isdecimal() and attribute(inner, "horizontal") != "right":
            steps[index] = int(step)
    return {index: step for index, step in steps.items() if step}


def parts_of(archive: zipfile.ZipFile) -> Iterator[tuple[str, str, bool]]:
    """(sheet name, part, is hidden) of every sheet, by the workbook's relations; "" for a part that is not there."""
    names = archive.namelist()
    book = next((entry for entry in names if entry.lower().endswith("workbook.xml")), "")
    if not book:
        return
    targets = relations_of(archive, book)
    for tag in _SHEET.findall(archive.read(book)):
        found = re.search(rb"\b\w+:id=\"([^\"]*)\"", tag)
        part = targets.get(found[1].decode(), "") if found else ""
        hidden = attribute(tag, "state") not in ("", "visible")
        yield attribute(tag, "name"), part if part in names else "", hidden


def relations_of(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Relation id → the part it leads to, for one part of a workbook."""
    folder, _, leaf = part.rpartition("/")
    relations = f"{folder}/_rels/{leaf}.rels".lstrip("/")
    if relations not in archive.namelist():
        return {}
    found = {attribute(tag, "Id"): attribute(tag, "Target") for tag in _RELATION.findall(archive.read(relations))}
    return {key: target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            for key, target in found.items()}
