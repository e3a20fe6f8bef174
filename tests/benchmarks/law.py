"""How long the law takes: ``python tests/benchmarks/law.py`` prints the figures.

A bill of 1,000,000 lines over 200,000 distinct items, 15 % of them with a rare-earth material, prices and masses of
their own, classified against every instrument. Beside it a plain loop that judges every line by itself, measured on
the first 5,000 lines and scaled up, and a bill of 100,000 lines on which the date cursor is dragged.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import builders_classification as make
from ytterby.bom.bill import Bom, Usages
from ytterby.classification.answers import answer
from ytterby.classification.classify import classify, on_day
from ytterby.classification.context import Context, ElementPrice
from ytterby.classification.facts import Facts, fold
from ytterby.classification.judge import day_of, judge
from ytterby.classification.judged import Judge
from ytterby.classification.kinds import Kind
from ytterby.classification.law import arrange
from ytterby.classification.weigh import weigh, weigh_upstream
from ytterby.core.codes import HsCode
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Form
from ytterby.core.item import Item, Money
from ytterby.identification.identity import Content, Identity

SEED = 20261121
DAY = date(2026, 11, 21)
PRICES = tuple(ElementPrice(one, Estimate(300.0, 500.0, 900.0), "EUR", "test") for one in ("Sm", "Dy", "Tb", "Gd"))
CONTEXT = Context(prices=PRICES)
ORIGINS = ((), (), ("CN",), ("DE",), ("JP",), ("VN",))
WORDS = ("resistor", "screw", "bracket", "cable", "seal", "housing", "connector", "bearing", "spring", "label")


def materials() -> list[Content]:
    """The shapes a bill of drives and electronics holds: loose magnets of several grades, motors, oxides, phosphors."""
    grades = [
        make.content(Form.MAGNET, ("Nd", "Fe", "B"), {"Nd": (0.2, 0.24, 0.29), "Dy": (0.0, 0.01 * n, 0.02 * n)},
                     name=f"NdFeB {n}") for n in range(1, 9)]
    motors = [make.ndfeb(Form.PRODUCT, certainty=one) for one in (Certainty.LIKELY, Certainty.POSSIBLE)]
    return [
        *grades, make.smco(), make.smco(Form.ASSEMBLY), make.ndfeb(Form.ASSEMBLY), *motors * 4,
        make.content(Form.OXIDE, ("Y", "O"), {"Y": (0.78, 0.787, 0.79)}, name="yttria"),
        make.content(Form.PHOSPHOR, ("Y", "Al", "O", "Ce"), {"Y": (0.4, 0.45, 0.5)}, name="YAG:Ce"),
        make.content(Form.ALLOY, ("Al", "Sc"), {"Sc": (0.0, 0.01, 0.02)}, name="AlSc"),
        make.content(Form.CERAMIC, ("Ba", "Ti", "O"), {"Dy": (0.0, 0.002, 0.01)}, name="BaTiO3",
                     certainty=Certainty.POSSIBLE),
    ]


def bill(lines: int, items: int) -> tuple[Bom, tuple[Identity, ...]]:
    dice = random.Random(SEED)
    shapes = materials()
    made, identities = [], []
    for number in range(items):
        holds = dice.random() < 0.15
        shape = dice.choice(shapes) if holds else None
        text = f"{shape.name if shape else dice.choice(WORDS)} {number}"
        one = Item(f"i{number}", part_number=f"P-{number:07}", description=text, manufacturer=f"Maker {number % 500}",
                   hs=HsCode("8505111000") if holds and dice.random() < 0.3 else None, origin=dice.choice(ORIGINS),
                   price=Money(round(dice.uniform(0.05, 90.0), 2), "EUR"))
        made.append(one)
        identities.append(make.identity(one, *([weighed(shape, dice)] if shape else [])))
    places = np.arange(lines, dtype=np.int32) % items
    zeros = np.zeros(lines, np.int16)
    usages = Usages(places, zeros, np.arange(lines, dtype=np.int32) + 2, zeros, np.full(lines, -1, np.int32),
                    np.ones(lines), np.zeros(lines, np.bool_), ("",) * lines)
    return Bom("bench.xlsx", "", ("BOM",), tuple(made), usages), tuple(identities)


def weighed(shape: Content, dice: random.Random) -> Content:
    mass = Estimate.exactly(round(dice.uniform(0.5, 80.0), 1))
    return Content(shape.key, shape.name, shape.form, shape.carrier_form, shape.certainty, shape.composition,
                   shape.elements, mass, "measured", shape.evidence, shape.declared)


def plain_loop(bom: Bom, identities: Sequence[Identity], lines: int) -> float:
    """Seconds for the whole bill if every line were judged by itself, from the first ``lines`` lines."""
    rules = make.shipped().on(DAY)
    law = arrange(rules)
    day = day_of(law, rules)
    start = time.perf_counter()
    for line in range(lines):
        place = int(bom.usages.item[line])
        one, held = bom.items[place], identities[place].contents
        text = fold(" \n ".join(text for _, text in one.texts()))
        facts = Facts(one, CONTEXT, law.words_in(one, text))
        own, inside = weigh(law, facts, held), weigh_upstream(law, facts, held)
        judge(day, Kind(facts, held, identities[place].rare_earth, own, inside))
    return (time.perf_counter() - start) * len(bom) / lines


def main() -> None:
    bom, identities = bill(1_000_000, 200_000)
    rules = make.shipped().on(DAY)
    start, worked = time.perf_counter(), time.process_time()
    answers = answer(bom, identities, rules, CONTEXT)
    answered, of_processor = time.perf_counter() - start, time.process_time() - worked
    start, worked = time.perf_counter(), time.process_time()
    result = on_day(Judge(answers), make.shipped().on(DAY + timedelta(days=1)))
    dated, of_day = time.perf_counter() - start, time.process_time() - worked
    start = time.perf_counter()
    statuses = [result.status(item) for item in bom.usages.item.tolist()]
    shown = time.perf_counter() - start
    loop = plain_loop(bom, identities, 5_000)
    print(f"{len(bom):,} lines, {len(bom.items):,} items, {len(answers.kinds):,} kinds, {len(rules.controls)} entries")
    print(f"answers, once after identification: {answered:.2f} s, {of_processor:.2f} s of the processor")
    print(f"findings on a new day:              {dated:.2f} s; with the status of every line {dated + shown:.2f} s")
    print(f"all together:                       {answered + dated:.2f} s, {of_processor + of_day:.2f} s of the "
          "processor; asked: < 2 s")
    print(f"plain loop over the lines:          {loop:.1f} s: {loop / (answered + dated):.0f} times as long as all, "
          f"{loop / dated:.0f} times as long as a new day")
    print(f"undetermined or controlled lines:   {sum(one != 'not controlled' for one in statuses):,}")
    small, known = bill(100_000, 20_000)
    answers = answer(small, known, rules, CONTEXT)
    days = [date(2025, 3, 1) + timedelta(days=30 * step) for step in range(20)]
    judged = Judge(answers)
    start = time.perf_counter()
    for one in days:
        on_day(judged, make.shipped().on(one))
    print(f"100,000 lines, {len(answers.kinds):,} kinds, dragged over {len(days)} days: "
          f"{(time.perf_counter() - start) / len(days) * 1000:.0f} ms a day")
    start = time.perf_counter()
    classify(small, known, rules, CONTEXT)
    print(f"100,000 lines from the start:       {(time.perf_counter() - start) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
