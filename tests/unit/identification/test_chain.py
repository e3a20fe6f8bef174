from __future__ import annotations

from builders_identification import identified, item
from ytterby.core.text import reason_text
from ytterby.identification.chain import chain
from ytterby.identification.knowledge import Knowledge


def told(description: str, **facts: object) -> str:
    return "\n".join(reason_text(one) for one in chain(
        item(description, **facts), identified(description, **facts), Knowledge.shipped()))


def test_the_chain_leads_from_the_words_to_the_row_and_its_source() -> None:
    text = told("Magnet N42SH 20x10x5")
    row = Knowledge.shipped().materials["ndfeb_sh"]
    assert '"N42SH" in description (grade)' in text
    assert row.source in text
    assert row.confidence in text


def test_the_chain_gives_the_amount_with_its_basis() -> None:
    assert "volume from the stated size" in told("Magnet N42SH 20x10x5")
    assert "is not known" in told("Stepper motor")


def test_an_item_of_which_nothing_is_known_is_told_what_would_settle_it() -> None:
    assert "declaration" in told("Bracket")


def test_what_speaks_against_a_call_is_told() -> None:
    assert "speaks against" in told("Motor bracket")


def test_a_declared_content_is_told_as_the_ground() -> None:
    text = told("Motor", declared={"Nd": 0.02})
    assert "stands above any reading" in text
    assert "would narrow the shares" not in text


def test_the_source_of_a_row_of_the_knowledge_is_told_once() -> None:
    words = {"description": "Magnet N42SH", "remark": "N42SH"}
    steps = chain(item(**words), identified(**words), Knowledge.shipped())
    rows = [dict(step.params)["row"] for step in steps if step.code == "chain-words"]
    of_grade = [row for row in rows if row.startswith("ndfeb_sh")]
    assert len(of_grade) > 1
    assert ["confidence" in row for row in of_grade] == [True] + [False] * (len(of_grade) - 1)
