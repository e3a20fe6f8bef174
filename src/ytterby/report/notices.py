"""What every output must say: which texts are unverified or assumed, and that this is not legal advice."""

from __future__ import annotations

from ytterby.core.text import sentence
from ytterby.exposure.exposure import Exposure
from ytterby.report.trade import trade_sentence
from ytterby.workspace.document import Assessment


def say(code: str, **params: object) -> str:
    """The sentence of core/sentences/report.py with its slots filled."""
    return sentence(code, tuple((name, str(value)) for name, value in params.items()))


def period(exposure: Exposure) -> str:
    """What quantities and money are for: "a year", or "per product" where no yearly volume is stated."""
    return say("period-product" if exposure.per_unit else "period-year")


def percent(share: float) -> str:
    """0.6 as "60 %"."""
    return f"{share * 100:.0f} %"


def notices(assessment: Assessment) -> tuple[str, ...]:
    """In the order in which they matter; the last is always there."""
    rules, provenance = assessment.classification.rules, assessment.provenance
    found = [say("notice-assumption", assumption=assumption) for assumption in provenance.assumptions]
    unverified = rules.unverified()
    if unverified:
        ids = {instrument.id for instrument in unverified}
        texts = rules.unverified_since()
        found.append(say("notice-unverified", since=min(texts.values()).isoformat(), texts=len(texts), count=len(ids),
                         ids=", ".join(sorted(ids))))
    stale = sorted({finding.instrument for findings, _ in assessment.classification.by_kind() for finding in findings
                    if finding.stale_check})
    if stale:
        found.append(say("notice-stale", ids=", ".join(stale)))
    own = sorted(instrument.id for instrument in rules.instruments if not instrument.shipped)
    if own:
        found.append(say("notice-own-rules", ids=", ".join(own)))
    if provenance.known_by:
        found.append(say("notice-known-by", day=provenance.known_by.isoformat()))
    return (*found, trade_sentence(assessment), say("notice-advice"))


def basis(assessment: Assessment, firm: str = "") -> str:
    """What every sheet says below its title: whose bill, by the law of which day, by which rules, what is assumed."""
    provenance = assessment.provenance
    return " ".join(part for part in (
        subject(assessment, firm),
        say("basis-known-by", day=provenance.known_by.isoformat()) if provenance.known_by else "",
        trade_sentence(assessment),
        say("notice-advice"),
    ) if part)


def subject(assessment: Assessment, firm: str = "") -> str:
    """Whose bill, by the law of which day, by which rules, what is assumed; for where the notices say the rest."""
    provenance = assessment.provenance
    judged = say("basis", name=provenance.workbook, day=provenance.as_of.isoformat(), rules=provenance.rules_digest)
    return " ".join(part for part in (
        say("basis-firm", firm=firm) if firm else "", judged,
        say("basis-assumed", assumptions="; ".join(provenance.assumptions)) if provenance.assumptions
        else say("basis-assumed-none")) if part)
