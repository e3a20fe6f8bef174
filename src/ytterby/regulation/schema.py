"""Which keys a rule file may have, of what kind, and which it must have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ytterby.regulation.faults import Faults, did_you_mean

Table = Mapping[str, Any]

NAME = "a name in quotes without control characters"
TEXT, DATE, TEXTS = "text in quotes", "a date", "a list of texts"
TABLE, TABLES, FLAG = "a table", "a list of tables", "true or false"
TEXTS_BY_NAME = "a table of lists of texts"

FILE = {
    "instrument": TABLE, "source": TABLES, "state": TABLES, "entries": TABLE, "limb": TABLES, "timetable": TABLES,
    "control": TABLES, "policy": TABLES,
}
INSTRUMENT = {
    "id": NAME, "authority": TEXT, "regime": TEXT, "number": TEXT, "year": TEXT, "title": TEXT, "title_zh": TEXT,
    "issued": TEXT, "published": DATE, "effective": DATE, "effective_as_stated": TEXT, "suspended_as_stated": TEXT,
    "suspended_until_as_stated": TEXT, "checked": DATE, "status": TEXT, "status_as_of": DATE, "superseded_by": TEXT,
    "summary": TEXT,
}
SOURCE = {"id": NAME, "title": TEXT, "url": TEXT, "language": TEXT, "retrieved": DATE}
STATE = {"from": DATE, "is": TEXT, "published": DATE, "source": TABLE}
REFERENCE = {"id": NAME, "at": TEXT}
ENTRIES = {"list": TEXT, "covers": TEXT}
LIMB = {"name": NAME, "title": TEXT, "parts": TEXTS, "foreign_only": FLAG, "timetable": TEXT, "when": TABLE}
TIMETABLE = {"name": NAME, "state": TABLES}
CONTROL = {
    "id": NAME, "title": TEXT, "title_zh": TEXT, "form": TEXT, "elements": TEXTS, "treatment": TEXT, "hs": TEXTS,
    "parameters": TEXT, "confidence": TEXT, "note": TEXT, "source": TABLE, "state": TABLES, "when": TABLE,
    "references": TEXT,
}
POLICY = {
    "id": NAME, "kind": TEXT, "applies_to": TEXT, "treatment": TEXT, "text": TEXT, "when": TABLE, "forms": TEXTS,
    "timetable": TEXT, "state": TABLES, "threshold": TEXT, "review_time": TEXT, "licence_validity": TEXT,
    "detail": TEXT, "source": TABLE, "confidence": TEXT, "effective_as_stated": TEXT, "references": TEXT,
}
WORDS = {"stock": TEXTS, "finished": TEXTS, "purpose": TEXTS, "end_use": TEXTS_BY_NAME}
REQUIRED: dict[str, tuple[str, ...]] = {
    "words": (),
    "file": ("instrument", "source"),
    "instrument": ("id", "authority", "title", "checked", "status", "summary"),
    "source": ("id", "title", "url", "retrieved"),
    "state": ("from", "is", "published", "source"),
    "reference": ("id", "at"),
    "entries": ("list",),
    "limb": ("name", "title"),
    "timetable": ("name", "state"),
    "control": ("id", "title", "form", "when", "source"),
    "policy": ("id", "kind", "applies_to", "treatment", "text", "source"),
}
_SHAPES: dict[str, dict[str, str]] = {
    "words": WORDS, "file": FILE, "instrument": INSTRUMENT, "source": SOURCE, "state": STATE, "reference": REFERENCE,
    "entries": ENTRIES, "limb": LIMB, "timetable": TIMETABLE, "control": CONTROL, "policy": POLICY,
}
ENTRY_COLUMNS = (
    "control_code", "sub_item", "id", "title", "title_zh", "form", "elements", "composition", "made_of", "contains",
    "unstated_in", "doubtful_forms", "phrases", "cas", "parameters", "hs", "hs_basis", "treatment", "confidence",
    "as_of", "notes", "source",
)
ANNEX_COLUMNS = (
    "part", "sub_item", "id", "title", "title_zh", "form", "elements", "composition", "made_of", "contains",
    "unstated_in", "doubtful_forms", "holds", "related_control", "treatment", "confidence", "as_of", "notes", "source",
)


def check(table: Table, shape: str, key: str, faults: Faults) -> bool:
    """Whether ``table`` has the keys and kinds of ``shape``; each fault is added. Missing required keys count."""
    known, before = _SHAPES[shape], len(faults.issues)
    for name, value in table.items():
        where = f"{key}.{name}".lstrip(".")
        if name not in known:
            faults.add("rules-unknown-key", where, hint=did_you_mean(name, known))
        elif not _is(value, known[name]):
            faults.add("rules-wrong-kind", where, expected=known[name])
    for name in REQUIRED[shape]:
        if name not in table:
            faults.add("rules-missing-key", f"{key}.{name}".lstrip("."))
    return len(faults.issues) == before


def is_name(text: str) -> bool:
    """Whether a text can stand as an id: something to see, and nothing that moves a terminal's cursor."""
    return text.isprintable() and text != "" and not text.isspace()


def _is(value: object, kind: str) -> bool:
    match kind:
        case "a name in quotes without control characters":
            return isinstance(value, str) and is_name(value)
        case "text in quotes":
            return isinstance(value, str)
        case "a date":
            return isinstance(value, date) and not isinstance(value, datetime)
        case "a list of texts":
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case "a table of lists of texts":
            return isinstance(value, dict) and all(_is(one, TEXTS) for one in value.values())
        case "a table":
            return isinstance(value, dict)
        case "a list of tables":
            return isinstance(value, list) and all(isinstance(one, dict) for one in value)
        case _:
            return isinstance(value, bool)
