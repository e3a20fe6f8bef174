"""Headings and values to meanings, solved together for one table: each column's best claim, strongest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from operator import attrgetter

from ytterby.bom.headings import element_of, meanings_of, normal, stated_as_content
from ytterby.bom.profile import Profile
from ytterby.bom.reading import Column, Meaning
from ytterby.core.units import currency

M = Meaning
SINGLE = frozenset(
    {
        M.LEVEL,
        M.PARENT,
        M.POSITION,
        M.PART_NUMBER,
        M.REVISION,
        M.QUANTITY,
        M.UNIT,
        M.PRICE,
        M.LINE_TOTAL,
        M.CURRENCY,
        M.HS,
        M.CAS,
        M.ORIGIN,
        M.MASS,
        M.STOCK,
        M.RECEIPTS_WEEKLY,
        M.ANNUAL_USE,
        M.LEAD_TIME,
        M.RECOVERY,
        M.END_USE,
        M.DEFENCE,
        M.SEMICONDUCTOR,
        M.RANK,
    }
)
IDENTITY = frozenset({M.PART_NUMBER, M.DESCRIPTION, M.MPN, M.SUPPLIER_PART, M.MATERIAL, M.CAS})
_NUMERIC = frozenset({M.MASS, M.STOCK, M.ANNUAL_USE, M.RECEIPTS_WEEKLY})
_LEAST = 0.25
_SURE = 0.9  # of a heading that it means what it says
_ALIKE = 0.82  # of two words, from which on one is the other with a slip
_COUNTING = ("quantity", "quantities", "stuckzahl", "cantidad", "quantidade", "hoeveelheid", "mnozstvi")
_FORM: dict[Meaning, Callable[[Profile], float]] = {
    M.HS: attrgetter("hs"), M.CAS: attrgetter("cas"), M.ORIGIN: attrgetter("country"),
    M.SITE_COUNTRY: attrgetter("country"), M.CURRENCY: attrgetter("currency"),
}


def excel_letter(index: int) -> str:
    """ "A" for 0, "Z" for 25, "AA" for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def assign(
    headings: Sequence[str], names: Sequence[str], profiles: Sequence[Profile], fixed: dict[int, Meaning]
) -> tuple[Column, ...]:
    """A meaning for every column, by the ``names`` of its heading and its values; ``fixed`` is what the user set, also
    of columns that are not there."""
    claims = []
    fixed = {index: meaning for index, meaning in fixed.items() if index < len(headings)}
    headless = not any(names)
    for index, (heading, look) in enumerate(zip(names, profiles, strict=True)):
        if index not in fixed:
            said = _of_band(heading, headings[index])
            scores = {meaning: weight * fit(meaning, look, heading) for meaning, weight in said.items()}
            if not scores or max(scores.values()) < _LEAST:
                scores |= _by_values(look, named=bool(heading.strip()))
                if headless:
                    scores |= _without_heading(look)
            claims += [(score - index * 1e-4 - _sparse(meaning, look), index, meaning)
                       for meaning, score in scores.items() if score >= _LEAST]
    chosen: dict[int, tuple[Meaning, float]] = {index: (meaning, 1.0) for index, meaning in fixed.items()}
    taken = {meaning for meaning in fixed.values() if meaning in SINGLE}
    for score, index, meaning in sorted(claims, key=lambda claim: -claim[0]):
        if index not in chosen and meaning not in taken:
            chosen[index] = (meaning, score)
            if meaning in SINGLE:
                taken.add(meaning)
    _codes_are_no_positions(chosen, profiles, fixed)
    _counts_are_no_codes(chosen, profiles, fixed)
    _prefer_part_number(chosen, names, profiles, fixed)
    _prefer_description(chosen, names, profiles, fixed)
    _count_by_amounts(chosen, names, profiles, fixed)
    _ensure_identity(chosen, profiles, fixed)
    _name_the_nameless(chosen, profiles, fixed)
    _asides_are_remarks(chosen, names, profiles, fixed)
    return tuple(
        Column(excel_letter(index), heading, *_named(chosen.get(index, (M.EXTRA, 0.3))))
        for index, heading in enumerate(headings)
    )


def _of_band(name: str, heading: str) -> dict[Meaning, float]:
    """What the name of a column means under that of its group: all that is headed "Quantity" counts, and is no money.

    Of "per asm" and "total" under it the first counts the things of a line.
    """
    said = dict(meanings_of(name))
    band = heading.removesuffix(name).strip() if name != heading else ""
    if meanings_of(band).get(M.QUANTITY, 0.0) < _SURE:
        if said.get(M.LINE_TOTAL, 0.0) >= _SURE and currency(heading):
            said[M.LINE_TOTAL] += 0.1  # of two totals the one of money
        return said
    found: dict[Meaning, float] = {
        meaning: weight for meaning, weight in said.items() if meaning not in (M.LINE_TOTAL, M.PRICE)
    }
    found[M.QUANTITY] = 0.65 if M.LINE_TOTAL in said else 0.85
    return found


