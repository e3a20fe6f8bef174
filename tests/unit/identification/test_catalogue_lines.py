"""Lines worded as catalogues word them, in seven languages: what each holds was written down before it was read."""

from __future__ import annotations

from pathlib import Path

from builders_identification import certainty

LINES = [line.split("\t") for line in
         Path(__file__).with_name("catalogue_lines.tsv").read_text(encoding="utf-8").splitlines()]


def test_nine_in_ten_that_hold_some_are_called_likely_and_none_is_cleared() -> None:
    called = {text: certainty(text) for holds, text in LINES if holds == "some"}
    assert [text for text, said in called.items() if said == "no"] == []
    assert sum(said in ("likely", "yes") for said in called.values()) >= 0.92 * len(called)


def test_none_that_holds_none_is_called_likely() -> None:
    called = {text: certainty(text) for holds, text in LINES if holds == "none"}
    assert [text for text, said in called.items() if said in ("likely", "yes")] == []
    assert sum(said == "possible" for said in called.values()) <= 0.05 * len(called)
