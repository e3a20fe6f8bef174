"""What must not be cleared, and what a link may say."""

from __future__ import annotations

import pytest

from builders_identification import certainty, first, identified


@pytest.mark.parametrize("text", [
    "Bolt NdFeB N42SH insert", "NdFeB screw", "N42SH magnet holder", "Schraube NdFeB N42SH", "SmCo housing",
    "support aimant néodyme N42SH", "ceria polishing pad", "N52 magnet jig",
])
def test_a_material_named_outright_is_possible_beside_the_name_of_another_thing(text: str) -> None:
    assert certainty(text) == "possible"


@pytest.mark.parametrize("text", [
    "Magnet holder", "Motor mount", "NdFeB-free insert", "screw for NdFeB magnet", "Magnet wire",
    "without NdFeB insert", "N52 nut", "N42 washer M3x8",
])
def test_what_is_denied_or_only_a_purpose_or_a_kind_of_part_stays_turned(text: str) -> None:
    assert certainty(text) == "no"


@pytest.mark.parametrize(("name", "remark"), [
    ("Ferrite magnet", "Alternative: SmCo"), ("Ferrite magnet Y30", "supplier ships NdFeB N42SH when out of stock"),
    ("AlNiCo magnet", "Ersatz: Neodym-Magnet"), ("铁氧体磁铁", "可用钕铁硼代替"), ("Ferrite magnet", "or neodymium"),
])
def test_an_alternative_in_the_remark_is_at_least_possible(name: str, remark: str) -> None:
    assert certainty(name) == "no"
    assert certainty(name, remark=remark) in ("possible", "likely")


def test_a_remark_without_a_rare_earth_leaves_a_counter_word_its_force() -> None:
    assert certainty("Ferrite magnet", remark="strong magnet, not neodymium") == "no"
    assert certainty("Ferrite magnet", remark="Ersatz: Magnet 10x5") == "no"


@pytest.mark.parametrize("text", [
    "rare-earth neodymium magnet N50", "N50 block magnet, rare earth", "稀土 钕铁硼 N50 磁铁",
])
def test_rare_earth_beside_a_named_material_is_that_one(text: str) -> None:
    contents = identified(text).contents
    assert [content.composition for content in contents] == [("Nd", "Fe", "B")]
    assert str(contents[0].certainty) == "yes"


def test_rare_earth_in_a_link_is_no_second_material() -> None:
    link = "https://www.shop.example/n50-1-2x1-8x1-16-neodymium-rare-earth-block-magnet/"
    contents = identified("N50 1/2 x 1/8 x 1/16in", link=link).contents
    assert [content.key for content in contents] == ["ndfeb_n"]
    assert contents[0].mass_g is not None
    assert 0.4 < contents[0].mass_g.best < 0.6  # 12.7 x 3.2 x 1.6 mm at 7.5 g/cm3


def test_rare_earth_alone_stays_a_material_of_its_own() -> None:
    assert first("rare earth alloy").key == "re_unspecified"


@pytest.mark.parametrize("link", [
    "https://shop.example/ebycH9eLywWX7rcW", "https://shop.example/p/1?name=neodymium+magnet",
    "https://www.neodymium-magnets.example/hammer", "https://shop.example/motors/item",
    "https://shop.example/xneodymiumx/1",
])
def test_only_whole_words_of_a_path_speak_in_a_link(link: str) -> None:
    found = identified("Hammer", link=link)
    assert (str(found.rare_earth), found.against) == ("no", ())


def test_a_known_phrase_in_the_path_speaks_one_step_lower() -> None:
    assert certainty("Disc 10x2", link="https://shop.example/neodymium-magnet-10x2") == "likely"


@pytest.mark.parametrize("link", [
    "https://shop.example/mosfet/n42", "https://shop.example/servo/ferrite-magnet", "https://shop.example/brushed",
])
def test_a_link_never_speaks_against(link: str) -> None:
    found = identified("N42 magnet 10x5x2", link=link)
    assert (str(found.rare_earth), found.against) == ("yes", ())
