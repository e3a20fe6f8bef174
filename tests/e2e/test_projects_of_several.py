"""Several bills and owners on the command line, with sources and outages in the JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "drive-unit.xlsx"
PUMP = ("Level,Part number,Description,Manufacturer,Qty,Annual use,Stock,Unit price\n"
        "0,PU-1,Pump,,1,365,,\n1,MG-9,Magnet NdFeB N42SH with Dy,Gamma Magnet KK,2,,100,4 EUR\n")


def ytterby(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "ytterby", *map(str, arguments)], capture_output=True, text=True,
                          encoding="utf-8", timeout=100)


def assessed(*arguments: object) -> dict[str, Any]:
    done = ytterby("assess", SAMPLE, "--as-of", "2026-11-21", "--json", "-", *arguments)
    assert done.returncode == 0, done.stderr
    parsed: dict[str, Any] = json.loads(done.stdout)
    return parsed


def outage(data: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in data["outages"]["impacts"] if one["name"] == name)
    return found


def test_a_second_bill_joins_and_owners_fail_together(tmp_path: Path) -> None:
    pump, owners = tmp_path / "pump.csv", tmp_path / "owners.csv"
    pump.write_text(PUMP, "utf-8")
    owners.write_text("name,owner\nMagnetwerk Alpha GmbH,Holding\nGamma Magnet KK,Holding\n", "utf-8")
    data = assessed("--with", pump, "--owners", owners)
    magnet = next(line for line in data["lines"] if line["part_number"] == "MG-9")
    assert magnet["sheet"].startswith("pump.csv")
    assert magnet["annual_quantity"] == 730
    holding = outage(data, "Holding")
    assert magnet["item"] in holding["items"]
    shared = next(line for line in data["lines"] if line["part_number"] == "MG-2003")
    assert shared["item"] in holding["items"]
    assert [way["kind"] for way in shared["sourcing"]["single"]][:1] == ["owner"]
    alone = next(line for line in assessed()["lines"] if line["part_number"] == "MG-2003")
    assert "owner" not in [way["kind"] for way in alone["sourcing"]["single"]]


def test_an_outage_in_json_lasts_as_long_as_stock_divided_by_use(tmp_path: Path) -> None:
    pump = tmp_path / "pump.csv"
    pump.write_text(PUMP, "utf-8")
    done = ytterby("assess", pump, "--as-of", "2026-11-21", "--json", "-")
    supplier = outage(json.loads(done.stdout), "Gamma Magnet KK")
    assert supplier["survive_days"] == 50  # 100 in stock, 2 a day
    assert (supplier["survives"], supplier["loss"]) == (False, None)  # nothing is said of what a pump earns


def test_what_can_not_be_joined_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    pump = tmp_path / "pump.csv"
    pump.write_text(PUMP, "utf-8")
    for arguments, words in (
        (("--with", SAMPLE), "already"), (("--with", tmp_path / "a.ytterby"), "project"),
        (("--with", tmp_path / "none.csv"), "no such file"), (("--owners", SAMPLE), "owners"),
        (("--with", pump, "--annotate", tmp_path / "copy.xlsx"), "several workbooks"),
        (("--owners", tmp_path / "o.csv", "--json", tmp_path / "o.csv"), ""),
    ):
        done = ytterby("assess", SAMPLE, *arguments)
        assert done.returncode == 2, arguments
        assert words in done.stderr
        assert len(done.stderr.strip().splitlines()) <= 2


def test_annotated_copies_of_several_go_into_a_folder_and_a_csv_takes_the_comma(tmp_path: Path) -> None:
    pump, copies, lines = tmp_path / "pump.csv", tmp_path / "copies", tmp_path / "lines.csv"
    pump.write_text(PUMP, "utf-8")
    done = ytterby("assess", SAMPLE, "--as-of", "2026-11-21", "--with", pump, "--annotate", copies, "--csv", lines,
                   "--csv-decimal", "comma")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in copies.iterdir()) == [
        "drive-unit - annotated as of 2026-11-21.xlsx", "pump - annotated as of 2026-11-21.xlsx"]
    assert "pump.csv: " in done.stderr  # what a copy of a CSV does not hold
    assert lines.read_text("utf-8-sig").splitlines()[0].count(";") > 20
    again = ytterby("assess", SAMPLE, "--as-of", "2026-11-21", "--with", pump, "--annotate", copies)
    assert again.returncode == 2
    assert "nothing is overwritten" in again.stderr
