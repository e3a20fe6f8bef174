"""Many folded texts as one, so that passing over them takes one call and not one each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain

from ytterby.identification.fold import Folded

BETWEEN = "\n"  # stands in no phrase; a text may hold some
_CASED = ((0, 0x250), (0x370, 0x590), (0x1e00, 0x2000), (0xff00, 0xff60))  # Latin, Greek, Cyrillic, full width


@dataclass(frozen=True, slots=True)
class Joined:
    """``text``: all of them, each between line feeds; ``starts``: where each begins, and where one more would.

    ``begun``: the same with a capital where a word begins, behind anything but a letter; ``humps``: where as written a
    capital follows a small letter ("AxisMotor"), which begins a word too.
    """

    text: str
    begun: str
    humps: set[int]
    starts: list[int]

    @classmethod
    def of(cls, many: Sequence[Folded]) -> Joined:
        lines = [one.text + BETWEEN for one in many]
        text = BETWEEN + "".join(lines)
        written = BETWEEN.join(["", *[one.original if one.offsets is None else one.written() for one in many]])
        humps = {found.start() for found in _hump().finditer(written)}
        return cls(text, text.title(), humps, list(accumulate(map(len, lines), initial=1)))

    def bounds(self, at: int) -> tuple[int, int]:
        """Where the text that stands there begins and ends."""
        place = self.place(at)
        return self.starts[place], self.starts[place + 1] - len(BETWEEN)

    def place(self, at: int) -> int:
        """Which of the texts stands there."""
        return bisect_right(self.starts, at) - 1


@cache
def _hump() -> re.Pattern[str]:
    """A capital behind a small letter, in the scripts that have both."""
    letters = [chr(code) for code in chain.from_iterable(range(*span) for span in _CASED)]
    capitals, small = ("".join(filter(is_case, letters)) for is_case in (str.isupper, str.islower))
    return re.compile(f"[{capitals}](?<=[{small}].)")
