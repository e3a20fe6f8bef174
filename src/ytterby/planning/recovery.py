"""What an outage costs and how long one survives it, before asking how likely it is (METHODS M1).

Simchi-Levi et al., Interfaces 45(5):375-390 (2015). Late production may serve early demand here: with an alternative
that ramps up use the period model (allocation). A time to survive without end is infinite and shown as "not reached".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ytterby.core.errors import PlanningError
from ytterby.planning.inputs import require_not_negative

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Network:
    """Sources make products directly. ``links`` holds the (source, product) pairs that work; rates per period."""

    capacity_rates: tuple[float, ...]
    demand_rates: tuple[float, ...]
    stocks: tuple[float, ...]
    losses: tuple[float, ...]
    links: frozenset[tuple[int, int]]

    def __post_init__(self) -> None:
        if not len(self.demand_rates) == len(self.stocks) == len(self.losses):
            raise PlanningError("Every product needs a demand, a stock and a loss per unit.")
        for amount in (*self.capacity_rates, *self.demand_rates, *self.stocks, *self.losses):
            require_not_negative(network_value=amount)
        if any(not (0 <= i < len(self.capacity_rates) and 0 <= j < len(self.demand_rates)) for i, j in self.links):
            raise PlanningError("A link names a source or product that is not there.")


@dataclass(frozen=True, slots=True)
class Outage:
    """``sources`` stand still and the links ``cut`` do not work, for ``periods`` (the time to recover)."""

    name: str
    periods: float
    sources: frozenset[int] = frozenset()
    cut: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Impact:
    """``loss`` in money (performance impact), ``lost`` units per product, ``survive_periods`` (infinite: unlimited),
    ``exposure_index`` 0..1 of the worst outage looked at."""

    outage: str
    loss: float
    lost: tuple[float, ...]
    survive_periods: float
    exposure_index: float


def _links(network: Network, outage: Outage) -> list[tuple[int, int]]:
    return sorted(link for link in network.links if link not in outage.cut and link[0] not in outage.sources)


def performance_impact(network: Network, outage: Outage) -> tuple[float, tuple[float, ...]]:
    """TTR model: the least loss in money over the outage, and the units lost of each product.

    min sum f l subject to sum y + l >= d t - s per product and sum y <= c t per source.
    """
    import numpy as np

    require_not_negative(time_to_recover=outage.periods)
    links, products = _links(network, outage), len(network.demand_rates)
    rows, bounds = _rows(network, links, products)
    time = outage.periods
    limit = np.concatenate([np.asarray(network.stocks) - time * np.asarray(network.demand_rates),
                            time * np.asarray(network.capacity_rates)])
    cost = np.concatenate([network.losses, np.zeros(len(links))])
    answer = _solved(cost, rows, limit, bounds)
    return float(answer.fun), tuple(float(lost) for lost in answer.x[:products])


def _rows(network: Network, links: list[tuple[int, int]], products: int) -> tuple[Any, list[tuple[float, None]]]:
    """Columns: lost per product, then made per link. Rows: products (negated), then sources."""
    from scipy.sparse import lil_array

    rows = lil_array((products + len(network.capacity_rates), products + len(links)))
    for product in range(products):
        rows[product, product] = -1.0
    for column, (source, product) in enumerate(links, start=products):
        rows[product, column] = -1.0
        rows[products + source, column] = 1.0
    return rows, [(0.0, None)] * (products + len(links))


def time_to_survive(network: Network, outage: Outage) -> float:
    """TTS model: the longest time without any loss, in periods; infinite where supply suffices for ever."""
    import numpy as np

    links, products = _links(network, outage), len(network.demand_rates)
    rows, _ = _rows(network, links, products)
    time = np.concatenate([network.demand_rates, -np.asarray(network.capacity_rates)]).reshape(-1, 1)
    matrix = np.hstack([time, rows.toarray()[:, products:]])
    limit = np.concatenate([network.stocks, np.zeros(len(network.capacity_rates))])
    return _longest_time(matrix, limit)


def assess_outages(network: Network, outages: Sequence[Outage]) -> tuple[Impact, ...]:
    """Every outage with its impact and REI = PI / largest PI (all 0 where no outage costs anything)."""
    impacts = [performance_impact(network, outage) for outage in outages]
    worst = max((loss for loss, _ in impacts), default=0.0)
    return tuple(Impact(outage.name, loss, lost, time_to_survive(network, outage), loss / worst if worst else 0.0)
                 for outage, (loss, lost) in zip(outages, impacts, strict=True))


def survive_interchangeable(*, stock: float, demand_rate: float, capacity_left_rate: float) -> float:
    """TTS = s/(d - c) when sources are interchangeable and d > c, else infinite."""
    require_not_negative(stock=stock, demand_rate=demand_rate, capacity_left=capacity_left_rate)
    if demand_rate <= capacity_left_rate:
        return math.inf
    return stock / (demand_rate - capacity_left_rate)


def cover_days(*, stock: float, receipts: Sequence[tuple[float, float]], daily_use: float,
               alternative_rate: float = 0.0) -> float:
    """Days until one BOM line runs out: stock plus the firm ``receipts`` (day, pieces) that arrive while it lasts."""
    require_not_negative(stock=stock, daily_use=daily_use, alternative_rate=alternative_rate)
    net = daily_use - alternative_rate
    if net <= 0:
        return math.inf
    days = stock / net
    for day, pieces in sorted(receipts):
        require_not_negative(day=day, pieces=pieces)
        if day > days:
            break
        days += pieces / net
    return days


@dataclass(frozen=True, slots=True)
class Node:
    """A site that makes one ``material`` (or product) from others.

    ``needs``: (material, quantity per unit made); ``suppliers``: nodes it is linked to. ``capacity_rate`` may be
    infinite. A node with ``demand_rate`` sells; a unit not sold costs ``loss``.
    """

    material: str
    stock: float = 0.0
    capacity_rate: float = math.inf
    needs: tuple[tuple[str, float], ...] = ()
    suppliers: tuple[int, ...] = ()
    demand_rate: float = 0.0
    loss: float = 0.0


def _tiers(nodes: Sequence[Node], down: frozenset[int]) -> tuple[Any, Vector, Vector, list[tuple[int, int]]]:
    """Rows A x + a t <= b over columns made per node, lost per node, shipped per link; returns A, a, b and links."""
    import numpy as np
    from scipy.sparse import csr_array

    count = len(nodes)
    links = [(i, j) for j, node in enumerate(nodes) for i in node.suppliers]
    leaving, arriving_at = _by_end(links)
    entries: list[tuple[int, int, float]] = []
    per_time: list[float] = []
    limit: list[float] = []

    def row(terms: list[tuple[int, float]], time: float, bound: float) -> None:
        entries.extend((len(limit), column, value) for column, value in terms)
        per_time.append(time)
        limit.append(bound)

    for j, node in enumerate(nodes):
        shipped = [(2 * count + k, 1.0) for k in leaving.get(j, ())]
        row([*shipped, (j, -1.0), (count + j, -1.0)], node.demand_rate, node.stock)
        if j in down or math.isfinite(node.capacity_rate):
            row([(j, 1.0)], -0.0 if j in down else -node.capacity_rate, 0.0)
        for material, per_unit in node.needs:
            arriving = [(2 * count + k, -1.0 / per_unit) for k in arriving_at.get(j, ())
                        if nodes[links[k][0]].material == material]
            row([(j, 1.0), *arriving], 0.0, 0.0)
        if node.demand_rate == 0:
            row([(count + j, 1.0)], 0.0, 0.0)
    at, columns, values = zip(*entries, strict=True)
    matrix = csr_array((values, (at, columns)), shape=(len(limit), 2 * count + len(links)))
    return matrix, np.asarray(per_time), np.asarray(limit), links


def _by_end(links: list[tuple[int, int]]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The links that leave each node and those that arrive there, by their place."""
    leaving: dict[int, list[int]] = {}
    arriving: dict[int, list[int]] = {}
    for place, (start, end) in enumerate(links):
        leaving.setdefault(start, []).append(place)
        arriving.setdefault(end, []).append(place)
    return leaving, arriving


