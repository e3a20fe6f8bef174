"""Rows of an entry list to controls: how a line "form, made of, contains" of a list becomes a condition.

The list of an instrument is a CSV beside its TOML file, one row per printed line. Within a cell ";" means "and",
"|" means "or". The form decides how the rest is read; see ``_describes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ytterby.core.errors import RegulationError
from ytterby.core.finding import Citation, Form, Treatment
from ytterby.regulation import condition as c
from ytterby.regulation import files
from ytterby.regulation.faults import Faults, did_you_mean
from ytterby.regulation.instrument import Control, Limb
from ytterby.regulation.parse import symbols, word
from ytterby.regulation.schema import ANNEX_COLUMNS, ENTRY_COLUMNS, NAME, is_name

Row = Mapping[str, str]
_BY_NAME = (Form.EQUIPMENT, Form.EQUIPMENT_PART, Form.TECHNOLOGY, Form.RAW_MATERIAL)


@dataclass(frozen=True, slots=True)
class Words:
    """words.toml: stock shapes, finished parts, what names rare-earth work, and (word, end use) pairs."""

    stock: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    end_use: tuple[tuple[str, str], ...] = ()


def rows_of(path: Path, columns: tuple[tuple[str, ...], ...], faults: Faults) -> list[tuple[int, Row]]:
    """(line, row) of a CSV whose header is one of ``columns``; any other file is a fault and gives nothing."""
    try:
        (_, top), *rest = files.cells(path) or [(1, [])]
        header = tuple(top)
        if header in columns:
            return list(files.records(header, rest, path))
    except RegulationError as error:
        faults.add("rules-unreadable", why=error.what)
        return []
    nearest = max(columns, key=lambda one: len(set(one) & set(header)))
    for name in header:
        if name not in nearest:
            faults.add("rules-unknown-key", name, 1, hint=did_you_mean(name, nearest))
    for name in nearest:
        if name not in header:
            faults.add("rules-missing-key", name, 1)
    if set(header) == set(nearest):
        faults.add("rules-wrong-kind", header[0], 1, expected="the columns in their fixed order")
    return []


def controls_of(
    path: Path, source: Citation, limbs: tuple[Limb, ...], plain: Limb, words: Words, faults: Faults
) -> tuple[Control, ...]:
    """All controls of a list: one per row, or one per row and limb whose parts name the row's part."""
    listed = rows_of(path, (ENTRY_COLUMNS, ANNEX_COLUMNS), faults)
    rows = [(line, row) for line, row in listed if _sound(row, line, faults)]
    _refuse_doubles(rows, faults)
    material = {row["id"]: _material(row) for _, row in rows}
    made: list[Control] = []
    for line, row in rows:
        described = _describes(row, material, words, line, faults)
        if described is None:
            continue
        for limb in [limb for limb in limbs if row.get("part") in limb.parts] or [plain]:
            when = described if limb.when is None else c.All((described, limb.when))
            made.append(_control(row, when, limb, source, line, faults))
    return tuple(made)


def _refuse_doubles(rows: list[tuple[int, Row]], faults: Faults) -> None:
    """Two rows that say the same under different ids: one of them was meant to say something else."""
    seen: dict[tuple[str, ...], int] = {}
    for line, row in rows:
        key = tuple(value for name, value in row.items() if name not in ("id", "sub_item"))
        if key in seen:
            faults.add("rules-double-row", f"{row['id']}", line, other=seen[key])
        seen.setdefault(key, line)


def _sound(row: Row, line: int, faults: Faults) -> bool:
    before = len(faults.issues)
    for name in ("id", "title", "source", "confidence", "as_of"):
        if not row[name]:
            faults.add("rules-missing-key", f"{row['id'] or 'row'}.{name}", line)
    if row["id"] and not is_name(row["id"]):
        faults.add("rules-wrong-kind", "row.id", line, expected=NAME)
    word(row["form"], Form, f"{row['id']}.form", faults, line)
    word(row["treatment"], Treatment, f"{row['id']}.treatment", faults, line)
    for form in _cells(row["doubtful_forms"]):
        word(form, Form, f"{row['id']}.doubtful_forms", faults, line)
    symbols([one for cell in _cells(row["contains"]) for one in cell.split("|")], f"{row['id']}.contains", faults, line)
    symbols(_cells(row["elements"]), f"{row['id']}.elements", faults, line)
    return len(faults.issues) == before


