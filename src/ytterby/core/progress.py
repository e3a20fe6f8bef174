"""How long work tells that it goes on, and how it is stopped."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """The user stopped the work. Not an error: nothing is wrong and nothing is shown but "stopped"."""


class Progress(Protocol):
    """Long functions call ``step`` about every 20 ms."""

    def step(self, done: float, label: str = "") -> None:
        """``done`` 0..1 of this piece of work. Raises Cancelled when the user pressed Stop."""


class NoProgress:
    """Progress nobody watches and nobody stops."""

    def step(self, done: float, label: str = "") -> None:
        pass


SILENT: Progress = NoProgress()


class Part:
    """The share ``start``..``end`` of a larger progress, so that each stage may count from 0 to 1."""

    def __init__(self, whole: Progress, start: float, end: float) -> None:
        self._whole, self._start, self._end = whole, start, end

    def step(self, done: float, label: str = "") -> None:
        self._whole.step(self._start + (self._end - self._start) * min(max(done, 0.0), 1.0), label)
