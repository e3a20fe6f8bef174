"""One condition on one item: an Answer with its reasons and, where unknown, the facts that would settle it.

Estimates from a grade are no declaration: they leave a question open, they never settle it. What settles it is a
constituent that makes the material what it is, or a declared content.
"""

from __future__ import annotations

from dataclasses import dataclass

from ytterby.classification import value_share
from ytterby.classification.facts import Facts, declares
from ytterby.core.elements import BY_SYMBOL, element_name
from ytterby.core.estimate import Answer, Estimate
from ytterby.core.finding import Form, Reason
from ytterby.identification.identity import Content
from ytterby.regulation import condition as c


@dataclass(frozen=True, slots=True)
class Result:
    """``missing`` is empty unless the answer is UNKNOWN."""

    answer: Answer
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Reason, ...] = ()


def evaluate(condition: c.Condition, facts: Facts, content: Content | None = None) -> Result:
    """Whether ``condition`` holds for the item, looking at ``content`` where it asks about material and form."""
    match condition:
        case c.All(parts):
            return _all([evaluate(part, facts, content) for part in parts])
        case c.Any(parts):
            return _any([evaluate(part, facts, content) for part in parts])
        case c.Not(c.Origin(countries)):
            return _from_elsewhere(countries, facts)
        case c.Not(part):
            inner = evaluate(part, facts, content)
            return Result(~inner.answer, inner.reasons, inner.missing)
        case c.HasForm() | c.Carries() | c.MadeOf() | c.DefinedBy() | c.Contains():
            return Result(Answer.NO) if content is None else _material(condition, facts, content)
        case c.ValueShare(least):
            return _value(least, facts, content)
        case c.EndUse() | c.Destination() | c.Party() | c.Customer():
            return _trade(condition, facts)
        case _:
            return _item(condition, facts)


def _from_elsewhere(countries: tuple[str, ...], facts: Facts) -> Result:
    """Of what comes from several countries, the pieces from elsewhere are meant: one such country is enough for yes."""
    answer, names = facts.elsewhere(countries), ", ".join(countries)
    if answer is Answer.UNKNOWN:
        return Result(answer, (Reason.of("law-origin-open"),), (Reason.of("need-origin"),))
    code = "law-origin-other" if answer is Answer.YES else "law-origin"
    return Result(answer, (Reason.of(code, countries=names),))


def percent(share: float) -> str:
    """A mass fraction as text: 0.014 → "1.4 %"."""
    return f"{share * 100:.3g} %"


def _range(share: Estimate) -> str:
    """One share as one figure, a range as two: "1.9 %", "0 to 4 %"."""
    high = percent(share.high)
    return high if share.low == share.high else f"{share.low * 100:.3g} to {high}"


def form_words(*forms: Form) -> str:
    """Forms in plain words."""
    return ", ".join(form.replace("_", " ") for form in forms)


def _all(results: list[Result]) -> Result:
    answer = Answer.YES
    for result in results:
        answer &= result.answer
    telling = [result for result in results if result.answer is Answer.NO] if answer is Answer.NO else results
    return Result(answer, _reasons(telling), _missing(results) if answer is Answer.UNKNOWN else ())


def _any(results: list[Result]) -> Result:
    answer = Answer.NO
    for result in results:
        answer |= result.answer
    telling = [result for result in results if result.answer is answer]
    return Result(answer, _reasons(telling), _missing(telling) if answer is Answer.UNKNOWN else ())


def _reasons(results: list[Result]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reason for result in results for reason in result.reasons))


def _missing(results: list[Result]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reason for result in results for reason in result.missing))


