"""How outcome, force, treatment and certainty are called wherever a person reads them: window, report, command line."""

from __future__ import annotations

from ytterby.core.finding import Certainty, Force, Outcome, Treatment

OUTCOME_WORDS = {
    Outcome.CONTROLLED: "controlled", Outcome.UNDETERMINED: "undetermined", Outcome.NOT_CONTROLLED: "not controlled",
}
FORCE_WORDS = {
    Force.NOT_YET: "not yet in force", Force.IN_FORCE: "in force", Force.SUSPENDED: "suspended",
    Force.UNVERIFIED: "unverified", Force.REPEALED: "repealed",
}
TREATMENT_WORDS = {
    Treatment.LICENCE_REQUIRED: "licence required", Treatment.CASE_BY_CASE: "licence, case by case",
    Treatment.DENIED: "licence denied in principle", Treatment.PROHIBITED: "prohibited",
    Treatment.EXEMPT: "exempt", Treatment.NONE: "no licence needed",
}
CERTAINTY_WORDS = {
    Certainty.NO: "none found", Certainty.POSSIBLE: "possible", Certainty.LIKELY: "likely", Certainty.YES: "yes",
}

NONE_FOUND = CERTAINTY_WORDS[Certainty.NO]
"""Of a line whose texts name no rare earth: nothing was judged, so that it is not called "not controlled"."""
NOTHING_TO_JUDGE = "nothing found to judge"
UPSTREAM_ONLY = "upstream only"
"""Of a line that no entry lists, but a material inside it: its supply may stop all the same."""
WITH_THE_MAKER = "its maker may need a licence"
LINE_STATUSES = (*(OUTCOME_WORDS[one] for one in (Outcome.CONTROLLED, Outcome.UNDETERMINED)), UPSTREAM_ONLY,
                 OUTCOME_WORDS[Outcome.NOT_CONTROLLED], NONE_FOUND)
"""All that line_status() gives, what weighs most first."""


GROUP_WORDS = {**OUTCOME_WORDS, Outcome.NOT_CONTROLLED: "caught by no entry"}
"""Of all items of an outcome: those that no entry catches are not all called "not controlled" by line_status()."""


def line_status(outcome: Outcome, rare_earth: Certainty, *, upstream: bool) -> str:
    """The status of a line as a person reads it, in window, report and command line alike.

    ``outcome`` is that of its own findings; ``upstream``: an entry catches or may catch a material inside.
    A person's decision stands beside it and changes no word of it.
    """
    if outcome is not Outcome.NOT_CONTROLLED:
        return OUTCOME_WORDS[outcome]
    if upstream:
        return UPSTREAM_ONLY
    return NONE_FOUND if rare_earth is Certainty.NO else OUTCOME_WORDS[outcome]


def treatment_words(outcome: Outcome, treatment: Treatment) -> str:
    """``licence required``; what an entry asks of an item that it only may catch is said with its condition."""
    words = TREATMENT_WORDS[treatment]
    asked = treatment not in (Treatment.NONE, Treatment.EXEMPT)
    return f"{words} if caught" if asked and outcome is Outcome.UNDETERMINED else words


def in_words(value: Outcome | Force | Treatment | Certainty) -> str:
    match value:
        case Outcome():
            return OUTCOME_WORDS[value]
        case Force():
            return FORCE_WORDS[value]
        case Treatment():
            return TREATMENT_WORDS[value]
        case Certainty():
            return CERTAINTY_WORDS[value]