def _check(nodes: Sequence[Node], down: frozenset[int]) -> None:
    if not nodes:
        raise PlanningError("A network needs at least one node.")
    for node in nodes:
        require_not_negative(stock=node.stock, demand_rate=node.demand_rate, loss=node.loss)
        if node.capacity_rate < 0 or any(per_unit <= 0 for _, per_unit in node.needs):
            raise PlanningError(f"{node.material}: capacity must be 0 or more and quantities per unit more than 0.")
    if any(not 0 <= i < len(nodes) for node in nodes for i in (*node.suppliers, *down)):
        raise PlanningError("A link or outage names a node that is not there.")


def tier_impact(nodes: Sequence[Node], *, down: frozenset[int], periods: float) -> tuple[float, tuple[float, ...]]:
    """Multi-tier TTR model: least loss while ``down`` nodes stand still for ``periods``, and units lost per node.

    A node makes at most what arrives of each material allows; it ships and sells what it makes and has in stock.
    """
    import numpy as np

    _check(nodes, down)
    require_not_negative(time_to_recover=periods)
    matrix, per_time, limit, links = _tiers(nodes, down)
    count = len(nodes)
    cost = np.concatenate([np.zeros(count), [node.loss for node in nodes], np.zeros(len(links))])
    answer = _solved(cost, matrix, limit - per_time * periods, [(0.0, None)] * matrix.shape[1])
    return float(answer.fun), tuple(float(lost) for lost in answer.x[count:2 * count])


