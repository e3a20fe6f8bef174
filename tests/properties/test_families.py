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
NO_BOM_LINE = {"part_f35"}  # aircraft and ships as a whole: no part of a bill in seven languages
TEMPLATES = {  # how lines of bills are written in each language; what stands around tells no material
    "en": ("{p}", "{p} {n} mm", "{p}, {n}V", "{p} - pack of {n}", "{p} (x{n})", "{n}V {p}", "{p} with bracket"),
    "de": ("{p}", "{p} {n} mm", "{p}, {n} Volt", "{p} ({n} Stück)", "{p} mit Halter", "{p} schwarz", "{n} V {p}"),
    "fr": ("{p}", "{p} {n} mm", "{p}, {n} V", "{p} (lot de {n})", "{p} avec support", "{p} noir"),
    "es": ("{p}", "{p} {n} mm", "{p}, {n} V", "{p} (juego de {n})", "{p} con soporte", "{p} negro"),
    "zh": ("{p}", "{p} {n}mm", "{p} {n}V", "{p}（{n}个）", "{p} 带支架", "黑色 {p}"),
    "ja": ("{p}", "{p} {n}mm", "{p} {n}V", "{p}（{n}個）", "{p} ケーブル付き", "黒 {p}"),
    "ru": ("{p}", "{p} {n} мм", "{p}, {n} В", "{p} ({n} шт)", "{p} с кронштейном", "{p} черный"),
}
Said = dict[str, list[tuple[str, Certainty]]]


@cache
def phrases() -> dict[str, Said]:
    """By part family and language: phrases with the certainty they give, without further conditions."""
    found: dict[str, Said] = defaultdict(lambda: defaultdict(list))
    with (RESOURCES / "materials" / "phrases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "family" and not row["scope"] and row["language"] in TEMPLATES:
                found[row["key"]][row["language"]] += [
                    (text.strip().strip("*"), Certainty(row["certainty"])) for text in row["phrases"].split(";")]
    return {family: dict(said) for family, said in found.items()}


def lines(family: str) -> list[tuple[str, Certainty]]:
    """Text and least certainty, the languages in turn; the same lines on every run."""
    chance, made = random.Random(family), []
    languages = [language for language in TEMPLATES if language in phrases()[family]]
    for number in range(LINES):
        language = languages[number % len(languages)]
        phrase, certainty = chance.choice(phrases()[family][language])
        text = chance.choice(TEMPLATES[language]).format(p=phrase, n=chance.randint(2, 90) + number % 3)
        made.append((chance.choice((text, text.upper(), text.capitalize())), certainty))
    return made


@pytest.mark.parametrize("family", sorted(phrases()))
def test_a_family_is_found_in_lines_of_seven_languages(family: str) -> None:
    made = lines(family)
    items = tuple(Item(str(number), description=text) for number, (text, _) in enumerate(made))
    found = identify(items, Knowledge.shipped())
    missed = [text for (text, least), identity in zip(made, found, strict=True)
              if identity.rare_earth.rank < least.rank]
    assert len(missed) <= (1 - LEAST) * LINES, missed[:20]


def test_every_part_family_has_phrases_in_seven_languages() -> None:
    parts = {key for key, material in Knowledge.shipped().materials.items() if material.is_part} - NO_BOM_LINE
    assert {part: TEMPLATES.keys() - phrases().get(part, {}).keys() for part in parts
            if TEMPLATES.keys() != phrases().get(part, {}).keys()} == {}
