"""The options of each command, with the text of --help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ytterby.core.codes import END_USES
from ytterby.regulation.timeline import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_LONGEST_NAME = 200
FAIL_ON = ("controlled", "undetermined")
_PRODUCTS = """\
Table for --products, a workbook or CSV whose first row holds headings: product (its part number, else its
description), and any of volume (pieces a year), price, margin (of one piece), currency (such as EUR, for both),
end use, destination (such as DE), end user, listed, affiliate of (instruments, with commas between), defence,
semiconductor (yes or no). An empty cell leaves what the bill or the project says."""


def day(text: str) -> date:
    """A date of the command line, YYYY-MM-DD."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-11-21") from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise argparse.ArgumentTypeError(f"{text!r} is not between {FIRST_DAY} and {LAST_DAY}")
    return found


def given(text: str) -> str:
    """A name that was left empty, as by an unset variable of a script, must not stand for something else."""
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def file(text: str) -> Path:
    """A file or folder of the command line."""
    return Path(given(text))


def add_rules_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rules", type=file, action="append", default=[], metavar="DIR",
                        help="own rule folder beside the shipped rules, marked as own in every output (repeatable)")


def add_grounds(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--declarations", type=file, action="append", default=[], metavar="FILE",
        help="what suppliers declare of parts: IPC-1752A/B as XML, a list of part numbers and shares (Nd %%, REE %%) "
             "as workbook or CSV, or an AMRT/EMRT (repeatable)")
    add("--parts", type=file, metavar="LIBRARY",
        help="lay the decisions remembered of the same parts on the bill (see ytterby parts)")
    add("--approved-only", action="store_true", help="with --parts: only decisions a second person approved")


def add_trade(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--end-use", choices=END_USES, metavar="USE",
        help=f"what the goods are for: {', '.join(END_USES)}; what a line or a product of the bill says itself goes "
             "before it (default: civil is assumed)")
    add("--destination", type=country, metavar="CC", help="country of the importer, two letters such as DE")
    add("--end-user", default="", metavar="NAME", help="importer or end user by name; compared with --parties")
    add("--listed", action="append", default=[], metavar="INSTRUMENT",
        help="importer or end user stands on this list, such as MOFCOM-2026-11 (repeatable)")
    add("--affiliate-of", action="append", default=[], metavar="INSTRUMENT",
        help="a party on this list holds 50 %% or more of importer or end user (repeatable)")
    add("--parties", type=file, metavar="FILE",
        help="workbook or CSV with the columns name and list; suppliers, makers and the end user that are like one are "
             "told as possible matches to check, never as a verdict")


