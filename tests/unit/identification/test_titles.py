"""Every entry of the lists of goods and technology is met by the name the law gives it, in English and Chinese."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

import builders_classification as make
from builders_identification import RESOURCES, identified, item
from ytterby.core.finding import Outcome

LAW = RESOURCES / "regulation" / "mofcom"
LISTS = ("MOFCOM-GAC-2025-18", "MOFCOM-GAC-2025-56", "MOFCOM-GAC-2025-57", "MOFCOM-2025-61", "MOFCOM-2025-62")
UNTOLD = {  # headings that speak of the entry above them, or of things of any trade: nothing tells them alone
    "晶体材料", "光纤材料", "储氢材料", "陶瓷材料", "发光材料", "荧光粉", "吸氢材料", "任何实质性帮助和支持",
    "出口非管制的货物、技术或者服务", "含有以上材料的零件、部件、组件", "搅拌桨", "金属冶炼相关技术及其载体",
    "冶炼分离相关技术及其载体", "P507", "P204", "N235", "C272",
}
_OF_ANOTHER = ("2B902.", "materials above")  # "Valve for a 2B902.q furnace": by the number of another entry


def titles() -> Iterator[tuple[str, str, str]]:
    """(list, entry, title); of materials without the explanations in brackets too."""
    for name in LISTS:
        with (LAW / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                short = row["title"].split("(")[0].strip() if row["elements"] else ""
                for title in dict.fromkeys((row["title"], short, row["title_zh"])):
                    if title and title not in UNTOLD and not any(word in title for word in _OF_ANOTHER):
                        yield name, row.get("id") or row["control_code"], title


@pytest.mark.parametrize(("name", "entry", "title"), list(titles()))
def test_no_title_of_an_entry_is_cleared(name: str, entry: str, title: str) -> None:
    """What holds a rare earth is found by identification, equipment and know-how by the words of the entry."""
    identity = identified(title)
    result = make.judged(make.rules("2026-11-21"), item(title), *identity.contents)
    assert identity.contents or result.status(0) is not Outcome.NOT_CONTROLLED, (name, entry)
