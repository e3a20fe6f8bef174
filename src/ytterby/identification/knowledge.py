"""What the program knows: materials and part families, and the phrases, grades, codes and words that point to them.

All of it is data in resources/materials; this module gives it types and checks that the rows fit together.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product
from pathlib import Path

from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Form
from ytterby.resources import folder

FILES = (
    "elements.csv", "materials.csv", "reasons.csv", "phrases.csv", "grades.csv", "series.csv", "words.csv",
    "lookalikes.csv", "cas.csv", "hs.csv", "symbols.csv", "bases.csv",
)


class Kind(StrEnum):
    """What a matched phrase says. The first five name a material or part, the others change what stands beside them."""

    GRADE = "grade"
    MATERIAL = "material"
    FAMILY = "family"
    MAKER = "maker"
    SERIES = "series"  # a trigger: the row's pattern decides
    LOOKALIKE = "lookalike"
    TURN_AFTER = "turn-after"  # "motor mount": the word behind makes it another thing
    TURN_BEFORE = "turn-before"  # "support moteur"
    TURN = "turn"  # either side
    PURPOSE_BEFORE = "purpose-before"  # "for a motor"
    PURPOSE_AFTER = "purpose-after"  # "モータ用"
    NOT_BEFORE = "not-before"  # "without magnet"
    NOT_AFTER = "not-after"  # "magnet-free"
    JOIN = "join"  # "motor with bracket": what follows is an addition
    OR = "or"  # "induction motor, or PMSM": what stands beside it is as good an answer
    JOIN_AFTER = "join-after"  # "モータ ケーブル付き": what stands before is an addition
    COUNTER = "counter"  # "brushed", "ferrite": rules a group out or weakens it
    MAGNET_CONTEXT = "magnet-context"  # makes "N42" a magnet grade
    CHIP_CONTEXT = "chip-context"  # makes "100 nF" a chip capacitor
    MOTOR_CONTEXT = "motor-context"  # makes "90 KV" a motor constant
    GRADE_CONTRA = "grade-contra"  # makes "N20" something else
    PLAIN = "plain"  # says nothing, and covers a word that would: "Hub 5 mm" is a stroke


CONTEXTS = frozenset({Kind.JOIN, Kind.JOIN_AFTER, Kind.OR, Kind.MAGNET_CONTEXT, Kind.CHIP_CONTEXT, Kind.MOTOR_CONTEXT,
                      Kind.GRADE_CONTRA})
NAMING = frozenset({Kind.GRADE, Kind.MATERIAL, Kind.FAMILY, Kind.MAKER, Kind.SERIES})


NAMED = "named"  # scope of grades that mean one only where a magnet is named ("50 m" may be a length)
_DESIGNATOR = "designator"
_PARTED = 2  # letters of a suffix that may stand apart ("N42 SH", "N4 2SH"); one letter is also a height
_WORD_START = r"(?<![^\W_])"
_DIGIT = re.compile(r"\d")
_HS_CALLS = {"certain": Certainty.LIKELY, "likely": Certainty.POSSIBLE}


@dataclass(frozen=True, slots=True)
class Material:
    """A material, or a family of parts with one inside (then ``carriers`` are its likely materials, most usual first).

    ``elements`` and ``part_share`` are mass fractions 0..1, ``carrier_mass_g`` grams of carrier in one part where that
    is known without the part's mass, ``density`` g/cm3. ``group`` is what counter words rule out together; ``generic``
    rows ("motor, kind not stated") stand back behind particular ones.
    """

    key: str
    name: str
    form: Form
    group: str
    composition: tuple[str, ...]
    elements: tuple[tuple[str, Estimate], ...]
    carriers: tuple[str, ...]
    part_share: Estimate | None
    carrier_mass_g: Estimate | None
    density: Estimate | None
    defence_reason: str
    semiconductor_reason: str
    source: str
    confidence: str
    as_of: str
    notes: str
    generic: bool

    @property
    def is_part(self) -> bool:
        return bool(self.carriers)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one phrase says; evidence cites ``row``. ``target`` is a material key, for counter words their groups."""

    kind: Kind
    target: str
    certainty: Certainty
    row: str
    pattern: str = ""
    needs_context: bool = False
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``text`` as in the file; a star at an end means that end may lie inside a word."""

    text: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class HsRow:
    """What a customs code suggests. It supports and never decides: ``certainty`` is at most likely."""

    prefix: str
    key: str
    certainty: Certainty


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All rows, read once. ``digest`` is over the files, so that two assessments can be compared.

    ``designators``: letters of a reference designator → groups it speaks against ("J3" is a connector, no motor).
    """

    materials: dict[str, Material]
    phrases: tuple[Phrase, ...]
    cas: dict[str, str]
    hs: tuple[HsRow, ...]
    designators: dict[str, tuple[str, ...]]
    digest: str

    @classmethod
    def shipped(cls) -> Knowledge:
        """The knowledge that comes with the program; read on first call, then kept."""
        return _shipped()

    @classmethod
    def load(cls, path: Path) -> Knowledge:
        """From a folder with FILES. Raises ValueError where rows do not fit together."""
        materials = {row.key: row for row in _materials(path)}
        phrases = (*_phrases(path), *_grades(path), *_series(path), *_words(path), *_lookalikes(path))
        spelt, told = _spelt_out(path, materials, {phrase.text.strip("*") for phrase in phrases})
        materials, phrases = materials | spelt, (*phrases, *told)
        cas = {row["cas"]: row["key"] for row in _rows(path / "cas.csv")}
        materials |= {row.key: row for row in _baskets(path)}
        hs = tuple(sorted(_hs(path), key=lambda row: -len(row.prefix)))
        named = {phrase.meaning.target for phrase in phrases if phrase.meaning.kind in NAMING}
        named |= set(cas.values()) | {row.key for row in hs if row.certainty is not Certainty.NO}
        named |= {carrier for material in materials.values() for carrier in material.carriers}
        if unknown := named - materials.keys():
            raise ValueError(f"no such material: {', '.join(sorted(unknown))}")
        return cls(materials, phrases, cas, hs, dict(_designators(path)), _digest(path))


