"""What a plan was made on, and what of it has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ytterby.exposure.exposure import Exposure
    from ytterby.planning.scenario import Change, Scenario
    from ytterby.workspace.document import Assessment, Document
    from ytterby.workspace.scenario_file import PlanSettings

Question = tuple["Scenario", "PlanSettings", "float | None"]


@dataclass(frozen=True, slots=True, eq=False)
class PlanBasis:
    """A plan asked for by ``question`` of this document. The exposure stands for bill, law and day."""

    document: Document
    exposure: Exposure
    question: Question

    @classmethod
    def of(cls, document: Document, assessment: Assessment, question: Question) -> PlanBasis:
        return cls(document, assessment.exposure, question)

    def changed(self, now: PlanBasis, carried_out: tuple[Change, ...] | None) -> tuple[str, ...]:
        """What is no longer as it was, in words; ``carried_out`` are the changes of the scenario with the plan in."""
        (scenario, *limits), (scenario_now, *limits_now) = self.question, now.question
        before, after = self.document, now.document
        allowed = [set(changes) for changes in (scenario.changes, carried_out) if changes is not None]
        checked = (
            ("the bill, the law or the day", self.exposure is not now.exposure or before.as_of != after.as_of),
            ("the products", before.products != after.products),
            ("the licence wait", before.wait != after.wait),
            ("the licence log", before.licences != after.licences),
            ("the random numbers", before.seed != after.seed),
            ("the scenario", set(scenario_now.changes) not in allowed),
            ("the limits", limits != limits_now),
        )
        return tuple(words for words, differs in checked if differs)
