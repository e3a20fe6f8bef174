"""What other jurisdictions ask of an item of an assessment, on its day."""

from __future__ import annotations

from functools import cache

from ytterby.classification.elsewhere import RegimeFinding, regimes
from ytterby.classification.law import stated_use
from ytterby.core.item import Item
from ytterby.exposure.marks import DEFENCE, stated
from ytterby.regulation import lists
from ytterby.resources import folder
from ytterby.workspace.document import Assessment


def elsewhere(assessment: Assessment, item: int) -> tuple[RegimeFinding, ...]:
    """One finding per measure and material; () where the item holds none. Raises RegulationError for damaged lists."""
    identity = assessment.identities[item]
    if not identity.contents:
        return ()
    about = assessment.reading.bom.items[item]
    return regimes(about, identity, assessment.provenance.as_of, _listed(), defence=_for_defence(assessment, about))


def _for_defence(assessment: Assessment, item: Item) -> bool:
    use = stated_use(item.end_use, assessment.classification.rules.words.end_use)
    return use == "military" or stated(item, DEFENCE) is True


@cache
def _listed() -> tuple[lists.Regime, ...]:
    return lists.regimes(folder("regulation"))
