"""Does what a supplier's row calls a part fit the item of the bill that has its number?

A row of the same number that names another thing ("Ferrite magnet Y30" for an NdFeB ring) is of another part, or was
filled in by mistake: its noughts clear nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ytterby.core.item import Item
from ytterby.identification.fold import fold
from ytterby.identification.identify import identify
from ytterby.identification.identity import Identity
from ytterby.identification.knowledge import Knowledge
from ytterby.identification.reserving import limits

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\W_]+")


def other_things(pairs: Sequence[tuple[str, Item]], knowledge: Knowledge) -> list[bool]:
    """Of each name and item: is the name that of another thing?

    It fits where the item's own texts have all its words, or where both are read as the same material, of which one
    may be named in general ("magnet"). To an item that by its words holds nothing any name fits: there is nothing to
    clear.
    """
    doubtful = [place for place, (said, item) in enumerate(pairs) if not _has_all_words(said, item)]
    own = identify(tuple(replace(pairs[place][1], key=str(place), declared=()) for place in doubtful), knowledge)
    theirs = identify(tuple(Item(str(place), description=pairs[place][0]) for place in doubtful), knowledge)
    found = [False] * len(pairs)
    for place, one, other in zip(doubtful, own, theirs, strict=True):
        found[place] = bool(one.contents) and (limits(pairs[place][0]) or not _is_same(one, other, knowledge))
    return found


def _has_all_words(said: str, item: Item) -> bool:
    words = set(_WORD.findall(fold(said).text))
    return words <= {word for _, text in item.texts() for word in _WORD.findall(fold(text).text)}


def _is_same(own: Identity, named: Identity, knowledge: Knowledge) -> bool:
    """The same grade or kind of part, or the one is named in general ("magnet") and may be the other."""
    grades, stated = (set(_grades(found)) for found in (own, named))
    if not named.contents or (grades and not stated <= grades):
        return False
    one, other = (knowledge.materials[found.contents[0].key] for found in (own, named))
    may_be = one.group == other.group and (
        not one.composition or not other.composition or set(one.composition) == set(other.composition))
    return one.key == other.key or (may_be and (one.generic or other.generic))


def _grades(found: Identity) -> Iterator[str]:
    """The grades it is read as ("N42SH"), as they are compared."""
    return (_BETWEEN.sub("", fold(one.text).text) for content in found.contents for one in content.evidence
            if one.kind == "grade")
