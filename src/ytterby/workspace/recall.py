"""What the part memory knows of the items of a bill, and how it becomes decisions on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ytterby.core.decision import Decision, Verdict, signature
from ytterby.core.files import is_there
from ytterby.core.item import Item
from ytterby.workspace.part_memory import Offer, PartMemory, Remembered, part_memory, part_of, proposal, same_person
from ytterby.workspace.settings import Settings


@dataclass(frozen=True, slots=True)
class Recalled:
    """``offers``: standing decisions for items nobody decided on here; ``stale``: their words have changed since.

    ``awaiting``: proposed, and approved by nobody yet.
    """

    offers: tuple[Offer, ...] = ()
    stale: tuple[Offer, ...] = ()
    awaiting: tuple[Offer, ...] = ()


def library_of(settings: Settings) -> Path:
    """The file that the settings name, else one of this user's own."""
    import platformdirs

    if settings.parts:
        return Path(settings.parts).expanduser()
    return platformdirs.user_data_path("ytterby", appauthor=False) / "parts.sqlite"


def recall(
    path: Path, items: Sequence[Item], decisions: Iterable[Decision], *, two_persons: bool,
) -> Recalled:
    """What is known of ``items``; without a library, nothing. Raises ProjectError where it can't be used."""
    if not is_there(path):
        return Recalled()
    made = {(decision.item_key, decision.item_text) for decision in decisions}
    open_items = [item for item in items if (item.key, item.text_digest()) not in made]
    with part_memory(path) as memory:
        found = memory.offers(open_items, two_persons=two_persons)
        waiting = memory.awaiting(open_items) if two_persons else ()
    return Recalled(tuple(one for one in found if not one.stale), tuple(one for one in found if one.stale), waiting)


def taken(offers: Iterable[Offer], items: Mapping[str, Item]) -> tuple[Decision, ...]:
    """The offers as decisions on the items of this bill, by key."""
    return tuple(offer.decision(items[offer.item_key]) for offer in offers)


def remember(path: Path, decisions: Iterable[Decision], items: Mapping[str, Item]) -> None:
    """Keep what was decided of items in the library, made where there is none. Raises ProjectError, UsageError."""
    made = [proposal(items[one.item_key], one.verdict, who=one.who, when=one.when, why=one.why, material=one.material,
                     declared=one.declared, control=one.control, question=one.question, login=one.login,
                     asked=str(one.asked or ""))
            for one in decisions]
    with part_memory(path) as memory:
        memory.keep(*made)


def forget(
    path: Path, decisions: Iterable[Decision], items: Mapping[str, Item], *, who: str, when: datetime,
) -> None:
    """Withdraw the entries that these decisions were kept as; what is not in the library needs nothing."""
    if not is_there(path):
        return
    with part_memory(path) as memory:
        memory.withdraw(*(one for one in _kept(memory, decisions, items) if not one.withdrawn), who=who, when=when)


def take_back(
    path: Path, decisions: Iterable[Decision], items: Mapping[str, Item], *, who: str, when: datetime,
) -> None:
    """What an undo of these decisions means for the library: a proposal is withdrawn, an approval waits again."""
    if not is_there(path):
        return
    with part_memory(path) as memory:
        kept = [one for one in _kept(memory, decisions, items) if not one.withdrawn]
        memory.disapprove(*(one for one in kept if one.approved))
        memory.withdraw(*(one for one in kept if not one.approved), who=who, when=when)


def renew(path: Path, decisions: Iterable[Decision], items: Mapping[str, Item]) -> None:
    """What a redo of these decisions means for the library: they stand again, signed as they were."""
    made = tuple(decisions)
    with part_memory(path) as memory:
        memory.restore(*_kept(memory, made, items))
        waiting = {_said(entry.part, entry.verdict, entry.why, signature(entry.proposer, entry.proposer_login)): entry
                   for entry in memory.entries() if not entry.approved and not entry.withdrawn}
        signed: dict[tuple[str, datetime, str], list[Remembered]] = {}
        for one in made:
            entry = waiting.get(_said(part_of(items[one.item_key]), one.verdict, one.why, one.proposer))
            if entry is not None:
                signed.setdefault((one.who, one.when, one.login), []).append(entry)
        for (who, when, login), entries in signed.items():
            memory.approve(*entries, who=who, when=when, login=login)


def _said(part: str, verdict: Verdict, why: str, proposer: str) -> tuple[str, ...]:
    return part, verdict, why, proposer


def _kept(memory: PartMemory, decisions: Iterable[Decision], items: Mapping[str, Item]) -> list[Remembered]:
    """The entries that decisions were kept as, or that they approved."""
    made = {(part_of(items[one.item_key]), one.who, one.when.isoformat()) for one in decisions if one.item_key in items}
    return [entry for entry in memory.entries()
            if not made.isdisjoint(((entry.part, entry.proposer, entry.proposed),
                                    (entry.part, entry.approver, entry.approved)))]


def approve(path: Path, offers: Iterable[Offer], *, who: str, when: datetime, login: str = "") -> int:
    """Approve what others proposed; what ``who`` proposed is left. Gives how many. Raises ProjectError, UsageError."""
    with part_memory(path) as memory:
        entries = {offer.remembered.digest: offer.remembered for offer in offers
                   if not same_person(offer.remembered.proposer, who)}
        memory.approve(*entries.values(), who=who, when=when, login=login)
        return len(entries)
