#!/usr/bin/env python3
"""Set Ytterby up in .venv and run it or its tests. Standard library only; a second call starts in about a second.

    python3 packaging/dev.py run [ARGUMENTS]    the window on the sample; ARGUMENTS go to the ytterby command instead
    python3 packaging/dev.py test [ARGUMENTS]   every test; ARGUMENTS go to pytest
    python3 packaging/dev.py setup              only set up
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "packaging" / "requirements.txt"
OLDEST_PYTHON = (3, 11)
STAMP = VENV / "ytterby.stamp"
SAMPLE = ROOT / "resources" / "samples" / "drive-unit.xlsx"

# Debian's package for each library that Qt loads and pip can't bring.
QT = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3", "libglib-2.0.so.0": "libglib2.0-0", "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1", "libX11.so.6": "libx11-6", "libbrotlidec.so.1": "libbrotli1",
}
QT_ON_X = {
    "libxcb-cursor.so.0": "libxcb-cursor0", "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
CJK_FONT = "fonts-wqy-microhei"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> None:
    say(text)
    raise SystemExit(2)


def set_up() -> None:
    """Make .venv and install the locked packages and Ytterby itself, unless that was done for the same inputs."""
    state = "\n".join((sys.version, str(ROOT), *(p.read_text("utf-8") for p in (LOCK, ROOT / "pyproject.toml"))))
    wanted = hashlib.sha256(state.encode()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    if tuple(sys.version_info) < OLDEST_PYTHON:
        stop(f"Ytterby needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode:
        stop("pip is missing. On Debian and Ubuntu: apt-get install python3-pip")
    say("Setting up .venv (about half a minute, once) …")
    if VENV.exists():
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "--disable-pip-version-check", "install", "--quiet"]
    run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)])
    run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    STAMP.write_text(wanted)


def run(command: list[str]) -> None:
    code = subprocess.run(command).returncode
    if code:
        stop(f"This step failed with exit code {code}: {' '.join(command)}")


def has_screen() -> bool:
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_cjk_font() -> bool:
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    names = [path.name.lower() for folder in folders for path in folder.rglob("*.[to]t[cf]")]
    return any("cjk" in name or "wqy" in name or "droidsansfallback" in name or "sourcehan" in name for name in names)


def apt_install(packages: list[str], why: str) -> bool:
    """True where that could be done without asking for a password; ``why`` is said first."""
    root = getattr(os, "geteuid", lambda: 1)() == 0
    sudo = bool(shutil.which("sudo")) and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode
    if not shutil.which("apt-get") or not (root or sudo):
        return False
    say(why)
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    prefix = [] if root else ["sudo", "-n"]
    log = subprocess.run([*prefix, "sh", "-c", f"apt-get update -qq && DEBIAN_FRONTEND=noninteractive {line} -qq"],
                         capture_output=True, text=True)
    if log.returncode:
        say(log.stderr.strip())
    return not log.returncode


def install_office() -> None:
    """What CI opens the written workbooks with; elsewhere it is used where it is there, and else those tests skip."""
    if not os.environ.get("CI") or not sys.platform.startswith("linux") or shutil.which("soffice"):
        return
    if not apt_install(["libreoffice-calc"], "Installing LibreOffice Calc, which recalculates the reports in tests …"):
        say("It can't be installed here: the tests that need it are skipped.")


def install_system_packages() -> bool:
    """Have what Qt needs beside pip's packages. True where the window can open."""
    if not sys.platform.startswith("linux"):
        return True
    libraries = QT | (QT_ON_X if has_screen() else {})
    missing = {package for library, package in libraries.items() if not loads(library)}
    wanted = sorted(missing | (set() if has_cjk_font() else {CJK_FONT}))
    if not wanted:
        return True
    if apt_install(wanted, f"Installing system packages that Qt needs: {' '.join(wanted)} …"):
        return True
    line = f"apt-get install -y --no-install-recommends {' '.join(wanted)}"
    if missing:
        say(f"Qt misses system libraries. Type this once, then call again:\n    sudo {line}")
        return False
    say(f"No font with Chinese and Japanese signs was found; they would show as boxes. To mend it:\n    sudo {line}")
    return True


def open_sample(arguments: list[str]) -> int:
    """The window on the sample; without a screen its report and pictures; with arguments just the command."""
    if arguments:
        return subprocess.run([str(PYTHON), "-m", "ytterby", *arguments]).returncode
    qt = install_system_packages()
    if has_screen() and qt:
        return subprocess.run([str(PYTHON), "-m", "ytterby", str(SAMPLE)]).returncode
    out = ROOT / "ytterby-sample"
    out.mkdir(exist_ok=True)
    report = out / "drive-unit report.xlsx"
    code = subprocess.run([str(PYTHON), "-m", "ytterby", "assess", str(SAMPLE), "--report", str(report)]).returncode
    if code or not qt:
        return code or 2
    picture = ("import sys; from pathlib import Path; from ytterby.gui.app import run_pictures\n"
               "for made in run_pictures(Path(sys.argv[1]), Path(sys.argv[2])): print('Picture of the window:', made)")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([str(PYTHON), "-c", picture, str(SAMPLE), str(out)], env=environment).returncode


def test(arguments: list[str]) -> int:
    if not install_system_packages():
        return 2
    install_office()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([str(PYTHON), "-m", "pytest", *arguments], cwd=ROOT, env=environment).returncode


def main() -> int:
    match sys.argv[1:]:
        case ["setup"]:
            set_up()
            return 0
        case ["run", *rest]:
            set_up()
            return open_sample(rest)
        case ["test", *rest]:
            set_up()
            return test(rest)
        case _:
            print(__doc__)
            return 2


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
