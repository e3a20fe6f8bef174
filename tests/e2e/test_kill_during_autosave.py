"""A window killed while it writes its journal, a hundred times: every journal opens, at most 5 s of edits behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ytterby.core.errors import WorkbookError
from ytterby.workspace.autosave import recover, recoverable

KILLS, LASTING = 100, 3
TESTS = Path(__file__).resolve().parents[1]
WINDOW = r"""

import os, time
from dataclasses import replace
from pathlib import Path
import builders_workspace as b
from ytterby.workspace.autosave import PAUSE_SECONDS, Autosave

def live(number, pause):
    window = Autosave(folder / str(number), pause_seconds=pause)
    document, seed = b.document(), 0
    with open(folder / f"{number}.log", "w", buffering=1) as out:
        while True:
            seed += 1
            anew = seed % 20 == 0  # the workbook is read again: the bill is written too
            document = replace(document, seed=seed, reading=b.reading() if anew else document.reading)
            window.note(document)
            out.write(f"{seed} {time.monotonic()}\n")
            time.sleep(0.002)

def start(number, pause):
    child = os.fork()
    if child == 0:
        live(number, pause)
    return child

def kill(number, child):
    os.kill(child, 9)
    os.waitpid(child, 0)
    (folder / f"{number}.killed").write_text(str(time.monotonic()))

folder, kills, lasting = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
children = [start(number, PAUSE_SECONDS) for number in range(lasting)]
for number in range(lasting, kills):
    child = start(number, 0.02 * (number % 2))
    time.sleep(0.05 + 0.002 * number)
    kill(number, child)
for number, child in enumerate(children):
    kill(number, child)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked to be quick")
def test_a_kill_costs_at_most_five_seconds_of_edits(tmp_path: Path) -> None:
    """Most are killed while they write without a pause; some live longer than 5 s, with the pause that is shipped."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(TESTS)!r})" + WINDOW,
               str(tmp_path), str(KILLS), str(LASTING)]
    subprocess.run(command, check=True, timeout=100)
    opened = [number for number in range(KILLS) if opens(tmp_path, number)]
    assert set(range(LASTING)) <= set(opened)
    assert len(opened) > KILLS * 0.8  # the rest was killed before the first write was whole


def opens(folder: Path, number: int) -> bool:
    killed = float((folder / f"{number}.killed").read_text())
    edits = [line.split() for line in (folder / f"{number}.log").read_text().splitlines()[:-1]]
    due = max((int(seed) for seed, at in edits if float(at) < killed - 5.0), default=0)
    assert (due > 0) == (number < LASTING)
    found = recoverable(folder / str(number))
    for left in found:
        document = recover(left)
        assert due <= document.seed <= int(edits[-1][0]) + 2
        assert document.reading is not None
        assert len(document.reading.bom) == 4
    return bool(found)


def test_a_kill_after_the_pause_loses_nothing(tmp_path: Path) -> None:
    """The shipped pause, one edit, a kill two seconds after it."""
    script = (f"import sys; sys.path.insert(0, {str(TESTS)!r})\nimport time\nfrom dataclasses import replace\n"
              "from pathlib import Path\nimport builders_workspace as b\n"
              "from ytterby.workspace.autosave import Autosave\n"
              "w = Autosave(Path(sys.argv[1])); w.note(b.document()); w.note(replace(b.document(), seed=42))\n"
              "print('noted', flush=True); time.sleep(60)\n")
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        window.stdout.readline()
        time.sleep(2.0)
        assert recoverable(tmp_path) == ()  # in use by the other process
        window.send_signal(signal.SIGKILL)
        window.wait()
    (found,) = recoverable(tmp_path)
    assert recover(found).seed == 42


PACKING = r"""
import sys, time
from dataclasses import replace
from datetime import date
from pathlib import Path
from ytterby.bom.reading import Mapping
from ytterby.workspace import autosave
from ytterby.workspace.assess import open_workbook

def packed(document):
    print("packing", flush=True)
    time.sleep(60)  # a bill so large that the kill comes first
    return ()

autosave.packed_bill = packed
document = open_workbook(Path(sys.argv[1]), Mapping(currency="USD"), date(2026, 11, 21))
window = autosave.Autosave(Path(sys.argv[2]), pause_seconds=0.02, at_once=0)
window.note(document)
time.sleep(0.3)
window.note(replace(document, seed=42))
time.sleep(60)
"""


def test_a_kill_while_the_bill_is_being_packed_costs_no_edit_made_meanwhile(tmp_path: Path) -> None:
    """The journal then says which workbook to read again, under its mapping; without the workbook that is said."""
    bill, journals = tmp_path / "bill.csv", tmp_path / "journals"
    bill.write_text("Part number,Description,Quantity\nM-1,Magnet N42SH,4\nM-2,Screw M3,8\n", "utf-8")
    with subprocess.Popen([sys.executable, "-c", PACKING, str(bill), str(journals)], stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == b"packing\n"
        time.sleep(2.0)
        window.send_signal(signal.SIGKILL)
        window.wait()
    (found,) = recoverable(journals)
    document = recover(found)
    assert (document.seed, document.mapping.currency, document.path) == (42, "USD", bill)
    assert document.reading is not None
    assert [item.part_number for item in document.reading.bom.items] == ["M-1", "M-2"]
    bill.unlink()
    with pytest.raises(WorkbookError, match="no such file"):
        recover(found)
