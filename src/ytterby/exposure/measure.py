"""What the findings mean for a year: quantities, money, grams, sources, cover. The door of the package.

In two steps, so that a day can be changed fast: ``basis`` is what does not depend on the law, ``lay`` what does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum

import numpy as np

from ytterby.bom.bill import Bom
from ytterby.classification.classification import Classification
from ytterby.classification.findings import ItemFindings
from ytterby.core.finding import Finding, Force, Outcome, worst
from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.basis import Basis, Product, basis
from ytterby.exposure.elements import with_spend
from ytterby.exposure.exposure import Exposure, Flag, ItemExposure, ProductExposure, binds
from ytterby.exposure.figures import figures
from ytterby.exposure.rates import Rates
from ytterby.exposure.refining import Refining
from ytterby.exposure.settings import AS_THE_BILL_SAYS, Settings
from ytterby.identification.identity import Identity

_UPSTREAM, _LICENCE = frozenset({Flag.UPSTREAM}), frozenset({Flag.LICENCE_REQUIRED})


def measure(
    bom: Bom,
    identities: Sequence[Identity],
    classification: Classification,
    *,
    settings: Settings = AS_THE_BILL_SAYS,
    rates: Rates | None = None,
    refining: Refining | None = None,
    currency: str = "EUR",
    progress: Progress = SILENT,
) -> Exposure:
    """Exposure of a classified bill. ``identities`` and findings are in the order of the bill's items.

    ``rates`` and ``refining`` default to the program's data.
    """
    found = basis(bom, identities, settings=settings, rates=rates, refining=refining, currency=currency,
                  progress=progress)
    return lay(found, classification)


def lay(found: Basis, classification: Classification) -> Exposure:
    """The findings of a day over what does not depend on it. Costs time per item that a law speaks of."""
    items = list(found.items)
    caught = []
    for place, shown, upstream in _told(classification):
        items[place] = _with(items[place], shown, upstream is not None)
        if shown is not None:
            caught.append(place)
    concerned = [items[place] for place in sorted({*found.concerned, *caught})]
    return Exposure(
        found.currency, found.rates.as_of, found.per_unit, tuple(items),
        tuple(_product(product, items, caught) for product in found.products),
        tuple(with_spend(element, items) for element in found.elements), found.concentration,
        (found.lines, *figures(concerned)), found.assumed, found.rates.basis,
    )


def _told(classification: Classification) -> list[tuple[int, Finding | None, Finding | None]]:
    """(item, the finding it is shown by, the worst one upstream) where there is either.

    The entry, its state and the treatment of a finding are the same for all items of a kind; only the words differ.
    """
    own, upstream = _shown(classification.findings), _shown(classification.upstream)
    inside = upstream or [None] * len(own)
    return [(place, here, above) for place, (here, above) in enumerate(zip(own, inside, strict=True))
            if here is not None or above is not None]


def _shown(findings: Sequence[tuple[Finding, ...]]) -> list[Finding | None]:
    if isinstance(findings, ItemFindings):
        return list(map(findings.alike, range(len(findings))))
    return [worst(told) for told in findings]


def _with(item: ItemExposure, shown: Finding | None, upstream: bool) -> ItemExposure:
    flags = item.flags | _UPSTREAM if upstream else item.flags
    if shown is None:
        return item.under(item.outcome, item.force, item.treatment, item.control, item.instrument, flags)
    if shown.outcome is Outcome.CONTROLLED and shown.force is Force.IN_FORCE and binds(
        shown.outcome, shown.force, shown.treatment
    ):
        flags = flags | _LICENCE
    return item.under(shown.outcome, shown.force, shown.treatment, shown.control, shown.instrument, flags)


def _product(product: Product, items: Sequence[ItemExposure], caught: Sequence[int]) -> ProductExposure:
    spend: dict[Outcome, list[float]] = {outcome: [] for outcome in Outcome}
    waiting = []
    for place in np.flatnonzero(np.isin(product.inside, caught)).tolist():
        item = items[product.inside[place]]
        spend[item.outcome].append(float(product.spend[place]))
        if item.waits and item.cover_days is not None:
            waiting.append((item.item, item.cover_days))
    return replace(
        product.clear, controlled_spend=fsum(spend[Outcome.CONTROLLED]),
        undetermined_spend=fsum(spend[Outcome.UNDETERMINED]),
        shortest_cover=min(waiting, key=lambda entry: (entry[1], entry[0]), default=None),
    )
