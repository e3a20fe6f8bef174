"""Faults of rule data, collected as issues with file and key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from ytterby.core.issue import Issue, Severity, Where


@dataclass(slots=True)
class Faults:
    """The faults of one file; ``file`` is its path inside the rule folder."""

    file: str
    issues: list[Issue] = field(default_factory=list)

    def add(self, code: str, key: str = "", row: int = 0, **params: object) -> None:
        """One fault: ``key`` names the place in the file ("state[2].from"), ``row`` the line of a CSV."""
        where = Where(file=self.file, row=row)
        self.issues.append(Issue.of(code, Severity.ERROR, where, file=where, key=key, **params))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """' Did you mean "…"?' for the nearest known word in whatever case, or nothing."""
    written = {one.casefold(): one for one in known}
    near = get_close_matches(word.casefold(), list(written), n=1, cutoff=0.6)
    return f' Did you mean "{written[near[0]]}"?' if near else ""
