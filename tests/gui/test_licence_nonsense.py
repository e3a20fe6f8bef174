"""The form of an application refuses what no authority can have said, before it closes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ytterby.core.errors import PlanningError
from ytterby.gui.views.licence_form import refuse_nonsense
from ytterby.planning.licences import Licence, Standing

GRANTED = Licence("A-1", "k1", "c", "i", date(2026, 1, 5), accepted=date(2026, 1, 9), standing=Standing.GRANTED,
                  decided=date(2026, 3, 2), quantity=3.0, drawn=3.0, valid_until=date(2027, 3, 2))


@pytest.mark.parametrize("wrong", [
    {"drawn": 1e12}, {"valid_until": date(1752, 9, 14)}, {"valid_until": date(2026, 2, 2)}, {"renews": "A-1"},
    {"renews": "C-3"}, {"quantity": -0.0, "drawn": 0.0},
    {"accepted": date(2026, 3, 3)}, {"accepted": date(2025, 12, 31)}, {"number": "B-2"},
])
def test_what_can_not_be_is_refused(wrong: dict[str, Any]) -> None:
    refuse_nonsense(GRANTED, {"B-2"})
    with pytest.raises(PlanningError):
        refuse_nonsense(replace(GRANTED, **wrong), {"B-2"})


def test_what_it_renews_is_another_application_or_one_older_than_the_log() -> None:
    refuse_nonsense(replace(GRANTED, renews="B-2"), {"B-2"})
    refuse_nonsense(replace(GRANTED, renews="A-0"), {"B-2"}, before="A-0")