def country(text: str) -> str:
    from ytterby.bom.values import country_of_code  # brings NumPy, which no other option needs

    if not (found := country_of_code(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no country; write it as DE")
    return found


def firm(text: str) -> str:
    """A name as it can stand on paper."""
    if len(text) > _LONGEST_NAME or any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in text):
        raise argparse.ArgumentTypeError(f"the name is not one line of at most {_LONGEST_NAME} characters")
    return text


def add_stated(parser: argparse.ArgumentParser) -> None:
    """All that a call may state beside its workbook: see cli/stated.py."""
    add = parser.add_argument
    add("--with", type=file, action="append", default=[], metavar="WORKBOOK", dest="further",
        help="one more bill of the same project: a part in several is one, its lines keep their bill (repeatable)")
    add("--owners", type=file, metavar="FILE.csv",
        help="table with the headings name, owner: several sources of one owner count as one; a third, recover_days: "
             "how long each would be out after an outage")
    add("--products", type=file, metavar="FILE",
        help="workbook or CSV with a row per product: volume, price, margin, end use, destination, end user; below")
    add("--as-of", type=day, metavar="DATE", help="legal day asked about (default: today or the project's, printed)")
    add("--known-by", type=day, metavar="DATE", help="use only what was published by that day")
    add("--assume", action="append", default=[], metavar="INSTRUMENT=STATE@DATE",
        help="a what-if on the law from DATE on, or DATE..LAST-DAY: in-force, suspended, repealed, escalated (all rare "
             "earths, all destinations), eased(CUSTOMER) (repeatable)")
    add_trade(parser)
    add_rules_folder(parser)
    add_grounds(parser)
    _add_reading(add)


def add_assess(commands: Commands) -> None:
    from ytterby.workspace.mapping_file import FORMAT

    parser = commands.add_parser(
        "assess", help="read, identify, classify and measure a workbook", epilog=f"{FORMAT}\n\n{_PRODUCTS}",
        description="Reads a bill of materials, finds the rare earths in it and classifies each line on a day.\n"
                    "Without an output prints a summary. This is not legal advice.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("workbook", type=file, metavar="WORKBOOK",
        help="an .xlsx, .xls, .xlsb, .ods, .csv or .tsv file, or a .ytterby project")
    add_stated(parser)
    _add_outputs(add)
    add("--fail-on", choices=FAIL_ON, metavar="|".join(FAIL_ON),
        help="exit 1 where lines are controlled (or, with undetermined, at least undetermined) by an entry "
             "in force or unverified")


def _add_outputs(add: Callable[..., object]) -> None:
    """What is written, and what stands on it."""
    add("--json", type=given, metavar="OUT", help='write the assessment as JSON; "-" is standard output')
    add("--report", type=file, metavar="OUT.xlsx", help="write the report as an Excel workbook")
    add("--since", type=file, metavar="EARLIER.json", help="with --report: what has changed since that assessment")
    add("--csv", type=file, metavar="OUT.csv", help="write the line register as CSV")
    add("--csv-decimal", choices=("point", "comma"), default="point", metavar="point|comma",
        help="with --csv: the decimal mark; with comma, semicolons part the fields, as German Excel reads it")
    add("--annotate", type=file, metavar="OUT.xlsx",
        help="write a copy of the workbook with the findings in columns beside the table; with several workbooks a "
             "folder, into which one copy of each is written")
    add("--brief", type=file, metavar="OUT.pdf", help="write two pages for those who decide, as PDF")
    add("--questionnaires", type=file, metavar="DIR",
        help="write a form for each supplier into DIR, made where it does not exist; nothing is overwritten")
    add("--answers", type=file, action="append", default=[], metavar="FORM.xlsx",
        help="record a supplier's answers as decisions, and say what its figures would change (repeatable)")
    add("--forms", type=file, metavar="DIR",
        help="with --report: the folder with questionnaires, to say who was asked and who answered")
    add("--licence-files", type=file, metavar="DIR",
        help="write items, papers, end-use statement and notice data of each end use into DIR; nothing is overwritten")
    add("--firm", type=firm, default="", metavar="NAME", help="the firm's name on report and brief")
    add("--logo", type=file, metavar="FILE", help="a PNG or JPEG of at most 2 MB that stands on report and brief")


def _add_reading(add: Callable[..., object]) -> None:
    """How the workbook is read."""
    add("--sheet", action="append", default=[], metavar="NAME", help="read only this sheet (repeatable)")
    add("--mapping", type=file, metavar="FILE", help="override what the reader guessed; format: ytterby assess --help")
    add("--password-file", type=file, metavar="FILE", help="its first line opens an encrypted workbook")
    add("--rates", type=file, metavar="FILE.csv",
        help="your own exchange rates, with the columns currency, eur_per_unit, as_of and, if you like, basis")


def add_explain(commands: Commands) -> None:
    parser = commands.add_parser("explain", help="why a line is taken to hold a rare earth, and what the law says")
    add = parser.add_argument
    add("workbook", type=file, metavar="WORKBOOK", help="an .xlsx, .xls, .xlsb, .ods, .csv or .tsv file")
    add("--row", type=int, required=True, metavar="N", help="row as Excel shows it")
    add("--sheet", default="", metavar="NAME", help="read only this sheet")
    add("--password-file", type=file, metavar="FILE", help="its first line opens an encrypted workbook")
    add("--as-of", type=day, metavar="DATE", help="legal day asked about (default: today, printed)")
    add_trade(parser)
    add_rules_folder(parser)
    add_grounds(parser)


def add_plan(commands: Commands) -> None:
    from ytterby.workspace.scenario_file import FORMAT

    parser = commands.add_parser(
        "plan", help="simulate a scenario, and plan stock and sources", epilog=FORMAT,
        description="Says when lines stop for want of a licence under a scenario, against the baseline, and with\n"
                    "[plan] in the scenario which stock to buy and which sources to qualify. This is not legal advice.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("workbook", type=file, metavar="PROJECT_OR_WORKBOOK", help="a workbook, or a .ytterby project")
    add("--scenario", type=file, metavar="FILE", required=True, help="the scenario, a TOML file; format below")
    add_stated(parser)
    add("--seed", type=int, metavar="N", help="start of the random numbers (default: 1 or the project's)")
    add("--report", type=file, metavar="OUT.xlsx", help="write the report, with the scenario beside the baseline")
    add("--json", type=given, metavar="OUT", help='write outlook and plan as JSON; "-" is standard output')


def add_rules(commands: Commands) -> None:
    parser = commands.add_parser("rules", help="the rule data: list, show, check, diff, clock")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="all instruments with their state on a day")
    showing = actions.add_parser("show", help="one instrument with its entries and sources")
    showing.add_argument("id", metavar="ID", help="such as MOFCOM-GAC-2025-18")
    for action in (listing, showing):
        action.add_argument("--as-of", type=day, metavar="DATE", help="legal day asked about (default: today, printed)")
        add_rules_folder(action)
    clock = actions.add_parser("clock", help="until when an application has to be decided (Decree 792 art. 17)")
    clock.add_argument("accepted", type=day, metavar="DATE", help="the day on which it was accepted")
    clock.add_argument("--watch-listed", action="store_true",
                       help="a party stands on the watch list, for which no limit runs")
    checking = actions.add_parser("check", help="check the shipped rule data, or your own folder")
    checking.add_argument("folder", type=file, nargs="?", metavar="DIR")
    comparing = actions.add_parser("diff", help="what differs between two rule folders, or between two days")
    comparing.add_argument("a", metavar="A", help="a rule folder, or a day such as 2025-10-20")
    comparing.add_argument("b", metavar="B", help="the other folder or day")
    comparing.add_argument("--bill", type=file, metavar="WORKBOOK", help="and which lines of this workbook change")
    comparing.add_argument("--password-file", type=file, metavar="FILE",
                           help="with --bill: its first line opens an encrypted workbook")
    comparing.add_argument("--as-of", type=day, metavar="DATE",
                           help="with --bill and two folders: legal day asked about (default: today)")
    add_trade(comparing)
    add_rules_folder(comparing)


def add_parts(commands: Commands) -> None:
    parser = commands.add_parser("parts", help="the library of what was decided about parts, beyond one bill")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    made = {name: actions.add_parser(name, help=words) for name, words in (
        ("list", "every decision with who, when, why and who approved it"), ("add", "decide on the part of a line"),
        ("approve", "agree as a second person"), ("withdraw", "take a decision back; it stays on record"),
        ("export", "write the library as a file for others"), ("import", "add what another library exported"),
    )}
    for action in made.values():
        action.add_argument("library", type=file, metavar="LIBRARY", help="a file such as parts.sqlite")
    add = made["add"].add_argument
    add("workbook", type=file, metavar="WORKBOOK")
    add("--row", type=int, required=True, metavar="N", help="row of the line, as Excel shows it")
    add("--verdict", required=True, choices=("contains", "does-not-contain", "unknown"))
    add("--why", type=given, required=True, metavar="TEXT")
    add("--evidence", default="", metavar="TEXT", help="where it stands, such as a data sheet and page")
    add("--grade", default="", metavar="GRADE", help="such as N42SH")
    add("--share", action="append", default=[], metavar="ELEMENT=SHARE", help='such as "Dy=1.2 %%" (repeatable)')
    for name in ("approve", "withdraw"):
        made[name].add_argument("entry", type=given, metavar="ENTRY", help="as listed, or its beginning")
    for name in ("add", "approve", "withdraw"):
        made[name].add_argument("--who", type=given, required=True, metavar="NAME", help="who decides")
    for name in ("export", "import"):
        made[name].add_argument("file", type=file, metavar="FILE.json")


def add_sample(commands: Commands) -> None:
    parser = commands.add_parser("sample", help="write the sample workbooks, or a template to fill in, to a folder")
    parser.add_argument("folder", type=file, metavar="DIR", help="made where it does not exist; nothing is overwritten")
    parser.add_argument("--template", action="store_true",
                        help="only a workbook to fill in, with the headings that are understood and allowed values")
