"""What the law asks of a bill, answered once for all days: items that are alike in all it asks share their answers."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from operator import attrgetter

from ytterby.bom.bill import Bom
from ytterby.classification.assemblies import Inside, insides
from ytterby.classification.context import NOTHING_STATED, Context, Trade
from ytterby.classification.facts import Facts, fold
from ytterby.classification.law import Law, arrange
from ytterby.classification.parties import Match, names_of, possible_matches
from ytterby.classification.value_share import figures_may_settle
from ytterby.classification.weigh import Answered, weigh, weigh_again, weigh_upstream
from ytterby.core.finding import Certainty
from ytterby.core.item import TEXT_FIELDS, Item
from ytterby.core.progress import SILENT, Progress
from ytterby.identification.identity import Content, Identity
from ytterby.regulation.rules import RulesOnDay

NO_TRADES: Mapping[int, tuple[Trade, ...]] = {}
_EVERY = 1024
_texts = attrgetter(*TEXT_FIELDS)


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """Items alike in all that the law asks. ``facts`` and ``contents`` are those of the first of them."""

    facts: Facts
    contents: tuple[Content, ...]
    rare_earth: Certainty
    own: tuple[Answered, ...]
    upstream: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Answers of every kind of item in a bill; ``kind_of[i]`` is the kind of item i.

    ``contents[i]`` are the materials of item i that are not ruled out, ``members[k]`` the items of kind k.
    """

    law: Law
    context: Context
    items: tuple[Item, ...]
    contents: tuple[tuple[Content, ...], ...]
    kinds: tuple[Kind, ...]
    kind_of: tuple[int, ...]
    members: tuple[tuple[int, ...], ...]
    inside: Mapping[int, Inside]
    matches: Mapping[str, tuple[Match, ...]]
    trades: Mapping[int, tuple[Trade, ...]] = field(default_factory=dict)

    def again(self, index: int, one: Answered) -> Answered:
        """An answer of the item's kind with the item's own figures."""
        contents = self.contents[index]
        item = self.items[index]
        facts = _facts(self.law, self.context, item, contents, self.inside.get(index), suspect=False)
        facts = replace(facts, matches=_matches(item, self.context, self.matches, self.trades.get(index, ())))
        return weigh_again(one, facts, contents)


def answer(
    bom: Bom, identities: tuple[Identity, ...], rules: RulesOnDay, context: Context = NOTHING_STATED,
    progress: Progress = SILENT, *, trades: Mapping[int, tuple[Trade, ...]] = NO_TRADES,
) -> Answers:
    """Each entry of ``rules.instruments`` against each kind of item, whatever the day and the states on it.

    ``identities[i]`` belongs to ``bom.items[i]``; ``trades[i]`` are those of the products that item i goes into, where
    something is stated of one. Raises Cancelled when stopped.
    """
    matches = possible_matches(_names(bom, context, trades), context.parties)
    sorting = _Sorting(arrange(rules), context, matches)
    contents = tuple(_held(identity) if identity.contents else () for identity in identities)
    inside = insides(bom, identities)
    kind_of = []
    suspects = sorting.suspects(bom.items)
    for number, (item, identity) in enumerate(zip(bom.items, identities, strict=True)):
        if number % _EVERY == 0:
            progress.step(number / max(1, len(bom.items)), "classify")
        suspect, held = number in suspects, contents[number]
        if held or suspect or identity.rare_earth is not Certainty.NO:
            kind_of.append(sorting.kind(item, identity, held, inside.get(number), trades.get(number, ()), suspect))
        else:
            kind_of.append(sorting.nothing(item))
    progress.step(1.0, "classify")
    members: list[list[int]] = [[] for _ in sorting.kinds]
    for number, kind in enumerate(kind_of):
        members[kind].append(number)
    return Answers(sorting.law, context, bom.items, contents, tuple(sorting.kinds), tuple(kind_of),
                   tuple(map(tuple, members)), inside, matches, trades)


def _held(identity: Identity) -> tuple[Content, ...]:
    return tuple(one for one in identity.contents if one.certainty is not Certainty.NO)


