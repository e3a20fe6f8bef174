"""The flat lists beside the instruments: what the market observed, customs lines, measures of other jurisdictions.

Not needed to classify, so they are read only when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TypeVar

from ytterby.core.errors import RegulationError
from ytterby.regulation import files


@dataclass(frozen=True, slots=True)
class Observation:
    """What somebody saw of licensing in practice, with its day as stated ("2025-09"): a press figure, no statistics."""

    id: str
    instruments: str
    who: str
    observed: str
    observed_date: str
    detail: str
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class HsLine:
    """Customs codes (";" between several), what is declared there, and how strongly that speaks for rare earths."""

    hs_code: str
    system: str
    covers: str
    re_strength: str
    likely_elements: str
    control_links: str
    notes: str
    basis: str
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class MeasureElsewhere:
    """A measure of another jurisdiction: whom it binds and what it asks of a bill."""

    row_id: str
    jurisdiction: str
    rule: str
    instrument: str
    who: str
    materials_in_scope: str
    what_it_asks_of_a_bom: str
    exceptions: str
    key_dates: str
    status_as_known: str
    status_as_of: str
    confidence: str
    source: str


_KEYS: dict[type, tuple[str, ...]] = {HsLine: ("hs_code", "system")}
"""Columns that tell the rows of a list apart, where that is not the first one."""

Row = TypeVar("Row", Observation, HsLine, MeasureElsewhere, "_RegimeRow")


def observations(folder: Path) -> tuple[Observation, ...]:
    """Market observations of a rule folder, in the order of the file."""
    return _rows(folder / "lists" / "market_observations.csv", Observation)


def hs_lines(folder: Path) -> tuple[HsLine, ...]:
    """Customs lines under which rare earths are declared."""
    return _rows(folder / "lists" / "hs.csv", HsLine)


def measures_elsewhere(folder: Path) -> tuple[MeasureElsewhere, ...]:
    """Measures of other jurisdictions."""
    return _rows(folder / "lists" / "measures_elsewhere.csv", MeasureElsewhere)


@dataclass(frozen=True, slots=True)
class Regime:
    """A measure that is asked of single lines: from when to when, of what (``scope``: us-magnet, eu-magnet,
    eu-strategic), which steps' countries it asks for (``fields``) and which countries it bars (ISO 3166).
    """

    measure: MeasureElsewhere
    starts: date
    ends: date | None
    scope: str
    fields: tuple[str, ...]
    covered: tuple[str, ...]


def regimes(folder: Path) -> tuple[Regime, ...]:
    """Measures elsewhere that ask something of a line. Raises RegulationError where the lists do not fit together."""
    measures = {one.row_id: one for one in measures_elsewhere(folder)}
    return tuple(_regime(row, measures) for row in _rows(folder / "lists" / "regimes.csv", _RegimeRow))


def _regime(row: _RegimeRow, measures: dict[str, MeasureElsewhere]) -> Regime:
    if row.row_id not in measures:
        raise RegulationError(f'"{row.row_id}" is no measure', where="regimes.csv")
    try:
        starts, ends = date.fromisoformat(row.starts), date.fromisoformat(row.ends) if row.ends else None
    except ValueError as error:
        raise RegulationError(f"{row.row_id}: {error}", where="regimes.csv") from None
    fields, covered = (tuple(cell.split(";")) if cell else () for cell in (row.origin_fields, row.covered_countries))
    return Regime(measures[row.row_id], starts, ends, row.scope, fields, covered)


@dataclass(frozen=True, slots=True)
class _RegimeRow:
    row_id: str
    starts: str
    ends: str
    scope: str
    origin_fields: str
    covered_countries: str
    basis: str


def _rows(path: Path, kind: type[Row]) -> tuple[Row, ...]:
    names = [field.name for field in fields(kind)]
    (_, header), *rest = files.cells(path) or [(1, [])]
    if header != names:
        raise RegulationError("the list has other columns than it should", where=path.name)
    seen: dict[tuple[str, ...], int] = {}
    records = files.records(names, rest, path)
    for line, row in records:
        key = tuple(row[name] for name in _KEYS.get(kind, names[:1]))
        if key in seen:
            raise RegulationError(f"row {line} has the key of row {seen[key]}: {', '.join(key)}", where=path.name)
        seen[key] = line
    return tuple(kind(**row) for _, row in records)
