"""Legal instruments and their entries as frozen values. Only from-dates: a state lasts until the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ytterby.core.finding import Citation, Form, Treatment
from ytterby.regulation.condition import Condition
from ytterby.regulation.timeline import State as State
from ytterby.regulation.timeline import running, state_on


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text a file was written from. ``id`` is what states refer to."""

    id: str
    title: str
    url: str
    language: str
    retrieved: date


@dataclass(frozen=True, slots=True)
class Control:
    """One entry: ``id`` as cited ("1C905.a/a.4"), names in English (ours) and Chinese, and when it describes an item.

    ``limb`` tells re-export limbs of one entry apart ("art. 1(1)"), else empty. ``foreign_only`` entries bind items
    already outside China. ``treatment`` is what an ordinary civil application meets. ``forms`` are all forms the entry
    may describe; empty where it is found by name alone. ``elements`` are the rare earths it speaks of, ``composition``
    all constituents as printed.
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
    forms: tuple[Form, ...] = ()
    elements: tuple[str, ...] = ()
    parameters: str = ""
    sources: str = ""
    foreign_only: bool = False
    composition: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The id with its limb, as shown and cited."""
        return f"{self.id} {self.limb}".strip()

    def state_on(self, day: date, known_by: date | None = None) -> State | None:
        """The state on ``day`` as far as published by ``known_by``; None before anything was published."""
        return state_on(running(self.states, known_by), day)


@dataclass(frozen=True, slots=True)
class Policy:
    """A licensing rule: how an application is treated for some end use, end user or destination.

    ``kind``: "rule", "procedure", or "exclusion" (what the authority says lies outside; then ``forms`` may name trade
    forms). ``applies_to``: the instrument whose entries it is for, or "dual-use" for all listed goods.
    """

    id: str
    instrument: str
    applies_to: str
    treatment: Treatment
    states: tuple[State, ...]
    when: Condition | None
    text: str
    citation: Citation
    kind: str = "rule"
    forms: tuple[Form, ...] = ()
    threshold: str = ""
    review_time: str = ""
    licence_validity: str = ""
    detail: str = ""
    confidence: str = ""
    sources: str = ""


@dataclass(frozen=True, slots=True)
class Limb:
    """A part of an instrument with states of its own (61 art. 1(1)); ``when`` is what it asks beside the entry."""

    name: str
    title: str
    states: tuple[State, ...]
    parts: tuple[str, ...] = ()
    when: Condition | None = None
    foreign_only: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """One legal text, in our words. ``checked``: a person last compared the file with the text.

    ``issued`` and ``status`` as the data set words them; ``covers`` names the range of its goods entries
    ("1C902–1C908"); ``states`` are those of the instrument as a whole, which its entries share unless a limb differs.
    ``regime``: "dual-use" where rules for all dual-use items reach its entries.
    """

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
    states: tuple[State, ...] = ()
    covers: str = ""
    number: str = ""
    issued: str = ""
    status_as_of: date | None = None
    superseded_by: str = ""
    limbs: tuple[Limb, ...] = ()
    regime: str = ""