@cache
def _shipped() -> Knowledge:
    return Knowledge.load(folder("materials"))


def _digest(path: Path) -> str:
    whole = hashlib.sha256()
    for name in FILES:
        whole.update((path / name).read_bytes())
    return "sha256:" + whole.hexdigest()


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in text.split(";")) if part)


def _estimate(text: str) -> Estimate | None:
    """From "low|typical|high". An empty low means that none was found: it counts as 0."""
    if not text:
        return None
    low, best, high = text.split("|")
    return Estimate(float(low or 0), float(best), float(high))


def _composition(text: str) -> tuple[tuple[str, Estimate], ...]:
    found = []
    for part in _split(text):
        symbol, _, numbers = part.partition("=")
        share = _estimate(numbers)
        if share is None:
            raise ValueError(f"no share in {part!r}")
        found.append((symbol, share))
    return tuple(sorted(found))


def _materials(path: Path) -> Iterator[Material]:
    reasons = {row["code"]: row["text"] for row in _rows(path / "reasons.csv") if row["relevant"] == "y"}
    for row in _rows(path / "materials.csv"):
        yield Material(
            key=row["key"], name=row["name"], form=Form(row["form"]), group=row["group"],
            composition=_split(row["defining"]), elements=_composition(row["shares"]), carriers=_split(row["carriers"]),
            part_share=_estimate(row["part_share"]), carrier_mass_g=_estimate(row["carrier_mass_g"]),
            density=_estimate(row["density_g_cm3"]), defence_reason=reasons.get(row["defence"], ""),
            semiconductor_reason=reasons.get(row["semiconductor"], ""), source=row["source"],
            confidence=row["confidence"], as_of=row["as_of"], notes=row["notes"],
            generic=row["generic"] == "y",
        )


