"""How long a reading goes on once it is stopped, at many points of it: at most 0.3 s.

    .venv/bin/python tests/benchmarks/cancelling.py [POINTS]        default 40 points of each reading

Each workbook is stopped at evenly spread moments between begin and end; printed is the longest wait until it had ended.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reading import bill

from ytterby.bom.read import SMALL_FILE, read
from ytterby.core.progress import Cancelled

LIMIT = 0.3
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "boms"


class StopAt:
    """Progress that says stop from a moment on."""

    def __init__(self, moment: float) -> None:
        self._moment = moment

    def step(self, done: float, label: str = "") -> None:
        if time.perf_counter() > self._moment:
            raise Cancelled


def longest_wait(path: Path, points: int) -> tuple[float, float]:
    """(seconds of the whole reading, longest wait after the stop); one that ends by itself meanwhile ends as well."""
    read(path)
    begun = time.perf_counter()
    read(path)
    whole, longest = time.perf_counter() - begun, 0.0
    for point in range(points):
        moment = time.perf_counter() + whole * point / points
        with contextlib.suppress(Cancelled):
            read(path, progress=StopAt(moment))
        longest = max(longest, time.perf_counter() - moment)
    return whole, longest


def main() -> int:
    points = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        made = [Path(folder, f"{lines}.xlsx") for lines in (1_000, 5_000, 50_000)]
        for path in made:
            bill(path, int(path.stem))
        real = sorted(CORPUS.glob("*.*s*"), key=lambda path: path.stat().st_size)[-4:] if CORPUS.exists() else []
        for path in (*made, *real):
            whole, longest = longest_wait(path, points)
            where = "apart" if path.stat().st_size > SMALL_FILE else "small"
            print(f"{path.name}, {path.stat().st_size / 1e6:.2f} MB ({where}): "
                  f"read in {whole:.2f} s, stopped within {longest:.3f} s (limit {LIMIT})", flush=True)
            worst = max(worst, longest)
    print(f"longest {worst:.3f} s")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
