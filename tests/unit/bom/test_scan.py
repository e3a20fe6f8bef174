"""Cells found in the XML of a sheet: numbers to the last bit, and nothing guessed of what is not known."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ytterby.bom.scan import Unfamiliar, scan

NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers(0, 10**17).map(str),
    st.tuples(st.integers(0, 10**9), st.integers(0, 10**7)).map(lambda pair: f"{pair[0]}.{pair[1]:07}"),
)


def row(*cells: str) -> bytes:
    return f'<sheetData><row r="3">{"".join(cells)}</row>'.encode()


@given(st.lists(NUMBERS, min_size=1, max_size=20))
@example(["0.1", ".5", "5.", "123456789012345", "1234567890.12345", "12345678901234.5", "-0", "1E-7",
          "0.30000000000000004"])
def test_numbers_are_those_of_the_library_to_the_last_bit(texts: list[str]) -> None:
    cells = (f'<c r="{chr(65 + place)}3"><v>{text}</v></c>' for place, text in enumerate(texts))
    found = scan(row(*cells))
    assert found is not None
    assert [number.hex() for number in found.numbers.tolist()] == [float(text).hex() for text in texts]
    assert found.columns.tolist() == list(range(len(texts)))
    assert set(found.rows.tolist()) == {3}


def test_types_and_styles_are_told_wherever_they_stand_in_the_tag() -> None:
    found = scan(row('<c r="A3" s="12" t="s"><v>4</v></c>', '<c r="B3" s="7"/>', '<c r="C3" t="n"><v>1</v></c>',
                     '<c r="D3" t="str"><f>A1</f><v>x</v></c>', '<c r="E3" t="inlineStr"><is><t>y</t></is></c>'))
    assert found is not None
    assert bytes(found.kinds) == b"snnti"
    assert found.styles.tolist() == [12, 7, 0, 0, 0]
    assert found.owner.tolist() == [0, 2, 3]
    assert found.texts(found.of_kind("t")) == [b"x"]
    assert found.inline == [b"y"]


def test_text_within_a_cell_is_given_as_written_and_with_its_marks_where_it_has_runs() -> None:
    found = scan(row('<c r="A3" t="inlineStr"><is><t>a &lt; b</t></is></c>',
                     '<c r="B3" t="inlineStr"><is><t/></is></c>',
                     '<c r="C3" t="inlineStr"><is><r><t>x</t></r><r><t>y</t></r></is></c>'))
    assert found is not None
    assert found.inline[:2] == [b"a &lt; b", b""]
    assert found.inline[2].startswith(b"<is><r><t>x</t>")


def test_a_text_may_hold_the_sign_that_ends_a_tag() -> None:
    found = scan(row('<c r="A3" cm="1" t="str"><v>a > b</v></c>',
                     '<c r="B3" t="str"><v xml:space="preserve"> c</v></c>',
                     '<c r="C3" t="inlineStr"><is><t xml:space="preserve"> d > e</t></is></c>', '<c r="D3" vm="1"/>'))
    assert found is not None
    assert bytes(found.kinds) == b"ttin"
    assert found.texts(found.of_kind("t")) == [b"a > b", b" c"]
    assert found.inline == [b" d > e"]


@pytest.mark.parametrize("cells", [
    ['<c t="s" r="A3"><v>0</v></c>'],
    ['<c r="A3" t="s" s="1"><v>0</v></c>'],
    ['<c r="A3" t="x"><v>0</v></c>'],
    ['<c r="B3"><v>0</v></c>', '<c r="A3"><v>1</v></c>'],
    ['<c r="A3"><v>one</v></c>'],
    ['<c r="A3" x="a > b" t="s"><v>0</v></c>'],
    ["<c><v>1</v></c>"],
], ids=["type first", "type before style", "unknown type", "not in order", "no number", "> in quotes", "no place"])
def test_what_is_not_known_is_left_to_the_general_reader(cells: list[str]) -> None:
    with pytest.raises(Unfamiliar):
        scan(row(*cells))


def test_xml_without_cells_holds_nothing() -> None:
    assert scan(b'<sheetData><row r="3"/></row>') is None
