"""The command line: a stable contract. Parses, calls the doors, and turns what went wrong into exit codes."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import ytterby
from ytterby.bom.worker import FLAG
from ytterby.bom.worker import main as read_for_another
from ytterby.cli.console import complain
from ytterby.core.errors import UsageError, YtterbyError
from ytterby.core.progress import Cancelled

DONE, FOUND, WRONG, BUG, STOPPED = 0, 1, 2, 70, 130
COMMANDS = ("assess", "explain", "plan", "rules", "sample")


def entry() -> None:
    """What the installed command runs."""
    if sys.argv[1:] == [FLAG]:
        return read_for_another()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console that can't show Chinese shall show "?" in its place, not fail.
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Do what ``arguments`` ask; gives the exit code. Never raises but SystemExit of --help and --version."""
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
        return code
    except YtterbyError as error:
        complain(error)
        return WRONG
    except (KeyboardInterrupt, Cancelled):
        print("ytterby: stopped", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # Who read our output has gone. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        from ytterby.workspace.faults import kept, told

        report = kept(error, told(error))
        print(f"ytterby: this is a bug of the program, not of your file. Please send {report}", file=sys.stderr)
        return BUG


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
    if path is not None and not path.exists():
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

    adders = {"assess": options.add_assess, "explain": options.add_explain, "plan": options.add_plan,
              "rules": options.add_rules, "sample": options.add_sample}
    for name in (first,) if first in adders else tuple(adders):
        adders[name](commands)
    return parser


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as all our errors are said, instead of printing the usage."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(message[:1].lower() + message[1:] + ".", remedy=f"See {self.prog} --help.")
