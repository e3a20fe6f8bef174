"""What the workbook or a supplier states of the content: the strongest evidence, above any reading of texts."""

from __future__ import annotations

from dataclasses import replace

from ytterby.core.elements import BY_SYMBOL, Group
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Evidence, Form
from ytterby.core.item import Declared, Item
from ytterby.core.text import sentence
from ytterby.identification.identity import Content
from ytterby.identification.knowledge import Knowledge

TOTALS = frozenset({"REE", "RE", "TRE", "REO", "TREE"})
UNNAMED = "re_unspecified"
FINISHED = frozenset({Form.PRODUCT, Form.ASSEMBLY})


def with_declared(item: Item, contents: list[Content], knowledge: Knowledge) -> tuple[list[Content], list[Evidence]]:
    """Contents with what is declared laid over them, and declarations of absence as evidence against.

    A declared share is a mass fraction of the whole item: of a loose material it replaces the estimate; in a finished
    part the content becomes "the whole item", with the part's mass and shares scaled to it. A nought for what a named
    material is made of (samarium in SmCo) denies the name: which of the two holds stays open, as it does of one that
    is disputed (denials.py).
    """
    if not item.declared:
        return contents, []
    evidence = {declared: _evidence(declared) for declared in item.declared}
    grounds = tuple(evidence.values())
    stated = {declared.symbol: declared for declared in item.declared if declared.symbol in BY_SYMBOL}
    total = next((declared for declared in item.declared if declared.symbol.upper() in TOTALS), None)
    absent = [evidence[declared] for declared in item.declared if declared.share.high == 0]
    present = [declared for declared in item.declared if declared.share.high > 0]
    if total is not None and total.share.high == 0 and not present:
        return [_doubted(one, grounds) for one in contents if _denied(one, stated, knowledge, all_of_it=True)], absent
    if not contents:
        told = tuple(evidence[declared] for declared in present)
        return ([_unnamed(item, stated, knowledge, told)] if present else []), absent
    if _denied(contents[0], stated, knowledge, all_of_it=total is not None and total.disputed):
        return [_doubted(contents[0], grounds), *contents[1:]], absent
    certain = any(not declared.disputed for declared in present)
    laid = [_laid(item, contents[0], stated, knowledge, grounds, certain=certain), *contents[1:]]
    return [content for content in laid if any(share.high > 0 for _, share in content.elements)], absent


def _denied(content: Content, stated: dict[str, Declared], knowledge: Knowledge, *, all_of_it: bool = False) -> bool:
    """Is something declared absent without which the loose material that the texts name would not be that material?"""
    if content.form in FINISHED or content.certainty.rank < Certainty.LIKELY.rank:
        return False
    if knowledge.materials[content.key].generic and content.certainty is not Certainty.YES:
        return False  # "magnet": only one named outright is made of rare earths by its name
    return any(stated[symbol].share.high == 0 or stated[symbol].disputed if symbol in stated else all_of_it
               for symbol in (*content.composition, *_never_without(content, knowledge)) if symbol in BY_SYMBOL)


def _never_without(content: Content, knowledge: Knowledge) -> list[str]:
    """The heavy rare earths that a named grade always holds some of, though they do not make it what it is."""
    row = knowledge.materials[content.key]
    return [] if row.generic else [symbol for symbol, share in row.elements
                                   if share.low > 0 and BY_SYMBOL[symbol].group is Group.HEAVY]


def _doubted(content: Content, grounds: tuple[Evidence, ...]) -> Content:
    """The material as its name has it, no more than likely, its shares down to nought."""
    elements = tuple((symbol, Estimate(0.0, share.best, share.high)) for symbol, share in content.elements)
    return replace(content, certainty=Certainty.LIKELY, elements=elements, evidence=content.evidence + grounds)


def _laid(item: Item, content: Content, stated: dict[str, Declared], knowledge: Knowledge,
          grounds: tuple[Evidence, ...], *, certain: bool) -> Content:
    elements = dict(content.elements)
    mass, basis = content.mass_g, content.mass_basis
    if content.form in FINISHED and stated:
        share = knowledge.materials[content.key].part_share or Estimate(0.0, 0.5, 1.0)
        elements = {symbol: content_share * share for symbol, content_share in elements.items()}
        mass, basis = item.mass_g, sentence("mass-declared")
    elements.update({symbol: _likeliest(declared.share, elements.get(symbol)) for symbol, declared in stated.items()})
    return replace(
        content, certainty=Certainty.YES if certain else content.certainty, elements=tuple(sorted(elements.items())),
        mass_g=mass, mass_basis=basis if mass is not None else "", evidence=grounds + content.evidence, declared=True,
    )


def _likeliest(stated: Estimate, usual: Estimate | None) -> Estimate:
    """Where some is stated and no share, what the material usually holds is the best guess."""
    return Estimate(stated.low, usual.best, stated.high) if usual and _is_open(stated) else stated


def _is_open(share: Estimate) -> bool:
    return share.low == 0 and share.high == 1


def _unnamed(item: Item, stated: dict[str, Declared], knowledge: Knowledge, grounds: tuple[Evidence, ...]) -> Content:
    """Content is declared, but nothing says in what: the whole item carries it.

    Its form is open. It stands as an alloy, whose entries ask for the other metals and the shape and so stay
    undetermined; as a product or ore it would wrongly come out as not controlled, as a compound as controlled.
    """
    row = knowledge.materials[UNNAMED]
    elements = tuple(sorted((symbol, declared.share) for symbol, declared in stated.items())) or row.elements
    defining = tuple(symbol for symbol, share in elements if share.low > 0)
    sure = any(declared.share.high > 0 and not declared.disputed for declared in item.declared)
    return Content(
        key=row.key, name=row.name, form=row.form, carrier_form=row.form,
        certainty=Certainty.YES if sure else Certainty.LIKELY, composition=defining,
        elements=elements, mass_g=item.mass_g, mass_basis=sentence("mass-declared") if item.mass_g is not None else "",
        evidence=grounds, declared=True,
    )



def _evidence(declared: Declared) -> Evidence:
    text = declared.symbol if _is_open(declared.share) else f"{declared.symbol} {declared.share.best * 100:g} %"
    return Evidence("declared", declared.column, text, 0, len(text), "declared")
