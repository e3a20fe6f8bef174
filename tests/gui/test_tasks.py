"""A task ends in exactly one of three ways, told in the main thread; the newer one of a kind wins."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from ytterby.core.errors import WorkbookError
from ytterby.core.progress import Progress
from ytterby.gui.tasks import Tasks


@pytest.fixture
def tasks(qapp) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


class Ends:
    """What was told of a task, and in which thread."""

    def __init__(self) -> None:
        self.told: list[tuple[str, object]] = []
        self.threads: set[int] = set()

    def note(self, how: str):
        def told(value: object = None) -> None:
            self.told.append((how, value))
            self.threads.add(threading.get_ident())

        return told

    def callbacks(self) -> dict[str, object]:
        return {how: self.note(how) for how in ("succeeded", "failed", "cancelled")}


def start(tasks: Tasks, work, kind: str = "kind") -> Ends:
    ends = Ends()
    tasks.start(kind, work, label="Working", **ends.callbacks())
    return ends


def test_work_that_returns_succeeds_once_in_the_main_thread(qtbot, tasks):
    ends = start(tasks, lambda progress: threading.get_ident())
    qtbot.waitUntil(lambda: bool(ends.told))
    assert [how for how, _ in ends.told] == ["succeeded"]
    assert ends.threads == {threading.get_ident()}
    assert ends.told[0][1] != threading.get_ident()


def test_an_error_of_the_program_fails_the_task_with_it(qtbot, tasks):
    error = WorkbookError("it is encrypted", where="a.xlsx")

    def work(progress: Progress) -> None:
        raise error

    ends = start(tasks, work)
    qtbot.waitUntil(lambda: bool(ends.told))
    assert ends.told == [("failed", error)]


def test_a_bug_is_told_as_a_crash_not_as_a_failure(qtbot, tasks, caplog):
    def work(progress: Progress) -> None:
        raise ZeroDivisionError

    with caplog.at_level("CRITICAL", "ytterby.gui.tasks"), qtbot.waitSignal(tasks.crashed) as crash:
        ends = start(tasks, work)
    assert isinstance(crash.args[0], ZeroDivisionError)
    assert ends.told == []
    assert not tasks.busy


def waiting(let_go: threading.Event):
    def work(progress: Progress) -> str:
        while not let_go.wait(0.002):
            progress.step(0.5, "half")
        return "done"

    return work


def test_stop_cancels_and_nothing_else_is_told(qtbot, tasks):
    ends = start(tasks, waiting(threading.Event()))
    tasks.stop()
    qtbot.waitUntil(lambda: bool(ends.told))
    assert ends.told == [("cancelled", None)]


def test_a_newer_task_of_the_same_kind_cancels_the_older(qtbot, tasks):
    let_go = threading.Event()
    old = start(tasks, waiting(threading.Event()))
    new = start(tasks, waiting(let_go))
    qtbot.waitUntil(lambda: bool(old.told))
    let_go.set()
    qtbot.waitUntil(lambda: bool(new.told))
    assert [how for how, _ in old.told] == ["cancelled"]
    assert new.told == [("succeeded", "done")]


def test_a_result_that_comes_after_stop_is_dropped(qtbot, tasks):
    let_go = threading.Event()

    def deaf(progress: Progress) -> str:
        let_go.wait(5)
        return "too late"

    ends = start(tasks, deaf)
    tasks.stop()
    let_go.set()
    qtbot.waitUntil(lambda: bool(ends.told))
    assert ends.told == [("cancelled", None)]


def test_what_was_done_when_it_was_stopped_is_handed_over(qtbot, tasks):
    let_go, ends = threading.Event(), Ends()

    def deaf(progress: Progress) -> str:
        let_go.wait(5)
        return "too late"

    tasks.start("kind", deaf, label="Working", dropped=ends.note("dropped"), **ends.callbacks())
    tasks.stop()
    let_go.set()
    qtbot.waitUntil(lambda: len(ends.told) == 2)
    assert ends.told == [("dropped", "too late"), ("cancelled", None)]


def test_tasks_of_two_kinds_run_side_by_side(qtbot, tasks):
    let_go = threading.Event()
    slow = start(tasks, waiting(let_go), "slow")
    quick = start(tasks, lambda progress: 1, "quick")
    qtbot.waitUntil(lambda: bool(quick.told))
    assert slow.told == []
    assert tasks.busy
    let_go.set()
    qtbot.waitUntil(lambda: bool(slow.told))
    assert not tasks.busy


def test_progress_is_told_at_most_every_50_ms(qtbot, tasks):
    told: list[float] = []
    tasks.progressed.connect(lambda done, label: told.append(done))

    def work(progress: Progress) -> None:
        for step in range(100_000):
            progress.step(step / 100_000)

    ends = start(tasks, work)
    qtbot.waitUntil(lambda: bool(ends.told))
    assert 0 < len(told) < 100


def test_after_close_nothing_is_told_any_more(qtbot, qapp):
    tasks = Tasks()
    ends = start(tasks, waiting(threading.Event()))
    tasks.close()
    qapp.sendPostedEvents()
    assert ends.told == []
