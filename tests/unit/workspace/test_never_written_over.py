"""A project is written over a project only, an export over none, and damaged settings are kept aside."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import builders_workspace as b
from ytterby.bom.reading import Mapping
from ytterby.core.errors import ProjectError, ReportError
from ytterby.core.progress import Cancelled
from ytterby.core.text import issue_text
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.report.exports import Order, carry_out, refuse_inputs
from ytterby.resources import folder
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.part_memory import same_person
from ytterby.workspace.project import load, save
from ytterby.workspace.settings import Settings, load_settings, save_settings


@pytest.mark.parametrize("held", [b"PK\x03\x04 a workbook", b"notes", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_project_is_not_saved_over(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "notes.ytterby"
    path.write_bytes(held)
    with pytest.raises(ProjectError, match="no project"):
        save(b.document(), path)
    assert path.read_bytes() == held


def test_an_export_takes_the_place_of_no_project_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "unit.json"
    save(b.document(), path)
    save(b.document(), path)  # a project itself may be saved again
    with pytest.raises(ReportError, match="project"):
        refuse_inputs(path, b.document())
    refuse_inputs(tmp_path / "new.json", b.document())


def test_another_name_of_the_workbook_is_the_workbook(tmp_path: Path) -> None:
    source, other = tmp_path / "bill.xlsx", tmp_path / "other.xlsx"
    source.write_bytes(b"PK")
    other.hardlink_to(source)
    with pytest.raises(ReportError, match="workbook"):
        refuse_inputs(other, replace(b.document(), path=source))


class Stopped:
    """Stopped by the user as soon as the folder is there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def step(self, done: float, label: str = "") -> None:
        if self._folder.is_dir():
            raise Cancelled


@pytest.mark.parametrize("key", ["questionnaires", "licence files"])
def test_a_stopped_export_leaves_no_empty_folder(tmp_path: Path, key: str) -> None:
    document = open_workbook(folder("samples", "drive-unit.xlsx"), Mapping(), date(2026, 11, 21))
    made = assess(document, Rulebook.shipped(), Knowledge.shipped())
    with pytest.raises(Cancelled):
        carry_out(Order(key, tmp_path / "out", document, made), Stopped(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    (tmp_path / "out").mkdir()
    with pytest.raises(Cancelled):
        carry_out(Order(key, tmp_path / "out", document, made), Stopped(tmp_path / "out"))
    assert (tmp_path / "out").is_dir()  # it was the user's


@pytest.mark.parametrize("year", [1, 9999])
def test_an_as_of_date_of_no_time_of_ours_is_a_damaged_project(tmp_path: Path, year: int) -> None:
    path = tmp_path / "unit.ytterby"
    save(replace(b.document(), as_of=date(year, 1, 1)), path)
    with pytest.raises(ProjectError) as told:
        load(path)
    assert told.value.where == str(path)


def test_damaged_settings_are_kept_aside_and_told_once(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"two_persons": "on", ')
    assert [issue.code for issue in load_settings(file)[1]] == ["settings-unreadable", "two-persons-held"]
    assert (tmp_path / "settings.json.damaged").read_text() == '{"two_persons": "on", '
    assert [issue.code for issue in load_settings(file)[1]] == ["two-persons-held"]


def test_the_two_person_rule_holds_while_nobody_knows_what_a_damaged_file_said(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"two_persons": "on", ')
    settings, issues = load_settings(file)
    assert settings.two_persons == "on"
    assert "two-person rule is taken to be on" in issue_text(issues[1])
    assert load_settings(file)[0].two_persons == "on", "also at the next start, before anything was saved"
    save_settings(Settings(two_persons="off"), file)
    assert load_settings(file)[0].two_persons == "off"


def test_a_two_person_rule_that_can_not_be_read_holds(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"two_persons": "yes"}))
    settings, issues = load_settings(file)
    assert settings.two_persons == "on"
    assert len(issues) == 1


@pytest.mark.parametrize(("other", "same"), [("anna  berg", True), ("A.n-na Berg.", True), ("Ann Berg", False)])
def test_a_name_spelt_otherwise_is_no_second_person(other: str, same: bool) -> None:
    assert same_person("Anna Berg", other) is same
