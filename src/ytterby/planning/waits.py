"""How long a licence takes: dated public priors to choose from, each a lognormal review with its approval.

The priors contradict each other; they are a list to choose from and are never averaged.
"""

from __future__ import annotations

import csv
import math
from datetime import date
from functools import cache

from ytterby.core.errors import PlanningError
from ytterby.core.text import sentence
from ytterby.planning.distribution import Lognormal
from ytterby.planning.scenario import LicenceWait
from ytterby.resources import folder


@cache
def priors() -> tuple[LicenceWait, ...]:
    """The public priors of the program's data, the default first. ``basis`` names source, day and what was derived."""
    return tuple(named_priors().values())


@cache
def named_priors() -> dict[str, LicenceWait]:
    """The same by the short name under which settings choose one; not to be changed."""
    with folder("planning", "licence_waits.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: _prior(row) for row in csv.DictReader(file)}


def default_wait() -> LicenceWait:
    """What European firms met in autumn 2025: the newest prior that rests on a survey of many firms."""
    return priors()[0]


def _prior(row: dict[str, str]) -> LicenceWait:
    basis = sentence("wait-prior", tuple(row.items()))
    wait = LicenceWait(
        float(row["median_days"]), float(row["p90_days"]), float(row["approval"]), float(row["resubmit_days"]), basis,
        date.fromisoformat(row["as_of"]),
    )
    return checked(wait)


def checked(wait: LicenceWait) -> LicenceWait:
    """``wait`` itself. Raises PlanningError where the numbers can't be a wait."""
    numbers = (wait.median_days, wait.p90_days, wait.approval, wait.resubmit_days)
    if not all(map(math.isfinite, numbers)) or not 0 < wait.median_days <= wait.p90_days or wait.resubmit_days < 0:
        raise PlanningError(
            f"a licence wait of median {wait.median_days:g} and 90 % point {wait.p90_days:g} days is not possible.",
            remedy="Give a median above 0 and a 90 % point that is not below it.",
        )
    if not 0 <= wait.approval <= 1:
        raise PlanningError(f"an approval of {wait.approval:g} is not a share.", remedy="Give a number from 0 to 1.")
    return wait


def review(wait: LicenceWait) -> Lognormal:
    """One review, from application to decision, in calendar days."""
    return Lognormal.from_median_p90(wait.median_days, wait.p90_days)
