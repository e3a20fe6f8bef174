"""Notes and link targets of the cells of an .xlsx: they hang on cells and stand in parts of their own."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from ytterby.bom.cells import RawSheet
from ytterby.bom.formats import LOOK_BYTES, MOST, attribute, column_index, parts_of

_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_COMMENT = re.compile(rb"<(?:\w+:)?comment\s[^>]*?\bref=\"([A-Z]{1,3})(\d+)\"[^>]*>(.*?)</(?:\w+:)?comment>", re.S)
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>(.*?)</(?:\w+:)?t>", re.S)
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\s[^>]*>")
_PLACE = re.compile(r"([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?")
_TAIL = 8 << 20
MOST_SPAN = 1_000


def add_asides(data: bytes, sheets: Sequence[RawSheet]) -> None:
    """Adds them to the sheets of an .xlsx; whatever can't be read is passed over."""
    by_name = {sheet.name: sheet for sheet in sheets}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name, part, _ in parts_of(archive):
                if name in by_name:
                    _add(archive, part, by_name[name])
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, RuntimeError, EOFError, NotImplementedError):
        pass


def _add(archive: zipfile.ZipFile, part: str, sheet: RawSheet) -> None:
    targets: dict[str, str] = {}
    for kind, key, target in relations_of_sheet(archive, part):
        if kind == "comments":
            _add_notes(archive.open(target).read(LOOK_BYTES), sheet)
        elif kind == "hyperlink":
            targets[key] = target
    if targets:
        _add_links(_end_of(archive, part), targets, sheet)


def relations_of_sheet(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """(kind, id, target) of the relations of a sheet; a target within the workbook as the name of its part."""
    folder, _, leaf = part.rpartition("/")
    relations = f"{folder}/_rels/{leaf}.rels".lstrip("/")
    if relations not in archive.namelist():
        return
    for tag in _RELATION.findall(archive.read(relations)):
        target = attribute(tag, "Target")
        if attribute(tag, "TargetMode") != "External":
            target = _within(folder, target)
        yield attribute(tag, "Type").rpartition("/")[2], attribute(tag, "Id"), target


def _within(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    path = folder.split("/") if folder else []
    for step in target.split("/"):
        path = path[:-1] if step == ".." else [*path, step]
    return "/".join(path)


def _add_notes(xml: bytes, sheet: RawSheet) -> None:
    for count, (column, row, body) in enumerate(_COMMENT.findall(xml)):
        if count >= MOST:
            return
        text = html.unescape(b"".join(_TEXT.findall(body)).decode("utf-8", "replace"))
        sheet.add_aside(int(row), column_index(column.decode()), "note", text)


def _end_of(archive: zipfile.ZipFile, part: str) -> bytes:
    """What follows the cells of a sheet, where links are listed."""
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(4 << 20):
            tail = (tail + piece)[-_TAIL:]
    return tail[tail.rfind(b"</sheetData>") + 1 :]


def _add_links(xml: bytes, targets: dict[str, str], sheet: RawSheet) -> None:
    for tag in _LINK.findall(xml)[:MOST]:
        target = targets.get(attribute(tag, "id"), "")
        if not target or not (place := _PLACE.fullmatch(attribute(tag, "ref"))):
            continue
        first, last = int(place[2]), int(place[4] or place[2])
        for row in range(first, min(last, first + MOST_SPAN) + 1):
            sheet.add_aside(row, column_index(place[1]), "link", target)
