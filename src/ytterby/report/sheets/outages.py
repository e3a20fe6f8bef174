"""What each outage would do: how long the bill survives it, what runs out first, what it would cost."""

from __future__ import annotations

from math import isinf

from ytterby.report.dossier import Dossier
from ytterby.report.leads import first_line
from ytterby.report.notices import say
from ytterby.report.page import Block, Cell, Column, Kind, Page, Row, Style, Table, Text
from ytterby.workspace.outages import OutageImpact, Outages, assess_outages


def page(dossier: Dossier) -> Page:
    """Outages as long as the licence wait lasts in one case of ten (P90), worst first; none without a baseline."""
    blocks: list[Block] = [Text(say("outages-title"), Style.TITLE)]
    assessment = dossier.assessment
    if not assessment.outlooks:
        return Page("Outages", (*blocks, Text(say("outages-none"))))
    days = assessment.outlooks[0].wait.p90_days
    found = assess_outages(assessment.reading.bom, assessment.exposure, days)
    columns = (
        Column("Outage of", width=30), Column("Kind", width=24), Column("Items", Kind.WHOLE, 10),
        Column("Items of unknown stock or use", Kind.WHOLE, 14), Column("Days survived", Kind.DAYS, 12),
        Column("Days of outage", Kind.DAYS, 12), Column("Survived", width=12), Column("Runs out first", width=30),
        Column("First line", width=14), Column(_loss_heading(found), Kind.MONEY, 18),
        Column("Risk exposure index", Kind.SHARE, 12),
    )
    rows = tuple(_row(dossier, one) for one in found.impacts)
    said = say("outages-how", days=f"{days:,.0f}") if rows else say("outages-nothing")
    return Page("Outages", (*blocks, Text(said), Table(columns, rows, main=True)))


def _loss_heading(found: Outages) -> str:
    return f"Loss of {found.money or 'revenue'}, {found.currency}"


def _row(dossier: Dossier, one: OutageImpact) -> Row:
    first = one.first
    return (one.name, say(f"outage-{one.kind}"), len(one.items), len(one.unknown), _days(one),
            one.recover_days, _survived(one.survives), None if first is None else dossier.name(first),
            None if first is None else first_line(dossier, (first,)),
            *(say("outage-not-known") if figure is None else figure for figure in (one.loss, one.index)))


def _days(one: OutageImpact) -> Cell:
    """Never a blank, which would read as no outage; never "does not run out" where some item is not known."""
    if one.survive_days is None or (isinf(one.survive_days) and one.unknown):
        return say("outage-not-known")
    return say("outage-endless") if isinf(one.survive_days) else one.survive_days


def _survived(survives: bool | None) -> str:
    return say("outage-not-known") if survives is None else say("outage-survived" if survives else "outage-stops")
