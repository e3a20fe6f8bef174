"""What the report says of an item, worked out once and shown on every line where the item is used."""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.classification.classification import Classification
from ytterby.classification.explain import explain
from ytterby.core.decision import Decision
from ytterby.core.estimate import ZERO, Estimate
from ytterby.core.finding import Evidence, Finding, Outcome, Reason
from ytterby.core.item import Item
from ytterby.core.text import reason_text
from ytterby.exposure.exposure import Flag, ItemExposure
from ytterby.identification.identity import Identity


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """``finding`` is the one the line is shown by: the worst that catches it, else the first that says why not."""

    item: Item
    identity: Identity
    status: Outcome
    finding: Finding | None
    findings: tuple[Finding, ...]
    upstream: tuple[Finding, ...]
    exposure: ItemExposure | None
    decision: Decision | None
    rare_earth_g: Estimate | None
    elements: tuple[tuple[str, Estimate], ...]
    why: str

    def has(self, flag: Flag) -> bool:
        return self.exposure is not None and flag in self.exposure.flags

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
    total, elements = _masses(identity)
    return Account(
        item, identity, classification.status(index), shown, findings, upstream, exposure,
        classification.decision(index), total, elements, " ".join(explain(item, identity, findings)),
    )


def _masses(identity: Identity) -> tuple[Estimate | None, tuple[tuple[str, Estimate], ...]]:
    """Grams of rare earth in one piece, in all and per element; None where no material states a mass."""
    elements: dict[str, Estimate] = {}
    weighed = False
    for content in identity.contents:
        if content.mass_g is None:
            continue
        weighed = True
        for symbol, share in content.elements:
            elements[symbol] = elements.get(symbol, ZERO) + content.mass_g * share
    if not weighed:
        return None, ()
    total = ZERO
    for mass in elements.values():
        total = total + mass
    return total, tuple(sorted(elements.items()))


def symbols(identity: Identity) -> str:
    """The elements that an item holds or may hold."""
    found = {symbol for content in identity.contents for symbol, share in content.elements if share.high > 0}
    return " ".join(sorted(found))


def entry(finding: Finding) -> str:
    """The entry as cited, with its limb."""
    return f"{finding.control} {finding.limb}".strip()


def evidence_text(evidence: tuple[Evidence, ...]) -> str:
    return "; ".join(f"{each.field}: “{each.text}” ({each.kind})" for each in evidence)


def three(estimate: Estimate, unit: str, factor: float = 1.0) -> str:
    """ "0.2 – 0.235 – 0.29 g", or one number where it is exact."""
    low, best, high = (f"{value * factor:.4g}" for value in (estimate.low, estimate.best, estimate.high))
    return f"{best} {unit}" if low == high else f"{low} – {best} – {high} {unit}"
