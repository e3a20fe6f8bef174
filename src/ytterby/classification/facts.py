"""What is asked of one item while it is classified: words of its texts, its origins, what was declared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ytterby.classification.assemblies import Inside
from ytterby.classification.context import Context, Trade
from ytterby.classification.parties import Match
from ytterby.core.estimate import Answer
from ytterby.core.item import Item
from ytterby.identification.identity import Content

_GAPS = re.compile(r"[\s\-_\u2010-\u2015]+")


def fold(text: str) -> str:
    """Compatibility forms, case, hyphens and runs of space evened out."""
    even = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _GAPS.sub(" ", even.casefold()).strip()


@lru_cache(maxsize=4096)
def _term(term: str) -> re.Pattern[str]:
    """A term in a script with spaces stands as a word, in singular or plural; in one without, anywhere."""
    folded = fold(term)
    pattern = re.escape(folded)
    return re.compile(rf"(?<![^\W_]){pattern}(?:e?s)?(?![^\W_])" if spaced(folded) else pattern)


def spaced(term: str) -> bool:
    """Whether a folded term is written in a script that puts spaces between words."""
    return term[:1] < "\u0590"


def stands_in(term: str, text: str) -> bool:
    """Whether one term stands in a folded text."""
    return _term(term).search(text) is not None


def phrase_stands(phrase: str, text: str) -> bool:
    """Whether all terms of "a+b" stand in a folded text."""
    return all(stands_in(term, text) for term in phrase.split("+"))


@dataclass(frozen=True, slots=True)
class Facts:
    """One item and what is known of the trade. ``words``: what entries ask for (Law.words_in) and its texts hold.

    ``inside``: the Part-1 elements in the lines below an assembly.
    ``matches``: listed parties that its suppliers' names, or the customer's, are like.
    ``trades``: of the products the item goes into, where something is stated of them; else ``context`` alone counts.
    """

    item: Item
    context: Context
    words: frozenset[str] = frozenset()
    inside: Inside | None = None
    matches: tuple[Match, ...] = ()
    trades: tuple[Trade, ...] = ()

    def countries(self) -> tuple[str, ...]:
        """The origins the bill states, else the sites of the approved sources (ISO 3166)."""
        return self.item.origin or tuple(dict.fromkeys(one.country for one in self.item.sources if one.country))

    def origin(self, countries: Iterable[str]) -> Answer:
        """Does the item come from one of ``countries``? One listed origin among several is enough for yes.

        Where the bill states no origin, the sites of its approved sources count; one unknown site leaves it open.
        """
        stated = set(self.item.origin)
        sites = [source.country for source in self.item.sources]
        if not stated and sites:
            stated = {site for site in sites if site}
            if not all(sites) and not stated & set(countries):
                return Answer.UNKNOWN
        if not stated:
            return Answer.UNKNOWN
        return Answer.YES if stated & set(countries) else Answer.NO

    def elsewhere(self, countries: Iterable[str]) -> Answer:
        """Does some of the item come from outside ``countries``? Read as in ``origin``."""
        stated, sites = set(self.countries()), [source.country for source in self.item.sources]
        if stated - set(countries):
            return Answer.YES
        if not stated or (not self.item.origin and not all(sites)):
            return Answer.UNKNOWN
        return Answer.NO


def declares(item: Item, content: Content, symbol: str) -> bool:
    """Whether the content's share of the element is a statement of the bill or a supplier, not an estimate.

    Where the bill declares single elements, only those; else all of a content known by declaration alone.
    """
    declared = item.declared
    return any(one.symbol == symbol for one in declared) if declared else content.declared
