"""What a person answered with yes in Review is evidence on the item, as a declaration is: it is sure that it holds one.

The words beside the answer ("N42SH magnets") are read like a text of the item's own, shares in it ("Dy 1.2 %") are of
the whole item. A no changes no identity, and a nought among the shares neither: only a supplier's declaration clears.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ytterby.bom.bill import Bom
from ytterby.core.contents import together
from ytterby.core.decision import DECIDED_BY, Asked, Decision, Verdict
from ytterby.core.elements import BY_SYMBOL
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Evidence
from ytterby.core.item import Declared, Item
from ytterby.core.units import share
from ytterby.identification.identity import Content, Identity

# Stood before the person's words in projects of earlier versions.
_ASKED = re.compile(r"\A(?:Does it contain [^?]*\?|Missing: .*)")
_SHARE = re.compile(rf"(?<!\w)({'|'.join(BY_SYMBOL)})\s*[:=]?\s*(\d+(?:[.,]\d+)?)\s*(%|ppm)")
_HOLDS_ONE = Estimate(0.0, 0.5, 1.0)  # that there is one, with no share


def shares_in(words: str) -> tuple[tuple[str, float], ...]:
    """Symbols with the mass fractions above nought that the words give them: "Dy 1.2 %, Tb 300 ppm"."""
    found = {symbol: value for symbol, number, unit in _SHARE.findall(words)
             if (value := share(f"{number} {unit}")) is not None and value.low > 0}
    return tuple((symbol, value.best) for symbol, value in found.items())


def affirmed(items: Iterable[Item], decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The yes answers that stand on each item and are still about its texts, in the order of items and answers.

    A later answer on whether the item holds any takes the place of all before; one on single elements adds to them.
    """
    standing: dict[str, tuple[Decision, ...]] = {}
    for one in sorted(decisions, key=lambda one: one.when):
        yes = (one,) if one.verdict is Verdict.CONTAINS else ()
        standing[one.item_key] = (*standing.get(one.item_key, ()), *yes) if one.asked is Asked.ELEMENT else yes
    if not any(standing.values()):
        return ()
    return tuple(one for item in items if standing.get(item.key) for one in _fitting(standing[item.key], item))


def _fitting(said: tuple[Decision, ...], item: Item) -> Iterator[Decision]:
    digest = item.text_digest()
    return (one for one in said if one.item_text == digest)


def by_item(said: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """The answers on each item, by its key."""
    found: dict[str, tuple[Decision, ...]] = {}
    for one in said:
        found[one.item_key] = (*found.get(one.item_key, ()), one)
    return found


def with_words(item: Item, said: Iterable[Decision]) -> Item:
    """The item as it is read with the answers: their words as further texts, that it holds one, and shares stated."""
    extra, declared = list(item.extra), list(item.declared)
    for one in said:
        words = one.why.strip() if one.question else _ASKED.sub("", one.why, count=1).strip()
        if words:
            extra.append((_field(one), words))
        declared.append(Declared("REE", _HOLDS_ONE, _field(one)))
        declared += _shares(one)
    return replace(item, extra=tuple(extra), declared=tuple(declared))


def _shares(one: Decision) -> list[Declared]:
    return [Declared(symbol, Estimate.exactly(part), _field(one)) for symbol, part in one.declared if part > 0]


def with_shares(bom: Bom, said: Mapping[str, Sequence[Decision]], identities: Iterable[Identity]) -> Bom:
    """The bill as the law is asked about it: shares stated in answers and in an item's own words count as declared,
    over the range between them and what the bill itself declares. Without any, the very same."""
    stated = {one.item_key: list(one.told) for one in identities if one.told}
    for key, answers in said.items():
        stated[key] = [*stated.get(key, ()), *(share for one in answers for share in _shares(one))]
    if not any(stated.values()):
        return bom
    return replace(bom, items=tuple(
        replace(item, declared=tuple(together(item.declared, stated[item.key])[0])) if stated.get(item.key) else item
        for item in bom.items))


def all_confirmed(items: tuple[Item, ...], identities: tuple[Identity, ...], said: Mapping[str, Sequence[Decision]],
                  ) -> tuple[Identity, ...]:
    """The identities, answers named as such where they count; shares stay declared only where the bill declares."""
    if not said:
        return identities
    return tuple(_confirmed(one, item, said[item.key]) if item.key in said else one
                 for item, one in zip(items, identities, strict=True))


def _confirmed(identity: Identity, item: Item, said: Sequence[Decision]) -> Identity:
    signed = {_field(one): str(one.verdict) for one in said}
    return replace(identity, contents=tuple(_signed(one, item, signed) for one in identity.contents))


def _signed(content: Content, item: Item, signed: Mapping[str, str]) -> Content:
    evidence = tuple(dict.fromkeys(
        one if one.kind != "declared" or one.field not in signed else
        Evidence("decision", one.field, told := _said(one, signed), 0, len(told)) for one in content.evidence))
    return replace(content, evidence=evidence, declared=content.declared and bool(item.declared))


def _said(evidence: Evidence, signed: Mapping[str, str]) -> str:
    """The verdict, or the share that came with it."""
    return signed[evidence.field] if evidence.text.startswith("REE") else evidence.text


def _field(decision: Decision) -> str:
    return f"{DECIDED_BY} {decision.who} on {decision.when.date().isoformat()}"
