"""Which items an entry may go by the name of: equipment, substances by CAS number, technology.

Stands alone because every text of a bill is searched for it, and most hold no such word: texts are searched many at
once, and only where something stands the items are looked at one by one.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from operator import attrgetter
from typing import TYPE_CHECKING

from ytterby.classification.law import Law
from ytterby.core.item import TEXT_FIELDS, Item

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_AT_ONCE = 64
_texts = attrgetter(*TEXT_FIELDS)


def suspects(law: Law, items: Sequence[Item]) -> frozenset[int]:
    """Places of items that an entry may go by the name of; some of them hold but a word of such a name.

    A CAS number within a text is found by its first digits, which are a word of it.
    """
    if not law.by_name:
        return frozenset()
    from ahocorasick_rs import AhoCorasick

    finder = AhoCorasick(law.needles())
    found = {at for at, item in enumerate(items) if item.cas is not None and item.cas.text in law.by_name}
    for start in range(0, len(items), _AT_ONCE):
        some = items[start:start + _AT_ONCE]
        further = [text for item in some if item.extra for _, text in item.extra]
        told = "\n".join(chain(chain.from_iterable(map(_texts, some)), further))
        if finder.find_matches_as_indexes(_even(told)):
            found.update(start + place for place in _one_by_one(finder, some))
    return frozenset(found)


def _one_by_one(finder: AhoCorasick, items: Sequence[Item]) -> Iterator[int]:
    texts = [_even("\n".join((*_texts(item), *(text for _, text in item.extra)))) for item in items]
    ends = list(accumulate(len(text) + 1 for text in texts))
    for _, at, _ in finder.find_matches_as_indexes("\n".join(texts)):
        yield bisect_right(ends, at)


def _even(text: str) -> str:
    """A text as the words of entries are searched in it."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
