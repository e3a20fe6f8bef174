"""No output is an input, two outputs are two files, and what can't be written is said before any work."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from builders_bom import workbook
from ytterby.cli import main
from ytterby.cli.outputs import refuse
from ytterby.core.errors import ReportError, UsageError

INPUTS = ("--mapping", "--password-file", "--since", "--answers", "--parties", "--parts", "--logo", "--owners",
          "--products", "--rates", "--with", "--declarations")
ONLY_ASSESSED = ("--since", "--answers", "--logo")


@pytest.mark.parametrize(("command", "option"), [
    *((("assess",), option) for option in INPUTS),
    *((("plan", "--scenario", "none.toml"), option) for option in INPUTS if option not in ONLY_ASSESSED),
])
def test_every_input_is_protected(
    command: tuple[str, ...], option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    kept = tmp_path / "kept.toml"
    kept.write_text("kept")
    assert main.run([*command, "none.xlsx", option, str(kept), "--report", str(kept)]) == main.WRONG
    assert "never written to" in capsys.readouterr().err
    assert kept.read_text() == "kept"


def test_the_same_file_by_another_way_is_the_same_file(tmp_path: Path) -> None:
    there = tmp_path / "there.xlsx"
    there.write_text("x")
    (tmp_path / "folder").mkdir()
    soft, hard, ahead = tmp_path / "soft.xlsx", tmp_path / "hard.xlsx", tmp_path / "ahead.xlsx"
    soft.symlink_to(there)
    hard.hardlink_to(there)
    ahead.symlink_to(tmp_path / "new.xlsx")
    for out in (soft, hard, tmp_path / "folder" / ".." / "there.xlsx"):
        with pytest.raises(UsageError, match="an input"):
            refuse([out], [there, None])
    for other in (ahead, tmp_path / "folder" / ".." / "new.xlsx"):
        with pytest.raises(UsageError, match="same file"):
            refuse([tmp_path / "new.xlsx", other], [])
    refuse([tmp_path / "new.xlsx", tmp_path / "other.xlsx"], [there], tmp_path / "forms")


def test_all_outputs_are_looked_at_before_the_first_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "none" / "brief.pdf"
    assert main.run(["assess", "none.xlsx", "--json", str(good), "--brief", str(bad)]) == main.WRONG
    assert str(bad) in capsys.readouterr().err
    with pytest.raises(ReportError, match="no folder"):
        refuse([], [], Path(__file__))


@pytest.mark.parametrize("option", ["--json", "--report", "--mapping", "--questionnaires"])
def test_an_empty_name_is_refused(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["assess", "none.xlsx", option, ""]) == main.WRONG
    assert "the name is empty" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "there", "said"), [
    (("--annotate", "copy.xlsm"), (), "must be named *.xlsx"),
    (("--annotate", "copies", "--with", "other.csv"), ("copies/bill - annotated as of 2026-11-21.xlsx",),
     "nothing is overwritten"),
    (("--questionnaires", "forms"), ("forms/Alpha.xlsx",), "nothing is overwritten"),
    (("--licence-files", "files"),
     ("files/end user not stated, not stated ordinary civil use assumed.xlsx",), "nothing is overwritten"),
    (("--since", "earlier.json"), ("earlier.json",), "no assessment"),
    (("--since", "."), (), "it is a folder"),
])
def test_a_call_that_fails_at_one_output_leaves_none(
    arguments: tuple[str, ...], there: tuple[str, ...], said: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("bill.csv", "other.csv"):
        Path(name).write_text("Part,Description,Qty,Supplier,Country\nM-1,SmCo magnet 20x10x5,2,Alpha,CN\n")
    for name in there:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("kept")
    before = sorted(tmp_path.rglob("*"))
    call = ["assess", "bill.csv", "--as-of", "2026-11-21", "--json", "o.json", "--report", "o.xlsx", *arguments]
    assert main.run(call) == main.WRONG
    assert said in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("target", ["copy.xlsx", "copy.xltm"])
def test_a_copy_that_can_not_be_named_so_is_refused_before_the_bill_is_assessed(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    workbook(Path("bill.xlsx"), [("Part", "Qty"), ("M-1", 2), ("M-2", 3)])
    with zipfile.ZipFile("bill.xlsx") as old, zipfile.ZipFile("bill.xlsm", "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"openxmlformats-officedocument.spreadsheetml.sheet.main",
                                            b"ms-excel.sheet.macroEnabled.main"))
    assessed: list[object] = []
    monkeypatch.setattr("ytterby.cli.commands.assess._assessed", lambda *given: assessed.append(given))
    assert main.run(["assess", "bill.xlsm", "--annotate", target]) == main.WRONG
    assert "must be named *.xlsm" in capsys.readouterr().err
    assert assessed == []


def test_a_part_library_is_not_replaced_by_its_own_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library, link = tmp_path / "parts.sqlite", tmp_path / "link.json"
    empty = tmp_path / "empty.json"
    empty.write_text('{"format": "ytterby.parts/2", "entries": []}')
    assert main.run(["parts", "import", str(library), str(empty)]) == 0
    kept = library.read_bytes()
    link.symlink_to(library)
    for out in (library, link):
        assert main.run(["parts", "export", str(library), str(out)]) == main.WRONG
        assert "never written to" in capsys.readouterr().err
    assert library.read_bytes() == kept
    assert main.run(["parts", "export", str(library), str(tmp_path / "out.json")]) == 0
