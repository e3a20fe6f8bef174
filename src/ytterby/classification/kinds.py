"""Items that are alike in all that the law asks, so that a bill of 200,000 items is weighed a few hundred times.

Stands alone because it must be both right and quick: whatever an answer may hang on is in the key of a kind, and a key
is made without weighing anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ytterby.classification.assemblies import Inside
from ytterby.classification.context import Context, Trade
from ytterby.classification.facts import Facts, fold
from ytterby.classification.law import Law
from ytterby.classification.parties import Match, names_of
from ytterby.classification.value_share import figures_count
from ytterby.classification.weigh import Answered, weigh, weigh_upstream
from ytterby.core.finding import Certainty
from ytterby.core.item import Item
from ytterby.identification.identity import Content, Identity


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """Items alike in all that the law asks. ``facts`` and ``contents`` are those of the first of them."""

    facts: Facts
    contents: tuple[Content, ...]
    rare_earth: Certainty
    own: tuple[Answered, ...]
    upstream: tuple[Answered, ...]


def facts_of(
    law: Law, context: Context, item: Item, inside: Inside | None = None, words: frozenset[str] = frozenset(),
    matches: tuple[Match, ...] = (), trades: tuple[Trade, ...] = (),
) -> Facts:
    """An end use that the item's own line states goes before that of its products, and before the bill's."""
    stated = law.end_use(item) if item.end_use else ""
    if not stated:
        return Facts(item, context, words, inside, matches, trades)
    own = tuple(replace(one, end_use=stated) for one in trades)
    return Facts(item, replace(context, end_use=stated), words, inside, matches, own)


def words_of(law: Law, item: Item) -> frozenset[str]:
    """The words that entries ask for and that stand in the item's texts."""
    return law.words_in(item, fold(" \n ".join(text for _, text in item.texts())))


def matches_of(
    item: Item, context: Context, matches: Mapping[str, tuple[Match, ...]], trades: tuple[Trade, ...] = (),
) -> tuple[Match, ...]:
    """Listed parties that a name of the item, of its customer or of its products' customers is like."""
    names = (*names_of(item), context.customer, *(one.customer for one in trades))
    return tuple(one for name in dict.fromkeys(names) for one in matches.get(name, ()))


@dataclass(frozen=True, slots=True)
class _Shape:
    """What counts of a material beside its mass: ``number`` is the same for equal ones.

    ``valued``: an entry weighs its value; ``settled``: and its figures count by what the material alone says.
    """

    number: int
    worded: bool
    valued: bool
    settled: bool


_ANY = Item("")


class Sorting:
    """Puts items of one bill into kinds; ``kinds`` are those met so far, in the order they were met."""

    def __init__(self, law: Law, context: Context, matches: Mapping[str, tuple[Match, ...]]) -> None:
        self.kinds: list[Kind] = []
        self._law, self._context, self._matches = law, context, matches
        self._places: dict[object, int] = {}
        self._by_part: dict[object, _Shape] = {}
        self._shapes: dict[object, _Shape] = {}
        self._uses: dict[str, str] = {}

    def nothing(self, item: Item) -> int:
        """The kind of the items that hold no rare earth and that no entry goes by the name of; asked for once."""
        return self._new(None, Facts(item, self._context), (), Certainty.NO)

    def kind(
        self, item: Item, identity: Identity, contents: tuple[Content, ...], inside: Inside | None,
        trades: tuple[Trade, ...], suspect: bool,
    ) -> int:
        """The kind of the item; a new one is weighed. ``suspect``: an entry may go by the item's name."""
        shapes = [self._shape(one) for one in contents]
        worded = suspect or any(one.worded for one in shapes)
        words = words_of(self._law, item) if worded else frozenset()
        matches = matches_of(item, self._context, self._matches, trades) if self._matches else ()
        hs, declared, sources = item.hs, item.declared, item.sources
        key = (
            identity.rare_earth, tuple([one.number for one in shapes]), item.origin, hs.digits if hs else "",
            tuple([one.country for one in sources]) if sources else (),
            tuple([(one.symbol, one.share) for one in declared]) if declared else (),
            self._stated_use(item) if item.end_use else "", words, matches, trades,
            self._figures(item, inside, contents, shapes),
        )
        place = self._places.get(key)
        if place is not None:
            return place
        facts = facts_of(self._law, self._context, item, inside, words, matches, trades)
        return self._new(key, facts, contents, identity.rare_earth)

    def _new(self, key: object, facts: Facts, contents: tuple[Content, ...], rare_earth: Certainty) -> int:
        place = self._places[key] = len(self.kinds)
        self.kinds.append(Kind(
            facts, contents, rare_earth, weigh(self._law, facts, contents),
            weigh_upstream(self._law, facts, contents),
        ))
        return place

    def _shape(self, content: Content) -> _Shape:
        """By its parts, which materials of one grade share; the identities keep them alive while items are sorted."""
        part = (content.key, content.name, content.form, content.carrier_form, content.certainty, content.declared,
                id(content.composition), id(content.elements))
        shape = self._by_part.get(part)
        if shape is None:
            shape = self._by_part[part] = self._equal_shape(content)
        return shape

    def _equal_shape(self, content: Content) -> _Shape:
        law = self._law
        key = (content.key, content.name, content.form, content.carrier_form, content.certainty, content.declared,
               content.composition, content.elements)
        valued = content.form in law.valued
        settled = valued and figures_count(_ANY, None, content)
        shape = _Shape(len(self._shapes), law.asks_words(content), valued, settled)
        return self._shapes.setdefault(key, shape)

    def _stated_use(self, item: Item) -> str:
        text = item.end_use
        if text not in self._uses:
            self._uses[text] = self._law.end_use(item)
        return self._uses[text]

    def _figures(
        self, item: Item, inside: Inside | None, contents: tuple[Content, ...], shapes: list[_Shape],
    ) -> object:
        """Mass and price, only where they can change an answer."""
        if inside is None and not item.declared:
            count = any(one.settled for one in shapes)
        else:
            count = any(shape.valued and figures_count(item, inside, content)
                        for content, shape in zip(contents, shapes, strict=True))
        return (item.price, tuple([one.mass_g for one in contents]), inside) if count else None
