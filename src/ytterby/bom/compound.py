"""The container of an old Excel file (OLE compound file, MS-CFB): is it walkable, and the bytes of a stream in it.

A chain of sectors that runs in a circle makes a trusting reader fill the memory; it is found here first.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on are marks: end of chain, free, table
_ENTRY = 128


def walkable(data: bytes) -> bool:
    """Do all chains of the file end? False as well where its header or tables make no sense."""
    try:
        return _walk(data)
    except (struct.error, IndexError, ValueError):
        return False


def stream(data: bytes, *names: str) -> bytes:
    """The first stream of one of these names; b"" where there is none or it can't be followed."""
    try:
        found = _Container(data)
        root = next((entry for entry in found.entries if entry.kind == 5), None)
        for entry in found.entries:
            if entry.kind != 2 or entry.name not in names:
                continue
            if entry.length >= found.cutoff:
                return b"".join(map(found.sector, _chain(entry.start, found.fat) or ()))[: entry.length]
            small = b"".join(map(found.sector, _chain(root.start, found.fat) or ())) if root else b""
            pieces = _chain(entry.start, found.mini_fat) or ()
            return b"".join(small[place * 64 : place * 64 + 64] for place in pieces)[: entry.length]
    except (struct.error, IndexError, ValueError):
        pass
    return b""


def _walk(data: bytes) -> bool:
    found = _Container(data)
    for entry in found.entries:
        mini = entry.kind == 2 and entry.length < found.cutoff
        if entry.kind in (2, 5) and entry.length and _chain(entry.start, found.mini_fat if mini else found.fat) is None:
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Entry:
    """``kind`` 2 is a stream, 5 the root, whose own bytes hold the small streams."""

    name: str
    kind: int
    start: int
    length: int


class _Container:
    """Tables and directory. Raises ValueError, IndexError or struct.error where they make no sense."""

    def __init__(self, data: bytes) -> None:
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sizes of sectors that are none")
        self._data, self._size = data, 1 << shift
        tables, first_directory, _, self.cutoff, first_mini, _, first_more = struct.unpack_from("<7I", data, 44)
        fat_sectors = self._fat_sectors(first_more)
        self.fat = _numbers(b"".join(self.sector(number) for number in fat_sectors[:tables] if number < _LAST_SECTOR))
        directory, mini = _chain(first_directory, self.fat), _chain(first_mini, self.fat)
        if directory is None or mini is None:
            raise ValueError("a table in a circle")
        self.mini_fat = _numbers(b"".join(self.sector(number) for number in mini))
        listed = b"".join(self.sector(number) for number in directory)
        self.entries = [self._entry(listed, place) for place in range(0, len(listed) - _ENTRY + 1, _ENTRY)]

    def sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _fat_sectors(self, first_more: int) -> list[int]:
        found = list(struct.unpack_from("<109I", self._data, 76))
        seen: set[int] = set()
        while first_more < _LAST_SECTOR:
            if first_more in seen:
                raise ValueError("a table in a circle")
            seen.add(first_more)
            *more, first_more = struct.unpack(f"<{self._size // 4}I", self.sector(first_more))
            found += more
        return found

    def _entry(self, listed: bytes, place: int) -> _Entry:
        size = min(struct.unpack_from("<H", listed, place + 64)[0], 64)
        name = listed[place : place + max(0, size - 2)].decode("utf-16-le", "replace")
        return _Entry(name, listed[place + 66], *struct.unpack_from("<II", listed, place + 116))


def _numbers(table: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _chain(start: int, table: Sequence[int]) -> list[int] | None:
    """The sectors from ``start`` on; None where they run in a circle. One that leaves the file ends there."""
    chain: list[int] = []
    while start < min(_LAST_SECTOR, len(table)):
        chain.append(start)
        if len(chain) > len(table):
            return None
        start = table[start]
    return chain
