"""Every finding of every item, with reasons and citation: what a lawyer checks line by line."""

from __future__ import annotations

from collections.abc import Iterator

from ytterby.core.finding import Finding
from ytterby.core.sentences.words import in_words, treatment_words
from ytterby.core.text import reason_text
from ytterby.report.account import entry, evidence_text
from ytterby.report.dossier import Dossier
from ytterby.report.leads import first_line
from ytterby.report.notices import say
from ytterby.report.page import Column, Kind, Page, Row, Style, Table, Text

COLUMNS = (
    Column("Item", Kind.WRAP, 18), Column("Description", Kind.WRAP, 34), Column("First line", width=12),
    Column("Exposure", width=10), Column("Instrument", width=22), Column("Control", width=18),
    Column("Outcome", Kind.STATUS, 15), Column("Force", width=12), Column("In this state since", Kind.DATE, 11),
    Column("Treatment", Kind.WRAP, 25), Column("Material", width=22), Column("Reasons", Kind.WRAP, 60),
    Column("Missing fact", Kind.WRAP, 44), Column("Evidence", width=36), Column("Source", width=34),
    Column("Place", width=24), Column("Address", width=34), Column("Assumption", width=22),
    Column("Rule last checked", Kind.DATE, 11),
)


def page(dossier: Dossier) -> Page:
    return Page("Findings", (
        Text(say("findings-title"), Style.TITLE), Text(say("findings-note")),
        Table(COLUMNS, tuple(_rows(dossier)), main=True),
    ), frozen_columns=1, printed_columns=13)


def _rows(dossier: Dossier) -> Iterator[Row]:
    for number, account in enumerate(dossier.accounts):
        names = {content.key: content.name for content in account.identity.contents}
        for own, findings in (("own", account.findings), ("upstream", account.upstream)):
            for finding in findings:
                yield (dossier.name(number), account.item.description, first_line(dossier, (number,)), own,
                       *_row(finding, names.get(finding.material, finding.material)))


def _row(finding: Finding, material: str) -> Row:
    return (
        finding.instrument, entry(finding), in_words(finding.outcome), in_words(finding.force), finding.since,
        treatment_words(finding.outcome, finding.treatment), material,
        "\n".join(map(reason_text, finding.reasons)), "\n".join(map(reason_text, finding.missing)),
        evidence_text(finding.evidence), finding.citation.source, finding.citation.at, finding.citation.url,
        finding.assumption, finding.stale_check,
    )
