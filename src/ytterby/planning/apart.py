"""Searches for plans in a process of their own: the solver can't be interrupted, but a process can be ended."""

from __future__ import annotations

import pickle
import queue
import sys
import traceback
from collections.abc import Callable
from typing import TypeVar, cast

from ytterby.core.apart import Child, Message, Replies, command
from ytterby.core.errors import PlanningError, YtterbyError
from ytterby.core.progress import Progress

FLAG = "--plan-apart"
"""The only argument with which the program searches for a plan of another one of its kind."""
Found = TypeVar("Found")


def apart(work: Callable[..., Found], *arguments: object, progress: Progress, **named: object) -> Found:
    """``work(*arguments, **named, progress=…)``, of a function of a module, computed elsewhere.

    Raises Cancelled within 0.1 s of ``progress`` raising it, what ``work`` raises of YtterbyErrors, and PlanningError
    where the process breaks.
    """
    with Child(_command()) as child:
        child.ask((work, arguments, named))
        return cast(Found, _awaited(child, progress))


def _command() -> list[str]:
    return command(FLAG)


def _awaited(child: Child, progress: Progress) -> object:
    done, label = 0.0, ""
    while True:
        try:
            message = child.message()
        except queue.Empty:
            message = "step", (done, label)
        match message:
            case ("step", (float(done), str(label))):
                progress.step(done, label)
            case ("found", answer):
                return answer
            case ("refused", (type() as kind, str(what), str(where), str(remedy))) if issubclass(kind, YtterbyError):
                raise kind(what, where=where, remedy=remedy)
            case ("failed", str(report)):
                raise RuntimeError(f"the search failed:\n{report}")
            case _:
                raise _broke()


def _broke() -> PlanningError:
    return PlanningError("the search for a plan broke off.", remedy="Ask for fewer scenarios: memory may be short.")


def main() -> None:
    """Does what the request on standard input asks for, and ends with its parent."""
    work, arguments, named = pickle.load(sys.stdin.buffer)
    replies = Replies()
    replies.send(_answer(work, arguments, named, replies))


def _answer(work: Callable[..., object], arguments: tuple[object, ...], named: dict[str, object],
            progress: Progress) -> Message:
    try:
        return "found", work(*arguments, **named, progress=progress)
    except YtterbyError as error:
        return "refused", (type(error), error.what, error.where, error.remedy)
    except MemoryError:
        return "refused", (PlanningError, "the search needs more memory than there is.", "", "Ask for fewer scenarios.")
    except Exception:
        return "failed", traceback.format_exc()
