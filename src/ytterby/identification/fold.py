"""Text made comparable: one form per character, with the way back to where it stood.

Full-width letters, subscript digits, accents, hyphens, apostrophes, zero-width characters and case differ between
workbooks and mean nothing; the offsets lead from the folded text to the original, so that evidence can be highlighted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SPACES = str.maketrans(dict.fromkeys("-_\t\r'\u2019\u00a0\u2007\u202f\u2009\u2010\u2011\u2012\u2013\u2014\u2212", " "))
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e")
_PIECE = 2000  # longer than any name; the words of a text work on each other, so time would grow with its square
_OVERLAP = 60  # where there is no place to part: longer than any phrase
_PARTING = (re.compile(r".*[\n;,、，；。]", re.DOTALL), re.compile(r".* ", re.DOTALL))  # rather between statements
FIRST_UNBOUNDED = "\u2e80"  # from the CJK radicals on, scripts are written without spaces


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is the folded, ``original`` the text as written; ``offsets`` is None where both count alike."""

    text: str
    original: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where folded ``start``..``end`` stands in the original."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1

    def written(self) -> str:
        """The characters as written, one behind each folded one."""
        if self.offsets is None:
            return self.original
        return "".join([self.original[offset] for offset in self.offsets])

    def pieces(self) -> Iterator[Folded]:
        """The text itself or, where it is very long, its parts, with the way back to the same original.

        Together they are all of it, save parts that repeat an earlier one to the letter.
        """
        if len(self.text) <= _PIECE:
            yield self
            return
        offsets = self.offsets or tuple(range(len(self.text)))
        start, said = 0, set[str]()
        while start < len(self.text):
            end = min(start + _PIECE, len(self.text))
            after = end
            if end < len(self.text):
                found = next(filter(None, (sign.match(self.text, end - _PIECE // 2, end) for sign in _PARTING)), None)
                end = after = found.end() if found else end
                after -= 0 if found else _OVERLAP
            text = self.text[start:end]
            if text not in said:
                yield Folded(text, self.original, offsets[start:end])
            said.add(text)
            start = after


def fold(text: str) -> Folded:
    """Lower case, NFKC, accents off Latin letters, hyphens, apostrophes to single spaces, invisible signs dropped."""
    if text.isascii():
        folded = text.lower().translate(_SPACES)
        if "  " not in folded:
            return Folded(folded, text)
    return _slowly(text)


class _Characters(dict[str, str]):
    """What each character or cluster folds to; filled as they are met."""

    def __missing__(self, cluster: str) -> str:
        folded = unicodedata.normalize("NFKC", cluster).casefold().translate(_SPACES)
        self[cluster] = "".join(_without_accent(char) for char in folded if char not in _DROPPED)
        return self[cluster]


_FOLDED = _Characters()
_MARKS = "\u0300-\u036f\u3099\u309a\uff9e\uff9f"  # combining accents and voicing marks
_MARK = re.compile(f"[{_MARKS}]")
_STROKES = {"ł": "l", "đ": "d", "ı": "i"}  # letters with a stroke do not decompose
_CLUSTER = re.compile(f"[^{_MARKS}][{_MARKS}]*|[{_MARKS}]+", re.DOTALL)


def _slowly(text: str) -> Folded:
    if _MARK.search(text):
        pieces = [(found.start(), _FOLDED[found[0]]) for found in _CLUSTER.finditer(text)]
    else:
        folded = "".join([_FOLDED[char] for char in text])
        if len(folded) == len(text) and "  " not in folded and "" not in map(_FOLDED.__getitem__, text):
            return Folded(folded, text)
        pieces = [(index, _FOLDED[char]) for index, char in enumerate(text)]
    out: list[str] = []
    offsets: list[int] = []
    for index, piece in pieces:
        for char in piece:
            if char != " " or not out or out[-1] != " ":
                out.append(char)
                offsets.append(index)
    return Folded("".join(out), text, tuple(offsets))


def _without_accent(char: str) -> str:
    """Latin and Greek letters lose their accents ("é" is "e", capitals have none); kana and Cyrillic marks are letters
    of their own and stay."""
    if char in _STROKES:
        return _STROKES[char]
    if "\u00c0" <= char < "\u0250" or "\u0386" <= char < "\u03cf" or "\u1e00" <= char < "\u2000":
        return unicodedata.normalize("NFKD", char)[0]
    return "" if "\u0300" <= char < "\u0370" else char


def is_letter(char: str) -> bool:
    """A letter of a script that puts spaces between words."""
    return char < FIRST_UNBOUNDED and char.isalpha()


def is_word(char: str) -> bool:
    """A letter or digit of a script that puts spaces between words."""
    return char < FIRST_UNBOUNDED and char.isalnum()


def words(text: str) -> int:
    """How many words stand in a gap; two characters without spaces (Chinese, Japanese) count as one word."""
    unbounded = sum(char >= FIRST_UNBOUNDED for char in text)
    return len(_WORD.findall(text)) + (unbounded + 1) // 2


_WORD = re.compile(r"[^\W\u2e80-\uffff]+")
