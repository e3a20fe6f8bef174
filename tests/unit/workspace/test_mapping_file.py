"""A mapping as TOML or JSON, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_workspace import reading
from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.core.errors import UsageError
from ytterby.workspace.mapping_file import load_mapping, refuse_unknown

TOML = """
sheets = ["BOM"]
currency = "USD"
[header_rows]
BOM = 5
[columns.BOM]
c = "description"
"""


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    toml, json = tmp_path / "m.toml", tmp_path / "m.json"
    toml.write_text(TOML)
    json.write_text('{"sheets": ["BOM"], "currency": "USD", "header_rows": {"BOM": 5},'
                    ' "columns": {"BOM": {"C": "description"}}}')
    expected = Mapping(("BOM",), (("BOM", 5),), (Correction("BOM", "C", Meaning.DESCRIPTION),), "USD")
    assert load_mapping(toml) == load_mapping(json) == expected


@pytest.mark.parametrize(("text", "word"), [
    ('sheet = ["BOM"]', "'sheets'"), ('[columns.BOM]\nC = "descripton"', "'description'"), ("sheets = 3", "'sheets'"),
    ("[header_rows]\nBOM = 0", "'BOM'"), ("[header_rows]\nBOM = true", "'BOM'"), ("columns = 3", "'columns'"),
    ("= 3", "not valid"), ('[columns.BOM]\n3 = "description"', "'3'"), ('[columns.BOM]\nXFE = "mpn"', "'XFE'"),
    ('[columns.BOM]\n"" = "mpn"', "''"), ("[header_rows]\nBOM = 99999999999", "'BOM'"), ('currency = "XYZ"', "'XYZ'"),
    ("currency = 1", "1"),
])
def test_a_wrong_mapping_names_file_and_key(tmp_path: Path, text: str, word: str) -> None:
    file = tmp_path / "m.toml"
    file.write_text(text)
    with pytest.raises(UsageError) as caught:
        load_mapping(file)
    assert word in str(caught.value)
    assert caught.value.where == str(file)


def test_a_missing_mapping_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_mapping(tmp_path / "none.toml")


@pytest.mark.parametrize(("mapping", "word"), [
    (Mapping(header_rows=(("Bom", 5),)), "Known are: BOM"),
    (Mapping(corrections=(Correction("Nope", "A", Meaning.MPN),)), "'Nope'"),
    (Mapping(corrections=(Correction("BOM", "C", Meaning.MPN),)), "'C'"),
])
def test_what_the_workbook_does_not_have_is_named(mapping: Mapping, word: str) -> None:
    with pytest.raises(UsageError, match=word):
        refuse_unknown(mapping, reading(), Path("m.toml"))


def test_what_the_workbook_has_is_taken_and_a_column_that_is_not_there_may_be_ignored() -> None:
    mapping = Mapping((), (("BOM", 1),), (Correction("BOM", "A", Meaning.MPN), Correction("BOM", "K", Meaning.IGNORE)))
    refuse_unknown(mapping, reading(), Path("m.toml"))
