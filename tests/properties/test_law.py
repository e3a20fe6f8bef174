"""What must hold of classifying, whatever the bill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import builders_classification as make
from ytterby.classification.answers import answer
from ytterby.classification.classification import Context, ElementPrice
from ytterby.classification.classify import classify, on_day
from ytterby.classification.judged import Judge
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Form, Outcome
from ytterby.core.item import Item, Source
from ytterby.identification.identity import Content

PRICE = Estimate(90.0, 100.0, 300.0)
CONTEXT = Context(prices=tuple(ElementPrice(one, PRICE, "EUR", "t") for one in ("Sm", "Dy", "Tb")))
TEXTS = ("Magnet", "AlSc ingot", "AlSc housing", "rare earth roasting kiln", "稀土焙烧窑", "extraction tank", "Screw",
         "Rare-earth separation technology")
HOLDS = (
    None, make.ndfeb(), make.ndfeb(Form.PRODUCT, certainty=Certainty.LIKELY), make.smco(), make.smco(Form.ASSEMBLY),
    make.content(Form.ALLOY, ("Al", "Sc"), {"Sc": (0.0, 0.01, 0.02)}),
    make.ndfeb(elements={"Dy": (0.01, 0.01, 0.01)}, declared=True), make.content(Form.OXIDE, ("Y", "O")),
)
ASSUMED = ((), (), ("MOFCOM-2025-61=in-force@2025-12-01",), ("MOFCOM-GAC-2025-18=suspended@2025-06-01",),
           ("MOFCOM-GAC-2025-18=repealed@2026-01-01", "MOFCOM-2025-61=suspended@2025-10-09"))


@some.composite
def things(draw: some.DrawFn) -> tuple[Item, tuple[Content, ...]]:
    declared = draw(some.sampled_from(({}, {"Dy": 0.0, "Tb": 0.0}, {"Dy": 0.02}, {"Sm": 0.3})))
    item = make.item(
        draw(some.sampled_from(TEXTS)), key=str(draw(some.integers(0, 10**9))), declared=declared,
        origin=draw(some.sampled_from(((), ("CN",), ("DE",), ("CN", "VN")))),
        sites=draw(some.sampled_from(((), ("CN",), ("JP", "")))), hs=draw(some.sampled_from(("", "8505111000"))),
        price=draw(some.sampled_from((None, 0.4, 900.0))), end_use=draw(some.sampled_from(("", "military", "medical"))),
    )
    held = draw(some.sampled_from(HOLDS))
    mass = draw(some.sampled_from((None, Estimate(1.0, 2.0, 3.0), Estimate(50.0, 60.0, 70.0))))
    return item, () if held is None else (replace(held, mass_g=mass),)


VARIED: tuple[dict[str, object], ...] = (
    {}, *({"description": text} for text in TEXTS), {"declared": {"Dy": 0.0, "Tb": 0.0}}, {"declared": {"Dy": 0.02}},
    {"declared": {"Sm": 0.3}}, {"origin": ("CN",)}, {"origin": ("DE",)}, {"origin": ("CN", "VN")}, {"sites": ("CN",)},
    {"sites": ("JP", "")}, {"sites": ("JP",)}, {"hs": "8505111000"}, {"price": 0.4}, {"price": 900.0},
    {"price": 900.0, "declared": {"Dy": 0.02, "Tb": 0.0}, "origin": ("DE",)},
    {"price": 0.4, "declared": {"Dy": 0.02, "Tb": 0.0}, "origin": ("DE",)}, {"end_use": "military"},
)


@pytest.mark.parametrize("held", HOLDS, ids=lambda held: held.name + held.form if held else "nothing")
def test_items_that_differ_in_one_fact_are_judged_together_as_each_alone(held: Content | None) -> None:
    law = make.rules("2026-11-21")
    bill: list[tuple[Item, tuple[Content, ...]]] = []
    for mass in (None, 2.0, 60.0):
        for number, facts in enumerate(VARIED):
            more = {"description": "Magnet", "key": f"{number} {mass}", **facts}
            contents = () if held is None else (replace(held, mass_g=mass and Estimate.exactly(mass)),)
            bill.append((make.item(**more), contents))  # type: ignore[arg-type]
    items = [item for item, _ in bill]
    together = classify(make.bill(*items), tuple(make.identity(one[0], *one[1]) for one in bill), law, CONTEXT)
    for place, (item, contents) in enumerate(bill):
        alone = make.judged(law, item, *contents, context=CONTEXT)
        assert together.findings[place] == alone.findings[0]
        assert together.upstream[place] == alone.upstream[0]
        assert together.status(place) is alone.status(0)


@settings(max_examples=25, deadline=None)
@given(things(), some.integers(0, 1000), some.booleans())
def test_answers_given_once_hold_on_every_day(one: tuple[Item, tuple[Content, ...]], days: int, late: bool) -> None:
    day = date(2024, 6, 1) + timedelta(days=days)
    rules = make.shipped().on(day, day if late else None)
    bill, identities = make.bill(one[0]), (make.identity(one[0], *one[1]),)
    judge = Judge(answer(bill, identities, make.rules("2025-01-01"), CONTEXT))
    dated, fresh = on_day(judge, rules), classify(bill, identities, rules, CONTEXT)
    assert dated.findings == fresh.findings
    assert dated.upstream == fresh.upstream


@settings(max_examples=15, deadline=None)
@given(
    some.lists(things(), min_size=1, max_size=4),
    some.lists(some.tuples(some.integers(0, 1000), some.booleans(), some.sampled_from(ASSUMED)), min_size=2,
               max_size=5),
)
def test_what_was_asked_before_changes_nothing_on_a_day(
    bill: list[tuple[Item, tuple[Content, ...]]], asked: list[tuple[int, bool, tuple[str, ...]]],
) -> None:
    items = [replace(item, key=str(place)) for place, (item, _) in enumerate(bill)]
    identities = tuple(make.identity(item, *held) for item, (_, held) in zip(items, bill, strict=True))
    book, bom = make.shipped(), make.bill(*items)
    judge = Judge(answer(bom, identities, make.rules("2025-01-01"), CONTEXT))
    for days, late, assumed in asked:
        day = date(2024, 6, 1) + timedelta(days=days)
        rules = book.on(day, day if late else None, map(book.parse_assumption, assumed))
        dated, fresh = on_day(judge, rules), classify(bom, identities, rules, CONTEXT)
        assert dated.findings == fresh.findings
        assert dated.upstream == fresh.upstream


def test_answers_for_other_instruments_are_refused() -> None:
    law = make.rules("2026-11-21")
    judge = Judge(answer(make.bill(), (), law))
    with pytest.raises(ValueError, match="other instruments"):
        on_day(judge, replace(law, instruments=law.instruments[1:]))


RANK = {Outcome.NOT_CONTROLLED: 0, Outcome.UNDETERMINED: 1, Outcome.CONTROLLED: 2}
Entry = tuple[str, str, str]


def outcomes(item: Item, held: tuple[Content, ...], context: Context = CONTEXT) -> dict[Entry, Outcome]:
    result = make.judged(make.rules("2026-11-21"), item, *held, context=context)
    return {(one.instrument, one.control, one.limb): one.outcome for one in result.findings[0]}


LESS: tuple[dict[str, object], ...] = (
    {"declared": "no absences"},
    {"origin": (), "sources": ()}, {"sources": ()}, {"hs": None}, {"price": None}, {"end_use": ""})


@settings(max_examples=60, deadline=None)
@given(things(), some.sampled_from(LESS), some.booleans())
def test_less_knowledge_never_clears(
    one: tuple[Item, tuple[Content, ...]], less: dict[str, object], unsure: bool
) -> None:
    item, held = one
    before = outcomes(item, held)
    fewer = tuple(replace(content, mass_g=None, declared=False) for content in held) if unsure else held
    if "declared" in less:
        # What is stated to be there is a ground to ask, what is stated to be absent a ground to clear: that one goes.
        # A content is a declared one by what its item declares, and by nothing else.
        less = {"declared": tuple(one for one in item.declared if one.share.high > 0.0)}
        fewer = tuple(replace(content, declared=False) for content in fewer)
    if "declared" in less:  # what the bill declares is what makes its content a declared one
        fewer = tuple(replace(content, declared=False) for content in fewer)
    after = outcomes(replace(item, **less), fewer)  # type: ignore[arg-type]
    for entry, outcome in before.items():
        if outcome is Outcome.UNDETERMINED:
            assert after.get(entry, Outcome.NOT_CONTROLLED) is not Outcome.NOT_CONTROLLED, entry


@settings(max_examples=60, deadline=None)
@given(things(), some.lists(some.sampled_from(("CN", "JP", "")), min_size=1, max_size=3),
       some.sampled_from(("CN", "JP", "DE", "")))
def test_a_further_supplier_never_lowers_an_obligation(
    one: tuple[Item, tuple[Content, ...]], sites: list[str], new: str
) -> None:
    item = replace(one[0], sources=tuple(Source(f"S{place}", country=site) for place, site in enumerate(sites)))
    more = replace(item, sources=(*item.sources, Source("new", country=new)))
    before, after = outcomes(item, one[1]), outcomes(more, one[1])
    for entry, outcome in before.items():
        if entry[2]:  # the re-export limbs speak of pieces from here or there: each stays open once it was
            assert RANK[after.get(entry, Outcome.NOT_CONTROLLED)] >= min(RANK[outcome], 1), entry
        else:
            assert RANK[after.get(entry, Outcome.NOT_CONTROLLED)] >= RANK[outcome], entry


ALSC = make.content(Form.ALLOY, ("Al", "Sc"), {"Sc": (0.0, 0.01, 0.02)})
SAME = (
    ({"description": "AlSc casting"}, {"description": "AlSc Guss"}, {"description": "AlSc 铸件"}),
    ({"description": "AlSc powder"}, {"description": "AlSc Pulver"}, {"description": "AlSc порошок"}),
    ({"description": "AlSc", "end_use": "military"}, {"description": "AlSc", "end_use": "Rüstung"},
     {"description": "AlSc", "end_use": "军用"}),
    ({"description": "AlSc", "end_use": "civil"}, {"description": "AlSc", "end_use": "zivil"},
     {"description": "AlSc", "end_use": "民用"}),
)


@pytest.mark.parametrize("texts", SAME)
def test_the_same_facts_in_another_language_give_the_same_findings(texts: tuple[dict[str, str], ...]) -> None:
    told = set()
    for facts in texts:
        result = make.judged(make.rules("2026-11-21"), make.item(**facts), ALSC)  # type: ignore[arg-type]
        told.add(tuple((one.control, one.limb, one.outcome, one.force, one.treatment, tuple(
            need.code for need in one.missing)) for one in result.findings[0]))
    assert len(told) == 1


def test_equipment_named_in_chinese_or_english_falls_under_the_same_entry() -> None:
    named = [outcomes(make.item(text), ()) for text in ("Rare earth roasting kiln", "稀土焙烧窑")]
    assert named[0] == named[1] != {}
