"""An Office file as its parts: which part holds which sheet; copying parts into a new file without unpacking them."""

from __future__ import annotations

import copy
import posixpath
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LOCAL_HEADER = struct.Struct("<26xHH")
_DESCRIPTOR_FOLLOWS = 0x08
_CONTENT_TYPES = "[Content_Types].xml"
_SUFFIXES = {
    "spreadsheetml.sheet.main": ".xlsx", "ms-excel.sheet.macroenabled.main": ".xlsm",
    "spreadsheetml.template.main": ".xltx", "ms-excel.template.macroenabled.main": ".xltm",
}


@dataclass(frozen=True, slots=True)
class Places:
    """Names of parts: ``sheets`` sheet name → part, ``styles`` empty where there is none."""

    sheets: tuple[tuple[str, str], ...]
    styles: str
    suffix: str
    signed: bool


def places(archive: zipfile.ZipFile) -> Places:
    """Raises KeyError, ValueError or a ParseError where the file does not say where its parts are."""
    names = archive.namelist()
    relations = _relations(archive, "")
    book = next(target for kind, target in relations.values() if kind == "officeDocument")
    inside = _relations(archive, book)
    root = _parsed(archive, book)
    sheets = []
    for sheet in _children(root, "sheet"):
        key = next(value for name, value in sheet.attrib.items() if name.endswith("}id"))
        kind, target = inside[key]
        if kind == "worksheet" and target in names:
            sheets.append((sheet.attrib["name"], target))
    styles = next((target for kind, target in inside.values() if kind == "styles" and target in names), "")
    signed = any(name.startswith("_xmlsignatures/") for name in names)
    return Places(tuple(sheets), styles, _suffix(archive, book), signed)


def _parsed(archive: zipfile.ZipFile, part: str) -> Element:
    from defusedxml.ElementTree import fromstring

    root: Element = fromstring(archive.read(part))
    return root


def _children(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Id → (last word of the type, part), of a part; of the file itself where ``part`` is empty."""
    folder, leaf = posixpath.split(part)
    found = {}
    for relation in _children(_parsed(archive, posixpath.join(folder, "_rels", f"{leaf}.rels")), "Relationship"):
        if relation.get("TargetMode") != "External":
            target = relation.attrib["Target"]
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[relation.attrib["Id"]] = (relation.attrib["Type"].rpartition("/")[2], posixpath.normpath(whole))
    return found


def _suffix(archive: zipfile.ZipFile, book: str) -> str:
    """What Excel wants the file to be called, by the type of its workbook part."""
    for override in _children(_parsed(archive, _CONTENT_TYPES), "Override"):
        if override.get("PartName", "").lstrip("/") == book:
            kind = override.get("ContentType", "").lower().removesuffix("+xml")
            return next((suffix for end, suffix in _SUFFIXES.items() if kind.endswith(end)), ".xlsx")
    return ".xlsx"


def copy_raw(source: zipfile.ZipFile, target: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Copy one part as it lies there, packed, with its date; sizes move from behind the part to its head."""
    assert source.fp is not None
    assert target.fp is not None
    source.fp.seek(info.header_offset)
    name, extra = _LOCAL_HEADER.unpack(source.fp.read(_LOCAL_HEADER.size))
    source.fp.seek(name + extra, 1)
    entry = copy.copy(info)
    entry.flag_bits &= ~_DESCRIPTOR_FOLLOWS
    entry.extra = b""
    target.fp.seek(target.start_dir)
    entry.header_offset = target.fp.tell()
    target.fp.write(entry.FileHeader(False))
    _copy(source.fp, target.fp, info.compress_size)
    target.start_dir = target.fp.tell()
    target.filelist.append(entry)
    target.NameToInfo[entry.filename] = entry
    target._didModify = True  # type: ignore[attr-defined]  # else the list of parts is not written when it closes


def _copy(source: IO[bytes], target: IO[bytes], size: int) -> None:
    while size > 0:
        piece = source.read(min(size, 1 << 20))
        if not piece:
            raise zipfile.BadZipFile("a part ends too early")
        target.write(piece)
        size -= len(piece)


def fresh(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The head of a part that is written anew: same name and date, so that equal input gives equal bytes."""
    entry = zipfile.ZipInfo(info.filename, info.date_time)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = info.external_attr
    return entry