class _Sorting:
    """Puts items of one bill into kinds."""

    def __init__(self, law: Law, context: Context, matches: Mapping[str, tuple[Match, ...]]) -> None:
        from ahocorasick_rs import AhoCorasick

        self.law = law
        self.kinds: list[Kind] = []
        self._context, self._matches = context, matches
        self._places: dict[object, int] = {}
        self._finder = AhoCorasick(law.needles()) if law.by_name else None

    def nothing(self, item: Item) -> int:
        """The kind of the items that hold no rare earth and that no entry goes by the name of."""
        place = self._places.get(None)
        return self._new(None, Facts(item, self._context), (), Certainty.NO) if place is None else place

    def kind(
        self, item: Item, identity: Identity, contents: tuple[Content, ...], inside: Inside | None,
        trades: tuple[Trade, ...], suspect: bool,
    ) -> int:
        """The kind of the item; a new one is weighed."""
        facts = _facts(self.law, self._context, item, contents, inside, suspect=suspect)
        if self._matches:
            facts = replace(facts, matches=_matches(item, self._context, self._matches, trades))
        if trades:
            facts = replace(facts, trades=_with_own(trades, facts))
        key = self._key(facts, identity, contents)
        place = self._places.get(key)
        return self._new(key, facts, contents, identity.rare_earth) if place is None else place

    def _new(self, key: object, facts: Facts, contents: tuple[Content, ...], rare_earth: Certainty) -> int:
        place = self._places[key] = len(self.kinds)
        self.kinds.append(Kind(
            facts, contents, rare_earth, weigh(self.law, facts, contents), weigh_upstream(self.law, facts, contents),
        ))
        return place

    def suspects(self, items: Sequence[Item]) -> frozenset[int]:
        """Places of items that an entry may go by the name of: searched many at once, as most hold no such word."""
        by_name = self.law.by_name
        found = {at for at, item in enumerate(items) if any(cas.text in by_name for cas in item.cas_numbers())}
        for start in range(0, len(items) if self._finder else 0, _EVERY):
            found.update(start + place for place in self._named(items[start:start + _EVERY]))
        return frozenset(found)

    def _named(self, items: Sequence[Item]) -> Iterator[int]:
        assert self._finder is not None  # else nothing is searched for
        texts = [_wording(item) for item in items]
        ends = list(accumulate(len(text) + 1 for text in texts))
        for _, at, _ in self._finder.find_matches_as_indexes("\n".join(texts)):
            yield bisect_right(ends, at)

    def _key(self, facts: Facts, identity: Identity, contents: tuple[Content, ...]) -> object:
        """All that an answer may hang on; mass and price only where they can change one."""
        item, law = facts.item, self.law
        value: object = ()
        if any(one.form in law.valued and figures_may_settle(facts, one) for one in contents):
            value = (item.price, tuple(one.mass_g for one in contents), facts.inside)
        return (
            identity.rare_earth, tuple(map(_content_key, contents)), item.origin,
            tuple(source.country for source in item.sources), item.hs.digits if item.hs else "",
            tuple((one.symbol, one.share) for one in item.declared), facts.context.end_use, facts.words, value,
            facts.matches, facts.trades,
        )


def _facts(
    law: Law, context: Context, item: Item, contents: tuple[Content, ...], inside: Inside | None, *, suspect: bool
) -> Facts:
    """Texts only where an entry asks for words. An end use that the item's own line states goes before the bill's."""
    worded = suspect or any(one.form in law.worded or one.carrier_form in law.worded for one in contents)
    words = law.words_in(item, fold(" \n ".join(text for _, text in item.texts()))) if worded else frozenset()
    stated = law.end_use(item) if item.end_use else ""
    return Facts(item, replace(context, end_use=stated) if stated else context, words, inside)


def _with_own(trades: tuple[Trade, ...], facts: Facts) -> tuple[Trade, ...]:
    """An end use that the item's own line states goes before that of the product."""
    if not facts.item.end_use:
        return trades
    return tuple(replace(one, end_use=facts.context.end_use or one.end_use) for one in trades)


def _wording(item: Item) -> str:
    """All texts of the item, one under the other, as the words of entries are searched in them."""
    told = _texts(item)
    text = "\n".join((*told, *(text for _, text in item.extra)) if item.extra else told)
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()


def _names(bom: Bom, context: Context, trades: Mapping[int, tuple[Trade, ...]]) -> Iterator[str]:
    if context.parties:
        yield context.customer
        yield from dict.fromkeys(one.customer for found in trades.values() for one in found)
        for item in bom.items:
            yield from names_of(item)


def _matches(
    item: Item, context: Context, matches: Mapping[str, tuple[Match, ...]], trades: tuple[Trade, ...] = (),
) -> tuple[Match, ...]:
    names = (*names_of(item), context.customer, *(one.customer for one in trades))
    return tuple(one for name in dict.fromkeys(names) for one in matches.get(name, ()))


def _content_key(content: Content) -> object:
    return (content.key, content.name, content.form, content.carrier_form, content.certainty, content.composition,
            content.elements, content.declared)
