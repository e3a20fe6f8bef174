"""How fast identification is: ``python tests/benchmarks/identification.py`` prints the figures, all of one run.

A bill of 1,000,000 lines over 200,000 distinct items and texts, about 15 % of which name something of the knowledge.
Beside it one alternation of ``re`` over the same phrases, line by line, measured on the first lines and given as lines
a second; and a bare ahocorasick-rs pass over the distinct texts, folded before.
"""

from __future__ import annotations

import random
import re
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from ytterby.core.item import Item
from ytterby.identification.fold import fold
from ytterby.identification.identify import Identifier
from ytterby.identification.knowledge import Knowledge
from ytterby.identification.match import Matcher

Result = TypeVar("Result")
SEED = 20261121
LINES, TEXTS, NAIVE_LINES = 1_000_000, 200_000, 400
BLOCK = 1400  # texts at a time, as identification does it
PLAIN = ("RES {n} OHM 1% 0603", "SCREW M{m}x{n} A2-70", "CONN HDR {m}POS 2.54MM", "Bracket left {n}", "IC REG LDO {m}V",
         "CABLE ASSY {n} MM", "Gehäuse {n}", "Schraube M{m}x{n}", "Blech {n}x{m}", "Дистанционная втулка {n}",
         "支架 {n}", "螺丝 M{m}*{n}", "ネジ M{m}x{n}", "Vis M{m}x{n}", "Tuerca M{m} {n}", "PCB rev {n}", "LABEL {n}")
TELLING = ("Stepper motor NEMA {m} {n}", "Magnet N42SH {n}x{m}x3", "Motor bracket {n}", "Lautsprecher {n} Ohm",
           "无刷电机 {n}KV", "CAP CER {n}NF X7R 0603", "Servo {n} kg metal gear", "Fan {n} mm 24V")


def phrases() -> list[str]:
    return sorted({fold(phrase.text.strip("*")).text for phrase in Knowledge.shipped().phrases}, key=len, reverse=True)


def bill() -> tuple[list[Item], list[int]]:
    """Distinct items, and the item of each line."""
    random.seed(SEED)
    items = []
    for number in range(TEXTS):
        template = random.choice(TELLING if number % 100 < 15 else PLAIN)
        text = template.format(n=number, m=random.randint(2, 40))
        items.append(Item(f"i{number}", part_number=f"{number:07d}-{number % 97:02d}", description=text))
    return items, [random.randrange(TEXTS) for _ in range(LINES)]


def seconds(work: Callable[..., Result], *arguments: object) -> tuple[float, Result]:
    """Time of this process, so that neighbours on the machine do not count."""
    start = time.process_time()
    result = work(*arguments)
    return time.process_time() - start, result


def main() -> None:
    items, lines = bill()
    knowledge = Knowledge.shipped()
    identifier = Identifier(knowledge)
    took, identities = seconds(identifier.identify, tuple(items))
    called = sum(identities[item].rare_earth.rank > 0 for item in lines)
    print(f"identified {LINES:,} lines over {TEXTS:,} items in {took:.2f} s: {LINES / took:,.0f} lines/s"
          f" ({called:,} lines say something)")

    one_pattern = re.compile("|".join(map(re.escape, phrases())), re.IGNORECASE)
    naive, _ = seconds(lambda: [one_pattern.findall(text) for item in lines[:NAIVE_LINES]
                                for _, text in items[item].texts()])
    print(f"one alternation of re over {len(phrases()):,} phrases: {NAIVE_LINES / naive:,.0f} lines/s; "
          f"identification is {LINES / took / (NAIVE_LINES / naive):,.0f} times that")

    folded = [fold(text) for item in items for text in (item.description, item.part_number)]
    texts = [one.text for one in folded]
    bare = AhoCorasick(phrases(), matchkind=MatchKind.Standard)
    matcher = Matcher(knowledge)
    pass_over, _ = seconds(lambda: [bare.find_matches_as_indexes(text, overlapping=True) for text in texts])
    matching, _ = seconds(lambda: [list(matcher.find_all(folded[at:at + BLOCK]))
                                   for at in range(0, len(folded), BLOCK)])
    print(f"matching {len(texts):,} distinct texts, words bounded and longest kept: {matching:.2f} s;"
          f" bare ahocorasick-rs pass over them {pass_over:.2f} s; {matching / pass_over:.2f} times")

    decided = tuple(replace(item, remark="decided") if number == 7 else item for number, item in enumerate(items))
    again, _ = seconds(identifier.identify, decided)
    print(f"once more after one item changed: {again:.2f} s, {identifier.resolved} item(s) resolved anew")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB (both bill and results)")


if __name__ == "__main__":
    main()
