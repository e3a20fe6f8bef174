"""What is stated of the trade, in the words that every output prints: end use, destination and end user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ytterby.classification.context import Context, Trade
from ytterby.core.text import sentence
from ytterby.report.account import Account
from ytterby.workspace.document import Assessment, StatedTrade

_NAMED = 3


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """One end user, end use and destination of an item; empty where it is not stated."""

    user: str
    end_use: str
    destination: str


def uses(trade: StatedTrade, number: int, account: Account) -> tuple[Use, ...]:
    """Of item ``number``: what its own line states goes before the product, that before the whole bill."""
    return tuple(dict.fromkeys(
        Use(one.customer, account.item.end_use or one.end_use, one.destination) for one in trade.contexts(number)))


def trade_sentence(assessment: Assessment, most: int = _NAMED) -> str:
    """End use, destination and end user of the whole bill and of ``most`` products, and that civil use is assumed
    where no end use is stated."""
    trade = assessment.trade
    apart = [_product(one) for one in trade.products]
    said = [_say("trade-whole", end_use=trade.whole.end_use or _say("trade-not-stated"),
                 destination=trade.whole.destination or _say("trade-not-stated"),
                 user=trade.whole.customer or _say("trade-not-stated"))]
    if apart:
        more = _say("trade-more", count=len(apart) - most) if len(apart) > most else ""
        said.append(_say("trade-apart", products="; ".join(apart[:most]) + more))
    if not trade.whole.end_use:
        said.append(_say("trade-civil-assumed"))
    return " ".join(said)


def trade_json(trade: StatedTrade) -> dict[str, Any]:
    """For the assessment as JSON: the whole bill, and the products of which something is stated apart."""
    return {**_stated(trade.whole), "civil_assumed_where_not_stated": not trade.whole.end_use,
            "products": [{"product": one.product, **_stated(one)} for one in trade.products]}


def _stated(one: Context | Trade) -> dict[str, Any]:
    return {"end_use": one.end_use or None, "destination": one.destination or None, "end_user": one.customer or None,
            "party_lists": list(one.party_lists), "affiliate_of": list(one.affiliate_of)}


def _product(one: Trade) -> str:
    told = [one.end_use, _say("trade-to", destination=one.destination) if one.destination else "",
            _say("trade-for", user=one.customer) if one.customer else "", *one.party_lists, *one.affiliate_of]
    return f"{one.product}: {', '.join(word for word in told if word)}"


def _say(code: str, **params: object) -> str:
    return sentence(code, tuple((name, str(value)) for name, value in params.items()))
