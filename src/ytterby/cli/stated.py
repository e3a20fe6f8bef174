"""The document of a call: its workbook, and all that the options state of supply, law, trade and parts."""

from __future__ import annotations

import argparse

from ytterby.cli import grounds, law
from ytterby.cli.opening import opened
from ytterby.cli.supply import with_supply
from ytterby.core.progress import Part, Progress
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace.document import Document
from ytterby.workspace.edits import set_assumption, set_context, set_known_by


def stated(options: argparse.Namespace, rulebook: Rulebook, knowledge: Knowledge, progress: Progress) -> Document:
    """Of options added by ``options.add_stated``. Raises YtterbyError where one of them is wrong."""
    assumptions = [rulebook.parse_assumption(text) for text in options.assume]
    document = with_supply(opened(options, Part(progress, 0.0, 0.7)), options, Part(progress, 0.7, 1.0))
    if options.known_by is not None:
        document = set_known_by(document, options.known_by)
    for assumption in assumptions:
        document = set_assumption(document, assumption)
    document = set_context(document, law.context_of(options, document.context, rulebook))
    if options.products is not None:
        from ytterby.workspace.product_file import with_products

        document = with_products(document, options.products, frozenset(one.id for one in rulebook.instruments))
    return grounds.with_grounds(document, options, knowledge)
