"""Every issue has a sentence, and every sentence an issue."""

from __future__ import annotations

import re
from pathlib import Path

from ytterby.bom.records import _READERS
from ytterby.core.sentences.bom import SENTENCES

SOURCE = Path(__file__).resolve().parents[3] / "src" / "ytterby" / "bom"


def test_issues_and_sentences_match() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SOURCE.glob("*.py"))
    written = {code for code in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', text) if code in SENTENCES}
    made = {f"{meaning.value.replace('_', '-')}-unread" for meaning in _READERS} - {
        "defence-unread",
        "semiconductor-unread",
    }
    made |= {f"code-became-{harm}" for harm in ("date", "exponent", "digits")}
    assert written | made == set(SENTENCES)
