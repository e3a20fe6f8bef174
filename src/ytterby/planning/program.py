"""A linear program with some whole-number columns, built in blocks of columns and rows, and solved by HiGHS.

Stands alone so that the full and the reduced form of a plan differ only in the rows they add.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ytterby.core.errors import PlanningError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Vector = NDArray[np.float64]
    Index = NDArray[np.int64]

SOLVED, LIMIT_REACHED, INFEASIBLE = 0, 1, 2  # of scipy.optimize
INTEGRAL = 1
ROUNDED = 1e-3  # of gaps that a rounding is likely to reach; below, the search starts at once


@dataclass(slots=True)
class Program:
    """min cost x subject to row bounds and column bounds. Grows by ``columns``, ``rows`` and ``entries``."""

    low: list[Any] = field(default_factory=list)
    high: list[Any] = field(default_factory=list)
    whole: list[Any] = field(default_factory=list)
    width: int = 0
    row_low: list[Any] = field(default_factory=list)
    row_high: list[Any] = field(default_factory=list)
    height: int = 0
    at: list[tuple[Any, Any, Any]] = field(default_factory=list)
    costs: list[tuple[Any, Any]] = field(default_factory=list)

    def columns(self, count: int, low: ArrayLike = 0.0, high: ArrayLike = float("inf"), *,
                whole: bool = False) -> Index:
        """``count`` new columns within bounds; their indices."""
        import numpy as np

        self.low.append(_each(low, count))
        self.high.append(_each(high, count))
        self.whole.append(np.full(count, INTEGRAL if whole else 0))
        self.width += count
        return np.arange(self.width - count, self.width)

    def rows(self, count: int, low: ArrayLike = -float("inf"), high: ArrayLike = float("inf")) -> Index:
        """``count`` new empty rows with bounds; their indices."""
        import numpy as np

        self.row_low.append(_each(low, count))
        self.row_high.append(_each(high, count))
        self.height += count
        return np.arange(self.height - count, self.height)

    def entries(self, rows: ArrayLike, columns: ArrayLike, values: ArrayLike) -> None:
        """Coefficients, broadcast against each other; those at one place add up."""
        import numpy as np

        parts = np.asarray(rows), np.asarray(columns), np.asarray(values, float)
        shape = np.broadcast(*parts).shape
        # Most parts have the shape or are a number: broadcast_arrays takes most of the time to build a program.
        flat = [part.ravel() if part.shape == shape else np.full(shape, part).ravel() for part in parts]
        self.at.append((flat[0], flat[1], flat[2]))

    def cost(self, columns: ArrayLike, values: ArrayLike) -> None:
        """Objective coefficients, added to what is there."""
        import numpy as np

        shaped = np.broadcast_arrays(columns, np.asarray(values, float))
        self.costs.append((shaped[0].ravel(), shaped[1].ravel()))

    def objective(self) -> Vector:
        import numpy as np

        total = np.zeros(self.width)
        for columns, values in self.costs:
            np.add.at(total, columns, values)
        return total

    def matrix(self) -> Any:
        import numpy as np
        from scipy.sparse import csr_array

        rows, columns, values = (np.concatenate(part) for part in zip(*self.at, strict=True))
        return csr_array((values, (rows, columns)), shape=(self.height, self.width))

    def bounds(self) -> tuple[Vector, Vector, Vector, Vector, Vector]:
        """Column low, high, whole; row low, high."""
        import numpy as np

        parts = (self.low, self.high, self.whole, self.row_low, self.row_high)
        low, high, whole, row_low, row_high = (np.concatenate(part) for part in parts)
        return low, high, whole, row_low, row_high


def _each(bound: ArrayLike, count: int) -> Vector:
    import numpy as np

    given = np.asarray(bound, float)
    return given if given.shape == (count,) else np.full(count, given)


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What one more unit changes in the objective: of a row's upper bound (0 where it has none), of a column's."""

    rows: Vector
    columns: Vector


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """``x`` None where nothing was found; ``bound`` no solution is below; ``proven`` the search came to its end."""

    x: Vector | None
    value: float
    bound: float
    feasible: bool
    proven: bool
    prices: Prices | None = None


