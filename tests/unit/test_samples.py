"""The sample workbooks are what their generator writes, and hold what they are there to show."""

from __future__ import annotations

import importlib.util
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
NAMES = ("drive-unit.xlsx", "control-board.xlsx")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "packaging" / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path)}


def test_the_shipped_samples_are_what_the_generator_writes(
    generator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(generator, "TARGET", tmp_path)
    generator.main()
    assert sorted(path.name for path in SAMPLES.glob("*.xlsx")) == sorted(NAMES)
    for name in NAMES:
        assert cells(tmp_path / name) == cells(SAMPLES / name)


def test_writing_twice_gives_the_same_bytes(generator: ModuleType) -> None:
    assert generator.fixed_bytes(generator.drive_unit()) == generator.fixed_bytes(generator.drive_unit())


def test_the_stated_number_of_positions_of_the_drive_unit_is_right() -> None:
    rows = cells(SAMPLES / "drive-unit.xlsx")["BOM"]
    head = next(place for place, row in enumerate(rows) if row[0] == "Level")
    items = [row for row in rows[head + 1:] if row[1]]
    second_sources = sum(one[:2] == other[:2] for one, other in pairwise(items))
    stated = next(row[4] for row in rows if row[2] == "Total number of positions")
    assert len(items) - second_sources == stated
