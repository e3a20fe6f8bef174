"""The law as examples: every case file of this folder, case by case."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

import builders_classification as make
from ytterby.classification.classification import Context
from ytterby.core.finding import Certainty, Form, Outcome
from ytterby.identification.identity import Content
from ytterby.regulation.check import check

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(make.CASES.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def held(table: dict[str, Any]) -> Content:
    return make.content(
        Form(table["form"]), table["made_of"], table.get("elements"), name=table.get("name", "the material"),
        certainty=Certainty(table.get("certainty", "yes")),
        carrier=Form(table["carrier"]) if "carrier" in table else None, declared=table.get("declared", False),
    )


@pytest.mark.parametrize("case", CASES)
def test_the_law_says_what_the_case_says(case: dict[str, Any]) -> None:
    law = make.rules(str(case["on"]), str(case["known_by"]) if "known_by" in case else None, case.get("assume", ()))
    one = make.item(**case["item"])
    trade = case.get("trade", {})
    context = Context(trade.get("end_use", ""), trade.get("destination", ""), tuple(trade.get("party_lists", ())))
    result = make.judged(law, one, *[held(table) for table in case.get("holds", ())], context=context)
    finding = make.found(result, case["control"], case.get("limb", ""))
    expect = case["expect"]
    assert (finding.outcome if finding else Outcome.NOT_CONTROLLED) == expect["outcome"], case["because"]
    for name in expect.keys() - {"outcome", "missing", "status", "upstream"}:
        assert finding is not None, case["because"]
        assert str(getattr(finding, name)) == expect[name], case["because"]
    if "missing" in expect:
        assert set(expect["missing"]) <= set(make.codes(finding)), case["because"]
    if "status" in expect:
        assert result.status(0) == expect["status"], case["because"]
    if "upstream" in expect:
        assert {one.control for one in result.upstream[0]} == set(expect["upstream"]), case["because"]


def test_every_entry_has_a_positive_and_a_negative_case() -> None:
    assert check(make.RULES, make.CASES) == ()


def cases() -> list[dict[str, Any]]:
    return [case for one in CASES for case in one.values if isinstance(case, dict)]


def test_there_are_at_least_250_cases_each_with_day_expectation_and_article() -> None:
    assert len(cases()) >= 250
    assert all(case["on"] and case["expect"]["outcome"] and case["because"].strip() for case in cases())


def test_every_licensing_rule_is_named_by_a_case() -> None:
    """Rules give a treatment; procedures and exclusions say how or where none is given, and change no finding."""
    named = {word for case in cases() for word in re.findall(r"LP\d{3}", case["because"])}
    rules = {one.id for instrument in make.shipped().instruments for one in instrument.policies if one.kind == "rule"}
    assert rules
    assert rules - named == set()


@pytest.mark.parametrize("seed", ["any product with rare earths", "defence is always barred", "all chip use"])
def test_the_seed_misreadings_are_refuted(seed: str) -> None:
    told = [case for case in cases() if case["name"].startswith("misreading: ") and seed in case["name"]]
    assert told
    hard = {"prohibited", "denied in principle", "case by case"}
    assert all(case["expect"]["outcome"] == Outcome.NOT_CONTROLLED or case["expect"]["treatment"] not in hard
               for case in told)
