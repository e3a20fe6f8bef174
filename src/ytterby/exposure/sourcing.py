"""Who makes an item and where: approved sources, and whether it hangs on one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from ytterby.core.item import Item
from ytterby.exposure.concentration import hhi
from ytterby.exposure.exposure import DEPENDENCE_LIMIT, NOT_STATED, Alternates, Origin, SingleSource, Sourcing
from ytterby.exposure.refining import Refining

_QUALIFYING = frozenset({"in qualification", "qualifying", "sampling"})
_NAMED = frozenset({"named", "candidate"})
_KNOWN = frozenset({"known"})
_OUT = frozenset({"rejected", "disqualified", "blocked"})
NOT_APPROVED = _QUALIFYING | _NAMED | _KNOWN | _OUT
_LEGAL_FORM = re.compile(
    r"(?:[\s,.]+(?:gmbh|mbh|co|kg|kgaa|ag|se|ltd|limited|inc|incorporated|corp|corporation|company|llc|llp|plc|kk|ab|oy|oyj"
    r"|as|asa|aps|sa|sas|sarl|srl|spa|bv|nv|sro|pte|pvt|sdn|bhd|zoo|pty|& co|株式会社|有限公司|有限责任公司))+[\s.]*$"
)


NO_OWNERS: Mapping[str, str] = {}
NO_RECOVERY: Mapping[str, float] = {}
NO_ALTERNATES = Alternates()
_Stated = tuple[str, tuple[str, ...], float | None]


@lru_cache(maxsize=65536)
def firm(name: str) -> str:
    """One spelling for one firm: case, spaces, points and legal form do not make a second source."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("k.k.", "kk").replace("s.p.a.", "spa")
    plain = plain.replace("株式会社", " ").strip()
    short = _LEGAL_FORM.sub("", re.sub(r"\s+", " ", plain).strip())
    return re.sub(r"[\W_]+", "", short) or re.sub(r"[\W_]+", "", plain)


def owners_by_firm(owners: Mapping[str, str]) -> Mapping[str, str]:
    """The user's table, name → owner, by the one spelling of each firm; an owner that is owned is followed up."""
    direct = {firm(name): owner for name, owner in owners.items() if firm(name) != firm(owner)}
    found = {}
    for name in direct:
        owner, seen = direct[name], {name}
        while firm(owner) in direct and firm(owner) not in seen:
            seen.add(firm(owner))
            owner = direct[firm(owner)]
        found[name] = owner
    return found


