"""What is known of the trade beside the bill: end use, destination, parties, prices of elements."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ytterby.core.estimate import Estimate


@dataclass(frozen=True, slots=True)
class ElementPrice:
    """What a kilogram of an element costs as Part-1 material: range, currency (ISO 4217), and where that is from."""

    symbol: str
    per_kg: Estimate
    currency: str
    source: str


@dataclass(frozen=True, slots=True)
class ListedParty:
    """A name on a list that the user brings; ``list`` is an instrument id (MOFCOM-2026-11) or any other word."""

    name: str
    list: str


@dataclass(frozen=True, slots=True)
class Trade:
    """Where one product goes and what for, in the words of Context; ``product`` names it. Empty: as the whole bill."""

    product: str
    end_use: str = ""
    destination: str = ""
    customer: str = ""
    party_lists: tuple[str, ...] = ()
    affiliate_of: tuple[str, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether anything is said of it."""
        return bool(self.end_use or self.destination or self.customer or self.party_lists or self.affiliate_of)


@dataclass(frozen=True, slots=True)
class Context:
    """Facts about the trade that no bill states; empty = not stated, then ordinary civil use is assumed and said so.

    ``end_use``: civil, military, wmd, logic-14nm, memory-256, chip-equipment, ai-military, relief.
    ``destination`` ISO 3166 of the importer; ``party_lists`` ids of lists on which the importer or end user stands.
    ``affiliate_of``: lists with a party that holds 50 % or more of importer or end user; only where one has said so.
    ``customer``: importer or end user by name. ``parties``: lists to which names are compared, for possible matches.
    ``prices`` and ``rates`` (currency → value of one unit in a common currency) serve the 0.1 % test of 61 art. 1(1).
    """

    end_use: str = ""
    destination: str = ""
    party_lists: tuple[str, ...] = ()
    prices: tuple[ElementPrice, ...] = ()
    rates: tuple[tuple[str, float], ...] = ()
    affiliate_of: tuple[str, ...] = ()
    customer: str = ""
    parties: tuple[ListedParty, ...] = ()

    def of(self, trade: Trade) -> Context:
        """The same with what is stated of one product; what is not stated of it holds as for the whole bill."""
        return replace(
            self, end_use=trade.end_use or self.end_use, destination=trade.destination or self.destination,
            customer=trade.customer or self.customer, party_lists=trade.party_lists or self.party_lists,
            affiliate_of=trade.affiliate_of or self.affiliate_of,
        )


NOTHING_STATED = Context()
