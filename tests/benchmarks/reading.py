"""Reading to a Bom beside pandas: seconds, seconds of the processor and the most memory, each in a process of its own,
in one run; and how soon a reading stops.

    python tests/benchmarks/reading.py [lines ...]        default 1000 10000 100000; 1000000 takes minutes
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

HEADINGS = (
    "Level", "Item No", "Part Number", "Revision", "Description", "Qty", "Unit", "Material", "Manufacturer", "MPN",
    "Supplier", "Unit Price (EUR)", "Country of Origin", "HS Code", "Mass (g)", "Lead time (weeks)", "Stock",
    "Remark", "Category", "Ref Des",
)
THINGS = ("Magnet NdFeB N42SH", "Bracket", "Screw M3x12", "Resistor 10k 0603", "Servo motor", "Cable harness")
READERS = {
    "ytterby": "from ytterby.bom.read import read\n    from pathlib import Path\n    len(read(Path(path)).bom)",
    "pandas + calamine": "import pandas\n    len(pandas.read_excel(path, engine='calamine'))",
    "pandas + openpyxl": "import pandas\n    len(pandas.read_excel(path, engine='openpyxl'))",
}
AGAIN_UP_TO = 10_000  # of short files the second reading is told too: the first is mostly the start of Python's modules
OPENPYXL_UP_TO = 100_000
LETTERS = "ABCDEFGHIJKLMNOPQRST"
_OFFICE = "http://schemas.openxmlformats.org"
NAMESPACE = f'xmlns="{_OFFICE}/spreadsheetml/2006/main"'
_RELATIONS = f"{_OFFICE}/officeDocument/2006/relationships"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETS}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEETS}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEETS}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Id="a" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {NAMESPACE} xmlns:r="{_RELATIONS}"><sheets>'
    '<sheet name="BOM" sheetId="1" r:id="b"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Id="b" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="c" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="d" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet {NAMESPACE}>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
PROGRAM = """
import os, resource, sys, time
path, times = sys.argv[1], int(sys.argv[2])
def call():
    {call}
def clocks():
    return time.perf_counter(), sum(os.times()[:4])
begun = clocks()
call()
first = [after - before for before, after in zip(begun, clocks())]
most = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
again = []
for _ in range(times):
    begun = clocks()
    call()
    again.append([after - before for before, after in zip(begun, clocks())])
print(*first, most, *(map(min, zip(*again)) if again else ("nan", "nan")))
"""
# Stops a reading after a number of seconds, and tells how long it took to stop and whether it was still at work.
STOPPER = """
import sys, time
from pathlib import Path
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
    place on every cell."""
    chance = random.Random(7)
    kinds = [_item(kind) for kind in range(max(50, lines // 20))]

    def rows() -> Iterable[tuple[object, ...]]:
        for number in range(1, lines + 1):
            own = chance.choice(kinds)
            yield (1 + (number % 4 != 0), number, *own[:3], chance.randint(1, 50), *own[3:], f"R{number}")

    quick_workbook(path, HEADINGS, rows(), lines)


def quick_workbook(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]], count: int) -> None:
    """One sheet of ``count`` rows, written here, as libraries take ten minutes for a million lines. Texts hold no
    markup."""
    texts: dict[str, int] = {}
    letters = LETTERS[:len(headings)]

    def row(number: int, values: Iterable[object]) -> str:
        cells = "".join(
            f'<c r="{letter}{number}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
            if isinstance(value, str) else f'<c r="{letter}{number}"><v>{value}</v></c>'
            for letter, value in zip(letters, values, strict=True)
        )
        return f'<row r="{number}">{cells}</row>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, xml in PARTS.items():
            book.writestr(name, xml)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet {NAMESPACE}><dimension ref="A1:{letters[-1]}{count + 1}"/><sheetData>'.encode())
            sheet.write(row(1, headings).encode())
            for number, values in enumerate(rows, 2):
                sheet.write(row(number, values).encode())
            sheet.write(b"</sheetData></worksheet>")
        shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
        book.writestr("xl/sharedStrings.xml", f'<sst {NAMESPACE} uniqueCount="{len(texts)}">{shared}</sst>')


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
    print(f"{'':20}{'s':>9}{'x':>6}{'cpu s':>9}{'x':>6}{'again s':>9}{'x':>6}{'cpu s':>9}{'x':>6}{'MB':>8}{'x':>6}")
    for name, call in READERS.items():
        if name == "pandas + openpyxl" and lines > OPENPYXL_UP_TO:
            continue
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM.format(call=call), str(path), "5" if lines <= AGAIN_UP_TO else "0"],
            capture_output=True, text=True, check=True)
        first, first_cpu, most, again, again_cpu = map(float, done.stdout.split())
        figures = (first, first_cpu, again, again_cpu, most)
        ours = ours or figures
        told = (f"{figure:9.2f}{figure / own:6.1f}" for figure, own in zip(figures[:4], ours[:4], strict=True))
        print(f"  {name:18}{''.join(told)}{most:8.0f}{most / ours[4]:6.1f}")
    stopped = subprocess.run([sys.executable, "-c", STOPPER, str(path), str(ours[0])],
                             capture_output=True, text=True, check=True).stdout.split()
    print(f"  stopped at {len(stopped)} points; the slowest took {max(map(float, stopped), default=0.0):.2f} s")


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000]
    with tempfile.TemporaryDirectory() as folder:
        for lines in sizes:
            path = Path(folder, f"{lines}.xlsx")
            bill(path, lines)
            print(f"{lines} lines x {len(HEADINGS)} columns, {path.stat().st_size / 1e6:.1f} MB")
            measure(path, lines)


if __name__ == "__main__":
    main()
