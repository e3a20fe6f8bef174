"""Work in the background: each task ends in exactly one of succeeded, failed, cancelled, told in the main thread.

Threads of a pool compute; a QObject living in the main thread carries their results over (receivers of any kind then
run in the main thread). A newer task of the same kind cancels the older, whose result is dropped.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from ytterby.core.errors import YtterbyError
from ytterby.core.progress import Cancelled, Progress

Result = TypeVar("Result")
_TELL_EVERY_S = 0.05
_log = logging.getLogger(__name__)


class Task(QObject):
    """One piece of work, under way. It is the Progress its work is given; ``step`` raises Cancelled once stopped."""

    progressed = Signal(float, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    dropped = Signal(object)
    ended = Signal()

    def __init__(self, kind: str, label: str, parent: QObject) -> None:
        super().__init__(parent)
        self.kind, self.label, self.quiet = kind, label, False
        self._stop = Event()
        self._told = 0.0

    def step(self, done: float, label: str = "") -> None:
        """Called by the work, in its thread. Tells the window at most every 50 ms."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY_S:
            self._told = now
            self.progressed.emit(done, label or self.label)

    def stop(self) -> None:
        self._stop.set()

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()


class Tasks(QObject):
    """Starts tasks, at most one per kind; ``busy_changed`` tells whether any is under way."""

    busy_changed = Signal(bool)
    progressed = Signal(float, str)
    crashed = Signal(object)  # an exception that is no YtterbyError: a bug

    _arrived = Signal(object, str, object)  # task, what it became, value: from a worker to the main thread

    def __init__(self, parent: QObject | None = None, *, workers: int = 2) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="ytterby")
        self._running: dict[str, Task] = {}
        self._all: set[Task] = set()
        self._closed = False
        self._arrived.connect(self._end)

    def start(
        self,
        kind: str,
        work: Callable[[Progress], Result],
        *,
        label: str,
        succeeded: Callable[[Result], None],
        failed: Callable[[YtterbyError], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        dropped: Callable[[Result], None] | None = None,
        quiet: bool = False,
    ) -> Task:
        """Run ``work(progress)`` in the background; the callbacks run in the main thread. ``quiet``: over in a moment,
        nothing is shown of it. ``dropped`` gets the result of work that was done when it was stopped: what it wrote or
        holds is there. After ``close`` nothing is done and nothing told."""
        self.stop(kind)
        task = Task(kind, label, self)
        if self._closed:  # a timer of a window that is closing
            task.stop()
            return task
        task.quiet = quiet
        task.succeeded.connect(succeeded)
        if failed is not None:
            task.failed.connect(failed)
        if cancelled is not None:
            task.cancelled.connect(cancelled)
        if dropped is not None:
            task.dropped.connect(dropped)
        if not quiet:
            task.progressed.connect(self._progress)
        was_busy = self.busy
        self._running[kind] = task
        self._all.add(task)
        if self.busy and not was_busy:
            self.busy_changed.emit(True)
        self._pool.submit(self._work, task, work)
        return task

    @property
    def closed(self) -> bool:
        """After ``close`` nothing can be started."""
        return self._closed

    @property
    def busy(self) -> bool:
        return any(not task.quiet for task in self._running.values())

    @property
    def at_work(self) -> bool:
        """Something is under way, shown or quiet."""
        return bool(self._running)

    def under_way(self, kind: str) -> bool:
        """Whether a task of this kind is at work."""
        return any(task.kind == kind for task in self._all)

    def wanted(self, kind: str) -> bool:
        """Whether the result of a task of this kind is waited for: one is at work that nobody stopped."""
        return kind in self._running and not self._running[kind].stopped

    def labels(self, kinds: tuple[str, ...]) -> list[str]:
        """Of the tasks at work whose kind begins with one of these."""
        return sorted(task.label for task in self._all if task.kind.startswith(kinds))

    def stop(self, kind: str | None = None) -> None:
        """Cancel the task of a kind, or all; they end as soon as their work calls ``step``."""
        for task in [task for task in self._running.values() if kind in (None, task.kind)]:
            task.stop()

    def close(self) -> None:
        """Cancel everything and take no more work."""
        self._closed = True
        self.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, task: Task, work: Callable[[Progress], Any]) -> None:
        """In a thread of the pool."""
        try:
            task.step(0.0)
            value = work(task)
        except Cancelled:
            self._arrived.emit(task, "cancelled", None)
        except Exception as error:
            self._arrived.emit(task, "failed", error)
        else:
            self._arrived.emit(task, "succeeded", value)

    def _progress(self, done: float, label: str) -> None:
        if not self._closed:
            self.progressed.emit(done, label)

    def _end(self, task: Task, became: str, value: object) -> None:
        if task not in self._all:
            return
        self._all.discard(task)
        if self._running.get(task.kind) is task:
            del self._running[task.kind]
        if not self._closed:
            if task.stopped and became == "succeeded":
                task.dropped.emit(value)
            self._tell(task, "cancelled" if task.stopped else became, value)
            if not (self.busy or task.quiet):
                self.busy_changed.emit(False)
        task.deleteLater()

    def _tell(self, task: Task, became: str, value: object) -> None:
        match became:
            case "succeeded":
                task.succeeded.emit(value)
            case "cancelled":
                task.cancelled.emit()
            case _ if isinstance(value, YtterbyError):
                task.failed.emit(value)
            case _:
                _log.error("task %s failed", task.kind, exc_info=value if isinstance(value, Exception) else None)
                self.crashed.emit(value)
        task.ended.emit()
