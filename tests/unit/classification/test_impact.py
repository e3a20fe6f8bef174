import pytest

import builders_classification as make
from ytterby.classification.classification import Classification, Context
from ytterby.classification.impact import Change, impact
from ytterby.core.finding import Force, Form, Treatment

MAGNET = make.item("SmCo ring", origin=("CN",))


def on(day: str, *, assume: tuple[str, ...] = (), context: Context | None = None) -> Classification:
    return make.judged(make.rules(day, assume=assume), MAGNET, make.smco(), context=context)


def by_entry(changes: tuple[Change, ...]) -> dict[str, Change]:
    return {f"{one.control} {one.limb}".strip(): one for one in changes}


def test_nothing_changes_between_equal_classifications() -> None:
    assert impact(on("2026-11-21"), on("2026-11-21")) == ()


def test_what_wakes_up_is_told_first_with_its_force() -> None:
    changes = impact(on("2025-12-15"), on("2025-12-15", assume=("MOFCOM-2025-61=in-force@2025-12-01",)))
    assert (changes[0].what, changes[0].wakes) == (("force",), True)
    assert changes[0].after is not None
    assert changes[0].after.force is Force.IN_FORCE
    assert {one.instrument for one in changes} == {"MOFCOM-2025-61"}


def test_a_military_end_use_changes_the_treatment_and_says_why() -> None:
    changes = impact(on("2026-11-21"), on("2026-11-21", context=Context("military")))
    change = by_entry(changes)["Annex61/P2.I.1 art. 1(3)"]
    assert change.what == ("treatment",)
    assert change.after is not None
    assert change.after.treatment is Treatment.DENIED
    assert "law-treatment" in {reason.code for reason in change.why}


def test_an_entry_that_is_not_published_yet_appears_and_one_taken_back_goes() -> None:
    before, after = on("2025-03-01"), on("2025-05-01")
    assert by_entry(impact(before, after))["1C902.a/a.4"].what == ("appears",)
    gone = by_entry(impact(after, before))["1C902.a/a.4"]
    assert (gone.what, gone.after, gone.wakes) == (("goes",), None, False)
    assert gone.why


def test_entries_that_describe_the_item_on_neither_side_are_no_change() -> None:
    told = impact(on("2025-10-20"), on("2025-12-15"))
    assert all("controlled" in {str(side.outcome) for side in (one.before, one.after) if side} for one in told)


def test_changes_of_the_material_inside_a_product_are_marked_upstream() -> None:
    motor = make.item("Servo motor")
    sides = [make.judged(make.rules(day), motor, make.ndfeb(Form.PRODUCT)) for day in ("2025-03-01", "2025-05-01")]
    assert {one.control for one in impact(sides[0], sides[1]) if one.upstream} >= {"1C905.a/a.4"}


def test_two_bills_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="same bill"):
        impact(on("2026-11-21"), Classification(make.rules("2026-11-21"), ()))
