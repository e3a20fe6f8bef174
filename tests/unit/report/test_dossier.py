"""What a report says: notices, the account of an item, who can answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders_report import AS_OF, assessment, document, finding
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Force, Outcome
from ytterby.core.sentences import law
from ytterby.report.account import symbols, three
from ytterby.report.dossier import dossier
from ytterby.report.notices import notices
from ytterby.report.who import ANSWERS


def test_unverified_assumed_and_known_by_are_said_and_always_that_it_is_no_advice() -> None:
    plain = notices(assessment())
    assert plain[-1] == "This is not legal advice."
    assert "civil use is assumed" in plain[0]
    said = " ".join(notices(assessment(Force.UNVERIFIED, "MOFCOM-2025-61=in-force@2026-11-11")))
    assert "MOFCOM-2025-61=in-force@2026-11-11" in said
    assert "MOFCOM-GAC-2025-18" in said
    assert "2025-04-04" in said
    early = assessment()
    early = replace(early, provenance=replace(early.provenance, known_by=date(2025, 10, 15)))
    assert "2025-10-15" in " ".join(notices(early))


def test_a_rule_file_not_checked_for_long_is_said() -> None:
    made = assessment()
    old = finding("smco", Outcome.CONTROLLED, stale_check=AS_OF)
    stale = replace(made.classification, findings=((), (old,), (), ()))
    assert "MOFCOM-GAC-2025-18" in " ".join(notices(replace(made, classification=stale)))
    assert "MOFCOM-GAC-2025-18" not in " ".join(notices(made))


def test_masses_are_material_times_share_and_unknown_without_a_mass() -> None:
    made = dossier(document(), assessment())
    smco, ndfeb = made.accounts[1], made.accounts[2]
    assert smco.rare_earth_g == Estimate(2.0, 2.5, 3.0)
    assert ndfeb.rare_earth_g is None
    assert symbols(ndfeb.identity) == "Nd Dy?"
    assert three(Estimate(2.0, 2.5, 3.0), "g") == "2 – 2.5 – 3 g"
    assert three(Estimate.exactly(0.25), "g") == "0.25 g"


def test_an_undetermined_item_names_what_is_missing_and_who_can_tell() -> None:
    made = dossier(document(), assessment())
    assert made.accounts[2].status is Outcome.UNDETERMINED
    assert "Dy content" in made.accounts[2].missing[0]
    assert made.accounts[1].missing == ()


def test_the_first_line_of_an_item_is_where_it_stands_first() -> None:
    made = dossier(document(), assessment())
    assert made.first_line == (0, 1, 2, 3)
    assert made.place(0) == ("Lines", 6)


def test_for_every_fact_the_law_may_miss_someone_is_named() -> None:
    asked = {code for code in law.SENTENCES if code.startswith("need-")}
    assert asked == set(ANSWERS)
