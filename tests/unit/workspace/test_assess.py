"""The straight way, and that an edit costs only what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from builders_report import ITEMS, document, reading
from ytterby.bom.reading import Mapping
from ytterby.classification.classification import Context
from ytterby.core.decision import Decision, Verdict
from ytterby.core.errors import ProjectError, UsageError, WorkbookError
from ytterby.core.finding import Certainty, Force, Outcome
from ytterby.core.progress import Cancelled
from ytterby.identification.knowledge import Knowledge
from ytterby.planning.scenario import AddStock, LicenceWait, Scenario
from ytterby.regulation.rulebook import Rulebook
from ytterby.regulation.rules import Assumption
from ytterby.workspace import edits, market
from ytterby.workspace.assess import assess, open_workbook, settings_digest
from ytterby.workspace.document import Assessment, Document, ProductSetting
from ytterby.workspace.memo import Memo

DAY = date(2026, 11, 21)


@cache
def rulebook() -> Rulebook:
    return Rulebook.shipped()


def assessed(opened: Document, memo: Memo | None = None) -> Assessment:
    return assess(opened, rulebook(), Knowledge.shipped(), memo=memo)


def test_a_samarium_cobalt_magnet_is_controlled_and_a_screw_is_not() -> None:
    made = assessed(document())
    assert made.identities[1].rare_earth is Certainty.YES
    assert made.classification.status(1) is Outcome.CONTROLLED
    assert made.classification.status(2) is Outcome.UNDETERMINED
    assert made.classification.status(3) is Outcome.NOT_CONTROLLED
    assert [outlook.scenario.name for outlook in made.outlooks] == ["Baseline"]
    assert made.reading.issues[0] in made.issues


def test_the_provenance_names_all_that_went_in() -> None:
    renewed = Assumption("MOFCOM-2025-61", Force.IN_FORCE, date(2026, 11, 11))
    made = assessed(edits.set_assumption(document(), renewed)).provenance
    assert made.assumptions == ("MOFCOM-2025-61=in-force@2026-11-11",)
    assert made.workbook_digest == "sha256:" + "ab" * 32
    assert made.rules_digest == rulebook().digest
    assert made.data_vintage == min(instrument.checked for instrument in rulebook().instruments)
    assert {made.knowledge_digest[:7], made.settings_digest[:7]} == {"sha256:"}


def test_another_day_judges_anew_and_keeps_what_the_items_are() -> None:
    memo, before = Memo(), document()
    first = assessed(before, memo)
    second = assessed(edits.set_as_of(before, date(2025, 1, 1)), memo)
    assert second.identities is first.identities
    assert second.classification is not first.classification
    assert second.classification.status(1) is Outcome.NOT_CONTROLLED


def test_another_scenario_simulates_that_one_alone() -> None:
    memo, before = Memo(), document()
    first = assessed(before, memo)
    second = assessed(edits.add_scenario(before, Scenario("More stock", (AddStock(5.0),))), memo)
    assert second.exposure is first.exposure
    assert second.outlooks[0] is first.outlooks[0]
    assert second.outlooks[1].scenario.name == "More stock"


def test_what_is_compared_has_the_same_trials_as_many_as_the_least_certain_needs() -> None:
    before, memo = document(), Memo()
    sure = assessed(before, memo).outlooks[0]
    baseline, rarer = assessed(edits.add_scenario(before, Scenario("More stock", (AddStock(30.0),))), memo).outlooks
    assert baseline.trials == rarer.trials > sure.trials
    assert 1.96 * rarer.standard_error <= 0.01 * max(product.stop_probability for product in rarer.products)


def test_a_product_setting_measures_anew_and_judges_not() -> None:
    memo, before = Memo(), document()
    first = assessed(before, memo)
    second = assessed(edits.set_product(before, ProductSetting("drive", volume=900.0)), memo)
    assert second.classification is first.classification
    assert second.exposure is not first.exposure


def test_undo_finds_the_earlier_result_again() -> None:
    memo, before = Memo(), document()
    first = assessed(before, memo)
    assessed(edits.set_as_of(before, date(2025, 1, 1)), memo)
    again = assessed(before, memo)
    assert again.classification is first.classification
    assert again.outlooks[0] is first.outlooks[0]


def test_with_and_without_a_memo_the_result_is_the_same() -> None:
    memo = Memo()
    later = edits.set_as_of(document(), date(2025, 12, 15))
    assessed(document(), memo)
    assert assessed(later, memo).classification.findings == assessed(later).classification.findings


@pytest.mark.parametrize("edit", [
    lambda opened: edits.set_as_of(opened, date(2025, 12, 15)),
    lambda opened: edits.set_known_by(opened, date(2025, 10, 15)),
    lambda opened: edits.set_assumption(opened, Assumption("MOFCOM-GAC-2025-18", Force.REPEALED, date(2026, 1, 1))),
    lambda opened: edits.set_context(opened, Context(end_use="military", destination="US")),
    lambda opened: edits.set_product(opened, ProductSetting("drive", defence=True, volume=7.0)),
    lambda opened: edits.set_currency(opened, "USD"),
    lambda opened: edits.set_wait(opened, LicenceWait(200.0, 400.0, 0.5, 30.0, "own log", DAY)),
    lambda opened: replace(opened, reading=replace(reading(), bom=replace(reading().bom, items=ITEMS[::-1]))),
], ids=["as-of", "known-by", "assumption", "context", "product", "currency", "wait", "reading"])
def test_after_any_edit_the_memo_gives_what_a_fresh_assessment_gives(edit: Callable[[Document], Document]) -> None:
    memo, opened = Memo(), document()
    before = assessed(opened, memo)
    edited = edit(opened)
    kept, fresh = assessed(edited, memo), assessed(edited)
    assert told(kept) == told(fresh)
    assert told(kept) != told(before)


def told(made: Assessment) -> tuple[object, ...]:
    """All that an assessment says, as values."""
    exposure, classification = made.exposure, made.classification
    outlooks = [(each.items, each.products, each.wait) for each in made.outlooks]
    return (made.identities, classification.findings, classification.rules.day, classification.rules.known_by,
            exposure.items, exposure.products, exposure.currency, outlooks, made.provenance)


def test_a_decision_stands_beside_the_finding_and_a_stale_one_becomes_an_issue() -> None:
    made = Decision("smco", ITEMS[1].text_digest(), Verdict.DOES_NOT_CONTAIN, "Purchasing", datetime(2026, 11, 20), "?")
    opened = edits.record_decision(document(), made)
    now = assessed(opened)
    assert now.classification.decision(1) == made
    assert now.classification.status(1) is Outcome.CONTROLLED
    stale = assessed(edits.record_decision(document(), replace(made, item_text="other")))
    assert stale.classification.decision(1) is None
    assert "decision-stale" in {issue.code for issue in stale.issues}


def test_settings_are_told_apart_by_their_digest() -> None:
    before = document()
    assert settings_digest(before) == settings_digest(document())
    others = {settings_digest(other) for other in (
        before, edits.set_currency(before, "USD"), edits.set_product(before, ProductSetting("drive", defence=True)),
        edits.add_scenario(before, Scenario("More stock", (AddStock(30.0),))),
        replace(before, mapping=Mapping(currency="USD")))}
    assert len(others) == 5


def test_the_value_test_gets_the_shipped_prices_and_rates_unless_others_are_stated() -> None:
    shipped = market.shipped()
    known = shipped.known_to(Context())
    assert {"Dy", "Tb"} <= {price.symbol for price in known.prices}
    assert dict(known.rates)["EUR"] == 1.0
    own = Context(prices=known.prices[:1], rates=(("EUR", 1.0),))
    assert shipped.known_to(own) == own
    lacking = {need.code for finding in assessed(document()).classification.findings[1] for need in finding.missing}
    assert "need-element-price" not in lacking


def test_nothing_open_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        assessed(Document(as_of=DAY))
    with pytest.raises(WorkbookError):
        open_workbook(tmp_path / "none.xlsx", Mapping(), DAY)


@pytest.mark.parametrize("name", ["bill.xlsx", "bill.ytterby"])
def test_a_folder_that_may_not_be_entered_is_said(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refused)  # whoever runs the tests may be allowed everything
    with pytest.raises((WorkbookError, ProjectError), match="Permission denied"):
        open_workbook(tmp_path / name, Mapping(), DAY)


class Recorded:
    """Progress that remembers, and stops where it is told to."""

    def __init__(self, stop_at: float = 2.0) -> None:
        self.done: list[float] = []
        self._stop_at = stop_at

    def step(self, done: float, label: str = "") -> None:
        self.done.append(done)
        if done >= self._stop_at:
            raise Cancelled


def test_progress_runs_from_0_to_1_and_a_stop_leaves_nothing_half_done() -> None:
    watched, memo = Recorded(), Memo()
    with pytest.raises(Cancelled):
        assess(document(), rulebook(), Knowledge.shipped(), Recorded(0.5), memo=memo)
    assess(document(), rulebook(), Knowledge.shipped(), watched, memo=memo)
    assert watched.done == sorted(watched.done)
    assert 0.0 <= watched.done[0] <= watched.done[-1] <= 1.0
