"""The command line runs on a machine without Qt's libraries: nothing below the window loads Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
BELOW_THE_WINDOW = sorted(
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for path in (SOURCE / "ytterby").rglob("*.py")
    if "gui" not in path.parts and path.stem != "__main__"
)


def test_importing_everything_below_the_window_loads_no_qt() -> None:
    script = (
        "import importlib, sys\n"
        f"for name in {BELOW_THE_WINDOW!r}: importlib.import_module(name)\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'pyqtgraph'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
