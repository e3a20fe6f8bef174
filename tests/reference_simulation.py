"""The same model as the program's simulation, as plainly as can be: one item in one trial, in small steps of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def short_days(stock_days: float, inflow: Callable[[float], float], closed: Sequence[tuple[float, float]],
               horizon: float, step: float = 0.02) -> tuple[float | None, float]:
    """(first day without material or None, days without it) up to the horizon. ``inflow``: shares of the use."""
    level, short, first = stock_days, 0.0, None
    for n in range(round(horizon / step)):
        day = (n + 0.5) * step
        if any(start < day < end for start, end in closed):
            drain = max(1.0 - max(inflow(day), 0.0), 0.0)
            if drain <= 1e-12:
                continue
            if level <= 1e-9:
                short += step
                first = n * step if first is None else first
            level -= drain * step
    return first, short
