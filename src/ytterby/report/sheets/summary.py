"""One page: what was asked, the figures, spend by status, what to ask first, who stops first, what is not stated."""

from __future__ import annotations

from collections import defaultdict

from ytterby.core.finding import Force, Outcome
from ytterby.core.sentences.words import LINE_STATUSES, in_words
from ytterby.exposure.exposure import STATED, Exposure, Figure
from ytterby.exposure.prices import without_currency
from ytterby.report.account import Account, entry
from ytterby.report.dossier import Dossier
from ytterby.report.layout import shortened
from ytterby.report.leads import first_line, lines_behind
from ytterby.report.notices import period, say
from ytterby.report.page import Block, Cell, Chart, Column, Kind, Link, Measured, Page, Row, Style, Table, Text
from ytterby.report.sheets.decide import Asked, asked_first, decisions, spend
from ytterby.report.sheets.register import ALTERNATIVE

_STOPS, _WORST, _NAMED = 6, 6, 3
_WIDTHS = (62, 24, 14, 18, 16, 26)  # of the page's columns, which all tables on it share
FIGURES = {
    "lines": "figure-lines", "licence_required": "figure-licence-required", "licence_spend": "figure-licence-spend",
    "undetermined": "figure-undetermined", "undetermined_spend": "figure-undetermined-spend",
    "denied": "figure-denied", "wakes_up": "figure-wakes-up", "defence": "figure-defence",
    "semiconductor": "figure-semiconductor",
    "single_source": "figure-single-source", "shortest_cover": "figure-shortest-cover",
    "evidence_share": "figure-evidence-share", "decided_share": "figure-decided-share",
}
_KINDS = {"lines": Kind.WHOLE, "money": Kind.MONEY, "share": Kind.SHARE, "days": Kind.DAYS}


def page(dossier: Dossier) -> Page:
    asked = asked_first(dossier)
    blocks: list[Block] = [
        Text(say("report-title"), Style.TITLE),
        Text("\n".join(dossier.notices), Style.WARNING),
        *(Text(said, Style.BODY) for said in decisions(dossier, asked)),
        Text(say("summary-figures"), Style.HEADING),
        *([Text(say("exposure-per-product"))] if dossier.assessment.exposure.per_unit else []), _figures(dossier),
        Text(say("summary-status"), Style.HEADING), *_by_status(dossier),
    ]
    worst = _worst(dossier)
    if worst is not None:
        blocks += [Text(say("summary-worst"), Style.HEADING), worst]
    if asked:
        blocks += [Text(say("summary-questions"), Style.HEADING), _question_table(dossier, asked)]
    stops = _stops(dossier)
    if stops:
        wait = dossier.assessment.outlooks[0].wait
        blocks += [Text(say("summary-stops"), Style.HEADING), Text(say("summary-wait", basis=wait.basis)), stops]
    if any(account.at_work for account in dossier.accounts):
        blocks += [Text(say("summary-not-stated"), Style.HEADING), _not_stated(dossier)]
    return Page("Summary", tuple(blocks), one_page=True, noticed=True)


def _columns(*wanted: tuple[str, Kind]) -> tuple[Column, ...]:
    return tuple(Column(heading, kind, width) for (heading, kind), width in zip(wanted, _WIDTHS, strict=False))


def _figures(dossier: Dossier) -> Table:
    exposure = dossier.assessment.exposure
    columns = _columns(("Figure", Kind.WRAP), ("Value", Kind.NUMBER), ("Unit", Kind.TEXT), ("Items", Kind.WHOLE),
                       ("Lines behind", Kind.TEXT))
    rows: list[Row] = []
    for figure in exposure.figures:
        if figure.key in ("denied", "decided_share") and not figure.items:
            continue
        kind = _KINDS.get(figure.unit, Kind.NUMBER)
        unit = exposure.currency if figure.unit == "money" else ("" if figure.unit == "share" else figure.unit)
        label = _label(figure, exposure)
        value: Cell = "not stated" if figure.value is None else Measured(figure.value, kind)
        rows.append((label, value, unit, len(figure.items), lines_behind(dossier, label, figure.items)))
    return Table(columns, tuple(rows), key="figures")


def _label(figure: Figure, exposure: Exposure) -> str:
    """A material's usual use is said of the material; of the lines only where bill or user say so."""
    label = say(FIGURES[figure.key], period=period(exposure)) if figure.key in FIGURES else figure.key.replace("_", " ")
    use = {str(interest): use for interest, use in STATED.items()}.get(figure.key)
    counted = frozenset(figure.items)
    stated = sum(len(one.lines) for one in exposure.items if one.item in counted and use in one.flags) if use else 0
    return say("figure-stated", figure=label, lines=f"{stated:,}") if stated else label


