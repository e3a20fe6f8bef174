"""All entries, arranged for the question "which could describe this item?". The same on every day: states change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ytterby.classification.facts import fold, phrase_stands, spaced
from ytterby.core.finding import Form, Reason
from ytterby.core.item import Item
from ytterby.identification.identity import Content
from ytterby.regulation import condition as c
from ytterby.regulation.instrument import Control, Instrument
from ytterby.regulation.rules import RulesOnDay

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One control; ``number`` is its place in Law.entries, ``names`` what every finding of it begins with.

    ``valued``: it weighs values, so that its reasons hold figures of the single item.
    """

    number: int
    instrument: Instrument
    control: Control
    names: tuple[Reason, ...]
    valued: bool


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """``by_form`` entries that may describe a form; ``by_name`` those found by a phrase or a CAS number alone.

    ``heads``: first word of a phrase, or its plural → phrases, so that a text is searched only for phrases it can hold;
    ``unspaced``: phrases in scripts without spaces. Both also hold the words by which shape and purpose are read.
    ``worded``: forms of which an entry asks how the texts word them. ``valued``: forms of which an entry weighs values.
    """

    instruments: tuple[Instrument, ...]
    entries: tuple[Entry, ...]
    by_form: dict[Form, tuple[Entry, ...]]
    by_name: dict[str, tuple[Entry, ...]]
    heads: dict[str, tuple[str, ...]]
    unspaced: tuple[str, ...]
    end_uses: tuple[tuple[str, str], ...]
    worded: frozenset[Form]
    valued: frozenset[Form]

    def words_in(self, item: Item, text: str) -> frozenset[str]:
        """Phrases, words and CAS numbers that entries ask for and that stand in an item's folded text."""
        likely = [phrase for word in self.heads.keys() & _WORD.findall(text) for phrase in self.heads[word]]
        found = {phrase for phrase in likely if phrase_stands(phrase, text)}
        if not text.isascii():
            found.update(phrase for phrase in self.unspaced if phrase_stands(phrase, text))
        found.update(number.text for number in item.cas_numbers() if number.text in self.by_name)
        return frozenset(found)

    def asks_words(self, content: Content) -> bool:
        """Whether an entry asks how the texts word such a material."""
        return content.form in self.worded or content.carrier_form in self.worded

    def needles(self) -> tuple[str, ...]:
        """The longest word of each phrase that finds an entry: one of them stands in every text with such a phrase."""
        words = (_WORD.findall(fold(phrase.replace("+", " "))) for phrase in self.by_name)
        return tuple(sorted({max(found, key=len) for found in words}))

    def end_use(self, item: Item) -> str:
        """The end use that the bill states for the item, as a word of Context.end_use; empty where not understood."""
        return stated_use(item.end_use, self.end_uses)


def stated_use(text: str, end_uses: tuple[tuple[str, str], ...]) -> str:
    """The end use that a text of the bill names, by ``end_uses`` (word, use); empty where it is not understood."""
    folded = fold(text)
    return next((use for word, use in end_uses if phrase_stands(word, folded)), "") if folded else ""


def arrange(rules: RulesOnDay) -> Law:
    """Index every entry of the instruments once, for all items and days."""
    pairs = [(instrument, control) for instrument in rules.instruments for control in instrument.controls]
    entries = tuple(
        Entry(number, instrument, control, _names(instrument, control), _weighs_value(control.when))
        for number, (instrument, control) in enumerate(pairs)
    )
    by_form: dict[Form, list[Entry]] = {}
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        for form in entry.control.forms:
            by_form.setdefault(form, []).append(entry)
        for phrase in _phrases(entry.control.when):
            by_name.setdefault(phrase, []).append(entry)
    heads: dict[str, list[str]] = {}
    unspaced: list[str] = []
    asked = [word for entry in entries for word in _asked_words(entry.control.when)]
    for phrase in dict.fromkeys((*by_name, *asked)):
        first = fold(phrase.split("+")[0])
        if spaced(first):
            word = _WORD.findall(first)[0]
            for inflected in (word, f"{word}s", f"{word}es"):
                heads.setdefault(inflected, []).append(phrase)
        else:
            unspaced.append(phrase)
    return Law(
        rules.instruments, entries, {form: tuple(found) for form, found in by_form.items()},
        {phrase: tuple(found) for phrase, found in by_name.items()},
        {word: tuple(phrases) for word, phrases in heads.items()}, tuple(unspaced), rules.words.end_use,
        frozenset(form for form, found in by_form.items() if any(_words(one.control.when) for one in found)),
        frozenset(form for form, found in by_form.items() if any(one.valued for one in found)),
    )


def _names(instrument: Instrument, control: Control) -> tuple[Reason, ...]:
    named = Reason.of("law-entry", control=control.name, title=control.title, title_zh=control.title_zh)
    limb = next((limb for limb in instrument.limbs if control.foreign_only and limb.name == control.limb), None)
    abroad = () if limb is None else (Reason.of("law-abroad", limb=limb.name, title=limb.title),)
    return (named, *own_rules(instrument), *abroad)


def own_rules(instrument: Instrument) -> tuple[Reason, ...]:
    """What every finding from a rule file of the user's own says, so that nobody takes it for a shipped one."""
    return () if instrument.shipped else (Reason.of("law-own-rules", instrument=instrument.id),)


def _within(condition: c.Condition) -> Iterator[c.Condition]:
    """The condition and all its parts."""
    yield condition
    match condition:
        case c.All(parts) | c.Any(parts):
            for part in parts:
                yield from _within(part)
        case c.Not(part):
            yield from _within(part)


def _phrases(condition: c.Condition) -> Iterator[str]:
    match condition:
        case c.All(parts) | c.Any(parts):
            for part in parts:
                yield from _phrases(part)
        case c.Named(phrases) | c.Technology(phrases):
            yield from phrases
        case c.Cas(numbers):
            yield from numbers


def _asked_words(condition: c.Condition) -> Iterator[str]:
    for one in _within(condition):
        match one:
            case c.Shape(stock, finished):
                yield from stock
                yield from finished
            case c.Purpose(phrases):
                yield from phrases


def _words(condition: c.Condition) -> bool:
    """Whether an answer hangs on words of the texts."""
    return any(isinstance(one, c.Shape | c.Purpose | c.Named | c.Technology) for one in _within(condition))


def _weighs_value(condition: c.Condition) -> bool:
    return any(isinstance(one, c.ValueShare) for one in _within(condition))
