"""The door: every item of a bill against every entry of the law on a day."""

from __future__ import annotations

from dataclasses import replace

from ytterby.bom.bill import Bom
from ytterby.classification.classification import NOTHING_STATED, Classification, Context
from ytterby.classification.facts import Facts, fold
from ytterby.classification.judge import judge
from ytterby.classification.law import Law, arrange
from ytterby.core.finding import Finding
from ytterby.core.item import Item
from ytterby.core.progress import SILENT, Progress
from ytterby.identification.identity import Identity
from ytterby.regulation.rules import RulesOnDay

_EVERY = 128


def classify(
    bom: Bom, identities: tuple[Identity, ...], rules: RulesOnDay, context: Context = NOTHING_STATED,
    progress: Progress = SILENT,
) -> Classification:
    """Findings of every item; ``identities[i]`` belongs to ``bom.items[i]``. Raises Cancelled when stopped."""
    law = arrange(rules)
    found: list[tuple[Finding, ...]] = []
    upstream: list[tuple[Finding, ...]] = []
    for number, (item, identity) in enumerate(zip(bom.items, identities, strict=True)):
        if number % _EVERY == 0:
            progress.step(number / max(1, len(bom.items)), "classify")
        own, inside = judge(law, facts_of(item, law, context), identity)
        found.append(own)
        upstream.append(inside)
    progress.step(1.0, "classify")
    return Classification(rules, tuple(found), tuple(upstream))


def facts_of(item: Item, law: Law, context: Context) -> Facts:
    """What is asked of an item; an end use that its own line states goes before the one of the whole bill."""
    text = fold(" \n ".join(text for _, text in item.texts()))
    stated = law.end_use(item)
    return Facts(item, replace(context, end_use=stated) if stated else context, text, law.named(item, text))
