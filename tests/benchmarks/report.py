"""How long outputs take against the usual ways: ``python tests/benchmarks/report.py [lines]`` prints times and ratios.

Report: ours against openpyxl writing the same cells in its usual mode. Annotated copy: ours against openpyxl loading
the workbook, adding the same columns and saving it. End to end, workbook to report: ours against the usual script
(pandas reads with openpyxl, one regular expression per phrase, openpyxl writes). Each runs in a process of its own, one
after the other; times are of the processor, the peak memory is that of the process. Above 100,000 lines only ours run.
Whatever stands behind the numbers of lines chooses among: report, copy, way.
"""

from __future__ import annotations

import csv
import multiprocessing
import os
import random
import re
import resource
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from quick_workbook import quick_workbook

AS_OF = date(2026, 11, 21)
ROOT = Path(__file__).resolve().parents[2]
WORDS = (
    "Magnet N42SH {a}x{b}", "Servo motor BLDC 24V {a}W", "Screw M4x{a}", "Capacitor X7R {a}nF 50V", "Resistor {a} Ohm",
    "Housing aluminium rev {b}", "SmCo ring magnet {a}x{b}", "Loudspeaker 8 Ohm {a} mm", "Bearing 608-{b}",
    "Erbium doped fibre {a} m", "PCB assembly {a}", "Cable harness {b}",
)
HEADS = ("Level", "Part number", "Description", "MPN", "Manufacturer", "Supplier", "Country of origin", "Unit price",
         "Currency", "On hand", "EAU", "Qty")
PHRASES_TIMED = 300
ITEMS_PER_LINE = 0.07  # how many distinct items a long bill has for each of its lines

def cpu() -> float:
    """Seconds of processor time of this process and those it started: it may share the machine with others."""
    return sum(os.times()[:4])


Ours = Callable[[Path, Path], float]


def bill(path: Path, lines: int) -> None:
    """A flat bill with a heading row, the same for the same number of lines."""
    dice, count = random.Random(lines), max(50, int(lines * ITEMS_PER_LINE))
    items = [(1, f"P-{n:06d}", WORDS[n % len(WORDS)].format(a=n % 97 + 1, b=n % 31 + 1), f"MPN{n * 7}",
              f"Maker {n % 40}", f"Supplier {n % 60}", ("CN", "DE", "JP", "US")[n % 4], round(dice.random() * 20, 2),
              "EUR", dice.randint(0, 900), dice.randint(100, 9000)) for n in range(count)]
    rows = ((*(items[line] if line < count else dice.choice(items)), dice.randint(1, 9)) for line in range(lines))
    quick_workbook(path, HEADS, rows, lines)


def dossier_of(path: Path):  # type: ignore[no-untyped-def]
    from ytterby.bom.reading import Mapping
    from ytterby.identification.knowledge import Knowledge
    from ytterby.regulation.rulebook import Rulebook
    from ytterby.report.dossier import dossier
    from ytterby.workspace.assess import assess, open_workbook

    document = open_workbook(path, Mapping(), AS_OF)
    return dossier(document, assess(document, Rulebook.shipped(), Knowledge.shipped()))


def our_report(source: Path, target: Path) -> float:
    from ytterby.report.xlsx import write

    made = dossier_of(source)
    start = cpu()
    write(made, target)
    return cpu() - start


