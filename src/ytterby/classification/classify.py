"""The door: every item of a bill against every entry of the law on a day.

In two steps, so that a day can be changed fast: ``answer`` is what does not depend on the day, ``on_day`` what does;
one Judge for all days of a bill judges anew only what another day changes.
"""

from __future__ import annotations

from ytterby.bom.bill import Bom
from ytterby.classification.answers import answer
from ytterby.classification.classification import Classification
from ytterby.classification.context import NOTHING_STATED, Context
from ytterby.classification.judged import Judge
from ytterby.classification.parties import issues_of
from ytterby.core.progress import SILENT, Progress
from ytterby.identification.identity import Identity
from ytterby.regulation.rules import RulesOnDay


def classify(
    bom: Bom, identities: tuple[Identity, ...], rules: RulesOnDay, context: Context = NOTHING_STATED,
    progress: Progress = SILENT,
) -> Classification:
    """Findings of every item; ``identities[i]`` belongs to ``bom.items[i]``. Raises Cancelled when stopped."""
    return on_day(Judge(answer(bom, identities, rules, context, progress)), rules)


def on_day(judge: Judge, rules: RulesOnDay) -> Classification:
    """The findings of a bill on the day of ``rules``, from answers given once for all days.

    Costs time per kind of item, not per item or line. Raises ValueError where ``rules`` hold other instruments than
    those that were answered: then call ``answer`` again.
    """
    answers = judge.answers
    if answers.law.instruments != rules.instruments:
        raise ValueError("these rules hold other instruments than the answers were given for")
    own, upstream = judge.findings(rules)
    return Classification(
        rules, own, upstream, issues=issues_of(match for found in answers.matches.values() for match in found),
    )
