"""One page: what was asked, the figures, spend by status, what to ask first, who stops first, what is not stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ytterby.core.finding import Force, Outcome
from ytterby.core.sentences.words import in_words
from ytterby.core.text import reason_text
from ytterby.exposure.exposure import STATED, Exposure, Figure, Flag
from ytterby.report.account import Account, entry
from ytterby.report.dossier import Dossier
from ytterby.report.notices import period, say
from ytterby.report.page import Block, Cell, Chart, Column, Kind, Link, Measured, Page, Row, Style, Table, Text

_ASKED, _STOPS, _WORST = 6, 6, 6
_SAID, _NAMED = 3, 4  # sentences; items called by name in a sentence
_BINDING = (Force.IN_FORCE, Force.UNVERIFIED, Force.SUSPENDED, Force.NOT_YET, Force.REPEALED)
FIGURES = {
    "lines": "figure-lines", "licence_required": "figure-licence-required", "licence_spend": "figure-licence-spend",
    "undetermined": "figure-undetermined", "undetermined_spend": "figure-undetermined-spend",
    "denied": "figure-denied", "wakes_up": "figure-wakes-up", "defence": "figure-defence",
    "semiconductor": "figure-semiconductor",
    "single_source": "figure-single-source", "shortest_cover": "figure-shortest-cover",
    "evidence_share": "figure-evidence-share",
}
_KINDS = {"lines": Kind.WHOLE, "money": Kind.MONEY, "share": Kind.SHARE, "days": Kind.DAYS}


def page(dossier: Dossier) -> Page:
    blocks: list[Block] = [
        Text(say("report-title"), Style.TITLE),
        Text("\n".join(dossier.notices), Style.WARNING),
        Text(say("summary-figures"), Style.HEADING),
        *([Text(say("exposure-per-product"))] if dossier.assessment.exposure.per_unit else []), _figures(dossier),
        Text(say("summary-status"), Style.HEADING), *_by_status(dossier),
    ]
    worst = _worst(dossier)
    if worst is not None:
        blocks += [Text(say("summary-worst"), Style.HEADING), worst]
    asked = _questions(dossier)
    blocks[2:2] = [Text(said, Style.BODY) for said in decisions(dossier, asked)]
    if asked:
        blocks += [Text(say("summary-questions"), Style.HEADING),
                   _question_table(asked, dossier.assessment.exposure.currency)]
    stops = _stops(dossier)
    if stops:
        wait = dossier.assessment.outlooks[0].wait
        blocks += [Text(say("summary-stops"), Style.HEADING), Text(say("summary-wait", basis=wait.basis)), stops]
    if any(account.catching for account in dossier.accounts):
        blocks += [Text(say("summary-not-stated"), Style.HEADING), _not_stated(dossier)]
    return Page("Summary", tuple(blocks), one_page=True)


def _figures(dossier: Dossier) -> Table:
    exposure = dossier.assessment.exposure
    columns = (Column("Figure", width=44), Column("Value", Kind.NUMBER, 16), Column("Unit", width=12),
               Column("Items", Kind.WHOLE, 16), Column("First line", width=12))
    rows: list[Row] = []
    for figure in exposure.figures:
        kind = _KINDS.get(figure.unit, Kind.NUMBER)
        unit = exposure.currency if figure.unit == "money" else ("" if figure.unit == "share" else figure.unit)
        label = _label(figure, exposure)
        value: Cell = "not stated" if figure.value is None else Measured(figure.value, kind)
        rows.append((label, value, unit, len(figure.items), first_line(dossier, figure.items)))
    return Table(columns, tuple(rows), key="figures")


def _label(figure: Figure, exposure: Exposure) -> str:
    """A material's usual use is said of the material; of the lines only where bill or user say so."""
    label = say(FIGURES[figure.key], period=period(exposure)) if figure.key in FIGURES else figure.key.replace("_", " ")
    use = {str(interest): use for interest, use in STATED.items()}.get(figure.key)
    counted = frozenset(figure.items)
    stated = sum(len(one.lines) for one in exposure.items if one.item in counted and use in one.flags) if use else 0
    return say("figure-stated", figure=label, lines=f"{stated:,}") if stated else label


def first_line(dossier: Dossier, items: tuple[int, ...]) -> Cell:
    """A link to the first line of the register among ``items``."""
    lines = [dossier.first_line[item] for item in items if dossier.first_line[item] >= 0]
    if not lines:
        return None
    sheet, row = dossier.place(min(lines))
    return Link(f"{sheet} {row}", sheet, row)


