"""How an application would be treated, given end use, end user and destination: the licensing rules on the day.

Rules of the entry's own instrument say what is met once it binds; rules for all dual-use goods count only while they
bind themselves (or may: unverified).
"""

from __future__ import annotations

from collections.abc import Sequence

from ytterby.classification.evaluate import evaluate
from ytterby.classification.facts import Facts
from ytterby.core.estimate import Answer
from ytterby.core.finding import Force, Reason, Treatment
from ytterby.regulation.rules import ControlOnDay, PolicyOnDay

DUAL_USE, CATCH_ALL = "dual-use", "catch-all"
BINDING = (Force.IN_FORCE, Force.UNVERIFIED)
_HARDEST = (Treatment.PROHIBITED, Treatment.DENIED, Treatment.CASE_BY_CASE, Treatment.EXEMPT)
HARDEST = (*_HARDEST[:3], Treatment.LICENCE_REQUIRED, Treatment.EXEMPT, Treatment.NONE)
"""Of several trades with one item the hardest treatment is shown."""


def treat(entry: ControlOnDay, policies: Sequence[PolicyOnDay], facts: Facts) -> tuple[Treatment, tuple[Reason, ...]]:
    """The hardest treatment that a rule with a condition gives; without one the entry's own (ordinary civil use).

    Relief work is exempt only where nothing refuses it. A rule that hangs on an unstated destination is named as open.
    """
    met: dict[Treatment, Reason] = {}
    still_open: list[Reason] = []
    for one in policies:
        if one.policy.when is None or not _applies(one, entry):
            continue
        result = evaluate(one.policy.when, facts)
        told = {"rule": f"{one.policy.instrument}, {one.policy.citation.at}", "text": one.policy.text}
        if result.answer is Answer.YES:
            met.setdefault(one.policy.treatment, Reason.of("law-treatment", treatment=one.policy.treatment, **told))
        elif result.answer is Answer.UNKNOWN:
            still_open.append(Reason.of("law-treatment-open", treatment=one.policy.treatment, **told))
    own = entry.control.treatment
    if own is Treatment.PROHIBITED:
        return own, ()
    hardest = next((treatment for treatment in _HARDEST if treatment in met), None)
    if hardest is not None:
        return hardest, (met[hardest], *still_open)
    if not facts.context.end_use:
        still_open.append(Reason.of("law-civil-assumed"))
    return own, tuple(still_open)


def _applies(one: PolicyOnDay, entry: ControlOnDay) -> bool:
    if one.policy.applies_to == entry.instrument.id:
        return True
    return one.policy.applies_to == entry.instrument.regime == DUAL_USE and one.state.force in BINDING
