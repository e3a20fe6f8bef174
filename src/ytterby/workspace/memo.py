"""Results of the stages, kept by what went in, so that an edit costs only what follows from it.

Held by whoever assesses repeatedly and passed as an argument; nothing is kept behind anyone's back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")
_KEPT = 6


class Memo:
    """The latest results of each stage. A key is a tuple of inputs whose comparison is cheap: heavy values compare by
    identity (``eq=False``), small ones by value. Safe between threads: a lost race computes twice, never wrongly."""

    def __init__(self) -> None:
        self._results: dict[str, tuple[tuple[object, object], ...]] = {}

    def get(self, stage: str, key: object, compute: Callable[[], _T]) -> _T:
        """The kept result of ``stage`` for ``key``, or ``compute()``, which is then kept."""
        kept = self._results.get(stage, ())
        for known, result in kept:
            if known == key:
                return result  # type: ignore[return-value]
        result = compute()
        self._results[stage] = ((key, result), *kept[: _KEPT - 1])
        return result
