"""A yes of a person is evidence: what was found is sure, its words are read; a no and a stale yes change nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from builders_classification import bill
from ytterby.core.decision import Asked, Decision, Verdict
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty
from ytterby.core.item import Declared, Item
from ytterby.identification.identify import identify
from ytterby.identification.identity import Identity
from ytterby.identification.knowledge import Knowledge
from ytterby.workspace.confirmed import affirmed, all_confirmed, by_item, shares_in, with_shares, with_words

MOTOR, MAGNET, BOLT = (Item("motor", description="BLDC motor"), Item("magnet", description="Magnet 10x5"),
                       Item("bolt", description="Bolt M4"))
ASKED = "Does it contain a rare earth?"


def said(item: Item, words: str = "", verdict: Verdict = Verdict.CONTAINS) -> Decision:
    return Decision(item.key, item.text_digest(), verdict, "A. Tester", datetime(2026, 11, 21, 9),
                    words, question=ASKED)


def read(item: Item, decision: Decision) -> Identity:
    (identity,) = identify((with_words(item, (decision,)),), Knowledge.shipped())
    (found,) = all_confirmed((item,), (identity,), {item.key: (decision,)})
    return found


@pytest.mark.parametrize("item", [MOTOR, MAGNET, BOLT])
def test_a_yes_is_sure_and_signed_and_declares_no_share(item: Item) -> None:
    found = read(item, said(item))
    assert found.rare_earth is Certainty.YES
    first = found.contents[0]
    assert first.certainty is Certainty.YES
    assert not first.declared
    assert first.evidence[0].kind == "decision"
    assert first.evidence[0].field == "decided by A. Tester on 2026-11-21"


def test_the_grade_in_the_words_is_read() -> None:
    assert read(MAGNET, said(MAGNET)).contents[0].key == "ndfeb_generic"
    assert read(MAGNET, said(MAGNET, "N42SH magnets")).contents[0].key == "ndfeb_sh"
    motor = read(MOTOR, said(MOTOR, "SmCo 2:17")).contents[0]
    assert [symbol for symbol, _ in motor.elements] == ["Sm"]


def test_of_a_project_of_an_earlier_version_the_question_before_the_words_is_never_read() -> None:
    for asked in (ASKED, "Does it contain dysprosium or terbium?", "Missing: dysprosium content of SmCo; mass"):
        assert with_words(MOTOR, (replace(said(MOTOR), why=asked, question=""),)).extra == ()
    old = replace(said(MOTOR), why=f"{ASKED} is it N42SH? yes", question="")
    assert with_words(MOTOR, (old,)).extra[0][1] == "is it N42SH? yes"


def test_the_question_itself_is_never_read() -> None:
    assert with_words(MOTOR, (said(MOTOR, "N42SH? yes"),)).extra[0][1] == "N42SH? yes"
    assert with_words(MOTOR, (said(MOTOR),)).extra == ()
    assert with_words(MOTOR, (said(MOTOR, "N42SH"),)).extra == (("decided by A. Tester on 2026-11-21", "N42SH"),)


def test_a_yes_never_makes_less_of_what_is_there() -> None:
    assert read(MOTOR, said(MOTOR, "ferrite magnets")).rare_earth is Certainty.YES


def test_only_the_last_valid_yes_counts() -> None:
    yes, no = said(MOTOR), replace(said(MOTOR, verdict=Verdict.DOES_NOT_CONTAIN), when=datetime(2026, 11, 22))
    assert affirmed((MOTOR,), (yes,)) == (yes,)
    assert affirmed((MOTOR,), (yes, no)) == ()
    assert affirmed((replace(MOTOR, description="Another motor"),), (yes,)) == ()
    assert affirmed((MOTOR,), (said(MOTOR, verdict=Verdict.UNKNOWN),)) == ()


@pytest.mark.parametrize(("words", "shares"), [
    ("N42SH, Dy 1.2 %", (("Dy", 0.012),)), ("Dy: 1,2 % Tb 300 ppm", (("Dy", 0.012), ("Tb", 0.0003))),
    ("Dy 0 %", ()), ("Dy < 1 %", ()), ("Body 3 %", ()), ("Dy 200 %", ()), ("no idea", ()),
])
def test_shares_above_nought_are_read_from_the_words(words: str, shares: tuple[tuple[str, float], ...]) -> None:
    assert shares_in(words) == shares


def test_a_share_in_a_yes_counts_and_names_who_said_so() -> None:
    found = read(MAGNET, replace(said(MAGNET, "N42SH"), declared=(("Dy", 0.012), ("Tb", 0.0)))).contents[0]
    shares = dict(found.elements)
    assert (shares["Dy"].low, shares["Dy"].high) == (0.012, 0.012)
    assert shares["Tb"].high > 0, "a nought of a person clears nothing"
    assert ("decision", "Dy 1.2 %") in {(one.kind, one.text) for one in found.evidence}


def test_an_answer_on_single_elements_adds_to_a_yes_and_takes_nothing_from_it() -> None:
    yes = replace(said(MAGNET, "N42SH"), asked=Asked.HOLDS)
    later = datetime(2026, 11, 22)
    more = replace(said(MAGNET), asked=Asked.ELEMENT, when=later)
    none = replace(more, verdict=Verdict.DOES_NOT_CONTAIN)
    assert affirmed((MAGNET,), (yes, more)) == (yes, more)
    assert affirmed((MAGNET,), (yes, none)) == (yes,)
    assert affirmed((MAGNET,), (yes, replace(said(MAGNET), verdict=Verdict.UNKNOWN, when=later))) == ()
    assert by_item((yes, more)) == {"magnet": (yes, more)}


def test_a_share_in_an_answer_and_a_nought_of_the_bill_leave_the_range_between_them() -> None:
    bom = bill(replace(MAGNET, declared=(Declared("Dy", Estimate.exactly(0.0), "Dy %"),)))
    (told,) = with_shares(bom, {"magnet": (replace(said(MAGNET), declared=(("Dy", 0.012),)),)}, ()).items
    assert [(one.symbol, one.share.low, one.share.high) for one in told.declared] == [("Dy", 0.0, 0.012)]
    assert with_shares(bom, {"magnet": (said(MAGNET),)}, ()) is bom


def test_a_share_in_an_items_own_words_counts_as_declared_and_others_do_not() -> None:
    item = replace(MAGNET, description="NdFeB magnet N42SH, Dy 1.2 %")
    (stated,) = with_shares(bill(item), {}, identify((item,), Knowledge.shipped())).items
    assert [(one.symbol, one.share.best) for one in stated.declared] == [("Dy", 0.012)]
    plain = bill(replace(MAGNET, description="NdFeB magnet N42SH"))
    assert with_shares(plain, {}, identify(plain.items, Knowledge.shipped())) is plain
