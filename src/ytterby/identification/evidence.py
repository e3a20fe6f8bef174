"""From what the texts of an item say to one certainty per group of materials, by a stated rule.

1. A field that names the thing (description, material, part numbers, category, CAD name) speaks in full; a field that
   talks about it (remark, link, supplier, further columns) speaks one step lower.
2. The strongest call of a group stands. Two different ones that are only possible make likely, where they come from
   different rows of the knowledge ("motor" in the name and "stepper" in the remark) and one of them names the thing.
3. The section an item stands in lifts what the item says itself, or speaks at most possible of an item that is a bare
   code; the parent only lends context ("Motor assy" over "housing" makes no motor). Of what its own name calls a plug
   or a screw the category does not speak, nor does a remark that is only possible ("4 per motor"). Of what the first
   column calls a wire or a coupler, a second one says at most what is possible ("wire · for the power of servos").
4. Counter words ("brushed", "ferrite", "induction") and turned calls ("motor mount") weaken what the same item says
   elsewhere; look-alikes are longer phrases and have covered theirs already. All of them are kept as evidence against.
5. A material named outright is never cleared by other words of the line: beside the name of another thing ("NdFeB
   bolt") or, in a remark, beside a counter word in the name ("alternative: SmCo") it stays possible; so does a
   particular part that is offered as one of several ("induction motor, or PMSM").
6. Of a link only whole words of the path speak, and never against: tokens and categories of shops tell nothing. The
   maker's name speaks of a material it names at most as possible, and never against; so does the heading over a cell
   that only marks the line ("NdFeB": x).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ytterby.core.elements import BY_SYMBOL
from ytterby.core.finding import Certainty, Evidence
from ytterby.identification.context import PURPOSES, SHOWN_AGAINST, TURNS, Call, Heard, is_short, of_another_thing
from ytterby.identification.knowledge import NAMED, NAMING, Kind, Knowledge, Meaning

NAMING_FIELDS = frozenset({"description", "material", "mpn", "part_number", "category", "cad_name", "supplier_part"})
_NAMES = frozenset({"manufacturer", "supplier", "designators"})  # names of firms and places, not of what the thing is
_LOWER = {Certainty.YES: Certainty.LIKELY, Certainty.LIKELY: Certainty.POSSIBLE, Certainty.POSSIBLE: Certainty.POSSIBLE,
          Certainty.NO: Certainty.NO}
SECTION, PARENT, LINK, MAKER, HEADING = "section", "parent", "link", "manufacturer", "heading"
_PLACES = frozenset({SECTION, PARENT})
INTERFACE = "interface"  # scope of phrases that also name what fits the thing: a frame size
_SIZE = re.compile(r"\d\s*(?:mm|cm|in\b|\")|\d\s*[x×*]\s*[\d.]|ø|⌀|\bd\d+(?:\.\d+)?\s*[x×*h]|直径|厚")
_NAMED_KINDS = frozenset({str(Kind.MATERIAL), str(Kind.GRADE)})
_LETTERS = re.compile(r"[A-Z]+(?=\d)")
_HOST = re.compile(r"(?:\w+://|www\.)[^/]*")
_FRAGMENT = 4
_ELECTRICAL = re.compile(r"\s*\d+\s*(?:[uµμ]H|Ah)")
_FIRST_WORD = re.compile(r"[A-Z]{2}(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Support:
    """One call that stands, as evidence, with the certainty it carries in its field."""

    key: str
    certainty: Certainty
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Weighed:
    """A group of materials an item may hold: certainty after combination, and what speaks for it, strongest first."""

    group: str
    certainty: Certainty
    supports: tuple[Support, ...]


def weigh(
    heard: Iterable[tuple[str, Heard]], designators: str, knowledge: Knowledge, *, nameless: bool = False,
) -> tuple[list[Weighed], list[Evidence]]:
    """Groups with a certainty above no, and the evidence against. ``designators`` as "J1, J2" or empty.

    ``nameless``: the item's own name is a bare code, so that its section may speak for it.
    """
    texts = list(heard)
    supports: dict[str, list[Support]] = defaultdict(list)
    against: list[Evidence] = []
    weakened: set[str] = set()
    other_thing, unnamed = _is_another_thing(texts)
    for field, text in texts:
        if field == PARENT or (unnamed and field in ("category", SECTION)):
            continue
        for call in text.calls:
            group = knowledge.materials[call.meaning.target].group
            if call.turned and field in NAMING_FIELDS and not (call.purpose and _heads(text, call, knowledge)):
                weakened.add(group)
            certainty = _said(call, field, text, texts, knowledge, other_thing=other_thing)
            if certainty is not Certainty.NO:
                ground = _evidence(_kind(call), field, text, call)
                supports[group].append(Support(call.meaning.target, certainty, ground))
            elif field != LINK and field not in _NAMES and not _is_unmet(call):
                against.append(_evidence("context", field, text, call))
        if field != LINK and field not in _NAMES:
            against += _spoken_against(field, text)
    ceilings = _ceilings(texts)
    letters = _LETTERS.match(designators)
    for group in knowledge.designators.get(letters[0], ()) if letters else ():
        ceilings.setdefault(group, Certainty.POSSIBLE)
    offered = _offered(texts, knowledge)
    found = [_combined(group, calls, ceilings.get(group), weakened=group in weakened, offered=group in offered)
             for group, calls in supports.items() if nameless or any(_is_own(call) for call in calls)]
    for weighed in found:
        if weighed.certainty is Certainty.NO:
            against += [support.evidence for support in weighed.supports if support.evidence.field != LINK]
    return [weighed for weighed in found if weighed.certainty is not Certainty.NO], list(dict.fromkeys(against))


def _said(call: Call, field: str, text: Heard, texts: list[tuple[str, Heard]], knowledge: Knowledge, *,
          other_thing: bool) -> Certainty:
    """What one call counts in its field, with all that stands around it."""
    if field == HEADING:
        named = not call.turned and str(call.meaning.kind) in _NAMED_KINDS and call.meaning.certainty is Certainty.YES
        return Certainty.POSSIBLE if named else Certainty.NO
    if call.turned:
        named = field in NAMING_FIELDS and call.beside and _is_named_outright(call, field, text, texts, knowledge)
        return Certainty.POSSIBLE if named else Certainty.NO
    if other_thing and field not in NAMING_FIELDS and call.meaning.certainty is Certainty.POSSIBLE:
        return Certainty.NO
    return _certainty(call, field, text, texts)


def _is_unmet(call: Call) -> bool:
    """A shape that counts only beside certain words says nothing without them, and so nothing against."""
    return not call.turned and call.meaning.kind is Kind.SERIES and bool(call.meaning.scope)


def _is_own(support: Support) -> bool:
    return support.evidence.field != SECTION


def _is_another_thing(texts: list[tuple[str, Heard]]) -> tuple[bool, bool]:
    """Does the item's own name hold a turning word and name only what the item is for ("motor mount")? And does it name
    nothing we know at all ("housing")?"""
    own = [text for field, text in texts if field in NAMING_FIELDS and field != "category"]
    calls = [call for text in own for call in text.calls]
    turns = any(other.meaning.kind in TURNS for text in own for other in text.others)
    return turns and all(call.turned for call in calls), turns and not calls


def _spoken_against(field: str, text: Heard) -> list[Evidence]:
    """What turned a call, look-alikes and counter words; a word of purpose ("to the") tells nobody anything alone."""
    turned = [other for other in text.turners if other.meaning.kind not in PURPOSES]
    shown = [other for other in text.others if other.meaning.kind in SHOWN_AGAINST]
    return [_evidence(_kind(other), field, text, other) for other in (*turned, *shown)]


def _heads(text: Heard, purpose: Call, knowledge: Knowledge) -> bool:
    """Does the text name the thing itself apart from what it is for ("brushless motor for drone motors")?"""
    group = knowledge.materials[purpose.meaning.target].group
    return any(not call.turned and knowledge.materials[call.meaning.target].group == group for call in text.calls)


def _offered(texts: list[tuple[str, Heard]], knowledge: Knowledge) -> set[str]:
    """Groups of which a particular part or a material is named as one of several ("induction motor, or PMSM")."""
    return {knowledge.materials[call.meaning.target].group for field, text in texts if field not in _PLACES
            if any(other.meaning.kind is Kind.OR for other in text.others) for call in text.calls
            if not call.turned and call.meaning.certainty.rank >= Certainty.LIKELY.rank
            and not knowledge.materials[call.meaning.target].generic}


def _combined(group: str, supports: list[Support], ceiling: Certainty | None, *, weakened: bool,
              offered: bool) -> Weighed:
    ordered = tuple(sorted(supports, key=lambda support: -support.certainty.rank))
    best = ordered[0].certainty
    named = any(support.evidence.field in NAMING_FIELDS for support in ordered)
    if best is Certainty.POSSIBLE and named and len({support.key for support in ordered}) > 1:
        best = Certainty.LIKELY
    if weakened:
        best = min(best, Certainty.POSSIBLE, key=lambda certainty: certainty.rank)
    if ceiling is not None:
        if best is Certainty.YES:  # a rare-earth material named outright beside a counter word: both can't be right
            best = Certainty.LIKELY
        else:
            best = min(best, ceiling, key=lambda certainty: certainty.rank)
        if best is Certainty.NO and (offered or any(_is_alternative(support) for support in ordered)):
            best = Certainty.POSSIBLE
    return Weighed(group, best, ordered)


def _is_alternative(support: Support) -> bool:
    """A material named outright where the item is talked about: what is bought when the usual one is not to be had."""
    field = support.evidence.field
    return (support.certainty is Certainty.LIKELY and support.evidence.kind in _NAMED_KINDS
            and field not in NAMING_FIELDS and field not in _PLACES and field != LINK)


def _is_named_outright(call: Call, field: str, text: Heard, texts: list[tuple[str, Heard]],
                       knowledge: Knowledge) -> bool:
    """Neither by "magnet" alone, nor by what is a grade only beside a magnet ("N52 nut")."""
    certainty = _certainty(call, field, text, texts)
    if call.meaning.kind is Kind.GRADE:
        return certainty is Certainty.YES and (not call.meaning.needs_context or _mentions(Kind.MAGNET_CONTEXT, texts))
    least = Certainty.YES if knowledge.materials[call.meaning.target].generic else Certainty.LIKELY
    return call.meaning.kind is Kind.MATERIAL and certainty.rank >= least.rank


def _ceilings(texts: list[tuple[str, Heard]]) -> dict[str, Certainty]:
    """The most that counter words leave of each group; one with a scope counts in that field, others in naming ones."""
    ceilings: dict[str, Certainty] = {}
    for field, text in texts:
        for other in text.others:
            if other.meaning.kind is Kind.COUNTER and (
                other.meaning.scope == field if other.meaning.scope else field in NAMING_FIELDS or field == SECTION
            ):
                for group in other.meaning.target.split(";"):
                    leaves = other.meaning.certainty
                    ceilings[group] = min(ceilings.get(group, leaves), leaves, key=lambda certainty: certainty.rank)
    return ceilings


def _certainty(call: Call, field: str, text: Heard, texts: list[tuple[str, Heard]]) -> Certainty:
    meaning = call.meaning
    certainty = meaning.certainty
    if meaning.needs_context:
        certainty = Certainty.NO if _is_electrical(call, text) else _grade(meaning, field, text, texts)
    elif meaning.kind is Kind.SERIES and meaning.scope and not _mentions(meaning.scope, texts):
        return Certainty.NO
    elif ((meaning.scope == INTERFACE and _fits_something(text))
          or (meaning.kind is Kind.FAMILY and of_another_thing(call, text))):
        certainty = Certainty.POSSIBLE
    if meaning.kind is Kind.MATERIAL and _is_in_capitals(call, text):
        certainty = Certainty.POSSIBLE
    if _is_fragment(call, text):
        certainty = Certainty.NO if certainty is Certainty.POSSIBLE else Certainty.POSSIBLE
    if field in NAMING_FIELDS:
        return certainty
    if field in _NAMES and meaning.kind is not Kind.SERIES:
        named = field == MAKER and meaning.kind is Kind.MATERIAL and certainty is Certainty.YES
        return Certainty.POSSIBLE if named else Certainty.NO
    if field == LINK and (certainty is Certainty.POSSIBLE or not _stands_in_path(call, text)
                          or (meaning.kind is Kind.FAMILY and _names_another_thing(text))):
        return Certainty.NO
    return _LOWER[certainty]


def _stands_in_path(call: Call, text: Heard) -> bool:
    """Whole words, behind the host and before the query; where it is no address, whole words."""
    start, end = text.folded.span(call.start, call.end)
    original = text.folded.original
    if original[start - 1:start].isalnum() or original[end:end + 1].isalnum():
        return False
    before = original[:start].split()[-1:] if not original[start - 1:start].isspace() else []
    return not before or ("?" not in before[0] and not _HOST.fullmatch(before[0]))


def _fits_something(text: Heard) -> bool:
    """A turning word anywhere beside a frame size: a thing that fits the frame, unless it is "with" that thing."""
    kinds = {other.meaning.kind for other in text.others}
    return not kinds.isdisjoint(TURNS) and kinds.isdisjoint((Kind.JOIN, Kind.JOIN_AFTER))


def _names_another_thing(link: Heard) -> bool:
    """Is a link's page that of a driver, a mount ("/motor-drivers/…-bldc.html")?"""
    return _fits_something(link) or any(other.meaning.kind is Kind.LOOKALIKE for other in link.others)


