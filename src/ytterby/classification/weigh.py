"""Every entry that may describe an item, answered. Nothing here depends on the day: only states of entries do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ytterby.classification.evaluate import Result, evaluate
from ytterby.classification.facts import Facts
from ytterby.classification.law import Entry, Law
from ytterby.core.estimate import Answer
from ytterby.core.finding import Certainty, Form, Reason
from ytterby.identification.identity import Content

HOME = ("CN",)
"""Whose border the control lists guard (ISO 3166)."""


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """One entry against one item: the answer, all its reasons, and what would settle it.

    ``content`` is the place of the material among the item's, -1 where the entry goes by name. ``wider`` are the
    numbers of entries that describe the material more fully; where one of them is there, this one is not told.
    """

    entry: Entry
    answer: Answer
    reasons: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    content: int
    wider: tuple[int, ...] = ()


Weighed = tuple[Result, Entry, int]
Best = dict[tuple[str, str], Weighed]


def weigh(law: Law, facts: Facts, contents: tuple[Content, ...]) -> tuple[Answered, ...]:
    """Answers of every entry that describes, may describe, or by declaration does not describe the item."""
    best: Best = {}
    for place, content in enumerate(contents):
        _against(law.by_form.get(content.form, ()), facts, content, place, best)
    for word in sorted(facts.words):
        _by_name(law.by_name.get(word, ()), facts, best)
    here = [(_at_border(result, entry, facts), entry, place) for result, entry, place in best.values()]
    return _answered([one for one in here if _telling(*one[:2])], facts)


def weigh_upstream(law: Law, facts: Facts, contents: tuple[Content, ...]) -> tuple[Answered, ...]:
    """Answers of the list entries that the material inside finished products would fall under at its maker's."""
    best: Best = {}
    for place, content in enumerate(contents):
        if content.form is not Form.PRODUCT or content.carrier_form is Form.PRODUCT:
            continue
        inner = replace(content, form=content.carrier_form)
        entries = [one for one in law.by_form.get(inner.form, ()) if not one.control.foreign_only]
        _against(entries, facts, inner, place, best)
    return _answered([(_of_material(result), entry, place) for result, entry, place in best.values()
                      if result.answer is not Answer.NO], facts)


def _of_material(result: Result) -> Result:
    """The form that is listed is that of the material inside: the item itself is a finished product."""
    inside = (Reason("law-form-inside", one.params) if one.code == "law-form" else one for one in result.reasons)
    return replace(result, reasons=tuple(inside))


def weigh_again(one: Answered, facts: Facts, contents: tuple[Content, ...]) -> Answered:
    """The same entry for another item of the kind: the answer is the same, figures in its reasons are the item's."""
    content = contents[one.content]
    result = _at_border(_weighed(evaluate(one.entry.control.when, facts, content), content), one.entry, facts)
    assert result.answer is one.answer
    reasons = (*one.entry.names, *result.reasons, *_support(facts, one.entry), *_likely(result, facts))
    return replace(one, reasons=reasons, missing=result.missing)


def _against(entries: Iterable[Entry], facts: Facts, content: Content, place: int, best: Best) -> None:
    """A family that only may hold a material is no product of Annex 61: its inner material is shown upstream."""
    merely_possible = content.form is Form.PRODUCT and content.certainty is Certainty.POSSIBLE
    for entry in () if merely_possible else entries:
        result = _weighed(evaluate(entry.control.when, facts, content), content)
        key = (entry.control.id, entry.control.limb)
        if key not in best or best[key][0].answer.value < result.answer.value:
            best[key] = (result, entry, place)


def _weighed(result: Result, content: Content) -> Result:
    """What holds of a material that the item only likely or possibly has, is not known of the item."""
    if content.certainty is Certainty.YES or result.answer is Answer.NO:
        return result
    need = Reason.of("need-confirmation", material=content.name)
    unsure = Reason.of("law-certainty", material=content.name, certainty=content.certainty)
    return Result(Answer.UNKNOWN, (*result.reasons, unsure), (need, *result.missing))


def _at_border(result: Result, entry: Entry, facts: Facts) -> Result:
    """The lists bind what leaves China. Another origin stated in a bill does not clear a listed item by itself: the
    word may name the supplier's seat, and goods made elsewhere may still be sent from China.
    """
    abroad = entry.control.foreign_only or entry.control.form is Form.TECHNOLOGY
    if abroad or result.answer is Answer.NO or facts.origin(HOME) is not Answer.NO:
        return result
    elsewhere = Reason.of("law-origin-elsewhere", countries=", ".join(facts.countries()))
    return Result(Answer.UNKNOWN, (*result.reasons, elsewhere), (*result.missing, Reason.of("need-dispatch")))


def _by_name(entries: Iterable[Entry], facts: Facts, best: Best) -> None:
    for entry in entries:
        result = evaluate(entry.control.when, facts)
        key = (entry.control.id, entry.control.limb)
        if result.answer is not Answer.NO and key not in best:
            best[key] = (result, entry, -1)


def _telling(result: Result, entry: Entry) -> bool:
    """Entries that plainly do not describe the item are left out; one that a declaration rules out is told."""
    ruled_out = any(reason.code == "law-declared-free" for reason in result.reasons)
    return result.answer is not Answer.NO or (ruled_out and not entry.control.limb)


def _answered(weighed: list[Weighed], facts: Facts) -> tuple[Answered, ...]:
    """Of lines of one list and form that all describe a material, those that name most of it count: Tb-Dy-Fe, not
    Dy-Fe.
    """
    certain: dict[tuple[str, str, Form, int], list[Entry]] = {}
    for result, entry, place in weighed:
        if result.answer is Answer.YES:
            certain.setdefault(_line_up(entry, place), []).append(entry)
    made = []
    for result, entry, place in weighed:
        rivals = certain[_line_up(entry, place)] if result.answer is Answer.YES else []
        own = frozenset(entry.control.composition)
        wider = tuple(one.number for one in rivals if own < frozenset(one.control.composition))
        reasons = (*entry.names, *result.reasons, *_support(facts, entry), *_likely(result, facts))
        made.append(Answered(entry, result.answer, reasons, result.missing, place, wider))
    return tuple(made)


def _line_up(entry: Entry, place: int) -> tuple[str, str, Form, int]:
    return entry.instrument.id, entry.control.limb, entry.control.form, place


def _likely(result: Result, facts: Facts) -> tuple[Reason, ...]:
    """Listed parties that names of the item are like: to be checked where an entry may catch it, deciding nothing."""
    return () if result.answer is Answer.NO else tuple(
        Reason.of("law-party-possible", name=one.name, party=one.party.name, list=one.party.list, score=one.score)
        for one in facts.matches
    )


def _support(facts: Facts, entry: Entry) -> tuple[Reason, ...]:
    code = facts.item.hs
    if code is None or not any(code.startswith(one) for one in entry.control.hs_support):
        return ()
    return (Reason.of("law-hs-agrees", hs=code.digits),)
