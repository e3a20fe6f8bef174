"""``ytterby rules clock``: the last day of a review on the Chinese calendar."""

from __future__ import annotations

from datetime import date

import pytest

from ytterby.cli.main import run
from ytterby.regulation.clock import working_days


def test_the_last_day_has_45_working_days_before_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "clock", "2026-09-01"]) == 0
    said = capsys.readouterr().out
    ends = date.fromisoformat(said[:10])
    assert working_days(date(2026, 9, 1), ends) == 45
    assert working_days(date(2026, 9, 1), ends.replace(day=ends.day - 1)) == 44
    assert "45 working days after 2026-09-01" in said


def test_with_a_party_on_the_watch_list_no_limit_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "clock", "2026-09-01", "--watch-listed"]) == 0
    assert capsys.readouterr().out.startswith("no limit: A party is on the watch list")


def test_what_is_no_day_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "clock", "tomorrow"]) == 2
    assert "'tomorrow' is no date" in capsys.readouterr().err
