"""A project gives back what was saved, and refuses everything else with a ProjectError."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders_workspace as b
from ytterby.core.errors import ProjectError
from ytterby.workspace.document import Document
from ytterby.workspace.project import load, save

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "drive.ytterby"
    save(b.document(), path)
    return path


def chosen(document: Document) -> list[object]:
    return [getattr(document, each.name) for each in fields(Document) if each.name not in ("reading", "bills")]


def test_all_that_the_user_chose_comes_back(project: Path) -> None:
    assert chosen(load(project)) == chosen(b.document())


def test_every_field_of_the_document_built_here_differs_from_its_default() -> None:
    plain = Document(b.AS_OF)
    assert [each.name for each in fields(Document) if each.name not in ("as_of", "bills")
            and getattr(plain, each.name) == getattr(b.document(), each.name)] == []


def test_what_was_read_comes_back_without_the_workbook(project: Path) -> None:
    was, found = b.reading(), load(project).reading
    assert found is not None
    assert (found.bom.name, found.bom.sha256, found.bom.sheets) == (was.bom.name, was.bom.sha256, was.bom.sheets)
    assert found.bom.items == was.bom.items
    assert (found.tables, found.issues, found.left_out) == (was.tables, was.issues, was.left_out)
    assert [(sheet.name, sheet.rows, sheet.hidden) for sheet in found.sheets] == [
        (sheet.name, sheet.rows, sheet.hidden) for sheet in was.sheets]
    for column in ("item", "sheet", "row", "level", "parent", "quantity", "alternative"):
        one, other = getattr(found.bom.usages, column), getattr(was.bom.usages, column)
        np.testing.assert_array_equal(one, other)
        assert one.dtype == other.dtype
    assert found.bom.usages.section == was.bom.usages.section


def test_a_document_without_a_workbook_can_be_kept(tmp_path: Path) -> None:
    save(Document(b.AS_OF), tmp_path / "empty.ytterby")
    assert load(tmp_path / "empty.ytterby").reading is None


def test_a_name_that_is_no_unicode_is_kept(tmp_path: Path) -> None:
    odd = Path("caf\udce9.xlsx")
    save(Document(b.AS_OF, odd), tmp_path / "odd.ytterby")
    assert load(tmp_path / "odd.ytterby").path == odd


def test_a_failed_save_leaves_the_old_project(project: Path) -> None:
    before = project.read_bytes()
    with pytest.raises(ProjectError, match="can't be saved"):
        save(replace(b.document(), seed=float("nan")), project)  # type: ignore[arg-type]
    assert project.read_bytes() == before
    assert [entry.name for entry in project.parent.iterdir()] == [project.name]


def test_the_workbook_itself_is_never_written_to(tmp_path: Path) -> None:
    workbook = tmp_path / "bill.xlsx"
    workbook.write_bytes(b"precious")
    with pytest.raises(ProjectError, match="never written to"):
        save(replace(b.document(), path=workbook), workbook)
    assert workbook.read_bytes() == b"precious"


def test_a_project_of_a_newer_format_says_so(project: Path) -> None:
    with closing(sqlite3.connect(project)) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(ProjectError, match="newer version"):
        load(project)


def test_a_field_of_a_newer_version_is_not_dropped_in_silence(project: Path) -> None:
    change(project, "UPDATE state SET name = 'forecast' WHERE name = 'currency'")
    with pytest.raises(ProjectError, match="'forecast' is not known to this version"):
        load(project)


@pytest.mark.parametrize(("make", "word"), [
    (lambda path: path.unlink(), "no such file"),
    (lambda path: path.write_bytes(b""), "no project"),
    (lambda path: path.write_text("PK\3\4 text"), "no project"),
    (lambda path: path.write_bytes(path.read_bytes()[:5000]), "damaged"),
    (lambda path: change(path, "PRAGMA application_id = 1"), "another program"),
    (lambda path: change(path, "DROP TABLE bill"), "not those of a project"),
    (lambda path: change(path, "CREATE TRIGGER t AFTER INSERT ON state BEGIN DELETE FROM bill; END"), "not those"),
    (lambda path: change(path, "DROP TABLE state", "CREATE VIEW state AS SELECT 1 AS name, 2 AS value"), "not those"),
    (lambda path: change(path, "DELETE FROM state WHERE name = 'as_of'"), "as-of date is missing"),
    (lambda path: change(path, "DELETE FROM bill WHERE name = 'items'"), "items is missing"),
    (lambda path: change(path, "UPDATE state SET value = value || ' ' WHERE name = 'seed'"), "seed is damaged"),
    (lambda path: change(path, "UPDATE bill SET sha256 = 'other' WHERE name = 'items'"), "items is damaged"),
    (lambda path: change(path, "UPDATE bill SET size = 5 WHERE name = 'items'"), "items is damaged"),
    (lambda path: change(path, "UPDATE bill SET size = 1 << 40 WHERE name = 'items'"), "items is damaged"),
    (lambda path: change(path, "UPDATE bill SET data = 'x' WHERE name = 'items'"), "items is damaged"),
])
def test_what_is_no_whole_project_is_refused(project: Path, make: Callable[[Path], object], word: str) -> None:
    make(project)
    with pytest.raises(ProjectError) as refusal:
        load(project)
    assert word in str(refusal.value)


@pytest.mark.parametrize("make", [
    lambda path: path.write_bytes(path.read_bytes()[:5000]),
    lambda path: change(path, "UPDATE state SET value = '{' WHERE name = 'seed'"),
    lambda path: change(path, "UPDATE state SET value = '[{\"verdict\": \"perhaps\"}]' WHERE name = 'decisions'"),
])
def test_of_damage_no_words_of_a_decoder_are_told(project: Path, make: Callable[[Path], object]) -> None:
    make(project)
    with pytest.raises(ProjectError) as refusal:
        load(project)
    for word in ("Expecting", "malformed", "Decision", "Verdict", "expected", "char "):
        assert word not in str(refusal.value)


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="folder"):
        load(tmp_path)


@pytest.mark.parametrize(("name", "value"), [
    ("as_of", "2026-13-01"), ("as_of", 5), ("seed", "1"), ("seed", True), ("seed", 1.5), ("currency", None),
    ("wait", {"median_days": 1}), ("wait", {"unknown": 1}), ("scenarios", [{"name": "a", "changes": [["Exec", {}]]}]),
    ("scenarios", [{"name": "a", "changes": ["AddStock"]}]), ("decisions", [{"verdict": "perhaps"}]), ("mapping", []),
    ("products", {"item_key": "a"}), ("products", [{"item_key": "a", "volume": float("nan")}]), ("path", 3),
    ("context", {"prices": [{"symbol": "Dy", "per_kg": {"low": 3, "best": 2, "high": 1}, "currency": "", "source": ""}
    ]}),
])
def test_a_value_that_does_not_fit_is_refused(project: Path, name: str, value: object) -> None:
    put(project, name, json.dumps(value))
    with pytest.raises(ProjectError, match="damaged"):
        load(project)


def test_nesting_without_end_is_refused(project: Path) -> None:
    put(project, "wait", "[" * 200_000)
    with pytest.raises(ProjectError):
        load(project)


@pytest.mark.parametrize(("name", "dtype", "values"), [
    ("item", "<i4", [0, 1, 2, 3]), ("item", "<i4", [0, 1, 2]), ("parent", "<i4", [0, 0, 0, 0]),
    ("parent", "<i4", [-2, 0, 0, 0]), ("parent", "<i4", [1, 2, 1, 0]), ("sheet", "<i2", [0, 0, 0, 9]),
    ("quantity", "<f8", [1, np.inf, 1, 1]), ("alternative", "|u1", [0, 1, 2, 0]), ("section", "<i4", [0, 0, 0, 1]),
])
def test_a_line_that_points_outside_of_the_bill_is_refused(
    project: Path, name: str, dtype: str, values: list[float],
) -> None:
    pack(project, f"usage.{name}", np.array(values, dtype).tobytes())
    with pytest.raises(ProjectError, match="damaged"):
        load(project)


@SHARED
@given(place=st.floats(0, 1, exclude_max=True), bits=st.integers(1, 255))
def test_a_changed_byte_gives_the_same_project_or_a_refusal(project: Path, place: float, bits: int) -> None:
    """What lies in no page in use may change unseen; nothing that is read may."""
    data = bytearray(project.read_bytes())
    data[int(place * len(data))] ^= bits
    damaged = project.with_name("damaged.ytterby")
    damaged.write_bytes(data)
    try:
        found = load(damaged)
    except ProjectError:
        return
    assert chosen(found) == chosen(b.document())
    assert found.reading is not None
    assert found.reading.bom.items == b.reading().bom.items


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def put(path: Path, name: str, text: str) -> None:
    """A state with the right digest: damaged on purpose, not by chance."""
    with closing(sqlite3.connect(path)) as database:
        row = (text, hashlib.sha256(text.encode()).hexdigest(), name)
        assert database.execute("UPDATE state SET value = ?, sha256 = ? WHERE name = ?", row).rowcount == 1
        database.commit()


def pack(path: Path, name: str, data: bytes) -> None:
    with closing(sqlite3.connect(path)) as database:
        row = (len(data), hashlib.sha256(data).hexdigest(), zlib.compress(data), name)
        assert database.execute("UPDATE bill SET size = ?, sha256 = ?, data = ? WHERE name = ?", row).rowcount == 1
        database.commit()
