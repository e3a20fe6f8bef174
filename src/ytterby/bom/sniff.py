"""What the bytes of a file are, whatever its name says, and whether it is safe to parse them.

Stands before every reader: a reader is only given bytes of its own format, within limits of size.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from ytterby.bom.compound import walkable
from ytterby.core.errors import WorkbookError

MAX_BYTES = 1 << 30
MAX_ENTRIES = 20_000
MAX_UNPACKED = 4 << 30
MAX_RATIO, RATIO_COUNTS_FROM = 300, 64 << 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = b"\x09\x08"
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_FOREIGN = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"{\\rtf": "an RTF text",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}
_SAVE_AS_XLSX = "Open it in Excel or LibreOffice and save it as .xlsx."


class Kind(StrEnum):
    """Formats that can be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    FLAT_ODS = "fods"
    XML_2003 = "xml spreadsheet 2003"
    HTML = "html"
    TEXT = "text"
    LOCKED = "encrypted"


def shown_name(path: Path) -> str:
    """The name of a file as text; bytes of it that are no UTF-8 are marked, as no output could be written with them."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def load(path: Path) -> bytes:
    """The file's bytes. Raises WorkbookError where there is none to be had."""
    if path.is_dir():
        raise WorkbookError("this is a folder, not a workbook.", where=str(path), remedy="Choose a file in it.")
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            # Opening a pipe waits for whoever writes into it, a device may have no end.
            raise WorkbookError("this is a pipe or a device, not a file.", where=str(path),
                                remedy="Save what comes out of it as a file first.")
        if about.st_size > MAX_BYTES:
            raise WorkbookError(
                "the file is larger than 1 GB.", where=path.name, remedy="Save only the bill as its own workbook."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise WorkbookError(
            "there is no such file.", where=str(path), remedy="Check the name and the folder."
        ) from None
    except OSError as error:
        reason = error.strerror or "it can't be read"
        raise WorkbookError(
            f"the file can't be read ({reason}).",
            where=str(path),
            remedy="Close it in other programs and check that you may read it.",
        ) from None
    if not data.strip(b"\0 \r\n\t"):
        raise WorkbookError("the file is empty.", where=path.name, remedy="Choose another file.")
    return data


def sniff(data: bytes, name: str) -> Kind:
    """The format of ``data``. Raises WorkbookError where it is none we read, encrypted, or beyond the limits."""
    if data[:2] == b"PK":
        return _zip(data, name)
    if data.startswith(_OLE):
        return _ole(data, name)
    if data.startswith(_BIFF):
        return Kind.XLS
    if data.startswith(_OLD_BIFF):
        raise WorkbookError("this is a workbook of Excel 4 or older, which can't be read.", where=name,
                            remedy=_SAVE_AS_XLSX)
    for magic, what in _FOREIGN.items():
        if data.startswith(magic):
            raise WorkbookError(
                f"this is {what}, not a workbook.", where=name, remedy="Choose an .xlsx, .xls, .ods or .csv file."
            )
    return _marked_up(data, name)


def _zip(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, KeyError):
        raise WorkbookError("the file is damaged: its parts can't be listed.", where=name,
                            remedy="Ask for it again, or let Excel repair it and save it anew.") from None
    _within_limits(entries, name)
    names = {entry.filename.replace("\\", "/").lower().lstrip("/") for entry in entries}
    if "content.xml" in names:
        if b"encryption-data" in manifest:
            raise WorkbookError(
                "the workbook is encrypted with a password, in the way of OpenDocument.", where=name,
                remedy="Open it in LibreOffice, remove the password and save a copy.",
            )
        return Kind.ODS
    if any(entry.endswith("workbook.bin") for entry in names):
        return Kind.XLSB
    if any(entry.startswith(("word/", "ppt/", "visio/")) for entry in names):
        raise WorkbookError("this is an Office file, but no workbook.", where=name, remedy="Choose an .xlsx file.")
    if "[content_types].xml" in names or any(entry.endswith("workbook.xml") for entry in names):
        return Kind.XLSX
    raise WorkbookError("this is an archive, not a workbook.", where=name,
                        remedy="Unpack it and choose the workbook in it.")


def _within_limits(entries: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    swollen = unpacked > MAX_RATIO * max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or (unpacked > RATIO_COUNTS_FROM and swollen):
        raise WorkbookError(
            f"unpacked it would take {unpacked / 1e9:.1f} GB in {len(entries)} parts; it was not opened.", where=name,
            remedy="If you trust it, save it anew from Excel.",
        )


def _ole(data: bytes, name: str) -> Kind:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") + b"\0\0" in data

    if has("EncryptedPackage"):
        return Kind.LOCKED
    if not walkable(data):
        raise WorkbookError(
            "the file is damaged: its parts can't be followed to their end.", where=name,
            remedy="Ask for it again, or let Excel repair it and save it anew.",
        )
    if has("Workbook") or has("WORKBOOK") or has("Book") or has("BOOK"):
        return Kind.XLS
    raise WorkbookError("this is a file of another program, not an Excel workbook.", where=name, remedy=_SAVE_AS_XLSX)


def _marked_up(data: bytes, name: str) -> Kind:
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and head.startswith(b"<"):
        return Kind.XML_2003
    if head.startswith(b"<") and b"office:document" in head:
        return Kind.FLAT_ODS
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style", b"<body")) or (
        head.startswith(b"<") and b"<table" in head
    ):
        return Kind.HTML
    if head.startswith(b"mime-version:"):
        raise WorkbookError("this is a web archive, not a workbook.", where=name, remedy=_SAVE_AS_XLSX)
    if head.startswith((b"<?xml", b"{", b"id;p")):
        raise WorkbookError("this is a text of another format, not a table.", where=name, remedy=_SAVE_AS_XLSX)
    return Kind.TEXT


def unpacked(data: bytes) -> int:
    """How many bytes a reader has to go through: of an archive, of all its parts."""
    if data[:2] != b"PK":
        return len(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(entry.file_size for entry in archive.infolist())
