"""Reading to a Bom beside pandas, each reader in a process of its own with its libraries imported beforehand: the best
of several readings by the clock and in time of the processor (that of child processes too), the first reading, the
most memory; and how soon a reading stops.

    python tests/benchmarks/reading.py [lines ...]        default 1000 10000 100000 1000000, some five minutes
"""

from __future__ import annotations

import compileall
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from quick_workbook import LETTERS, NAMESPACE, PARTS

import ytterby

HEADINGS = (
    "Level", "Item No", "Part Number", "Revision", "Description", "Qty", "Unit", "Material", "Manufacturer", "MPN",
    "Supplier", "Unit Price (EUR)", "Country of Origin", "HS Code", "Mass (g)", "Lead time (weeks)", "Stock",
    "Remark", "Category", "Ref Des",
)
THINGS = ("Magnet NdFeB N42SH", "Bracket", "Screw M3x12", "Resistor 10k 0603", "Servo motor", "Cable harness")
READERS = {
    "ytterby": ("import ytterby.bom.parse\nfrom ytterby.bom.read import read\nfrom pathlib import Path",
                "len(read(Path(path)).bom)"),
    "pandas + calamine": ("import pandas, python_calamine", "len(pandas.read_excel(path, engine='calamine'))"),
    "pandas + openpyxl": ("import pandas, openpyxl", "len(pandas.read_excel(path, engine='openpyxl'))"),
}
SIZES = (1_000, 10_000, 100_000, 1_000_000)
OPENPYXL_UP_TO = 100_000
PLACE = "%(place)d"  # the number of a shared text
MOST_READINGS, LINES_IN_ALL = 9, 200_000  # as often as makes so many lines, at least once
PROGRAM = """
import resource, sys, time
{imports}
path, times = sys.argv[1], int(sys.argv[2])
def used():
    return [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
def clocks():
    return time.perf_counter(), sum(of.ru_utime + of.ru_stime for of in used())
taken, most = [], 0.0
for _ in range(times):
    begun = clocks()
    {call}
    taken.append([after - before for before, after in zip(begun, clocks())])
    most = most or sum(of.ru_maxrss for of in used()) / 1024
print(*map(min, zip(*taken)), *taken[0], most)
"""
# Stops a reading after a number of seconds, and tells how long it took to stop and whether it was still at work.
STOPPER = """
import sys, time
from pathlib import Path
import ytterby.bom.parse
from ytterby.bom.read import read
from ytterby.core.progress import Cancelled
class Stop:
    def __init__(self, seconds):
        self.at = time.perf_counter() + seconds
    def step(self, done, label=""):
        if time.perf_counter() > self.at:
            raise Cancelled
for share in range(10):
    stop = Stop(float(sys.argv[2]) * share / 10)
    try:
        read(Path(sys.argv[1]), progress=stop)
    except Cancelled:
        print(max(0.0, time.perf_counter() - stop.at))
"""


def bill(path: Path, lines: int) -> None:
    """A bill of ``lines`` usages of a twentieth as many items, with 20 columns, as Excel writes it: shared texts, a
    place on every cell. Written here, as libraries take ten minutes for a million lines."""
    chance, texts = random.Random(7), dict[str, int]()
    head = _row(HEADINGS, texts) % {"row": 1}
    kinds = [_row(("%(level)d", "%(number)d", *own[:3], "%(quantity)d", *own[3:], PLACE), texts)
             for own in map(_item, range(max(50, lines // 20)))]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as book:
        for name, xml in PARTS.items():
            book.writestr(name, xml)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet {NAMESPACE}><dimension ref="A1:T{lines + 1}"/><sheetData>{head}'.encode())
            for number in range(1, lines + 1):
                sheet.write((chance.choice(kinds) % {
                    "row": number + 1, "level": 1 + (number % 4 != 0), "number": number,
                    "quantity": chance.randint(1, 50), "place": len(texts) + number - 1,
                }).encode())
            sheet.write(b"</sheetData></worksheet>")
        shared = "".join(f"<si><t>{text}</t></si>" for text in (*texts, *(f"R{at}" for at in range(1, lines + 1))))
        book.writestr("xl/sharedStrings.xml", f'<sst {NAMESPACE} uniqueCount="{len(texts) + lines}">{shared}</sst>')


def _row(values: Iterable[object], texts: dict[str, int]) -> str:
    """The XML of a row, with what differs from line to line left to be filled in."""
    cells = []
    for letter, value in zip(LETTERS, values, strict=True):
        told = isinstance(value, str) and not value.startswith("%")
        inside = texts.setdefault(value, len(texts)) if isinstance(value, str) and told else value
        kind = ' t="s"' if told or value == PLACE else ""
        cells.append(f'<c r="{letter}%(row)d"{kind}><v>{inside}</v></c>')
    return '<row r="%(row)d">' + "".join(cells) + "</row>"


def _item(kind: int) -> tuple[object, ...]:
    own = random.Random(kind)
    thing = own.choice(THINGS)
    return (
        f"PN-{100_000 + kind}", own.choice("ABC"), f"{thing} {kind}", "pcs", own.choice(("Steel", "NdFeB", "FR4")),
        own.choice(("Alpha", "Beta")), f"MX{kind:06d}-{own.randint(1, 9)}", own.choice(("Delta", "Epsilon")),
        round(own.uniform(0.01, 99), 2), own.choice(("CN", "DE", "VN")), "8505.11", round(own.uniform(0.1, 900), 1),
        own.randint(2, 40), own.randint(0, 9999), "see drawing", thing.split()[0],
    )


def measure(path: Path, lines: int) -> None:
    """Prints each reader's figures, and how many times those of ours that of another one is."""
    ours: tuple[float, ...] = ()
    times = max(1, min(MOST_READINGS, LINES_IN_ALL // lines))
    print(f"  {f'best of {times}':18}{'s':>9}{'x':>6}{'cpu s':>9}{'x':>6}{'first s':>9}{'x':>6}{'cpu s':>9}{'x':>6}"
          f"{'MB':>8}{'x':>6}")
    for name, (imports, call) in READERS.items():
        if name == "pandas + openpyxl" and lines > OPENPYXL_UP_TO:
            continue
        done = subprocess.run([sys.executable, "-c", PROGRAM.format(imports=imports, call=call), str(path), str(times)],
                              capture_output=True, text=True, check=True)
        figures = tuple(map(float, done.stdout.split()))
        ours = ours or figures
        told = (f"{figure:9.3f}{figure / own:6.1f}" for figure, own in zip(figures[:4], ours[:4], strict=True))
        print(f"  {name:18}{''.join(told)}{figures[4]:8.0f}{figures[4] / ours[4]:6.1f}", flush=True)
    stopped = subprocess.run([sys.executable, "-c", STOPPER, str(path), str(ours[0])],
                             capture_output=True, text=True, check=True).stdout.split()
    print(f"  stopped at {len(stopped)} points; the slowest took {max(map(float, stopped), default=0.0):.2f} s")


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    # As an installation does: a reading apart starts this program anew, and the others' libraries are compiled too.
    compileall.compile_dir(str(Path(ytterby.__file__).parent), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        for lines in sizes:
            path = Path(folder, f"{lines}.xlsx")
            bill(path, lines)
            print(f"{lines} lines x {len(HEADINGS)} columns, {path.stat().st_size / 1e6:.1f} MB", flush=True)
            measure(path, lines)
            path.unlink()


if __name__ == "__main__":
    main()
