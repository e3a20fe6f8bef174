"""The stock and sourcing plan: what to buy now, whom to qualify, what that saves, which limit holds it back."""

from __future__ import annotations

from ytterby.core.text import reason_text
from ytterby.planning.judge import Judgement
from ytterby.planning.planned import Planned, chosen_sources
from ytterby.report.dossier import Dossier
from ytterby.report.leads import first_line
from ytterby.report.notices import say
from ytterby.report.page import Block, Cell, Column, Formula, Input, Kind, Page, Row, Style, Table, Text

_LEAST = 1e-6  # pieces: less than that is none


def page(dossier: Dossier, planned: Planned) -> Page:
    """Status first: a plan that is not there says why."""
    currency = dossier.assessment.exposure.currency
    blocks: list[Block] = [
        Text(say("plan-title"), Style.TITLE), Text(say("plan-note")),
        Text(say("plan-status", status=planned.solution.status, scenarios=planned.stocking.problem.scenarios,
                 weeks=planned.stocking.problem.weeks), Style.BODY),
        *(Text(reason_text(reason), Style.WARNING) for reason in planned.solution.reasons),
        Text(say("plan-stock"), Style.HEADING), Table(_bought_columns(currency), tuple(_bought(dossier, planned)),
                                                      key="stock", main=True),
        Text(say("plan-sources"), Style.HEADING), _sources(planned, currency),
    ]
    judged = [(say(code), found) for code, found in (("plan-with", planned.judged), ("plan-without", planned.without))
              if found is not None]
    if judged:
        blocks += [Text(say("plan-judged"), Style.HEADING), _judged(judged, currency)]
    if planned.solution.bindings:
        blocks += [Text(say("plan-bindings"), Style.HEADING), _bindings(dossier, planned, currency)]
    if planned.stocking.left_out:
        blocks += [Text(say("plan-left-out"), Style.HEADING), _left_out(dossier, planned)]
    return Page("Plan", tuple(blocks), frozen_columns=1)


def _bought_columns(currency: str) -> tuple[Column, ...]:
    return (Column("Item", width=30), Column("Description", width=44), Column("Pieces to buy now", Kind.NUMBER, 14),
            Column(f"Price of one, {currency}", Kind.MONEY, 14), Column(f"Money, {currency}", Kind.MONEY, 16),
            Column("First line", width=14))


def _bought(dossier: Dossier, planned: Planned) -> list[Row]:
    """Pieces can be changed; the money follows."""
    plan = planned.solution.plan
    if plan is None:
        return []
    return [(dossier.name(item), dossier.accounts[item].item.description, Input(pieces), line.stock_price,
             Formula("C{row}*D{row}", pieces * line.stock_price), first_line(dossier, (item,)))
            for item, line, pieces in zip(planned.stocking.items, planned.stocking.problem.lines, plan.stock,
                                          strict=True) if pieces > _LEAST]


def _sources(planned: Planned, currency: str) -> Table:
    """Every candidate, chosen or not."""
    chosen = set(chosen_sources(planned))
    columns = (Column("Source", width=30), Column("Qualify", width=44),
               Column(f"Fixed cost, {currency}", Kind.MONEY, 14))
    rows = tuple((source.name, "yes" if source.name in chosen else "no", source.fixed_cost)
                 for source in planned.stocking.problem.sources if source.optional)
    return Table(columns, rows, key="sources")


def _judged(judged: list[tuple[str, Judgement]], currency: str) -> Table:
    columns = (Column("On fresh trials", width=30), Column("Trials", Kind.WHOLE, 44),
               Column(f"Mean cost, {currency}", Kind.MONEY, 14), Column("± within", Kind.MONEY, 14),
               Column("Mean of the worst cases", Kind.MONEY, 16), Column("± worst within", Kind.MONEY, 14))
    rows = tuple((name, found.scenarios, found.tail.mean, found.mean_within, found.tail.cvar, found.cvar_within)
                 for name, found in judged)
    return Table(columns, rows, key="judged")


def _bindings(dossier: Dossier, planned: Planned, currency: str) -> Table:
    names = {account.item.key: dossier.name(number) for number, account in enumerate(dossier.accounts)}
    columns = (Column("Limit", width=30), Column("Of", width=44),
               Column(f"One more unit saves, {currency}", Kind.MONEY, 14))
    return Table(columns, tuple((str(one.limit), names.get(one.name, one.name), one.value)
                                for one in planned.solution.bindings), key="limits")


def _left_out(dossier: Dossier, planned: Planned) -> Table:
    columns = (Column("Left out", width=30), Column("Why", Kind.WRAP, 44), Column("First line", width=14))
    return Table(columns, tuple((dossier.name(one.item), reason_text(one.reason), _line(dossier, one.item))
                                for one in planned.stocking.left_out), key="left out")


def _line(dossier: Dossier, item: int | None) -> Cell:
    return None if item is None else first_line(dossier, (item,))
