"""A person's judgement on an item. It is laid over a finding, never in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What the person decided."""

    CONTAINS = "contains"
    DOES_NOT_CONTAIN = "does not contain"
    UNKNOWN = "don't know"


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what about which item, when and why.

    ``item_text`` is the digest of the item's texts at that time: the decision is stale once they differ.
    ``material`` is a key of the knowledge base or empty; ``declared`` element symbol → mass fraction 0..1.
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
