"""Changes in words."""

from __future__ import annotations

import pytest

from ytterby.planning.labels import label
from ytterby.planning.scenario import AddStock, AlternativeSource, Change, SetStock, SetWait


@pytest.mark.parametrize(("change", "words"), [
    (SetStock("m", 1200), "Stock of Magnet: 1,200"),
    (AddStock(30), "30 days of use more in stock of every item that waits for a licence"),
    (SetWait(60, 120, 0.6), "Licence wait: median 60 days, 90 % point 120 days, approval 60 %"),
    (AlternativeSource("m", 90, 0.5, 0.25, "Gamma"), "Gamma for Magnet: after 90 days, 50 % of the use, price +25 %"),
    (AlternativeSource("", 90, 1, 0),
     "Another source for every item that waits for a licence: after 90 days, 100 % of the use, price +0 %"),
])
def test_a_change_reads_as_a_sentence(change: Change, words: str) -> None:
    assert label(change, {"m": "Magnet"}) == words
