"""Words that are one letter off a word we know ("neodimium", "brishless").

The usual trick: a misspelling and the right word agree after one letter is taken out of each, so a table of words with
one letter out finds candidates without comparing every word with every other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")

_SHORTEST = 8  # shorter words have too many neighbours that mean something else
_WORD = re.compile(r"[a-z]{8,}")


class Spelling(Generic[Value]):
    """Known words of at least eight Latin letters, found where one letter is missing, added, changed or swapped."""

    def __init__(self, words: Mapping[str, Value]) -> None:
        self._known = {word: value for word, value in words.items() if _WORD.fullmatch(word)}
        self._shortened: dict[str, list[str]] = {}
        for word in self._known:
            for shorter in {word, *_shorter(word)}:
                self._shortened.setdefault(shorter, []).append(word)
        self._seen: dict[str, str] = {}

    def find(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """(start, end, value) of every misspelt word in a folded text; words spelt right are no matter of this."""
        seen = self._seen
        wrong = {}
        for word in set(_WORD.findall(text)):
            if word not in seen:
                seen[word] = self._meant(word)
            if seen[word]:
                wrong[word] = self._known[seen[word]]
        if wrong:
            for found in _WORD.finditer(text):
                if found[0] in wrong:
                    yield found.start(), found.end(), wrong[found[0]]

    def _meant(self, word: str) -> str:
        """The known word that is one step away, or empty. A known word with an ending is no misspelling."""
        if word in self._known:
            return ""
        for shorter in (word, *_shorter(word)):
            for known in self._shortened.get(shorter, ()):
                if not word.startswith(known) and is_one_step(word, known):
                    return known
        return ""


def _shorter(word: str) -> Iterator[str]:
    return (word[:index] + word[index + 1:] for index in range(len(word)))


def is_one_step(one: str, other: str) -> bool:
    """Do two different words differ by one letter added, missing or changed, or two neighbours swapped?"""
    if len(one) > len(other):
        one, other = other, one
    start = next((index for index, letter in enumerate(one) if letter != other[index]), len(one))
    if len(one) < len(other):
        return len(other) - len(one) == 1 and one[start:] == other[start + 1:]
    swapped = one[start:start + 2] == other[start:start + 2][::-1] and one[start + 2:] == other[start + 2:]
    return one[start + 1:] == other[start + 1:] or swapped
