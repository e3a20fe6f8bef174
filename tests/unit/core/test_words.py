"""How the words of the law go together."""

from __future__ import annotations

import pytest

from ytterby.core.finding import Outcome, Treatment
from ytterby.core.sentences.words import treatment_words


@pytest.mark.parametrize(("treatment", "said"), [
    (Treatment.LICENCE_REQUIRED, "licence required if caught"),
    (Treatment.DENIED, "licence denied in principle if caught"),
    (Treatment.PROHIBITED, "prohibited if caught"), (Treatment.EXEMPT, "exempt"), (Treatment.NONE, "no licence needed"),
])
def test_what_an_entry_asks_of_an_undetermined_item_is_said_with_its_condition(treatment: Treatment, said: str) -> None:
    assert treatment_words(Outcome.UNDETERMINED, treatment) == said


def test_what_an_entry_asks_of_a_caught_item_has_no_condition() -> None:
    assert treatment_words(Outcome.CONTROLLED, Treatment.LICENCE_REQUIRED) == "licence required"
