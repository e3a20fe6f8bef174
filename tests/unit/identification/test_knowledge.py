"""The data: complete against its input, every row with source, confidence and date, nothing that does not fit."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from builders_identification import RESOURCES, SHARED, certainty, first
from ytterby.core.codes import CasNumber
from ytterby.core.elements import BY_SYMBOL
from ytterby.identification.knowledge import FILES, Knowledge

MATERIALS, SUPPLY = RESOURCES / "materials", RESOURCES / "supply"
INPUT = SHARED / "domain" / "supply"
LABELS = SHARED / "corpus" / "labels.csv"
needs_input = pytest.mark.skipif(not INPUT.exists(), reason="the input lies outside the repository")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", sorted([*MATERIALS.glob("*.csv"), *SUPPLY.glob("*.csv")]), ids=lambda path: path.name)
def test_every_row_has_its_ground(path: Path) -> None:
    if path.name == "reasons.csv":
        return  # wordings, cited by rows that have theirs
    for row in rows(path):
        assert row.get("source") or row.get("basis"), row
        assert path.name == "hs.csv" or ((row["confidence"] and row.get("as_of")) or row.get("date")), row


@needs_input
@pytest.mark.parametrize(("name", "here", "keys"), [
    ("elements.csv", MATERIALS / "elements.csv", ("symbol", "cas_metal", "cas_main_oxide", "metal_per_kg_oxide")),
    ("materials.csv", MATERIALS / "materials.csv", ("key", "name", "elements", "as_of", "confidence")),
    ("lookalikes.csv", MATERIALS / "lookalikes.csv", ("phrase", "kind", "as_of", "confidence")),
    ("supply_shares.csv", SUPPLY / "shares.csv",
     ("scope", "element", "stage", "country", "share_percent", "year", "hhi", "source", "as_of", "confidence")),
    ("prices.csv", SUPPLY / "prices.csv",
     ("item", "spec", "price_low", "price_high", "unit", "date", "source", "as_of", "confidence")),
    ("alternative_sources.csv", SUPPLY / "alternative_sources.csv",
     ("company", "site", "country", "stage", "elements", "nameplate_or_planned_capacity", "source", "as_of",
      "confidence")),
    ("lead_times.csv", SUPPLY / "lead_times.csv",
     ("category", "value", "unit", "who", "event_date", "as_of", "confidence")),
], ids=lambda value: value if isinstance(value, str) else "")
def test_no_row_of_the_input_is_lost(name: str, here: Path, keys: tuple[str, ...]) -> None:
    wanted = [tuple(row[key] for key in keys) for row in rows(INPUT / name)]
    kept = [tuple(row[key] for key in keys) for row in rows(here)]
    assert kept[:len(wanted)] == wanted


@needs_input
def test_figures_and_synonyms_of_materials_carry_over() -> None:
    kept = {row["key"]: row for row in rows(MATERIALS / "materials.csv")}
    for row in rows(INPUT / "materials.csv"):
        mine = kept[row["key"]]
        assert mine["synonyms"] == row["synonyms"].strip(";")
        shares = row["composition_mass_fraction_low_typ_high"]
        assert mine["shares"] == shares or not shares
        assert mine["part_share"] == row["part_share_of_re_material_low_typ_high"]
        assert mine["max_service_c"] == row["max_service_temp_C"]


@needs_input
def test_customs_codes_carry_over() -> None:
    wanted = [(row["hs_code"], row["re_strength"], row["likely_elements"])
              for row in rows(SHARED / "domain" / "regulation" / "general_hs.csv")]
    assert [(row["hs"], row["strength"], row["likely_elements"]) for row in rows(MATERIALS / "hs.csv")] == wanted


@needs_input
def test_no_look_alike_is_more_than_possible() -> None:
    """The bracket of one row explains it: "torque motor", in the row on the letters TM, is no look-alike."""
    for row in rows(INPUT / "lookalikes.csv"):
        phrase = row["phrase"]
        plain = phrase.split("(")[0] if "(melting" in phrase else phrase
        assert certainty(plain) in ("no", "possible"), phrase


def test_examples_of_look_alikes_are_no_more_than_possible() -> None:
    for row in rows(MATERIALS / "lookalikes.csv"):
        for example in row["match"].split(";"):
            if text := example.strip().strip("*"):
                assert certainty(text) in ("no", "possible"), (row["phrase"], text)


def test_a_phrase_of_each_material_finds_it() -> None:
    knowledge = Knowledge.shipped()
    for row in rows(MATERIALS / "phrases.csv"):
        if row["certainty"] == "yes":
            text = row["phrases"].split(";")[0].strip().strip("*")
            found = first(text)
            assert knowledge.materials[found.key].composition == knowledge.materials[row["key"]].composition, text


def test_a_phrase_is_a_word_of_the_trade_and_no_line() -> None:
    phrases = [phrase.text for phrase in Knowledge.shipped().phrases]
    assert max(len(text.split()) for text in phrases) <= 6
    assert max(map(len, phrases)) <= 50


@pytest.mark.skipif(not LABELS.exists(), reason="the labelled bills lie outside the repository")
def test_no_rule_names_one_workbooks_line() -> None:
    """A phrase of three words and more that is the whole cell of a labelled bill would have been copied from there."""
    cells = {cell.strip().casefold() for row in rows(LABELS) for cell in row["text"].split(" | ")}
    long = {phrase.text.strip("*") for phrase in Knowledge.shipped().phrases if len(phrase.text.split()) >= 3}
    assert cells & long == set()


def test_cas_numbers_are_valid_and_named_once() -> None:
    numbers = [row["cas"] for row in rows(MATERIALS / "cas.csv")]
    assert all(CasNumber.valid(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_shares_are_fractions_of_known_elements() -> None:
    for material in Knowledge.shipped().materials.values():
        for symbol, share in material.elements:
            assert symbol in BY_SYMBOL, material.key
            assert 0.0 <= share.low <= share.high <= 1.0, material.key


def test_a_row_that_points_nowhere_is_refused(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(MATERIALS / name, tmp_path / name)
    with (tmp_path / "cas.csv").open("a", encoding="utf-8") as file:
        file.write("7732-18-5,water,Water,x,2026-11-21,high\n")
    with pytest.raises(ValueError) as refused:
        Knowledge.load(tmp_path)
    assert str(refused.value) == "no such material: water"


def test_the_digest_follows_the_files(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(MATERIALS / name, tmp_path / name)
    assert Knowledge.load(tmp_path).digest == Knowledge.shipped().digest
    with (tmp_path / "elements.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert Knowledge.load(tmp_path).digest != Knowledge.shipped().digest


def test_a_euro_is_a_euro_and_rates_are_dated() -> None:
    rates = {row["currency"]: row for row in rows(SUPPLY / "currency_rates.csv")}
    assert float(rates["EUR"]["eur_per_unit"]) == 1.0
    for row in rates.values():
        assert float(row["per_eur"]) * float(row["eur_per_unit"]) == pytest.approx(1.0, rel=1e-5)
