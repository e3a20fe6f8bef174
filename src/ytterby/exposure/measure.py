"""What the findings mean for a year: quantities, money, grams, sources, cover. The door of the package.

In two steps, so that a day can be changed fast: ``basis`` is what does not depend on the law, ``lay`` what does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ytterby.bom.bill import Bom
from ytterby.classification.classification import Classification
from ytterby.classification.findings import ItemFindings
from ytterby.core.decision import Verdict
from ytterby.core.finding import Finding, Force, Outcome, Treatment, worst
from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.basis import Basis, Product, basis
from ytterby.exposure.columns import OUTCOMES, Columns, Standing, Told, standing, total
from ytterby.exposure.elements import with_spend
from ytterby.exposure.exposure import Exposure, Flag, ItemExposure, ProductExposure, binds
from ytterby.exposure.figures import figures
from ytterby.exposure.rates import Rates
from ytterby.exposure.refining import Refining
from ytterby.exposure.settings import AS_THE_BILL_SAYS, Settings
from ytterby.identification.identity import Identity

_NONE: frozenset[Flag] = frozenset()
_KEPT = 6  # days between two changes of the law are one state: dragging to and fro meets few
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
    """The findings of a day over what does not depend on it. Costs time per item of which the law says something else
    than when it was laid last.
    """
    denied = tuple(place for place, one in enumerate(classification.decisions)
                   if one is not None and one.verdict is Verdict.DOES_NOT_CONTAIN)
    told, last = tuple(_told(classification)), found.laid
    known = next((exposure for before, exposure in last.exposures if before == (told, denied)), None)
    if known is not None:
        return known
    items = list(found.items)
    for one in told:
        places = one[-1]
        kept = last.items.get(places[0])
        made = kept[1] if kept is not None and kept[0] == one else _under(one, found.items)
        last.items[places[0]] = (one, made)
        for place, item in zip(places, made, strict=True):
            items[place] = item
    exposure = _exposure(found, tuple(items), standing(told, len(items), denied))
    last.exposures = (((told, denied), exposure), *last.exposures[: _KEPT - 1])
    return exposure


def _exposure(found: Basis, items: tuple[ItemExposure, ...], law: Standing) -> Exposure:
    return Exposure(
        found.currency, found.rates.as_of, found.per_unit, items,
        tuple(_product(product, found.columns, law) for product in found.products),
        tuple(with_spend(element, found.columns, law) for element in found.elements), found.concentration,
        (found.lines, *figures(found.columns, law)), found.assumed, found.rates.basis,
        int((found.columns.bought & law.binds & ~law.denied).sum()),
        frozenset(np.flatnonzero(law.denied).tolist()),
    )


def _told(classification: Classification) -> Iterator[Told]:
    """What is said of which items, where anything is said: the finding shown, and whether there is one upstream.

    The entry, its state and the treatment of a finding are the same for all items of a kind; only the words differ.
    """
    own, upstream = classification.findings, classification.upstream
    if isinstance(own, ItemFindings) and isinstance(upstream, ItemFindings):
        for (shown, places), (above, _) in zip(own.by_kind(), upstream.by_kind(), strict=True):
            if shown is not None or above is not None:
                yield _say(shown, above, places)
        return
    for place, (here, there) in enumerate(zip(own, upstream or [()] * len(own), strict=True)):
        shown, above = worst(here), worst(there)
        if shown is not None or above is not None:
            yield _say(shown, above, (place,))


def _say(shown: Finding | None, above: Finding | None, places: tuple[int, ...]) -> Told:
    if shown is None:
        return Outcome.NOT_CONTROLLED, None, Treatment.NONE, "", "", above is not None, places
    return (shown.outcome, shown.force, shown.treatment, shown.control, shown.instrument, above is not None, places)


def _under(told: Told, clear: Sequence[ItemExposure]) -> tuple[ItemExposure, ...]:
    outcome, force, treatment, control, instrument, upstream, places = told
    needed = outcome is Outcome.CONTROLLED and force is Force.IN_FORCE and binds(outcome, force, treatment)
    further = (_UPSTREAM if upstream else _NONE) | (_LICENCE if needed else _NONE)
    flags: dict[frozenset[Flag], frozenset[Flag]] = {}
    made = []
    for item in map(clear.__getitem__, places):
        own = item.flags
        if own not in flags:
            flags[own] = own | further
        made.append(item.under(outcome, force, treatment, control, instrument, flags[own]))
    return tuple(made)


def _product(product: Product, items: Columns, law: Standing) -> ProductExposure:
    inside = product.inside
    outcomes, cover = law.outcome[inside], items.cover[inside]
    spend = {outcome: total(product.spend[outcomes == code]) for code, outcome in enumerate(OUTCOMES)}
    waiting = np.flatnonzero(items.bought[inside] & law.binds[inside] & ~np.isnan(cover)).tolist()
    first = min(((float(cover[place]), int(inside[place])) for place in waiting), default=None)
    return replace(
        product.clear, controlled_spend=spend[Outcome.CONTROLLED], undetermined_spend=spend[Outcome.UNDETERMINED],
        shortest_cover=(first[1], first[0] + product.clear.stock_days) if first else None,
    )
