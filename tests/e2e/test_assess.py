"""`ytterby assess` as a user calls it: a process, files in, files out."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from ytterby.bom.reading import Mapping

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "drive-unit.xlsx"
ASSUMED = "MOFCOM-2025-61=in-force@2026-11-11"
BINDING = ("in force", "unverified")


def ytterby(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "ytterby", *map(str, arguments)], capture_output=True, text=True,
                          encoding="utf-8", timeout=100, **options)


@cache
def assessed(*arguments: str) -> dict[str, Any]:
    done = ytterby("assess", SAMPLE, "--json", "-", *arguments)
    assert done.returncode == 0, done.stderr
    parsed: dict[str, Any] = json.loads(done.stdout)
    return parsed


def forces(data: dict[str, Any]) -> dict[tuple[str, str], set[str]]:
    """(instrument, limb) → the forces of its findings, over all lines and what lies upstream."""
    found: dict[tuple[str, str], set[str]] = {}
    for line in data["lines"]:
        for finding in (*line["findings"], *line["upstream"]):
            found.setdefault((finding["instrument"], finding["limb"]), set()).add(finding["force"])
    return found


def of(data: dict[str, Any], instrument: str) -> set[str]:
    return {force for (name, _), each in forces(data).items() if name == instrument for force in each}


def test_before_the_suspension_61_1_3_binds_and_57_and_the_other_limbs_do_not_yet() -> None:
    data = assessed("--as-of", "2025-10-20")
    assert of(data, "MOFCOM-GAC-2025-18") == {"in force"}
    assert of(data, "MOFCOM-GAC-2025-57") == {"not yet"}
    limbs = {limb: found for (name, limb), found in forces(data).items() if name == "MOFCOM-2025-61"}
    assert limbs["art. 1(3)"] == {"in force"}
    assert limbs["art. 1(2)"] == {"not yet"}


@pytest.mark.parametrize(("day", "force"), [("2025-12-15", "suspended"), ("2026-11-21", "unverified")])
def test_the_october_package_is_suspended_and_after_its_announced_end_unverified(day: str, force: str) -> None:
    data = assessed("--as-of", day)
    assert of(data, "MOFCOM-GAC-2025-18") == {"in force"}
    assert of(data, "MOFCOM-GAC-2025-57") == {force}
    assert of(data, "MOFCOM-2025-61") == {force}


def test_an_assumption_sets_its_instrument_alone_and_is_named_in_the_findings() -> None:
    data = assessed("--as-of", "2026-11-21", "--assume", ASSUMED)
    assert data["assumptions"] == [ASSUMED]
    assert of(data, "MOFCOM-2025-61") == {"in force"}
    assert of(data, "MOFCOM-GAC-2025-57") == {"unverified"}
    named = {finding["assumption"] for line in data["lines"] for finding in line["findings"]
             if finding["instrument"] == "MOFCOM-2025-61"}
    assert named == {ASSUMED}


def test_who_reads_only_what_was_published_before_the_suspension_sees_57_in_force() -> None:
    data = assessed("--as-of", "2025-12-15", "--known-by", "2025-10-15")
    assert of(data, "MOFCOM-GAC-2025-57") == {"in force"}


def test_no_line_with_a_catching_finding_is_shown_as_clear() -> None:
    for day in ("2025-10-20", "2025-12-15", "2026-11-21"):
        for line in assessed("--as-of", day)["lines"]:
            catching = [each for each in line["findings"] if each["outcome"] != "not controlled"]
            assert bool(catching) == (line["status"] != "not controlled"), line["part_number"]
            assert all(bool(each["missing"]) == (each["outcome"] == "undetermined") for each in catching)


def test_the_json_has_the_shape_of_the_contract() -> None:
    data = assessed("--as-of", "2026-11-21")
    assert data["format"] == "ytterby.assessment/1"
    assert set(data) >= {"program", "as_of", "rules", "workbook", "lines", "exposure", "issues"}
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", data["rules"]["digest"])
    assert set(data["workbook"]) >= {"name", "sha256", "tables"}
    assert set(data["workbook"]["tables"][0]) >= {"sheet", "header_rows", "first_row", "last_row", "columns"}
    for line in data["lines"]:
        assert set(line) >= {"id", "sheet", "row", "level", "parent", "part_number", "mpn", "description", "quantity",
                             "supplier", "origin", "rare_earth", "materials", "findings", "flags", "status"}
        assert line["rare_earth"] in {"yes", "likely", "possible", "no"}
        assert line["status"] in {"controlled", "undetermined", "not controlled"}
        assert set(line["flags"]) <= {"defence", "semiconductor", "for_defence", "for_semiconductor", "single_source",
                                      "licence_required", "upstream"}
    for issue in data["issues"]:
        assert set(issue) >= {"code", "severity", "sheet", "row", "column", "text"}
    ids = [line["id"] for line in data["lines"]]
    assert len(set(ids)) == len(ids)
    assert {line["parent"] for line in data["lines"]} - {None} <= set(ids)


def test_two_runs_give_the_same_json_and_the_same_report(tmp_path: Path) -> None:
    for name in ("a", "b"):
        ytterby("assess", SAMPLE, "--as-of", "2026-11-21", "--json", tmp_path / f"{name}.json",
                "--report", tmp_path / f"{name}.xlsx")
    for kind in ("json", "xlsx"):
        assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


def test_the_report_prints_day_assumption_and_rule_digest_and_a_row_per_line(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    done = ytterby("assess", SAMPLE, "--as-of", "2026-11-21", "--assume", ASSUMED, "--report", out)
    assert done.returncode == 0, done.stderr
    book = load_workbook(out)
    data = assessed("--as-of", "2026-11-21", "--assume", ASSUMED)
    for sheet in ("Summary", "Method"):
        text = " ".join(str(cell) for row in book[sheet].iter_rows(values_only=True) for cell in row)
        for needed in ("2026-11-21", ASSUMED, data["rules"]["digest"], "not legal advice"):
            assert needed in text, (sheet, needed)
    rows = [(row[0], row[1], row[6]) for row in book["Lines"].iter_rows(min_row=6, values_only=True)]
    assert rows == [(line["sheet"], line["row"], line["shown"]) for line in data["lines"]]
    caught = [row for row in book["Findings"].iter_rows(min_row=5, values_only=True) if row[6] != "not controlled"]
    assert caught
    for row in caught:
        assert row[4], "an instrument"
        assert row[14], "a source"
        assert row[8], "a date"


def test_without_outputs_a_summary_is_printed_with_the_day(tmp_path: Path) -> None:
    done = ytterby("assess", SAMPLE, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert re.search(r"as of \d{4}-\d\d-\d\d", done.stdout)
    assert "undetermined" in done.stdout
    assert "not legal advice" in done.stdout
    assert not list(tmp_path.iterdir())


def test_a_console_without_chinese_letters_fails_nothing_and_json_stays_utf_8() -> None:
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    printed = ytterby("assess", SAMPLE, "--as-of", "2026-11-21", env=plain)
    assert printed.returncode == 0, printed.stderr
    assert "?" in printed.stdout
    written = ytterby("assess", SAMPLE, "--as-of", "2026-11-21", "--json", "-", env=plain)
    assert json.loads(written.stdout) == assessed("--as-of", "2026-11-21")


@pytest.mark.parametrize(("fail_on", "day", "code"), [
    ("controlled", "2026-11-21", 1), ("undetermined", "2026-11-21", 1), ("controlled", "2025-01-01", 0)])
def test_fail_on_gives_exit_1_where_such_lines_exist(fail_on: str, day: str, code: int) -> None:
    assert ytterby("assess", SAMPLE, "--as-of", day, "--fail-on", fail_on).returncode == code


@pytest.mark.parametrize(("day", "code"), [("2025-12-15", 0), ("2026-11-21", 1)])
def test_fail_on_counts_what_binds_and_not_what_is_suspended(day: str, code: int, tmp_path: Path) -> None:
    bill = tmp_path / "oxide.csv"
    bill.write_text("Part number;Description;Quantity;Origin\nEO-4N;Erbium oxide powder 99.99 %;2;CN\n"
                    "S-1;Screw M4 x 10;4;DE\nW-1;Washer M4;4;DE\n")
    assert ytterby("assess", bill, "--as-of", day, "--fail-on", "undetermined").returncode == code


def bad_inputs(folder: Path) -> dict[str, Path]:
    empty = folder / "empty.xlsx"
    Workbook().save(empty)
    fake = folder / "fake.xlsx"
    fake.write_text("Dear Sir,\nplease find attached nothing.\n")
    encrypted = folder / "encrypted.xlsx"
    encrypted.write_bytes(encrypted_container())
    cut = folder / "cut.xlsx"
    cut.write_bytes(SAMPLE.read_bytes()[:3000])
    nothing = folder / "nothing.xlsx"
    nothing.touch()
    return {"missing": folder / "missing.xlsx", "folder": folder, "fake": fake, "encrypted": encrypted, "empty": empty,
            "cut": cut, "nothing": nothing}


def encrypted_container() -> bytes:
    """An OLE2 file with one entry named EncryptedPackage: what Excel writes where a password is set."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    header[24:34] = bytes.fromhex("3E000300FEFF09000600")
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = (0xFFFFFFFE).to_bytes(4, "little")
    header[76:80] = (0).to_bytes(4, "little")
    header[80:] = b"\xff" * 432
    table = bytearray(b"\xff" * 512)
    table[0:4] = (0xFFFFFFFD).to_bytes(4, "little")
    table[4:8] = (0xFFFFFFFE).to_bytes(4, "little")
    directory = b"".join(directory_entry(name, kind) for name, kind in (("Root Entry", 5), ("EncryptedPackage", 2)))
    return bytes(header + table) + directory.ljust(512, b"\0")


