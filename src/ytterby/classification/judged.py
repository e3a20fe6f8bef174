"""One bill judged day after day: what no other state, rule or list speaks of is kept from the day before.

Stands alone because most days change nothing, and a day that does must not cost what the whole law costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ytterby.classification.answers import Answers
from ytterby.classification.findings import ItemFindings, Told
from ytterby.classification.judge import Day, day_of, judge
from ytterby.classification.kinds import Kind
from ytterby.core.finding import Certainty
from ytterby.regulation.rules import ControlOnDay, InstrumentOnDay, RulesOnDay

Entry = tuple[object, str, date | None] | None


@dataclass(frozen=True, slots=True, eq=False)
class _Grounds:
    """All of a day that a finding may rest on: per number of entry its state, assumption and the date of a check long
    ago; the same of whole lists; licensing rules and lists of parties, which may concern any finding."""

    entries: tuple[Entry, ...]
    lists: tuple[tuple[str, Entry], ...]
    rules: tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    grounds: _Grounds
    kinds: tuple[tuple[tuple[Told, ...], tuple[Told, ...]], ...]
    own: ItemFindings
    upstream: ItemFindings


class Judge:
    """Gives the findings of a bill on any day; they do not depend on the days asked about before.

    Safe between threads: a lost race judges twice, never wrongly.
    """

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self._asked = tuple(frozenset(one.entry.number for one in (*kind.own, *kind.upstream))
                            for kind in answers.kinds)
        self._latest: _Judged | None = None

    def findings(self, rules: RulesOnDay) -> tuple[ItemFindings, ItemFindings]:
        """(findings, upstream findings) of every item. Costs time per kind of item of which ``rules`` say something
        else than on the day asked about last."""
        answers, last = self.answers, self._latest
        day = day_of(answers.law, rules)
        grounds = _grounds(day)
        if last is None:
            kinds = tuple(judge(day, kind) for kind in answers.kinds)
        else:
            touched = _touched(last.grounds, grounds, answers.kinds, self._asked)
            if not any(touched):
                return last.own, last.upstream
            kinds = tuple(judge(day, kind) if anew else known
                          for kind, known, anew in zip(answers.kinds, last.kinds, touched, strict=True))
        own = ItemFindings(answers, tuple(one for one, _ in kinds))
        upstream = ItemFindings(answers, tuple(one for _, one in kinds))
        self._latest = _Judged(grounds, kinds, own, upstream)
        return own, upstream


def _touched(
    before: _Grounds, now: _Grounds, kinds: tuple[Kind, ...], asked: tuple[frozenset[int], ...],
) -> list[bool]:
    """Per kind whether something else holds of what its findings rest on."""
    pairs = enumerate(zip(before.entries, now.entries, strict=True))
    changed = {number for number, (one, other) in pairs if one != other}
    lists, rules = before.lists != now.lists, before.rules != now.rules
    return [
        not changed.isdisjoint(numbers)
        or ((lists or rules) and bool(numbers or kind.contents or kind.rare_earth is not Certainty.NO))
        for kind, numbers in zip(kinds, asked, strict=True)
    ]


def _grounds(day: Day) -> _Grounds:
    rules = day.rules
    lists_of_parties = {one.id for one in rules.party_lists()}
    catch_all = {one.policy.instrument for one in day.catch_all}
    return _Grounds(
        tuple(None if one is None else _state(day, one) for one in day.entries),
        tuple((one.instrument.id, _state(day, one)) for one, _ in day.listings),
        (rules.policies, day.unlisted & lists_of_parties,
         tuple(day.stale(one) for one in rules.instruments if one.id in catch_all)),
    )


def _state(day: Day, one: ControlOnDay | InstrumentOnDay) -> Entry:
    return one.state, one.assumption, day.stale(one.instrument)
