"""What the law was found to say of each item at every save: a finding that goes stays as inactive, and comes back.

Stands apart from trend.py, which keeps sums: here each finding has a history of its own, and nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ytterby.classification.classification import Classification
from ytterby.core.finding import Force, Outcome, Treatment
from ytterby.core.item import Item


@dataclass(frozen=True, slots=True)
class Said:
    """What a finding says: the three axes of the law."""

    outcome: Outcome
    force: Force
    treatment: Treatment

    @property
    def binds(self) -> bool:
        """Whether the entry catches or may catch the item, in force or unverified."""
        return self.outcome is not Outcome.NOT_CONTROLLED and self.force in (Force.IN_FORCE, Force.UNVERIFIED)


@dataclass(frozen=True, slots=True)
class Seen:
    """``said`` as noted ``when``, from which it held until the next one; None: the finding was not there.

    ``as_of`` is the legal day it was asked for, ``assumed`` what was assumed of the law.
    """

    when: datetime
    as_of: date
    rules_digest: str
    said: Said | None
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class FindingHistory:
    """One entry on the items (keys) that have the same history with it; ``seen`` oldest first, never empty."""

    control: str
    limb: str
    instrument: str
    seen: tuple[Seen, ...]
    items: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.control} {self.limb}".strip()


@dataclass(frozen=True, slots=True)
class History:
    """All findings ever noted, and when and on what that was done last; ``when`` None: never."""

    findings: tuple[FindingHistory, ...] = ()
    when: datetime | None = None
    as_of: date | None = None
    rules_digest: str = ""

    def of_item(self, item_key: str) -> tuple[FindingHistory, ...]:
        """The histories that one item has."""
        return tuple(one for one in self.findings if item_key in one.items)


NEVER_NOTED = History()
Key = tuple[str, str, str, str]  # item, control, limb, instrument
Now = dict[Key, Said]


@dataclass(frozen=True, slots=True)
class HistoryChange:
    """A finding that says something else than when it was noted last; None: not there.

    ``caught_before``: this entry or another that bound, or may have, caught the item when it was noted last.
    """

    item_key: str
    name: str
    instrument: str
    before: Seen | None
    after: Said | None
    caught_before: bool = False

    @property
    def said_before(self) -> Said | None:
        """None: the finding was not there."""
        return self.before.said if self.before else None

    @property
    def what(self) -> tuple[str, ...]:
        """The axes that differ, or "appears" or "goes"."""
        old = self.said_before
        if old is None or self.after is None:
            return ("appears",) if old is None else ("goes",)
        return tuple(one for one in ("outcome", "force", "treatment") if getattr(old, one) != getattr(self.after, one))

    @property
    def wakes(self) -> bool:
        """Whether it binds (or may) only now."""
        old = self.said_before
        return self.after is not None and self.after.binds and not (old is not None and old.binds)

    @property
    def newly_caught(self) -> bool:
        """Whether it is the item that is caught only now, not only this entry that wakes up."""
        return self.wakes and not self.caught_before


def noted(
    history: History, items: tuple[Item, ...], classification: Classification, rules_digest: str, when: datetime,
) -> History:
    """The history with what the classification says added, where that is something else than was noted last."""
    rules, now = classification.rules, _said(items, classification)
    assumed = "; ".join(map(str, rules.assumptions))
    kept: dict[tuple[str, str, str, tuple[Seen, ...]], list[str]] = {}
    for key, seen in _all(history.findings, now):
        says = now.get(key)
        if not seen or seen[-1].said != says:
            seen = (*seen, Seen(when, rules.day, rules_digest, says, assumed))
        kept.setdefault((*key[1:], seen), []).append(key[0])
    findings = tuple(FindingHistory(control, limb, instrument, seen, tuple(sorted(keys)))
                     for (control, limb, instrument, seen), keys in sorted(kept.items(), key=lambda one: one[0][:3]))
    return History(findings, when, rules.day, rules_digest)


def changes_since(
    history: History, items: tuple[Item, ...], classification: Classification
) -> tuple[HistoryChange, ...]:
    """Where the classification says something else than was noted last, what wakes up first. () where nothing was."""
    if history.when is None:
        return ()
    now = _said(items, classification)
    caught = frozenset(item for one in history.findings for item in one.items
                       if (said := one.seen[-1].said) is not None and said.binds)
    found = []
    for key, seen in _all(history.findings, now):
        last, says = seen[-1] if seen else None, now.get(key)
        if (last.said if last else None) != says:
            found.append(HistoryChange(
                key[0], f"{key[1]} {key[2]}".strip(), key[3], last, says, key[0] in caught))
    return tuple(sorted(found, key=lambda one: (not one.wakes, one.item_key, one.instrument, one.name)))


def _all(history: Iterable[FindingHistory], now: Now) -> Iterator[tuple[Key, tuple[Seen, ...]]]:
    """Every finding that was ever noted or is there now, with what was noted of it."""
    known: set[Key] = set()
    for one in history:
        for item in one.items:
            key = (item, one.control, one.limb, one.instrument)
            known.add(key)
            yield key, one.seen
    for key in now:
        if key not in known:
            yield key, ()


def _said(items: tuple[Item, ...], classification: Classification) -> Now:
    """What is said of each item by each entry that catches or may catch it."""
    found: Now = {}
    for findings, places in classification.by_kind():
        for one in findings:
            if one.outcome is not Outcome.NOT_CONTROLLED:
                says = Said(one.outcome, one.force, one.treatment)
                for place in places:
                    found[items[place].key, one.control, one.limb, one.instrument] = says
    return found
