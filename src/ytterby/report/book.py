"""The pages of a report in their order."""

from __future__ import annotations

from collections.abc import Iterator

from ytterby.report.dossier import Dossier
from ytterby.report.page import Page
from ytterby.report.sheets import cover, exposure, findings, issues, items, method, register, sources, summary


def pages(dossier: Dossier) -> Iterator[Page]:
    """One after the other: the register of a long bill is never there as a whole."""
    yield summary.page(dossier)
    yield from register.pages(dossier)
    yield findings.page(dossier)
    yield items.page(dossier)
    yield exposure.page(dossier)
    yield cover.page(dossier)
    yield sources.page(dossier)
    yield issues.page(dossier)
    yield method.page(dossier)
