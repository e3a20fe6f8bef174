"""What a person could settle: lines that are undetermined or only likely, gathered under the questions they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ytterby.core.decision import Asked, Decision, Verdict
from ytterby.core.finding import Certainty, Finding, Outcome, Reason
from ytterby.core.item import Item
from ytterby.core.progress import SILENT, Progress
from ytterby.exposure.exposure import ItemExposure
from ytterby.identification.identity import Content, Identity
from ytterby.workspace.alike import led_by
from ytterby.workspace.confirmed import shares_in
from ytterby.workspace.document import Assessment

_STEP = 500


@dataclass(frozen=True, slots=True)
class Question:
    """One question over ``items`` (indices) on ``lines`` lines. ``material`` is the name of what was found.

    ``spend`` a year is what an answer would settle, None where no item has a price; ``unpriced`` counts those without.
    ``facts`` are the missing ones, ``elements`` those asked after, ``control`` the entry they stand in the way of.
    ``alike`` are further makers (empty: none is stated) whose items are asked after too, their texts being near.
    ``recorded``: of what was decided, the question in the words of then.
    """

    asked: Asked
    material: str
    material_key: str
    maker: str
    elements: tuple[str, ...]
    facts: tuple[Reason, ...]
    control: str
    items: tuple[int, ...]
    lines: int
    spend: float | None
    unpriced: int
    alike: tuple[str, ...] = ()
    recorded: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """Stays the same while items come and go."""
        return self.asked, self.material_key, self.maker, self.elements, self.facts, self.recorded


def questions(assessment: Assessment, *, decided: bool = False) -> tuple[Question, ...]:
    """Open questions, those first whose answer settles most spend; ``decided``: those of items a person decided on.

    Who says that an item holds a rare earth is asked further where the law hangs on which.
    """
    groups: dict[tuple[object, ...], list[tuple[ItemExposure, Question]]] = {}
    missing = _missing(assessment)
    for exposure in assessment.exposure.items:
        identity = assessment.identities[exposure.item]
        decision = assessment.classification.decision(exposure.item)
        if decision is None if decided else not _asks(exposure, identity):
            continue
        question = _question(assessment, exposure, identity, missing.get(exposure.item, ()))
        if decided and decision is not None:
            question = replace(question, recorded=decision.question or decision.why or str(decision.verdict))
        elif decision is not None and not _goes_on(decision, question):
            continue
        groups.setdefault(question.key, []).append((exposure, question))
    items = assessment.reading.bom.items
    return tuple(sorted((_joined(group) for group in _with_alike(list(groups.values()), items)), key=_settles))


def _goes_on(decision: Decision, question: Question) -> bool:
    """Was a yes given that leaves open which element it is?"""
    yes = decision.verdict is Verdict.CONTAINS and decision.asked is Asked.HOLDS
    return yes and question.asked is Asked.ELEMENT


_Group = list[tuple[ItemExposure, Question]]


def _with_alike(groups: Sequence[_Group], items: Sequence[Item]) -> list[_Group]:
    """The groups, those of other makers joined to one of the same family whose texts are near."""
    families: dict[str, list[_Group]] = {}
    for group in groups:
        if group[0][1].asked is Asked.HOLDS:
            families.setdefault(group[0][1].material_key, []).append(group)
    into: dict[int, _Group] = {}
    for family in families.values():
        if len(family) > 1:
            family.sort(key=len, reverse=True)
            texts = {place: [items[one.item].description for one, _ in group] for place, group in enumerate(family)}
            into |= {id(family[place]): family[leader] for place, leader in led_by(texts).items()}
    for group in groups:
        if id(group) in into:
            into[id(group)] += group
    return [group for group in groups if id(group) not in into]


def _settles(question: Question) -> tuple[float, bool, int]:
    """Sorts by spend; where no price tells, what an entry may catch first, then by lines."""
    return -(question.spend or 0.0), not question.control, -question.lines


def _asks(exposure: ItemExposure, identity: Identity) -> bool:
    unsure = identity.rare_earth in (Certainty.LIKELY, Certainty.POSSIBLE)
    return unsure or exposure.outcome is Outcome.UNDETERMINED


def _missing(assessment: Assessment) -> dict[int, tuple[Finding, ...]]:
    """By item the findings that miss something, in the words of one item of its kind: what is asked is the same."""
    found: dict[int, tuple[Finding, ...]] = {}
    for findings, members in assessment.classification.by_kind():
        if asking := tuple(finding for finding in findings if finding.missing):
            found.update(dict.fromkeys(members, asking))
    return found


def _question(
    assessment: Assessment, exposure: ItemExposure, identity: Identity, found: Sequence[Finding],
) -> Question:
    """What is asked of one item: whether it holds a rare earth comes before which, and both before other facts."""
    item = assessment.reading.bom.items[exposure.item]
    worst = min(found, key=lambda finding: finding.severity, default=None)
    content = _content(identity, worst)
    name, key = (content.name, content.key) if content else ("", "")
    control = worst.control if worst else ""
    if identity.rare_earth is not Certainty.YES:
        return _one(Asked.HOLDS, name, key, item.manufacturer, (), (), control, exposure)
    of_worst = [finding for finding in found if worst and finding.material == worst.material]
    elements = _elements(of_worst)
    if elements:
        return _one(Asked.ELEMENT, name, key, "", elements, (), control, exposure)
    facts = tuple(dict.fromkeys(fact for finding in of_worst for fact in finding.missing))
    return _one(Asked.FACT, name, key, "", (), facts, control, exposure)


def _one(asked: Asked, material: str, key: str, maker: str, elements: tuple[str, ...], facts: tuple[Reason, ...],
         control: str, exposure: ItemExposure) -> Question:
    return Question(asked, material, key, maker, elements, facts, control, (exposure.item,), len(exposure.lines),
                    exposure.spend, int(exposure.spend is None))


def _content(identity: Identity, worst: Finding | None) -> Content | None:
    """What the finding is about, else the surest content."""
    if worst is not None:
        about = next((content for content in identity.contents if content.key == worst.material), None)
        if about is not None:
            return about
    return max(identity.contents, key=lambda content: content.certainty.rank, default=None)


def _elements(findings: Iterable[Finding]) -> tuple[str, ...]:
    missing = (fact for finding in findings for fact in finding.missing if fact.code == "need-content")
    return tuple(sorted({dict(fact.params)["element"] for fact in missing}))


def _joined(group: Sequence[tuple[ItemExposure, Question]]) -> Question:
    first = group[0][1]
    priced = [exposure.spend for exposure, _ in group if exposure.spend is not None]
    return Question(
        first.asked, first.material, first.material_key, first.maker, first.elements, first.facts, first.control,
        tuple(exposure.item for exposure, _ in group), sum(question.lines for _, question in group),
        sum(priced) if priced else None, len(group) - len(priced),
        tuple(dict.fromkeys(question.maker for _, question in group if question.maker != first.maker)),
        first.recorded,
    )


@dataclass(frozen=True, slots=True)
class Reply:
    """A person's answer to ``question`` for ``items``; ``asked`` is the question in words, ``why`` their own."""

    question: Question
    items: tuple[Item, ...]
    verdict: Verdict
    who: str
    when: datetime
    asked: str = ""
    why: str = ""


def decisions_on(reply: Reply, login: str = "", progress: Progress = SILENT) -> tuple[Decision, ...]:
    """One decision for each of the items, about what the question asks, made under the account ``login``."""
    about, shares = reply.question, shares_in(reply.why) if reply.verdict is Verdict.CONTAINS else ()
    made: list[Decision] = []
    for place, item in enumerate(reply.items):
        if not place % _STEP:
            progress.step(place / len(reply.items), "Deciding")
        made.append(Decision(item.key, item.text_digest(), reply.verdict, reply.who, reply.when, reply.why,
                             about.material_key, shares, about.control, reply.asked, login, asked=about.asked))
    return tuple(made)
