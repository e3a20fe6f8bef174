"""Projects of every format ever written stay readable. A file here is never written anew: it is what users have."""

from __future__ import annotations

import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest

import builders_workspace as b
from ytterby.cli.main import run
from ytterby.core.text import sentence
from ytterby.workspace.document import Document
from ytterby.workspace.formats import FORMAT
from ytterby.workspace.project import load

GOLDEN = Path(__file__).parent


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("project-*.ytterby")), ids=lambda path: path.stem)
def test_a_project_once_written_opens_with_all_that_it_held(path: Path) -> None:
    found = load(path)
    expected = without_later_fields(b.document(), path.stem)
    for each in fields(Document):
        if each.name not in ("reading", "bills"):
            assert getattr(found, each.name) == getattr(expected, each.name), each.name
    assert found.reading is not None
    assert found.reading.bom.items == b.reading().bom.items
    assert found.reading.bom.usages.parent.tolist() == [-1, 0, 0, 0]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("project-*.ytterby")), ids=lambda path: path.stem)
def test_a_project_once_written_is_assessed_and_all_it_tells_has_its_sentence(
        path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = shutil.copy(path, tmp_path)
    assert run(["assess", str(kept)]) == 0
    printed = capsys.readouterr().out
    assert "Lines that skip a level, so their parent is uncertain (1): rows 3." in printed


@pytest.mark.parametrize(("rows", "count"), [("3", "1"), ("3, 7-9, 12", "5"), ("3, 5, …", "?"), ("", "?")])
def test_an_issue_of_a_version_that_said_less_is_told_with_what_it_holds(rows: str, count: str) -> None:
    assert sentence("level-jump", (("rows", rows),)).startswith(
        f"Lines that skip a level, so their parent is uncertain ({count}): rows {rows}.")


def test_what_an_issue_does_not_hold_at_all_is_shown_as_unknown() -> None:
    assert sentence("no-table") == "No bill was found in sheet ?."


LATER = ("plans",)
LATER_YET = ("plan_limits", "recovery", *LATER)
NOT_YET: dict[str, tuple[str, ...]] = {
    "project-1": ("owners", "saved", "licences", "alternatives", "history", "forms", "rates", "declarations",
                  *LATER_YET),
    "project-1-b": ("licences", "alternatives", "history", "forms", "rates", "declarations", *LATER_YET),
    "project-1-c": ("rates", *LATER_YET),  # the first with a history, one of whose fields had another name
    "project-1-d": LATER_YET,
    "project-1-e": (),
}
"""Per file the fields that came after it was written, oldest file first."""


def without_later_fields(document: Document, written: str) -> Document:
    """Fields that came after the file was written are at their default."""
    fresh = Document(document.as_of)
    products = tuple(replace(one, price=None, margin=None) for one in document.products)
    old = replace(document, products=products) if written == "project-1" else document
    return replace(old, **{name: getattr(fresh, name) for name in NOT_YET[written]})


def test_every_format_has_its_file() -> None:
    written = {path.stem for path in GOLDEN.glob("project-*.ytterby")}
    assert written == set(NOT_YET)
    assert {stem.split("-")[1] for stem in written} == {str(number) for number in range(1, FORMAT + 1)}
    last = list(NOT_YET.values())[-1]
    assert not last, "a field was added since: keep a file that holds it"
