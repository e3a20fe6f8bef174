import pytest

import builders_classification as make
from ytterby.classification.classification import Context
from ytterby.classification.evaluate import evaluate
from ytterby.classification.facts import Facts, fold, phrase_stands
from ytterby.core.estimate import Answer, Estimate
from ytterby.core.finding import Form
from ytterby.core.item import Declared, Item
from ytterby.regulation import condition as c

YES = c.HasForm((Form.MAGNET,))
NO = c.HasForm((Form.OXIDE,))
OPEN = c.Contains("Dy")


def facts(**more: object) -> Facts:
    one = make.item("Magnet", **more)  # type: ignore[arg-type]
    return Facts(one, Context())


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (c.All((YES, OPEN)), Answer.UNKNOWN), (c.All((NO, OPEN)), Answer.NO), (c.All((YES, YES)), Answer.YES),
        (c.Any((YES, OPEN)), Answer.YES), (c.Any((NO, OPEN)), Answer.UNKNOWN), (c.Any((NO, NO)), Answer.NO),
        (c.Not(OPEN), Answer.UNKNOWN), (c.Not(NO), Answer.YES),
    ],
)
def test_unknown_passes_through_all_any_and_not(condition: c.Condition, answer: Answer) -> None:
    result = evaluate(condition, facts(), make.ndfeb())
    assert result.answer is answer
    assert bool(result.missing) == (answer is Answer.UNKNOWN)


@pytest.mark.parametrize(
    ("share", "least", "answer"),
    [(0.02, 0.01, Answer.YES), (0.002, 0.01, Answer.NO), (0.0004, 0.0, Answer.YES), (0.0, 0.0, Answer.NO)],
)
def test_a_declared_content_is_held_against_the_minimum(share: float, least: float, answer: Answer) -> None:
    assert evaluate(c.Contains("Dy", least), facts(declared={"Dy": share}), make.ndfeb()).answer is answer


def test_a_declared_upper_bound_leaves_open_whether_there_is_any() -> None:
    one = Item("m", declared=(Declared("Dy", Estimate(0.0, 0.0005, 0.001), "K"),))
    result = evaluate(c.Contains("Dy"), Facts(one, Context()), make.ndfeb())
    assert result.answer is Answer.UNKNOWN
    assert [reason.code for reason in result.missing] == ["need-content"]


def test_a_range_from_the_grade_leaves_the_question_open_even_above_zero() -> None:
    held = make.ndfeb(elements={"Dy": (0.01, 0.02, 0.03)})
    assert evaluate(c.Contains("Dy"), facts(), held).answer is Answer.UNKNOWN


def test_silence_means_no_but_for_materials_known_to_be_silent() -> None:
    held = make.ndfeb(elements={"Nd": (0.2, 0.24, 0.29)})
    assert evaluate(c.Contains("Ho"), facts(), held).answer is Answer.NO
    assert evaluate(c.Contains("Ho", 0.0, ("Nd", "Fe", "B")), facts(), held).answer is Answer.UNKNOWN


def test_a_declaration_of_one_element_says_nothing_of_another() -> None:
    held = make.ndfeb(elements={"Dy": (0.0, 0.0, 0.0), "Tb": (0.0, 0.0, 0.0)}, declared=True)
    one = facts(declared={"Dy": 0.0})
    assert evaluate(c.Contains("Dy"), one, held).answer is Answer.NO
    assert evaluate(c.Contains("Tb"), one, held).answer is Answer.UNKNOWN


def test_a_composition_of_rare_earths_only_leaves_the_other_metals_open() -> None:
    held = make.content(Form.ALLOY, ("Y",))
    assert evaluate(c.MadeOf(("Y", "Mg")), facts(), held).answer is Answer.UNKNOWN
    assert evaluate(c.MadeOf(("Y", "Mg")), facts(), make.content(Form.ALLOY, ("Y", "Ni"))).answer is Answer.NO


def test_a_customs_code_never_answers_yes() -> None:
    assert evaluate(c.Hs(("8505",)), facts(hs="850511")).answer is Answer.UNKNOWN
    assert evaluate(c.Hs(("2846",)), facts(hs="850511")).answer is Answer.NO


@pytest.mark.parametrize(
    ("phrase", "text", "stands"),
    [
        ("jet mill", "Jet-Mill for NdFeB", True), ("jet mill", "budget mill", False), ("jet mill", "Jet mills", True),
        ("magnet+press", "Press, 20 t, for magnets", True), ("magnet+press", "Press, 20 t", False),
        ("气流磨", "稀土永磁用气流磨", True), ("er", "Lölöer", False), ("d2ehpa", "D2EHPA 200 l", True),
        ("monazit", "Monazit-Konzentrat", True),
    ],
)
def test_a_phrase_stands_as_a_word_or_within_a_script_without_spaces(phrase: str, text: str, stands: bool) -> None:
    assert phrase_stands(phrase, fold(text)) is stands


@pytest.mark.parametrize(
    ("facts_of_origin", "answer"),
    [
        ({"origin": ("CN",)}, Answer.YES), ({"origin": ("CN", "VN")}, Answer.YES), ({"origin": ("JP",)}, Answer.NO),
        ({}, Answer.UNKNOWN), ({"sites": ("JP", "DE")}, Answer.NO), ({"sites": ("JP", "")}, Answer.UNKNOWN),
        ({"sites": ("", "CN")}, Answer.YES), ({"origin": ("JP",), "sites": ("CN",)}, Answer.NO),
    ],
)
def test_origin_is_read_from_the_item_then_from_its_sources(
    facts_of_origin: dict[str, tuple[str, ...]], answer: Answer
) -> None:
    assert evaluate(c.Origin(("CN",)), facts(**facts_of_origin)).answer is answer
