"""The two ways to write a plan down as a program, and which of them fits a problem."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ytterby.planning.allocation import Problem
from ytterby.planning.firststage import FirstStage, Limits, first_stage
from ytterby.planning.fullform import add_weeks, full_columns
from ytterby.planning.reduced import add_shortfalls, exact, reducible

if TYPE_CHECKING:
    from ytterby.planning.program import Vector

FULL_COLUMNS = 20_000  # beyond this the full form no longer answers while one waits


class Form(StrEnum):
    """How the weeks are written down."""

    FULL = "full"
    REDUCED = "reduced"


@dataclass(frozen=True, slots=True)
class Plan:
    """``stock`` units of advance stock per line, ``qualified`` per source, ``spend`` for both now."""

    stock: tuple[float, ...]
    qualified: tuple[bool, ...]
    spend: float


def chosen_form(problem: Problem) -> Form:
    """The reduced form where it is exact or the full form too large, the full form otherwise."""
    if reducible(problem) and (exact(problem) or full_columns(problem) > FULL_COLUMNS):
        return Form.REDUCED
    return Form.FULL


def build(problem: Problem, limits: Limits, form: Form) -> FirstStage:
    """The program of a plan."""
    stage = first_stage(problem, limits)
    if form is Form.FULL:
        add_weeks(problem, stage)
    else:
        add_shortfalls(problem, stage)
    return stage


def read_plan(problem: Problem, stage: FirstStage, x: Vector) -> Plan:
    """The decisions in a solution of the program."""
    stock = tuple(max(float(amount), 0.0) for amount in x[stage.stock])
    qualified = tuple(bool(round(value)) for value in x[stage.qualified])
    spend = sum(amount * line.stock_price for amount, line in zip(stock, problem.lines, strict=True))
    spend += sum(source.fixed_cost for source, chosen in zip(problem.sources, qualified, strict=True) if chosen)
    return Plan(stock, qualified, spend)
