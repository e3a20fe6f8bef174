"""The four days of the main job: the same bill, and what the texts say of it."""

import pytest

import builders_classification as make
from ytterby.core.finding import Force, Form, Outcome

MAGNET = make.item("SmCo ring magnet", origin=("CN",))
FIBRE = make.item("Erbium-doped fibre")
TECHNOLOGY = make.item("Licence: rare earth separation technology")


def force(day: str, control: str, limb: str = "", **more: object) -> Force | None:
    law = make.rules(day, **more)  # type: ignore[arg-type]
    fibre = make.content(Form.OPTICAL_FIBRE, ("Si", "O", "Er"))
    one, held = (FIBRE, (fibre,)) if control.startswith("1C910") else (MAGNET, (make.smco(),))
    one, held = (TECHNOLOGY, ()) if control.startswith("1E902") else (one, held)
    finding = make.found(make.judged(law, one, *held), control, limb)
    return finding.force if finding else None


@pytest.mark.parametrize(
    ("day", "magnet", "abroad", "fibre", "technology"),
    [
        ("2025-10-20", Force.IN_FORCE, Force.IN_FORCE, Force.NOT_YET, Force.IN_FORCE),
        ("2025-12-15", Force.IN_FORCE, Force.SUSPENDED, Force.SUSPENDED, Force.SUSPENDED),
        ("2026-11-21", Force.IN_FORCE, Force.UNVERIFIED, Force.UNVERIFIED, Force.UNVERIFIED),
    ],
)
def test_the_force_of_each_entry_follows_the_day(
    day: str, magnet: Force, abroad: Force, fibre: Force, technology: Force
) -> None:
    assert force(day, "1C902.a/a.4") is magnet
    assert force(day, "Annex61/P2.I.1", "art. 1(3)") is abroad
    assert force(day, "1C910.a/a.5") is fibre
    assert force(day, "1E902.a/2") is technology


def test_an_assumption_changes_only_its_instrument_and_is_named_in_each_finding() -> None:
    text = "MOFCOM-2025-61=in-force@2026-11-11"
    result = make.judged(make.rules("2026-11-21", assume=[text]), MAGNET, make.smco())
    abroad, listed = make.found(result, "Annex61/P2.I.1", "art. 1(3)"), make.found(result, "1C902.a/a.4")
    assert abroad is not None
    assert listed is not None
    assert (abroad.force, abroad.assumption) == (Force.IN_FORCE, text)
    assert listed.assumption == ""
    assert force("2026-11-21", "1C910.a/a.5", assume=[text]) is Force.UNVERIFIED


def test_a_suspended_control_still_finds_the_line() -> None:
    fibre = make.content(Form.OPTICAL_FIBRE, ("Si", "O", "Er"))
    result = make.judged(make.rules("2025-12-15"), FIBRE, fibre)
    finding = make.found(result, "1C910.a/a.5")
    assert finding is not None
    assert (finding.outcome, finding.force) == (Outcome.CONTROLLED, Force.SUSPENDED)
    assert result.status(0) is Outcome.CONTROLLED


def test_a_rule_file_not_compared_for_90_days_says_so_in_each_finding() -> None:
    fresh = make.judged(make.rules("2027-02-19"), MAGNET, make.smco()).findings[0]
    stale = make.judged(make.rules("2027-02-20"), MAGNET, make.smco()).findings[0]
    assert {one.stale_check for one in fresh} == {None}
    assert {str(one.stale_check) for one in stale} == {"2026-11-21"}