def spend(dossier: Dossier, items: Iterable[int]) -> float | str:
    """Of a year, over the items whose spend is known; in words where it is known of none."""
    exposures = (dossier.accounts[item].exposure for item in items)
    known = [exposure.spend for exposure in exposures if exposure and exposure.spend is not None]
    return sum(known, 0.0) if known else "not stated"


def _group(account: Account) -> tuple[str, int]:
    """Status and force in words, and their order: what binds first."""
    outcome, finding = account.status, account.finding
    if outcome is Outcome.NOT_CONTROLLED or finding is None:
        return (say("status-upstream"), 98) if account.has(Flag.UPSTREAM) else (in_words(outcome), 99)
    order = list(Outcome).index(outcome) * 10 + list(Force).index(finding.force)
    return f"{in_words(outcome)}, {in_words(finding.force)}", order


def _by_status(dossier: Dossier) -> list[Block]:
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for item, account in enumerate(dossier.accounts):
        name, order = _group(account)
        groups[order, name].append(item)
    exposure = dossier.assessment.exposure
    lines = {each.item: len(each.lines) for each in exposure.items}
    rows = tuple(
        (name, len(items), sum(lines.get(item, 0) for item in items), spend(dossier, items),
         first_line(dossier, tuple(items)))
        for (_, name), items in sorted(groups.items())
    )
    columns = (Column("Status and force", width=44), Column("Items", Kind.WHOLE, 16), Column("Lines", Kind.WHOLE, 12),
               Column(f"Spend, {exposure.currency}", Kind.MONEY, 16), Column("First line", width=12))
    priced = any(isinstance(row[3], float) and row[3] > 0 for row in rows)
    title, series = (say("chart-spend", period=period(exposure)), 3) if priced else (say("chart-lines"), 2)
    axis = exposure.currency if priced else "lines"
    outcomes = tuple(str(dossier.accounts[items[0]].status) for _, items in sorted(groups.items()))
    return [Table(columns, rows, key="status"), Chart(title, "status", (series,), axis, outcomes)]


def _worst(dossier: Dossier) -> Table | None:
    """By name what binds first and, of that, has most spend behind it; each leads to its line."""
    caught = [(number, account) for number, account in enumerate(dossier.accounts)
              if account.finding is not None and account.catching]
    if not caught:
        return None
    caught.sort(key=lambda each: (_group(each[1])[1], -_known_spend(each[1]), each[0]))
    columns = (Column("Item, to its line", width=44), Column("Status and force", width=16),
               Column("Control", width=12), Column(f"Spend, {dossier.assessment.exposure.currency}", Kind.MONEY, 16),
               Column("Days of cover", Kind.DAYS, 12))
    rows = tuple((_named_link(dossier, number), _group(account)[0], entry(account.finding) if account.finding else "",
                  spend(dossier, (number,)), account.exposure.cover_days if account.exposure else None)
                 for number, account in caught[:_WORST])
    return Table(columns, rows, key="worst")


def _known_spend(account: Account) -> float:
    return (account.exposure.spend or 0.0) if account.exposure else 0.0


def _named_link(dossier: Dossier, number: int) -> Cell:
    name, text = dossier.name(number), dossier.accounts[number].item.description
    link = first_line(dossier, (number,))
    told = name if text in ("", name) else f"{name}: {text[:60]}"
    return Link(told, link.sheet, link.row) if isinstance(link, Link) else told


def decisions(dossier: Dossier, asked: list[Row]) -> list[str]:
    """What is to be decided, in at most three sentences: who applies, what runs out, whom to ask, what to watch."""
    exposure = dossier.assessment.exposure
    figures = {figure.key: figure for figure in exposure.figures}
    made = []
    needs = figures.get("licence_required")
    if needs is not None and needs.value:
        made.append(say("decide-licences", lines=f"{needs.value:,.0f}", spend=_money(dossier, "licence_spend")))
    short = _short(dossier)
    if short:
        names = ", ".join(dossier.name(item) for item in short[:_NAMED])
        wait = dossier.assessment.outlooks[0].wait
        made.append(say("decide-cover", count=len(short), days=f"{wait.median_days:g}",
                        names=names + (" …" if len(short) > _NAMED else "")))
    open_lines = figures.get("undetermined")
    if open_lines is not None and open_lines.value:
        fact = asked[0][0] if asked else ""
        made.append(say("decide-facts", lines=f"{open_lines.value:,.0f}", spend=_money(dossier, "undetermined_spend"),
                        fact=fact))
    upstream = sum(len(account.exposure.lines) for account in dossier.accounts
                   if account.exposure is not None and not account.catching and account.has(Flag.UPSTREAM))
    made = made or [say("decide-nothing")]
    return [*made, say("decide-upstream", lines=f"{upstream:,}")] if upstream and len(made) < _SAID else made


