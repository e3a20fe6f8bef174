"""What a planning method refuses: inputs that make no sense, named in the error.

Stands alone because every method asks the same questions of its numbers.
"""

from __future__ import annotations

import math

from ytterby.core.errors import PlanningError


def _words(name: str) -> str:
    return name.replace("_", " ")


def require_positive(**values: float) -> None:
    """Each value is finite and more than 0."""
    for name, value in values.items():
        if not (math.isfinite(value) and value > 0):
            raise PlanningError(f"The {_words(name)} must be more than 0, not {value:g}.")


def require_not_negative(**values: float) -> None:
    """Each value is finite and 0 or more."""
    for name, value in values.items():
        if not (math.isfinite(value) and value >= 0):
            raise PlanningError(f"The {_words(name)} must be 0 or more, not {value:g}.")


def require_at_most(most: float, **values: float) -> None:
    """Each value is ``most`` or less: more would take memory without end, or leave no digits to reckon with."""
    for name, value in values.items():
        if not value <= most:
            raise PlanningError(f"The {_words(name)} must be {most:,.0f} at most, not {value:g}.")


def require_share(**values: float) -> None:
    """Each value lies in 0..1."""
    for name, value in values.items():
        if not 0 <= value <= 1:
            raise PlanningError(f"The {_words(name)} must lie between 0 and 1, not {value:g}.")


def require_inside(**values: float) -> None:
    """Each value lies strictly between 0 and 1."""
    for name, value in values.items():
        if not 0 < value < 1:
            raise PlanningError(f"The {_words(name)} must lie between 0 and 1 and be neither, not {value:g}.")