def directory_entry(name: str, kind: int) -> bytes:
    entry = bytearray(128)
    text = name.encode("utf-16-le") + b"\0\0"
    entry[: len(text)] = text
    entry[64:66] = len(text).to_bytes(2, "little")
    entry[66], entry[67] = kind, 1
    entry[68:80] = b"\xff" * 8 + ((1).to_bytes(4, "little") if kind == 5 else b"\xff" * 4)
    entry[116:120] = (0xFFFFFFFE).to_bytes(4, "little")
    return bytes(entry)


@pytest.mark.parametrize("kind", ["missing", "folder", "fake", "encrypted", "empty", "cut", "nothing"])
def test_a_bad_input_is_one_clear_line_and_exit_2(kind: str, tmp_path: Path) -> None:
    path = bad_inputs(tmp_path)[kind]
    done = ytterby("assess", path, "--as-of", "2026-11-21")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert path.name in done.stderr
    assert "Traceback" not in done.stderr
    if kind == "encrypted":
        assert re.search("encrypt|password", done.stderr)


def test_the_workbook_itself_is_never_written_to(tmp_path: Path) -> None:
    mine = tmp_path / "mine.xlsx"
    mine.write_bytes(SAMPLE.read_bytes())
    done = ytterby("assess", mine, "--report", mine)
    assert done.returncode == 2
    assert mine.read_bytes() == SAMPLE.read_bytes()


