"""What makes two assessments comparable: digests of everything that went in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


def digest(data: bytes) -> str:
    """``sha256:`` and 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Printed on every output. Digests are ``sha256:…``; ``assumptions`` as the user wrote them."""

    program: str
    workbook: str
    workbook_digest: str
    rules_digest: str
    knowledge_digest: str
    settings_digest: str
    as_of: date
    known_by: date | None
    assumptions: tuple[str, ...]
    seed: int
    data_vintage: date
