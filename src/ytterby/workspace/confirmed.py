"""What a person answered with yes in Review is evidence on the item, as a declaration is: it is sure that it holds one.

The words beside the answer ("N42SH magnets") are read like a text of the item's own. A no changes no identity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ytterby.core.decision import Decision, Verdict
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Evidence
from ytterby.core.item import Declared, Item
from ytterby.identification.identity import Content, Identity

# Stood before the person's words in projects of earlier versions.
_ASKED = re.compile(r"\A(?:Does it contain [^?]*\?|Missing: .*)")
_HOLDS_ONE = Estimate(0.0, 0.5, 1.0)  # that there is one, with no share


def affirmed(items: Iterable[Item], decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The last decision on each item where it is a yes and still about the item's texts, in the order of the items."""
    last = {one.item_key: one for one in sorted(decisions, key=lambda one: one.when)}
    if not any(one.verdict is Verdict.CONTAINS for one in last.values()):
        return ()
    return tuple(last[item.key] for item in items if item.key in last and last[item.key].verdict is Verdict.CONTAINS
                 and last[item.key].item_text == item.text_digest())


def with_words(item: Item, decision: Decision) -> Item:
    """The item as it is read with the answer: its words as one more text, and that it holds a rare earth."""
    words = decision.why.strip() if decision.question else _ASKED.sub("", decision.why, count=1).strip()
    extra = (*item.extra, (_field(decision), words)) if words else item.extra
    return replace(item, extra=extra, declared=(*item.declared, Declared("REE", _HOLDS_ONE, _field(decision))))


def confirmed(identity: Identity, item: Item, decision: Decision) -> Identity:
    """The identity read with the answer, the answer named as such: shares stay declared only where the bill does."""
    return replace(identity, contents=tuple(_signed(one, item, decision) for one in identity.contents))


def all_confirmed(items: tuple[Item, ...], identities: tuple[Identity, ...], said: Mapping[str, Decision],
                  ) -> tuple[Identity, ...]:
    """Each identity whose item was answered, signed."""
    if not said:
        return identities
    return tuple(confirmed(one, item, said[item.key]) if item.key in said else one
                 for item, one in zip(items, identities, strict=True))


def _signed(content: Content, item: Item, decision: Decision) -> Content:
    field, told = _field(decision), str(decision.verdict)
    evidence = tuple(Evidence("decision", field, told, 0, len(told)) if (one.kind, one.field) == ("declared", field)
                     else one for one in content.evidence)
    return replace(content, evidence=evidence, declared=content.declared and bool(item.declared))


def _field(decision: Decision) -> str:
    return f"decided by {decision.who} on {decision.when.date().isoformat()}"
