"""Who can answer, and who must look at a change."""

from __future__ import annotations

import pytest

from ytterby.core.finding import Force, Outcome, Reason
from ytterby.report.who import lookers

PRICE, PLACE = Reason.of("need-price"), Reason.of("need-destination")


def test_who_decided_on_the_item_looks_before_anybody_else() -> None:
    assert lookers("A. Buyer", Outcome.UNDETERMINED, Force.IN_FORCE, (PRICE,)) == ("A. Buyer (who decided on it)",)
    assert lookers("A. Buyer", None, None, ()) == ("A. Buyer (who decided on it)",)


def test_what_is_open_goes_to_those_who_can_answer_what_is_missing() -> None:
    assert lookers("", Outcome.UNDETERMINED, Force.UNVERIFIED, (PRICE, PLACE)) == (
        "own purchasing", "own sales or logistics")


def test_what_is_caught_for_certain_goes_to_those_who_apply() -> None:
    assert lookers("", Outcome.CONTROLLED, Force.IN_FORCE, ()) == ("own export control (to apply)",)


@pytest.mark.parametrize(("outcome", "force"), [
    (None, None), (Outcome.NOT_CONTROLLED, Force.IN_FORCE), (Outcome.CONTROLLED, Force.SUSPENDED),
    (Outcome.UNDETERMINED, Force.REPEALED),
])
def test_nobody_must_look_at_what_went_or_does_not_bind(outcome: Outcome | None, force: Force | None) -> None:
    assert lookers("", outcome, force, (PRICE,)) == ()
