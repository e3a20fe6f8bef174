"""The rules of a day, arranged for the question "which entries could describe this item?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ytterby.classification.facts import fold, phrase_stands, spaced
from ytterby.core.finding import Form, Reason, Treatment
from ytterby.core.item import Item
from ytterby.regulation import condition as c
from ytterby.regulation.rules import ControlOnDay, InstrumentOnDay, PolicyOnDay, RulesOnDay

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """``by_form`` entries that may describe a form; ``by_name`` those found by a phrase or a CAS number alone.

    ``heads``: first word of a phrase, or its plural → phrases, so that a text is searched only for phrases it can hold;
    ``unspaced``: phrases in scripts without spaces. ``treated`` remembers treatments already worked out.
    """

    rules: RulesOnDay
    by_form: dict[Form, tuple[ControlOnDay, ...]]
    by_name: dict[str, tuple[ControlOnDay, ...]]
    heads: dict[str, tuple[str, ...]]
    unspaced: tuple[str, ...]
    listings: tuple[InstrumentOnDay, ...]
    exclusions: tuple[PolicyOnDay, ...]
    end_uses: tuple[tuple[str, str], ...]
    treated: dict[tuple[object, ...], tuple[Treatment, tuple[Reason, ...]]] = field(default_factory=dict)

    def named(self, item: Item, text: str) -> frozenset[str]:
        """Phrases (and CAS numbers) of entries that stand in an item's folded text."""
        likely = [phrase for word in self.heads.keys() & _WORD.findall(text) for phrase in self.heads[word]]
        found = {phrase for phrase in likely if phrase_stands(phrase, text)}
        if not text.isascii():
            found.update(phrase for phrase in self.unspaced if phrase_stands(phrase, text))
        if item.cas is not None and item.cas.text in self.by_name:
            found.add(item.cas.text)
        return frozenset(found)

    def end_use(self, item: Item) -> str:
        """The end use that the bill states for the item, as a word of Context.end_use; empty where not understood."""
        text = fold(item.end_use)
        return next((use for word, use in self.end_uses if phrase_stands(word, text)), "") if text else ""


def arrange(rules: RulesOnDay) -> Law:
    """Index the entries of a day once for all items."""
    by_form: dict[Form, list[ControlOnDay]] = {}
    by_name: dict[str, list[ControlOnDay]] = {}
    for entry in rules.controls:
        for form in entry.control.forms:
            by_form.setdefault(form, []).append(entry)
        for phrase in _phrases(entry.control.when):
            by_name.setdefault(phrase, []).append(entry)
    heads: dict[str, list[str]] = {}
    unspaced: list[str] = []
    for phrase in by_name:
        first = fold(phrase.split("+")[0])
        if spaced(first):
            word = _WORD.findall(first)[0]
            for inflected in (word, f"{word}s", f"{word}es"):
                heads.setdefault(inflected, []).append(phrase)
        else:
            unspaced.append(phrase)
    return Law(
        rules, {form: tuple(entries) for form, entries in by_form.items()},
        {phrase: tuple(entries) for phrase, entries in by_name.items()},
        {word: tuple(phrases) for word, phrases in heads.items()}, tuple(unspaced),
        tuple(one for one in rules.standing if one.instrument.covers and one.state is not None),
        tuple(one for one in rules.policies if one.policy.kind == "exclusion"),
        rules.words.end_use,
    )


def _phrases(condition: c.Condition) -> Iterator[str]:
    match condition:
        case c.All(parts) | c.Any(parts):
            for part in parts:
                yield from _phrases(part)
        case c.Named(phrases) | c.Technology(phrases):
            yield from phrases
        case c.Cas(numbers):
            yield from numbers
