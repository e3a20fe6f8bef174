"""What-ifs on the law: as written on the command line, and as laid over the states and texts of an instrument."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from ytterby.core.elements import SYMBOLS
from ytterby.core.errors import UsageError
from ytterby.core.finding import Citation, Force, Form, Treatment
from ytterby.core.issue import Issue, Severity
from ytterby.regulation import condition as c
from ytterby.regulation.faults import did_you_mean
from ytterby.regulation.instrument import Control, Instrument, Policy
from ytterby.regulation.rules import Assumption, PolicyOnDay, Scope
from ytterby.regulation.timeline import FIRST_DAY, LAST_DAY, State, state_on

STATES = {"in-force": Force.IN_FORCE, "suspended": Force.SUSPENDED, "repealed": Force.REPEALED}
EVERY = "every rare earth"
"""The id of the entry that an escalation adds to its instrument."""

_NO_GOODS = (Form.PRODUCT, Form.TECHNOLOGY, Form.EQUIPMENT, Form.EQUIPMENT_PART, Form.RAW_MATERIAL)
_FORM = "Write INSTRUMENT=STATE@DATE or STATE@DATE..LAST-DAY, for example MOFCOM-2025-61=in-force@2026-11-11."
_LONGEST = 80
_WORD = re.compile(r"(?P<word>[^()]*)(?:\((?P<customer>[^()]+)\))?")


def parse(text: str, instruments: Collection[str]) -> Assumption:
    """``INSTRUMENT=STATE@DATE`` or ``…@DATE..LAST-DAY`` to an Assumption.

    STATE: in-force, suspended, repealed, escalated, or eased(CUSTOMER). Raises UsageError with the nearest known word.
    """
    name, equals, rest = text.strip().partition("=")
    state, at, days = rest.rpartition("@")
    found, told = _WORD.fullmatch(state.strip()), _short(text)
    if not (equals and at and name and days and found and found["word"]):
        raise UsageError("not an assumption", where=told, remedy=_FORM)
    if name not in instruments:
        raise UsageError(
            f'there is no instrument "{_short(name)}" on whose state a finding hangs.{did_you_mean(name, instruments)}',
            where=told, remedy="A text that suspends others is assumed by the texts it speaks of.")
    word, customer = found["word"].strip(), (found["customer"] or "").strip()
    known = (*STATES, str(Scope.ESCALATED), str(Scope.EASED))
    if word not in known:
        raise UsageError(
            f'"{_short(word)}" is no state one can assume ({", ".join(known)}).{did_you_mean(word, known)}', where=told)
    if (word == Scope.EASED) != bool(customer):
        raise UsageError("an easing names its customer, and nothing else does", where=told,
                         remedy="Write INSTRUMENT=eased(CUSTOMER)@DATE.")
    start, dots, last = days.partition("..")
    first, until = _day(start, told), _day(last, told) if dots else None
    if not FIRST_DAY <= first <= LAST_DAY:
        raise UsageError(f"{first} is not between {FIRST_DAY} and {LAST_DAY}", where=told, remedy="Check the year.")
    if until is not None and until < first:
        raise UsageError(f"{until} lies before {first}", where=told, remedy=_FORM)
    scope = Scope(word) if word not in STATES else Scope.AS_WRITTEN
    return Assumption(name, STATES.get(word, Force.IN_FORCE), first, until, scope, customer)


def _day(text: str, whole: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f'"{_short(text)}" is not a date', where=whole, remedy="Write it as 2026-11-11.") from None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def bears(instrument: Instrument, among: Iterable[Instrument]) -> bool:
    """Whether a finding may hang on its state. The state of a text that suspends others is told in theirs."""
    if instrument.controls or instrument.policies:
        return True
    conditions = (policy.when for one in among for policy in one.policies)
    return any(isinstance(when, c.Party) and instrument.id in when.lists for when in conditions)


def double(instrument: str) -> Issue:
    """The issue of an own rule file whose instrument is there already."""
    return Issue.of("rules-shipped-id", Severity.ERROR, id=instrument)


def laid_over(order: tuple[State, ...], one: Assumption) -> tuple[State, ...]:
    """The running order with an assumption in the place of what it replaces; an easing changes no state."""
    if one.scope is Scope.EASED:
        return order
    cited = Citation("assumption of the user", str(one))
    kept = (*(state for state in order if state.start < one.start), State(one.start, one.force, cited, one.start))
    if one.until is None or one.until == date.max:  # no day comes after the last of the calendar
        return kept
    after = one.until + timedelta(days=1)
    if one.force is Force.SUSPENDED:
        return (*kept, State(after, Force.IN_FORCE, cited, one.start))
    resumed = state_on(order, after)
    resumes = () if resumed is None else (replace(resumed, start=after),)
    return (*kept, *resumes, *(state for state in order if state.start > after))


def widened(instrument: Instrument, laid: Iterable[Assumption]) -> Instrument:
    """The instrument with one more entry where an escalation is laid over it; on which days is told by its state."""
    escalated = next((one for one in laid if one.scope is Scope.ESCALATED), None)
    if escalated is None:
        return instrument
    forms = tuple(form for form in Form if form not in _NO_GOODS)
    when = c.All((c.HasForm(forms), c.Any(tuple(c.Contains(symbol) for symbol in SYMBOLS))))
    entry = Control(
        f"{instrument.id}/{EVERY}", "every rare earth in every form of material and magnet, to all destinations", "",
        Form.COMPOUND, when, (), Citation("assumption of the user", str(escalated)), Treatment.LICENCE_REQUIRED,
        forms=forms, elements=SYMBOLS,
    )
    return replace(instrument, controls=(*instrument.controls, entry))


def to_all_destinations(policy: Policy) -> Policy:
    """A licensing rule that no longer asks where the goods go."""
    return policy if policy.when is None else replace(policy, when=_everywhere(policy.when))


def _everywhere(condition: c.Condition) -> c.Condition:
    match condition:
        case c.Destination():
            return c.All(())
        case c.All(parts):
            return c.All(tuple(map(_everywhere, parts)))
        case c.Any(parts):
            return c.Any(tuple(map(_everywhere, parts)))
        case _:
            return condition


def easing(one: Assumption) -> PolicyOnDay:
    """The licensing rule that an easing adds: its customer's goods need no single licence."""
    cited = Citation("assumption of the user", str(one))
    policy = Policy(
        str(one), one.instrument, one.instrument, Treatment.EXEMPT, (), c.Customer((one.customer,)),
        f"a general licence for {one.customer} is assumed: no single licence", cited,
    )
    return PolicyOnDay(policy, State(one.start, Force.IN_FORCE, cited, one.start), str(one))
