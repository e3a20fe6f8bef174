"""The options of the command line by which a call states the trade and brings rules of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders_rules import own_rule
from ytterby.cli.main import run

BILL = """Part number,Description,Quantity,Supplier,Country of origin
MAG-1,SmCo disc magnet SmCo5,4,Example Heavy Works,DE
POL-1,Lanthanum oxide La2O3 polishing powder,1,Another,CN
SCR-1,Screw M4,10,Another,DE
"""
OWN = own_rule("OWN-LA", "A customer's own rule on lanthanum", "lanthanum oxide", "oxide", 'contains = ["La"]')


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    path = tmp_path / "bill.csv"
    path.write_text(BILL, "utf-8")
    return path


def assessed(bill: Path, *options: str) -> dict[str, Any]:
    """Part number → line of the JSON."""
    out = bill.parent / "out.json"
    assert run(["assess", str(bill), "--as-of", "2026-11-21", "--json", str(out), *options]) == 0
    data: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return {line["part_number"]: line for line in data["lines"]} | {"issues": data["issues"]}


def treatments(line: dict[str, Any]) -> set[str]:
    return {one["treatment"] for one in line["findings"] if one["outcome"] != "not controlled"}


def test_a_stated_end_use_and_list_change_the_treatment(bill: Path) -> None:
    assert treatments(assessed(bill)["MAG-1"]) == {"licence required"}
    assert "denied in principle" in treatments(assessed(bill, "--end-use", "military", "--destination", "de")["MAG-1"])
    assert treatments(assessed(bill, "--end-use", "military", "--destination", "US")["MAG-1"]) == {"prohibited"}
    assert "prohibited" in treatments(assessed(bill, "--end-user", "A Ltd", "--listed", "MOFCOM-2026-20")["MAG-1"])


def test_an_affiliate_counts_where_the_text_names_affiliates(bill: Path) -> None:
    assert "denied in principle" in treatments(assessed(bill, "--affiliate-of", "MOFCOM-2026-11")["MAG-1"])


def test_a_party_list_gives_possible_matches_and_no_verdict(bill: Path) -> None:
    parties = bill.parent / "parties.csv"
    parties.write_text("name,list\nExample Heavy Works Co. Ltd,MOFCOM-2026-11\nThird Party,own list\n", "utf-8")
    plain, found = assessed(bill), assessed(bill, "--parties", str(parties), "--end-user", "Third Party")
    assert treatments(found["MAG-1"]) == treatments(plain["MAG-1"])
    told = [one["text"] for one in found["issues"] if one["code"] == "party-possible-match"]
    assert len(told) == 2
    assert all("possible match" in text for text in told)


@pytest.mark.parametrize(("options", "said"), [
    (("--end-use", "war"), "invalid choice"), (("--destination", "Germany"), "no country"),
    (("--listed", "MOFCOM-2099-1"), "there is no list"), (("--parties", "nowhere.csv"), "nowhere.csv"),
    (("--rules", "nowhere"), "nowhere"),
])
def test_what_is_stated_amiss_is_said_in_one_line(
    bill: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, str], said: str
) -> None:
    assert run(["assess", str(bill), *options]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_an_empty_party_list_is_refused(bill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parties = bill.parent / "parties.csv"
    parties.write_text("name,list\n", "utf-8")
    assert run(["assess", str(bill), "--parties", str(parties)]) == 2
    assert "no party is named" in capsys.readouterr().err


def test_rules_of_ones_own_catch_and_are_marked_as_own(bill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = bill.parent / "own"
    folder.mkdir()
    (folder / "own.toml").write_text(OWN, "utf-8")
    line = assessed(bill, "--rules", str(folder))["POL-1"]
    finding = next(one for one in line["findings"] if one["instrument"] == "OWN-LA")
    assert (finding["outcome"], finding["force"]) == ("controlled", "in force")
    assert any("not shipped with the program" in sentence for sentence in finding["reasons"])
    assert all(one["instrument"] != "OWN-LA" for one in assessed(bill)["POL-1"]["findings"])
    capsys.readouterr()
    assert run(["rules", "list", "--rules", str(folder), "--as-of", "2026-11-21"]) == 0
    assert capsys.readouterr().out.count("not shipped") == 1
    assert run(["explain", str(bill), "--row", "3", "--rules", str(folder), "--as-of", "2026-11-21"]) == 0
    assert "not shipped with the program" in " ".join(capsys.readouterr().out.split())


def test_rules_of_ones_own_with_a_fault_are_refused_as_they_might_clear(
    bill: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = bill.parent / "own"
    folder.mkdir()
    (folder / "own.toml").write_text(OWN.replace('is = "in force"', 'is = "inforce"'), "utf-8")
    assert run(["assess", str(bill), "--rules", str(folder)]) == 2
    assert "own.toml" in capsys.readouterr().err


def test_the_json_tells_of_rules_elsewhere_with_what_they_ask_and_what_is_missing(bill: Path) -> None:
    line = assessed(bill)["MAG-1"]
    clause = next(one for one in line["elsewhere"] if one["measure"] == "ME001")
    assert (clause["applies"], clause["breach"]) == ("unknown", "unknown")
    assert "7052" in clause["citation"]["source"]
    assert any("melted" in need for need in clause["missing"])
    assert assessed(bill)["SCR-1"]["elsewhere"] == []


def test_explain_tells_what_other_jurisdictions_ask(bill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(bill), "--row", "2", "--as-of", "2027-01-01"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "252.225-7052" in said
    assert "country where the material of" in said


def test_days_of_a_comparison_beyond_the_calendar_of_the_law_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "diff", "0001-01-01", "2026-11-21"]) == 2
    assert "not between 2000-01-01 and 2100-12-31" in capsys.readouterr().err


def test_a_table_of_products_states_the_trade_of_each(tmp_path: Path) -> None:
    bill, products, out = tmp_path / "bill.csv", tmp_path / "products.csv", tmp_path / "out.json"
    bill.write_text("Level,Part number,Description,Quantity\n1,PUMP,Pump,1\n2,MAG-1,SmCo disc magnet SmCo5,4\n"
                    "1,SEAT,Seat drive,1\n2,MAG-2,SmCo ring magnet SmCo5,4\n", encoding="utf-8")
    products.write_text("product,volume,end use\nPUMP,1200,military\n", encoding="utf-8")
    assert run(["assess", str(bill), "--as-of", "2026-11-21", "--products", str(products), "--json", str(out)]) == 0
    lines = {one["part_number"]: one for one in json.loads(out.read_text(encoding="utf-8"))["lines"]}
    treated = {part: {one["treatment"] for one in lines[part]["findings"]} for part in ("MAG-1", "MAG-2")}
    assert "denied in principle" in treated["MAG-1"]
    assert "denied in principle" not in treated["MAG-2"]


def test_a_table_of_products_that_names_none_of_the_bill_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    bill, products = tmp_path / "bill.csv", tmp_path / "products.csv"
    bill.write_text(BILL, encoding="utf-8")
    products.write_text("product,volume\nPUMP,5\n", encoding="utf-8")
    assert run(["assess", str(bill), "--products", str(products)]) == 2
    assert "products.csv row 2: 'PUMP' is no product of this bill" in capsys.readouterr().err
