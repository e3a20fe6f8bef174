"""What is to be decided, whom to ask what first: the words of the summary, of items that nobody has settled yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ytterby.core.finding import Finding, Force, Outcome
from ytterby.core.text import reason_text
from ytterby.exposure.exposure import Flag
from ytterby.planning.labels import given
from ytterby.planning.licences import changes_of
from ytterby.planning.scenario import HoldLicence
from ytterby.planning.supply import NO_LICENCE, Premise
from ytterby.report.applicants import applies
from ytterby.report.dossier import Dossier
from ytterby.report.notices import period, say

_ASKED = 6
_SAID, _NAMED = 3, 4  # sentences; items called by name in a sentence
_BINDING = (Force.IN_FORCE, Force.UNVERIFIED, Force.SUSPENDED, Force.NOT_YET, Force.REPEALED)


@dataclass(frozen=True, slots=True)
class Asked:
    """A missing fact, the strongest force of an entry that wants it, and the items that wait for it."""

    fact: str
    force: Force
    items: tuple[int, ...]


def spend(dossier: Dossier, items: Iterable[int]) -> float | str:
    """Of a year, over the items whose spend is known; in words where it is known of none."""
    exposures = (dossier.accounts[item].exposure for item in items)
    known = [exposure.spend for exposure in exposures if exposure and exposure.spend is not None]
    return sum(known, 0.0) if known else "not stated"


def decisions(dossier: Dossier, asked: tuple[Asked, ...]) -> list[str]:
    """What is to be decided, in three sentences or four: who applies, what is barred, what runs out, whom to ask, what
    to watch.

    After them what a person settled: such items are in no list of work, and are named.
    """
    made = []
    needs = _counted(dossier, "licence_required")
    if needs:
        made.append(say("decide-licences", lines=_lines(dossier, needs), spend=_money(dossier, needs),
                        applies=applies(_needing(dossier, needs))))
    made += _barred(dossier)
    short = _short(dossier)
    if short:
        wait = dossier.assessment.outlooks[0].wait
        made.append(say("decide-cover", count=len(short), days=f"{wait.median_days:g}", names=_names(dossier, short)))
    open_ = _counted(dossier, "undetermined")
    if open_:
        made.append(say("decide-facts", lines=_lines(dossier, open_), spend=_money(dossier, open_),
                        fact=asked[0].fact if asked else ""))
    made = made or [say("decide-nothing")]
    watched = _watched(dossier)
    if watched and len(made) < _SAID:
        made.append(say("decide-upstream", lines=_lines(dossier, watched)))
    return [*made, *_settled(dossier)]


def _watched(dossier: Dossier) -> list[int]:
    """Items with a listed material inside that no entry in force catches or may catch themselves."""
    return [number for number, account in enumerate(dossier.accounts)
            if account.has(Flag.UPSTREAM) and not account.denied
            and all(finding.force is not Force.IN_FORCE for finding in account.catching)]


def _needing(dossier: Dossier, items: list[int]) -> Iterator[Finding]:
    """The findings for which items need a licence now."""
    for item in items:
        yield from (finding for finding in dossier.accounts[item].catching
                    if finding.force is Force.IN_FORCE and finding.outcome is Outcome.CONTROLLED)


def _barred(dossier: Dossier) -> list[str]:
    """Of items without a licence held: those denied or prohibited for certain, and those that would be."""
    held = {change.item_key for change in changes_of(dossier.document.licences, dossier.document.as_of)
            if isinstance(change, HoldLicence)}
    barred = [item for item in dossier.assessment.exposure.items if item.waits and item.treatment in NO_LICENCE
              and item.key not in held and not dossier.accounts[item.item].denied]
    found: dict[Premise, list[int]] = defaultdict(list)
    for item in barred:
        found[Premise.of(item)].append(item.item)
    return [say("decide-barred" if premise.sure else "decide-barred-if", lines=_lines(dossier, items),
                given=given(premise, _it(dossier, items)), names=_names(dossier, items))
            for premise, items in sorted(found.items(), key=lambda one: (one[0].open, one[0].unverified))]


def _settled(dossier: Dossier) -> list[str]:
    """Of items that an entry catches or may catch, those that a person decided to hold no rare earth."""
    denied = [number for number, account in enumerate(dossier.accounts) if account.catching and account.denied]
    if not denied:
        return []
    against = sum(dossier.accounts[number].status is Outcome.CONTROLLED for number in denied)
    told = say("decide-denied", items=_number(len(denied), "item"), lines=_lines(dossier, denied),
               names=_names(dossier, denied))
    return [f"{told} {say('decide-denied-against', count=against)}" if against else told]


def _counted(dossier: Dossier, key: str) -> list[int]:
    """The items behind a figure that nobody has settled."""
    figure = next((figure for figure in dossier.assessment.exposure.figures if figure.key == key), None)
    return [item for item in figure.items if not dossier.accounts[item].denied] if figure else []


def _names(dossier: Dossier, items: list[int]) -> str:
    return ", ".join(dossier.name(item) for item in items[:_NAMED]) + (" …" if len(items) > _NAMED else "")


def _lines(dossier: Dossier, items: Iterable[int]) -> str:
    return _number(_count(dossier, items), "line")


def _count(dossier: Dossier, items: Iterable[int]) -> int:
    return sum(len(dossier.lines_of(item)) for item in items)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _it(dossier: Dossier, items: Iterable[int]) -> str:
    return say("barred-one" if _count(dossier, items) == 1 else "barred-many")


def _short(dossier: Dossier) -> list[int]:
    """Items that wait for a licence and are used up before its median, shortest first."""
    if not dossier.assessment.outlooks:
        return []
    outlook = dossier.assessment.outlooks[0]
    short = [item for item in outlook.items if item.cover_days is not None
             and item.cover_days < outlook.wait.median_days and not dossier.accounts[item.item].denied]
    return [item.item for item in sorted(short, key=lambda item: (item.cover_days or 0.0, item.item))]


def _money(dossier: Dossier, items: Iterable[int]) -> str:
    exposure, value = dossier.assessment.exposure, spend(dossier, items)
    if isinstance(value, str):
        return say("spend-unknown")
    return say("spend-of", money=f"{value:,.0f} {exposure.currency}", period=period(exposure))


def asked_first(dossier: Dossier) -> tuple[Asked, ...]:
    """Missing facts: first of entries that bind, then those that most spend and most items wait for."""
    waiting: dict[str, list[int]] = defaultdict(list)
    binds: dict[str, Force] = {}
    for item, account in enumerate(dossier.accounts):
        for finding in () if account.denied else account.findings:
            for fact in map(reason_text, finding.missing):
                binds[fact] = min(finding.force, binds.get(fact, finding.force), key=_BINDING.index)
                if item not in waiting[fact][-1:]:
                    waiting[fact].append(item)

    def waits(fact: str) -> float:
        money = spend(dossier, waiting[fact])
        return money if isinstance(money, float) else 0.0

    ordered = sorted(waiting, key=lambda fact: (
        _BINDING.index(binds[fact]), -waits(fact), -len(waiting[fact]), fact))
    return tuple(Asked(fact, binds[fact], tuple(waiting[fact])) for fact in ordered[:_ASKED])
