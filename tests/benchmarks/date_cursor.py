"""How long another as-of date takes: ``python tests/benchmarks/date_cursor.py`` prints the figures.

A bill of 100,000 lines is assessed once, then dragged over 20 days through the memo of the workspace, as the cursor of
the dashboard does: rules of the day, findings, exposure, and the outlook of the baseline, each printed apart. Beside
the time of the clock stands that of the processor, as other work on the machine makes the former longer.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import law

from ytterby.bom.reading import Reading
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace import assess as stages
from ytterby.workspace.document import Document
from ytterby.workspace.memo import Memo

LINES, DAYS = 100_000, 20


class Given(Memo):
    """With identities made by hand, and a note of how long each stage took that had to be computed."""

    def __init__(self, identities: object) -> None:
        super().__init__()
        self._identities, self.seconds = identities, dict[str, list[float]]()

    def get(self, stage: str, key: object, compute: Any) -> Any:
        def timed() -> Any:
            began = time.perf_counter()
            result = self._identities if stage == "identify" else compute()
            self.seconds.setdefault(stage, []).append(time.perf_counter() - began)
            return result

        return super().get(stage, key, timed)


def drag(items: int, scenarios: bool) -> None:
    bom, identities = law.bill(LINES, items)
    memo, rulebook, knowledge = Given(identities), Rulebook.shipped(), Knowledge.shipped()
    document = Document(date(2025, 3, 1), reading=Reading(bom, (), ()))
    if not scenarios:
        document = replace(document, scenarios=())
    began = time.perf_counter()
    found = stages.assess(document, rulebook, knowledge, memo=memo)
    first = time.perf_counter() - began
    memo.seconds.clear()
    taken, spent = [], []
    for step in range(1, DAYS + 1):
        began, worked = time.perf_counter(), time.process_time()
        found = stages.assess(replace(document, as_of=document.as_of + timedelta(days=30 * step)), rulebook, knowledge,
                              memo=memo)
        taken.append(time.perf_counter() - began)
        spent.append(time.process_time() - worked)
    caught = sum(item.control != "" for item in found.exposure.items)
    print(f"{LINES:,} lines, {items:,} items, {caught:,} of them caught; first {first:.2f} s; then a day "
          f"{1000 * sum(taken) / DAYS:.0f} ms, the slowest {1000 * max(taken):.0f} ms; of the processor "
          f"{1000 * sum(spent) / DAYS:.0f} ms, at most {1000 * max(spent):.0f} ms"
          f" ({'with' if scenarios else 'without'} the outlook)")
    for stage, seconds in memo.seconds.items():
        print(f"    {stage:<20}{1000 * sum(seconds) / DAYS:6.0f} ms")


if __name__ == "__main__":
    for items in (20_000, 100_000):
        drag(items, scenarios=False)
    drag(20_000, scenarios=True)
