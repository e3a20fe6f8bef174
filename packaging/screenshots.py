#!/usr/bin/env python3
"""Draws the pictures of the README from the sample: ``.venv/bin/python packaging/screenshots.py``. Needs no screen."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from ytterby.gui.app import run_pictures

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "samples" / "drive-unit.xlsx"
SHOWN = ("bill.png", "dashboard.png", "what-if.png")
AS_OF = date(2026, 11, 21)


def main() -> None:
    """Light pictures of the places in SHOWN, and the bill in dark as ``bill-dark.png``."""
    target = ROOT / "packaging" / "screenshots"
    target.mkdir(exist_ok=True)
    for scheme, names, ending in (("light", SHOWN, ".png"), ("dark", SHOWN[:1], "-dark.png")):
        with tempfile.TemporaryDirectory() as folder:
            made = {path.name: path for path in run_pictures(SAMPLE, Path(folder), AS_OF, scheme=scheme)}
            for name in names:
                (target / name.replace(".png", ending)).write_bytes(made[name].read_bytes())


if __name__ == "__main__":
    main()
