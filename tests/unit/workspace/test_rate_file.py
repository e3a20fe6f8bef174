"""Exchange rates of one's own: a file, laid over the shipped table, in the project and beside the figures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ytterby.cli.main import run
from ytterby.core.errors import UsageError
from ytterby.core.item import Money
from ytterby.exposure.rates import Rate, Rates
from ytterby.workspace.document import Document
from ytterby.workspace.edits import set_rates
from ytterby.workspace.project import load, save
from ytterby.workspace.rate_file import load_rates, save_rates

OWN = (Rate("USD", 0.5, date(2026, 11, 20), "treasury"), Rate("XBT", 9.25, date(2026, 11, 1)))


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    save_rates(OWN, tmp_path / "own" / "rates.csv")
    assert load_rates(tmp_path / "own" / "rates.csv") == OWN


def test_a_table_as_excel_saves_it_in_germany_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("Currency;eur_per_unit;as_of;basis\nUSD;0,88;2026-11-20;Bundesbank\n;;;\n", "utf-8-sig")
    assert load_rates(path) == (Rate("USD", 0.88, date(2026, 11, 20), "Bundesbank"),)


@pytest.mark.parametrize(("row", "word"), [
    ("US,0.9,2026-11-20", "no currency"),
    ("USD,-1,2026-11-20", "no exchange rate"),
    ("USD,much,2026-11-20", "no exchange rate"),
    ("USD,1e300,2026-11-20", "no exchange rate"),
    ("USD,0.9,20.11.2026", "no date"),
    ("EUR,0.9,2026-11-20", "a euro is a euro"),
    ("USD,0.9,2026-11-20\nusd,0.8,2026-11-20", "two rates"),
])
def test_a_row_that_is_no_rate_is_named(tmp_path: Path, row: str, word: str) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(f"currency,eur_per_unit,as_of\n{row}\n", "utf-8")
    with pytest.raises(UsageError, match=word) as raised:
        load_rates(path)
    assert " row " in raised.value.where


def test_own_rates_take_the_place_of_single_shipped_ones_and_are_named_with_their_day() -> None:
    shipped = Rates.shipped()
    rates = shipped.with_own(OWN)
    assert rates.convert(Money(10, "USD"), "EUR") == 5
    assert rates.convert(Money(2, "XBT"), "EUR") == 18.5
    assert rates.eur_per_unit["JPY"] == shipped.eur_per_unit["JPY"]
    assert "USD of 2026-11-20 (treasury)" in rates.basis
    assert shipped.with_own(()) is shipped


def test_a_project_keeps_its_rates(tmp_path: Path) -> None:
    document = Document(as_of=date(2026, 11, 21))
    kept = set_rates(document, OWN)
    save(kept, tmp_path / "bill.ytterby")
    assert load(tmp_path / "bill.ytterby").rates == OWN
    assert set_rates(kept, OWN) is kept
    assert replace(kept, rates=()) != kept


def test_the_command_line_counts_with_the_rates_given(tmp_path: Path) -> None:
    book = tmp_path / "bill.csv"
    book.write_text("Part Number,Description,Qty,Price (USD)\nA-1,NdFeB magnet N42SH,2,100\n", "utf-8")
    save_rates(OWN[:1], tmp_path / "rates.csv")
    out = tmp_path / "out.json"
    told = []
    for more in ((), ("--rates", str(tmp_path / "rates.csv"))):
        assert run(["assess", str(book), "--as-of", "2026-11-21", "--json", str(out), *more]) == 0
        told.append(json.loads(out.read_text("utf-8")))
    shipped, own = ({figure["key"]: figure["value"] for figure in one["exposure"]["figures"]} for one in told)
    spend = [key for key in own if own[key] == 100.0]
    assert spend
    assert all(shipped[key] == pytest.approx(200 * Rates.shipped().eur_per_unit["USD"]) for key in spend)