def _control(row: Row, when: c.Condition, limb: Limb, source: Citation, line: int, faults: Faults) -> Control:
    place = row.get("part", "") and f"Annex 1, {row['part']}, {row['sub_item']}"
    place = place or f"{row['control_code']} {row['sub_item']}".strip()
    return Control(
        id=row["id"], title=row["title"], title_zh=row["title_zh"], form=Form(row["form"]), when=when,
        states=limb.states,
        citation=Citation(source.source, f"{limb.name}, {place}" if limb.name else place, source.url),
        treatment=Treatment(row["treatment"]), limb=limb.name, hs_support=tuple(_cells(row.get("hs", ""))),
        confidence=row["confidence"], note=row["notes"], forms=tuple(dict.fromkeys(_forms(when))),
        elements=tuple(_cells(row["elements"])), parameters=row.get("parameters", ""), sources=row["source"],
        foreign_only=limb.foreign_only, composition=tuple(_cells(row["composition"])),
    )


def _describes(
    row: Row, material: Mapping[str, c.Condition], words: Words, line: int, faults: Faults
) -> c.Condition | None:
    """When the line describes an item.

    Goods without an element: by name (or CAS); figures the line sets and its purpose stay to be shown.
    Compounds: also, doubtfully, crystals, ceramics, phosphors and glasses that the element defines.
    Metals and alloys: in stock shapes. Assemblies: the material of other lines, carried inside.
    """
    form = Form(row["form"])
    doubtful = tuple(Form(one) for one in _cells(row["doubtful_forms"]))
    if form in _BY_NAME:
        return _by_name(row, form, words, line, faults)
    if row.get("holds"):
        unknown = [one for one in _cells(row["holds"]) if one not in material]
        if unknown:
            hint = did_you_mean(unknown[0], material)
            faults.add("rules-unknown-word", f"{row['id']}.holds", line, word=unknown[0], hint=hint)
            return None
        inside = c.Any(tuple(material[one] for one in _cells(row["holds"])))
        return c.All((c.HasForm((form,), doubtful), c.Carries((Form.MAGNET,)), inside))
    if not row["made_of"] and not row["contains"]:
        faults.add("rules-missing-key", f"{row['id']}.made_of", line)
        return None
    if form is Form.COMPOUND:
        defined = tuple(c.DefinedBy(one) for one in _cells(row["contains"]))
        listed = c.All((c.HasForm((form,)), material[row["id"]]))
        return c.Any((listed, c.All((c.HasForm((), doubtful), *defined))))
    certain = () if form in doubtful else (form,)
    parts: tuple[c.Condition, ...] = (c.HasForm(certain, doubtful), material[row["id"]])
    return c.All((*parts, c.Shape(words.stock, words.finished)) if form in (Form.METAL, Form.ALLOY) else parts)


def _material(row: Row) -> c.Condition:
    unstated = tuple(_cells(row["unstated_in"]))
    parts: list[c.Condition] = [c.MadeOf(tuple(_cells(row["made_of"])))] if row["made_of"] else []
    for cell in _cells(row["contains"]):
        either = tuple(c.Contains(one, unstated_in=unstated) for one in cell.split("|"))
        parts.append(either[0] if len(either) == 1 else c.Any(either))
    return parts[0] if len(parts) == 1 else c.All(tuple(parts))


def _by_name(row: Row, form: Form, words: Words, line: int, faults: Faults) -> c.Condition | None:
    if not row["phrases"]:
        faults.add("rules-missing-key", f"{row['id']}.phrases", line)
        return None
    phrases, numbers = tuple(_cells(row["phrases"])), tuple(_cells(row["cas"]))
    if form is Form.TECHNOLOGY:
        return c.Technology(phrases)
    named: c.Condition = c.Any((c.Cas(numbers), c.Named(phrases))) if numbers else c.Named(phrases)
    parts: list[c.Condition] = [named]
    if form is not Form.RAW_MATERIAL:
        parts.append(c.Purpose(words.purpose))
    if row["parameters"]:
        parts.append(c.Parameters(row["parameters"]))
    return parts[0] if len(parts) == 1 else c.All(tuple(parts))


def _forms(condition: c.Condition) -> Iterator[Form]:
    match condition:
        case c.All(parts) | c.Any(parts):
            for part in parts:
                yield from _forms(part)
        case c.HasForm(forms, doubtful):
            yield from forms
            yield from doubtful


def _cells(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]
