"""How often a call is right, by certainty: calls on the labelled bills of ../shared/corpus against labels read by hand.

Run as a script: `python tests/benchmarks/calibration.py`. A call of yes or likely claims a label of strength certain,
strong or medium, as the scoring of the corpus does; possible claims no more than a weak one or a trace. So a "likely"
on what a person labelled weak (a small servo that may as well hold ferrite) counts as wrong here. Both shares show.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ytterby.bom.read import read
from ytterby.bom.reading import Mapping
from ytterby.core.errors import YtterbyError
from ytterby.core.finding import Certainty
from ytterby.identification.identify import identify
from ytterby.identification.knowledge import Knowledge
from ytterby.workspace.surroundings import surroundings

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
POSITIVE = frozenset({"certain", "strong", "medium"})
CALLED = frozenset({Certainty.LIKELY, Certainty.YES})


def labels() -> dict[str, list[dict[str, str]]]:
    """Rows of labels.csv that are lines of a bill, by file."""
    found: dict[str, list[dict[str, str]]] = {}
    with (CORPUS / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["label"] != "header" and row["row_kind"] in ("item", ""):
                found.setdefault(row["file"], []).append(row)
    return found


def calls(path: Path) -> dict[tuple[str, int], Certainty]:
    """The certainty of each line, by sheet and row; by row alone where the file has no sheets."""
    try:
        bom = read(path, Mapping()).bom
    except YtterbyError:
        return {}
    identities = identify(bom.items, Knowledge.shipped(), surroundings=surroundings(bom))
    found: dict[tuple[str, int], Certainty] = {}
    for usage in bom:
        for sheet in (bom.sheets[usage.sheet], ""):
            known = found.get((sheet, usage.row), Certainty.NO)
            found[sheet, usage.row] = max(known, identities[usage.item].rare_earth, key=lambda one: one.rank)
    return found


def judged() -> Iterator[tuple[dict[str, str], Certainty]]:
    for name, rows in sorted(labels().items()):
        found = calls(CORPUS / "boms" / name)
        for row in rows:
            at = row["sheet"], int(row["excel_row"])
            yield row, found.get(at, found.get(("", at[1]), Certainty.NO) if at[0] == "(csv)" else Certainty.NO)


def main(*, misses: bool) -> None:
    right: Counter[Certainty] = Counter()
    labelled: Counter[Certainty] = Counter()
    made: Counter[Certainty] = Counter()
    hit = missed = false = 0
    for row, certainty in judged():
        made[certainty] += 1
        called = certainty in CALLED
        wanted = row["strength"] in POSITIVE
        labelled[certainty] += row["label"] != "no"
        right[certainty] += wanted
        hit += wanted and called
        missed += wanted and not called
        false += called and row["label"] == "no"
        if misses and (wanted != called and (wanted or row["label"] == "no")):
            print("missed" if wanted else "false", row["file"], row["excel_row"], row["text"][:110])
    for certainty in reversed(Certainty):
        share, any_label = (count[certainty] / max(1, made[certainty]) for count in (right, labelled))
        print(f"{certainty:9} {made[certainty]:5} lines   {share:6.1%} labelled certain, strong or medium"
              f"   {any_label:6.1%} with weak and trace")
    print(f"precision {hit / max(1, hit + false):.3f}  recall {hit / max(1, hit + missed):.3f}"
          f"  (hit {hit}, missed {missed}, false {false})")


if __name__ == "__main__":
    if not CORPUS.exists():
        sys.exit("the labelled corpus is not here")
    main(misses="--misses" in sys.argv)
