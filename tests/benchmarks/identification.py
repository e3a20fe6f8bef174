"""How fast identification is: ``python tests/benchmarks/identification.py`` prints the figures, all of one run.

A bill of 1,000,000 lines over 200,000 distinct items and texts, about 15 % of which name something of the knowledge.
Beside it one alternation of ``re`` over the same phrases, line by line, measured on the first lines and given as lines
a second. Matching stands beside a bare ahocorasick-rs pass over the same phrases and distinct texts, folded before,
that keeps the hits of each text: one call per text, and one call over many joined with each hit brought to its text.
The search for circles (gc) costs all of them time, by how much else is alive: figures as it runs, and with it told to
pass by what was made before.
"""

from __future__ import annotations

import gc
import random
import re
import resource
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from ytterby.core.item import Item
from ytterby.identification.fold import Folded, fold
from ytterby.identification.identify import Identifier
from ytterby.identification.knowledge import Knowledge
from ytterby.identification.match import Match, Matcher

Result = TypeVar("Result")
SEED = 20261121
LINES, TEXTS, NAIVE_LINES = 1_000_000, 200_000, 400
BLOCK = 1400  # texts at a time, as identification does it
FIELDS = 2  # texts of an item: description and part number
ROUNDS = 3  # of the matching, in turn; the quickest counts
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


def per_text(bare: AhoCorasick, folded: list[Folded]) -> object:
    return [bare.find_matches_as_indexes(one.text, overlapping=True) for one in folded]


def joined(bare: AhoCorasick, folded: list[Folded]) -> object:
    found = []
    for at in range(0, len(folded), BLOCK):
        texts = [one.text + "\n" for one in folded[at:at + BLOCK]]
        starts, hits = list(accumulate(map(len, texts), initial=0)), [[] for _ in texts]
        for hit in bare.find_matches_as_indexes("".join(texts), overlapping=True):
            hits[bisect_right(starts, hit[1]) - 1].append(hit)
        found.append(hits)
    return found


def as_identified(matcher: Matcher, folded: list[Folded]) -> list[tuple[int, list[Match]]]:
    """As identification does: all that is said in items of which a text tells something."""
    found = []
    for at in range(0, len(folded), BLOCK):
        block = folded[at:at + BLOCK]
        told = sorted({place // FIELDS for place in matcher.telling(block)})
        found += matcher.find_all([one for item in told for one in block[item * FIELDS:(item + 1) * FIELDS]])
    return found


def everywhere(matcher: Matcher, folded: list[Folded]) -> list[tuple[int, list[Match]]]:
    return [one for at in range(0, len(folded), BLOCK) for one in matcher.find_all(folded[at:at + BLOCK])]


def matching(folded: list[Folded], knowledge: Knowledge) -> None:
    built, matcher = seconds(Matcher, knowledge)
    bare = AhoCorasick(phrases(), matchkind=MatchKind.Standard)
    print(f"matching {len(folded):,} distinct texts, words bounded and longest kept; matcher built in {built:.2f} s")
    for state in ("as it is", "frozen"):
        if state == "frozen":
            gc.collect()
            gc.freeze()
        took: dict[str, float] = {}
        for _ in range(ROUNDS):
            for name, work in (("a call per text", lambda: per_text(bare, folded)),
                               ("joined, hits by text", lambda: joined(bare, folded)),
                               ("every word everywhere", lambda: everywhere(matcher, folded)),
                               ("as identification does", lambda: as_identified(matcher, folded))):
                took[name] = min(seconds(work)[0], took.get(name, 1e9))
        quicker = min(took["a call per text"], took["joined, hits by text"])
        print(f"  gc {state}: bare ahocorasick-rs " + "; matching ".join(
            ", ".join(f"{name} {took[name]:.2f} s" for name in names) for names in (list(took)[:2], list(took)[2:]))
            + f": {took['as identification does'] / quicker:.2f} times the quicker")
    gc.unfreeze()


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

    matching([fold(text) for item in items for text in (item.description, item.part_number)], knowledge)

    decided = tuple(replace(item, remark="decided") if number == 7 else item for number, item in enumerate(items))
    again, _ = seconds(identifier.identify, decided)
    print(f"once more after one item changed: {again:.2f} s, {identifier.resolved} item(s) resolved anew")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB (both bill and results)")


if __name__ == "__main__":
    main()
