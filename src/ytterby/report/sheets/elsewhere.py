"""Other rules that ask for the same facts: the EU's risk assessment by large firms, and the US origin of magnets."""

from __future__ import annotations

from collections.abc import Iterator

from ytterby.core.elements import BY_SYMBOL
from ytterby.core.finding import Form, Outcome
from ytterby.exposure.exposure import DEPENDENCE_LIMIT, ElementExposure, Flag
from ytterby.identification.identity import Content
from ytterby.report.account import Account
from ytterby.report.dossier import Dossier
from ytterby.report.leads import first_line
from ytterby.report.notices import percent, say
from ytterby.report.page import Column, Kind, Page, Row, Style, Table, Text
from ytterby.report.public import Measure, measure, mined
from ytterby.report.questions import answered
from ytterby.report.sheets.article_24 import STRATEGIC

MAGNETS = ("smco", "ndfeb", "samarium", "neodym")
ARTICLE_24 = (
    Column("Material", width=18), Column("Strategic raw material", width=12), Column("Grams, low", Kind.MASS, 13),
    Column("Grams, best", Kind.MASS, 13), Column("Grams, high", Kind.MASS, 13), Column("Items", Kind.WHOLE, 8),
    Column("Mined, largest country", Kind.WRAP, 34), Column("Processed in China", Kind.SHARE, 12),
    Column("Stage and basis", Kind.WRAP, 44), Column("Above 65 %", width=10),
    Column("Recycled content", width=16), Column("Items under control", Kind.WHOLE, 10),
    Column("Items undetermined", Kind.WHOLE, 12), Column("Single sources", Kind.WHOLE, 10),
    Column("Shortest cover, days", Kind.DAYS, 10), Column("First line", width=12),
    Column("Measures taken or planned", width=40), Column("Responsible, by when", width=24),
)
ORIGIN = (
    Column("Item", width=18), Column("Description", width=34), Column("Magnet material", width=30),
    Column("Grams in one piece", Kind.MASS, 12), Column("Defence use stated", width=10),
    Column("Origin stated", width=12),
    Column("Manufacturer", width=20), Column("Supplier", width=22), Column("Mined in", width=12),
    Column("Refined in", width=12), Column("Separated in", width=12), Column("Melted in", width=12),
    Column("Produced in", width=12), Column("To ask", Kind.WRAP, 44), Column("First line", width=12),
)


def article_24(dossier: Dossier) -> Page:
    rule, line = measure("ME008"), measure("ME009")
    return Page("CRMA Article 24", (
        Text(say("article-24-title"), Style.TITLE), Text(f"{say('article-24-note')} {_cited(rule)}"),
        Text(f"{line.asks} {_cited(line)}"),
        Table(ARTICLE_24, tuple(_material(dossier, each) for each in dossier.assessment.exposure.elements), main=True),
    ), frozen_columns=1)


def magnet_origin(dossier: Dossier) -> Page:
    now, later = measure("ME001"), measure("ME002")
    return Page("Magnet origin", (
        Text(say("magnet-origin-title"), Style.TITLE), Text(say("magnet-origin-note")),
        Text(f"{now.asks} {_cited(now)} {later.asks} {_cited(later)}"),
        Table(ORIGIN, tuple(_magnets(dossier)), main=True),
    ), frozen_columns=1)


def _cited(rule: Measure) -> str:
    return f"[{rule.instrument}; {rule.dates or 'no dates stated'}; {rule.source}]"


def _material(dossier: Dossier, element: ElementExposure) -> Row:
    accounts = [dossier.accounts[item] for item in element.items]
    covers = [each.exposure.cover_days for each in accounts
              if each.exposure and each.exposure.waits and each.exposure.cover_days is not None]
    source, share = mined(), element.china_share
    return (
        BY_SYMBOL[element.symbol].name, "yes" if element.symbol in STRATEGIC else "", element.mass_g.low,
        element.mass_g.best, element.mass_g.high, len(accounts),
        f"{source.country} {percent(source.share)} of all rare earths ({source.basis})" if source else "not stated",
        share, f"{element.china_stage}: {element.china_basis}" if element.china_stage else "not stated",
        "not stated" if share is None else ("yes" if share > DEPENDENCE_LIMIT else "no"), "not stated",
        sum(each.status is Outcome.CONTROLLED for each in accounts),
        sum(each.status is Outcome.UNDETERMINED for each in accounts),
        sum(each.has(Flag.SINGLE_SOURCE) for each in accounts), min(covers, default=None),
        first_line(dossier, element.items), None, None,
    )


def _magnets(dossier: Dossier) -> Iterator[Row]:
    for number, account in enumerate(dossier.accounts):
        magnets = [content for content in account.identity.contents if is_covered(content)]
        if not magnets or account.denied:
            continue
        masses = [content.mass_g.best for content in magnets if content.mass_g is not None]
        item = account.item
        yield (
            dossier.name(number), item.description, "; ".join(dict.fromkeys(content.name for content in magnets)),
            sum(masses) if len(masses) == len(magnets) else None,
            "yes" if number in dossier.assessment.for_defence else "",
            "/".join(item.origin) or "not stated", item.manufacturer, item.supplier,
            *_stated(account), say("magnet-origin-ask"), first_line(dossier, (number,)),
        )


def _stated(account: Account) -> Row:
    """Countries of mining, refining, separation, melting and making, as the supplier answered in its form."""
    why = account.decision.why if account.decision else ""
    return tuple(answered(why, key) or "not stated" for key in ("mined", "refined", "refined", "melted", "magnet"))


def is_covered(content: Content) -> bool:
    """A samarium-cobalt or neodymium-iron-boron magnet, loose or inside something."""
    return content.form is Form.MAGNET and any(word in f"{content.key} {content.name}".lower() for word in MAGNETS)
