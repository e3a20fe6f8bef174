"""Every problem met in the data, with its place; and what was left out, counted."""

from __future__ import annotations

from ytterby.core.issue import Severity
from ytterby.core.text import issue_text
from ytterby.report.dossier import Dossier
from ytterby.report.notices import say
from ytterby.report.page import Block, Column, Kind, Page, Style, Table, Text

_ORDER = list(Severity)
COLUMNS = (Column("Severity", width=12), Column("Sheet", width=16), Column("Row", Kind.WHOLE, 8),
           Column("Column", width=9), Column("Problem", Kind.WRAP, 90), Column("Code", width=26))


def page(dossier: Dossier) -> Page:
    reading, issues = dossier.assessment.reading, dossier.assessment.issues
    ordered = sorted(issues, key=lambda issue: (_ORDER.index(issue.severity), issue.where))
    rows = tuple((str(issue.severity), issue.where.sheet, issue.where.row or None, issue.where.column,
                  issue_text(issue), issue.code) for issue in ordered)
    left_out = sum(count for _, count in reading.left_out)
    blocks: list[Block] = [
        Text(say("issues-title"), Style.TITLE),
        Text(say("issues-note", lines=len(reading.bom), left_out=left_out)),
    ]
    return Page("Issues", (*blocks, Table(COLUMNS, rows, main=True)))
