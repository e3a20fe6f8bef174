"""A person's judgement on an item. It is laid over a finding, never in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

DECIDED_BY = "decided by"
"""What the field of an Evidence begins with that rests on a person's answer, not on a word of the workbook."""


class Verdict(StrEnum):
    """What the person decided."""

    CONTAINS = "contains"
    DOES_NOT_CONTAIN = "does not contain"
    UNKNOWN = "don't know"


class Asked(StrEnum):
    """What kind of answer a question takes."""

    HOLDS = "holds"  # does the item hold a rare earth at all: yes or no
    ELEMENT = "element"  # does its material hold certain elements: yes or no
    FACT = "fact"  # something else is missing: no yes or no


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what about which item, when and why.

    ``item_text`` is the digest of the item's texts at that time: the decision is stale once they differ.
    ``material`` is a key of the knowledge base or empty; ``declared`` element symbol → mass fraction 0..1 of the item.
    ``question`` is what was asked, of the kind ``asked``, ``why`` the person's own words. ``login`` is the account
    ``who`` worked under, ``proposer`` who proposed it where another one approved it; empty where not known.
    """

    item_key: str
    item_text: str
    verdict: Verdict
    who: str
    when: datetime
    why: str
    material: str = ""
    declared: tuple[tuple[str, float], ...] = ()
    control: str = ""
    question: str = ""
    login: str = ""
    proposer: str = ""
    asked: Asked | None = None

    @property
    def told(self) -> str:
        """The question with the person's words."""
        return f"{self.question} {self.why}".strip()

    @property
    def signed(self) -> str:
        """Who decided, with the account where it has another name, and who proposed it."""
        name = signature(self.who, self.login)
        return f"{name}; proposed by {self.proposer}" if self.proposer else name


def signature(who: str, login: str) -> str:
    """"B. Meier (login bmeier)"; the name alone where the account is called the same or is not known."""
    return who if not login or login.casefold() == who.casefold() else f"{who} (login {login})"