def test_an_output_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    for option, name in (("--json", "o.json"), ("--report", "o.xlsx"), ("--annotate", "o.xlsx"),
                         ("--brief", "o.pdf")):
        done = ytterby("assess", SAMPLE, option, tmp_path / "none" / name)
        assert done.returncode == 2
        assert "folder does not exist" in done.stderr
        assert done.stderr.count("\n") == 1


def test_the_annotated_copy_is_written_beside_and_what_it_loses_is_said(tmp_path: Path) -> None:
    done = ytterby("assess", SAMPLE, "--as-of", "2026-11-21", "--annotate", tmp_path / "copy.xlsx")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"written: {tmp_path / 'copy.xlsx'}\n", "")
    heads = [cell.value for row in load_workbook(tmp_path / "copy.xlsx").worksheets[0].iter_rows() for cell in row]
    assert "Status (Ytterby)" in heads
    bill = tmp_path / "bill.csv"
    bill.write_text("Part number;Description;Quantity\nEO-4N;Erbium oxide powder;2\nS-1;=1+1;4\n")
    done = ytterby("assess", bill, "--as-of", "2026-11-21", "--annotate", tmp_path / "values.xlsx")
    assert done.returncode == 0
    assert "formulas, formats" in done.stderr
    sheet = load_workbook(tmp_path / "values.xlsx").active
    assert [sheet["B3"].value, sheet["B3"].data_type] == ["=1+1", "s"]


