"""Who can answer a missing fact, and who must look at a change: the supplier, one's own people, or a lawyer."""

from __future__ import annotations

from ytterby.core.finding import Force, Outcome, Reason
from ytterby.report.notices import say

SUPPLIER, ENGINEERING, PURCHASING, SALES, LAWYER = (
    "who-supplier", "who-engineering", "who-purchasing", "who-sales", "who-lawyer")

ANSWERS: dict[str, tuple[str, ...]] = {
    "need-content": (SUPPLIER,),
    "need-material": (SUPPLIER, ENGINEERING),
    "need-confirmation": (SUPPLIER, ENGINEERING),
    "need-mass": (SUPPLIER, ENGINEERING),
    "need-shape": (ENGINEERING, SUPPLIER),
    "need-parameters": (ENGINEERING, SUPPLIER),
    "need-purpose": (ENGINEERING,),
    "need-origin": (SUPPLIER,),
    "need-dispatch": (SUPPLIER,),
    "need-affiliate-rule": (LAWYER,),
    "need-quantity": (ENGINEERING,),
    "need-recycled": (SUPPLIER,),
    "need-removal": (ENGINEERING,),
    "need-customer": (SALES,),
    "need-origin-field": (SUPPLIER,),
    "need-material-origin": (SUPPLIER,),
    "need-technology-origin": (SUPPLIER,),
    "need-technology-facts": (SUPPLIER, ENGINEERING),
    "need-loose-or-assembly": (SUPPLIER,),
    "need-price": (PURCHASING,),
    "need-element-price": (PURCHASING,),
    "need-destination": (SALES,),
    "need-how-far-up": (LAWYER,),
    "need-annex-targets": (LAWYER,),
    "need-reading-of-form": (LAWYER,),
}


def who(missing: tuple[Reason, ...]) -> tuple[str, ...]:
    """In words, each once, in the order of the facts. Of a fact that this list doesn't know, the supplier is asked."""
    codes = (code for reason in missing for code in ANSWERS.get(reason.code, (SUPPLIER,)))
    return tuple(say(code) for code in dict.fromkeys(codes))


def lookers(
    decided_by: str, outcome: Outcome | None, force: Force | None, missing: tuple[Reason, ...],
) -> tuple[str, ...]:
    """Who must look at a change that left a finding so; () where nobody must: what went or sleeps stays as record.

    Who decided on the item, else who can answer what is missing, else who applies for the licence.
    """
    if decided_by:
        return (say("who-decided", who=decided_by),)
    if outcome in (None, Outcome.NOT_CONTROLLED) or force not in (Force.IN_FORCE, Force.UNVERIFIED):
        return ()
    return who(missing) if missing else (say("who-export-control"),)
