"""Hidden sheets that were left out and name rare earths: no mere note, a part of the bill may stand there."""

from __future__ import annotations

from dataclasses import replace

from ytterby.bom.reading import Reading
from ytterby.core.finding import Certainty
from ytterby.core.issue import Issue, Severity
from ytterby.core.item import Item
from ytterby.identification.identify import identify
from ytterby.identification.knowledge import Knowledge


def warned(reading: Reading, knowledge: Knowledge) -> tuple[Issue, ...]:
    """The issues of a reading, those of such sheets as warnings. Looked at are the rows kept for preview."""
    hidden = {sheet.name: sheet.rows for sheet in reading.sheets if sheet.hidden}
    return tuple(_warned(issue, hidden.get(issue.where.sheet, ()), knowledge) if issue.code == "hidden-sheet" else issue
                 for issue in reading.issues)


def _warned(issue: Issue, rows: tuple[tuple[str, ...], ...], knowledge: Knowledge) -> Issue:
    lines = tuple(Item(str(row), description=" | ".join(filter(None, cells))) for row, cells in enumerate(rows, 1))
    found = (one for one in identify(lines, knowledge) if one.rare_earth.rank >= Certainty.LIKELY.rank)
    first = next(found, None)
    if first is None:
        return issue
    words = first.contents[0].evidence[0].text
    told = Issue.of("hidden-sheet-rare-earths", Severity.WARNING, issue.where, **dict(issue.params), words=words)
    return replace(told, where=replace(issue.where, row=int(first.item_key)))
