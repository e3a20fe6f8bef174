"""From a bill to its exposure, stage by stage; each is computed again only where what it rests on has changed.

Stands apart from assess() so that the outlook of a scenario can be classified under a law of its own.
"""

from __future__ import annotations

from typing import TypeVar

from ytterby.bom.reading import Reading
from ytterby.classification.answers import answer
from ytterby.classification.classification import Classification
from ytterby.classification.classify import on_day
from ytterby.classification.decide import decide
from ytterby.classification.judged import Judge
from ytterby.core.issue import Issue
from ytterby.core.item import Money
from ytterby.core.lasting import spare
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.exposure.basis import Basis, basis
from ytterby.exposure.exposure import Exposure
from ytterby.exposure.measure import lay
from ytterby.exposure.settings import Settings
from ytterby.identification.identify import Identifier
from ytterby.identification.identity import Identity
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.entries import Words
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace import market
from ytterby.workspace.confirmed import affirmed, all_confirmed, by_item, with_shares, with_words
from ytterby.workspace.document import Document, StatedTrade
from ytterby.workspace.elsewhere import stated_for_defence
from ytterby.workspace.memo import Memo
from ytterby.workspace.surroundings import surroundings
from ytterby.workspace.trades import Trades, of_products, trades
from ytterby.workspace.trades import stated as stated_apart

_Made = TypeVar("_Made")


class Stages:
    """The stages of one call, each with the key of all that it depends on; ``exposure_key`` is that of the last."""

    def __init__(
        self, document: Document, reading: Reading, rulebook: Rulebook, knowledge: Knowledge, memo: Memo,
    ) -> None:
        self.document, self.reading, self.memo = document, reading, memo
        self.rulebook, self.knowledge = rulebook, knowledge
        law = (rulebook.digest, document.as_of, document.known_by, document.assumptions)
        said = memo.get("affirmed", (reading, document.decisions), lambda: affirmed(reading.bom.items,
                                                                                    document.decisions))
        self._said = by_item(said)
        self._identity_key = (reading, knowledge.digest, said)
        self._basis_key = (self._identity_key, document.products, document.owners, document.recovery,
                           document.currency, document.rates)
        bom = reading.bom
        self._apart = memo.get("apart", (reading, document.products), lambda: stated_apart(document, bom))
        self._trade_key = (document.context, document.rates, self._basis_key if self._apart else None)
        self._law_key = (self._identity_key, law, self._trade_key)
        self._decided_key = (self._law_key, document.decisions)
        self.exposure_key = (self._law_key, self._basis_key)

    def identities(self, progress: Progress) -> tuple[Identity, ...]:
        bom = self.reading.bom
        identifier = self.memo.get("identifier", self.knowledge.digest, lambda: Identifier(self.knowledge))
        said = self._said

        def identified() -> tuple[Identity, ...]:
            items = tuple(with_words(item, said[item.key]) if item.key in said else item
                          for item in bom.items) if said else bom.items
            found = identifier.identify(items, progress, surroundings=surroundings(bom))
            return self._lasting(all_confirmed(bom.items, found, said))

        return self.memo.get("identify", self._identity_key, identified)

    def classification(
        self, identities: tuple[Identity, ...], progress: Progress,
    ) -> tuple[Classification, tuple[Issue, ...]]:
        document, bom = self.document, self.reading.bom

        def judged() -> Classification:
            rules = self.rulebook.on(document.as_of, known_by=document.known_by, assume=document.assumptions)
            context = market.shipped().with_rates(document.rates).known_to(document.context)
            key = (self._identity_key, self._trade_key, rules.instruments)

            def answered() -> Judge:
                apart = self._trades(identities, rules.words)
                stated = with_shares(bom, self._said, identities)
                answers = answer(stated, identities, rules, context, progress, trades=apart)
                return self._lasting(Judge(answers))

            return on_day(self.memo.get("answer", key, answered), rules)

        found = self.memo.get("classify", self._law_key, judged)
        return self.memo.get("decide", self._decided_key, lambda: decide(bom, found, document.decisions))

    def exposure(
        self, identities: tuple[Identity, ...], classification: Classification, progress: Progress,
    ) -> Exposure:
        found = self._basis(identities, progress)
        return self.memo.get("lay", (self.exposure_key, self.document.decisions), lambda: lay(found, classification))

    def _basis(self, identities: tuple[Identity, ...], progress: Progress) -> Basis:
        return self.memo.get("basis", self._basis_key, lambda: self._lasting(basis(
            self.reading.bom, identities, settings=settings(self.document),
            rates=market.shipped().with_rates(self.document.rates).rates, currency=self.document.currency,
            progress=progress,
        )))

    def _lasting(self, made: _Made) -> _Made:
        """Kept in the memory as long as nothing else follows from the document."""
        spare(len(self.reading.bom.items))
        return made

    def for_defence(self, identities: tuple[Identity, ...], classification: Classification) -> frozenset[int]:
        """Items stated to go into defence goods: for what other jurisdictions ask."""
        words = classification.rules.words

        def stated() -> frozenset[int]:
            found = self._basis(identities, SILENT)
            return stated_for_defence(self.document, self.reading.bom, found, words, self._trades(identities, words))

        return self.memo.get("defence", (self._basis_key, self.document.context.end_use, words), stated)

    def _trades(self, identities: tuple[Identity, ...], words: Words) -> Trades:
        if not self._apart:
            return {}
        return self.memo.get("trades", (self._basis_key, words), lambda: trades(
            self.document, self.reading.bom, self._basis(identities, SILENT), words))

    def trade(self, identities: tuple[Identity, ...], words: Words) -> StatedTrade:
        """What is stated of the trade, for every output to print."""
        if not self._apart:
            return StatedTrade(self.document.context)
        found = of_products(self.document, self.reading.bom, self._basis(identities, SILENT), words)
        return StatedTrade(self.document.context, tuple(one for one in found if one.stated),
                           self._trades(identities, words))

    def under(self, document: Document) -> Stages:
        """The same bill and memory under another law or day."""
        return Stages(document, self.reading, self.rulebook, self.knowledge, self.memo)

    def exposed(self, progress: Progress) -> Exposure:
        """All stages, one after the other."""
        identities = self.identities(Part(progress, 0.0, 0.5))
        classification, _ = self.classification(identities, Part(progress, 0.5, 0.8))
        return self.exposure(identities, classification, Part(progress, 0.8, 1.0))


def settings(document: Document) -> Settings:
    """Money in the currency of the document, where a rate is known."""
    rates, products = market.shipped().with_rates(document.rates).rates, document.products

    def money(stated: dict[str, Money | None]) -> dict[str, float]:
        found = {key: rates.convert(one, document.currency) for key, one in stated.items() if one is not None}
        return {key: amount for key, amount in found.items() if amount is not None}

    return Settings(
        volumes={p.item_key: p.volume for p in products if p.volume is not None},
        defence={p.item_key: p.defence for p in products if p.defence is not None},
        semiconductor={p.item_key: p.semiconductor for p in products if p.semiconductor is not None},
        prices=money({p.item_key: p.price for p in products}), margins=money({p.item_key: p.margin for p in products}),
        stocks={p.item_key: p.stock for p in products if p.stock is not None},
        owners=dict(document.owners), recovery=dict(document.recovery),
    )
