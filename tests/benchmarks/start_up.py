"""How long until the window is painted, against a window with nothing in it: process start to first paint.

    python tests/benchmarks/start_up.py [runs]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

_EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", flush=True)
app = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
_OURS = """
import ytterby.gui.window as module
paint = module.Window.paintEvent
def painted(self, event):
    paint(self, event)
    print("painted", flush=True)
module.Window.paintEvent = painted
from ytterby.gui.app import run
run()
"""


def first_paint(code: str, compiled: str) -> tuple[float, float]:
    """Seconds from starting a process until it says that its window was painted: by the clock, and of the processor.

    ``compiled`` is where Python keeps what it has compiled, as an installed program does.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home,
                       "PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
        begun = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
        ) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            passed = time.perf_counter() - begun
            process.kill()
            _, process.returncode, used = os.wait4(process.pid, 0)
    if line.strip() != "painted":
        raise SystemExit("the window was never painted")
    return passed, used.ru_utime + used.ru_stime


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as compiled:
        for code in (_EMPTY, _OURS):
            first_paint(code, compiled)  # compiles, and warms the disk cache
        pairs = [(first_paint(_EMPTY, compiled), first_paint(_OURS, compiled)) for _ in range(runs)]
    for place, what in enumerate(("by the clock", "of the processor")):
        empty, ours = (statistics.median(times[place] for times in side) for side in zip(*pairs, strict=True))
        print(f"{what}: empty window {empty:.3f} s, Ytterby {ours:.3f} s, ratio {ours / empty:.2f} (median of {runs})")


if __name__ == "__main__":
    main()
