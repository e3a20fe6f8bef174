"""Sources and outages as JSON, parts of the format "ytterby.assessment/1"."""

from __future__ import annotations

from math import isinf
from typing import Any

from ytterby.exposure.exposure import Sourcing
from ytterby.workspace.document import Assessment
from ytterby.workspace.outages import OutageImpact, assess_outages

Json = dict[str, Any]


def outages_json(assessment: Assessment) -> Json | None:
    """Outages of the P90 of the licence wait in the baseline; None where there is no baseline."""
    if not assessment.outlooks:
        return None
    bom = assessment.reading.bom
    found = assess_outages(bom, assessment.exposure, assessment.outlooks[0].wait.p90_days)
    keys = [item.key for item in bom.items]
    return {
        "recover_days": found.recover_days, "money": found.money or None, "currency": found.currency,
        "impacts": [_impact(one, keys) for one in found.impacts],
    }


def _impact(one: OutageImpact, keys: list[str]) -> Json:
    never = one.survive_days is not None and isinf(one.survive_days)
    return {
        "kind": one.kind, "name": one.name, "items": [keys[item] for item in one.items],
        "unknown": [keys[item] for item in one.unknown],
        "survive_days": None if never else one.survive_days, "unlimited": never,
        "first": None if one.first is None else keys[one.first], "survives": one.survives, "loss": one.loss,
        "lost": [{"item": None if item is None else keys[item], "pieces": pieces} for item, pieces in one.lost],
        "risk_exposure_index": one.index, "recover_days": one.recover_days, "recover_stated": one.stated,
    }


def sourcing_json(sourcing: Sourcing) -> Json:
    """Shares are of what is bought; where no split is stated, the first has all."""
    others = sourcing.alternates
    return {
        "single": [{"kind": way.kind, "name": way.name, "suppliers": list(way.suppliers)} for way in sourcing.ways],
        "sources": [{"name": one.name, "owner": one.owner, "countries": list(one.countries), "share": one.share,
                     "recover_days": one.recover_days}
                    for one in sourcing.origins],
        "split_stated": sourcing.split_stated, "hhi": sourcing.hhi, "effective": sourcing.effective,
        "without_largest": sourcing.without_largest,
        "alternates": {"qualified": list(others.qualified), "in_qualification": list(others.in_qualification),
                       "named": list(others.named), "known": list(others.known)},
    }
