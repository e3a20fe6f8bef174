"""One project, two who want it: who has it open is told, and nobody's saved work is replaced unasked."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

import builders_workspace as b
from ytterby.core.errors import ProjectChanged, ProjectInUse
from ytterby.workspace.claims import claim, mark_of, note_of
from ytterby.workspace.project import load, save

NOW = datetime(2026, 11, 21, 23, 40)
_HOLD = """
import sys
from datetime import datetime
from pathlib import Path
from ytterby.workspace.claims import claim
held = claim(Path(sys.argv[1]), "Dana", datetime(2026, 11, 21, 9, 30))
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "drive.ytterby"
    save(b.document(), path)
    return path


def test_a_second_claim_is_told_who_holds_the_first_and_since_when(project: Path) -> None:
    first = claim(project, "Dana", NOW)
    with pytest.raises(ProjectInUse, match=r"Dana, since 2026-11-21 23:40"):
        claim(project, "Lee", NOW)
    first.release()
    claim(project, "Lee", NOW).release()


def test_another_program_holds_its_claim_until_it_is_gone_however_it_goes(project: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(project)], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "held"
        with pytest.raises(ProjectInUse, match="Dana, since 2026-11-21 09:30"):
            claim(project, "Lee", NOW)
        other.kill()
        other.wait()
    assert note_of(project).exists()  # left behind, and no claim
    claim(project, "Lee", NOW).release()
    assert not note_of(project).exists()


def test_a_claim_is_found_through_another_name_of_the_project(project: Path) -> None:
    other = project.with_name("link.ytterby")
    other.symlink_to(project)
    held = claim(project, "Dana", NOW)
    with pytest.raises(ProjectInUse):
        claim(other, "Lee", NOW)
    held.release()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 4000])
def test_a_note_of_anything_else_keeps_nobody_out(project: Path, content: bytes) -> None:
    note_of(project).write_bytes(content)
    claim(project, "Lee", NOW).release()


def test_a_note_that_points_elsewhere_is_not_written_to(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "other.db"
    with closing(sqlite3.connect(target)) as database:
        database.execute("CREATE TABLE theirs (value)")
    before = target.read_bytes()
    note_of(project).symlink_to(target)
    claim(project, "Lee", NOW).release()
    assert target.read_bytes() == before


def test_what_others_saved_since_is_not_replaced(project: Path) -> None:
    opened = mark_of(project)
    theirs = replace(b.document(), seed=77)
    now = save(theirs, project, over=opened)
    assert now == mark_of(project) != opened
    with pytest.raises(ProjectChanged):
        save(replace(b.document(), seed=5), project, over=opened)
    assert load(project).seed == 77
    assert [path.name for path in project.parent.iterdir()] == ["drive.ytterby"]


def test_overwriting_and_saving_where_the_file_is_gone_need_no_mark(project: Path) -> None:
    opened = mark_of(project)
    save(replace(b.document(), seed=77), project)
    save(replace(b.document(), seed=5), project)
    assert load(project).seed == 5
    project.unlink()
    assert mark_of(project) == ""
    save(replace(b.document(), seed=6), project, over=opened)
    assert load(project).seed == 6
