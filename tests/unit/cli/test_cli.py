"""Exit codes, one-line errors, a crash report without cell contents, and a quiet terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ytterby.cli import main
from ytterby.cli.console import Bar, printable
from ytterby.core.progress import Cancelled


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.mark.parametrize("arguments", [
    ["assess"], ["assess", "none.xlsx"], ["assess", "x.xlsx", "--as-of", "soon"],
    ["assess", "x.xlsx", "--as-of", "1999-12-31"], ["rules", "list", "--as-of", "2101-01-01"], ["rules"],
    ["rules", "show", "NO-SUCH"], ["nothing"],
    ["--nothing"], ["sample"], ["rules", "check", "none"], ["none.xlsx", "more"],
    ["assess", "x.xlsx", "--fail-on", "all"], ["assess", "x.xlsx", "--assume", "MOFCOM-2025-61"],
    ["assess", "x.xlsx", "--mapping", "none.toml"], ["assess", "x.xlsx", "--destination", "ZZ"],
    ["assess", "x.xlsx", "--firm", "\x1b[31mred"], ["assess", "x.xlsx", "--firm", "x" * 201],
])
def test_a_wrong_call_is_one_line_and_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(arguments) == main.WRONG
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("ytterby: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["assess", "--help"], ["rules", "--help"]])
def test_help_and_version_go_to_standard_output(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main.run(arguments)
    assert caught.value.code == 0
    assert capsys.readouterr().out


def test_the_help_explains_the_mapping_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.run(["assess", "--help"])
    said = capsys.readouterr().out
    assert "header_rows" in said
    assert "part_number" in said


def test_a_bug_gives_exit_70_and_a_report_without_cell_contents(
    logs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    cell = "-".join(("SECRET", "PART"))  # the report may quote our code, so the code must not hold the word

    def broken(_: object) -> int:
        try:
            {}[cell]
        except KeyError as error:
            raise RuntimeError(f"{cell} in row 7") from error
        return 0

    monkeypatch.setattr(main, "_dispatch", broken)
    assert main.run(["assess", "x.xlsx"]) == main.BUG
    reports = list(logs.rglob("crash-*.txt"))
    assert str(reports[0]) in capsys.readouterr().err
    for file in logs.rglob("*.*"):
        text = file.read_text("utf-8")
        assert "RuntimeError" in text
        assert cell not in text
    assert "KeyError" in reports[0].read_text("utf-8")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Cancelled])
def test_stopping_gives_exit_130(
    stop: type[BaseException], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    def stopped(_: object) -> int:
        raise stop

    monkeypatch.setattr(main, "_dispatch", stopped)
    assert main.run(["assess", "x.xlsx"]) == main.STOPPED
    assert capsys.readouterr().err == "ytterby: stopped\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_alone_and_wiped() -> None:
    nobody = io.StringIO()
    Bar(nobody).step(0.5, "reading")
    assert nobody.getvalue() == ""
    terminal = Terminal()
    bar = Bar(terminal)
    bar.step(0.5, "reading")
    bar.close()
    assert " 50% reading" in terminal.getvalue()
    assert terminal.getvalue().endswith(" \r")


def test_what_a_workbook_says_can_not_steer_the_terminal() -> None:
    assert printable("a\x1b[2Jb\nc\u202e钕") == "a [2Jb c 钕"


def test_samples_are_copied_and_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "folder"
    assert main.run(["sample", str(target)]) == main.DONE
    files = sorted(target.iterdir())
    assert [str(file) for file in files] == capsys.readouterr().out.split()
    assert len(files) >= 2
    files[0].write_text("mine")
    assert main.run(["sample", str(target)]) == main.WRONG
    assert files[0].read_text() == "mine"
    assert "nothing is overwritten" in capsys.readouterr().err


def test_a_bug_is_told_also_where_no_report_can_be_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(_: object) -> int:
        raise KeyError("SECRET")

    def refused(*_: object) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(main, "_dispatch", broken)
    monkeypatch.setattr("ytterby.workspace.faults.kept", refused)
    assert main.run(["assess", "x.xlsx"]) == main.BUG
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "can't be kept (Permission denied): KeyError." in said
    assert "SECRET" not in said


def test_an_option_without_its_file_says_which_kind_of_file_to_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["assess", "bill.xlsx", "--brief"]) == main.WRONG
    assert "name a PDF file (OUT.pdf)" in capsys.readouterr().err
    assert main.run(["assess", "bill.xlsx", "--as-of"]) == main.WRONG
    assert "write DATE behind it" in capsys.readouterr().err
