"""What other jurisdictions ask of the same line: US rules on magnets for defence, EU rules on strategic raw materials.

Apart from the Chinese lists because these ask where something was made, not for a licence; a line may fall under both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ytterby.core.elements import element_name
from ytterby.core.estimate import Answer
from ytterby.core.finding import Certainty, Citation, Form, Reason
from ytterby.core.item import Item
from ytterby.identification.identity import Content, Identity
from ytterby.regulation.lists import Regime

_MAGNETS = (frozenset({"Sm", "Co"}), frozenset({"Nd", "Fe", "B"}))
"""What DFARS 252.225-7052 and 10 USC 4872 call covered magnets."""

_STRATEGIC = ("Nd", "Pr", "Tb", "Dy", "Gd", "Sm", "Ce")
"""Rare earths for permanent magnets, Annex I of Regulation (EU) 2024/1252."""

_HEAVY_G = 200.0
"""Grams of magnet in a product from which art. 29 asks for the recycled share."""


@dataclass(frozen=True, slots=True)
class RegimeFinding:
    """One measure on one item. ``applies``: whether it binds this trade, UNKNOWN where only the firm can say.

    ``breach``: YES where a stated country is barred, NO where all it asks is stated and none is, or where it bars
    nothing; UNKNOWN else. ``missing`` names what it asks and the bill does not state.
    """

    measure: str
    rule: str
    jurisdiction: str
    applies: Answer
    breach: Answer
    asks: str
    reasons: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    citation: Citation
    material: str


def regimes(
    item: Item, identity: Identity, day: date, listed: tuple[Regime, ...], *, defence: bool = False
) -> tuple[RegimeFinding, ...]:
    """What the measures ``listed`` (regulation.lists.regimes) ask of the item on ``day``, one finding per material.

    ``defence``: bill or user say that it goes into defence goods; that a material usually does is no statement.
    """
    running = [one for one in listed if one.starts <= day and (one.ends is None or day <= one.ends)]
    contents = [one for one in identity.contents if one.certainty is not Certainty.NO]
    return tuple(_asked(item, content, one, defence=defence)
                 for one in running for content in contents if _in(content, one))


def _in(content: Content, regime: Regime) -> bool:
    magnet = content.carrier_form is Form.MAGNET
    match regime.scope:
        case "us-magnet":
            return magnet and any(one <= set(content.composition) for one in _MAGNETS)
        case "eu-magnet":
            return magnet
        case _:
            return bool(_strategic(content))


def _strategic(content: Content) -> list[str]:
    return [symbol for symbol, share in content.elements if symbol in _STRATEGIC and share.high > 0.0]


def _asked(item: Item, content: Content, regime: Regime, *, defence: bool) -> RegimeFinding:
    measure = regime.measure
    stated = {field: countries for field in regime.fields if (countries := _countries(item, field))}
    barred = {field: sorted(countries & set(regime.covered)) for field, countries in stated.items()
              if countries & set(regime.covered)}
    missing = [*_unsure(content), *_unstated(content, regime, stated), *_weights(content, regime)]
    reasons = [Reason.of("law-elsewhere", rule=measure.rule, instrument=measure.instrument, who=measure.who)]
    reasons += [Reason.of("law-elsewhere-barred", field=field, countries=", ".join(countries))
                for field, countries in barred.items()]
    if regime.scope == "eu-strategic":
        names = ", ".join(map(element_name, _strategic(content)))
        reasons.append(Reason.of("law-elsewhere-strategic", material=content.name, elements=names))
    if not regime.covered:
        breach = Answer.NO
    elif barred and content.certainty is Certainty.YES:
        breach = Answer.YES
    else:
        breach = Answer.UNKNOWN if missing or barred else Answer.NO
    for_defence = regime.scope == "us-magnet" and defence
    return RegimeFinding(
        measure.row_id, measure.rule, measure.jurisdiction, Answer.YES if for_defence else Answer.UNKNOWN, breach,
        measure.what_it_asks_of_a_bom, tuple(reasons), tuple(missing),
        Citation(measure.instrument, measure.key_dates, measure.source.split(" ; ")[0]), content.key,
    )


def _unsure(content: Content) -> Iterator[Reason]:
    if content.certainty is not Certainty.YES:
        yield Reason.of("need-confirmation", material=content.name)


def _unstated(content: Content, regime: Regime, stated: dict[str, set[str]]) -> Iterator[Reason]:
    for field in regime.fields:
        if field not in stated:
            yield Reason.of("need-origin-field", material=content.name, field=field)


def _weights(content: Content, regime: Regime) -> Iterator[Reason]:
    if regime.scope != "eu-magnet":
        return
    if content.mass_g is None:
        yield Reason.of("need-mass", material=content.name)
    if content.mass_g is None or content.mass_g.high > _HEAVY_G:
        yield Reason.of("need-recycled", material=content.name)
    yield Reason.of("need-removal", material=content.name)


def _countries(item: Item, field: str) -> set[str]:
    """Countries (ISO 3166) in a column of the bill whose heading has the word; for "produced" also the item's origin.

    A country written in full is not read: then the field counts as not stated, never as fulfilled.
    """
    texts = [text for heading, text in item.extra if field in heading.casefold()]
    found = {word for text in texts for word in text.replace(",", " ").replace("/", " ").split()
             if len(word) == 2 and word.isalpha() and word.isupper()}
    return found | (set(item.origin) if field == "produced" else set())
