"""Who applies for a licence: goods that leave China, their exporter there; goods sent on, whoever sends them on."""

from __future__ import annotations

from collections.abc import Iterable

from ytterby.core.finding import Finding
from ytterby.core.item import Item
from ytterby.report.notices import say

REEXPORT = "MOFCOM-2025-61"  # binds goods that are already outside China
_CHINA = "CN"


def abroad(finding: Finding) -> bool:
    """The entry is about goods sent on from outside China."""
    return finding.instrument == REEXPORT


def applies(findings: Iterable[Finding]) -> str:
    """One sentence: who applies under these entries; both where some are of the border and some of goods sent on."""
    sides = {abroad(finding) for finding in findings}
    if sides == {True}:
        return say("applies-abroad")
    return say("applies-either") if len(sides) > 1 else say("applies-in-china")


def exporters(items: Iterable[Item]) -> tuple[str, ...]:
    """Suppliers that the bill states with China, each once; of one without a country nothing is said."""
    found: dict[str, None] = {}
    for item in items:
        named = [source.supplier for source in item.sources if source.country == _CHINA]
        if item.origin == (_CHINA,) and not any(source.country for source in item.sources):
            named.append(item.supplier)
        found.update(dict.fromkeys(filter(None, named)))
    return tuple(found)
