"""Phrases found where they stand as words.

Where words begin is told to the automaton: phrases and texts are written with a capital at the start of every word, so
that "Et" is not met inside "Bracket". Where words end is asked of each match, as plurals and digits may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ytterby.identification.fold import is_letter, is_word
from ytterby.identification.joined import BETWEEN, Joined
from ytterby.identification.knowledge import CONTEXTS, Kind, Meaning

_ENDINGS = ("s", "es", "e", "en", "er", "n")  # plurals of English, French, Spanish, German, Swedish
_LEAST_FOR_ENDING = 4
_LEAST_FOR_WORD = 2
_PARTING = frozenset(" \n,;:/()+")  # most of what stands behind a word; the rest takes a closer look
_FAR = 1 << 32  # beyond any place in a text

Variants = Mapping[tuple[bool, bool], list[Meaning]]  # (its start, its end may lie inside a word) → meanings
Held = tuple[int, int, int, tuple[Meaning, ...], bool]  # order, start, end, meanings, covers
_Spans = dict[str, list[tuple[int, int]]]


class _Says(NamedTuple):
    """``covers``: what lies inside is left out; ``series``: shape and meaning of each that this may be part of."""

    plain: tuple[Meaning, ...]
    covers: bool
    series: tuple[tuple[str, tuple[Meaning, ...]], ...]


class _Pattern(NamedTuple):
    """What is asked of a match, as the loop over all of them takes it apart, and what it says by the answer."""

    asks_after: bool
    code: bool  # holds a digit or is very short: nothing may touch it, while digits may follow "nema"
    length: int
    ended: _Says | None  # where a word ends behind it
    unended: _Says | None
    touched: _Pattern | None  # in its place where something touches it before: a digit, a script without capitals


class _Form(NamedTuple):
    """A phrase as written for the automaton: ``inside`` a word, or where one begins."""

    written: str
    text: str
    variants: Variants
    inside: bool


def held(start: int, end: int, meanings: tuple[Meaning, ...], covers: bool) -> Held:
    """A match, led by what it is sorted by: the earlier first, then the longer."""
    return start * _FAR - end, start, end, meanings, covers


class PhraseTable:
    """Folded phrases with their variants, looked for in many texts at once."""

    def __init__(self, phrases: Mapping[str, Variants]) -> None:
        forms = [form for text, variants in phrases.items() for form in _forms(text, variants)]
        self._patterns = _Patterns(forms)
        self._longest = max(map(len, phrases), default=0)
        self._automaton = AhoCorasick([form.written for form in forms], matchkind=MatchKind.Standard,
                                      store_patterns=False)

    def find(self, texts: Joined, *, triggers: bool = False) -> list[Held]:
        """What stands as words, those inside others too; of series where their shape holds, or all ``triggers``."""
        found: list[Held] = []
        add, patterns, text = found.append, self._patterns, texts.text
        base, limit, spans = 0, 0, _Spans()
        for index, start, end in self._hits(texts):
            asks_after, code, length, says, unended, touched = patterns[index]
            if touched is not None and _is_touched(text[start - 1], code=code):
                asks_after, _, _, says, unended, _ = touched
            if asks_after and text[end] not in _PARTING and not _closes(texts, end, length, code=code):
                says = unended
            if says is None:
                continue
            plain, covers, series = says
            if plain or triggers:
                add((start * _FAR - end, start, end, plain, covers))  # as held() does, without a call for each
            if series and not triggers:
                if not base <= start < limit:
                    (base, limit), spans = texts.bounds(start), {}
                found += _around(series, start, end, spans, text, base, limit)
        return found

    def _hits(self, texts: Joined) -> list[tuple[int, int, int]]:
        """(number of the form, start, end) of all that begins a word; a capital inside a word does too."""
        hits = self._automaton.find_matches_as_indexes(texts.begun, overlapping=True)
        if texts.humps:
            hits += self._in_words(texts)
        return hits

    def _in_words(self, texts: Joined) -> Iterator[tuple[int, int, int]]:
        """What begins with a capital inside a word: each is looked at as if a text began there."""
        parts, places, at = list[str](), dict[int, int](), 0
        for hump in texts.humps:
            part = texts.begun[hump:hump + self._longest].partition(BETWEEN)[0]
            places[at] = hump
            parts.append(part[0].upper() + part[1:])
            at += len(part) + 1
        for index, start, end in self._automaton.find_matches_as_indexes(BETWEEN.join(parts), overlapping=True):
            hump = places.get(start, 0)
            if hump and not self._patterns[index].code:
                yield index, hump, hump + end - start


def _forms(text: str, variants: Variants) -> Iterator[_Form]:
    """A phrase as the automaton looks for it: at the start of a word, and inside words where it may stand there."""
    begun = text.title()
    yield _Form(begun, text, variants, inside=False)
    if begun[0] != text[0] and any(free_left for free_left, _ in variants):
        yield _Form(text[0] + begun[1:], text, variants, inside=True)


class _Patterns(dict[int, _Pattern]):
    """By the number of the form; made when it is first met, as a bill meets few of them."""

    def __init__(self, forms: Sequence[_Form]) -> None:
        super().__init__()
        self._forms = forms

    def __missing__(self, index: int) -> _Pattern:
        self[index] = _pattern(self._forms[index])
        return self[index]


def _pattern(form: _Form) -> _Pattern:
    ended, unended, code = _says(form, unended=False), _says(form, unended=True), _is_code(form.text)
    touched = None
    if not form.inside and (code or form.written[0] == form.text[0]):
        touched = _pattern(form._replace(inside=True))
    return _Pattern(ended != unended, code, len(form.text), ended, unended, touched)


def _says(form: _Form, *, unended: bool) -> _Says | None:
    """What it says there; nothing where none of its variants may stand so."""
    starts, ends = is_word(form.text[0]), is_word(form.text[-1])
    meanings: list[Meaning] = []
    for (free_left, free_right), more in form.variants.items():
        if (free_left or not starts or not form.inside) and (free_right or not ends or not unended):
            meanings += (meaning for meaning in more if meaning not in meanings)
    plain = tuple(meaning for meaning in meanings if meaning.kind is not Kind.SERIES)
    series = tuple((meaning.pattern, (meaning,)) for meaning in meanings if meaning.kind is Kind.SERIES)
    return _Says(plain, _covers(plain), series) if meanings else None


def _covers(meanings: Iterable[Meaning]) -> bool:
    """Does a phrase leave out those inside it? One that only lends context does not."""
    return not CONTEXTS.issuperset(meaning.kind for meaning in meanings)


def _around(series: tuple[tuple[str, tuple[Meaning, ...]], ...], start: int, end: int, spans: _Spans,
            text: str, base: int, limit: int) -> Iterator[Held]:
    """Where the shape of a series holds around its trigger; it gives the span. ``spans``: those met in this text."""
    for shape, meanings in series:
        if shape not in spans:
            spans[shape] = [hit.span() for hit in _shape(shape).finditer(text, base, limit)]
        for first, last in spans[shape]:
            if first <= start and end <= last:
                yield held(first, last, meanings, covers=True)


@cache
def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_code(text: str) -> bool:
    """Short, with digits, or ending in a single letter ("ndfeb n"): the next sign may not be a digit either."""
    return len(text) <= _LEAST_FOR_WORD or text[-2:-1] == " " or any(char.isdigit() for char in text)


def _is_touched(before: str, *, code: bool) -> bool:
    return is_word(before) if code else is_letter(before)


def _closes(texts: Joined, end: int, length: int, *, code: bool) -> bool:
    """May a word end here? Digits don't hinder after letters ("axis4"), nor do plural endings."""
    text = texts.text
    after = text[end]
    if code:
        return not is_word(after) and not (after == "." and text[end + 1:end + 2].isdigit())
    if not is_letter(after) or end in texts.humps:
        return True
    if length < _LEAST_FOR_ENDING:
        return False
    stop = end + 1
    while is_letter(text[stop]):
        stop += 1
    return text[end:stop] in _ENDINGS
