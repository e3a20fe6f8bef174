"""Elements and alloys by symbol, by name and as the law calls them: general rules over every element."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator

import pytest

from builders_identification import RESOURCES, certainty, first, identified
from ytterby.core.elements import BY_SYMBOL

LAW = RESOURCES / "regulation" / "mofcom"
USUAL = [symbol for symbol in BY_SYMBOL if symbol != "Pm"]
CONTROLLED = ("Sm", "Gd", "Tb", "Dy", "Lu", "Sc", "Y")


def titles() -> Iterator[str]:
    """What the lists of goods call what they control by element, in English and Chinese, without explanations."""
    with (RESOURCES / "materials" / "elements.csv").open(encoding="utf-8", newline="") as file:
        names = [row[column] for row in csv.DictReader(file) for column in ("name_en", "name_zh")]
    for name in ("MOFCOM-GAC-2025-18.csv", "MOFCOM-GAC-2025-57.csv"):
        with (LAW / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                both = row["title"].split("(")[0].strip(), row["title_zh"]
                yield from (title for title in both if any(name in title.lower() for name in names))


def held(text: str, **facts: str) -> set[str]:
    return {symbol for content in identified(text, **facts).contents for symbol, _ in content.elements}


@pytest.mark.parametrize("title", dict.fromkeys(titles()))
def test_a_thing_is_found_by_the_name_the_law_gives_it(title: str) -> None:
    assert certainty(title) != "no"


@pytest.mark.parametrize("symbol", USUAL)
@pytest.mark.parametrize("form", [
    "{} ingot", "{} powder 325 mesh", "{}-oxide", "{} acetate hydrate", "{}-Al master alloy", "High purity {} (99.99%)",
    "{} 4N granules", "{} sputter target 3\"", "{} foil 0.1 mm", "{}(OTf)3", "{}Mg alloy", "{}-Fe target",
])
def test_a_symbol_beside_a_form_of_material_names_the_element(symbol: str, form: str) -> None:
    assert symbol in held(form.format(symbol))


@pytest.mark.parametrize(("text", "form", "symbols"), [
    ("Sm-Fe alloy powder", "alloy", {"Sm", "Fe"}), ("Al-Tb alloy", "alloy", {"Tb", "Al"}),
    ("Gd-Fe ferroalloy", "alloy", {"Gd", "Fe"}), ("TbCo target", "target", {"Tb", "Co"}),
    ("Y-Zr target", "target", {"Y", "Zr"}), ("钐铁合金", "alloy", {"Sm", "Fe"}), ("釤鐵合金", "alloy", {"Sm", "Fe"}),
    ("钇锆合金靶", "target", {"Y", "Zr"}), ("氧化鏑", "oxide", {"Dy", "O"}),
    ("含铽的化合物及其混合物", "compound", {"Tb"}),
    ("镱镥合金", "alloy", {"Yb", "Lu"}), ("Yb-Lu alloy", "alloy", {"Yb", "Lu"}),
    ("Dy-Fe alloy", "alloy", {"Dy", "Fe"}), ("SmCo alloy", "permanent_magnet", {"Sm", "Co"}),
])
def test_an_alloy_is_made_of_what_its_name_says(text: str, form: str, symbols: set[str]) -> None:
    content = first(text)
    assert (str(content.form), set(content.composition)) == (form, symbols)


def test_an_alloy_of_lutetium_may_hold_the_partner_the_law_names() -> None:
    content = first("Lutetium alloy")
    assert content.composition == ("Lu",)
    assert dict(content.elements)["Yb"].high > 0


@pytest.mark.parametrize("text", [
    "Gd plate front", "ER11 collet", "SC connector", "ND filter 49 mm", "La 8mm lock", "EU power cable",
    "TB-12 connector", "HO gauge rail", "Tm nut T-slot", "CE label", "Y-cable splitter", "SM coupler",
    "Pr1 potentiometer", "Lu nut",
])
def test_letters_without_a_form_of_material_are_no_element(text: str) -> None:
    assert certainty(text) == "no"


@pytest.mark.parametrize(("material", "symbols"), [
    *((symbol, {symbol}) for symbol in USUAL), ("Gd/Mg", {"Gd"}), ("Nd, Pr", {"Nd", "Pr"}),
])
def test_a_material_column_with_nothing_but_symbols_names_the_elements(material: str, symbols: set[str]) -> None:
    assert certainty("Part 7", material=material) == "likely"
    assert held("Part 7", material=material) == symbols


@pytest.mark.parametrize("material", ["RE-Co", "REE", "REM"])
def test_some_rare_earth_in_the_material_column_is_one(material: str) -> None:
    assert first("Part 7", material=material).key == "re_unspecified"


@pytest.mark.parametrize("symbol", CONTROLLED)
def test_a_symbol_bought_by_the_kilogram_is_a_material(symbol: str) -> None:
    assert symbol in held(symbol, unit="kg")
    assert certainty(symbol, unit="pcs") == "no"


@pytest.mark.parametrize(("text", "symbols"), [
    ("Mg-6Gd-3Y-0.5Zr plate", {"Gd", "Y"}), ("Mg-10Gd", {"Gd"}), ("Al-Sc", {"Sc"}), ("Cu-Sc", {"Sc"}), ("Mg-Y", {"Y"}),
])
def test_symbols_joined_by_hyphens_with_a_base_are_its_alloy(text: str, symbols: set[str]) -> None:
    assert held(text) == symbols
    assert {str(content.form) for content in identified(text).contents} == {"alloy"}


@pytest.mark.parametrize(("material", "symbols"), [
    ("steel · Dy", {"Dy"}), ("Dy · steel", {"Dy"}), ("steel · Gd/Mg · Tb", {"Gd", "Tb"}), ("steel · PLA", set()),
    ("steel · Y/N", set()), ("Al · Fe", set()),
])
def test_each_of_several_material_columns_may_be_nothing_but_symbols(material: str, symbols: set[str]) -> None:
    assert held("Part 7", material=material) == symbols


@pytest.mark.parametrize(("text", "material"), [
    ("SC-AL bracket", ""), ("Y-FE cable", ""), ("AL-ER-20", ""), ("Bracket", "Al"), ("Screw", "ER"), ("Bush", "Cu/Sn"),
    ("Seal", "PR"), ("Foam", "PE"), ("RE-20 encoder knob", ""),
])
def test_other_metals_and_codes_in_capitals_are_no_element(text: str, material: str) -> None:
    assert held(text, material=material) == set()


def test_a_magnet_stays_one_material_with_its_symbols_in_the_material_column() -> None:
    assert [content.key for content in identified("SmCo magnet 10x5x2", material="Sm-Co").contents] == ["sm2co17"]


@pytest.mark.parametrize(("text", "symbols", "called"), [
    ("YZr", {"Y"}, "likely"), ("GdTbAl", {"Gd", "Tb"}, "likely"), ("TbCo", {"Tb"}, "likely"),
    ("LuAl", {"Lu"}, "likely"), ("Sm-153", {"Sm"}, "likely"), ("177Lu", {"Lu"}, "likely"), ("Y-90", {"Y"}, "possible"),
    ("Inconel 617 with Y", {"Y"}, "possible"), ("Steel, 0.2 % Ce", {"Ce"}, "likely"),
    ("ring, Dy 3 wt%", {"Dy"}, "likely"),
    ("含Dy", {"Dy"}, "likely"), ("Gd5Si2Ge2", {"Gd"}, "likely"), ("GdVO4", {"Gd"}, "likely"),
    ("LaMnO3", {"La"}, "likely"),
    ("Gd Pr Sm", {"Gd", "Pr", "Sm"}, "possible"), ("Dy/Tb", {"Dy", "Tb"}, "possible"),
])
def test_alloys_compounds_isotopes_and_amounts_are_read_in_symbols_alone(
    text: str, symbols: set[str], called: str,
) -> None:
    assert certainty(text) == called
    assert held(text) == symbols


@pytest.mark.parametrize("field", ["mpn", "part_number", "supplier_part", "remark", "category"])
def test_symbols_are_read_in_every_field_that_names_the_thing(field: str) -> None:
    assert held("Ring 20x10", **{field: "Mg-6Gd-3Y"}) == {"Gd", "Y"}


@pytest.mark.parametrize(("text", "material"), [
    ("20x10x5", "Y/N"), ("Y-90 adapter", ""), ("TmC2209", ""), ("Ho2", ""), ("HoC5", ""), ("YN2", ""),
    ("Ti-6Al-4V", ""), ("AlSi10Mg", ""), ("Y cable", ""), ("Cu-Y cable", ""), ("LA-5 lock", ""),
])
def test_answers_shapes_and_codes_are_no_symbols(text: str, material: str) -> None:
    assert certainty(text, material=material) == "no"


@pytest.mark.parametrize("text", ["Fe12-" * 6_000, "1.1Fe1.1(," * 3_000, "1234567890" * 3_000, "GdAl " * 6_000])
def test_a_full_cell_of_symbols_costs_no_more_than_its_length(text: str) -> None:
    began = time.process_time()
    identified(text)
    assert time.process_time() - began < 3


@pytest.mark.parametrize("text", ["Aluminium bracket 6082, Sc 0 %", "ring, Dy 0 wt%", "Steel, 0.0 % Ce"])
def test_what_is_there_to_nought_per_cent_is_not_there(text: str) -> None:
    assert held(text) == set()


def test_a_nought_in_words_clears_nothing_of_what_is_named() -> None:
    assert identified("NdFeB N42SH, Dy 0 %").contents == identified("NdFeB N42SH").contents


@pytest.mark.parametrize("amount", ["Dy 1.2 %", "Dy: 1.2 wt%", "Dy=1.2%", "1,2 % Dy"])
def test_an_amount_beside_a_material_is_a_share_of_it(amount: str) -> None:
    (content,) = identified("NdFeB magnet N42SH", remark=amount).contents
    assert content.key == "ndfeb_sh"
    assert content.declared
    share = content.share("Dy")
    assert share is not None
    assert share.low == share.high == pytest.approx(0.012)


def test_an_amount_beside_a_finished_part_is_no_metal_of_its_own() -> None:
    found = identified("BLDC motor 900KV", remark="magnet N42SH, Dy 1.2 %")
    assert {str(content.form) for content in found.contents} == {"product"}


def test_a_column_goes_before_an_amount_in_words() -> None:
    (content,) = identified("NdFeB magnet N42SH, Dy 1.2 %", declared={"Dy": 0.02}).contents
    share = content.share("Dy")
    assert share is not None
    assert share.best == 0.02
