"""Old Excel files whose sectors run in a circle are refused before a reader follows them for ever."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from ytterby.bom.compound import walkable
from ytterby.bom.read import read
from ytterby.core.errors import WorkbookError

END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def container(table: list[int], *, first_more: int = END) -> bytes:
    """A compound file of three sectors: the table, the directory with one stream, and that stream."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<8I", header, 44, 1, 1, 0, 0, END, 0, first_more, 0)
    struct.pack_into("<109I", header, 76, 0, *[FREE] * 108)
    entry = bytearray("Workbook".encode("utf-16-le").ljust(128, b"\0"))
    entry[66] = 2
    struct.pack_into("<II", entry, 116, 2, 512)
    numbers = table + [FREE] * (128 - len(table))
    return bytes(header) + struct.pack("<128I", *numbers) + bytes(entry).ljust(512, b"\0") + bytes(512)


def test_chains_that_end_are_sound() -> None:
    assert walkable(container([TABLE, END, END]))


@pytest.mark.parametrize(
    "data",
    [
        container([TABLE, 1, END]),
        container([TABLE, END, 2]),
        container([TABLE, 2, 1]),
        container([TABLE, END, END], first_more=2)[:-4] + struct.pack("<I", 2),
        b"\xd0\xcf\x11\xe0" * 9,
    ],
)
def test_a_chain_in_a_circle_is_noticed(data: bytes) -> None:
    assert not walkable(data)


def test_a_file_with_a_circle_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "bill.xls"
    path.write_bytes(container([TABLE, END, 2]))
    with pytest.raises(WorkbookError, match="can't be followed"):
        read(path)
