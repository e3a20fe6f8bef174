"""The door: a workbook file to a Reading, read here or in a process of its own."""

from __future__ import annotations

from pathlib import Path

from ytterby.bom import sniff
from ytterby.bom.apart import read_apart
from ytterby.bom.reading import Mapping, Reading
from ytterby.core.progress import SILENT, Progress

EVERYTHING_GUESSED = Mapping()
# Below these sizes our readers take less time than another process needs to start (0.3 s), and can't be caught in a
# call that lasts: measured 0.2 s for the largest.
SMALL_FILE, SMALL_UNPACKED = 1 << 20, 8 << 20
# The native reader of the first can take the whole process with it when bytes are damaged; a few bytes of the others
# can stand for very many cells, and only a process of its own has a limit of memory.
_BRITTLE = frozenset({sniff.Kind.XLS, sniff.Kind.XLSB, sniff.Kind.ODS, sniff.Kind.LOCKED})
_SWELLING = frozenset({sniff.Kind.XML_2003, sniff.Kind.FLAT_ODS, sniff.Kind.HTML})


def read(
    path: Path, mapping: Mapping = EVERYTHING_GUESSED, progress: Progress = SILENT, *, password: str | None = None
) -> Reading:
    """The bill in a workbook, the tables it stood in and every problem met.

    ``mapping`` overrides the guesses. Raises WorkbookError where the file can't be read or holds no table,
    PasswordNeeded where it is encrypted and ``password`` does not open it, and Cancelled where ``progress`` says so.
    """
    path = Path(path)
    progress.step(0.0, path.name)
    data = sniff.load(path)
    kind = sniff.sniff(data, path.name)
    unpacked = sniff.unpacked(data)
    if kind in _BRITTLE | _SWELLING or len(data) > SMALL_FILE or unpacked > SMALL_UNPACKED:
        return read_apart(path, mapping, progress, password, unpacked)
    from ytterby.bom.parse import parse  # a reading apart does without

    return parse(data, path, mapping, progress)
