import re
from pathlib import Path

import builders_classification as make
import ytterby
from ytterby.classification.explain import explain
from ytterby.core.sentences.law import SENTENCES

LAW = make.rules("2026-11-21", assume=["MOFCOM-2025-61=in-force@2026-11-11"])


def told(description: str, *contents: object, **facts: object) -> str:
    one = make.item(description, **facts)  # type: ignore[arg-type]
    held = tuple(contents)
    result = make.judged(LAW, one, *held)  # type: ignore[arg-type]
    return "\n".join(explain(one, make.identity(one, *held), result.findings[0]))  # type: ignore[arg-type]


def test_the_answer_names_material_words_entry_missing_fact_and_source() -> None:
    text = told("Magnet N42SH", make.ndfeb())
    assert 'Holds NdFeB SH: yes, from "NdFeB SH"' in text
    assert "含镝的钕铁硼永磁材料" in text
    assert "0 to 4 % dysprosium: an estimate from the grade, no declaration" in text
    assert "Missing: dysprosium content of NdFeB SH (assay or supplier declaration)." in text
    assert "MOFCOM-GAC-2025-18" in text


def test_an_assumption_is_named() -> None:
    assert "an assumption: MOFCOM-2025-61=in-force@2026-11-11" in told("SmCo", make.smco(), origin=("CN",))


def test_a_reason_shared_by_findings_is_told_once() -> None:
    assert told("Magnet N42SH", make.ndfeb()).count("ordinary civil use is assumed") == 1


def test_re_export_limbs_say_whom_they_bind() -> None:
    assert "binds whoever sends an item on from outside China" in told("SmCo", make.smco(), origin=("CN",))


def test_where_nothing_was_found_it_says_so() -> None:
    assert told("Hex screw M4") == "Nothing in the texts of Hex screw M4 names a rare-earth material."


def test_every_code_of_law_has_one_sentence_and_every_sentence_is_used() -> None:
    source = Path(ytterby.__file__).parent
    files = [path for part in ("regulation", "classification") for path in (source / part).glob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    used = set(re.findall(r'"((?:rules|law|need|decision|why|party|clock)-[a-z0-9-]+)"', text))
    assert used == set(SENTENCES)
