"""What the report says of an item, worked out once and shown on every line where the item is used."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add

from ytterby.classification.classification import Classification
from ytterby.classification.explain import explain
from ytterby.core.decision import Decision, Verdict
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Evidence, Finding, Outcome, Reason, Treatment, worst
from ytterby.core.item import Item
from ytterby.core.sentences.words import (
    NONE_FOUND,
    NOTHING_TO_JUDGE,
    UPSTREAM_ONLY,
    WITH_THE_MAKER,
    in_words,
    line_status,
    treatment_words,
)
from ytterby.core.text import reason_text
from ytterby.exposure.elements import in_one_piece
from ytterby.exposure.exposure import Flag, ItemExposure
from ytterby.identification.identity import Identity


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """``finding`` is the one the line is shown by: the worst that catches it, else the first that says why not.

    ``why`` argues for that finding alone; the sheet Findings argues for all. ``elements_g`` grams in one piece.
    """

    item: Item
    identity: Identity
    status: Outcome
    finding: Finding | None
    findings: tuple[Finding, ...]
    upstream: tuple[Finding, ...]
    exposure: ItemExposure | None
    decision: Decision | None
    elements_g: tuple[tuple[str, Estimate], ...]
    why: str

    @property
    def denied(self) -> bool:
        """A person decided that it holds none: it stands in the register with that, and in no list of work."""
        return _denied(self.decision)

    @property
    def at_work(self) -> bool:
        """An entry catches it or may, and nobody decided that it holds none."""
        return bool(self.catching) and not self.denied

    @property
    def status_words(self) -> str:
        """The status as a person reads it, one of LINE_STATUSES."""
        return line_status(self.status, self.identity.rare_earth, upstream=worst(self.upstream) is not None)

    @property
    def cited(self) -> Finding | None:
        """The finding whose entry and force stand in the line: the worst of what is inside, where that alone is listed.
        """
        inside = worst(self.upstream) if self.status_words == UPSTREAM_ONLY else None
        return inside or self.finding

    @property
    def treatment_words(self) -> str:
        """What an application meets, by the finding that the line is shown by; no word of clearance where nothing was
        judged, or only the material inside is listed."""
        said = {NONE_FOUND: NOTHING_TO_JUDGE, UPSTREAM_ONLY: WITH_THE_MAKER}.get(self.status_words)
        if said is not None:
            return said
        if self.finding is not None:
            return treatment_words(self.finding.outcome, self.finding.treatment)
        return in_words(Treatment.NONE)

    def has(self, flag: Flag) -> bool:
        return self.exposure is not None and flag in self.exposure.flags

    @property
    def unweighed(self) -> tuple[str, ...]:
        """Materials whose mass in the item is not known: what is weighed is not all."""
        return tuple(content.name for content in self.identity.contents if content.mass_g is None)

    @property
    def rare_earth_g(self) -> Estimate | None:
        """Grams of rare earth in one piece; None where the mass of some material is not known."""
        if not self.elements_g or self.unweighed:
            return None
        return reduce(add, (mass for _, mass in self.elements_g))

    @property
    def catching(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.outcome is not Outcome.NOT_CONTROLLED)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Of all materials, each word once."""
        found = [each for content in self.identity.contents for each in content.evidence]
        return tuple(dict.fromkeys(found))

    @property
    def needs(self) -> tuple[Reason, ...]:
        """The facts that would settle what is undetermined, each once."""
        return tuple(dict.fromkeys(reason for finding in self.findings for reason in finding.missing))

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(reason_text, self.needs)))


def account(
    index: int, item: Item, identity: Identity, classification: Classification, exposure: ItemExposure | None,
) -> Account:
    """Of item ``index`` of the bill."""
    findings = classification.findings[index]
    upstream = classification.upstream[index] if classification.upstream else ()
    shown = classification.worst(index) or next(iter(findings), None)
    return Account(
        item, identity, classification.status(index), shown, findings, upstream, exposure,
        classification.decision(index), in_one_piece(identity),
        " ".join(explain(item, identity, (shown,) if shown else ())),
    )


def _denied(decision: Decision | None) -> bool:
    return decision is not None and decision.verdict is Verdict.DOES_NOT_CONTAIN


def symbols(identity: Identity) -> str:
    """The elements that an item holds, then with a mark those it only may hold: "Nd Pr Dy?"."""
    found = sorted(identity.elements(), key=lambda one: (one[1], one[0]))
    return " ".join(f"{symbol}?" if absent else symbol for symbol, absent in found)


def entry(finding: Finding) -> str:
    """The entry as cited, with its limb."""
    return f"{finding.control} {finding.limb}".strip()


def evidence_text(evidence: tuple[Evidence, ...]) -> str:
    return "; ".join(f"{each.field}: “{each.text}” ({each.kind})" for each in evidence)


def grams(elements: tuple[tuple[str, Estimate], ...]) -> str:
    """ "Nd 0.2 – 0.235 – 0.29 g; Tb 0 g"."""
    return "; ".join(f"{symbol} {three(mass, 'g')}" for symbol, mass in elements)


def three(estimate: Estimate, unit: str) -> str:
    """Low, best and high, or one number where it is exact."""
    low, best, high = (f"{value:,.0f}" if value >= 1000 else f"{value:.4g}"
                       for value in (estimate.low, estimate.best, estimate.high))
    return f"{best} {unit}" if low == high else f"{low} – {best} – {high} {unit}"
