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
