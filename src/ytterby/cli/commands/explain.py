"""``ytterby explain WORKBOOK --row N``: the chain of reasons for one line, from its words to the law."""

from __future__ import annotations

import argparse
import sys
import textwrap
from datetime import date

from ytterby.bom.bill import Usage
from ytterby.bom.reading import Mapping
from ytterby.classification.explain import UPSTREAM, explain_elsewhere, explain_finding
from ytterby.cli import grounds, law
from ytterby.cli.console import Bar, printable
from ytterby.cli.opening import password
from ytterby.core.errors import UsageError
from ytterby.core.finding import Finding, Reason
from ytterby.core.progress import Part
from ytterby.core.sentences.words import NONE_FOUND, UPSTREAM_ONLY, in_words, treatment_words
from ytterby.core.text import reason_text
from ytterby.identification.chain import chain
from ytterby.identification.knowledge import Knowledge
from ytterby.report.account import entry
from ytterby.workspace.assess import assess, open_workbook
from ytterby.workspace.document import Assessment
from ytterby.workspace.edits import set_context
from ytterby.workspace.elsewhere import elsewhere

WIDTH = 110
_NAMED = 3


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
    alike: dict[int, list[Usage]] = {}
    for usage in _lines(assessment, options.row):
        alike.setdefault(usage.item, []).append(usage)
    for usages in alike.values():
        _print(assessment, usages, knowledge)
    print(f"as of {document.as_of.isoformat()}")
    return 0


def _lines(assessment: Assessment, row: int) -> list[Usage]:
    bom = assessment.reading.bom
    found = [usage for usage in bom if usage.row == row]
    if not found:
        raise UsageError(f"row {row} holds no line of the bill.", where=bom.name,
                         remedy="Rows count as Excel shows them; titles, totals and notes are no lines.")
    return found


def _print(assessment: Assessment, usages: list[Usage], knowledge: Knowledge) -> None:
    """The verdict first, then the chain; ``usages`` are of one item, whose chain is the same."""
    bom, place = assessment.reading.bom, usages[0].item
    item, identity = bom.items[place], assessment.identities[place]
    name = item.description or item.name
    for usage in usages:
        _say(f"{bom.sheets[usage.sheet]} row {usage.row}: {name}", indent="")
    _say(_verdict(assessment, place))
    for reason in dict.fromkeys(chain(item, identity, knowledge)):
        _say(reason_text(reason))
    _findings(assessment.classification.findings[place])
    if upstream := assessment.classification.upstream[place]:
        _say(reason_text(UPSTREAM))
        _findings(upstream)
    decision = assessment.classification.decision(place)
    if decision is not None:
        _say(f"Decided: {decision.verdict} - {decision.signed}, {decision.when.date().isoformat()}: {decision.told}")
    told = (sentence for asked in elsewhere(assessment, place) for sentence in explain_elsewhere(asked))
    for sentence in dict.fromkeys(told):
        _say(sentence)


def _verdict(assessment: Assessment, place: int) -> str:
    classification = assessment.classification
    finding = classification.worst(place)
    if finding is None:
        said = assessment.status_words(place)
        if said == NONE_FOUND:
            return f"Verdict: {reason_text(Reason('verdict-none-found'))}"
        inside = " It may hold a listed material: the exposure lies with its maker." if said == UPSTREAM_ONLY else ""
        return f"Verdict: {said}.{inside}"
    missing = list(dict.fromkeys(map(reason_text, finding.missing)))
    more = f"; {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    asked = f" Missing: {'; '.join(missing[:_NAMED])}{more}." if missing else ""
    return (f"Verdict: {in_words(finding.outcome)} by {entry(finding)}, {in_words(finding.force)}; "
            f"{treatment_words(finding.outcome, finding.treatment)}.{asked}")


def _findings(findings: tuple[Finding, ...]) -> None:
    """Findings that differ in nothing but the entry are told together, under the names of all."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        alike.setdefault(explain_finding(finding)[1:], []).append(finding)
    told: set[Reason] = set()
    for group in alike.values():
        for finding in group:
            _say(explain_finding(finding)[0])
        for sentence in explain_finding(group[0], told)[1:]:
            _say(sentence)
        told.update(group[0].reasons)


def _say(text: str, indent: str = "  ") -> None:
    for line in textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  "):
        print(printable(line))
