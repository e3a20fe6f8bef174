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


def sentence(code: str, params: tuple[tuple[str, str], ...] = ()) -> str:
    """The sentence for a code; parameters are put in once, as plain text."""
    values = dict(params)
    return _SLOT.sub(lambda slot: values[slot[1]], SENTENCES[code])


def issue_text(issue: Issue) -> str:
    return sentence(issue.code, issue.params)


def reason_text(reason: Reason) -> str:
    return sentence(reason.code, reason.params)
