"""From weighed evidence to contents: which knowledge rows, in what form, with which elements and how much.

A part has one content for the material it usually holds, and one more, only possible, for each other kind it may hold.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from ytterby.core.estimate import ZERO, Estimate
from ytterby.core.finding import Certainty, Evidence, Form
from ytterby.core.item import Item
from ytterby.identification.amounts import carrier_mass
from ytterby.identification.evidence import NAMING_FIELDS, Support, Weighed
from ytterby.identification.identity import Content
from ytterby.identification.knowledge import Knowledge, Material


def contents_of(item: Item, weighed: list[Weighed], knowledge: Knowledge) -> list[Content]:
    """One content per material; a part whose carrier is not sure has several, the usual one at full certainty."""
    weighed = _with_vague(weighed, knowledge)
    parts = [group for group in weighed if knowledge.materials[_leading(group, knowledge).key].is_part]
    loose = [group for group in weighed if group not in parts]
    made: list[Content] = []
    for group in parts:
        named = [other for other in loose if _fits(other, group, knowledge)]
        made += _part(item, group, named, knowledge)
        loose = [other for other in loose if other not in named]
    for group in loose:
        made += _loose(item, group, knowledge)
    return sorted(made, key=lambda content: -content.certainty.rank)


def _with_vague(weighed: list[Weighed], knowledge: Knowledge) -> list[Weighed]:
    """"Rare earth" beside a material or part that is named is that one, and no second material."""
    vague = [group for group in weighed if _is_vague(knowledge.materials[_leading(group, knowledge).key])]
    named = [group for group in weighed if group not in vague]
    if not vague or not named:
        return weighed
    best = max(named, key=lambda group: group.certainty.rank)
    key = _leading(best, knowledge).key
    supports = *best.supports, *(replace(support, key=key) for group in vague for support in group.supports)
    certainty = max((best, *vague), key=lambda group: group.certainty.rank).certainty
    return [Weighed(best.group, certainty, supports) if group is best else group for group in named]


def _is_vague(row: Material) -> bool:
    """Does a row name neither a constituent nor a part?"""
    return row.generic and not row.composition and not row.is_part


def _leading(group: Weighed, knowledge: Knowledge) -> Support:
    """The support whose row describes the item best: the most certain, then a grade, then the least generic row."""
    return max(group.supports, key=lambda support: (
        support.certainty.rank, support.evidence.kind == "grade", _particular(support.key, knowledge)))


def _particular(key: str, knowledge: Knowledge) -> int:
    """Rows for "kind not stated" stand back behind any other."""
    return 0 if knowledge.materials[key].generic else 1


def _fits(material: Weighed, part: Weighed, knowledge: Knowledge) -> bool:
    """Does the material named beside the part belong to it? A magnet does in a motor, an oxide does not."""
    form = knowledge.materials[_leading(material, knowledge).key].form
    row = knowledge.materials[_leading(part, knowledge).key]
    return any(knowledge.materials[carrier].form is form for carrier in row.carriers)


def _part(item: Item, group: Weighed, named: list[Weighed], knowledge: Knowledge) -> list[Content]:
    row = knowledge.materials[_leading(group, knowledge).key]
    if named:
        inner = max(named, key=lambda other: other.certainty.rank)
        carrier = knowledge.materials[_leading(inner, knowledge).key]
        certainty = max(group.certainty, inner.certainty, key=lambda value: value.rank)
        return [_inside(item, row, carrier, certainty, _evidence(group, inner), carrier.elements)]
    made = []
    for rank, (carrier, elements) in enumerate(_kinds(row.key, knowledge)):
        if carrier.elements:
            certainty = group.certainty if rank == 0 else Certainty.POSSIBLE
            made.append(_inside(item, row, carrier, certainty, _evidence(group), elements))
    return made


def _inside(item: Item, row: Material, carrier: Material, certainty: Certainty, evidence: tuple[Evidence, ...],
            elements: tuple[tuple[str, Estimate], ...]) -> Content:
    """A part is no material: what it holds is the one within, whose class (behind the comma) is a guess of ours."""
    content = _content(item, row, carrier, certainty, evidence, elements)
    return replace(content, name=f"{carrier.name.partition(',')[0]} in {row.name}")


@lru_cache(maxsize=1024)
def _kinds(part: str, knowledge: Knowledge) -> tuple[tuple[Material, tuple[tuple[str, Estimate], ...]], ...]:
    """The kinds of carrier a part may hold: the usual one of each, and the shares over all of that kind."""
    kinds: dict[tuple[tuple[str, ...], Form], list[Material]] = {}
    for key in knowledge.materials[part].carriers:
        carrier = knowledge.materials[key]
        kinds.setdefault((carrier.composition, carrier.form), []).append(carrier)
    return tuple((carriers[0], _widest(carriers)) for carriers in kinds.values())


def _widest(carriers: list[Material]) -> tuple[tuple[str, Estimate], ...]:
    """The usual carrier's best guesses, within the range over all the carriers it could be."""
    shares = [dict(carrier.elements) for carrier in carriers]
    widened = []
    for symbol in sorted({symbol for share in shares for symbol in share}):
        found = [share.get(symbol, ZERO) for share in shares]
        low, high = min(share.low for share in found), max(share.high for share in found)
        widened.append((symbol, Estimate(low, found[0].best, high)))
    return tuple(widened)


def _loose(item: Item, group: Weighed, knowledge: Knowledge) -> list[Content]:
    """Two materials named outright ("NdFeB / SmCo magnet") are both kept; which of them it is, is then only likely."""
    rows = {support.key: knowledge.materials[support.key] for support in group.supports
            if support.certainty is Certainty.YES}
    named = list({row.composition: row for row in rows.values()}.values())
    certainty = Certainty.LIKELY
    if group.certainty is not Certainty.YES or len(named) < 2:
        named, certainty = [knowledge.materials[_leading(group, knowledge).key]], group.certainty
    made = [_content(item, row, row, certainty, _evidence(group), row.elements) for row in named]
    others = _others(group, named, knowledge) if item.declared else []
    return made + [_content(item, row, row, Certainty.POSSIBLE, _evidence(group), row.elements) for row in others]


def _others(group: Weighed, named: list[Material], knowledge: Knowledge) -> list[Material]:
    """Further materials that a second source or a remark names ("alternative: Recoma 32"), and grades that only these
    name ("other mpn: N42UH" of an N35): what is declared of the first says nothing of them."""
    known, keys = {row.composition for row in named}, {row.key for row in named}
    keys |= {support.key for support in group.supports if support.evidence.field in NAMING_FIELDS}
    rows = [knowledge.materials[support.key] for support in group.supports
            if support.certainty.rank >= Certainty.LIKELY.rank]
    return list({row.key if row.composition in known else row.composition: row for row in rows if not row.generic
                 and row.composition and (row.composition not in known or row.key not in keys)}.values())


def _content(item: Item, row: Material, carrier: Material, certainty: Certainty, evidence: tuple[Evidence, ...],
             elements: tuple[tuple[str, Estimate], ...]) -> Content:
    mass, basis = carrier_mass(item, row, carrier)
    return Content(
        key=row.key, name=row.name, form=row.form, carrier_form=carrier.form, certainty=certainty,
        composition=carrier.composition, elements=elements, mass_g=mass, mass_basis=basis, evidence=evidence,
    )


def _evidence(*groups: Weighed) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(support.evidence for group in groups for support in group.supports))