def _named(choice: tuple[Meaning, float]) -> tuple[Meaning, float]:
    return choice[0], round(max(0.0, min(choice[1], 1.0)), 2)


def _codes_are_no_positions(
    chosen: dict[int, tuple[Meaning, float]], profiles: Sequence[Profile], fixed: dict[int, Meaning]
) -> None:
    """"Item no." over DU-1000, MG-42: where no other column is the part number, it is this one."""
    if any(meaning is M.PART_NUMBER for meaning, _ in chosen.values()):
        return
    for index, (meaning, _) in sorted(chosen.items()):
        look = profiles[index]
        coded = look.code >= 0.6 and look.distinct >= 0.6 and max(look.dotted, look.designator, look.sequence) < 0.5
        if meaning is M.POSITION and index not in fixed and coded and (look.number < 0.3 or look.length >= 6):
            chosen[index] = (M.PART_NUMBER, 0.6)
            return


def _counts_are_no_codes(
    chosen: dict[int, tuple[Meaning, float]], profiles: Sequence[Profile], fixed: dict[int, Meaning]
) -> None:
    """"Part number" over 1, 2, 3, beside a column of names: the lines are numbered, the things are not."""
    named = any(meaning in IDENTITY and meaning is not M.PART_NUMBER for meaning, _ in chosen.values())
    numbered = any(meaning is M.POSITION for meaning, _ in chosen.values())
    for index, (meaning, _) in chosen.items():
        look = profiles[index]
        if meaning is M.PART_NUMBER and index not in fixed and look.sequence > 0.9 and look.length < 4 and named:
            chosen[index] = (M.EXTRA if numbered else M.POSITION, 0.6)
            return


def _prefer_part_number(chosen: dict[int, tuple[Meaning, float]], names: Sequence[str], profiles: Sequence[Profile],
                        fixed: dict[int, Meaning]) -> None:
    """Of two columns for names ("Part", "Description") the one that holds symbols is the part number."""
    described = [index for index, (meaning, _) in chosen.items() if meaning is M.DESCRIPTION and index not in fixed]
    if not described or any(meaning is M.PART_NUMBER for meaning, _ in chosen.values()):
        return
    for index in sorted(described):
        look = profiles[index]
        may_be = meanings_of(names[index]).get(M.PART_NUMBER, 0.0) >= 0.3
        alone = len(described) == 1
        if alone and (look.words >= 0.3 or look.code < 0.8 or look.designator >= 0.5):
            continue
        if may_be and look.symbol >= 0.8 and look.distinct >= 0.5 and look.number < 0.5:
            chosen[index] = (M.PART_NUMBER, 0.6)
            return


def _prefer_description(
    chosen: dict[int, tuple[Meaning, float]],
    names: Sequence[str],
    profiles: Sequence[Profile],
    fixed: dict[int, Meaning],
) -> None:
    """Where nothing else describes the things, a column that may ("Comment", "Type") does.

    Names written where the places on the board should stand ("References": "3 mm LED") describe as well.
    """
    if any(meaning is M.DESCRIPTION and profiles[index].filled for index, (meaning, _) in chosen.items()):
        return
    for index, (meaning, _) in sorted(chosen.items()):
        look = profiles[index]
        if meaning is M.DESIGNATORS and index not in fixed and look.words >= 0.6 and look.designator < 0.3:
            chosen[index] = (M.DESCRIPTION, 0.6)
            return
    for index, name in enumerate(names):
        weight = meanings_of(name).get(M.DESCRIPTION, 0.0)
        free = chosen.get(index, (M.EXTRA, 0.0))[0] in (M.EXTRA, M.REMARK, M.CATEGORY)
        if index not in fixed and free and weight >= 0.4 and profiles[index].filled > 0.5:
            chosen[index] = (M.DESCRIPTION, weight * fit(M.DESCRIPTION, profiles[index]))
            return


def _count_by_amounts(chosen: dict[int, tuple[Meaning, float]], names: Sequence[str], profiles: Sequence[Profile],
                      fixed: dict[int, Meaning]) -> None:
    """"Amount" or "Quanitity" over whole numbers, where no other column counts the things: how many, not how much."""
    if any(meaning is M.QUANTITY for meaning, _ in chosen.values()):
        return
    for index, (meaning, _) in sorted(chosen.items()):
        may_be = meanings_of(names[index]).get(M.QUANTITY, 0.0) >= 0.5
        if meaning is M.LINE_TOTAL and index not in fixed and may_be and profiles[index].integer >= 0.8:
            chosen[index] = (M.QUANTITY, 0.6)
            return
    for index, look in enumerate(profiles):
        free = index not in fixed and chosen.get(index, (M.EXTRA, 0.0))[0] is M.EXTRA
        if free and look.integer >= 0.8 and _misspelt(normal(names[index])):
            chosen[index] = (M.QUANTITY, 0.5)
            return