def their_report(source: Path, target: Path) -> float:
    """The same cells with their formats, row by row, the sheet kept in memory as is usual."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    from ytterby.report.book import pages
    from ytterby.report.page import Table
    from ytterby.report.style import STATUS_FILL

    made = dossier_of(source)
    start = cpu()
    book = Workbook()
    font, top = Font("Calibri", 10), Alignment(vertical="top")
    fills = {word: PatternFill("solid", fgColor=fill[1:]) for word, fill in STATUS_FILL.items()}
    for page in pages(made):
        sheet = book.create_sheet(page.name)
        for table in (block for block in page.blocks if isinstance(block, Table)):
            for row in ([column.heading for column in table.columns], *table.rows):
                cells = []
                for value in row:
                    cell = WriteOnlyCell(sheet, plain(value))
                    cell.font, cell.alignment = font, top
                    if isinstance(value, str):
                        cell.data_type = "s"
                        if value in fills:
                            cell.fill = fills[value]
                    cells.append(cell if value not in (None, "") else None)
                sheet.append(cells)
    book.save(target)
    return cpu() - start


def plain(value: object) -> object:
    """What openpyxl can hold of a cell."""
    from ytterby.report.page import Formula, Input, Link, Measured

    match value:
        case Link():
            return value.text
        case Formula() | Input() | Measured():
            return value.value
        case _:
            return value


def our_copy(source: Path, target: Path) -> float:
    from ytterby.report.annotate import annotate

    made = dossier_of(source)
    start = cpu()
    annotate(made, source, target)
    return cpu() - start


def their_copy(source: Path, target: Path) -> float:
    from openpyxl import load_workbook
    from openpyxl.styles import PatternFill

    from ytterby.report.marks import STATUS_PLACE, Marks
    from ytterby.report.style import STATUS_FILL

    marks = Marks(dossier_of(source))
    start = cpu()
    book = load_workbook(source)
    fills = {word: PatternFill("solid", fgColor=fill[1:]) for word, fill in STATUS_FILL.items()}
    for ours in marks.sheets:
        sheet = book[ours.name]
        first = sheet.max_column + 1
        for place, text in enumerate(marks.headings(0, 1)):
            sheet.cell(1, first + place, text)
        for row, items in ours.items.items():
            for place, text in enumerate(marks.of(items[0])):
                if text:
                    cell = sheet.cell(row, first + place, text)
                    if place == STATUS_PLACE:
                        cell.fill = fills[text]
    book.save(target)
    return cpu() - start


def our_way(source: Path, target: Path) -> float:
    start = cpu()
    our_report(source, target)
    return cpu() - start


def the_usual_script(source: Path, target: Path) -> float:
    """Reads, looks for every phrase of our list, writes the lines with what was found. No law, no roll-up, no sums.

    Of the phrases PHRASES_TIMED are looked for; the time of that step is scaled up to all of them.
    """
    import pandas

    start = cpu()
    frame = pandas.read_excel(source, engine="openpyxl")
    read = cpu()
    with (ROOT / "resources" / "materials" / "phrases.csv").open(encoding="utf-8", newline="") as file:
        phrases = [phrase.strip(" *") for row in csv.DictReader(file) for phrase in row["phrases"].split(";")]
    found = pandas.Series("", index=frame.index)
    for phrase in phrases[:: max(1, len(phrases) // PHRASES_TIMED)][:PHRASES_TIMED]:
        found[frame["Description"].str.contains(rf"\b{re.escape(phrase)}\b", case=False, regex=True)] += phrase + "; "
    looked = cpu()
    frame["Rare earth"] = found
    frame.to_excel(target, index=False, engine="openpyxl")
    wrote = cpu()
    print(f"    read {read - start:.1f} s, phrases {looked - read:.1f} s for {PHRASES_TIMED} of {len(phrases)}, "
          f"write {wrote - looked:.1f} s", flush=True)
    return (read - start) + (looked - read) * len(phrases) / PHRASES_TIMED + (wrote - looked)


def _measured(way: Ours, source: Path, target: Path, back: multiprocessing.Queue[tuple[float, float]]) -> None:
    seconds = way(source, target)
    back.put((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def timed(way: Ours, source: Path, target: Path) -> float:
    """Seconds, printed with the peak memory of a process that does nothing else."""
    spawn = multiprocessing.get_context("spawn")
    back: multiprocessing.Queue[tuple[float, float]] = spawn.Queue()
    process = spawn.Process(target=_measured, args=(way, source, target, back))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{way.__name__} failed")
    seconds, peak = back.get()
    print(f"  {way.__name__.replace('_', ' '):18} {seconds:8.2f} s   peak {peak:6.0f} MB   "
          f"{target.stat().st_size / 1e6:6.1f} MB", flush=True)
    return seconds


PAIRS: dict[str, tuple[Ours, Ours]] = {
    "report": (our_report, their_report), "copy": (our_copy, their_copy), "way": (our_way, the_usual_script),
}


def main(lines: int, wanted: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "bill.xlsx"), Path(folder, "out.xlsx")
        bill(source, lines)
        print(f"{lines:,} lines, {source.stat().st_size / 1e6:.1f} MB")
        for ours, theirs in (pair for name, pair in PAIRS.items() if name in wanted):
            mine = timed(ours, source, target)
            if lines <= 100_000:
                print(f"  {ours.__name__.replace('_', ' ')}: {timed(theirs, source, target) / mine:.1f} times as fast")


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    for count in sizes or [10_000, 100_000]:
        main(count, [name for name in PAIRS if name in sys.argv[1:]] or [*PAIRS])
