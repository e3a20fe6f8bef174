"""The chain of reasons as sentences, for tooltip, command line and report alike."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ytterby.core.estimate import Answer
from ytterby.core.finding import Evidence, Finding, Outcome, Reason
from ytterby.core.item import Item
from ytterby.core.sentences.words import treatment_words
from ytterby.core.text import reason_text
from ytterby.identification.identity import Content, Identity

if TYPE_CHECKING:
    from ytterby.classification.elsewhere import RegimeFinding

_BREACH = {Answer.YES: "why-elsewhere-yes", Answer.NO: "why-elsewhere-no", Answer.UNKNOWN: "why-elsewhere-unknown"}
UPSTREAM = Reason("why-upstream")
"""Stands above the findings of the material inside a finished product."""


def explain(item: Item, identity: Identity, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Answers "why?": what the item is taken to hold and from which words, then each finding with its ground.

    A reason that several findings share is told with the first.
    """
    told = [_content(content) for content in identity.contents]
    if not identity.contents:
        told.append(Reason.of("why-nothing", item=_called(item)))
    told += [Reason.of("why-against", text=one.text, field=one.heading) for one in identity.against]
    sentences = [reason_text(reason) for reason in told]
    seen: set[Reason] = set()
    for finding in findings:
        sentences += explain_finding(finding, seen)
        seen.update(finding.reasons)
    return tuple(sentences)


def explain_finding(finding: Finding, told: Collection[Reason] = ()) -> tuple[str, ...]:
    """One finding: outcome and force, reasons not ``told`` before, what is missing, where the law says so."""
    about = f"{finding.control} {finding.limb}".strip()
    chain = [Reason.of(
        "why-outcome", control=about, instrument=finding.instrument, outcome=finding.outcome, force=finding.force,
    )]
    chain += [reason for reason in finding.reasons if reason not in told]
    if finding.missing:
        chain.append(Reason.of("why-missing", facts="; ".join(reason_text(one) for one in finding.missing)))
    if finding.outcome is not Outcome.NOT_CONTROLLED:
        chain.append(Reason.of("why-treatment", treatment=treatment_words(finding.outcome, finding.treatment)))
    if finding.assumption:
        chain.append(Reason.of("why-assumed", assumption=finding.assumption))
    if finding.stale_check is not None:
        chain.append(Reason.of("why-stale", checked=finding.stale_check))
    chain.append(Reason.of("why-cited", source=finding.citation.source, at=finding.citation.at))
    return tuple(reason_text(reason) for reason in chain)


def _content(content: Content) -> Reason:
    words = ", ".join(f'"{one.text}" ({_ground(one)})' for one in content.evidence)
    told = {"material": content.name, "certainty": content.certainty, "words": words or "no words of the bill"}
    return Reason.of("why-content", **told)


def _ground(one: Evidence) -> str:
    """The kind of evidence and its place; of a decision who made it, which says as much."""
    return one.heading if one.kind == "decision" else f"{one.kind}, {one.heading}"


def _called(item: Item) -> str:
    return item.description or item.number or "this line"


def explain_elsewhere(finding: RegimeFinding) -> tuple[str, ...]:
    """A measure of another jurisdiction on the item: whom it binds, what it asks, whether that is met, what is open."""
    chain = [*finding.reasons, Reason.of("why-elsewhere-asks", asks=finding.asks.rstrip(". "))]
    if finding.applies is not Answer.YES:
        chain.append(Reason.of("why-elsewhere-applies"))
    chain.append(Reason.of(_BREACH[finding.breach]))
    if finding.missing:
        chain.append(Reason.of("why-missing", facts="; ".join(reason_text(one) for one in finding.missing)))
    chain.append(Reason.of("why-cited", source=finding.citation.source, at=finding.citation.at or finding.measure))
    return tuple(reason_text(reason) for reason in chain)
