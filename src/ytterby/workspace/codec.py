"""Values to plain JSON data and back, led by the types they are declared with.

Knows frozen dataclasses, enums, dates, paths, tuples and unions; nothing that a file could make run. What does not fit
its declared type is a ValueError, so that a damaged file never becomes a damaged value.
"""

from __future__ import annotations

import math
import typing
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any

from ytterby.workspace.formats import EARLIER_NAMES

Step = Callable[[Any], Any]


def to_plain(kind: Any, value: Any) -> Any:
    """JSON data of ``value``, which is of the type ``kind``; fields at their default are left out.

    Raises ValueError for a number that is not finite: no file could give it back.
    """
    return _encoder(kind)(value)


def from_plain(kind: Any, data: Any) -> Any:
    """The value of type ``kind`` in JSON data. Raises ValueError where the data does not fit."""
    try:
        return _decoder(kind)(data)
    except (TypeError, KeyError, OverflowError) as error:
        raise ValueError(f"not understood: {error}") from error


@cache
def _encoder(kind: Any) -> Step:
    if kind in (str, int, bool):
        return typing.cast(Step, kind)
    if kind is float:
        return _number
    if kind is Path:
        return str
    if kind in (date, datetime):
        return lambda value: value.isoformat()
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    if typing.get_origin(kind) is tuple:
        return _tuple_encoder(typing.get_args(kind))
    if typing.get_origin(kind) in (UnionType, typing.Union):
        return _union_encoder(*_members(kind))
    if is_dataclass(kind):
        return _fields_encoder(kind)
    raise TypeError(f"a project file can't hold a {kind}")


@cache
def _decoder(kind: Any) -> Step:
    if kind in (str, int, bool):
        return _exactly(kind)
    if kind is float:
        return _number
    if kind is Path:
        return lambda data: Path(_text(data))
    if kind in (date, datetime):
        return lambda data: kind.fromisoformat(_text(data))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if typing.get_origin(kind) is tuple:
        return _tuple_decoder(typing.get_args(kind))
    if typing.get_origin(kind) in (UnionType, typing.Union):
        return _union_decoder(*_members(kind))
    if is_dataclass(kind):
        return _fields_decoder(kind)
    raise TypeError(f"a project file can't hold a {kind}")


def _exactly(kind: type) -> Step:
    def decode(data: Any) -> Any:
        if type(data) is not kind:
            raise ValueError(f"{kind.__name__} expected, not {str(data)[:40]!r}")
        return data

    return decode


_text = _exactly(str)


def _number(data: Any) -> float:
    if not isinstance(data, int | float) or isinstance(data, bool) or not math.isfinite(data):
        raise ValueError(f"a number expected, not {str(data)[:40]!r}")
    return float(data)


def _tuple_encoder(kinds: tuple[Any, ...]) -> Step:
    if kinds[1:] == (...,):
        each = _encoder(kinds[0])
        return lambda value: [each(one) for one in value]
    steps = tuple(map(_encoder, kinds))
    return lambda value: [step(one) for step, one in zip(steps, value, strict=True)]


def _tuple_decoder(kinds: tuple[Any, ...]) -> Step:
    listed = _exactly(list)
    if kinds[1:] == (...,):
        each = _decoder(kinds[0])
        return lambda data: tuple([each(one) for one in listed(data)])
    steps = tuple(map(_decoder, kinds))
    return lambda data: tuple([step(one) for step, one in zip(steps, listed(data), strict=True)])


def _members(kind: Any) -> tuple[tuple[Any, ...], bool]:
    """The types of a union apart from None, and whether None is one of them."""
    kinds = typing.get_args(kind)
    return tuple(one for one in kinds if one is not NoneType), NoneType in kinds


def _union_encoder(kinds: tuple[Any, ...], optional: bool) -> Step:
    """One type is written as it is; of several dataclasses, the name tells which."""
    if len(kinds) == 1:
        only = _encoder(kinds[0])
        return lambda value: None if value is None else only(value)
    steps = {kind: _encoder(kind) for kind in kinds}
    return lambda value: None if optional and value is None else [type(value).__name__, steps[type(value)](value)]


def _union_decoder(kinds: tuple[Any, ...], optional: bool) -> Step:
    if len(kinds) == 1:
        only = _decoder(kinds[0])
        return lambda data: None if data is None else only(data)
    steps = {kind.__name__: _decoder(kind) for kind in kinds}
    named = _exactly(list)

    def decode(data: Any) -> Any:
        if optional and data is None:
            return None
        name, value = named(data)
        return steps[_text(name)](value)

    return decode


def _fields_encoder(kind: Any) -> Step:
    hints = typing.get_type_hints(kind)
    steps = [(each.name, _encoder(hints[each.name]), _default(each)) for each in fields(kind)]

    def encode(value: Any) -> dict[str, Any]:
        found = {}
        for name, step, default in steps:
            held = getattr(value, name)
            if held is not default and held != default:
                found[name] = step(held)
        return found

    return encode


def _default(each: Field[Any]) -> Any:
    return each.default_factory() if each.default_factory is not MISSING else each.default


def _fields_decoder(kind: Any) -> Step:
    hints = typing.get_type_hints(kind)
    steps = {each.name: (each.name, _decoder(hints[each.name])) for each in fields(kind)}
    steps |= {old: steps[new] for old, new in EARLIER_NAMES.get(kind.__name__, {}).items()}
    table = _exactly(dict)

    def decode(data: Any) -> Any:
        read = ((*steps[name], value) for name, value in table(data).items())
        return kind(**{name: step(value) for name, step, value in read})

    return decode