def _phrases(path: Path) -> Iterator[Phrase]:
    for row in _rows(path / "phrases.csv"):
        meaning = Meaning(Kind(row["kind"]), row["key"], Certainty(row["certainty"]), row["key"], scope=row["scope"])
        yield from (Phrase(text, meaning) for text in _split(row["phrases"]))


def _grades(path: Path) -> Iterator[Phrase]:
    """Each row spells out stem, number and suffix: "N" 28..56 "SH". Hyphens fold to spaces, which are made too."""
    for row in _rows(path / "grades.csv"):
        meaning = Meaning(
            Kind.GRADE, row["key"], Certainty(row["certainty"]), row["key"], needs_context=bool(row["needs_context"]),
            scope=NAMED if row["needs_context"] == NAMED else "",
        )
        for number in range(int(row["first"]), int(row["last"]) + 1):
            for stem in _endings(row["stems"]):
                for suffix in _endings(row["suffixes"]):
                    texts = {f"{stem}{number}{suffix}", f"{stem} {number}{suffix}".strip()}
                    if len(suffix) == _PARTED:
                        tens, ones = divmod(number, 10)
                        texts |= {f"{stem}{number} {suffix}", f"{stem} {number} {suffix}",
                                  f"{stem}{tens} {ones}{suffix}"}
                    yield from (Phrase(text, meaning) for text in sorted(texts))


def _spelt_out(path: Path, materials: dict[str, Material], known: set[str]) -> tuple[dict[str, Material], list[Phrase]]:
    """What each row of symbols.csv says of every element, and of every base where it is an alloy's: rows of
    materials.csv with those constituents and form, else ones made here, and phrases. ``known``: those of other files
    stand; what is a magnet by its constituents (Sm and Co) is no alloy here.
    """
    kinds: dict[tuple[frozenset[str], Form], Material] = {
        (frozenset(row.composition), row.form): row for row in reversed(materials.values())
        if not row.is_part and row.form is not Form.COMPOUND  # a compound of the files is a particular one
    }
    magnets = {symbols for symbols, form in kinds if form is Form.MAGNET}
    bases, made, phrases = list(_rows(path / "bases.csv")), dict[str, Material](), list[Phrase]()
    for row, element in product(_rows(path / "symbols.csv"), list(_rows(path / "elements.csv"))):
        form, names = Form(row["form"]), _names(element)
        for base in bases if row["with_base"] else ({},):
            symbols = (element["symbol"], *filter(None, (base.get("symbol"), "O" if form is Form.OXIDE else "")))
            kind = frozenset(symbols), form
            if kind[0] in magnets:
                continue
            if kind not in kinds:
                kinds[kind] = _spelt_material(row, form, symbols, element["name_en"], base)
                made[kinds[kind].key] = kinds[kind]
            key = kinds[kind].key
            every = names | {"b": (base["symbol"].lower(),), "n": _split(base["names_en"]),
                             "c": _split(base["names_zh"])} if base else names
            phrases += [phrase for phrase in _said(row, key, every) if phrase.text not in known]
    return made, phrases


