"""The program once more, in a process of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ytterby.core.apart import command


def test_what_lies_in_the_working_folder_is_not_taken_for_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "ytterby.py").write_text("print('taken over')", "utf-8")
    (tmp_path / "argparse.py").write_text("print('taken over')", "utf-8")
    monkeypatch.chdir(tmp_path)
    told = subprocess.run(command("--version"), capture_output=True, text=True, check=False)
    assert told.returncode == 0
    assert "taken over" not in told.stdout