def _misspelt(heading: str) -> bool:
    """"Quanitity", "Qauntity": a word for the quantity but for a slip or two; "quality" is another."""
    return 6 < len(heading) < 16 and bool(get_close_matches(heading, _COUNTING, 1, _ALIKE))


def _ensure_identity(
    chosen: dict[int, tuple[Meaning, float]], profiles: Sequence[Profile], fixed: dict[int, Meaning]
) -> None:
    """A table without any column that names its things gets the one that looks most like names."""
    if any(meaning in IDENTITY for meaning, _ in chosen.values()):
        return
    best, best_score = -1, 0.15
    for index, look in enumerate(profiles):
        meaning = chosen.get(index, (M.EXTRA, 0.0))[0]
        weak = meaning in (
            M.EXTRA,
            M.CATEGORY,
            M.CAD_NAME,
            M.REMARK,
            M.LINK,
            M.MANUFACTURER,
            M.SUPPLIER,
            M.DESIGNATORS,
            M.POSITION,
        )
        if index in fixed or not weak:
            continue
        nameless = max(look.words, look.code * 0.8) * (1 - look.url) * look.filled * (0.4 + 0.6 * look.distinct)
        score = nameless * (1.0 if meaning is M.EXTRA else 0.6) - index * 0.01
        if score > best_score:
            best, best_score = index, score
    if best >= 0:
        chosen[best] = (M.DESCRIPTION, min(0.6, best_score))


def _sparse(meaning: Meaning, look: Profile) -> float:
    """Of two columns for what there is one of, the one that is blank on nearly all lines is not it."""
    return 0.3 if meaning in SINGLE and 0 < look.filled < 0.2 else 0.0


def _name_the_nameless(
    chosen: dict[int, tuple[Meaning, float]], profiles: Sequence[Profile], fixed: dict[int, Meaning]
) -> None:
    """Where what names the things is blank on many lines, a full column of words under an unknown heading names them.

    Else "Object: Servo motor; Details: –" would be a thing without a name.
    """
    named = max((profiles[index].filled for index, (meaning, _) in chosen.items() if meaning in IDENTITY), default=0.0)
    if named >= 0.7:
        return
    for index, look in enumerate(profiles):
        full = look.words >= 0.6 and look.distinct >= 0.5 and look.filled >= max(0.7, named + 0.25)
        if full and index not in fixed and chosen.get(index, (M.EXTRA, 0.0))[0] is M.EXTRA:
            chosen[index] = (M.DESCRIPTION, 0.5)
            return


def _asides_are_remarks(chosen: dict[int, tuple[Meaning, float]], names: Sequence[str], profiles: Sequence[Profile],
                        fixed: dict[int, Meaning]) -> None:
    """Words beside some of the lines, in a column without heading behind the one that names them all, are remarks."""
    described = [index for index, (meaning, _) in sorted(chosen.items()) if meaning is M.DESCRIPTION]
    few = 0.6 * profiles[described[0]].filled if described else 0.0
    for index in described[1:]:
        if index not in fixed and not names[index].strip() and profiles[index].filled < few:
            chosen[index] = (M.REMARK, 0.5)


def _by_values(look: Profile, *, named: bool) -> dict[Meaning, float]:
    """What a column without a telling heading seems to hold; a heading we don't know makes us more careful."""
    if not look.filled:
        return {}
    trust = 0.75 if named else 1.0
    found: dict[Meaning, float] = {}
    if look.url > 0.6:
        found[M.LINK] = 0.7
    elif look.cas > 0.6:
        found[M.CAS] = 0.8
    elif look.designator > 0.7 and look.length > 2.5:
        found[M.DESIGNATORS] = 0.5
    elif look.country > 0.9 and look.length > 2:
        found[M.ORIGIN] = 0.5
    elif look.words > 0.6 and look.distinct > 0.5 and look.filled > 0.3 and not named:
        found[M.DESCRIPTION] = 0.55
    elif look.words > 0.6 and look.distinct <= 0.5 and not named:
        found[M.CATEGORY] = 0.4
    elif look.code > 0.7 and look.distinct > 0.6 and look.number < 0.5 and look.filled > 0.5:
        found[M.MPN] = 0.4
    return {meaning: score * trust for meaning, score in found.items()}


