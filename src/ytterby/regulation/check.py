"""``ytterby rules check``: every fault of a rule folder, and entries that no case shows working."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from ytterby.core.errors import RegulationError
from ytterby.core.finding import Outcome
from ytterby.core.issue import Issue
from ytterby.regulation import files
from ytterby.regulation.faults import Faults
from ytterby.regulation.instrument import Instrument
from ytterby.regulation.lists import hs_lines, measures_elsewhere, observations, regimes
from ytterby.regulation.load import LISTS, load


def check(folder: Path, cases: Path | None = None) -> tuple[Issue, ...]:
    """One issue per fault, with file and key; empty where all is well.

    ``cases``: folder of case files; then every entry needs a case that it describes and one that it does not. Raises
    RegulationError where the folder itself can't be read.
    """
    files.standing(folder)
    loaded = load(folder)
    issues = list(loaded.issues)
    if not loaded.instruments and not issues:
        empty = Faults(folder.name)
        empty.add("rules-no-instrument")
        issues += empty.issues
    if os.path.lexists(folder / LISTS):
        issues += _lists(folder)
    if cases is not None:
        issues += _uncovered(loaded.instruments, cases)
    return tuple(issues)


def _lists(folder: Path) -> list[Issue]:
    faults = Faults(LISTS)
    for read in (observations, hs_lines, measures_elsewhere, regimes):
        try:
            read(folder)
        except RegulationError as error:
            faults.add("rules-unreadable-list", error.where, why=error.what)
    return list(dict.fromkeys(faults.issues))  # two of them read one file


def _uncovered(instruments: tuple[Instrument, ...], cases: Path) -> list[Issue]:
    shown: set[tuple[str, bool]] = set()
    for path in sorted(cases.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", ()):
            describes = case["expect"]["outcome"] != Outcome.NOT_CONTROLLED
            shown.add((f"{case['control']} {case.get('limb', '')}".strip(), describes))
    faults = Faults(cases.name)
    for instrument in instruments:
        for control in instrument.controls:
            for describes, kind in ((True, "positive"), (False, "negative")):
                if (control.name, describes) not in shown:
                    faults.add("rules-no-case", control.name, kind=kind)
    return faults.issues
