from datetime import date

import pytest

import builders_classification as make
from ytterby.classification.elsewhere import RegimeFinding, regimes
from ytterby.core.estimate import Answer
from ytterby.core.finding import Certainty, Form
from ytterby.core.item import Item
from ytterby.core.text import reason_text
from ytterby.identification.identity import Content, Identity
from ytterby.regulation.lists import regimes as shipped

LISTED = shipped(make.RULES)
FIVE = ("mined", "refined", "separated", "melted", "produced")


def asked(day: str, item: Item, *held: Content, defence: bool = False) -> dict[str, RegimeFinding]:
    best = make.identity(item, *held)
    identity = Identity(item.key, best.rare_earth, held, defence=True)  # as of every magnet: its usual use
    return {one.measure: one for one in regimes(item, identity, date.fromisoformat(day), LISTED, defence=defence)}


def fields(finding: RegimeFinding) -> list[str]:
    return [dict(need.params)["field"] for need in finding.missing if need.code == "need-origin-field"]


def test_the_two_versions_of_the_clause_take_turns_at_the_new_year() -> None:
    magnet = make.item("SmCo ring")
    assert "ME001" in asked("2026-12-31", magnet, make.smco())
    assert "ME002" not in asked("2026-12-31", magnet, make.smco())
    later = asked("2027-01-01", magnet, make.smco())
    assert "ME001" not in later
    assert fields(later["ME002"]) == list(FIVE)


def test_before_the_final_rule_nothing_is_asked() -> None:
    assert asked("2024-05-01", make.item("SmCo ring"), make.smco()) == {}


@pytest.mark.parametrize(("country", "breach"), [("DE", Answer.NO), ("CN", Answer.YES), ("Germany", Answer.UNKNOWN)])
def test_a_magnet_passes_only_with_all_five_origins_stated(country: str, breach: Answer) -> None:
    stated = tuple((f"Country {field}", country if field == "mined" else "JP") for field in FIVE)
    finding = asked("2027-01-01", make.item("SmCo ring", extra=stated), make.smco())["ME002"]
    assert finding.breach is breach
    assert bool(finding.missing) == (breach is Answer.UNKNOWN)


def test_one_barred_country_is_named_even_while_others_are_unknown() -> None:
    finding = asked("2026-11-21", make.item("SmCo ring", origin=("CN",)), make.smco(), defence=True)["ME001"]
    assert (finding.applies, finding.breach) == (Answer.YES, Answer.YES)
    assert "produced in CN" in " ".join(map(reason_text, finding.reasons))
    assert fields(finding) == ["melted"]


def test_a_magnet_that_is_only_likely_there_is_no_breach_yet() -> None:
    motor = make.ndfeb(Form.PRODUCT, certainty=Certainty.LIKELY)
    assert asked("2026-11-21", make.item("Motor", origin=("CN",)), motor)["ME001"].breach is Answer.UNKNOWN


def test_the_union_asks_for_origin_and_weight_and_bars_nothing() -> None:
    found = asked("2026-11-21", make.item("NdFeB block", origin=("CN",)), make.ndfeb(mass_g=500.0))
    assert fields(found["ME008"]) == ["mined", "processed", "recycled"]
    assert "need-recycled" in {need.code for need in found["ME010"].missing}
    assert {found[name].breach for name in ("ME008", "ME009", "ME010")} == {Answer.NO}
    light = asked("2026-11-21", make.item("NdFeB chip"), make.ndfeb(mass_g=5.0))["ME010"]
    assert "need-recycled" not in {need.code for need in light.missing}


def test_material_that_no_measure_names_is_asked_nothing() -> None:
    yttria = make.content(Form.OXIDE, ("Y", "O"), {"Y": (0.7, 0.78, 0.79)})
    assert asked("2027-01-01", make.item("Yttria"), yttria) == {}


def test_each_says_what_it_asks_and_where_that_stands() -> None:
    for finding in asked("2026-11-21", make.item("SmCo ring"), make.smco()).values():
        assert finding.asks
        assert finding.citation.source
        assert finding.citation.url.startswith("http")


def test_that_magnets_usually_serve_defence_does_not_make_the_clause_bind_this_one() -> None:
    assert asked("2026-11-21", make.item("SmCo ring"), make.smco())["ME001"].applies is Answer.UNKNOWN
