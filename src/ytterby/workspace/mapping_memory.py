"""What the user set in Import, remembered by the shape of the file and offered when a file of that shape comes again.

The shape is the headings of the tables with their letters, not the file's name, its rows or where its header stands.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ytterby.bom.headings import normal
from ytterby.bom.reading import Correction, Mapping, Meaning, Reading
from ytterby.core.errors import ProjectError, UsageError
from ytterby.core.issue import Issue, Severity, Where
from ytterby.workspace.atomic import replacing

KEPT = 200


@dataclass(frozen=True, slots=True)
class MappingMemory:
    """(shape, mapping) pairs, newest first."""

    mappings: tuple[tuple[str, Mapping], ...] = ()

    def remembering(self, reading: Reading, mapping: Mapping) -> MappingMemory:
        """With what the user set for a file of this shape; nothing set forgets it.

        ``reading`` is the one guessed without any mapping, as a file that is opened later is first seen so too.
        """
        shape = shape_of(reading)
        others = tuple(pair for pair in self.mappings if pair[0] != shape)
        # A header row is found anew: the next file of this shape may have another title above it.
        mapping = replace(mapping, header_rows=())
        return MappingMemory((((shape, mapping),) if mapping != Mapping() else ()) + others[: KEPT - 1])

    def offer(self, reading: Reading) -> Mapping | None:
        """What was set for a file of this shape, None where none was."""
        return dict(self.mappings).get(shape_of(reading))


def shape_of(reading: Reading) -> str:
    """A digest of sheets, letters and headings of all tables."""
    tables = sorted({(table.sheet, tuple((column.letter, normal(column.heading)) for column in table.columns))
                     for table in reading.tables})
    return hashlib.sha256(repr(tables).encode()).hexdigest()[:16]


def memory_file() -> Path:
    """Where the memory of this user lies."""
    import platformdirs

    return platformdirs.user_config_path("ytterby", appauthor=False) / "mappings.json"


def load_memory(path: Path) -> tuple[MappingMemory, tuple[Issue, ...]]:
    """What is there; nothing, with an issue, where it can't be used."""
    try:
        data = json.loads(path.read_text("utf-8"))
        return MappingMemory(tuple((str(shape), _mapping(each)) for shape, each in data["mappings"])), ()
    except FileNotFoundError:
        return MappingMemory(), ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return MappingMemory(), (Issue.of("mappings-unreadable", Severity.WARNING, Where(str(path)), problem=error),)


def save_memory(memory: MappingMemory, path: Path) -> None:
    """Atomically. Raises ProjectError."""
    _write({"mappings": [(shape, as_data(mapping)) for shape, mapping in memory.mappings]}, path)


def export_mapping(mapping: Mapping, path: Path) -> None:
    """Writes a mapping as a file that mapping_file.load_mapping reads. Raises ProjectError, and UsageError by name."""
    if path.suffix.lower() != ".json":
        raise UsageError("a mapping is saved as JSON.", where=str(path), remedy="End its name in .json.")
    _write(as_data(mapping), path)


def as_data(mapping: Mapping) -> dict[str, Any]:
    """The mapping in the words of a mapping file."""
    columns: dict[str, dict[str, str]] = {}
    for correction in mapping.corrections:
        columns.setdefault(correction.sheet, {})[correction.letter] = correction.meaning.value
    return {"sheets": list(mapping.sheets), "currency": mapping.currency, "decimal": mapping.decimal,
            "price_per": mapping.price_per, "mass_unit": mapping.mass_unit, "countries": dict(mapping.countries),
            "header_rows": dict(mapping.header_rows), "columns": columns}


def _mapping(data: dict[str, Any]) -> Mapping:
    corrections = tuple(
        Correction(str(sheet), str(letter), Meaning(meaning))
        for sheet, meanings in data["columns"].items() for letter, meaning in meanings.items()
    )
    rows = tuple((str(sheet), int(row)) for sheet, row in data["header_rows"].items())
    countries = tuple((str(text), str(code)) for text, code in data.get("countries", {}).items())
    return Mapping(tuple(map(str, data["sheets"])), rows, corrections, str(data["currency"]),
                   str(data.get("decimal", "")), float(data.get("price_per", 0.0)), str(data.get("mass_unit", "")),
                   countries)


def _write(data: dict[str, Any], path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(f"the folder can't be made ({error.strerror}).", where=str(path)) from error
    with replacing(path, ProjectError) as part:
        part.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")