def _is_fragment(call: Call, text: Heard) -> bool:
    """A few letters joined by "_" to others ("SM0402_YDF") are more likely part of a code than an abbreviation."""
    start, end = text.folded.span(call.start, call.end)
    original = text.folded.original
    return (end - start <= _FRAGMENT and original[start:end].isalpha()
            and "_" in (original[start - 1:start], original[end:end + 1]))


def _is_in_capitals(call: Call, text: Heard) -> bool:
    """A symbol in capitals amid small letters ("LA target for archery") is no chemist's writing."""
    start, end = text.folded.span(call.start, call.end)
    first = _FIRST_WORD.match(text.folded.original, start, end)
    return first is not None and first[0].capitalize() in BY_SYMBOL and text.folded.original[first.end():].islower()


def _is_electrical(call: Call, text: Heard) -> bool:
    """ "33uH" is an inductance and "30Ah" a charge; the letters of grades are written in one case ("33UH", "30ah")."""
    start, end = text.folded.span(call.start, call.end)
    return _ELECTRICAL.fullmatch(text.folded.original, start, end) is not None


def _grade(meaning: Meaning, field: str, text: Heard, texts: list[tuple[str, Heard]]) -> Certainty:
    """A bare "N42" is a magnet grade beside a size, a magnet or a magnet word, or where it stands nearly alone."""
    own = [heard for place, heard in texts if place not in _PLACES and place != LINK]
    if any(other.meaning.kind is Kind.GRADE_CONTRA for heard in own for other in heard.others):
        return Certainty.NO
    named = any(call.meaning.kind is Kind.MATERIAL and not call.turned for _, heard in texts for call in heard.calls)
    if field == "material" or named:
        return meaning.certainty
    if meaning.scope == NAMED:
        return Certainty.NO
    if _mentions(Kind.MAGNET_CONTEXT, texts) or _SIZE.search(text.folded.text):
        return meaning.certainty
    return Certainty.LIKELY if is_short(text.folded) and field in NAMING_FIELDS else Certainty.NO


def _mentions(wanted: str, texts: list[tuple[str, Heard]]) -> bool:
    """Does any text hold a word of the kind named by ``wanted``?"""
    return any(other.meaning.kind == wanted for _, heard in texts for other in heard.others)


def _kind(call: Call) -> str:
    kind = call.meaning.kind
    if kind is Kind.SERIES:
        return "maker"
    if kind in NAMING or kind is Kind.LOOKALIKE:
        return str(kind)
    return "context"


def _evidence(kind: str, field: str, text: Heard, call: Call) -> Evidence:
    start, end = text.folded.span(call.start, call.end)
    return Evidence(kind, field, text.folded.original[start:end], start, end, call.meaning.row)
