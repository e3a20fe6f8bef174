"""Plans kept side by side: what each costs and does, under which limits it was found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ytterby.core.item import Item
from ytterby.gui.listing import Column, Listing
from ytterby.gui.widgets.fitted import fit_rows
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain
from ytterby.gui.wording import NOTHING, counted, day, money, number
from ytterby.planning.planned import Planned, chosen_sources
from ytterby.workspace.document import KeptPlan, PlanLimits

ROWS = 6


def kept(planned: Planned, name: str, scenario: str, limits: PlanLimits, items: Sequence[Item],
         currency: str) -> KeptPlan:
    """The plan as it is kept in the project. There is one: ``planned.solution.plan``."""
    plan = planned.solution.plan
    assert plan is not None
    stock = tuple((items[item].key, pieces) for item, pieces in zip(planned.stocking.items, plan.stock, strict=True)
                  if pieces > 0.5)
    judged, without = (None if one is None else (one.tail.mean, one.tail.cvar)
                       for one in (planned.judged, planned.without))
    return KeptPlan(name, scenario, limits, currency, plan.spend, judged, without, stock,
                    tuple(chosen_sources(planned)))


def new_name(plans: Sequence[KeptPlan]) -> str:
    """The first number that none of them has."""
    taken = {plan.name for plan in plans}
    return next(name for name in (f"Plan {n}" for n in range(1, len(plans) + 2)) if name not in taken)


def _cost(plan: KeptPlan, part: int) -> str:
    return NOTHING if plan.costs is None else money(plan.costs[part], plan.currency)


def _saved(plan: KeptPlan) -> float | None:
    return None if plan.costs is None or plan.without is None else plan.without[0] - plan.costs[0]


def _limits(plan: KeptPlan) -> str:
    """Those that are set."""
    limits = plan.limits
    told = [f"{words} {money(figure, plan.currency)}" for words, figure in (
        ("budget", limits.budget), ("worst tenth at most", limits.tail_limit), ("margin", limits.margin))
        if figure is not None]
    return "; ".join((*told, f"stock up to {number(limits.ceiling_days)} days",
                      f"advance stock {number(100 * limits.surcharge)} % dearer"))


PLANS: tuple[Column[KeptPlan], ...] = (
    Column("name", "Plan", lambda row: row.name, width=64),
    Column("scenario", "Made for", lambda row: row.scenario, width=100),
    Column("spend", "Spend now", lambda row: money(row.spend, row.currency), lambda row: row.spend, figure=True,
           width=92),
    Column("mean", "Mean cost", lambda row: _cost(row, 0), lambda row: row.costs and row.costs[0], figure=True,
           width=96, help="On fresh trials, of all weeks planned for"),
    Column("worst", "Worst tenth", lambda row: _cost(row, 1), lambda row: row.costs and row.costs[1], figure=True,
           width=96, help="The mean of the worst tenth of the fresh trials"),
    Column("saves", "Saves", lambda row: money(_saved(row), row.currency), _saved, figure=True, width=92,
           help="On average, against buying nothing and qualifying nobody, on the same trials"),
    Column("buys", "Buys", lambda row: counted(len(row.stock), "item") if row.stock else "nothing",
           lambda row: float(len(row.stock)), figure=True, width=68),
    Column("qualifies", "Qualifies", lambda row: ", ".join(row.sources) or "nobody", width=96),
    Column("limits", "Limits it was found under", _limits, width=200, tip=lambda row: f"{_limits(row)}; made as of "
           f"{day(row.as_of)}" if row.as_of else _limits(row)),
)


class KeptPlans(QWidget):
    """``dropped`` carries the name of a plan to forget."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plans: tuple[KeptPlan, ...] = ()
        self.table = Grid("Plans side by side", filters=False)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.forget = QPushButton("Forget the chosen plan")
        self.forget.clicked.connect(self._drop)
        self.table.rows_selected.connect(lambda rows: self.forget.setEnabled(len(rows) == 1))
        row = QHBoxLayout()
        row.addWidget(self.forget)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(plain("Plans side by side"))
        column.addWidget(self.table)
        column.addLayout(row)
        self.show_plans(())

    def show_plans(self, plans: tuple[KeptPlan, ...]) -> None:
        self.plans = plans
        self.setVisible(bool(plans))
        self.table.show_listing(Listing(PLANS, plans))
        self.forget.setEnabled(False)
        fit_rows(self.table, ROWS)

    def _drop(self) -> None:
        rows = self.table.selected().tolist()
        if len(rows) == 1:
            self.dropped.emit(self.plans[rows[0]].name)
