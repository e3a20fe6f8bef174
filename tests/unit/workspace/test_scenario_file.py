"""Scenario files: what they may hold, and what is said where they are wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ytterby.core.errors import UsageError
from ytterby.core.finding import Force
from ytterby.core.item import Item
from ytterby.planning.scenario import (
    AddStock,
    AlternativeSource,
    GrantDenied,
    HoldLicence,
    LoseSupplier,
    PendingLicence,
    ScaleDemand,
    SetCorrelation,
    SetLicenceTerms,
    SetPolicy,
    SetReceipts,
    SetStock,
    SetWait,
    ShockPrice,
    Substitute,
)
from ytterby.regulation.rulebook import Rulebook
from ytterby.workspace.scenario_file import FORMAT, KINDS, ScenarioFile, load_scenario

ITEMS = (Item("k1", "MG-1"), Item("k2", "MG-2", mpn="same"), Item("k3", "MG-3", mpn="same"))
EVERY = """
name = "All of it"
note = "n"
[[change]]
kind = "set-stock"
item = "MG-1"
pieces = 12
[[change]]
kind = "add-stock"
days = 30
[[change]]
kind = "set-receipts"
item = "k2"
pieces_per_week = 3.5
[[change]]
kind = "set-wait"
median_days = 60
p90_days = 120
approval = 0.6
instrument = "MOFCOM-2025-61"
[[change]]
kind = "licence-terms"
validity_days = 180
[[change]]
kind = "hold-licence"
item = "MG-1"
pieces = 5
[[change]]
kind = "pending-licence"
item = "MG-1"
days = 9
[[change]]
kind = "grant-denied"
approval = 0.2
item = "MG-1"
[[change]]
kind = "correlation"
rho = 0.5
[[change]]
kind = "demand"
factor = 1.2
[[change]]
kind = "alternative-source"
qualification_days = 90
share = 0.5
premium = 0.2
weekly_pieces = 100
name = "Gamma"
[[change]]
kind = "substitute"
item = "MG-3"
after_days = 0
[[change]]
kind = "price"
factor = 2
[[change]]
kind = "lose-supplier"
supplier = "Alpha"
[[change]]
kind = "budget"
money = 1000
[[change]]
kind = "policy"
assumption = "MOFCOM-2025-61=in-force@2026-11-11"
[plan]
margin = 9
tail_limit = 100
[plan.margins]
"MG-1" = 3
"" = 7
"""


def load(tmp_path: Path, text: str) -> ScenarioFile:
    path = tmp_path / "scenario.toml"
    path.write_text(text, "utf-8")
    return load_scenario(path, ITEMS, Rulebook.shipped())


def test_a_file_may_hold_every_kind_of_change(tmp_path: Path) -> None:
    found = load(tmp_path, EVERY)
    assert found.scenario.name == "All of it"
    assert [type(change) for change in found.scenario.changes] == list(KINDS.values())
    assert found.scenario.changes[:5] == (
        SetStock("k1", 12.0), AddStock(30.0), SetReceipts("k2", 3.5), SetWait(60.0, 120.0, 0.6, "MOFCOM-2025-61"),
        SetLicenceTerms(180.0))
    assert found.scenario.changes[5:9] == (HoldLicence("k1", None, 5.0), PendingLicence("k1", 9.0),
                                           GrantDenied(0.2, "k1"), SetCorrelation(0.5))
    assert found.scenario.changes[9:14] == (
        ScaleDemand(1.2), AlternativeSource("", 90.0, 0.5, 0.2, "Gamma", weekly_pieces=100.0), Substitute("k3", 0.0),
        ShockPrice(2.0), LoseSupplier("Alpha"))
    policy = found.scenario.changes[-1]
    assert isinstance(policy, SetPolicy)
    assert (policy.assumption.force, policy.assumption.start) == (Force.IN_FORCE, date(2026, 11, 11))
    assert found.plan is not None
    assert found.plan.tail_limit == 100
    assert found.plan.stakes.margin == 9
    assert found.plan.stakes.margins == {"k1": 3.0, "": 7.0}
    assert found.plan.limits(found.scenario).budget == 1000


def test_without_a_plan_only_the_outlook_is_asked_for(tmp_path: Path) -> None:
    found = load(tmp_path, "")
    assert (found.scenario.name, found.scenario.changes, found.plan) == ("scenario", (), None)


@pytest.mark.parametrize(("text", "said"), [
    ("name = 3", "name: str expected"),
    ("nme = 'x'", "Did you mean 'name'?"),
    ("name = 'Baseline'", "can't be changed"),
    ("change = 3", "[[change]]"),
    ("[[change]]\nkind = 'add-stok'", "Did you mean 'add-stock'?"),
    ("[[change]]\nkind = 'add-stock'\ndays = 'many'", "a number expected"),
    ("[[change]]\nkind = 'add-stock'", "days"),
    ("[[change]]\nkind = 'add-stock'\ndays = 1\nday = 2", "Did you mean 'days'?"),
    ("[[change]]\nkind = 'set-stock'\nitem = 'MG-9'\npieces = 1", "no item 'MG-9'"),
    ("[[change]]\nkind = 'set-stock'\nitem = 'same'\npieces = 1", "2 items"),
    ("[[change]]\nkind = 'policy'\nassumption = 'X=in-force@2026-01-01'", "X"),
    ("[plan]\nmargin = 'all'", "margin: a number expected"),
    ("[plan]\nsalvage = 2", "salvage"),
    ("[plan]\nscenarios = 100000000", "scenarios must be 1,000 at most"),
    ("[plan]\nscenarios = 0", "scenarios must be more than 0"),
    ("[plan]\nfresh = 20000", "fresh must be 10,000 at most"),
    ("[plan]\nfrontier = 101", "frontier must be 100 at most"),
    ("[plan]\ntime_limit_s = 1e9", "time limit must be 3,600 at most"),
    ("[plan]\nmargin = 1e300", "margin must be 1,000,000,000,000,000 at most"),
    ("[plan.margins]\n'MG-1' = 1e300", "margin of k1 must be"),
    ("[plan.margins]\n'MG-9' = 3", "no item 'MG-9'"),
    ("= 3", "not valid TOML"),
])
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        load(tmp_path, text)
    assert said in str(refused.value)
    assert "scenario.toml" in str(refused.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"can't be read"):
        load_scenario(tmp_path / "none.toml", (), Rulebook.shipped())


def test_another_encoding_is_said_without_the_words_of_a_decoder(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_bytes('name = "Ä"'.encode("cp1252"))
    with pytest.raises(UsageError) as refused:
        load_scenario(path, (), Rulebook.shipped())
    assert "it is no text in UTF-8" in str(refused.value)
    assert "codec" not in str(refused.value)


def test_help_names_every_kind_and_key() -> None:
    assert all(kind in FORMAT for kind in KINDS)
    assert "[weekly_pieces]" in FORMAT
    assert "item, pieces" in FORMAT
