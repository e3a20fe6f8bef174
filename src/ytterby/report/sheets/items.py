"""Items that an entry catches or that hold rare earths, with a year's quantity, spend, grams and cover."""

from __future__ import annotations

from collections.abc import Iterator

from ytterby.core.elements import SYMBOLS
from ytterby.core.finding import Certainty
from ytterby.core.sentences.words import in_words
from ytterby.exposure.exposure import ItemExposure
from ytterby.report.account import Account, symbols
from ytterby.report.dossier import Dossier
from ytterby.report.leads import first_line
from ytterby.report.notices import say
from ytterby.report.page import Cell, Column, Kind, Page, Row, Style, Table, Text


def page(dossier: Dossier) -> Page:
    exposure = dossier.assessment.exposure
    shown = [number for number, account in enumerate(dossier.accounts) if _matters(account)]
    present = {symbol for number in shown for symbol, _ in _exposure(dossier, number, ())}
    elements = tuple(symbol for symbol in SYMBOLS if symbol in present)
    period = "one product" if exposure.per_unit else "a year"
    columns = (
        Column("Item", width=18), Column("Description", width=36), Column("First line", width=12),
        Column("Lines", Kind.WHOLE, 7), Column("Status", Kind.STATUS, 15), Column("Force", width=12),
        Column("Rare earth", width=10), Column("Elements", width=14), Column(f"Quantity, {period}", Kind.NUMBER, 12),
        Column(f"Unit price, {exposure.currency}", Kind.MONEY, 11),
        Column(f"Spend, {period}, {exposure.currency}", Kind.MONEY, 13), Column("Days of cover", Kind.DAYS, 9),
        Column("Suppliers", width=24), Column("Countries", width=12), Column("Single source", width=20),
        *(Column(f"{symbol} g, best", Kind.MASS, 10) for symbol in elements),
    )
    return Page("Items", (
        Text(say("items-title"), Style.TITLE), Text(say("items-note", period=period)),
        Table(columns, tuple(_rows(dossier, shown, elements)), main=True),
    ), frozen_columns=1)


def _matters(account: Account) -> bool:
    return bool(account.catching) or account.identity.rare_earth is not Certainty.NO


def _exposure(dossier: Dossier, number: int, default: tuple[()]) -> tuple[tuple[str, float], ...]:
    exposure = dossier.accounts[number].exposure
    return tuple((symbol, mass.best) for symbol, mass in exposure.element_g) if exposure else default


def _rows(dossier: Dossier, shown: list[int], elements: tuple[str, ...]) -> Iterator[Row]:
    for number in shown:
        account = dossier.accounts[number]
        grams = dict(_exposure(dossier, number, ()))
        yield (
            dossier.name(number), account.item.description, first_line(dossier, (number,)),
            *_measured(account, account.exposure), *(grams.get(symbol) for symbol in elements),
        )


def _measured(account: Account, exposure: ItemExposure | None) -> Row:
    finding = account.finding if account.catching else None
    words: tuple[Cell, ...] = (
        account.status_words, in_words(finding.force) if finding else "", in_words(account.identity.rare_earth),
        symbols(account.identity))
    if exposure is None:
        return (None, *words, *(None,) * 7)
    single = exposure.single_source
    return (len(exposure.lines), *words, exposure.annual_quantity, exposure.unit_price, exposure.spend,
            exposure.cover_days, "; ".join(exposure.suppliers), "/".join(exposure.countries),
            f"{single.kind}: {single.name}" if single else "")
