"""Changes in words, for lists of edits, comparisons and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

from ytterby.core.text import sentence
from ytterby.planning.scenario import (
    AddStock,
    AlternativeSource,
    Change,
    GrantDenied,
    HoldLicence,
    LoseSupplier,
    PendingLicence,
    ScaleDemand,
    SetBudget,
    SetCorrelation,
    SetLicenceTerms,
    SetPolicy,
    SetReceipts,
    SetStock,
    SetWait,
    ShockPrice,
    Substitute,
)
from ytterby.planning.simulation import Simulation
from ytterby.planning.supply import Premise

_NAMED = 4


def label(change: Change, names: Mapping[str, str]) -> str:
    """The change in words; ``names`` gives item keys the names shown."""
    match change:
        case SetWait(median_days, p90_days, approval, instrument):
            words = _say("change-set-wait", median=f"{median_days:g}", p90=f"{p90_days:g}", approval=_percent(approval))
            return _under(words, instrument)
        case SetLicenceTerms(validity, share, renew, instrument):
            return _under(_terms(validity, share, renew), instrument)
        case SetCorrelation(rho):
            return _say("change-set-correlation", rho=f"{rho:g}")
        case SetBudget(money):
            return _say("change-set-budget", money=f"{money:,.0f}")
        case SetPolicy(assumption):
            return _say("change-set-policy", assumption=assumption)
        case LoseSupplier(supplier, after, days):
            span = sentence("for-good") if days is None else _say("for-days", days=f"{days:g}")
            return _say("change-lose-supplier", supplier=supplier, after=f"{after:g}", span=span)
        case _:
            return _of_item(change, names)


def _of_item(change: SetStock | AddStock | SetReceipts | ScaleDemand | AlternativeSource | Substitute | ShockPrice
             | HoldLicence | PendingLicence | GrantDenied, names: Mapping[str, str]) -> str:
    def of(key: str, every: str = "every-waiting-item") -> str:
        return names.get(key, key) if key else sentence(every)

    match change:
        case SetStock(key, pieces):
            return _say("change-set-stock", item=of(key), pieces=f"{pieces:,.6g}")
        case AddStock(days):
            return _say("change-add-stock", days=f"{days:g}")
        case SetReceipts(key, pieces):
            return _say("change-set-receipts", item=of(key), pieces=f"{pieces:,.6g}")
        case ScaleDemand(factor, key):
            return _say("change-scale-demand", item=of(key, "every-item"), percent=_percent(factor))
        case ShockPrice(factor, key):
            return _say("change-shock-price", item=of(key, "every-item"), percent=_percent(factor))
        case GrantDenied(approval, key):
            return _say("change-grant-denied", item=of(key, "every-denied-item"), percent=_percent(approval))
        case PendingLicence(key, days):
            return _say("change-pending-licence", item=of(key), days=f"{days:g}")
        case HoldLicence(key, validity, pieces):
            unlimited = sentence("without-limit")
            return _say("change-hold-licence", item=of(key),
                        validity=unlimited if validity is None else _say("so-many-days", days=f"{validity:g}"),
                        quantity=unlimited if pieces is None else _say("so-many-pieces", pieces=f"{pieces:,.6g}"))
        case AlternativeSource(key, days, share, premium, name):
            return _say("change-alternative-source", name=name or sentence("alternative-unnamed"), item=of(key),
                        days=f"{days:g}", share=_percent(share), premium=f"{100 * premium:+g}") + _conditions(change)
        case Substitute(key, after, share, premium, _, name):
            return _say("change-substitute", name=name or sentence("substitute-unnamed"), item=of(key),
                        days=f"{after:g}", share=_percent(share), premium=f"{100 * premium:+g}")
        case _:
            assert_never(change)


def barred(simulation: Simulation, name: Callable[[int], str]) -> str:
    """Which items are reckoned to get no licence, those surely caught first, and why; empty where there is none."""
    found = []
    for code, caught in (("outlook-barred", True), ("outlook-barred-if", False)):
        items = [name(entry.item) for entry in simulation.items if entry.barred and entry.premise.sure is caught]
        if items:
            names = ", ".join(items[:_NAMED])
            more = len(items) - _NAMED
            names = _say("and-more", names=names, more=f"{more:,}") if more > 0 else names
            found.append(_say(code, count=f"{len(items):,}", names=names))
    return " ".join([*found, sentence("outlook-barred-why")]) if found else ""


def given(premise: Premise, item: str) -> str:
    """``if MOFCOM-2025-61 is in force and catches M-1``; empty where nothing is open."""
    if premise.unverified:
        return _say("given-both" if premise.open else "given-in-force", text=premise.unverified, item=item)
    return _say("given-caught", item=item) if premise.open else ""


def _conditions(source: AlternativeSource) -> str:
    """Ramp, capacity and what it costs to have, where they are set."""
    parts = []
    if source.ramp_days:
        parts.append(_say("source-ramp", days=f"{source.ramp_days:g}"))
    if source.weekly_pieces is not None:
        parts.append(_say("source-capacity", pieces=f"{source.weekly_pieces:,.6g}"))
    if source.fixed_cost:
        parts.append(_say("source-fixed-cost", money=f"{source.fixed_cost:,.0f}"))
    if source.minimum_pieces:
        parts.append(_say("source-minimum", pieces=f"{source.minimum_pieces:,.6g}"))
    return "".join(f", {part}" for part in parts)


def _terms(validity: float | None, share: float | None, renew: float) -> str:
    unlimited = sentence("without-limit")
    return _say("change-licence-terms", validity=unlimited if validity is None else _say("so-many-days",
                days=f"{validity:g}"), quantity=unlimited if share is None else _say("share-of-use",
                percent=_percent(share)), renew=f"{renew:g}")


def _under(words: str, instrument: str) -> str:
    return f"{words} ({instrument})" if instrument else words


def _percent(share: float) -> str:
    return f"{100 * share:g}"


def _say(code: str, **params: object) -> str:
    return sentence(code, tuple((name, str(value)) for name, value in params.items()))
