"""What a person decided to hold none is told apart, and is no evidence; the finding stays."""

from __future__ import annotations

import numpy as np

from ytterby.core.finding import Force, Outcome, Treatment
from ytterby.exposure.columns import Columns, standing
from ytterby.exposure.exposure import Flag
from ytterby.exposure.figures import figures

_ALL = np.ones(2, np.bool_)
_BILL = Columns(np.array([3, 1]), np.array([30.0, 10.0]), np.full(2, np.nan), _ALL, _ALL, ~_ALL, ~_ALL,
                dict.fromkeys(Flag, ~_ALL))
_OPEN = ((Outcome.UNDETERMINED, Force.IN_FORCE, Treatment.NONE, "1C001", "law", False, (0, 1)),)


def _values(denied: tuple[int, ...]) -> dict[str, float | None]:
    return {one.key: one.value for one in figures(_BILL, standing(_OPEN, 2, denied))}


def test_a_no_is_no_evidence_and_leaves_the_finding_counted() -> None:
    before, after = _values(()), _values((0,))
    assert (before["undetermined"], before["denied"], before["decided_share"]) == (4.0, 0.0, 0.0)
    assert (after["undetermined"], after["denied"], after["decided_share"]) == (4.0, 3.0, 0.75)
    assert (before["evidence_share"], after["evidence_share"]) == (0.0, 0.0)
