"""Which elements an item's status hangs on: those its worst entries speak of, or whose content is what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from ytterby.classification.classification import Classification
from ytterby.core.elements import BY_SYMBOL
from ytterby.core.finding import Finding, Outcome, worst

_SYMBOLS = {element.name: symbol for symbol, element in BY_SYMBOL.items()}


def deciding(classification: Classification) -> dict[int, frozenset[str]]:
    """Item → symbols, for items that an entry catches or may catch. An item may hold others, or not hold these."""
    spoken = {(one.instrument.id, one.control.id, one.control.limb): frozenset(one.control.elements)
              for one in classification.rules.controls}
    found: dict[int, frozenset[str]] = {}
    for findings, items in classification.by_kind():
        symbols = _of(findings, spoken)
        if symbols is not None:
            found.update(dict.fromkeys(items, symbols))
    return found


def _of(findings: tuple[Finding, ...], spoken: Mapping[tuple[str, str, str], frozenset[str]]) -> frozenset[str] | None:
    """None where nothing catches. An open content names its element; else all that the entries speak of."""
    shown = worst(findings)
    if shown is None:
        return None
    equal = [one for one in findings if one.severity == shown.severity]
    named: set[str] = set()
    if shown.outcome is Outcome.UNDETERMINED:
        named = {_SYMBOLS[name] for one in equal for name in _contents(one) if name in _SYMBOLS}
    listed = (spoken.get((one.instrument, one.control, one.limb), frozenset()) for one in equal)
    return frozenset(named) or frozenset().union(*listed)


def _contents(finding: Finding) -> list[str]:
    """Names of elements whose content is missing."""
    told = (value for need in finding.missing if need.code == "need-content"
            for name, value in need.params if name == "element")
    return [name for value in told for name in value.replace(" and ", ", ").split(", ")]
