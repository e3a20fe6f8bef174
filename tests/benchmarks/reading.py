"""Reading to a Bom beside pandas: seconds and the most memory, each in a process of its own, in one run.

    python tests/benchmarks/reading.py [lines ...]        default 1000 10000 100000; 1000000 takes minutes
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

HEADINGS = (
    "Level", "Item No", "Part Number", "Revision", "Description", "Qty", "Unit", "Material", "Manufacturer", "MPN",
    "Supplier", "Unit Price (EUR)", "Country of Origin", "HS Code", "Mass (g)", "Lead time (weeks)", "Stock",
    "Remark", "Category", "Ref Des",
)
THINGS = ("Magnet NdFeB N42SH", "Bracket", "Screw M3x12", "Resistor 10k 0603", "Servo motor", "Cable harness")
READERS = {
    "ytterby": "from ytterby.bom.read import read\nfrom pathlib import Path\nlen(read(Path(path)).bom)",
    "pandas + calamine": "import pandas\nlen(pandas.read_excel(path, engine='calamine'))",
    "pandas + openpyxl": "import pandas\nlen(pandas.read_excel(path, engine='openpyxl'))",
}
OPENPYXL_UP_TO = 100_000
PROGRAM = """
import resource, sys, time
path = sys.argv[1]
begun = time.perf_counter()
{call}
took = time.perf_counter() - begun
most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(took, most / 1024)
"""


def bill(path: Path, lines: int) -> None:
    """A bill of ``lines`` usages of a twentieth as many items, with 20 columns."""
    import xlsxwriter

    chance = random.Random(7)
    with xlsxwriter.Workbook(str(path), {"constant_memory": lines > 200_000}) as book:
        sheet = book.add_worksheet("BOM")
        sheet.write_row(0, 0, HEADINGS)
        for row in range(1, lines + 1):
            kind = chance.randrange(max(50, lines // 20))
            own = random.Random(kind)
            thing = own.choice(THINGS)
            sheet.write_row(row, 0, (
                1 + (row % 4 != 0), row, f"PN-{100_000 + kind}", own.choice("ABC"), f"{thing} {kind}",
                chance.randint(1, 50), "pcs", own.choice(("Steel", "NdFeB", "FR4")), own.choice(("Alpha", "Beta")),
                f"MX{kind:06d}-{own.randint(1, 9)}", own.choice(("Delta", "Epsilon")), round(own.uniform(0.01, 99), 2),
                own.choice(("CN", "DE", "VN")), "8505.11", round(own.uniform(0.1, 900), 1), own.randint(2, 40),
                own.randint(0, 9999), "see drawing", thing.split()[0], f"R{row}",
            ))


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000]
    with tempfile.TemporaryDirectory() as folder:
        for lines in sizes:
            path = Path(folder, f"{lines}.xlsx")
            bill(path, lines)
            print(f"{lines} lines x {len(HEADINGS)} columns, {path.stat().st_size / 1e6:.1f} MB")
            for name, call in READERS.items():
                if name == "pandas + openpyxl" and lines > OPENPYXL_UP_TO:
                    continue
                done = subprocess.run([sys.executable, "-c", PROGRAM.format(call=call), str(path)],
                                      capture_output=True, text=True, check=True)
                seconds, megabytes = map(float, done.stdout.split())
                print(f"  {name:20} {seconds:8.2f} s  {megabytes:8.0f} MB")


if __name__ == "__main__":
    main()
