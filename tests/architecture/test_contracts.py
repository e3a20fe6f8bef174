"""The layers hold, and the linter that holds them would notice: one forbidden import is planted per contract."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lint(top: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()",
               "--no-cache", "--config", str(top / "pyproject.toml")]
    environment = os.environ | {"PYTHONPATH": str(top / "src"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=top, env=environment, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_every_package_imports_only_from_those_below_it() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


PLAIN = "The part that must not lie is plain Python"
PLANTED = {
    "upwards": ("core/item.py", "import ytterby.bom.bill", "A package imports only from those below it"),
    "sideways": ("bom/bill.py", "import ytterby.regulation.rules", "A package imports only from those below it"),
    "cli to gui": ("cli/main.py", "import ytterby.gui.views", "A package imports only from those below it"),
    "Qt below the window": ("exposure/exposure.py", "import PySide6.QtCore", "Only the window knows Qt"),
    "arrays in the law": ("classification/classification.py", "import numpy", PLAIN),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_forbidden_import_fails(copy: Path, name: str) -> None:
    file, line, contract = PLANTED[name]
    target = copy / "src" / "ytterby" / file
    target.write_text(target.read_text("utf-8") + f"\n{line}\n", "utf-8")
    done = lint(copy)
    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout


def test_a_package_nobody_placed_in_the_layers_fails(copy: Path) -> None:
    (copy / "src" / "ytterby" / "stray").mkdir()
    (copy / "src" / "ytterby" / "stray" / "__init__.py").touch()
    assert lint(copy).returncode != 0
