"""What was set is offered by the shape of a file, goes to others as one; a bill read again keeps what still holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import HEAD, read_rows
from builders_trial import told
from ytterby.bom.compare import compare
from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.workspace.mapping_file import load_mapping
from ytterby.workspace.mapping_memory import MappingMemory, export_mapping

A, B, C = ("A-1", "Magnet", 4), ("A-2", "Screw", 8), ("A-3", "Shaft", 1)
SET = Mapping(corrections=(Correction("BOM", "B", Meaning.MATERIAL),), currency="CHF")

SAME_SHAPE = {
    "other lines": [HEAD, B, C],
    "a title and blank rows above": [("Pump",), (), (), HEAD, A, C],
    "lines that came": [HEAD, A, B, C, ("A-4", "Pin", 2)],
    "a total below": [HEAD, A, B, ("", "Total", 12)],
}
OTHER_SHAPE = {
    "a further column": [(*HEAD, "Price EUR"), (*A, 3.5)],
    "columns in another order": [HEAD[::-1], A[::-1]],
    "a heading of another name": [(HEAD[0], "Name of part", HEAD[2]), A],
    "a column less": [HEAD[:2], A[:2], B[:2], C[:2]],
}


@pytest.mark.parametrize("rule", SAME_SHAPE)
def test_what_was_set_is_offered_for(rule: str, tmp_path: Path) -> None:
    memory = MappingMemory().remembering(read_rows(tmp_path, [HEAD, A, B]), SET)
    assert memory.offer(read_rows(tmp_path, SAME_SHAPE[rule])) == SET


@pytest.mark.parametrize("rule", OTHER_SHAPE)
def test_what_was_set_is_not_offered_for(rule: str, tmp_path: Path) -> None:
    memory = MappingMemory().remembering(read_rows(tmp_path, [HEAD, A, B]), SET)
    assert memory.offer(read_rows(tmp_path, OTHER_SHAPE[rule])) is None


SETTINGS = {
    "columns": Mapping(corrections=(Correction("BOM", "B", Meaning.MATERIAL), Correction("BOM", "A", Meaning.MPN))),
    "the header": Mapping(header_rows=(("BOM", 1),)),
    "currency, mark of decimals and base of prices": Mapping(currency="CHF", decimal=",", price_per=100.0),
    "units of mass and countries": Mapping(mass_unit="kg", countries=(("greater bay", "CN"),)),
}


@pytest.mark.parametrize("rule", SETTINGS)
def test_a_file_with_settings_reads_the_bill_as_its_sender_did(rule: str, tmp_path: Path) -> None:
    export_mapping(SETTINGS[rule], tmp_path / "mine.json")
    received = load_mapping(tmp_path / "mine.json")
    assert received == SETTINGS[rule]
    fields = "row number mpn description material quantity"
    assert told(read_rows(tmp_path, [HEAD, A, B], received), fields) == told(
        read_rows(tmp_path, [HEAD, A, B], SETTINGS[rule]), fields)


AGAIN = {  # rows of the later bill: rows added, rows removed (of the former), rows changed (of the later)
    "nothing but the order and a title": ([("Pump",), HEAD, C, A, B], [], [], []),
    "a line came in the middle": ([HEAD, A, ("A-9", "Pin", 2), B, C], [3], [], []),
    "a line went": ([HEAD, A, C], [], [3], []),
    "a quantity": ([HEAD, A, (*B[:2], 9), C], [], [], [3]),
    "words": ([HEAD, A, B, ("A-3", "Shaft, hardened", 1)], [], [], [4]),
    "another number is another part": ([HEAD, A, ("A-22", *B[1:]), C], [3], [3], []),
}


@pytest.mark.parametrize("rule", AGAIN)
def test_a_bill_read_again_tells_what_changed_and_keeps_the_keys_of_the_rest(rule: str, tmp_path: Path) -> None:
    rows, added, removed, changed = AGAIN[rule]
    before, after = read_rows(tmp_path, [HEAD, A, B, C]).bom, read_rows(tmp_path, rows).bom
    found = compare(before, after)
    assert [usage.row for usage in found.added] == added
    assert [usage.row for usage in found.removed] == removed
    assert [change.after.row for change in found.changed] == changed
    kept = {item.key for item in before.items} & {item.key for item in after.items}
    assert len(kept) == 3 - len(removed)
