"""Two runs on the same workbook give the same bytes, whatever is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "control-board.xlsx"
OUTPUTS = {"--report": "r.xlsx", "--json": "j.json", "--csv": "c.csv", "--annotate": "a.xlsx", "--brief": "b.pdf",
           "--questionnaires": "forms", "--licence-files": "files"}


def written(folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    outputs = [word for option, name in OUTPUTS.items() for word in (option, str(folder / name))]
    subprocess.run([sys.executable, "-m", "ytterby", "assess", str(SAMPLE), "--as-of", "2026-11-21", *outputs],
                   check=True, capture_output=True, timeout=100)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_output_is_the_same_to_the_byte(tmp_path: Path) -> None:
    first, second = written(tmp_path / "first"), written(tmp_path / "second")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert {name for name in OUTPUTS.values() if "." in name} <= first.keys()