def _group(account: Account) -> tuple[str, int]:
    """Status and force in words, and their order: what binds first."""
    outcome, finding = account.status, account.finding
    if outcome is Outcome.NOT_CONTROLLED or finding is None:
        return account.status_words, 100 + LINE_STATUSES.index(account.status_words)
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
         lines_behind(dossier, name, tuple(items)))
        for (_, name), items in sorted(groups.items())
    )
    columns = _columns(("Status and force", Kind.TEXT), ("Items", Kind.WHOLE), ("Lines", Kind.WHOLE),
                       (f"Spend, {exposure.currency}", Kind.MONEY), ("Lines behind", Kind.TEXT))
    priced = any(isinstance(row[3], float) and row[3] > 0 for row in rows)
    unpriced = "-no-currency" if without_currency(account.item for account in dossier.accounts) else ""
    title, series = ((say("chart-spend", period=period(exposure)), 3) if priced
                     else (say(f"chart-lines{unpriced}"), 2))
    axis = exposure.currency if priced else "lines"
    firsts = (dossier.accounts[items[0]] for _, items in sorted(groups.items()))
    outcomes = tuple(one.status_words for one in firsts)
    return [Table(columns, rows, key="status"), Chart(title, "status", (series,), axis, outcomes)]


def _worst(dossier: Dossier) -> Table | None:
    """By name what binds first and, of that, has most spend behind it; each leads to its line."""
    caught = [(number, account) for number, account in enumerate(dossier.accounts)
              if account.finding is not None and account.at_work]
    if not caught:
        return None
    caught.sort(key=lambda each: (_group(each[1])[1], -_known_spend(each[1]), each[0]))
    columns = _columns(
        ("Item, to its line", Kind.TEXT), ("Status and force", Kind.TEXT), ("Control", Kind.WRAP),
        (f"Spend, {dossier.assessment.exposure.currency}", Kind.MONEY), ("Days of cover", Kind.DAYS),
        ("In product", Kind.WRAP))
    rows = tuple((_named_link(dossier, number), _group(account)[0], entry(account.finding) if account.finding else "",
                  ALTERNATIVE if dossier.alternative(number) else spend(dossier, (number,)),
                  account.exposure.cover_days if account.exposure else None, _products(dossier, number))
                 for number, account in caught[:_WORST])
    return Table(columns, rows, key="worst")


def _products(dossier: Dossier, number: int) -> str:
    """The products that hold the item, by name; of one that is only named beside others, that."""
    if dossier.alternative(number):
        return ALTERNATIVE
    named = [dossier.name(product.item) for product in dossier.assessment.exposure.products if number in product.items]
    return ", ".join(named[:_NAMED]) + (" …" if len(named) > _NAMED else "")


def _known_spend(account: Account) -> float:
    return (account.exposure.spend or 0.0) if account.exposure else 0.0


def _named_link(dossier: Dossier, number: int) -> Cell:
    told, link = _name_and_text(dossier, number), first_line(dossier, (number,))
    return Link(told, link.sheet, link.row) if isinstance(link, Link) else told


def _name_and_text(dossier: Dossier, number: int) -> str:
    name, text = dossier.name(number), dossier.accounts[number].item.description
    return shortened(name if text in ("", name) else f"{name}: {text}", _WIDTHS[0] - 4)


def _question_table(dossier: Dossier, asked: tuple[Asked, ...]) -> Table:
    columns = _columns(
        ("Missing fact", Kind.WRAP), ("Entry is", Kind.TEXT), ("Items", Kind.WHOLE),
        (f"Spend behind it, {dossier.assessment.exposure.currency}", Kind.MONEY), ("Lines behind", Kind.TEXT))
    return Table(columns, tuple(
        (one.fact, in_words(one.force), len(one.items), spend(dossier, one.items),
         lines_behind(dossier, say("behind-fact", fact=one.fact), one.items)) for one in asked), key="questions")


def _stops(dossier: Dossier) -> Table | None:
    """The items most likely to stop a product in the baseline."""
    outlooks = dossier.assessment.outlooks
    known = [item for item in outlooks[0].items
             if item.stop_probability and not dossier.accounts[item.item].denied] if outlooks else []
    known.sort(key=lambda item: (-(item.stop_probability or 0.0), item.item))
    columns = _columns(("Item", Kind.TEXT), ("Probability of a stop", Kind.SHARE), ("Days of cover", Kind.DAYS),
                       ("Median first stop", Kind.DATE), ("First line", Kind.TEXT))
    rows = tuple((_name_and_text(dossier, item.item), item.stop_probability, item.cover_days, item.first_stop.p50,
                  first_line(dossier, (item.item,))) for item in known[:_STOPS])
    return Table(columns, rows, key="stops") if rows else None


def _not_stated(dossier: Dossier) -> Table:
    """What the bill leaves open for the items that an entry catches."""
    caught = [(number, account) for number, account in enumerate(dossier.accounts) if account.at_work]
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
    columns = _columns(("Not stated", Kind.TEXT), ("Items without", Kind.WHOLE), ("of caught items", Kind.WHOLE),
                       ("Lines behind", Kind.TEXT))
    rows = tuple((what, len(items), len(caught),
                  lines_behind(dossier, say("behind-lacking", what=what), tuple(items)))
                 for what, items in lacks.items())
    return Table(columns, rows, key="not stated")
