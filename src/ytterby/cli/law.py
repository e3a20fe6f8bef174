"""What a call states of the trade, and the rules of its own that it brings; the same for every command."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from ytterby.cli.console import printable
from ytterby.core.errors import UsageError
from ytterby.core.text import issue_text
from ytterby.regulation.rulebook import Rulebook

if TYPE_CHECKING:
    from ytterby.classification.context import Context

def rulebook(options: argparse.Namespace) -> Rulebook:
    """The shipped rules, and the own folders of the call. Raises RegulationError where one of these has a fault."""
    return Rulebook.with_own(options.rules)


def context_of(options: argparse.Namespace, stated: Context, known: Rulebook) -> Context:
    """What is ``stated`` already, and what the call says instead. Raises UsageError for a list that is not there."""
    for name in (*options.listed, *options.affiliate_of):
        if name not in {one.id for one in known.instruments}:
            raise UsageError(f"there is no list {name!r}.", remedy="See ytterby rules list.")
    context = replace(
        stated, end_use=options.end_use or stated.end_use, destination=options.destination or stated.destination,
        customer=options.end_user or stated.customer, party_lists=tuple(options.listed) or stated.party_lists,
        affiliate_of=tuple(options.affiliate_of) or stated.affiliate_of,
    )
    if options.parties is None:
        return context
    from ytterby.classification.parties import read_parties

    read = read_parties(options.parties)
    for issue in read.issues:
        print(printable(f"ytterby: {issue.where}: {issue_text(issue)}"), file=sys.stderr)
    if not read.parties:
        raise UsageError("no party is named in it.", where=str(options.parties),
                         remedy="It needs the columns name and list, one party a row.")
    return replace(context, parties=read.parties)
