"""Every week of every scenario written out, alike weeks together: the exact program, for any problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ytterby.planning.allocation import Problem, Product, Source, in_scenario
from ytterby.planning.firststage import FirstStage
from ytterby.planning.spans import in_spans, may_be_joined

if TYPE_CHECKING:
    from ytterby.planning.allocation import Array
    from ytterby.planning.program import Index


def full_columns(problem: Problem) -> int:
    """How many columns the full form has per week and scenario taken together: the measure of its effort."""
    offers = sum(len(source.offers) for source in problem.sources)
    return problem.scenarios * problem.weeks * (offers + len(problem.lines) + len(problem.products))


def add_weeks(problem: Problem, stage: FirstStage) -> None:
    """Adds purchases, stock and unmet demand of all weeks and scenarios and their costs."""
    joined = may_be_joined(problem)
    for scenario in range(problem.scenarios):
        _Scenario(in_spans(problem, scenario) if joined else problem, stage, scenario).add()


class _Scenario:
    """One scenario's rows. Stock of line i: x_t = x_(t-1) + bought_t - sum r (d_t + kept unmet_(t-1) - unmet_t)."""

    def __init__(self, problem: Problem, stage: FirstStage, scenario: int) -> None:
        self._problem, self._stage, self._program = problem, stage, stage.program
        self._scenario, self._weeks = scenario, problem.weeks
        self._cost_row = stage.cost_rows[scenario]

    def add(self) -> None:
        import numpy as np

        problem, program = self._problem, self._program
        need = np.zeros((len(problem.lines), self._weeks))
        for product in problem.products:
            for line, quantity in product.uses:
                need[line] += quantity * in_scenario(product.demand, self._scenario)
        balance = [self._line(i, need[i]) for i in range(len(problem.lines))]
        for product in problem.products:
            self._product(product, balance)
        for j, source in enumerate(problem.sources):
            bought = [program.columns(self._weeks, high=in_scenario(offer.capacity, self._scenario))
                      for offer in source.offers]
            for offer, columns in zip(source.offers, bought, strict=True):
                program.entries(balance[offer.line], columns, 1.0)
                program.entries(self._cost_row, columns, offer.price)
            self._source(source, j, bought)

    def _line(self, i: int, need: Array) -> Index:
        """Balance rows: in - out = need - stock on hand at the start."""
        line, program, weeks = self._problem.lines[i], self._program, self._weeks
        held = program.columns(weeks)
        right = need.copy()
        right[0] -= line.stock
        rows = program.rows(weeks, right, right)
        program.entries(rows, held, -1.0)
        program.entries(rows[1:], held[:-1], 1.0)
        program.entries(rows[0], self._stage.stock[i], 1.0)
        program.entries(self._cost_row, held, line.holding_cost)
        program.entries(self._cost_row, held[-1], -line.salvage)
        return rows

    def _product(self, product: Product, balance: list[Index]) -> None:
        program, kept = self._program, product.kept
        demand = in_scenario(product.demand, self._scenario)
        unmet = program.columns(self._weeks, high=demand if kept == 0 else float("inf"))
        if kept:  # made = demand + kept unmet before - unmet >= 0
            rows = program.rows(self._weeks, high=demand)
            program.entries(rows, unmet, 1.0)
            program.entries(rows[1:], unmet[:-1], -kept)
        for line, quantity in product.uses:
            program.entries(balance[line], unmet, quantity)
            if kept:
                program.entries(balance[line][1:], unmet[:-1], -quantity * kept)
        program.entries(self._cost_row, unmet[:-1], product.margin * (1 - kept) + product.delay_cost * kept)
        program.entries(self._cost_row, unmet[-1], product.margin)

    def _source(self, source: Source, j: int, bought: list[Index]) -> None:
        program, weeks, qualified = self._program, self._weeks, self._stage.qualified[j]
        if not self._stage.certain[j]:
            for offer, columns in zip(source.offers, bought, strict=True):
                rows = program.rows(weeks, high=0.0)
                program.entries(rows, columns, 1.0)
                program.entries(rows, qualified, -in_scenario(offer.capacity, self._scenario))
        if source.capacity is not None:
            rows = program.rows(weeks, high=0.0)
            for columns in bought:
                program.entries(rows, columns, 1.0)
            program.entries(rows, qualified, -in_scenario(source.capacity, self._scenario))
        total = []
        if source.granted is not None:
            rows = program.rows(1, high=0.0)
            self._stage.granted.setdefault(j, []).append(int(rows[0]))
            total.append((rows, float(in_scenario(source.granted, self._scenario))))
        if source.minimum_units:
            total.append((program.rows(1, low=0.0), source.minimum_units))
        for rows, amount in total:
            for columns in bought:
                program.entries(rows, columns, 1.0)
            program.entries(rows, qualified, -amount)
