"""Where it comes from: concentration by supplier and country, and every single source."""

from __future__ import annotations

from collections.abc import Iterator

from ytterby.core.finding import Outcome
from ytterby.core.sentences.words import in_words
from ytterby.exposure.exposure import Concentration
from ytterby.report.account import entry
from ytterby.report.dossier import Dossier
from ytterby.report.leads import first_line
from ytterby.report.notices import percent, period, say
from ytterby.report.page import Block, Column, Kind, Page, Row, Style, Table, Text

_NOUGHT = 1e-9


def page(dossier: Dossier) -> Page:
    blocks: list[Block] = [Text(say("sources-title"), Style.TITLE)]
    for concentration in dossier.assessment.exposure.concentration:
        columns = (Column(concentration.by.capitalize(), width=30), Column("Share", Kind.SHARE, 14),
                   Column("Value", Kind.MONEY, 16), Column("Items", Kind.WHOLE, 12), Column("First line", width=14),
                   Column("Items controlled", Kind.WHOLE, 14), Column("Items undetermined", Kind.WHOLE, 14),
                   Column("Elements", width=20), Column("Entries", Kind.WRAP, 44))
        blocks += [
            Text(f"By {concentration.by}", Style.HEADING),
            Text(_said(concentration)),
            Table(columns, tuple(_shares(dossier, concentration)), key=concentration.by),
        ]
    single = (Column("Item", width=30), Column("Kind", width=14), Column("Source", width=16),
              Column("Status", Kind.STATUS, 12), Column("First line", width=14), Column("Suppliers", width=40),
              Column(f"Spend {period(dossier.assessment.exposure)}", Kind.MONEY, 14))
    return Page("Sources", (*blocks, Text("Single sources", Style.HEADING),
                            Table(single, tuple(_single_sources(dossier)))))


def _said(concentration: Concentration) -> str:
    """An index of nothing would read as perfectly spread: where no source is known, that is what is said."""
    if not concentration.shares:
        return say("sources-unknown", by=concentration.by)
    told = say("sources-concentration", basis=concentration.basis, hhi=f"{concentration.hhi:,.0f}",
               effective=f"{concentration.effective:.2f}", rest=percent(concentration.without_largest))
    limit = concentration.limit
    return told if limit is None else f"{told} {say('sources-limit', limit=percent(limit))}"


def _shares(dossier: Dossier, concentration: Concentration) -> Iterator[Row]:
    """With what is not known as a row of its own: shares add up to the whole."""
    for share in concentration.shares:
        yield (share.name, share.share, share.value, len(share.items), first_line(dossier, share.items),
               *_behind(dossier, share.items))
    rest = 1.0 - sum(share.share for share in concentration.shares)
    if concentration.shares and rest > _NOUGHT:
        yield say("sources-rest"), rest, *(None,) * 7


def _behind(dossier: Dossier, items: tuple[int, ...]) -> Row:
    """Status, elements and entries of the items behind a share."""
    accounts = [dossier.accounts[item] for item in items]
    elements = {symbol for account in accounts for symbol, _ in account.identity.elements()}
    entries = dict.fromkeys(f"{finding.instrument} {entry(finding)} ({in_words(finding.force)})"
                            for account in accounts for finding in account.catching)
    return (sum(account.status is Outcome.CONTROLLED for account in accounts),
            sum(account.status is Outcome.UNDETERMINED for account in accounts),
            " ".join(sorted(elements)), "; ".join(entries))


def _single_sources(dossier: Dossier) -> list[Row]:
    return [
        (dossier.name(number), exposure.single_source.kind, exposure.single_source.name, account.status_words,
         first_line(dossier, (number,)), "; ".join(exposure.single_source.suppliers), exposure.spend)
        for number, account in enumerate(dossier.accounts)
        if (exposure := account.exposure) is not None and exposure.single_source is not None and exposure.concerned
    ]