def _names(element: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {"s": (element["symbol"].lower(),), "e": (element["name_en"],),
            "z": (element["name_zh"], *_split(element["name_zh_hant"]))}


def _said(row: dict[str, str], key: str, names: dict[str, tuple[str, ...]]) -> Iterator[Phrase]:
    """A row's templates with each way of writing the names ("{z}靶" in both kinds of Chinese characters)."""
    certainty = Certainty(row["certainty"])
    for template in _split(row["phrases"]):
        used = [letter for letter in names if f"{{{letter}}}" in template]
        for chosen in product(*(names[letter] for letter in used)):
            text = template.format_map(dict(zip(used, chosen, strict=True)))
            yield Phrase(text, Meaning(Kind.MATERIAL, key, certainty, key))
    if row["trigger"]:
        pattern = row["pattern"].format_map({letter: f"(?:{'|'.join(ways)})" for letter, ways in names.items()})
        yield Phrase(f"*{row['trigger']}*", Meaning(Kind.SERIES, key, certainty, key, pattern=pattern))


def _spelt_material(row: dict[str, str], form: Form, symbols: tuple[str, ...], name: str,
                    base: dict[str, str]) -> Material:
    key = "_".join((form, *symbols)).lower()
    mixed = f"{name}-{_split(base['names_en'])[0]} alloy" if base else name
    title = mixed.capitalize() if base and form is Form.ALLOY else f"{mixed.capitalize()} {form}"
    share = _estimate(row["share"])
    return Material(
        key=key, name=title, form=form, group=f"m:{key}", composition=symbols,
        elements=((symbols[0], share),) if share else (), carriers=(), part_share=None, carrier_mass_g=None,
        density=None, defence_reason="", semiconductor_reason="", source=row["source"], confidence=row["confidence"],
        as_of=row["as_of"], notes="", generic=False,
    )


def _endings(text: str) -> tuple[str, ...]:
    """Stems or suffixes of grades; "-" is the empty one."""
    return tuple("" if part == "-" else part for part in _split(text)) or ("",)


def _series(path: Path) -> Iterator[Phrase]:
    for row in _rows(path / "series.csv"):
        meaning = Meaning(Kind.SERIES, row["key"], Certainty(row["certainty"]), row["key"], pattern=row["pattern"],
                          scope=row["scope"])
        # Where the shape begins a word with its trigger, the trigger need not be looked for inside words.
        begins = _WORD_START + row["trigger"], _WORD_START + _DIGIT.sub(r"\\d", row["trigger"])
        inside = "" if row["pattern"].startswith(begins) else "*"
        yield Phrase(f"{inside}{row['trigger']}*", meaning)


def _words(path: Path) -> Iterator[Phrase]:
    for row in _rows(path / "words.csv"):
        if row["kind"] == _DESIGNATOR:
            continue
        meaning = Meaning(Kind(row["kind"]), row["groups"], Certainty(row["leaves"] or "no"), f"word:{row['kind']}",
                          scope=row["scope"])
        yield from (Phrase(text, meaning) for text in _split(row["phrases"]))


def _designators(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in _rows(path / "words.csv"):
        if row["kind"] == _DESIGNATOR:
            yield from ((letters, _split(row["groups"])) for letters in _split(row["phrases"]))


def _lookalikes(path: Path) -> Iterator[Phrase]:
    for row in _rows(path / "lookalikes.csv"):
        meaning = Meaning(Kind.LOOKALIKE, "", Certainty.NO, row["phrase"])
        yield from (Phrase(text, meaning) for text in _split(row["match"]))


def _hs(path: Path) -> Iterator[HsRow]:
    for row in _rows(path / "hs.csv"):
        certainty = _HS_CALLS.get(row["strength"], Certainty.NO)
        yield from (HsRow(prefix, row["key"] or f"hs:{row['hs']}", certainty) for prefix in _split(row["hs"]))


def _baskets(path: Path) -> Iterator[Material]:
    """Customs codes that cover several materials are a row of their own: any of the elements, in any share."""
    for row in _rows(path / "hs.csv"):
        if not row["key"] and row["strength"] in _HS_CALLS:
            symbols = _split(row["likely_elements"])
            yield Material(
                key=f"hs:{row['hs']}", name=row["covers"], form=Form(row["form"]), group="m:re",
                composition=symbols if len(symbols) == 1 else (),
                elements=tuple(sorted((symbol, Estimate(0.0, 0.0, 1.0)) for symbol in symbols)), carriers=(),
                part_share=None, carrier_mass_g=None, density=None, defence_reason="", semiconductor_reason="",
                source=row["source"], confidence=row["basis"], as_of="", notes=row["notes"], generic=True,
            )
