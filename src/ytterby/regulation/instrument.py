"""Legal instruments and their entries as frozen values. Only from-dates: a state lasts until the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ytterby.core.finding import Citation, Force, Form, Treatment
from ytterby.regulation.condition import Condition


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text a file was written from. ``id`` is what states refer to."""

    id: str
    title: str
    url: str
    language: str
    retrieved: date


@dataclass(frozen=True, slots=True)
class State:
    """What an entry is from ``start`` on, where that is said, and since when one could know it."""

    start: date
    force: Force
    citation: Citation
    published: date


@dataclass(frozen=True, slots=True)
class Control:
    """One entry: ``id`` as cited ("1C905.a/a.4"), names in English (ours) and Chinese, and when it describes an item.

    ``limb`` tells re-export limbs of one entry apart ("art. 1(1)"), else empty. ``foreign_only`` entries bind items
    already outside China. ``treatment`` is what an ordinary civil application meets.
    """

    id: str
    title: str
    title_zh: str
    form: Form
    when: Condition
    states: tuple[State, ...]
    citation: Citation
    treatment: Treatment
    limb: str = ""
    hs_support: tuple[str, ...] = ()
    confidence: str = ""
    note: str = ""

    def state_on(self, day: date, known_by: date | None = None) -> State | None:
        """The state on ``day`` as far as published by ``known_by``; None before anything was published."""
        known = [s for s in self.states if s.start <= day and (known_by is None or s.published <= known_by)]
        return max(known, key=lambda state: state.start, default=None)


@dataclass(frozen=True, slots=True)
class Policy:
    """A licensing rule: how an application is treated for some end use, end user or destination."""

    id: str
    instrument: str
    applies_to: str
    treatment: Treatment
    states: tuple[State, ...]
    when: Condition | None
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Instrument:
    """One legal text, in our words. ``checked``: a person last compared the file with the text."""

    id: str
    authority: str
    title: str
    title_zh: str
    published: date | None
    effective: date | None
    checked: date
    summary: str
    status: str
    sources: tuple[SourceText, ...]
    controls: tuple[Control, ...]
    policies: tuple[Policy, ...]
    shipped: bool = True
