"""One Judge asked about day after day says what a fresh one says, and judges again only what another day changes."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

import builders_classification as make
from ytterby.classification import judged
from ytterby.classification.answers import answer
from ytterby.classification.classify import classify, on_day
from ytterby.classification.context import Context
from ytterby.classification.judge import STALE_DAYS
from ytterby.classification.judged import Judge
from ytterby.core.finding import Certainty, Form
from ytterby.identification.identity import Identity
from ytterby.regulation.rules import RulesOnDay

BOOK = make.shipped()
LINES = (
    (make.item("SmCo ring magnet", key="a", origin=("CN",)), make.smco()),
    (make.item("Magnet", key="b", origin=("JP",), end_use="military"), make.smco()),
    (make.item("Magnet N42SH", key="c"), make.ndfeb()),
    (make.item("Motor", key="d"), make.ndfeb(Form.PRODUCT, certainty=Certainty.LIKELY)),
    (make.item("Motor", key="e", end_use="medical"), make.smco(Form.ASSEMBLY)),
    (make.item("Erbium-doped fibre", key="f"), make.content(Form.OPTICAL_FIBRE, ("Si", "O", "Er"))),
    (make.item("AlSc ingot", key="g"), make.content(Form.ALLOY, ("Al", "Sc"), {"Sc": (0.0, 0.01, 0.02)})),
    (make.item("Yttria", key="h"), make.content(Form.OXIDE, ("Y", "O"))),
    (make.item("Licence: rare earth separation technology", key="i"), None),
    (make.item("Screw", key="j"), None),
)
BILL = make.bill(*(item for item, _ in LINES))
IDENTITIES: tuple[Identity, ...] = tuple(make.identity(item, *(() if held is None else (held,)))
                                         for item, held in LINES)


def turns() -> list[date]:
    """Every day on which some state begins or some check becomes one of long ago, and the day before it."""
    found = set()
    for one in BOOK.instruments:
        of_parts = (part.states for part in (*one.controls, *one.policies))
        found |= {state.start for states in (one.states, *of_parts) for state in states}
        found.add(one.checked + timedelta(days=STALE_DAYS + 1))
    return sorted({day - timedelta(days=before) for day in found for before in (0, 1)})


@pytest.mark.parametrize("context", [Context(), Context(end_use="military", destination="US"),
                                     Context(destination="JP", party_lists=("MOFCOM-2026-11",))])
def test_on_every_day_of_change_the_findings_are_those_of_a_fresh_look(context: Context) -> None:
    days = turns()
    there_and_back = [*days, *random.Random(7).sample(days, 12)]
    judge = Judge(answer(BILL, IDENTITIES, BOOK.on(days[0]), context))
    for day in there_and_back:
        for known_by in (None, day):
            rules = BOOK.on(day, known_by)
            dated, fresh = on_day(judge, rules), classify(BILL, IDENTITIES, rules, context)
            assert (dated.findings, dated.upstream) == (fresh.findings, fresh.upstream), day


def other_rules() -> list[RulesOnDay]:
    """Days that differ in one thing only, which the shipped texts never do."""
    now = BOOK.on(date(2026, 11, 21))
    resting = [replace(one, state=None) if one.instrument.covers else one for one in now.standing]
    assumed = [replace(one, assumption="assumed") if one.instrument.covers else one for one in now.standing]
    fuller = [one for one in now.controls if one.control.name != now.controls[0].control.name]
    unlisted = [replace(one, state=None) if one.instrument.id == "MOFCOM-2026-11" else one for one in now.standing]
    return [replace(now, policies=()), replace(now, standing=tuple(resting)), replace(now, standing=tuple(assumed)),
            replace(now, controls=tuple(fuller)), replace(now, controls=now.controls[1::2]),
            replace(now, standing=tuple(unlisted)), replace(now, day=date(2027, 3, 1))]


@pytest.mark.parametrize("rules", other_rules())
def test_whatever_alone_is_different_on_a_day_is_told(rules: RulesOnDay) -> None:
    context = Context(end_use="military", destination="US", party_lists=("MOFCOM-2026-11",))
    judge = Judge(answer(BILL, IDENTITIES, rules, context))
    before = on_day(judge, BOOK.on(date(2026, 11, 21)))
    now, fresh = on_day(judge, rules), classify(BILL, IDENTITIES, rules, context)
    assert (now.findings, now.upstream) == (fresh.findings, fresh.upstream)
    assert (now.findings, now.upstream) != (before.findings, before.upstream)


def test_a_check_that_has_become_one_of_long_ago_is_told_by_itself() -> None:
    fresh = replace(BOOK.on(date(2026, 11, 21)), policies=())
    stale = replace(fresh, day=date(2027, 3, 1))
    judge = Judge(answer(BILL, IDENTITIES, fresh))
    assert all(one.stale_check is None for one in on_day(judge, fresh).findings[0])
    assert all(one.stale_check is not None for one in on_day(judge, stale).findings[0])


def test_an_assumption_laid_over_one_text_judges_only_what_that_text_may_concern(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = date(2026, 11, 21)
    judge, asked = Judge(answer(BILL, IDENTITIES, BOOK.on(day))), []
    judge.findings(BOOK.on(day))
    monkeypatch.setattr(judged, "judge", lambda day, kind: asked.append(kind) or ((), ()))
    judge.findings(BOOK.on(day + timedelta(days=1)))
    assert asked == []
    assumed = [BOOK.parse_assumption("MOFCOM-2025-62=repealed@2026-11-01")]  # technology
    judge.findings(BOOK.on(day, assume=assumed))
    assert 0 < len(asked) < len(judge.answers.kinds)
