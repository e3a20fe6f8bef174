"""What the command line does where a stream is closed or full, and where outputs get in the way of something."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "drive-unit.xlsx"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs a shell and /dev/full")


def shell(line: str, folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """``line`` run by bash, in which "$@" calls ytterby with the arguments."""
    return subprocess.run(["bash", "-c", line, "bash", sys.executable, "-m", "ytterby", *map(str, arguments)],
                          capture_output=True, text=True, encoding="utf-8", cwd=folder, timeout=100)


@LINUX
@pytest.mark.parametrize(("line", "code"), [
    ('"$@" 2>/dev/full', 2), ('"$@" 2>&-', 2), ('"$@" >&- 2>&- <&-', 2), ('"$@" >/dev/full', 2),
])
def test_a_wrong_call_is_exit_2_also_where_nobody_hears_it(line: str, code: int, tmp_path: Path) -> None:
    assert shell(line, tmp_path, "assess", "none.xlsx").returncode == code


@LINUX
@pytest.mark.parametrize(("line", "code"), [('"$@" >&-', 0), ('"$@" 2>&-', 0), ('"$@" 2>/dev/full', 0)])
def test_a_good_call_stays_good(line: str, code: int, tmp_path: Path) -> None:
    assert shell(line, tmp_path, "rules", "list", "--as-of", "2026-11-21").returncode == code


@LINUX
def test_a_full_disk_under_standard_output_is_said(tmp_path: Path) -> None:
    done = shell('"$@" >/dev/full', tmp_path, "rules", "list")
    assert done.returncode == 2
    assert done.stderr.startswith("ytterby: standard output can't be written")
    assert done.stderr.count("\n") == 1


@LINUX
def test_the_report_is_written_though_nobody_reads_the_json(tmp_path: Path) -> None:
    done = shell('"$@" | true; exit ${PIPESTATUS[0]}', tmp_path, "assess", SAMPLE, "--json", "-", "--csv", "out.csv",
                 "--as-of", "2026-11-21")
    assert (done.returncode, done.stderr) == (0, "written: out.csv\n")
    assert (tmp_path / "out.csv").stat().st_size


@LINUX
def test_a_file_name_that_is_no_utf_8_gives_json(tmp_path: Path) -> None:
    workbook = tmp_path / "a\udcffb.xlsx"
    shutil.copy(SAMPLE, workbook)
    done = shell('"$@"', tmp_path, "assess", workbook, "--as-of", "2026-11-21", "--json", "out.json")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["lines"]
