"""The law on one day: what Rulebook.on() gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ytterby.core.finding import Force
from ytterby.regulation.condition import Party
from ytterby.regulation.entries import Words
from ytterby.regulation.instrument import Control, Instrument, Policy
from ytterby.regulation.timeline import State


class Scope(StrEnum):
    """How far an assumption reaches: the text as it is, more, or less."""

    AS_WRITTEN = "as written"
    ESCALATED = "escalated"
    EASED = "eased"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A what-if on the law: from ``start`` on, the instrument is taken to be ``force``. Printed on every output.

    ``until`` is its last day, None for good: a suspension is then followed by "in force", all else by the law's own
    state. Escalated: in force, for every rare earth in every listed form and to all destinations. Eased: the law's own
    state, and a general licence for ``customer``.
    """

    instrument: str
    force: Force
    start: date
    until: date | None = None
    scope: Scope = Scope.AS_WRITTEN
    customer: str = ""

    def __str__(self) -> str:
        word = str(self.force).replace(" ", "-") if self.scope is Scope.AS_WRITTEN else str(self.scope)
        word += f"({self.customer})" if self.customer else ""
        days = self.start.isoformat() + (f"..{self.until.isoformat()}" if self.until else "")
        return f"{self.instrument}={word}@{days}"

    def on(self, day: date) -> bool:
        """Whether ``day`` lies within it."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class ControlOnDay:
    """An entry with the state it has on the day; ``assumption`` names what the user laid over it, else empty.

    ``next`` is the next change already published (or assumed), so that the user sees what wakes up.
    """

    instrument: Instrument
    control: Control
    state: State
    assumption: str = ""
    next: State | None = None


@dataclass(frozen=True, slots=True)
class PolicyOnDay:
    """A licensing rule with its state on the day."""

    policy: Policy
    state: State
    assumption: str = ""


@dataclass(frozen=True, slots=True)
class InstrumentOnDay:
    """An instrument as a whole on the day; ``state`` None where it has none (a statement, or published later)."""

    instrument: Instrument
    state: State | None
    assumption: str = ""
    next: State | None = None


@dataclass(frozen=True, slots=True)
class RulesOnDay:
    """Everything published by ``known_by``, as it stands on ``day``. ``digest`` covers all rule files."""

    day: date
    known_by: date | None
    assumptions: tuple[Assumption, ...]
    controls: tuple[ControlOnDay, ...]
    policies: tuple[PolicyOnDay, ...]
    instruments: tuple[Instrument, ...]
    digest: str
    standing: tuple[InstrumentOnDay, ...] = ()
    words: Words = Words()

    def party_lists(self) -> tuple[Instrument, ...]:
        """The lists of parties that licensing rules ask for, in the order of the instruments."""
        asked = {name for one in self.policies if isinstance(one.policy.when, Party) for name in one.policy.when.lists}
        return tuple(instrument for instrument in self.instruments if instrument.id in asked)

    def unverified_since(self) -> dict[str, date]:
        """By id every text of which something could not be verified on the day: the text itself, an entry or a rule.

        The day is the first from which that is so. Of these, ``unverified`` are those that findings may rest on.
        """
        states = [(one.instrument.id, one.state) for one in self.standing if one.state is not None]
        states += [(one.instrument.id, one.state) for one in self.controls]
        states += [(one.policy.instrument, one.state) for one in self.policies]
        found: dict[str, date] = {}
        for text, state in states:
            if state.force is Force.UNVERIFIED:
                found[text] = min(state.start, found.get(text, state.start))
        return found

    def unverified(self) -> tuple[Instrument, ...]:
        """Instruments with an entry whose state on the day could not be verified."""
        ids = {entry.instrument.id for entry in self.controls if entry.state.force is Force.UNVERIFIED}
        return tuple(instrument for instrument in self.instruments if instrument.id in ids)
