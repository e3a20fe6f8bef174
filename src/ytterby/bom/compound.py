"""Is the container of an old Excel file (OLE compound file, MS-CFB) walkable? A chain of sectors that runs in a circle
makes a trusting reader fill the memory; it is found here first.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on are marks: end of chain, free, table
_ENTRY = 128


def walkable(data: bytes) -> bool:
    """Do all chains of the file end? False as well where its header or tables make no sense."""
    try:
        return _walk(data)
    except (struct.error, IndexError, ValueError):
        return False


def _walk(data: bytes) -> bool:
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        return False
    size = 1 << shift
    tables, first_directory, _, cutoff, first_mini, _, first_more = struct.unpack_from("<7I", data, 44)

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    fat_sectors = list(struct.unpack_from("<109I", data, 76))
    seen: set[int] = set()
    while first_more < _LAST_SECTOR:
        if first_more in seen:
            return False
        seen.add(first_more)
        *more, first_more = struct.unpack(f"<{size // 4}I", sector(first_more))
        fat_sectors += more
    fat = _numbers(b"".join(sector(number) for number in fat_sectors[:tables] if number < _LAST_SECTOR))
    directory, mini = _chain(first_directory, fat), _chain(first_mini, fat)
    if directory is None or mini is None:
        return False
    mini_fat = _numbers(b"".join(sector(number) for number in mini))
    entries = b"".join(sector(number) for number in directory)
    for place in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        kind, (start, length) = entries[place + 66], struct.unpack_from("<II", entries, place + 116)
        if kind in (2, 5) and length and _chain(start, mini_fat if kind == 2 and length < cutoff else fat) is None:
            return False
    return True


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
