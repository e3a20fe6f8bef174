"""``ytterby explain WORKBOOK --row N``: the chain of reasons for one line, from its words to the law."""

from __future__ import annotations

import argparse
import sys
import textwrap
from datetime import date

from ytterby.bom.bill import Usage
from ytterby.bom.reading import Mapping
from ytterby.classification.explain import explain_elsewhere, explain_finding
from ytterby.cli import grounds, law
from ytterby.cli.console import Bar, printable
from ytterby.cli.opening import password
from ytterby.core.errors import UsageError
from ytterby.core.finding import Reason
from ytterby.core.progress import Part
from ytterby.core.text import reason_text
from ytterby.identification.chain import chain
from ytterby.identification.knowledge import Knowledge
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.document import Assessment
from ytterby.workspace.edits import set_context
from ytterby.workspace.elsewhere import elsewhere

WIDTH = 110


def run(options: argparse.Namespace) -> int:
    """Exit code 0. Raises UsageError where the row holds no line, and what reading and assessing raise."""
    sheets = (options.sheet,) if options.sheet else ()
    knowledge = Knowledge.shipped()
    bar = Bar(sys.stderr)
    try:
        document = open_workbook(
            options.workbook, Mapping(sheets=sheets), options.as_of or date.today(), Part(bar, 0.0, 0.5),
            password=password(options.password_file))
        rulebook = law.rulebook(options)
        document = set_context(document, law.context_of(options, document.context, rulebook))
        document = grounds.with_grounds(document, options, knowledge)
        assessment = assess(document, rulebook, knowledge, Part(bar, 0.5, 1.0))
    finally:
        bar.close()
    for usage in _lines(assessment, options.row):
        _print(assessment, usage, knowledge)
    print(f"as of {document.as_of.isoformat()}")
    return 0


def _lines(assessment: Assessment, row: int) -> list[Usage]:
    bom = assessment.reading.bom
    found = [usage for usage in bom if usage.row == row]
    if not found:
        raise UsageError(f"row {row} holds no line of the bill.", where=bom.name,
                         remedy="Rows count as Excel shows them; titles, totals and notes are no lines.")
    return found


def _print(assessment: Assessment, usage: Usage, knowledge: Knowledge) -> None:
    bom = assessment.reading.bom
    item, identity = bom.items[usage.item], assessment.identities[usage.item]
    name = item.description or item.mpn or item.part_number or item.key
    _say(f"{bom.sheets[usage.sheet]} row {usage.row}: {name}", indent="")
    told: set[Reason] = set()
    for reason in dict.fromkeys(chain(item, identity, knowledge)):
        _say(reason_text(reason))
    for finding in (*assessment.classification.findings[usage.item], *assessment.classification.upstream[usage.item]):
        for sentence in explain_finding(finding, told):
            _say(sentence)
        told.update(finding.reasons)
    decision = assessment.classification.decision(usage.item)
    if decision is not None:
        _say(f"Decided: {decision.verdict} - {decision.who}, {decision.when.date().isoformat()}: {decision.why}")
    for asked in elsewhere(assessment, usage.item):
        for sentence in explain_elsewhere(asked):
            _say(sentence)


def _say(text: str, indent: str = "  ") -> None:
    for line in textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  "):
        print(printable(line))
