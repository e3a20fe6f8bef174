"""Who can answer a missing fact: the supplier, one's own people, or a lawyer who reads the text."""

from __future__ import annotations

from ytterby.core.finding import Reason
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
