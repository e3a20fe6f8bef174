"""The only door to the files of a rule folder: plain files of bounded size, and an error in words for all else."""

from __future__ import annotations

import csv
import io
import os
import stat
import tomllib
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from ytterby.core.errors import RegulationError

MOST_BYTES = 4_000_000
MOST_FILES = 2_000
# The parser takes time and memory by the square of a dotted key's length; no line of prose has so many full stops.
MOST_DOTS = 200

Cells = list[tuple[int, list[str]]]


def standing(folder: Path) -> None:
    """Raises RegulationError where there is no such folder."""
    try:
        there = folder.is_dir()
    except OSError:  # a name too long
        there = False
    if not there:
        raise RegulationError("there is no such rule folder", where=str(folder), remedy="Check the path.")


def found(folder: Path, suffixes: Collection[str]) -> tuple[list[Path], bool]:
    """Paths below ``folder`` with one of ``suffixes``, sorted, and whether that is all of them (see MOST_FILES).

    Folders that can't be looked into and links to folders, which are not followed, are among the paths: reading them
    as a file says so.
    """
    paths: list[Path] = []
    closed: list[Path] = []
    seen = 0
    for place, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        seen += len(files) + len(folders)
        if seen > MOST_FILES:
            return sorted(paths), False
        inner = [Path(place, name) for name in folders]
        paths += [path for path in inner if path.is_symlink() or path.suffix in suffixes]
        paths += [path for name in files if (path := Path(place, name)).suffix in suffixes]
    return sorted({*paths, *closed}), True


def content(path: Path) -> bytes:
    """The bytes of a plain file. Raises RegulationError for every other thing, and for more than MOST_BYTES."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise RegulationError("a folder that is closed, a link or named like a file", where=path.name)
        if not stat.S_ISREG(kind):
            raise RegulationError("not a plain file", where=path.name)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RegulationError(error.strerror or "can't be opened", where=path.name) from None
    if len(data) > MOST_BYTES:
        raise RegulationError(f"more than {MOST_BYTES // 1_000_000} MB", where=path.name)
    return data


def table(path: Path) -> dict[str, Any]:
    """The table of a TOML file. Raises RegulationError."""
    try:
        text = content(path).decode("utf-8")
        if any(line.count(".") > MOST_DOTS for line in text.splitlines()):
            raise RegulationError(f"a line with more than {MOST_DOTS} full stops", where=path.name)
        return tomllib.loads(text)
    except UnicodeDecodeError:
        raise RegulationError("no text in UTF-8", where=path.name) from None
    except ValueError as error:  # also an integer of thousands of digits
        raise RegulationError(str(error), where=path.name) from None
    except RecursionError:
        raise RegulationError("nested too deeply", where=path.name) from None


def cells(path: Path) -> Cells:
    """(line, cells) of a CSV with its header, blank lines left out. Raises RegulationError."""
    try:
        reader = csv.reader(io.StringIO(content(path).decode("utf-8"), newline=""), strict=True)
        return [(reader.line_num, row) for row in reader if row]
    except UnicodeDecodeError:
        raise RegulationError("no text in UTF-8", where=path.name) from None
    except (ValueError, csv.Error) as error:
        raise RegulationError(str(error), where=path.name) from None


def records(header: Iterable[str], rows: Cells, path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows below a header by column. Raises RegulationError where there is none or one has other cells."""
    names = tuple(header)
    for line, row in rows:
        if len(row) != len(names):
            raise RegulationError(f"row {line} has {len(row)} cells in place of {len(names)}", where=path.name)
    if not rows:
        raise RegulationError("a header without any row", where=path.name)
    return [(line, dict(zip(names, row, strict=True))) for line, row in rows]
