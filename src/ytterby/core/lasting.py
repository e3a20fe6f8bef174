"""What is made by the hundred thousand and stays as long as its file does: spared from Python's search for circles.

Stands alone because that search concerns the whole program: it stops every thread, the window's too, and goes through
all that is alive, a quarter of a second for 100,000 items. Values hold no circles and end when nobody holds them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 5_000
"""Items or lines from which the search is felt."""


@contextmanager
def made_without_search() -> Iterator[None]:
    """While values are made that hold no circle, the search for circles would take a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def spare(amount: int) -> None:
    """From now on, the search passes by what is alive, where that is much: ``amount`` of items or lines were made."""
    if amount >= MANY:
        gc.freeze()


def spare_no_more() -> None:
    """Another file takes the place of this one, or a window closed: what was spared is searched as all else is."""
    gc.unfreeze()