def _short(dossier: Dossier) -> list[int]:
    """Items that wait for a licence and are used up before its median, shortest first."""
    if not dossier.assessment.outlooks:
        return []
    outlook = dossier.assessment.outlooks[0]
    short = [item for item in outlook.items
             if item.cover_days is not None and item.cover_days < outlook.wait.median_days]
    return [item.item for item in sorted(short, key=lambda item: (item.cover_days or 0.0, item.item))]


def _money(dossier: Dossier, key: str) -> str:
    exposure = dossier.assessment.exposure
    value = next((figure.value for figure in exposure.figures if figure.key == key), None)
    if value is None:
        return say("spend-unknown")
    return say("spend-of", money=f"{value:,.0f} {exposure.currency}", period=period(exposure))


def _questions(dossier: Dossier) -> list[Row]:
    """Missing facts: first of entries that bind, then those that most spend and most items wait for."""
    waiting: dict[str, list[int]] = defaultdict(list)
    binds: dict[str, Force] = {}
    for item, account in enumerate(dossier.accounts):
        for finding in account.findings:
            for fact in map(reason_text, finding.missing):
                binds[fact] = min(finding.force, binds.get(fact, finding.force), key=_BINDING.index)
                if item not in waiting[fact][-1:]:
                    waiting[fact].append(item)

    def waits(fact: str) -> float:
        money = spend(dossier, waiting[fact])
        return money if isinstance(money, float) else 0.0

    ordered = sorted(waiting, key=lambda fact: (
        _BINDING.index(binds[fact]), -waits(fact), -len(waiting[fact]), fact))
    return [(fact, in_words(binds[fact]), len(waiting[fact]), spend(dossier, waiting[fact]),
             first_line(dossier, tuple(waiting[fact]))) for fact in ordered[:_ASKED]]


def _question_table(rows: list[Row], currency: str) -> Table:
    columns = (Column("Missing fact", Kind.WRAP, 44), Column("Entry is", width=16), Column("Items", Kind.WHOLE, 12),
               Column(f"Spend behind it, {currency}", Kind.MONEY, 16), Column("First line", width=12))
    return Table(columns, tuple(rows), key="questions")


def _stops(dossier: Dossier) -> Table | None:
    """The items most likely to stop a product in the baseline."""
    outlooks = dossier.assessment.outlooks
    known = [item for item in outlooks[0].items if item.stop_probability] if outlooks else []
    known.sort(key=lambda item: (-(item.stop_probability or 0.0), item.item))
    columns = (Column("Item", width=44), Column("Probability of a stop", Kind.SHARE, 16),
               Column("Days of cover", Kind.DAYS, 12), Column("Median first stop", Kind.DATE, 16),
               Column("First line", width=12))
    rows = tuple((dossier.name(item.item), item.stop_probability, item.cover_days, item.first_stop.p50,
                  first_line(dossier, (item.item,))) for item in known[:_STOPS])
    return Table(columns, rows, key="stops") if rows else None


def _not_stated(dossier: Dossier) -> Table:
    """What the bill leaves open for the items that an entry catches."""
    caught = [(number, account) for number, account in enumerate(dossier.accounts) if account.catching]
    per_unit = dossier.assessment.exposure.per_unit
    lacks = {
        "price": [n for n, a in caught if a.exposure is None or a.exposure.unit_price is None],
        "yearly quantity": [n for n, a in caught
                            if per_unit or a.exposure is None or a.exposure.annual_quantity is None],
        "stock": [n for n, a in caught if a.item.stock is None],
        "country of origin": [n for n, a in caught if not a.item.origin],
        "supplier": [n for n, a in caught if not (a.item.supplier or a.item.sources)],
        "mass of the rare-earth material": [n for n, a in caught if a.rare_earth_g is None],
    }
    columns = (Column("Not stated", width=44), Column("Items without", Kind.WHOLE, 16),
               Column("of caught items", Kind.WHOLE, 12), Column("First line", width=16))
    return Table(columns, tuple((what, len(items), len(caught), first_line(dossier, tuple(items)))
                                for what, items in lacks.items()), key="not stated")
