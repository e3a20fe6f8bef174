"""Every kind of output on a disk that takes no more: one sentence, the old file kept, nothing half-written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "drive-unit.xlsx"
OUTPUTS = {
    "--report": "report.xlsx", "--json": "lines.json", "--csv": "lines.csv", "--annotate": "copy.xlsx",
    "--brief": "brief.pdf", "--questionnaires": "forms", "--licence-files": "files",
}
# -B: a compiled module must not be cut. Python ignores the signal that comes with the limit: writing past it is an
# error then, as on a full disk.
PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
del sys.argv[1]
from ytterby.cli.main import entry
entry()
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the size of files can't be limited here")


def written_under(limit: int, folder: Path, option: str) -> subprocess.CompletedProcess[str]:
    call = ["assess", str(SAMPLE), "--as-of", "2026-11-21", option, str(folder / OUTPUTS[option])]
    return limited(limit, folder, call)


def limited(limit: int, folder: Path, call: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-B", "-c", PROGRAM, str(limit), *call], capture_output=True, text=True,
                          timeout=100, env={"TMPDIR": str(folder), "PATH": "", "HOME": str(folder)})


def test_values_of_a_csv_and_the_template_are_refused_alike(tmp_path: Path) -> None:
    bill = tmp_path / "bill.csv"
    bill.write_text("Part number,Description\nM-1,SmCo magnet\nS-1,Screw M4\n", "utf-8")
    for call in (["assess", str(bill), "--annotate", str(tmp_path / "copy.xlsx")],
                 ["sample", "--template", str(tmp_path)]):
        done = limited(4_000, tmp_path, call)
        assert done.returncode == 2, done.stderr
        assert "as large as this" in done.stderr
    assert not list(tmp_path.glob("*.xlsx"))


@pytest.mark.parametrize("option", OUTPUTS)
def test_it_is_said_in_one_sentence_and_nothing_is_left(option: str, tmp_path: Path) -> None:
    folder = option in ("--questionnaires", "--licence-files")
    target = tmp_path / OUTPUTS[option]
    if not folder:
        target.write_bytes(b"as it was")
    done = written_under(4_000, tmp_path, option)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    said = [line for line in done.stderr.splitlines() if "as large as this" in line]
    assert len(said) == 1, done.stderr
    assert "written:" not in done.stdout
    left = [path.name for path in tmp_path.iterdir() if not path.name.startswith(".") or path.suffix == ".part"]
    assert left == ([] if folder else [target.name])
    assert folder or target.read_bytes() == b"as it was"


def test_the_second_of_several_files_takes_the_first_with_it(tmp_path: Path) -> None:
    """Forms differ in size: under a limit between the smallest and the largest, none of them stays."""
    assert written_under(1 << 30, tmp_path, "--questionnaires").returncode == 0
    forms = sorted((path.stat().st_size, path) for path in (tmp_path / "forms").iterdir())
    assert forms[0][0] < forms[-1][0]
    assert min(forms, key=lambda each: each[1].name)[0] < forms[-1][0], "the first one written fits"
    for _, path in forms:
        path.unlink()
    (tmp_path / "forms").rmdir()
    assert written_under(forms[-1][0] - 1, tmp_path, "--questionnaires").returncode == 2
    assert not (tmp_path / "forms").exists()
