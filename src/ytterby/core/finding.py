"""What the law says of an item on a day, with its ground. A statement without ground can't be made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Certainty(StrEnum):
    """How sure we are that an item holds a material; also `rare_earth` of a line."""

    NO = "no"
    POSSIBLE = "possible"
    LIKELY = "likely"
    YES = "yes"

    @property
    def rank(self) -> int:
        return _CERTAINTY_RANK[self]


_CERTAINTY_RANK = {Certainty.NO: 0, Certainty.POSSIBLE: 1, Certainty.LIKELY: 2, Certainty.YES: 3}


class Outcome(StrEnum):
    """Does the entry describe the item?"""

    CONTROLLED = "controlled"
    UNDETERMINED = "undetermined"
    NOT_CONTROLLED = "not controlled"


class Force(StrEnum):
    """Does the entry bind on the day?"""

    NOT_YET = "not yet"
    IN_FORCE = "in force"
    SUSPENDED = "suspended"
    UNVERIFIED = "unverified"
    REPEALED = "repealed"


class Treatment(StrEnum):
    """What an application meets, given end use and end user."""

    LICENCE_REQUIRED = "licence required"
    CASE_BY_CASE = "case by case"
    DENIED = "denied in principle"
    PROHIBITED = "prohibited"
    EXEMPT = "exempt"
    NONE = "none"


class Form(StrEnum):
    """In what shape a material is there. The law lists forms, not elements alone."""

    METAL = "metal"
    ALLOY = "alloy"
    OXIDE = "oxide"
    COMPOUND = "compound"
    TARGET = "target"
    MAGNET = "permanent_magnet"
    CRYSTAL = "crystal"
    PHOSPHOR = "phosphor"
    CERAMIC = "ceramic"
    GLASS = "glass"
    OPTICAL_FIBRE = "optical_fibre"
    HYDROGEN_STORAGE = "hydrogen_storage"
    HYDROGEN_ABSORPTION = "hydrogen_absorption"
    MAGNETIC_REFRIGERATION = "magnetic_refrigeration"
    MAGNETOSTRICTIVE = "magnetostrictive"
    COATING = "thermal_barrier_coating"
    RAW_MATERIAL = "raw_material"
    EQUIPMENT = "equipment"
    EQUIPMENT_PART = "equipment_part"
    TECHNOLOGY = "technology"
    ASSEMBLY = "magnet_assembly"  # magnets with their carrier (rotor, pot magnet): not yet a finished product
    PRODUCT = "product"  # a finished part that holds a rare-earth material inside (motor, loudspeaker, capacitor)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What made us say so: ``text`` is the words in ``field``, at ``start``..``end`` of that field's text.

    ``kind``: declared, cas, grade, material, family, hs, maker, lookalike, context, decision.
    ``source`` is the key of the knowledge row whose phrase it is.
    """

    kind: str
    field: str
    text: str
    start: int
    end: int
    source: str = ""

    @property
    def heading(self) -> str:
        """The field as a sentence names it: a heading of the workbook, or who decided."""
        return self.field.removeprefix("extra:").replace("_", " ")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the law says so: source title and address, and the place in it."""

    source: str
    at: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the argument; its sentence is made in core/text.py."""

    code: str
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **params: object) -> Reason:
        return cls(code, tuple((name, str(value)) for name, value in params.items()))


@dataclass(frozen=True, slots=True)
class Finding:
    """One control entry against one item on one day.

    ``missing`` names the facts that would settle an undetermined finding. ``stale_check`` is the day the rule file was
    last compared with the text, where that is more than 90 days before the as-of date, else None. ``assumption`` is
    the user's what-if on the law that set ``force``, else empty. ``limb`` tells limbs of one entry apart ("art. 1(3)").
    """

    item_key: str
    control: str
    instrument: str
    outcome: Outcome
    force: Force
    treatment: Treatment
    reasons: tuple[Reason, ...]
    evidence: tuple[Evidence, ...]
    citation: Citation
    missing: tuple[Reason, ...] = ()
    material: str = ""
    since: date | None = None
    assumption: str = ""
    stale_check: date | None = None
    limb: str = ""

    def __post_init__(self) -> None:
        if not (self.control and self.instrument and self.reasons and self.evidence and self.citation.source):
            raise ValueError("a finding needs control, instrument, reasons, evidence and citation")
        if (self.outcome is Outcome.UNDETERMINED) != bool(self.missing):
            raise ValueError("an undetermined finding names what is missing, and only such a one does")

    @property
    def severity(self) -> tuple[int, int]:
        """Sorts the worst first: what binds (or may) before what sleeps, controlled before undetermined."""
        return _FORCE_RANK[self.force], _OUTCOME_RANK[self.outcome]


_OUTCOME_RANK = {Outcome.CONTROLLED: 0, Outcome.UNDETERMINED: 1, Outcome.NOT_CONTROLLED: 2}
_FORCE_RANK = {Force.IN_FORCE: 0, Force.UNVERIFIED: 1, Force.SUSPENDED: 2, Force.NOT_YET: 3, Force.REPEALED: 4}


def worst(findings: tuple[Finding, ...]) -> Finding | None:
    """The finding a line is shown by: in force first, controlled before undetermined; None where nothing catches it."""
    catching = [finding for finding in findings if finding.outcome is not Outcome.NOT_CONTROLLED]
    return min(catching, key=lambda finding: finding.severity, default=None)
