"""Tables of a rule file to values: states, citations, words, conditions."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from ytterby.core.elements import BY_SYMBOL
from ytterby.core.finding import Citation, Force, Form
from ytterby.regulation import condition as c
from ytterby.regulation.faults import Faults, did_you_mean
from ytterby.regulation.instrument import SourceText
from ytterby.regulation.schema import Table, check
from ytterby.regulation.timeline import State

Sources = dict[str, SourceText]
W = TypeVar("W", bound=StrEnum)
_DEEPEST = 40


def word(text: str, words: type[W], key: str, faults: Faults, row: int = 0) -> W | None:
    """The word of a closed list, or None and a fault that names the nearest one."""
    try:
        return words(text)
    except ValueError:
        faults.add("rules-unknown-word", key, row, word=text, hint=did_you_mean(text, [str(one) for one in words]))
        return None


def symbols(texts: list[str], key: str, faults: Faults, row: int = 0) -> tuple[str, ...]:
    """Element symbols of the 17 rare earths; others are faults."""
    for text in texts:
        if text not in BY_SYMBOL:
            faults.add("rules-unknown-word", key, row, word=text, hint=did_you_mean(text, BY_SYMBOL))
    return tuple(text for text in texts if text in BY_SYMBOL)


def citation(table: Table, sources: Sources, key: str, faults: Faults) -> Citation | None:
    """``{ id = "text", at = "Art. 1" }`` to a citation; a source that is not in the file is a fault."""
    if not check(table, "reference", key, faults):
        return None
    source = sources.get(table["id"])
    if source is None:
        faults.add("rules-unknown-source", key, word=table["id"], hint=did_you_mean(table["id"], sources))
        return None
    return Citation(source.title, table["at"], source.url)


def states(tables: list[Table], sources: Sources, key: str, faults: Faults) -> tuple[State, ...]:
    """States in the order of the file. Per publication the starts must rise; each needs its source."""
    made: list[State] = []
    for number, table in enumerate(tables, 1):
        where = f"{key}[{number}]"
        if not check(table, "state", where, faults):
            continue
        force = word(table["is"], Force, f"{where}.is", faults)
        cited = citation(table["source"], sources, f"{where}.source", faults)
        if force is None or cited is None:
            continue
        state = State(table["from"], force, cited, table["published"])
        earlier = [one for one in made if one.published == state.published]
        if any(one.start == state.start for one in earlier):
            faults.add("rules-overlap", f"{where}.from", start=state.start)
        elif earlier and earlier[-1].start > state.start:
            faults.add("rules-date-order", f"{where}.from", start=state.start, before=earlier[-1].start)
        made.append(state)
    return tuple(made)


def condition(table: Table, key: str, faults: Faults) -> c.Condition | None:
    """``{ all = [ … ] }``, ``{ contains = "Dy" }`` and so on; several keys in one table mean all of them."""
    if key.count(".") > _DEEPEST:
        faults.add("rules-wrong-kind", key, expected=f"nested less than {_DEEPEST} deep")
        return None
    parts = [part for name, value in table.items() if (part := _one(name, value, f"{key}.{name}", faults)) is not None]
    if len(parts) != len(table) or not parts:
        if not table:
            faults.add("rules-empty-condition", key)
        return None
    return parts[0] if len(parts) == 1 else c.All(tuple(parts))


def _one(name: str, value: object, key: str, faults: Faults) -> c.Condition | None:
    match name, value:
        case ("all" | "any"), _:
            return _several(name, value, key, faults)
        case "not", dict():
            part = condition(value, key, faults)
            return None if part is None else c.Not(part)
        case "value_share", int() | float():
            return c.ValueShare(float(value))
        case ("not" | "value_share"), _:
            faults.add("rules-wrong-kind", key, expected="a table" if name == "not" else "a number")
            return None
    if name not in _OF_TEXTS and name not in _OF_WORDS:
        faults.add("rules-unknown-key", key, hint=did_you_mean(name, [*_OF_TEXTS, *_OF_WORDS, *_OF_PARTS]))
        return None
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not texts or not all(isinstance(one, str) for one in texts):
        faults.add("rules-wrong-kind", key, expected="a list of texts")
        return None
    return _OF_TEXTS[name](tuple(texts)) if name in _OF_TEXTS else _of_words(name, texts, key, faults)


def _of_words(name: str, texts: list[str], key: str, faults: Faults) -> c.Condition | None:
    if name == "contains":
        found = symbols(texts, key, faults)
        return c.All(tuple(c.Contains(one) for one in found)) if len(found) == len(texts) else None
    forms = tuple(form for one in texts if (form := word(one, Form, key, faults)))
    if len(forms) != len(texts):
        return None
    return c.HasForm(forms) if name == "form" else c.Carries(forms)


def _several(name: str, value: object, key: str, faults: Faults) -> c.Condition | None:
    if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
        faults.add("rules-wrong-kind", key, expected="a list of tables")
        return None
    parts = [condition(one, f"{key}[{number}]", faults) for number, one in enumerate(value, 1)]
    whole = tuple(part for part in parts if part is not None)
    if len(whole) != len(parts):
        return None
    return c.All(whole) if name == "all" else c.Any(whole)


_OF_PARTS = ("all", "any", "not", "value_share")
_OF_WORDS = ("contains", "form", "carries")
_OF_TEXTS: dict[str, Callable[[tuple[str, ...]], c.Condition]] = {
    "made_of": c.MadeOf,
    "cas": c.Cas,
    "hs": c.Hs,
    "origin": c.Origin,
    "made_with": c.MadeWith,
    "technology": c.Technology,
    "named": c.Named,
    "purpose": c.Purpose,
    "end_use": c.EndUse,
    "destination": c.Destination,
    "party": c.Party,
    "party_or_affiliate": lambda lists: c.Party(lists, affiliates=True),
}
