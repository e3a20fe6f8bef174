"""How the figures came about: method, data vintage, provenance, assumptions, the law used, what is not modelled."""

from __future__ import annotations

from ytterby.regulation.instrument import Instrument
from ytterby.report.dossier import Dossier
from ytterby.report.law import state_words
from ytterby.report.notices import say
from ytterby.report.page import Block, Column, Kind, Page, Row, Style, Table, Text
from ytterby.report.trade import trade_sentence

METHOD = ("method-read", "method-identify", "method-classify", "method-certainty", "method-exposure", "method-cover",
          "method-decision")
NOT_MODELLED = ("not-modelled-other-laws", "not-modelled-end-user", "not-modelled-licences", "not-modelled-tiers",
                "not-modelled-prices", "not-modelled-technology", "not-modelled-repairs")


def page(dossier: Dossier) -> Page:
    blocks: list[Block] = [
        Text(say("method-title"), Style.TITLE), Text("\n".join(dossier.notices), Style.WARNING),
        Text("Provenance", Style.HEADING),
        Table((Column("What", width=30), Column("Value", width=70)), _provenance(dossier)),
        Text("Method", Style.HEADING), *(Text(say(code), Style.BODY) for code in METHOD),
        Text("Not modelled", Style.HEADING), *(Text(say(code), Style.BODY) for code in NOT_MODELLED),
        Text("The law used", Style.HEADING), _law(dossier),
        Text("Tables read", Style.HEADING), _tables(dossier),
    ]
    return Page("Method", tuple(blocks))


def _provenance(dossier: Dossier) -> tuple[Row, ...]:
    assessment = dossier.assessment
    provenance, exposure = assessment.provenance, assessment.exposure
    context = dossier.document.context
    return (
        ("Program", f"Ytterby {provenance.program}"),
        ("Workbook", provenance.workbook),
        ("Workbook digest", provenance.workbook_digest),
        ("As-of date", provenance.as_of.isoformat()),
        ("Known by", provenance.known_by.isoformat() if provenance.known_by else "everything published"),
        *((("Assumption", assumption) for assumption in provenance.assumptions) if provenance.assumptions
          else (("Assumption", "none"),)),
        ("Rule digest", provenance.rules_digest),
        ("Knowledge digest", provenance.knowledge_digest),
        ("Settings digest", provenance.settings_digest),
        ("Oldest check of a rule file", provenance.data_vintage.isoformat()),
        ("Currency", exposure.currency),
        ("Currency rates as of", exposure.rates_as_of.isoformat() if exposure.rates_as_of else "not used"),
        ("Seed", str(provenance.seed)),
        ("End use", context.end_use or say("end-use-not-stated")),
        ("Destination", context.destination or "not stated"),
        ("End user", context.customer or "not stated"),
        ("End use, destination, end user of products", trade_sentence(assessment, most=len(assessment.trade.products))),
        ("Party lists", ", ".join(context.party_lists) or "not stated"),
    )


def _law(dossier: Dossier) -> Table:
    rules = dossier.assessment.classification.rules
    columns = (Column("Instrument", width=30), Column("Title", Kind.WRAP, 70), Column("State on the day", width=34),
               Column("Published", Kind.DATE, 12), Column("Last checked", Kind.DATE, 12),
               Column("Sources", Kind.WRAP, 60))
    rows: list[Row] = []
    for standing in rules.standing:
        instrument = standing.instrument
        rows.append((instrument.id, instrument.title, state_words(standing, rules), instrument.published,
                     instrument.checked, _sources(instrument)))
    return Table(columns, tuple(rows))


def _sources(instrument: Instrument) -> str:
    return "\n".join(f"{source.title} {source.url}".strip() for source in instrument.sources)


def _tables(dossier: Dossier) -> Table:
    columns = (Column("Sheet", width=30), Column("Columns as understood", Kind.WRAP, 70),
               Column("Header rows", width=14), Column("Rows", width=14))
    return Table(columns, tuple(
        (table.sheet, "; ".join(f"{column.letter} “{column.heading}” = {column.meaning}" for column in table.columns),
         ", ".join(map(str, table.header_rows)), f"{table.first_row}–{table.last_row}")
        for table in dossier.assessment.reading.tables))
