#!/usr/bin/env python3
"""Draws pictures of the window. Needs no screen.

    .venv/bin/python packaging/screenshots.py                                those of the README, from the sample
    .venv/bin/python packaging/screenshots.py --all FOLDER [WORKBOOK …]      every place of each workbook (without one:
        of the sample) at 1366 x 768, 1920 x 1080 and 200 %, light and dark; the last is 1920 x 1080 as well
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from ytterby.gui.app import run_pictures

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "samples" / "drive-unit.xlsx"
SHOWN = (("light", ("bill.png", "dashboard.png", "what-if.png", "rules.png", "suppliers.png")),
         ("dark", ("bill.png",)))
ALL = {"1366": ((1366, 768), "1"), "1920": ((1920, 1080), "1"), "200": ((960, 540), "2")}  # size, scale factor
AS_OF = date(2026, 11, 21)


def for_readme() -> None:
    """The places in SHOWN; those in dark as ``<name>-dark.png``."""
    target = ROOT / "packaging" / "screenshots"
    target.mkdir(exist_ok=True)
    for scheme, names in SHOWN:
        with tempfile.TemporaryDirectory() as folder:
            made = {path.name: path for path in run_pictures(SAMPLE, Path(folder), AS_OF, scheme=scheme)}
            for name in names:
                ending = ".png" if scheme == "light" else f"-{scheme}.png"
                (target / name.replace(".png", ending)).write_bytes(made[name].read_bytes())


def every_place(folder: Path, workbooks: list[Path]) -> None:
    """Each in a process of its own, since Qt takes its scale once, at the start."""
    for workbook in workbooks or [SAMPLE]:
        for name, (_, scale) in ALL.items():
            for scheme in ("light", "dark"):
                target = folder / workbook.stem / f"{name}-{scheme}"
                command = [sys.executable, __file__, "--one", name, scheme, str(workbook), str(target)]
                subprocess.run(command, check=True, env={**os.environ, "QT_SCALE_FACTOR": scale})
                print(target, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("workbooks", nargs="*", type=Path)
    asked = parser.parse_args()
    if asked.one:
        name, scheme, workbook, target = asked.one
        run_pictures(Path(workbook), Path(target), AS_OF, scheme=scheme, size=ALL[name][0])
    elif asked.all:
        every_place(asked.all, asked.workbooks)
    else:
        for_readme()


if __name__ == "__main__":
    main()