def _without_heading(look: Profile) -> dict[Meaning, float]:
    """For a table that has no headings at all: numbers are quantities, symbols part numbers."""
    if look.number > 0.9 and look.integer > 0.9:
        return {M.POSITION: 0.5} if look.sequence > 0.9 else {M.QUANTITY: 0.35}
    if look.symbol > 0.8 and look.distinct > 0.8 and look.number < 0.5 and look.designator < 0.9:
        return {M.PART_NUMBER: 0.4}
    return {M.PART_NUMBER: 0.3} if look.designator >= 0.9 and look.distinct > 0.8 else {}


def fit(meaning: Meaning, look: Profile, heading: str = "") -> float:
    """How well values suit a meaning: 1 neutral, above 1 they speak for it, near 0 they rule it out."""
    if not look.filled:
        return 0.4 if meaning is M.QUANTITY else 0.7
    match meaning:
        case M.CONTENT:
            return _content_fit(look, heading)
        case M.QUANTITY:
            return 1.05 if look.quantity >= 0.5 else (0.7 if look.quantity >= 0.25 else 0.2)
        case M.PRICE | M.LINE_TOTAL:
            return 1.0 if look.money >= 0.5 else (0.6 if look.money >= 0.2 else 0.15)
        case M.LEVEL:
            return 1.1 if look.level >= 0.8 else (0.5 if look.dotted >= 0.8 else 0.1)
        case M.POSITION:
            return _position_fit(look)
        case M.PART_NUMBER | M.MPN | M.SUPPLIER_PART:
            return _code_fit(look)
        case M.DESCRIPTION | M.MATERIAL:
            return _description_fit(look)
        case M.LINK:
            return 1.0 if look.url >= 0.3 else (0.5 if look.words >= 0.5 and look.length > 12 else 0.3)
        case M.DESIGNATORS:
            return 1.15 if look.designator >= 0.4 else (0.75 if look.words < 0.6 else 0.4)
        case M.CATEGORY if look.code >= 0.6 and look.distinct > 0.5:
            return 0.4
        case M.MANUFACTURER | M.SUPPLIER | M.CATEGORY:
            return 0.2 if look.url > 0.5 else 0.3 if look.number > 0.6 or look.designator > 0.8 else 1.0
        case _:
            return _narrow_fit(meaning, look)


def _position_fit(look: Profile) -> float:
    if look.sequence >= 0.5:
        return 1.35
    if look.dotted >= 0.7:
        return 1.0
    return 0.15 if look.words > 0.5 else 0.5


def _code_fit(look: Profile) -> float:
    if look.url > 0.5 or (look.sequence > 0.9 and look.length < 5):
        return 0.25
    if look.number > 0.8 and look.integer < 0.5:
        return 0.25
    if look.code >= 0.5:
        return 1.1
    return 0.6 if look.words > 0.6 and (look.length > 25 or look.code < 0.2) else 0.85


def _description_fit(look: Profile) -> float:
    if look.url > 0.5:
        return 0.25
    if look.designator > 0.7 and look.words < 0.3:
        return 0.5
    if look.number > 0.7:
        return 0.25 if look.sequence > 0.5 else 0.4
    return 1.05 if look.words >= 0.5 else 0.85


def _content_fit(look: Profile, heading: str) -> float:
    if stated_as_content(heading) or element_of(heading) == "REE":
        return 1.0
    return 0.8 if look.number >= 0.8 else 0.1


def _narrow_fit(meaning: Meaning, look: Profile) -> float:
    """Meanings whose values have a form of their own."""
    if meaning in _NUMERIC:
        return 1.0 if look.quantity >= 0.5 else 0.15
    if meaning in _FORM:
        share = _FORM[meaning](look)
        # A column headed "CAS" that can't be read is to be reported, not passed over.
        return 1.05 if share >= 0.5 else 0.8 if share >= 0.2 else 0.4 if meaning is M.CAS else 0.2
    if meaning is M.UNIT:
        return 1.1 if look.unit >= 0.5 else (0.8 if look.length <= 6 and look.number < 0.3 else 0.15)
    if meaning in (M.DEFENCE, M.SEMICONDUCTOR):
        return 1.0 if look.yes_no >= 0.5 else 0.5
    if meaning is M.CAD_NAME:
        return 0.3 if look.number > 0.7 else 1.0
    if meaning is M.REVISION:
        return 1.0 if look.length <= 16 else 0.3
    if meaning is M.RANK:
        return 1.0 if look.level >= 0.3 else 0.4
    if meaning is M.SUPPLIER_SHARE:
        return 1.0 if look.quantity >= 0.5 else 0.2
    return 1.0
