"""What ``ytterby assess`` prints where no output was asked for: counts, and the lines that are not clear."""

from __future__ import annotations

import unicodedata
from collections import Counter

from ytterby.bom.bill import Bom
from ytterby.cli.console import printable
from ytterby.core.finding import Certainty, Finding, Outcome
from ytterby.core.issue import Severity
from ytterby.core.sentences.words import LINE_STATUSES, in_words
from ytterby.core.text import issue_text
from ytterby.exposure.exposure import Flag
from ytterby.report.account import entry
from ytterby.report.notices import notices
from ytterby.workspace.document import Assessment

_SHOWN = 60
_ISSUES = 10


def summary(assessment: Assessment) -> str:
    """Several lines of plain text, no control characters in what comes from the workbook."""
    provenance, bom = assessment.provenance, assessment.reading.bom
    parts = [
        f"{bom.name}: {len(bom)} lines, {len(bom.items)} items",
        f"as of {provenance.as_of.isoformat()}"
        + (f", known by {provenance.known_by.isoformat()}" if provenance.known_by else ""),
        *(f"assumed: {assumption}" for assumption in provenance.assumptions),
        f"rules {provenance.rules_digest}",
        "",
        *_counts(assessment),
        "",
        *_table(assessment),
        *_issues(assessment),
        *notices(assessment),
    ]
    return "\n".join(map(printable, parts))


def _counts(assessment: Assessment) -> list[str]:
    classification, bom = assessment.classification, assessment.reading.bom
    by_status: Counter[tuple[str, str]] = Counter()
    for item, count in Counter(bom.usages.item.tolist()).items():
        finding = classification.worst(item)
        by_status[assessment.status_words(item), in_words(finding.force) if finding else ""] += count
    counts = [f"{count:7}  {status}" + (f", {force}" if force else "")
              for (status, force), count in sorted(
                  by_status.items(), key=lambda kv: (LINE_STATUSES.index(kv[0][0]), kv[0][1]))]
    holding = sum(assessment.identities[int(item)].rare_earth.rank >= Certainty.LIKELY.rank for item in bom.usages.item)
    inside = sum(len(each.lines) for each in assessment.exposure.items
                 if Flag.UPSTREAM in each.flags and each.outcome is Outcome.NOT_CONTROLLED)
    return [*counts, f"{holding:7}  hold rare earths, certainly or likely",
            f"{inside:7}  no listed item, but a listed material is or may be inside: the exposure lies with the maker"]


def _table(assessment: Assessment) -> list[str]:
    bom, classification = assessment.reading.bom, assessment.classification
    rows: list[tuple[Finding, int]] = []
    for item in range(len(bom.items)):
        finding = classification.worst(item)
        if finding is not None:
            rows.append((finding, item))
    rows.sort(key=lambda row: (row[0].severity, row[1]))
    first = _first_rows(bom)
    table: list[tuple[str, ...]] = [("status", "force", "control", "part", "description", "row")]
    for finding, item in rows[:_SHOWN]:
        about = bom.items[item]
        table.append((in_words(finding.outcome), in_words(finding.force), entry(finding),
                      about.number[:24], about.description[:44], first[item]))
    table = [tuple(map(printable, row)) for row in table]
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    lines = ["  ".join(text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True)).rstrip()
             for row in table]
    rest = [f"… and {len(rows) - _SHOWN} more items: --report or --json has them all"] if len(rows) > _SHOWN else []
    return [*lines, *rest, ""] if rows else []


def cells(text: str) -> int:
    """How many cells of a terminal the text takes: Chinese and Japanese letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _first_rows(bom: Bom) -> dict[int, str]:
    """Where an item first stands: sheet and row, and how often it stands elsewhere."""
    first: dict[int, str] = {}
    count = Counter(int(item) for item in bom.usages.item)
    for usage in bom:
        if usage.item not in first:
            sheet = bom.sheets[usage.sheet]
            more = f" (+{count[usage.item] - 1})" if count[usage.item] > 1 else ""
            first[usage.item] = f"{sheet}:{usage.row}{more}" if sheet else f"{usage.row}{more}"
    return first


def _issues(assessment: Assessment) -> list[str]:
    serious = [issue for issue in assessment.issues if issue.severity is not Severity.NOTE]
    lines = [f"{issue.severity}: {issue.where} {issue_text(issue)}" for issue in serious[:_ISSUES]]
    rest = len(serious) - _ISSUES
    return [*lines, *([f"… and {rest} more problems in the data"] if rest > 0 else []), ""] if serious else []
