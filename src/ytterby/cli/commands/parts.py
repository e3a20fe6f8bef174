"""``ytterby parts``: the library of what was decided about parts, kept beyond one bill."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from ytterby.bom.reading import Mapping
from ytterby.cli.console import printable
from ytterby.cli.outputs import refuse
from ytterby.core.decision import Verdict, signature
from ytterby.core.elements import BY_SYMBOL
from ytterby.core.errors import UsageError
from ytterby.core.files import is_there
from ytterby.core.finding import Certainty
from ytterby.core.item import Item
from ytterby.core.person import login
from ytterby.core.units import share
from ytterby.identification.identify import identify
from ytterby.identification.knowledge import Knowledge
from ytterby.workspace.assess import open_workbook
from ytterby.workspace.part_memory import PartMemory, Remembered, exported, part_memory, proposal

_Act = Callable[[PartMemory, argparse.Namespace], None]
VERDICTS = {"contains": Verdict.CONTAINS, "does-not-contain": Verdict.DOES_NOT_CONTAIN, "unknown": Verdict.UNKNOWN}


def run(options: argparse.Namespace) -> int:
    """Exit code 0. Raises YtterbyError where library or call is wrong."""
    if options.action not in ("add", "import") and not is_there(options.library):
        raise UsageError("there is no such part library.", where=str(options.library), remedy="See ytterby parts add.")
    making = {"add": _add, "import": _import}.get(options.action)
    act = making(options) if making else _ACTIONS[options.action]
    with part_memory(options.library) as memory:
        act(memory, options)
    return 0


def _item(workbook: Path, row: int) -> Item:
    reading = open_workbook(workbook, Mapping(), date.today()).reading
    assert reading is not None
    found = [reading.bom.items[usage.item] for usage in reading.bom if usage.row == row]
    if not found:
        raise UsageError(f"row {row} holds no line of the bill.", where=reading.bom.name,
                         remedy="Rows count as Excel shows them; titles, totals and notes are no lines.")
    return found[0]


def _add(options: argparse.Namespace) -> _Act:
    """What is wrong in the call is found before a library is made for it."""
    item, material = _item(options.workbook, options.row), _material(options.grade)
    declared = tuple(sorted(map(_share, options.share)))

    made = proposal(item, VERDICTS[options.verdict], who=options.who, when=_now(), why=options.why, login=login(),
                    evidence=options.evidence, material=material, declared=declared)

    def add(memory: PartMemory, _: argparse.Namespace) -> None:
        memory.keep(made)
        _tell(made)

    return add


def _material(grade: str) -> str:
    """The knowledge row that a grade such as N42SH names, or empty."""
    knowledge = Knowledge.shipped()
    if not grade or grade in knowledge.materials:
        return grade
    contents = identify((Item("grade", material=grade),), knowledge)[0].contents
    if not contents or contents[0].certainty is not Certainty.YES:
        raise UsageError(f"there is no grade {grade!r}.", remedy="Write it as N42SH or YXG-28.")
    return contents[0].key


def _share(text: str) -> tuple[str, float]:
    symbol, _, value = text.partition("=")
    found = share(value) if symbol in BY_SYMBOL else None
    if found is None:
        raise UsageError(f"{text!r} is no share of an element.", remedy='Write it as "Dy=1.2 %".')
    return symbol, found.best


def _list(memory: PartMemory, options: argparse.Namespace) -> None:
    for entry in memory.entries():
        _tell(entry)


def _approve(memory: PartMemory, options: argparse.Namespace) -> None:
    memory.approve(_entry(memory, options.entry), who=options.who, when=_now(), login=login())


def _withdraw(memory: PartMemory, options: argparse.Namespace) -> None:
    memory.withdraw(_entry(memory, options.entry), who=options.who, when=_now())


def _export(memory: PartMemory, options: argparse.Namespace) -> None:
    refuse((options.file,), (options.library,))
    memory.export(options.file)
    print(printable(f"written: {options.file}"))


def _import(options: argparse.Namespace) -> _Act:
    """What is no export is found before a library is made for it."""
    entries = exported(options.file)

    def add(memory: PartMemory, _: argparse.Namespace) -> None:
        print(f"{memory.add(entries)} new decisions")

    return add


def _entry(memory: PartMemory, digest: str) -> Remembered:
    """The one entry whose digest begins so."""
    found = [entry for entry in memory.entries() if entry.digest.startswith(digest)]
    if len(found) != 1:
        raise UsageError(f"{len(found)} decisions begin with {digest!r}.", remedy="See ytterby parts list.")
    return found[0]


def _tell(entry: Remembered) -> None:
    """One line: what, who, when, why, and where it stands."""
    _, *names = entry.part.split("|")
    stated = ", ".join(f"{symbol} {value * 100:g} %" for symbol, value in entry.declared)
    facts = ", ".join(filter(None, (entry.material, stated)))
    state = (f"withdrawn by {entry.withdrawer}, {entry.withdrawn[:10]}" if entry.withdrawn else
             _approval(entry) if entry.approved else "awaiting approval")
    who, why = signature(entry.proposer, entry.proposer_login), f"{entry.question} {entry.why}".strip()
    print(printable(f"{entry.digest[:8]}  {' '.join(filter(None, names))}: {entry.verdict}"
                    f"{f' ({facts})' if facts else ''} - {who}, {entry.proposed[:10]}: {why}"
                    f"{f' [{entry.evidence}]' if entry.evidence else ''}; {state}"))


def _approval(entry: Remembered) -> str:
    same = ", the login it was proposed under" if entry.one_login else ""
    return f"approved by {signature(entry.approver, entry.approver_login)}{same}, {entry.approved[:10]}"


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)


_ACTIONS: dict[str, _Act] = {
    "list": _list, "approve": _approve, "withdraw": _withdraw, "export": _export,
}
