"""What the law asks of a bill, answered once for all days: items that are alike in all it asks share their answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ytterby.bom.bill import Bom
from ytterby.classification.assemblies import Inside, insides
from ytterby.classification.context import NOTHING_STATED, Context, Trade
from ytterby.classification.kinds import Kind, Sorting, facts_of, matches_of, words_of
from ytterby.classification.law import Law, arrange
from ytterby.classification.naming import suspects
from ytterby.classification.parties import Match, names_of, possible_matches
from ytterby.classification.weigh import Answered, weigh_again
from ytterby.core.finding import Certainty
from ytterby.core.item import Item
from ytterby.core.progress import SILENT, Progress
from ytterby.identification.identity import Content, Identity
from ytterby.regulation.rules import RulesOnDay

NO_TRADES: Mapping[int, tuple[Trade, ...]] = {}
_EVERY = 1024


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
        item, contents, trades = self.items[index], self.contents[index], self.trades.get(index, ())
        words = words_of(self.law, item) if any(map(self.law.asks_words, contents)) else frozenset()
        matches = matches_of(item, self.context, self.matches, trades)
        facts = facts_of(self.law, self.context, item, self.inside.get(index), words, matches, trades)
        return weigh_again(one, facts, contents)


def answer(
    bom: Bom, identities: tuple[Identity, ...], rules: RulesOnDay, context: Context = NOTHING_STATED,
    progress: Progress = SILENT, *, trades: Mapping[int, tuple[Trade, ...]] = NO_TRADES,
) -> Answers:
    """Each entry of ``rules.instruments`` against each kind of item, whatever the day and the states on it.

    ``identities[i]`` belongs to ``bom.items[i]``; ``trades[i]`` are those of the products that item i goes into, where
    something is stated of one. Raises ValueError where identities and items are not as many, Cancelled when stopped.
    """
    if len(identities) != len(bom.items):
        raise ValueError(f"{len(identities)} identities for {len(bom.items)} items")
    matches = possible_matches(_names(bom, context, trades), context.parties)
    law = arrange(rules)
    sorting = Sorting(law, context, matches)
    contents = tuple([_held(identity) if identity.contents else () for identity in identities])
    inside = insides(bom, identities)
    named = suspects(law, bom.items)
    asked = [number for number, identity in enumerate(identities)
             if contents[number] or identity.rare_earth is not Certainty.NO or number in named]
    kind_of = [0] * len(bom.items)
    rest = next((place for place, number in enumerate(asked) if place != number), len(asked))  # the first not asked
    if rest < len(bom.items):
        sorting.nothing(bom.items[rest])
    for done, number in enumerate(asked):
        if done % _EVERY == 0:
            progress.step(done / len(asked), "classify")
        kind_of[number] = sorting.kind(bom.items[number], identities[number], contents[number], inside.get(number),
                                       trades.get(number, ()), number in named)
    progress.step(1.0, "classify")
    members: list[list[int]] = [[] for _ in sorting.kinds]
    for number, kind in enumerate(kind_of):
        members[kind].append(number)
    return Answers(law, context, bom.items, contents, tuple(sorting.kinds), tuple(kind_of),
                   tuple(map(tuple, members)), inside, matches, trades)


def _held(identity: Identity) -> tuple[Content, ...]:
    found = tuple([one for one in identity.contents if one.certainty is not Certainty.NO])
    return found if len(found) < len(identity.contents) else identity.contents


def _names(bom: Bom, context: Context, trades: Mapping[int, tuple[Trade, ...]]) -> Iterator[str]:
    if context.parties:
        yield context.customer
        yield from dict.fromkeys(one.customer for found in trades.values() for one in found)
        for item in bom.items:
            yield from names_of(item)
