"""Codes and parameters to sentences: the only door to user-facing English below the window.

Each code of an Issue, a Reason or a missing fact has one template in core/sentences/; a test holds that none is
missing, unused or defined twice.
"""

from __future__ import annotations

import re

from ytterby.core.finding import Reason
from ytterby.core.issue import Issue
from ytterby.core.sentences import (
    article_24,
    bom,
    exposure,
    identification,
    law,
    licence_file,
    planning,
    report,
    workspace,
)

_PARTS = (bom, identification, law, exposure, planning, report, article_24, licence_file, workspace)
SENTENCES: dict[str, str] = {code: text for part in _PARTS for code, text in part.SENTENCES.items()}
_SLOT = re.compile(r"\{(\w+)\}")
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")
_UNKNOWN = "?"


def sentence(code: str, params: tuple[tuple[str, str], ...] = ()) -> str:
    """The sentence for a code; parameters are put in once, as plain text.

    An issue kept in a project may be of an earlier version, that said less: how many rows is counted from the rows,
    what else it lacks is shown as unknown.
    """
    values = dict(params)
    if "rows" in values and "count" not in values:
        values["count"] = _how_many(values["rows"])
    return _SLOT.sub(lambda slot: values.get(slot[1], _UNKNOWN), SENTENCES[code])


def _how_many(rows: str) -> str:
    """2 of "3, 7", 4 of "3-6"; unknown where it is cut off or no list of rows."""
    ranges = [_RANGE.fullmatch(each) for each in rows.split(", ")]
    if any(each is None for each in ranges):
        return _UNKNOWN
    return str(sum(int(each[2] or each[1]) - int(each[1]) + 1 for each in ranges if each))


def issue_text(issue: Issue) -> str:
    return sentence(issue.code, issue.params)


def reason_text(reason: Reason) -> str:
    return sentence(reason.code, reason.params)
