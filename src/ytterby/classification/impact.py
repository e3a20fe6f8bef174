"""What a change of the law, the day or the facts does to a bill: finding by finding, before against after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ytterby.classification.classification import Classification
from ytterby.core.finding import Finding, Force, Outcome, Reason

BINDS = (Force.IN_FORCE, Force.UNVERIFIED)
Findings = Sequence[tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry against one item, before and after; None where it does not speak of the item.

    ``what`` names the axes that differ: outcome, force, treatment; "appears" or "goes" where one side is None.
    ``why`` are the reasons that only the later side gives, for one that goes those it had. ``decided_by`` is who had
    decided on the item and should look again, else empty. ``upstream``: of the material inside a finished product.
    ``caught_before``: this entry or another that bound, or may have, caught the item before the change.
    """

    item: int
    control: str
    limb: str
    instrument: str
    before: Finding | None
    after: Finding | None
    what: tuple[str, ...]
    why: tuple[Reason, ...]
    decided_by: str = ""
    upstream: bool = False
    caught_before: bool = False

    @property
    def wakes(self) -> bool:
        """Whether the entry binds (or may) only after the change and catches the item."""
        return _catches(self.after) and not _catches(self.before)


def impact(before: Classification, after: Classification) -> tuple[Change, ...]:
    """Every change between two classifications of the same bill, item by item, what wakes up first.

    Raises ValueError where the two are of bills of different length.
    """
    if len(before.findings) != len(after.findings):
        raise ValueError("two classifications are compared only where they are of the same bill")
    changes = list(_of(before, after, lambda one: one.findings, upstream=False))
    if before.upstream and after.upstream:
        changes += _of(before, after, lambda one: one.upstream, upstream=True)
    return tuple(sorted(changes, key=lambda one: (not one.wakes, one.upstream, one.item, one.instrument, one.control)))


def _of(
    before: Classification, after: Classification, side: Callable[[Classification], Findings], *, upstream: bool
) -> Iterator[Change]:
    for item, (old, new) in enumerate(zip(side(before), side(after), strict=True)):
        if not old and not new:
            continue
        known = {_key(one): one for one in old}
        now = {_key(one): one for one in new}
        caught = any(map(_catches, old))
        decision = after.decision(item) or before.decision(item)
        for key in sorted(known.keys() | now.keys()):
            what = _what(known.get(key), now.get(key))
            if what:
                yield Change(item, *key, known.get(key), now.get(key), what, _why(known.get(key), now.get(key)),
                             decision.who if decision else "", upstream, caught)


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.control, finding.limb, finding.instrument


def _what(before: Finding | None, after: Finding | None) -> tuple[str, ...]:
    """An entry that does not describe the item is as good as one that is not told."""
    if not any(one is not None and one.outcome is not Outcome.NOT_CONTROLLED for one in (before, after)):
        return ()
    if before is None or after is None:
        return ("appears",) if before is None else ("goes",)
    return tuple(name for name in ("outcome", "force", "treatment") if getattr(before, name) != getattr(after, name))


def _why(before: Finding | None, after: Finding | None) -> tuple[Reason, ...]:
    old = before.reasons if before else ()
    new = after.reasons if after else ()
    return tuple(one for one in new if one not in old) or (old if after is None else ())


def _catches(finding: Finding | None) -> bool:
    return finding is not None and finding.outcome is not Outcome.NOT_CONTROLLED and finding.force in BINDS
