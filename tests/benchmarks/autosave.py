"""How soon an edit of a very large bill is safe, beside the time that packing the bill takes.

One command: python tests/benchmarks/autosave.py [lines]. Prints seconds from the edit until the journal on the disk
holds it, for the first edit and for edits made while the bill is being packed, and until the bill is in it, too.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from builders_gui import document, large_assessment
from ytterby.workspace.autosave import Autosave

LINES = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


def seed_in(folder: Path) -> int | None:
    """The seed in the copy of the journal, as a kill would leave it."""
    for journal in folder.glob("*.autosave"):
        copy = folder / "copy"
        copy.write_bytes(journal.read_bytes())
        try:
            with closing(sqlite3.connect(f"{copy.as_uri()}?immutable=1", uri=True)) as database:
                row = database.execute("SELECT value FROM state WHERE name = 'seed'").fetchone()
                return int(row[0]) if row else None
        except sqlite3.Error:
            return None
    return None


def seconds_until_safe(window: Autosave, folder: Path, edited: object, seed: int) -> float:
    start = time.perf_counter()
    window.note(replace(edited, seed=seed, path=folder / "bill.xlsx"))  # type: ignore[type-var]
    while seed_in(folder) != seed:
        time.sleep(0.02)
    return time.perf_counter() - start


def main() -> None:
    first = document(large_assessment(LINES, LINES // 5))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        window = Autosave(folder)
        start = time.perf_counter()
        safe = [seconds_until_safe(window, folder, first, seed) for seed in (101, 102, 103)]
        window.settle(600)
        packed = time.perf_counter() - start
        window.discard()
    print(f"{LINES:,} lines, {LINES // 5:,} items")
    print(f"first edit safe after {safe[0]:.2f} s; while the bill is packed after "
          f"{', '.join(f'{one:.2f}' for one in safe[1:])} s (5 s asked)")
    print(f"bill packed and in the journal after {packed:.1f} s: that long an edit was at risk before")


if __name__ == "__main__":
    main()
