"""The stockpile and sourcing problem as plain arrays: lines, products and sources over weeks and scenarios.

METHODS M9. A line is an item whose shortage stops its products; decided now are its advance stock and which sources to
qualify, decided week by week, once the scenario is known, are purchases and what is made. Only items that wait for a
licence or have a single source belong here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ytterby.core.errors import PlanningError
from ytterby.planning.inputs import require_not_negative, require_positive, require_share

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    """``stock`` units on hand; advance stock costs ``stock_price`` a unit, 0..``ceiling`` units of it may be bought.

    ``ceiling`` is the least of licence quantity, shelf life, warehouse and what does not look like hoarding (infinite
    where nothing limits). ``holding_cost`` per unit left at the end of a week; ``salvage`` per unit left at the end of
    the horizon. Advance stock is none or at least ``minimum_units``.
    """

    name: str
    stock: float
    stock_price: float
    ceiling: float = math.inf
    holding_cost: float = 0.0
    salvage: float = 0.0
    minimum_units: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Product:
    """``uses``: (line, units per product). ``demand`` (scenarios or 1, weeks). A unit not made loses ``margin``.

    ``kept`` 0..1 of the demand unmet in a week still wants to buy in the next (0: lost sales, 1: full backlog, which is
    lost at the end of the horizon); each unit that waits a week costs ``delay_cost``.
    """

    name: str
    uses: tuple[tuple[int, float], ...]
    demand: Array
    margin: float
    kept: float = 0.0
    delay_cost: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """What a source delivers of one line: ``price`` a unit, at most ``capacity`` (scenarios or 1, weeks) a week."""

    line: int
    price: float
    capacity: Array


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A supplier. ``optional`` sources deliver only if qualified now, for ``fixed_cost``.

    ``capacity`` (scenarios or 1, weeks) is shared by its offers; ``granted`` (scenarios or 1) is the licence quantity
    drawn down over the horizon; a qualified source is bought from for at least ``minimum_units`` over the horizon.
    """

    name: str
    offers: tuple[Offer, ...]
    optional: bool = False
    fixed_cost: float = 0.0
    capacity: Array | None = None
    granted: Array | None = None
    minimum_units: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """``weights`` of the scenarios sum to 1."""

    weeks: int
    weights: tuple[float, ...]
    lines: tuple[Line, ...]
    products: tuple[Product, ...]
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        require_positive(number_of_weeks=self.weeks)
        for weight in self.weights:
            require_share(weight_of_a_scenario=weight)
        if not math.isclose(sum(self.weights), 1, abs_tol=1e-9):
            raise PlanningError(f"The weights of the scenarios must sum to 1, not {sum(self.weights):g}.")
        for line in self.lines:
            _check_line(line)
        for product in self.products:
            self._check_product(product)
        for source in self.sources:
            self._check_source(source)

    @property
    def scenarios(self) -> int:
        return len(self.weights)

    def _check_product(self, product: Product) -> None:
        require_not_negative(margin=product.margin, delay_cost=product.delay_cost)
        require_share(kept_demand=product.kept)
        self._check_array(product.name, product.demand, self.weeks)
        used = [line for line, _ in product.uses]
        if len(set(used)) != len(used) or any(not 0 <= line < len(self.lines) for line in used):
            raise PlanningError("It names a line twice or one that is not there.", where=product.name)
        for _, quantity in product.uses:
            require_positive(units_per_product=quantity)

    def _check_source(self, source: Source) -> None:
        require_not_negative(fixed_cost=source.fixed_cost, minimum_order=source.minimum_units)
        for offer in source.offers:
            require_not_negative(price=offer.price)
            if not 0 <= offer.line < len(self.lines):
                raise PlanningError("It offers a line that is not there.", where=source.name)
            self._check_array(source.name, offer.capacity, self.weeks)
        if source.capacity is not None:
            self._check_array(source.name, source.capacity, self.weeks)
        if source.granted is not None:
            self._check_array(source.name, source.granted[:, None], 1)

    def _check_array(self, where: str, array: Array, columns: int) -> None:
        import numpy as np

        if array.ndim != 2 or array.shape[1] != columns or len(array) not in (1, self.scenarios):
            raise PlanningError(f"An array of {array.shape} does not fit {self.scenarios} scenarios of "
                                f"{self.weeks} weeks.", where=where)
        if not (np.isfinite(array).all() and (array >= 0).all()):
            raise PlanningError("Demands, capacities and granted quantities must be 0 or more.", where=where)


def _check_line(line: Line) -> None:
    require_not_negative(stock=line.stock, stock_price=line.stock_price, holding_cost=line.holding_cost,
                         minimum_order=line.minimum_units)
    if not line.ceiling >= 0:
        raise PlanningError("The ceiling must be 0 or more.", where=line.name)
    if line.minimum_units > line.ceiling:
        raise PlanningError("The minimum order is above the ceiling.", where=line.name)
    if not 0 <= line.salvage <= line.stock_price:
        raise PlanningError("Salvage must lie between 0 and the price of advance stock.", where=line.name)


def in_scenario(array: Array, scenario: int) -> Array:
    """The row of a scenario; an array with one row holds for all."""
    found: Array = array[min(scenario, len(array) - 1)]
    return found


def constant(weeks: int, amount: float) -> Array:
    """The same amount every week, in every scenario: shape (1, weeks)."""
    import numpy as np

    return np.full((1, weeks), float(amount))


def after_delay(weeks: int, delay_weeks: Sequence[float], rate: float) -> Array:
    """Nothing before the licence arrives, then ``rate`` a week: shape (scenarios, weeks).

    A licence that arrives within a week serves from the next week on.
    """
    import numpy as np

    return np.where(np.arange(weeks) >= np.asarray(delay_weeks, float)[:, None], float(rate), 0.0)


def ramped(weeks: int, qualification_weeks: int, ramp: Sequence[float]) -> Array:
    """Nothing while it is being qualified, then the ``ramp`` week by week, its last rate for ever: shape (1, weeks)."""
    import numpy as np

    if len(ramp) == 0:
        raise PlanningError("A ramp needs at least one rate.")
    step = np.arange(weeks) - qualification_weeks
    return np.where(step >= 0, np.asarray(ramp, float)[np.clip(step, 0, len(ramp) - 1)], 0.0)[None]
