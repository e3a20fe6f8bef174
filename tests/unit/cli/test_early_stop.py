"""Ctrl+C while the program is still being imported ends it as it does later: told in a line, with exit code 130."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_STOP_AT_IMPORT = """
import runpy, signal, sys
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "ytterby.cli.main":
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Stop())
{before}
sys.argv = ["ytterby", "--version"]
runpy.run_module("ytterby", run_name="__main__", alter_sys=True)
"""


def started(before: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", _STOP_AT_IMPORT.format(before=before)], capture_output=True, text=True,
                          timeout=60, check=False)


def test_a_stop_during_the_imports_is_no_fault() -> None:
    done = started()
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "ytterby: stopped")


def test_a_stop_that_is_ignored_stays_ignored() -> None:
    done = started("signal.signal(signal.SIGINT, signal.SIG_IGN)")
    assert done.returncode == 0
    assert done.stdout.startswith("Ytterby")


def test_a_stop_while_a_command_is_imported_gives_our_exit_code(tmp_path: Path) -> None:
    (tmp_path / "as_module.py").write_text("""
from ytterby.cli import main
main._dispatch = lambda arguments: exec("raise KeyboardInterrupt")  # as a dataclass is made
main.entry()
""")
    done = subprocess.run([sys.executable, "-m", "as_module"], capture_output=True, text=True, timeout=60, check=False,
                          cwd=tmp_path)
    assert (done.returncode, done.stderr.strip()) == (130, "ytterby: stopped")
