"""A table in which every name begins with a code of its own (airports, cost centres) names no parts by its codes."""

from __future__ import annotations

from itertools import islice, product
from string import ascii_uppercase

from builders_classification import bill
from builders_identification import item
from ytterby.core.finding import Certainty
from ytterby.core.item import Item
from ytterby.identification.identify import identify
from ytterby.identification.identity import Identity
from ytterby.identification.knowledge import Knowledge
from ytterby.workspace.surroundings import surroundings

CODES = ["".join(letters) for letters in islice(product("QZ", ascii_uppercase, ascii_uppercase), 80)]


def found(*names: str) -> tuple[Identity, ...]:
    bom = bill(*(item(name, key=name) for name in names))
    items: tuple[Item, ...] = bom.items
    return identify(items, Knowledge.shipped(), surroundings=surroundings(bom))


def test_a_code_in_a_table_of_codes_names_no_part_and_is_shown_against() -> None:
    last = found(*(f"{code} · Somewhere" for code in CODES), "HDD · Hyderabad")[-1]
    assert last.rare_earth is Certainty.NO
    assert [one.text for one in last.against] == ["HDD"]


def test_what_the_name_says_beyond_its_code_still_counts() -> None:
    last = found(*(f"{code} · Somewhere" for code in CODES), "QQQ · Neodymium magnet N42")[-1]
    assert last.rare_earth is Certainty.YES


def test_an_abbreviation_in_a_bill_names_the_part() -> None:
    assert found("HDD · Seagate", "PSU · 24 V", "FAN · 80 mm")[0].rare_earth is Certainty.LIKELY


def test_abbreviations_that_come_again_are_no_codes() -> None:
    lines = [f"{word} · size {number}" for word in ("NUT", "PIN", "CAP") for number in range(30)]
    assert found(*lines, "HDD · Seagate")[-1].rare_earth is Certainty.LIKELY
