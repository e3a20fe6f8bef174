"""Options by which a call states the trade and brings rules of its own; the same for every command that has them."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from ytterby.cli.console import printable
from ytterby.cli.options import file
from ytterby.core.codes import CountryCode
from ytterby.core.errors import RegulationError, UsageError
from ytterby.core.text import issue_text
from ytterby.regulation.rulebook import Rulebook
from ytterby.resources import folder

if TYPE_CHECKING:
    from ytterby.classification.context import Context

END_USES = ("civil", "military", "wmd", "logic-14nm", "memory-256", "chip-equipment", "ai-military", "relief")


def add_rules_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rules", type=file, action="append", default=[], metavar="DIR",
                        help="own rule folder beside the shipped rules, marked as own in every output (repeatable)")


def add_trade(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--end-use", choices=END_USES, metavar="USE",
        help=f"what the goods are for: {', '.join(END_USES)} (default: the bill's own column, else civil is assumed)")
    add("--destination", type=_country, metavar="CC", help="country of the importer, two letters such as DE")
    add("--end-user", default="", metavar="NAME", help="importer or end user by name; compared with --parties")
    add("--listed", action="append", default=[], metavar="INSTRUMENT",
        help="importer or end user stands on this list, such as MOFCOM-2026-11 (repeatable)")
    add("--affiliate-of", action="append", default=[], metavar="INSTRUMENT",
        help="a party on this list holds 50 %% or more of importer or end user (repeatable)")
    add("--parties", type=file, metavar="FILE",
        help="workbook or CSV with the columns name and list; suppliers, makers and the end user that are like one are "
             "told as possible matches to check, never as a verdict")


def _country(text: str) -> str:
    try:
        return CountryCode(text.upper()).alpha2
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no country; write it as DE") from None


def rulebook(options: argparse.Namespace) -> Rulebook:
    """The shipped rules, and the own folders of the call. Raises RegulationError where one of these has a fault: a
    text left out would clear what it catches.
    """
    if not options.rules:
        return Rulebook.shipped()
    book = Rulebook.load((folder("regulation"), *options.rules))
    if book.issues:
        names = ", ".join(map(str, options.rules))
        raise RegulationError(f"your own rules have a fault: {issue_text(book.issues[0])}", where=names,
                              remedy="See ytterby rules check DIR.")
    return book


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
