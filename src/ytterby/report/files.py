"""Several files into one folder: names without letters that some system forbids, nothing overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ytterby.core.errors import ReportError
from ytterby.core.files import is_there

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\ud800-\udfff]+')

_AT_START = " .=+-@"  # a formula where the name is pasted into a sheet, an option where it is given to a program


def file_names(folder: Path, names: Sequence[str], unnamed: str) -> tuple[Path, ...]:
    """An .xlsx for each name, each once."""
    taken: set[str] = set()
    paths = []
    for wanted in names:
        name = base = " ".join(_FORBIDDEN.sub(" ", wanted).split()).lstrip(_AT_START).rstrip(" .")[:60] or unnamed
        count = 1
        while name.casefold() in taken:
            count += 1
            name = f"{base} {count}"
        taken.add(name.casefold())
        paths.append(folder / f"{name}.xlsx")
    return tuple(paths)


def refuse_existing(paths: Iterable[Path]) -> None:
    """Raises ReportError where one is there: what people wrote into it must not go."""
    for path in paths:
        if is_there(path):
            raise ReportError("there is already such a file, and nothing is overwritten.", where=str(path),
                              remedy="Choose another folder.")


@contextmanager
def all_or_none(folder: Path, paths: Sequence[Path]) -> Iterator[None]:
    """Have ``folder`` while new files are written to it; where that fails or is stopped, none of them is left.

    The folder goes again where it was made here. Raises ReportError where one of the files is there already.
    """
    refuse_existing(paths)
    made = _make(folder)
    try:
        yield
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        for each in made:
            with suppress(OSError):  # somebody else has put something into it
                each.rmdir()
        raise


def _make(folder: Path) -> list[Path]:
    """Gives the folders made, the innermost first."""
    missing = [each for each in (folder, *folder.parents) if not is_there(each)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"the folder can't be made ({error.strerror}).", where=str(folder),
                          remedy="Choose another one.") from error
    return missing