def test_the_brief_is_a_pdf_and_bears_the_name_of_the_firm(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        done = ytterby("assess", SAMPLE, "--as-of", "2026-11-21", "--brief", tmp_path / name, "--firm", "Werk & Söhne")
        assert done.returncode == 0, done.stderr
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", data)) == 2
    assert data == (tmp_path / "b.pdf").read_bytes()


def test_forms_go_out_to_suppliers_and_an_answer_comes_back_as_a_decision(tmp_path: Path) -> None:
    bill = tmp_path / "bill.csv"
    bill.write_text("Part number;Description;Quantity;Supplier;Origin\nM-7;Sintered NdFeB magnet N42;2;Gamma;CN\n"
                    "S-1;Screw M4 x 10;4;Delta;DE\nW-1;Washer M4;4;Delta;DE\n")
    done = ytterby("assess", bill, "--as-of", "2026-11-21", "--questionnaires", tmp_path / "forms")
    assert (done.returncode, done.stderr) == (0, "")
    form = tmp_path / "forms" / "Gamma.xlsx"
    book = load_workbook(form)
    book["Declaration"]["B4"], book["Declaration"]["B7"] = "N. N.", "2026-11-20"
    heads = {cell.value: cell.column for cell in book["Product List"][3]}
    for heading, answer in {"Contains rare earths": "yes", "Mass of the material in one piece, g": 9,
                            "Mass of the part, g": 9, "Dy, % of the material": 3}.items():
        book["Product List"].cell(4, heads[heading], answer)
    book.save(form)
    report = tmp_path / "report.xlsx"
    done = ytterby("assess", bill, "--as-of", "2026-11-21", "--answers", form, "--report", report)
    assert done.returncode == 0, done.stderr
    assert "M-7: contains (N. N., Gamma); undetermined, with the declared content controlled" in done.stderr
    rows = list(load_workbook(report)["Lines"].iter_rows(min_row=5, values_only=True))
    assert rows[1][rows[0].index("Decision")] == "contains"
    assert rows[1][rows[0].index("Status")] == "controlled"  # the shares of a yes count as stated


def test_a_mapping_file_and_a_sheet_override_the_guess(tmp_path: Path) -> None:
    sheet = assessed("--as-of", "2026-11-21")["workbook"]["tables"][0]
    column = next(each for each in sheet["columns"] if each["meaning"] == "description")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(f'[columns."{sheet["sheet"]}"]\n{column["column"]} = "remark"\n')
    done = ytterby("assess", SAMPLE, "--as-of", "2026-11-21", "--mapping", mapping, "--sheet", sheet["sheet"],
                   "--json", "-")
    data = json.loads(done.stdout)
    changed = next(each for each in data["workbook"]["tables"][0]["columns"] if each["column"] == column["column"])
    assert changed["meaning"] == "remark"


def test_no_window_library_and_no_heavy_one_is_loaded() -> None:
    heavy = ("PySide6", "shiboken6", "pyqtgraph", "pandas", "scipy.stats", "xlsxwriter", "matplotlib")
    script = (f"import sys; from ytterby.cli.main import run; run(['assess', {str(SAMPLE)!r}, '--json', '-']); "
              f"print([name for name in {heavy!r} if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_sample_takes_no_more_than_a_few_seconds_after_import(tmp_path: Path) -> None:
    script = ("import sys, time; from ytterby.cli.commands import assess; from ytterby.cli.main import run; "
              f"start = time.process_time(); run(['assess', {str(SAMPLE)!r}, '--as-of', '2026-11-21', "
              f"'--json', {str(tmp_path / 'o.json')!r}]); print(time.process_time() - start)")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert float(done.stdout.splitlines()[-1]) < 3.0, done.stdout + done.stderr


def large(folder: Path) -> Path:
    path = folder / "large.csv"
    rows = [f"P-{number},Magnet N42SH {number % 999} x {number},{number % 7 + 1},CN" for number in range(600_000)]
    path.write_text("Part number,Description,Quantity,Origin\n" + "\n".join(rows) + "\n")
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="a process can't be sent Ctrl+C there")
def test_ctrl_c_gives_exit_130_and_no_traceback(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-m", "ytterby", "assess", str(large(tmp_path)), "--json",
                                str(tmp_path / "o.json")], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    time.sleep(2.0)
    assert process.poll() is None, "it was done before it could be stopped"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, "ytterby: stopped\n")
    assert [path.name for path in tmp_path.iterdir()] == ["large.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
def test_a_reader_that_goes_away_is_no_error() -> None:
    call = [sys.executable, "-m", "ytterby", "assess", str(SAMPLE), "--json", "-"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert b"Error" not in process.stderr.read()
        assert process.wait(timeout=60) == 0


def test_a_project_is_assessed_as_it_was_saved(tmp_path: Path) -> None:
    """Its day and assumptions hold without the workbook; an option goes before them."""
    from dataclasses import replace

    from ytterby.workspace.assess import open_workbook
    from ytterby.workspace.project import save

    copy = tmp_path / "bill.xlsx"
    copy.write_bytes(SAMPLE.read_bytes())
    project = tmp_path / "drive.ytterby"
    save(replace(open_workbook(copy, Mapping(), date(2025, 10, 20)), seed=5), project)
    copy.unlink()
    own = ytterby("assess", project, "--json", tmp_path / "own.json")
    assert "as of 2025-10-20 (the project's day)" in own.stdout
    direct = ytterby("assess", SAMPLE, "--as-of", "2025-10-20", "--json", tmp_path / "direct.json")
    assert direct.returncode == own.returncode == 0
    one, other = (json.loads((tmp_path / f"{name}.json").read_text("utf-8")) for name in ("own", "direct"))
    assert one["lines"] == other["lines"]
    later = ytterby("assess", project, "--as-of", "2025-12-15", "--json", "-")
    assert json.loads(later.stdout)["as_of"] == "2025-12-15"
    refused = ytterby("assess", project, "--sheet", "BOM")
    assert refused.returncode == 2
    assert "project" in refused.stderr


def test_a_line_known_by_its_supplier_s_number_alone_goes_by_it_on_the_console_and_in_the_csv(tmp_path: Path) -> None:
    bill, out = tmp_path / "bill.csv", tmp_path / "lines.csv"
    bill.write_text("Supplier part number;Description;Quantity;Supplier\nSUP-77;SmCo ring magnet;2;Gamma\n", "utf-8")
    assert "SUP-77" in ytterby("assess", bill, "--as-of", "2026-11-21").stdout
    ytterby("assess", bill, "--as-of", "2026-11-21", "--csv", out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["Part"] for row in csv.DictReader(file)] == ["SUP-77"]
