"""Every day from 2023-12-01 to 2027-03-01: a bill with one line per entry, and the force of each line.

The bill is made of the positive cases; what is expected is computed here from the research tables alone.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

import builders_classification as make
from ytterby.classification.answers import answer
from ytterby.classification.classify import on_day
from ytterby.classification.judged import Judge
from ytterby.core.finding import Certainty, Force, Form, Outcome
from ytterby.core.item import Item
from ytterby.identification.identity import Identity

FIRST, LAST = date(2023, 12, 1), date(2027, 3, 1)
RE_EXPORT = "MOFCOM-2025-61"
beside = pytest.mark.skipif(not make.SHARED.is_dir(), reason="the research tables are not beside the project")


def research(name: str) -> list[dict[str, str]]:
    with (make.SHARED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected() -> Iterator[tuple[str, dict[str, str], date, int]]:
    """(instrument, its announcement, start, number of lines); 61 by limb: Part-1 items have two, Part-2 items three."""
    acts = {row["id"]: row for row in research("announcements.csv")}
    for name, count in Counter(row["announcement_id"] for row in research("control_entries.csv")).items():
        yield name, acts[name], date.fromisoformat(acts[name]["effective_from"]), count
    parts = Counter(row["part"] for row in research("annex61.csv"))
    lines = {"1(1)": parts["Part 2"], "1(2)": parts.total(), "1(3)": parts.total()}
    for start, limbs in re.findall(r"(\d{4}-\d\d-\d\d) for ([^;]+)", acts[RE_EXPORT]["effective_from"]):
        for limb in re.findall(r"1\(\d\)", limbs):
            yield RE_EXPORT, acts[RE_EXPORT], date.fromisoformat(start), lines.pop(limb)
    assert not lines


def force_on(day: date, act: dict[str, str], start: date) -> Force | None:
    if day < date.fromisoformat(act["issued"]):
        return None
    if act["suspended_from"] and day >= date.fromisoformat(act["suspended_from"]):
        return Force.SUSPENDED if day <= date.fromisoformat(act["suspended_until"]) else Force.UNVERIFIED
    return Force.IN_FORCE if day >= start else Force.NOT_YET


def lines() -> list[tuple[Item, Identity, str, str]]:
    """(item, identity, entry, limb) of one positive case per entry and limb."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for path in sorted(make.CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            if case["expect"]["outcome"] != Outcome.NOT_CONTROLLED and "trade" not in case:
                found.setdefault((case["control"], case.get("limb", "")), case)
    names = {(one.id, one.limb) for instrument in make.shipped().instruments for one in instrument.controls}
    made = []
    for number, ((control, limb), case) in enumerate(sorted(found.items())):
        if (control, limb) in names:
            item = make.item(**case["item"], key=f"{number}")
            held = [make.content(
                Form(one["form"]), one["made_of"], one.get("elements"), declared=one.get("declared", False),
                certainty=Certainty(one.get("certainty", "yes")), name=one.get("name", "the material"),
                carrier=Form(one["carrier"]) if "carrier" in one else None,
            ) for one in case.get("holds", ())]
            made.append((item, make.identity(item, *held), control, limb))
    return made


@beside
@pytest.mark.timeout(300)
def test_every_day_the_lines_per_force_are_those_of_the_announcements() -> None:
    bill = lines()
    book, table = make.shipped(), list(expected())
    judge = Judge(answer(make.bill(*(one[0] for one in bill)), tuple(one[1] for one in bill), book.on(FIRST)))
    day = FIRST
    while day <= LAST:
        result = on_day(judge, book.on(day, day))
        found: Counter[tuple[str, Force]] = Counter()
        for place, (_, _, control, limb) in enumerate(bill):
            for one in result.findings[place]:
                if (one.control, one.limb) == (control, limb) and one.outcome is not Outcome.NOT_CONTROLLED:
                    found[one.instrument, one.force] += 1
        wanted: Counter[tuple[str, Force]] = Counter()
        for instrument, act, start, count in table:
            force = force_on(day, act, start)
            if force is not None:
                wanted[instrument, force] += count
        assert found == wanted, day
        day += timedelta(days=1)
