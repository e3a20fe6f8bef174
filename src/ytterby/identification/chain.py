"""Why an item is taken to hold a rare earth, step by step: words, knowledge row and its source, combination, amount.

One chain for the command line and the Evidence panel; what the law makes of it is told by classification.
"""

from __future__ import annotations

from collections.abc import Iterator

from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Evidence, Reason
from ytterby.core.item import Item
from ytterby.identification.identity import Content, Identity
from ytterby.identification.knowledge import Knowledge

_ABOVE = "declared", "decision"  # kinds of evidence that stand above any reading of texts


def chain(item: Item, identity: Identity, knowledge: Knowledge) -> tuple[Reason, ...]:
    """From the words to the amount, most certain content first, then what spoke against and what would change it."""
    if not identity.contents:
        told = [Reason.of("chain-nothing", item=item.description or item.mpn or item.part_number or item.key)]
    else:
        cited: set[str] = set()
        told = [reason for content in identity.contents for reason in _content(content, knowledge, cited)]
    told += [Reason.of("chain-against", text=one.text, field=one.heading, row=_row(one, knowledge))
             for one in identity.against]
    return (*told, *settling(item, identity))


def settling(item: Item, identity: Identity) -> tuple[Reason, ...]:
    """The facts that would change the answer, most telling first."""
    wanted: list[str] = []
    if identity.rare_earth is not Certainty.YES:
        wanted.append("chain-settle-declaration")
    if identity.contents and not identity.contents[0].declared:
        wanted.append("chain-settle-assay")
    if identity.contents and all(content.mass_g is None for content in identity.contents) and item.mass_g is None:
        wanted.append("chain-settle-mass")
    return tuple(Reason.of(code) for code in wanted)


def _content(content: Content, knowledge: Knowledge, cited: set[str]) -> Iterator[Reason]:
    """``cited``: rows of the knowledge whose source was told before; it is told once."""
    yield Reason.of("chain-content", material=content.name, certainty=content.certainty)
    for one in content.evidence:
        row = _name(one, knowledge) if one.source in cited else _row(one, knowledge)
        cited.add(one.source)
        yield Reason.of("chain-words", text=one.text, field=one.heading, kind=one.kind, row=row)
    yield Reason.of(_combination(content))
    if content.mass_g is None:
        yield Reason.of("chain-no-amount", material=content.name)
    else:
        yield Reason.of("chain-amount", mass=_range(content.mass_g), basis=content.mass_basis)
    shares = [f"{symbol} {_percent(share)}" for symbol, share in content.elements if share.high > 0]
    if shares:
        yield Reason.of("chain-elements", shares=", ".join(shares))


def _combination(content: Content) -> str:
    """Which rule of combination gave the certainty (identification/evidence.py)."""
    if any(one.kind in _ABOVE for one in content.evidence):
        return "chain-rule-declared"
    if len(content.evidence) > 1:
        return "chain-rule-several"
    return "chain-rule-single"


def _name(evidence: Evidence, knowledge: Knowledge) -> str:
    row = knowledge.materials.get(evidence.source)
    return f"{row.key}: {row.name}" if row is not None else evidence.source


def _row(evidence: Evidence, knowledge: Knowledge) -> str:
    """The row of the knowledge behind a piece of evidence, with its source, confidence and date."""
    row = knowledge.materials.get(evidence.source)
    if row is None:
        return evidence.source
    dated = f", {row.as_of}" if row.as_of else ""
    return f"{_name(evidence, knowledge)} ({row.source}; confidence {row.confidence}{dated})"


def _range(mass: Estimate) -> str:
    return f"{mass.low:.3g} to {mass.high:.3g} g, most likely {mass.best:.3g} g"


def _percent(share: Estimate) -> str:
    return f"{share.low * 100:.3g} to {share.high * 100:.3g} % (most likely {share.best * 100:.3g} %)"