def _material(condition: c.Condition, facts: Facts, content: Content) -> Result:
    match condition:
        case c.HasForm(forms, doubtful):
            return _form(content.form, forms, doubtful, content)
        case c.Carries(forms):
            return Result(Answer.YES if content.carrier_form in forms else Answer.NO)
        case c.MadeOf(symbols):
            if set(symbols) <= set(content.composition):
                return Result(Answer.YES, (_about("law-defining", content, *symbols),))
            return _all([_made_of(symbol, facts, content) for symbol in symbols])
        case c.DefinedBy(symbol):
            if symbol in content.composition:
                return Result(Answer.YES, (_about("law-defining", content, symbol),))
            return Result(Answer.NO, (_about("law-additive", content, symbol),))
        case c.Contains(symbol, least, unstated_in):
            return _contains(symbol, least, unstated_in, facts, content)
        case _:
            raise AssertionError(condition)


def _about(code: str, content: Content, *symbols: str, **more: object) -> Reason:
    *most, last = map(element_name, symbols)
    names = f"{', '.join(most)} and {last}" if most else last
    return Reason.of(code, material=content.name, element=names, **more)


def _form(form: Form, forms: tuple[Form, ...], doubtful: tuple[Form, ...], content: Content) -> Result:
    if form in forms:
        return Result(Answer.YES, (Reason.of("law-form", form=form_words(form)),))
    if form not in doubtful:
        return Result(Answer.NO, (Reason.of("law-form-other", form=form_words(form)),))
    open_form = (Reason.of("law-form-open", form=form_words(form)),)
    match form:
        case Form.ASSEMBLY:
            need = Reason.of("need-loose-or-assembly")
        case Form.PRODUCT:
            need = Reason.of("need-how-far-up")
        case Form.TARGET:
            need = Reason.of("need-annex-targets")
        case _:
            need = Reason.of("need-reading-of-form", form=form_words(form))
    return Result(Answer.UNKNOWN, open_form, (need,))


def _made_of(symbol: str, facts: Facts, content: Content) -> Result:
    """Named constituents decide; a composition that names no constituent beside rare earths leaves the others open."""
    if symbol in content.composition:
        return Result(Answer.YES, (_about("law-defining", content, symbol),))
    if symbol in BY_SYMBOL:
        unknown = not content.composition and not content.elements
        return _contains(symbol, 0.0, (), facts, content) if not unknown else _open(content, symbol)
    if any(one not in BY_SYMBOL for one in content.composition):
        return Result(Answer.NO, (_about("law-not-made-of", content, symbol),))
    return _open(content, symbol)


def _open(content: Content, symbol: str) -> Result:
    need = _about("need-content", content, symbol)
    return Result(Answer.UNKNOWN, (_about("law-unstated", content, symbol),), (need,))


def _contains(symbol: str, least: float, unstated_in: tuple[str, ...], facts: Facts, content: Content) -> Result:
    share = content.share(symbol)
    if declares(facts.item, content, symbol):
        stated = next((one.share for one in facts.item.declared if one.symbol == symbol), share)
        denied = stated is not None and stated.high == 0.0 and symbol in content.composition  # the name says otherwise
        if stated is not None and not denied:
            return _declared(symbol, least, stated, content)
    if symbol in content.composition and least == 0.0:
        return Result(Answer.YES, (_about("law-defining", content, symbol),))
    need = (_about("need-content", content, symbol),)
    if share is not None and share.high > 0.0:
        return Result(Answer.UNKNOWN, (_about("law-estimate", content, symbol, share=_range(share)),), need)
    if share is not None or (unstated_in and set(unstated_in) <= set(content.composition)):
        return Result(Answer.UNKNOWN, (_about("law-unstated", content, symbol),), need)
    return Result(Answer.NO, (_about("law-without", content, symbol),))


def _declared(symbol: str, least: float, share: Estimate, content: Content) -> Result:
    answer = share.at_least(least) if least > 0.0 else share.above(0.0)
    if answer is Answer.NO and share.high == 0.0:
        return Result(answer, (_about("law-declared-free", content, symbol),))
    need = (_about("need-content", content, symbol),) if answer is Answer.UNKNOWN else ()
    return Result(answer, (_about("law-declared", content, symbol, share=_range(share)),), need)


