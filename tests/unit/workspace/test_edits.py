"""What a user can do to a document, and that nothing happens where nothing changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders_report import AS_OF, decision, document
from ytterby.bom.reading import Correction, Mapping, Meaning
from ytterby.classification.classification import Context
from ytterby.core.errors import UsageError
from ytterby.core.finding import Force
from ytterby.planning.catalogue import Alternative, SiteState
from ytterby.planning.licences import Licence
from ytterby.planning.scenario import BASELINE, AddStock, LicenceWait, Scenario
from ytterby.regulation.rules import Assumption
from ytterby.workspace import edits
from ytterby.workspace.bills import Bill
from ytterby.workspace.document import ProductSetting
from ytterby.workspace.workspace import Workspace

LATER = date(2027, 1, 1)
RENEWED = Assumption("MOFCOM-2025-61", Force.IN_FORCE, date(2026, 11, 11))
STOCKED = Scenario("More stock", (AddStock(30.0),))


def test_an_edit_that_changes_nothing_gives_the_same_document() -> None:
    before = edits.set_assumption(document(), RENEWED)
    for after in (
        edits.set_as_of(before, before.as_of), edits.set_known_by(before, None), edits.set_assumption(before, RENEWED),
        edits.clear_assumption(before, "MOFCOM-2025-57"), edits.set_context(before, Context()),
        edits.set_product(before, ProductSetting("drive")), edits.set_currency(before, "EUR"),
        edits.set_wait(before, None), edits.withdraw_decision(before, decision()),
    ):
        assert after is before


def test_the_day_and_the_known_by_day_are_set() -> None:
    after = edits.set_known_by(edits.set_as_of(document(), LATER), AS_OF)
    assert (after.as_of, after.known_by) == (LATER, AS_OF)


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2101, 1, 1)])
def test_a_day_that_no_law_can_be_asked_about_is_refused_in_one_sentence(day: date) -> None:
    with pytest.raises(UsageError, match="no day to ask about"):
        edits.set_as_of(document(), day)


def test_firms_that_own_each_other_are_refused() -> None:
    opened = edits.set_owner(document(), ("Alfa",), "Beta")
    with pytest.raises(UsageError, match="Alfa, Beta own each other"):
        edits.set_owner(opened, ("Beta",), "Alfa")


@pytest.mark.parametrize("days", [0.0, -1.0, 3651.0, float("nan")])
def test_a_time_to_recover_is_a_number_of_days(days: float) -> None:
    with pytest.raises(UsageError, match="no time to recover"):
        edits.set_recovery(document(), ("Alfa",), days)


def test_a_time_to_recover_holds_for_every_spelling_and_can_be_taken_back() -> None:
    opened = edits.set_recovery(document(), ("Alfa GmbH", "Beta"), 30.0)
    assert edits.set_recovery(opened, ("Alfa GmbH", "Beta"), 30.0).recovery == opened.recovery
    assert edits.set_recovery(opened, ("ALFA",), None).recovery == (("Beta", 30.0),)


def test_a_second_assumption_on_an_instrument_takes_the_place_of_the_first() -> None:
    repealed = replace(RENEWED, force=Force.REPEALED)
    other = replace(RENEWED, instrument="MOFCOM-2025-57")
    after = edits.set_assumption(edits.set_assumption(edits.set_assumption(document(), RENEWED), other), repealed)
    assert after.assumptions == (other, repealed)
    assert edits.clear_assumption(after, "MOFCOM-2025-57").assumptions == (repealed,)


def test_a_product_setting_that_says_nothing_goes_away() -> None:
    with_volume = edits.set_product(document(), ProductSetting("drive", volume=900.0))
    assert with_volume.products == (ProductSetting("drive", volume=900.0),)
    assert edits.set_product(with_volume, ProductSetting("drive", defence=False)).products[0].defence is False
    assert edits.set_product(with_volume, ProductSetting("drive")).products == ()


def test_decisions_are_kept_as_record_and_can_be_withdrawn() -> None:
    first, second = decision(), replace(decision(), why="assay came in")
    after = edits.record_decision(edits.record_decision(document(), first), second)
    assert after.decisions == (first, second)
    assert edits.withdraw_decision(after, first).decisions == (second,)


def test_the_baseline_is_fixed_and_names_are_unique() -> None:
    after = edits.add_scenario(document(), STOCKED)
    assert [scenario.name for scenario in after.scenarios] == ["Baseline", "More stock"]
    changed = replace(STOCKED, changes=(AddStock(60.0),))
    assert edits.replace_scenario(after, "More stock", changed).scenarios[1] is changed
    assert edits.remove_scenario(after, "More stock").scenarios == (BASELINE,)
    for refused in (
        lambda: edits.add_scenario(after, STOCKED),
        lambda: edits.replace_scenario(after, "Baseline", STOCKED),
        lambda: edits.replace_scenario(after, "More stock", replace(STOCKED, name="Baseline")),
        lambda: edits.remove_scenario(after, "Baseline"),
        lambda: edits.remove_scenario(after, "No such"),
    ):
        with pytest.raises(UsageError):
            refused()


def test_context_wait_currency_and_mapping_are_set() -> None:
    wait = LicenceWait(30.0, 60.0, 0.9, 14.0, "own log", AS_OF)
    mapping = Mapping(corrections=(Correction("BOM", "B", Meaning.IGNORE),))
    before = document()
    after = edits.with_bills(before, (Bill(before.path, mapping, before.reading),))
    after = edits.set_context(edits.set_wait(edits.set_currency(after, "USD"), wait), Context(end_use="military"))
    assert (after.mapping, after.currency, after.wait, after.context.end_use) == (mapping, "USD", wait, "military")


def test_an_application_is_recorded_once_and_corrected_in_its_place() -> None:
    first, second = licence("A-1"), licence("A-2")
    log = edits.record_licence(edits.record_licence(document(), first), second)
    assert [kept.number for kept in log.licences] == ["A-1", "A-2"]
    renamed = edits.record_licence(log, licence("A-7"), "A-1")
    assert [kept.number for kept in renamed.licences] == ["A-7", "A-2"]
    assert edits.record_licence(log, first, "A-1") is log
    assert edits.remove_licence(log, "A-9") is log
    assert edits.remove_licence(log, "A-1").licences == (second,)
    with pytest.raises(UsageError, match="already"):
        edits.record_licence(log, second)
    with pytest.raises(UsageError, match="number"):
        edits.record_licence(log, licence(""))


def test_a_site_entered_is_own_and_takes_the_place_of_an_earlier_entry() -> None:
    site = Alternative("Werk", "Halle", "DE", ("magnet",), ("NdFeB",), SiteState.PLANNED, "", "visit", AS_OF, "own")
    once = edits.set_alternative(document(), site)
    assert once.alternatives[0].own
    assert edits.set_alternative(once, site) is once
    again = edits.set_alternative(once, replace(site, state=SiteState.RAMPING))
    assert [kept.state for kept in again.alternatives] == [SiteState.RAMPING]
    assert edits.drop_alternative(again, "Werk", "Halle").alternatives == ()
    assert edits.drop_alternative(once, "Werk", "Jena") is once
    with pytest.raises(UsageError, match="company"):
        edits.set_alternative(once, replace(site, company=""))


def licence(number: str) -> Licence:
    return Licence(number, "magnet", "1C905.a", "one", AS_OF)


def test_an_owner_is_a_step_of_its_own_that_undo_takes_back() -> None:
    workspace = Workspace(document())
    workspace.apply(edits.set_owner(workspace.present, ("Alpha", "ALPHA "), "Holding"))
    assert [owner for _, owner in workspace.present.owners] == ["Holding", "Holding"]
    workspace.undo()
    assert workspace.present.owners == document().owners == ()
    workspace.redo()
    assert [owner for _, owner in workspace.present.owners] == ["Holding", "Holding"]