def tier_time_to_survive(nodes: Sequence[Node], *, down: frozenset[int]) -> float:
    """Multi-tier TTS model: the longest time without loss while ``down`` nodes stand still; infinite if for ever."""
    import numpy as np
    from scipy.sparse import csr_array, hstack

    _check(nodes, down)
    matrix, per_time, limit, links = _tiers(nodes, down)
    count = len(nodes)
    columns = np.r_[0:count, 2 * count:2 * count + len(links)]  # without loss
    with_time = hstack([csr_array(per_time.reshape(-1, 1)), matrix[:, columns]])
    return _longest_time(with_time, limit)


def shared_items_impact(
    needs: Sequence[tuple[int, int, float]], *, supply: Sequence[float], demand: Sequence[float],
    losses: Sequence[float],
) -> tuple[float, tuple[float, ...]]:
    """Least loss where products share items, and the units lost of each product.

    ``needs``: (item, product, quantity per unit made); ``supply``: what there is of each item over the outage, stock
    included; ``demand`` units over the outage. min sum f l subject to sum r (d - l) <= supply per item, 0 <= l <= d:
    the multi-tier model of two tiers with what is made and shipped eliminated.
    """
    import numpy as np
    from scipy.sparse import coo_array

    require_not_negative(least_supply=min(supply, default=0.0), least_demand=min(demand, default=0.0))
    items, products, quantities = (np.asarray(column) for column in zip(*needs, strict=True))
    rows = coo_array((-quantities.astype(float), (items, products)), shape=(len(supply), len(demand)))
    limit = np.asarray(supply, dtype=float) + rows @ np.asarray(demand, dtype=float)
    answer = _solved(np.asarray(losses, dtype=float), rows, limit, [(0.0, one) for one in demand])
    return float(answer.fun), tuple(float(lost) for lost in answer.x)


def _solved(cost: Vector, rows: Any, limit: Vector, bounds: Sequence[tuple[float, float | None]]) -> Any:
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    answer = linprog(cost, A_ub=csr_array(rows), b_ub=limit, bounds=bounds, method="highs")
    if answer.status != 0:
        raise PlanningError(f"The outage could not be computed: {answer.message}")
    return answer


def _longest_time(rows: Any, limit: Vector) -> float:
    """The largest value of the first column; nothing made for no time at all is always allowed."""
    import numpy as np
    from scipy.optimize import linprog

    cost = np.zeros(rows.shape[1])
    cost[0] = -1.0
    solved, unbounded, unclear = 0, 3, 4
    answer = linprog(cost, A_ub=rows, b_ub=limit, method="highs")
    if answer.status == unclear:  # presolve only saw "unbounded or infeasible"
        answer = linprog(cost, A_ub=rows, b_ub=limit, method="highs", options={"presolve": False})
    if answer.status == unbounded:
        return math.inf
    if answer.status != solved:
        raise PlanningError(f"The time to survive could not be computed: {answer.message}")
    return float(answer.x[0])
