"""An earlier assessment, read back from its JSON, to say what has changed since."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ytterby.core.errors import UsageError
from ytterby.core.files import small_bytes
from ytterby.core.finding import Certainty, Outcome
from ytterby.core.sentences.words import line_status
from ytterby.report.assessment_json import FORMAT


@dataclass(frozen=True, slots=True)
class Stand:
    """What was said of an item: status, and every entry that caught it with outcome and force; how often it stood.

    ``shown`` is the status as a person reads it.
    """

    key: str
    name: str
    description: str
    status: str
    entries: tuple[tuple[str, str, str], ...]
    lines: int
    shown: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """``items`` by key; digests as printed there."""

    as_of: str
    workbook: str
    workbook_digest: str
    rules_digest: str
    assumptions: tuple[str, ...]
    items: dict[str, Stand]


def read_earlier(path: Path) -> Earlier:
    """Raises UsageError where the file is no JSON of an assessment."""
    try:
        data = json.loads(small_bytes(path, 512 << 20))
    except OSError as error:
        raise UsageError(f"the earlier assessment can't be read ({error.strerror}).", where=str(path)) from None
    except ValueError:
        raise _none(path) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise _none(path)
    try:
        lines = Counter(line["item"] for line in data["lines"])
        first = {line["item"]: line for line in reversed(data["lines"])}
        items = {key: _stand(key, line, lines[key]) for key, line in first.items()}
        return Earlier(data["as_of"], data["workbook"]["name"], data["provenance"]["workbook"],
                       data["rules"]["digest"], tuple(data["assumptions"]), items)
    except (KeyError, TypeError) as error:
        raise _none(path) from error


def _none(path: Path) -> UsageError:
    return UsageError("this is no assessment written with --json.", where=str(path),
                      remedy="Give the JSON file of an earlier assessment.")


def _stand(key: str, line: dict[str, Any], lines: int) -> Stand:
    caught = [each for each in line["findings"] if each["outcome"] != "not controlled"]
    entries = sorted({(f"{each['instrument']} {each['control']} {each['limb']}".strip(), each["outcome"], each["force"])
                      for each in caught})
    name = line["part_number"] or line["mpn"] or line["description"] or key
    return Stand(key, name, line["description"], line["status"], tuple(entries), lines,
                 _shown(line))


def _shown(line: dict[str, Any]) -> str:
    """Also of a file whose lines do not say it yet, or name a state of an axis that this version does not know."""
    try:
        outcome, rare_earth = Outcome(line["status"]), Certainty(line["rare_earth"])
    except ValueError:
        return str(line["status"])
    upstream = any(each["outcome"] != str(Outcome.NOT_CONTROLLED) for each in line["upstream"])
    return line_status(outcome, rare_earth, upstream=upstream)
