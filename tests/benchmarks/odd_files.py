"""Every odd workbook of the collection through the command line: each opens or is refused in one line with exit code 2.

    .venv/bin/python tests/benchmarks/odd_files.py [FOLDER]

Without a folder those of the collection beside the project. Prints how many are done and what became of each file, then
the slowest and the largest beside the limits; exit code 1 where a limit is not met. Time is that of the processor, of
all processes of a run, so that it says the same on a busy machine; a run of 120 s by the clock is ended, and counts as
beyond. Memory is that of the largest process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ODD = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "odd"
SECONDS, MEGABYTES, PATIENCE = 20.0, 1024.0, 120.0


@dataclass(frozen=True, slots=True)
class Run:
    """One file: exit code, wall and processor seconds, MB, what was said on standard error, lines read."""

    name: str
    code: int
    seconds: float
    busy: float
    megabytes: float
    said: str
    lines: int
    disputed: bool

    @property
    def within(self) -> bool:
        refused = self.code == 2 and self.said.startswith("ytterby: ") and self.said.strip().count("\n") == 0
        soon = self.busy <= SECONDS and self.seconds <= PATIENCE
        return (self.code == 0 or refused) and soon and self.megabytes <= MEGABYTES

    @property
    def told(self) -> str:
        end = f"{self.lines:6} lines" + (", readers differ" if self.disputed else "") if self.code == 0 else self.said
        took = f"{self.busy:6.2f} s ({self.seconds:.1f} by the clock) {self.megabytes:6.0f} MB"
        return f"{self.code:3} {took}  {self.name}: {end.strip()}"


def run(path: Path, folder: Path) -> Run:
    """Reads, identifies and classifies one file in a process of its own."""
    out, said = folder / "out.json", folder / "said.txt"
    out.unlink(missing_ok=True)
    command = [sys.executable, "-m", "ytterby", "assess", str(path), "--json", str(out), "--as-of", "2026-11-21"]
    begun = time.perf_counter()
    with said.open("wb") as errors:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        patience = threading.Timer(PATIENCE, child.kill)
        patience.start()
        _, status, used = os.wait4(child.pid, 0)
        patience.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    found = json.loads(out.read_text("utf-8")) if out.exists() else {}
    return Run(
        path.name, child.returncode, time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024,
        said.read_text("utf-8", "replace"), len(found.get("lines", ())),
        any(issue["code"] == "readers-differ" for issue in found.get("issues", ())),
    )


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ODD
    paths, runs = sorted(folder.iterdir()), []
    with tempfile.TemporaryDirectory() as kept:
        for place, path in enumerate(paths, 1):
            runs.append(run(path, Path(kept)))
            print(f"{place:3} of {len(paths)} {runs[-1].told}", flush=True)
    opened, refused = ([each for each in runs if each.code == code] for code in (0, 2))
    slowest, largest = max(runs, key=lambda one: one.busy), max(runs, key=lambda one: one.megabytes)
    print(f"\n{len(runs)} files: {len(opened)} opened, {len(refused)} refused, "
          f"{len(runs) - len(opened) - len(refused)} otherwise; readers differ in {sum(r.disputed for r in runs)}")
    print(f"slowest {slowest.busy:.2f} s of the processor (limit {SECONDS:.0f}): {slowest.name}")
    print(f"largest {largest.megabytes:.0f} MB (limit {MEGABYTES:.0f}): {largest.name}")
    beyond = [each for each in runs if not each.within]
    for each in beyond:
        print("beyond: " + each.told)
    return int(bool(beyond))


if __name__ == "__main__":
    sys.exit(main())
