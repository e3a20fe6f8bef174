"""Lines made from the knowledge's own phrases in seven languages: each family is found whatever stands around it."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from functools import cache

import pytest

from builders_identification import RESOURCES
from ytterby.core.finding import Certainty
from ytterby.core.item import Item
from ytterby.identification.identify import identify
from ytterby.identification.knowledge import Knowledge

LINES, LEAST = 500, 0.98
TEMPLATES = {  # how lines of bills are written in each language; what stands around tells no material
    "en": ("{p}", "{p} {n} mm", "{p}, {n}V", "{p} - pack of {n}", "{p} (x{n})", "{n}V {p}", "{p} with bracket"),
    "de": ("{p}", "{p} {n} mm", "{p}, {n} Volt", "{p} ({n} Stück)", "{p} mit Halter", "{p} schwarz", "{n} V {p}"),
    "fr": ("{p}", "{p} {n} mm", "{p}, {n} V", "{p} (lot de {n})", "{p} avec support", "{p} noir"),
    "es": ("{p}", "{p} {n} mm", "{p}, {n} V", "{p} (juego de {n})", "{p} con soporte", "{p} negro"),
    "zh": ("{p}", "{p} {n}mm", "{p} {n}V", "{p}（{n}个）", "{p} 带支架", "黑色 {p}"),
    "ja": ("{p}", "{p} {n}mm", "{p} {n}V", "{p}（{n}個）", "{p} ケーブル付き", "黒 {p}"),
    "ru": ("{p}", "{p} {n} мм", "{p}, {n} В", "{p} ({n} шт)", "{p} с кронштейном", "{p} черный"),
}
SURE = (Certainty.LIKELY, Certainty.YES)


@cache
def phrases() -> dict[str, list[tuple[str, str]]]:
    """(language, phrase) by family, of the rows that call it likely or certain without further conditions."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with (RESOURCES / "materials" / "phrases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            plain = row["kind"] == "family" and row["certainty"] in SURE and not row["scope"]
            if plain and row["language"] in TEMPLATES:
                found[row["key"]] += [(row["language"], text.strip().strip("*")) for text in row["phrases"].split(";")]
    return dict(found)


def lines(family: str) -> list[str]:
    """The same lines on every run."""
    chance = random.Random(family)
    made = []
    for number in range(LINES):
        language, phrase = chance.choice(phrases()[family])
        template = chance.choice(TEMPLATES[language])
        text = template.format(p=phrase, n=chance.randint(2, 90) + number % 3)
        made.append(chance.choice((text, text.upper(), text.capitalize())))
    return made


@pytest.mark.parametrize("family", sorted(phrases()))
def test_a_family_is_found_in_lines_of_seven_languages(family: str) -> None:
    texts = lines(family)
    items = tuple(Item(str(number), description=text) for number, text in enumerate(texts))
    missed = [text for text, identity in zip(texts, identify(items, Knowledge.shipped()), strict=True)
              if identity.rare_earth not in SURE]
    assert len(missed) <= (1 - LEAST) * LINES, missed[:20]


def test_families_of_seven_languages_are_many() -> None:
    languages = {language for found in phrases().values() for language, _ in found}
    assert languages == TEMPLATES.keys()
    assert len(phrases()) >= 30
