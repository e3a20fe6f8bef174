"""What others know of the parts, as a call brings it: declarations of suppliers, and the part memory."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from ytterby.cli.console import printable
from ytterby.core.errors import UsageError
from ytterby.core.files import is_there
from ytterby.core.text import issue_text
from ytterby.identification.knowledge import Knowledge
from ytterby.workspace.document import Document
from ytterby.workspace.edits import record_decisions


def with_grounds(document: Document, options: argparse.Namespace, knowledge: Knowledge) -> Document:
    """The document with declarations and remembered decisions; says what they speak of. Raises YtterbyError."""
    for path in options.declarations:
        document = _declared(document, path, knowledge)
    if options.parts is not None:
        document = _recalled(document, options.parts, approved_only=options.approved_only)
    elif options.approved_only:
        raise UsageError("--approved-only goes with --parts.", remedy="Name the library.")
    return document


def _declared(document: Document, path: Path, knowledge: Knowledge) -> Document:
    from ytterby.workspace.declarations import attach, laid_to, read_declarations

    declarations = read_declarations(path, knowledge)
    found = laid_to(document, declarations, knowledge)
    _say(f"{path.name}: parts declared: {len(declarations)}; items of the bill named by part number or MPN: "
         f"{found.holding}")
    for issue in found.issues:
        _say(f"{issue.where}: {issue_text(issue)}")
    return attach(document, declarations)


def _recalled(document: Document, library: Path, *, approved_only: bool) -> Document:
    from ytterby.workspace.recall import recall, taken

    if not is_there(library):
        raise UsageError("there is no such part library.", where=str(library))
    assert document.reading is not None
    items = document.reading.bom.items
    found = recall(library, items, document.decisions, two_persons=approved_only)
    by_key = {item.key: item for item in items}
    for offer in found.stale:
        item = by_key[offer.item_key]
        name = item.description or item.name
        _say(f"{name}: decided by {offer.remembered.proposer} on {offer.remembered.proposed[:10]}, but the words have "
             "changed since; not taken")
    verdicts = Counter(str(offer.remembered.verdict) for offer in found.offers)
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
    _say(f"{library.name}: items decided on before: {len(found.offers)}" + (f" ({told})" if told else ""))
    return record_decisions(document, taken(found.offers, by_key))


def _say(text: str) -> None:
    print(printable(f"ytterby: {text}"), file=sys.stderr)
