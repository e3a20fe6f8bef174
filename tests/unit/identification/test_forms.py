"""In what form the law meets an item: crystal or laser, loose magnet, rotor, brake."""

from __future__ import annotations

import pytest

from ytterby.core.finding import Form
from ytterby.core.item import Item
from ytterby.identification.identify import identify
from ytterby.identification.knowledge import Knowledge

KNOWLEDGE = Knowledge.shipped()

FORMS = {
    "Yb:YAG laser crystal 3x3x10": ("ybyag", Form.CRYSTAL),
    "YAG laser 1064nm": ("part_ssl", Form.PRODUCT),
    "Rotor assembly with magnets": ("magnet_assy", Form.ASSEMBLY),
    "Holding brake 24 V permanent magnet type": ("part_coupling", Form.PRODUCT),
    "Magnet NdFeB N42SH 20 x 10 x 4 mm": ("ndfeb_sh", Form.MAGNET),
    "ネオジム磁石 N52": ("ndfeb_n", Form.MAGNET),
}


@pytest.mark.parametrize("text", FORMS)
def test_the_form_is_that_of_the_thing_not_of_what_is_in_or_around_it(text: str) -> None:
    identity, = identify((Item(key="k", description=text),), KNOWLEDGE)
    first = identity.contents[0]
    assert (first.key, first.form) == FORMS[text]


def test_a_grade_names_the_row_not_the_word_before_it() -> None:
    identity, = identify((Item(key="k", description="NdFeB N48H", material="NdFeB N48H"),), KNOWLEDGE)
    assert [content.key for content in identity.contents] == ["ndfeb_h"]
    assert "NdFeB N" not in {evidence.text for evidence in identity.contents[0].evidence}
