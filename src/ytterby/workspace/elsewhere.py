"""What other jurisdictions ask of an item of an assessment on its day, and what is stated to be for defence."""

from __future__ import annotations

from functools import cache

from ytterby.bom.bill import Bom
from ytterby.classification.elsewhere import RegimeFinding, regimes
from ytterby.classification.law import stated_use
from ytterby.exposure.basis import Basis
from ytterby.exposure.marks import DEFENCE, marked
from ytterby.regulation import lists
from ytterby.regulation.entries import Words
from ytterby.resources import folder
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.trades import Trades

_MILITARY = "military"


def elsewhere(assessment: Assessment, item: int) -> tuple[RegimeFinding, ...]:
    """One finding per measure and material; () where the item holds none. Raises RegulationError for damaged lists."""
    identity = assessment.identities[item]
    if not identity.contents:
        return ()
    return regimes(assessment.reading.bom.items[item], identity, assessment.provenance.as_of, _listed(),
                   defence=item in assessment.for_defence)


def stated_for_defence(document: Document, bom: Bom, found: Basis, words: Words, apart: Trades) -> frozenset[int]:
    """Items that user or bill state to go into defence goods: by the mark of a product or a line, or by a military end
    use of the line, else of a product it goes into (``apart``), else of the whole bill.

    That a material usually goes there is no statement.
    """
    settings = {one.item_key: one.defence for one in document.products if one.defence is not None}
    by_mark = marked(
        bom, DEFENCE, settings=settings, products=tuple(one.clear.item for one in found.products),
        within={place: set(one.inside.tolist()) for place, one in enumerate(found.products)} if settings else {},
        usual=lambda _: False,
    )
    whole = document.context.end_use
    by_use = set()
    for place, item in enumerate(bom.items):
        own = stated_use(item.end_use, words.end_use) if item.end_use else ""
        uses = (own,) if own else tuple(one.end_use or whole for one in apart.get(place, ())) or (whole,)
        if _MILITARY in uses:
            by_use.add(place)
    return by_mark | by_use


@cache
def _listed() -> tuple[lists.Regime, ...]:
    return lists.regimes(folder("regulation"))