def owned_in_a_circle(owners: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the first circle in the user's table, in its order; () where every chain of owners ends."""
    above = {firm(name): firm(owner) for name, owner in owners.items() if firm(name) != firm(owner)}
    for start in above:
        chain, at = [start], above[start]
        while at in above and at not in chain:
            chain.append(at)
            at = above[at]
        if at in chain:
            return tuple(name for name in owners if firm(name) in chain[chain.index(at):])
    return ()


def sources(item: Item, owners: Mapping[str, str] = NO_OWNERS,
            recovery: Mapping[str, float] = NO_RECOVERY) -> tuple[Origin, ...]:
    """The approved sources of ``item``, the line's own maker first, each firm once; where none is, that maker.

    A country stated for the line holds for each source of it that states none. Where no split is stated, or not for
    each source, the first takes all: an even split would hide a concentration. ``owners`` as of owners_by_firm();
    ``recovery``: firm() of a source → days; what the line states holds for its own maker.
    """
    own = item.manufacturer or item.supplier
    named = [(source.manufacturer or source.supplier, source) for source in item.sources]
    approved = [(maker, source) for maker, source in named if source.status.casefold() not in NOT_APPROVED]
    its_own = [(maker, source) for maker, source in named if firm(maker) == firm(own)]
    if approved and its_own and not any(one in approved for one in its_own):
        own = ""  # it stands first and is not approved
    stated: list[_Stated] = [(own, (), None)] if own else []
    stated += [(maker, (source.country,) if source.country else (), source.share)
               for maker, source in approved or its_own if maker]
    found: dict[str, _Stated] = {}
    for name, countries, share in stated:
        key = firm(name)
        before: _Stated = found.get(key, (name, (), None))
        found[key] = (before[0], before[1] or countries, share if before[2] is None else before[2])
    split, whole = _split([share for _, _, share in found.values()])
    line = {firm(own): item.recover_days} if own else {}
    return tuple(
        Origin(name, countries or item.origin, share, owners.get(key, name), whole, recovery.get(key, line.get(key)))
        for (key, (name, countries, _)), share in zip(found.items(), split, strict=True)
    )


def _split(shares: list[float | None]) -> tuple[list[float], bool]:
    """Shares that add up to 1, and whether they were stated."""
    known = [share for share in shares if share is not None]
    if shares and len(known) == len(shares) and sum(known) > 0:
        return [share / sum(known) for share in known], True
    return [1.0 if place == 0 else 0.0 for place in range(len(shares))], False


def single_ways(origins: tuple[Origin, ...]) -> Iterator[SingleSource]:
    """One approved supplier; several of one owner; all in one country. Nothing is said where nothing is stated."""
    names = tuple(origin.name for origin in origins)
    if len(origins) == 1:
        yield SingleSource("supplier", names[0], names)
    elif origins and len({firm(origin.owner) for origin in origins}) == 1:
        yield SingleSource("owner", origins[0].owner, names)
    countries = {country for origin in origins for country in origin.countries}
    if origins and len(countries) == 1 and all(origin.countries for origin in origins):
        yield SingleSource("country", next(iter(countries)), names)


def processed_in(symbols: Collection[str], refining: Refining) -> SingleSource | None:
    """Where more than 65 % of each of these elements is refined in the same country: dependence below tier 1."""
    countries = set()
    for symbol in symbols:
        largest = next(iter(refining.of_element(symbol)), None)
        countries.add(largest.country if largest is not None and largest.share > DEPENDENCE_LIMIT else "")
    if len(countries) != 1 or countries == {""}:
        return None
    return SingleSource("processing country", countries.pop(), ())


def with_choices(origins: tuple[Origin, ...], others: Iterable[Origin]) -> tuple[Origin, ...]:
    """``origins`` and those of parts that may take the item's place: further sources, of which nothing is bought."""
    found = {firm(origin.name): origin for origin in origins}
    for other in others:
        found.setdefault(firm(other.name), replace(other, share=0.0, stated=False))
    return tuple(found.values())


def sourcing(
    item: Item, origins: tuple[Origin, ...], symbols: Collection[str], refining: Refining,
    others: tuple[Origin, ...] = (),
) -> Sourcing:
    """``symbols``: the rare earths that the item holds or may hold; ``others``: the sources of its ranked choices.

    Where an item's own source is not stated, those of its choices say nothing about it.
    """
    below = processed_in(symbols, refining) if symbols else None
    approved = with_choices(origins, others) if origins else ()
    ways = (*single_ways(approved), *((below,) if below else ()))
    if not origins:
        return Sourcing(ways, 0.0, 0.0, 0.0, False, alternates(item, origins)) if ways or item.sources else NOT_STATED
    shares: dict[str, float] = {}
    for origin in origins:
        shares[firm(origin.owner)] = shares.get(firm(origin.owner), 0.0) + origin.share
    index = hhi(shares.values())
    return Sourcing(
        ways, index, 10_000.0 / index, 1.0 - max(shares.values()), origins[0].stated, alternates(item, approved),
        approved,
    )


def alternates(item: Item, origins: tuple[Origin, ...]) -> Alternates:
    """Every other source of the bill, by its status; the first approved one is the source itself."""
    if not item.sources and len(origins) < 2:
        return NO_ALTERNATES
    names: dict[frozenset[str], dict[str, str]] = {_QUALIFYING: {}, _NAMED: {}, _KNOWN: {}}
    approved = {firm(origin.name) for origin in origins}
    for source in item.sources:
        name = source.manufacturer or source.supplier
        for group, found in names.items():
            if name and source.status.casefold() in group and firm(name) not in approved:
                found.setdefault(firm(name), name)
    qualifying, named, known = (tuple(found.values()) for found in names.values())
    return Alternates(tuple(origin.name for origin in origins[1:]), qualifying, named, known)
