"""What the user set comes back for files of the same shape, and travels as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import HEAD, read_rows
from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.core.errors import UsageError
from ytterby.workspace.mapping_file import load_mapping
from ytterby.workspace.mapping_memory import MappingMemory, export_mapping, load_memory, save_memory

SET = Mapping(sheets=("BOM",), corrections=(Correction("BOM", "B", Meaning.MATERIAL),), currency="EUR")
A, B = ("A-1", "Magnet", 4), ("B-7", "Screw", 2)


def test_a_file_of_the_same_shape_is_offered_what_was_set(tmp_path: Path) -> None:
    memory = MappingMemory().remembering(read_rows(tmp_path, [HEAD, A]), SET)
    assert memory.offer(read_rows(tmp_path, [("Another title",), (), HEAD, B])) == SET


def test_another_shape_is_offered_nothing(tmp_path: Path) -> None:
    memory = MappingMemory().remembering(read_rows(tmp_path, [HEAD, A]), SET)
    assert memory.offer(read_rows(tmp_path, [(*HEAD, "Stock"), (*A, 3)])) is None


def test_setting_nothing_forgets(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, A])
    assert MappingMemory().remembering(reading, SET).remembering(reading, Mapping()).mappings == ()


def test_the_header_row_is_found_anew(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEAD, A])
    memory = MappingMemory().remembering(reading, Mapping(header_rows=(("BOM", 1),), currency="EUR"))
    assert memory.offer(reading) == Mapping(currency="EUR")


def test_the_memory_survives_saving(tmp_path: Path) -> None:
    memory = MappingMemory().remembering(read_rows(tmp_path, [HEAD, A]), SET)
    save_memory(memory, tmp_path / "new" / "mappings.json")
    assert load_memory(tmp_path / "new" / "mappings.json") == (memory, ())


@pytest.mark.parametrize("text", ["", "[]", '{"mappings": [["x", {}]]}', '{"mappings": 3}'])
def test_a_spoilt_memory_is_said_and_empty(tmp_path: Path, text: str) -> None:
    (tmp_path / "mappings.json").write_text(text)
    memory, issues = load_memory(tmp_path / "mappings.json")
    assert memory == MappingMemory()
    assert [issue.code for issue in issues] == ["mappings-unreadable"]


def test_an_exported_mapping_is_read_by_the_command_line(tmp_path: Path) -> None:
    export_mapping(SET, tmp_path / "mine.json")
    assert load_mapping(tmp_path / "mine.json") == SET
    with pytest.raises(UsageError, match="JSON"):
        export_mapping(SET, tmp_path / "mine.toml")
