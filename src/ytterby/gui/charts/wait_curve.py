"""The firm's own licence waits drawn over the public prior: still waiting after so many days, with the 95 % band."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ytterby.gui.charts.chart import Table, scale
from ytterby.gui.charts.curve_plot import CurvePlot
from ytterby.gui.charts.labels import exact
from ytterby.gui.wording import number
from ytterby.planning.distribution import Lognormal
from ytterby.planning.survival import SurvivalCurve

LEGEND = (("accent", "own applications (Kaplan–Meier)"), ("selection", "95 % band"), ("muted", "public prior"))
HEIGHT, POINTS = 210, 120


class WaitCurve(CurvePlot):
    """x is days since application, y the share not yet decided."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(HEIGHT, parent)
        self._rows: list[tuple[str, ...]] = []
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.retheme()

    def show_curves(self, curve: SurvivalCurve, prior: Lognormal) -> None:
        """The curve steps down at each decision."""
        longest = max([step.days for step in curve.steps], default=0.0)
        end = max(1.1 * longest, prior.quantile(0.97))
        days = [end * point / POINTS for point in range(POINTS + 1)]
        self.beside.setData(days, [prior.exceeds(day) for day in days])
        x, y = [0.0], [1.0]
        low, high = [1.0], [1.0]
        for step in curve.steps:
            bottom, top = curve.band(step.days)
            x += [step.days, step.days]
            y += [y[-1], step.waiting]
            low += [low[-1], bottom]
            high += [high[-1], top]
        x, y, low, high = [*x, max(longest, x[-1])], [*y, y[-1]], [*low, low[-1]], [*high, high[-1]]
        self.line.setData(x, y)
        self.low.setData(x, low)
        self.high.setData(x, high)
        self.getViewBox().setRange(xRange=(0.0, end), yRange=(0.0, 1.04), padding=0)
        self.getAxis("bottom").setTicks([[(value, f"{number(value)} days") for value in scale(end)]])
        self.getAxis("left").setTicks([[(share / 4, f"{25 * share} %") for share in range(5)]])
        self._rows = [(exact(step.days, 0), exact(step.waiting), *map(exact, curve.band(step.days)),
                       exact(prior.exceeds(step.days))) for step in curve.steps]

    def table(self) -> Table:
        return ("Days", "Still waiting", "from", "to", "Public prior"), *self._rows
