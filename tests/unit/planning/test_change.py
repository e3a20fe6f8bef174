"""Changes in words."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from ytterby.core.finding import Force
from ytterby.planning.labels import label
from ytterby.planning.scenario import (
    KINDS,
    AddStock,
    AlternativeSource,
    Change,
    HoldLicence,
    LoseSupplier,
    PendingLicence,
    ScaleDemand,
    SetBudget,
    SetCorrelation,
    SetLicenceTerms,
    SetPolicy,
    SetReceipts,
    SetStock,
    SetWait,
    ShockPrice,
    Substitute,
)
from ytterby.regulation.rules import Assumption


@pytest.mark.parametrize(("change", "words"), [
    (SetStock("m", 1200), "Stock of Magnet: 1,200"),
    (AddStock(30), "30 days of use more in stock of every item that waits for a licence"),
    (SetWait(60, 120, 0.6),
     "Licence wait: half of the reviews within 60 days, 9 of 10 within 120, approved at each try 60 %"),
    (AlternativeSource("m", 90, 0.5, 0.25, "Gamma"), "Gamma for Magnet: after 90 days, 50 % of the use, price +25 %"),
    (AlternativeSource("", 90, 1, 0),
     "Another source for every item that waits for a licence: after 90 days, 100 % of the use, price +0 %"),
    (AlternativeSource("m", 90, 1, 0, "Gamma", 28, 700, 5000, 100),
     "Gamma for Magnet: after 90 days, 100 % of the use, price +0 %, in steps over 28 days, at most 700 pieces a week, "
     "5,000 to qualify it, at least 100 pieces a year"),
    (SetWait(60, 120, 0.6, "one"),
     "Licence wait: half of the reviews within 60 days, 9 of 10 within 120, approved at each try 60 % (one)"),
    (SetReceipts("m", 7.5), "Magnet: 7.5 pieces a week under licences already held"),
    (SetLicenceTerms(180, 0.5, 30), "A licence is valid for 180 days, for a quantity of 50 % of a year's use; the next "
                                    "one is applied for 30 days before"),
    (SetLicenceTerms(), "A licence is valid without limit, for a quantity without limit; the next one is applied for "
                        "90 days before"),
    (HoldLicence("m", 30, 5), "Magnet: a licence is held for 30 days, for a quantity of 5 pieces"),
    (HoldLicence("m"), "Magnet: a licence is held without limit, for a quantity without limit"),
    (PendingLicence("m", 12), "Magnet: a licence was applied for 12 days ago"),
    (SetCorrelation(0.5), "Items under one announcement wait together with a correlation of 0.5"),
    (ScaleDemand(1.2), "Use of every item: 120 % of what the bill states"),
    (ShockPrice(2, "m"), "Price of Magnet: 200 % of what the bill states"),
    (Substitute("m", 0, premium=0.1),
     "A grade that needs no licence in place of Magnet: after 0 days, 100 % of the use, price +10 %"),
    (LoseSupplier("Alpha", 10), "Alpha delivers nothing after 10 days, for good"),
    (LoseSupplier("Alpha", 10, 90), "Alpha delivers nothing after 10 days, for 90 days"),
    (SetBudget(20000), "Budget of 20,000 for stock and qualifications"),
    (SetPolicy(Assumption("X", Force.IN_FORCE, date(2026, 12, 1))), "Assumed of the law: X=in-force@2026-12-01"),
])
def test_a_change_reads_as_a_sentence(change: Change, words: str) -> None:
    assert label(change, {"m": "Magnet"}) == words


def test_every_kind_of_change_has_a_name_in_files() -> None:
    assert set(KINDS.values()) == set(get_args(Change))
