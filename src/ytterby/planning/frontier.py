"""What the tail costs: plans from the cheapest on average to the safest, with the jumps where a source is qualified.

And the plan per quantity asked of the licensing authority, where asking for more lowers the chance of a yes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ytterby.core.errors import PlanningError
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.planning.allocation import Problem
from ytterby.planning.firststage import Limits
from ytterby.planning.solve import Solution, solve

ALMOST_ALL = 0.999  # weight of the tail at its safe end: the rest keeps what is not in the tail from being left free
HALVINGS = 6  # of the distance between two points, to place a jump


@dataclass(frozen=True, slots=True)
class Frontier:
    """``points`` from the largest tail to the smallest; ``jumps`` the indices of points whose sources differ from the
    point before them."""

    points: tuple[Solution, ...]

    @property
    def jumps(self) -> tuple[int, ...]:
        return tuple(i for i in range(1, len(self.points))
                     if _sources(self.points[i]) != _sources(self.points[i - 1]))


def frontier(problem: Problem, limits: Limits, *, points: int = 9, progress: Progress = SILENT) -> Frontier:
    """Least mean cost for tails between those of the cheapest and of the safest plan; empty where there is no plan.

    Tail weight and limit of ``limits`` are not looked at. Jumps are placed by halving between neighbours.
    """
    if points < 2:
        raise PlanningError("A frontier needs at least two points.")
    cheapest = solve(problem, replace(limits, tail_weight=0.0, tail_limit=None), progress=Part(progress, 0.0, 0.1))
    safest = solve(problem, replace(limits, tail_weight=ALMOST_ALL, tail_limit=None), progress=Part(progress, 0.1, 0.2))
    if cheapest.tail is None or safest.tail is None:
        return Frontier(())
    high, low = cheapest.tail.cvar, safest.tail.cvar
    found = [cheapest]
    for step in range(1, points - 1):
        within = Part(progress, 0.2 + 0.6 * step / points, 0.2 + 0.6 * (step + 1) / points)
        found.append(_at(problem, limits, high + (low - high) * step / (points - 1), within))
    found.append(safest)
    return Frontier(tuple(_with_jumps(problem, limits, [p for p in found if p.plan is not None],
                                      Part(progress, 0.8, 1.0))))


def _at(problem: Problem, limits: Limits, tail: float, progress: Progress) -> Solution:
    return solve(problem, replace(limits, tail_weight=0.0, tail_limit=tail), progress=progress)


def _with_jumps(problem: Problem, limits: Limits, found: list[Solution], progress: Progress) -> list[Solution]:
    """The points and, at each change of sources, the last plan before and the first after it."""
    placed = found[:1]
    for done, right in enumerate(found[1:]):
        left, end = placed[-1], right
        for _ in range(HALVINGS):
            progress.step(done / len(found), "frontier")
            if _sources(left) == _sources(right) or left.tail is None or right.tail is None:
                break
            middle = _at(problem, limits, (left.tail.cvar + right.tail.cvar) / 2, SILENT)
            if middle.plan is None:
                break
            if _sources(middle) == _sources(left):
                left = middle
            else:
                right = middle
        placed += [point for point in (left, right, end) if point is not placed[-1]]
    return list(dict.fromkeys(placed))


def _sources(solution: Solution) -> tuple[bool, ...]:
    return solution.plan.qualified if solution.plan else ()


@dataclass(frozen=True, slots=True)
class AskLevel:
    """Asking for so much: ``share`` of the documented yearly use, and the scenarios that then hold (approval falls with
    the quantity asked)."""

    share: float
    problem: Problem


@dataclass(frozen=True, slots=True)
class Asking:
    """One solution per level; ``best`` is the index of the level of least objective, None where no level has a plan."""

    solutions: tuple[Solution, ...]
    best: int | None


def best_asking(levels: Sequence[AskLevel], limits: Limits, *, progress: Progress = SILENT) -> Asking:
    """How much to ask for. One level is chosen, so solving each and taking the best equals binaries over the levels."""
    solutions = tuple(solve(level.problem, limits, progress=Part(progress, i / len(levels), (i + 1) / len(levels)))
                      for i, level in enumerate(levels))
    with_plan = [i for i, solution in enumerate(solutions) if solution.plan is not None]
    return Asking(solutions, min(with_plan, key=lambda i: solutions[i].objective, default=None))