def _value(least: float, facts: Facts, content: Content | None) -> Result:
    if content is None:
        return Result(Answer.NO)
    tested = value_share.value_test(least, facts, content)
    return Result(tested.answer, tested.reasons, tested.missing)


def _item(condition: c.Condition, facts: Facts) -> Result:
    match condition:
        case c.Origin(countries):
            answer, names = facts.origin(countries), ", ".join(countries)
            if answer is Answer.UNKNOWN:
                return Result(answer, (Reason.of("law-origin-open"),), (Reason.of("need-origin"),))
            code = "law-origin" if answer is Answer.YES else "law-origin-other"
            return Result(answer, (Reason.of(code, countries=names),))
        case c.MadeWith(countries):
            need = Reason.of("need-technology-origin", countries=", ".join(countries))
            return Result(Answer.UNKNOWN, (Reason.of("law-technology-open"),), (need,))
        case c.Cas(numbers):
            named = next((number.text for number in facts.item.cas_numbers() if number.text in numbers), "")
            return Result(Answer.YES, (Reason.of("law-cas", cas=named),)) if named else Result(Answer.NO)
        case c.Hs(prefixes):
            agrees = facts.item.hs is not None and any(facts.item.hs.startswith(one) for one in prefixes)
            return Result(Answer.UNKNOWN, (), (Reason.of("need-material"),)) if agrees else Result(Answer.NO)
        case c.Shape(stock, finished):
            return _shape(stock, finished, facts)
        case _:
            return _named(condition, facts)


def _shape(stock: tuple[str, ...], finished: tuple[str, ...], facts: Facts) -> Result:
    word = next((one for one in finished if one in facts.words), "")
    if not word or any(one in facts.words for one in stock):
        return Result(Answer.YES)
    return Result(Answer.UNKNOWN, (Reason.of("law-finished-word", word=word),), (Reason.of("need-shape"),))


def _named(condition: c.Condition, facts: Facts) -> Result:
    match condition:
        case c.Named(phrases) | c.Technology(phrases):
            phrase = next((one for one in phrases if one in facts.words), "")
            if not phrase:
                return Result(Answer.NO)
            told = Reason.of("law-named", phrase=phrase.replace("+", " … "))
            if isinstance(condition, c.Named):
                return Result(Answer.YES, (told,))
            return Result(Answer.UNKNOWN, (told,), (Reason.of("need-technology-facts"),))
        case c.Purpose(phrases):
            if any(one in facts.words for one in phrases):
                return Result(Answer.YES, (Reason.of("law-purpose"),))
            return Result(Answer.UNKNOWN, (Reason.of("law-purpose-open"),), (Reason.of("need-purpose"),))
        case c.Parameters(text):
            return Result(Answer.UNKNOWN, (Reason.of("law-parameters"),), (Reason.of("need-parameters", text=text),))
        case _:
            raise AssertionError(condition)


def _trade(condition: c.Condition, facts: Facts) -> Result:
    """Facts of the trade: no stated end use means ordinary civil use; an unstated destination stays open."""
    context = facts.context
    match condition:
        case c.EndUse(uses):
            return Result(Answer.YES if context.end_use in uses else Answer.NO)
        case c.Destination(countries):
            if not context.destination:
                return Result(Answer.UNKNOWN, (), (Reason.of("need-destination"),))
            return Result(Answer.YES if context.destination in countries else Answer.NO)
        case c.Customer(names):
            if not context.customer:
                return Result(Answer.UNKNOWN, (), (Reason.of("need-customer"),))
            known = {name.casefold() for name in names}
            return Result(Answer.YES if context.customer.casefold() in known else Answer.NO)
        case c.Party(lists, affiliates):
            held = not set(context.affiliate_of).isdisjoint(lists)
            if not set(context.party_lists).isdisjoint(lists) or (held and affiliates):
                return Result(Answer.YES)
            return Result(Answer.UNKNOWN, (), (Reason.of("need-affiliate-rule"),)) if held else Result(Answer.NO)
        case _:
            raise AssertionError(condition)
