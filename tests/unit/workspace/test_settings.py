"""Settings survive, and a damaged file costs no more than the damaged value."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from ytterby.core.errors import ProjectError
from ytterby.planning.waits import named_priors
from ytterby.workspace.document import Document
from ytterby.workspace.recents import KEPT, recent_files, with_recent
from ytterby.workspace.settings import Settings, begun, load_settings, save_settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    settings = Settings(theme="dark", currency="JPY", seed=7, firm="Firma 株式会社", recents=("a.xlsx",))
    save_settings(settings, tmp_path / "deep" / "settings.json")
    assert load_settings(tmp_path / "deep" / "settings.json") == (settings, ())


def test_without_a_file_the_shipped_settings_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == (Settings(), ())


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00"])
def test_a_damaged_file_is_an_issue_and_no_crash(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text)
    settings, issues = load_settings(file)
    assert settings == Settings(two_persons="on")
    assert [issue.code for issue in issues] == ["settings-unreadable", "two-persons-held"]


def test_only_the_wrong_value_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "pink", "seed": "7", "currency": "USD", "unknown": 1}))
    settings, issues = load_settings(file)
    assert settings == Settings(currency="USD")
    assert [issue.code for issue in issues] == ["setting-refused", "setting-refused"]


def test_every_setting_has_label_and_help() -> None:
    for each in fields(Settings):
        assert each.metadata["label"]
        assert each.metadata["help"].endswith(".")
    with pytest.raises(ValueError):
        replace(Settings(), theme="pink")


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(ProjectError):
        save_settings(Settings(), tmp_path / "settings.json")


def test_recent_files_are_unique_newest_first_and_still_there(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.xlsx" for number in range(KEPT + 3)]
    settings = Settings()
    for file in files:
        file.touch()
        settings = with_recent(settings, file)
    settings = with_recent(settings, files[-2])
    assert len(settings.recents) == KEPT
    files[-1].unlink()
    assert recent_files(settings)[:2] == (files[-2], files[-3])
    assert with_recent(settings, files[-2]) is settings


def test_the_wait_that_the_settings_name_is_planned_with() -> None:
    document = begun(Settings(wait="importers-2025", currency="USD", seed=4), Document(date(2026, 11, 21)))
    assert document.wait == named_priors()["importers-2025"]
    assert (document.currency, document.seed) == ("USD", 4)


def test_settings_without_a_wait_leave_the_default_one() -> None:
    assert begun(Settings(), Document(date(2026, 11, 21))).wait is None


def test_a_wait_that_nobody_observed_is_refused_with_the_known_names() -> None:
    with pytest.raises(ProjectError, match="importers-2025"):
        begun(Settings(wait="last week"), Document(date(2026, 11, 21)))
