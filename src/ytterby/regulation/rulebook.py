"""The door: all rule files, and the law as it stands on a day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ytterby.core.errors import RegulationError
from ytterby.core.issue import Issue
from ytterby.core.text import issue_text
from ytterby.regulation import assumption, files
from ytterby.regulation.entries import Words
from ytterby.regulation.instrument import Instrument
from ytterby.regulation.load import load
from ytterby.regulation.rules import Assumption, ControlOnDay, InstrumentOnDay, PolicyOnDay, RulesOnDay, Scope
from ytterby.regulation.timeline import State, next_after, running, state_on
from ytterby.resources import folder


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """Instruments of the rule folders; ``issues`` are faults of the user's own files (shipped ones have none).

    ``digest`` covers the name and bytes of every TOML and CSV file in the folders that can be read.
    """

    instruments: tuple[Instrument, ...]
    digest: str
    issues: tuple[Issue, ...]
    words: Words

    @classmethod
    def shipped(cls) -> Rulebook:
        """The rules that come with the program. Raises RegulationError where they are damaged. Cached by the caller."""
        book = cls.load((folder("regulation"),))
        if book.issues:
            told = issue_text(book.issues[0])
            raise RegulationError(f"the shipped rule data is damaged: {told}", remedy="Install Ytterby again.")
        return book

    @classmethod
    def with_own(cls, own: Iterable[Path]) -> Rulebook:
        """The shipped rules and the user's own folders. Raises RegulationError where one of these has a fault: a text
        left out would clear what it catches.
        """
        folders = tuple(own)
        if not folders:
            return cls.shipped()
        book = cls.load((folder("regulation"), *folders))
        if book.issues:
            raise RegulationError(
                f"your own rules have a fault: {issue_text(book.issues[0])}", where=", ".join(map(str, folders)),
                remedy="Mend it, or leave the folder out; ytterby rules check DIR tells all faults.")
        return book

    @classmethod
    def load(cls, folders: Iterable[Path]) -> Rulebook:
        """The first folder is the shipped one; instruments of the others are marked as not shipped.

        Raises RegulationError where a folder does not exist. A file with faults is left out and named in ``issues``.
        """
        instruments: dict[str, Instrument] = {}
        issues: list[Issue] = []
        words = Words()
        paths = tuple(folders)
        for number, path in enumerate(paths):
            files.standing(path)
            loaded = load(path, shipped=number == 0)
            words = loaded.words if number == 0 else words
            issues += loaded.issues
            for instrument in loaded.instruments:
                if instrument.id in instruments:
                    issues.append(assumption.double(instrument.id))
                else:
                    instruments[instrument.id] = instrument
        return cls(tuple(instruments.values()), _digest(paths), tuple(issues), words)

    def parse_assumption(self, text: str) -> Assumption:
        """``MOFCOM-2025-61=in-force@2026-11-11`` to an Assumption. Raises UsageError with the nearest known word.

        Also for a text on whose state no finding hangs: what changes nothing would be printed as if it did.
        """
        return assumption.parse(text, {one.id for one in self.instruments if self.bears(one)})

    def bears(self, instrument: Instrument) -> bool:
        """Whether a finding may hang on the state of the instrument: it has entries or rules, or lists parties."""
        return bool(instrument.states) and assumption.bears(instrument, self.instruments)

    def on(self, day: date, known_by: date | None = None, assume: Iterable[Assumption] = ()) -> RulesOnDay:
        """The law on ``day`` as far as published by ``known_by`` (None: all that the files hold).

        An entry not yet published is not there; an announced one is there as "not yet". An assumption replaces every
        state of its instrument that starts on or after its own start, limbs and licensing rules included; see
        Assumption for what an escalation adds and an easing allows. Of two that start on one day the later given holds.
        """
        laid = tuple(sorted(assume, key=lambda one: (one.instrument, one.start)))
        controls: list[ControlOnDay] = []
        policies: list[PolicyOnDay] = []
        standing: list[InstrumentOnDay] = []
        instruments = tuple(
            assumption.widened(one, [each for each in laid if each.instrument == one.id]) if laid else one
            for one in self.instruments
        )
        for instrument in instruments:
            own = tuple(one for one in laid if one.instrument == instrument.id)
            day_of = _Day(day, known_by, own)
            everywhere = {str(one) for one in own if one.scope is Scope.ESCALATED}
            whole = day_of.of(instrument.states)
            standing.append(InstrumentOnDay(instrument, *whole))
            for control in instrument.controls:
                state, assumed, coming = day_of.of(control.states)
                if state is not None:
                    controls.append(ControlOnDay(instrument, control, state, assumed, coming))
            for policy in instrument.policies:
                state, assumed, _ = day_of.of(policy.states)
                if state is not None:
                    meant = assumption.to_all_destinations(policy) if assumed in everywhere else policy
                    policies.append(PolicyOnDay(meant, state, assumed))
            policies += [assumption.easing(one) for one in own if one.scope is Scope.EASED and one.on(day)]
        return RulesOnDay(
            day, known_by, laid, tuple(controls), tuple(policies), instruments, self.digest, tuple(standing),
            self.words,
        )


class _Day:
    """Looks states up for one day; entries that share a timetable are computed once."""

    def __init__(self, day: date, known_by: date | None, laid: tuple[Assumption, ...]) -> None:
        self._day, self._known_by, self._laid = day, known_by, laid
        self._seen: dict[int, tuple[State | None, str, State | None]] = {}

    def of(self, states: tuple[State, ...]) -> tuple[State | None, str, State | None]:
        """(state, assumption that set it, next change)."""
        key = id(states)
        if key not in self._seen:
            self._seen[key] = self._look_up(states)
        return self._seen[key]

    def _look_up(self, states: tuple[State, ...]) -> tuple[State | None, str, State | None]:
        order = running(states, self._known_by)
        for one in self._laid:
            order = assumption.laid_over(order, one)
        state = state_on(order, self._day)
        named = {str(one) for one in self._laid}
        text = state.citation.at if state is not None and state.citation.at in named else ""
        return state, text, next_after(order, self._day)


def _digest(folders: tuple[Path, ...]) -> str:
    total = hashlib.sha256()
    for one in folders:
        for path in files.found(one, (".toml", ".csv"))[0]:
            try:
                data = files.content(path)
            except RegulationError:
                continue  # load has named it
            total.update(path.relative_to(one).as_posix().encode(errors="surrogateescape") + b"\0" + data + b"\0")
    return "sha256:" + total.hexdigest()