NONE_FEASIBLE = Answer(None, float("inf"), float("inf"), feasible=False, proven=True)


def minimise(program: Program, *, gap: float, time_limit_s: float | None) -> Answer:
    """The best whole-number solution within the relative ``gap``, or the best within the time limit.

    The columns that are no whole numbers are solved for once more with those fixed: that rids them of the search's
    tolerances and gives the prices.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    low, high, whole, row_low, row_high = program.bounds()
    limit = {} if time_limit_s is None else {"time_limit": time_limit_s}
    if not ((whole == INTEGRAL) & (low < high)).any():
        return _linear(program, low, high, limit)
    if gap >= ROUNDED and (rounded := _rounded(program, low, high, gap, limit)) is not None:
        return rounded
    found = milp(program.objective(), integrality=whole, bounds=Bounds(low, high),
                 constraints=LinearConstraint(program.matrix(), row_low, row_high),
                 options={"mip_rel_gap": gap, **limit})
    if found.status == INFEASIBLE:
        return NONE_FEASIBLE
    _refuse_others(found)
    bound = -np.inf if found.mip_dual_bound is None else float(found.mip_dual_bound)
    if found.x is None:
        return Answer(None, np.inf, bound, feasible=True, proven=False)
    chosen, fixed = np.round(found.x), whole == INTEGRAL
    answer = _linear(program, np.where(fixed, chosen, low), np.where(fixed, chosen, high), limit)
    if answer.x is None:  # the rounding left the tolerances: the search's own numbers are within them
        answer = Answer(found.x, float(found.fun), bound, feasible=True, proven=True)
    return replace(answer, bound=min(bound, answer.value), proven=found.status == SOLVED)


def _rounded(program: Program, low: Vector, high: Vector, gap: float, limit: dict[str, float]) -> Answer | None:
    """The relaxed solution with its whole numbers rounded, where that is proven near enough or nothing is feasible.

    Two linear programs instead of a search: few sources are chosen among, and the relaxed choice is mostly clear.
    """
    import numpy as np

    relaxed = _linear(program, low, high, limit)
    if relaxed.x is None:
        return None if relaxed.feasible else relaxed
    whole = program.bounds()[2] == INTEGRAL
    tried: set[bytes] = set()
    for up in (0.5, 0.9):  # to the nearest, then all that is used at all
        chosen = np.clip(np.floor(relaxed.x[whole] + up), low[whole], high[whole])
        if chosen.tobytes() in tried:
            continue
        tried.add(chosen.tobytes())
        below, above = low.copy(), high.copy()
        below[whole] = above[whole] = chosen
        answer = _linear(program, below, above, limit)
        if answer.x is not None and answer.value - relaxed.value <= gap * max(abs(answer.value), 1e-9):
            return replace(answer, bound=min(relaxed.value, answer.value))
    return None


def _linear(program: Program, low: Vector, high: Vector, limit: dict[str, float]) -> Answer:
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    _, _, _, row_low, row_high = program.bounds()
    matrix = program.matrix()
    equal = row_low == row_high
    up, down = ~equal & np.isfinite(row_high), ~equal & np.isfinite(row_low)
    found = linprog(program.objective(), A_ub=vstack([matrix[up], -matrix[down]], format="csr"),
                    b_ub=np.concatenate([row_high[up], -row_low[down]]), A_eq=matrix[equal], b_eq=row_low[equal],
                    bounds=np.column_stack([low, high]), method="highs", options=limit)
    if found.status == INFEASIBLE:
        return NONE_FEASIBLE
    _refuse_others(found)
    if found.status == LIMIT_REACHED:  # a linear program on the way has no plan to show
        return Answer(None, np.inf, -np.inf, feasible=True, proven=False)
    rows = np.zeros(program.height)
    rows[up] = found.ineqlin.marginals[:int(up.sum())]
    prices = Prices(rows, found.upper.marginals)
    return Answer(found.x, float(found.fun), float(found.fun), feasible=True, proven=True, prices=prices)


def _refuse_others(found: Any) -> None:
    if found.status not in (SOLVED, LIMIT_REACHED):
        raise PlanningError(f"The plan could not be computed: {found.message}")
