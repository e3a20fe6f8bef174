"""The command line: a stable contract. Parses, calls the doors, and turns what went wrong into exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import ytterby
from ytterby.bom import worker as reader
from ytterby.cli.console import complain
from ytterby.cli.streams import guard
from ytterby.core.errors import ReportError, UsageError, YtterbyError
from ytterby.core.progress import Cancelled
from ytterby.planning import apart as searcher

DONE, FOUND, WRONG, BUG, STOPPED = 0, 1, 2, 70, 130
WORKERS = {reader.FLAG: reader.main, searcher.FLAG: searcher.main}
COMMANDS = ("assess", "explain", "parts", "plan", "rules", "sample")


def entry() -> None:
    """What the installed command runs."""
    try:
        if len(sys.argv) == 2 and sys.argv[1] in WORKERS:
            return WORKERS[sys.argv[1]]()
        out = guard()
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code, out = STOPPED, None
    if code == STOPPED:
        # A stop within exec(), by which dataclasses are made, stays marked as unhandled until the next one: Python
        # would end itself by the signal and not with our code.
        exec("")
    # Who no longer reads has read enough: no fault. A full disk is one.
    if out is not None and out.lost is not None and not isinstance(out.lost, BrokenPipeError):
        complain(ReportError(f"standard output can't be written ({out.lost.strerror})."))
        code = code if code > WRONG else WRONG
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Do what ``arguments`` ask; gives the exit code. Never raises but SystemExit of --help and --version."""
    try:
        return _dispatch(arguments)
    except YtterbyError as error:
        complain(error)
        return WRONG
    except (KeyboardInterrupt, Cancelled):
        print("ytterby: stopped", file=sys.stderr)
        return STOPPED
    except Exception as error:
        print(f"ytterby: this is a bug of the program, not of your file. {_reported(error)}", file=sys.stderr)
        return BUG


def _reported(error: Exception) -> str:
    """What to do about a bug: send the report, where one could be kept."""
    from ytterby.workspace.faults import kept, told

    try:
        return f"Please send {kept(error, told(error))}"
    except OSError as refused:
        return f"The report on it can't be kept ({refused.strerror}): {type(error).__name__}."


def _dispatch(arguments: Sequence[str]) -> int:
    if not arguments or not (arguments[0] in COMMANDS or arguments[0].startswith("-")):
        return _window(arguments)
    options = _parser(arguments[0]).parse_args(arguments)
    if options.command == "assess":
        from ytterby.cli.commands import assess

        return assess.run(options)
    if options.command == "explain":
        from ytterby.cli.commands import explain

        return explain.run(options)
    if options.command == "parts":
        from ytterby.cli.commands import parts

        return parts.run(options)
    if options.command == "plan":
        from ytterby.cli.commands import plan

        return plan.run(options)
    if options.command == "rules":
        from ytterby.cli.commands import rules

        return rules.run(options)
    from ytterby.cli.commands import sample

    return sample.run(options)


def _window(arguments: Sequence[str]) -> int:
    if len(arguments) > 1:
        raise UsageError(f"there is no command {arguments[0]!r}.", remedy="See ytterby --help.")
    path = Path(arguments[0]) if arguments else None
    if path is not None and not os.access(path, os.F_OK):
        raise UsageError("no such file, and no such command.", where=str(path), remedy="See ytterby --help.")
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        # Qt would abort the whole process instead of saying so.
        raise UsageError("there is no screen to open a window on.", remedy="See ytterby assess --help.")
    from ytterby.gui.app import run as open_window

    return open_window(path)


def _parser(first: str) -> argparse.ArgumentParser:
    """With the one command that is asked for; with all where that is not clear, for the help."""
    parser: argparse.ArgumentParser = _Parser(
        prog="ytterby", description=ytterby.__doc__,
        epilog="Without a command: ytterby opens the window, ytterby FILE opens it on a workbook or a project.",
    )
    parser.add_argument("--version", action="version", version=f"Ytterby {ytterby.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    from ytterby.cli import options

    adders = {"assess": options.add_assess, "explain": options.add_explain, "parts": options.add_parts,
              "plan": options.add_plan, "rules": options.add_rules, "sample": options.add_sample}
    for name in (first,) if first in adders else tuple(adders):
        adders[name](commands)
    return parser


_FILES = {".pdf": "a PDF file", ".xlsx": "an Excel file", ".csv": "a CSV file", ".json": "a JSON file"}


def _wanted(metavar: str) -> str:
    """What to write behind an option: ``name a PDF file (OUT.pdf)``."""
    kind = next((words for ending, words in _FILES.items() if metavar.endswith(ending)), "")
    return f"name {kind} ({metavar})" if kind else f"write {metavar} behind it"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as all our errors are said, instead of printing the usage."""

    def error(self, message: str) -> None:  # type: ignore[override]
        for action in self._actions:
            name = "/".join(action.option_strings)
            if name and message == f"argument {name}: expected one argument":
                raise UsageError(f"{name} names nothing: {_wanted(str(action.metavar or 'VALUE'))}.",
                                 remedy=f"See {self.prog} --help.")
        raise UsageError(message[:1].lower() + message[1:] + ".", remedy=f"See {self.prog} --help.")
