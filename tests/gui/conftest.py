"""Every test of the window runs without a screen, and leaves nothing running."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from ytterby.gui.app import Program
    from ytterby.gui.bridge import Bridge
    from ytterby.gui.mapping_desk import MappingDesk
    from ytterby.gui.views.import_page import ImportPage

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """A thread of a task that outlives its test would fail another one."""
    yield
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("ytterby")]
    assert not left, f"still running: {left}"


@pytest.fixture(autouse=True)
def sentences_of_the_builders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes that only the builders use."""
    from ytterby.core import text

    for code in ("test-reason", "test-missing", "test-issue"):
        monkeypatch.setitem(text.SENTENCES, code, f"Sentence of {code}.")


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the settings of whoever runs it."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(folder))


@pytest.fixture(autouse=True)
def english() -> None:
    """Numbers as the program shows them where the desktop tells no locale."""
    from PySide6.QtCore import QLocale

    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


@pytest.fixture
def benchmark_seconds() -> Callable[[Callable[[], object]], float]:
    """The time of one call, in seconds."""

    def measure(call: Callable[[], object]) -> float:
        begun = time.perf_counter()
        call()
        return time.perf_counter() - begun

    return measure


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    """The program with its first window shown; closed with all its windows."""
    from journeys import TODAY
    from ytterby.gui.app import Program

    made = Program(qapp, TODAY)
    made.window.show()
    made.after_show()
    yield made
    for window in made.windows:
        window.close()


@pytest.fixture
def import_desk(qtbot: QtBot) -> Iterator[tuple[Bridge, ImportPage, MappingDesk]]:
    """A bridge, the Import page and the desk between them; no workbook open."""
    from ytterby.gui.bridge import Bridge
    from ytterby.gui.mapping_desk import MappingDesk
    from ytterby.gui.tasks import Tasks
    from ytterby.gui.views.import_page import ImportPage

    tasks = Tasks()
    bridge, page = Bridge(tasks), ImportPage()
    qtbot.addWidget(page)
    desk = MappingDesk(page, bridge)
    bridge.document_opened.connect(page.show_document)
    yield bridge, page, desk
    tasks.close()
