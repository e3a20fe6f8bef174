"""Numbers that may be thousands or have three decimals are said, unless another number tells the decimal mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import codes, read_text

HEAD = "Teilenummer;Bezeichnung;Menge;Preis EUR\n"


@pytest.mark.parametrize(("lines", "rows"), [
    (["2,000;500", "10,000;5", "3;5"], "2-3"),
    (["1.000;500", "1,000;5"], "2-3"),
    (["2,000;500,50", "10,000;5"], None),
    (["2.000;0.125", "10.000;5"], None),
    (["2.000;1.250.000", "10.000;5"], None),
    (["2;500", "10;5"], None),
])
def test_numbers_of_three_digits_behind_a_mark_are_said_where_nothing_tells(
    tmp_path: Path, lines: list[str], rows: str | None
) -> None:
    text = HEAD + "".join(f"P-{number};Ring {number};{line}\n" for number, line in enumerate(lines))
    assert codes(read_text(tmp_path, text)).get("thousands-unclear") == rows


def test_a_part_number_with_a_mark_tells_nothing_of_the_numbers(tmp_path: Path) -> None:
    assert "thousands-unclear" in codes(read_text(tmp_path, HEAD + "10.25;Ring;2,000;5\n10.26;Nut;3,000;5\n"))
