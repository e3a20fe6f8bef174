"""The pages of a report in their order, none longer than a sheet may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ytterby.report.dossier import LINES_PER_SHEET, Dossier
from ytterby.report.notices import basis, subject
from ytterby.report.page import Block, Page, Table, Text
from ytterby.report.sheets import (
    article_24,
    behind,
    changes,
    cover,
    elsewhere,
    exposure,
    findings,
    issues,
    items,
    kept_plans,
    licences,
    method,
    outages,
    plan,
    questionnaires,
    register,
    sources,
    summary,
    what_if,
)


def pages(dossier: Dossier) -> Iterator[Page]:
    """One after the other, each with its basis below the title: no sheet goes round without day, rules, assumptions."""
    for page in _pages(dossier):
        title, *rest = page.blocks
        said = (subject if page.noticed else basis)(dossier.assessment, dossier.firm)
        yield replace(page, blocks=(title, Text(said), *rest))


def _pages(dossier: Dossier) -> Iterator[Page]:
    """The register of a long bill is never there as a whole."""
    yield summary.page(dossier)
    if dossier.earlier is not None:
        yield from parts(changes.page(dossier, dossier.earlier))
    yield from register.pages(dossier)
    for make in (findings.page, items.page, exposure.page, licences.page, cover.page, outages.page, what_if.page):
        yield from parts(make(dossier))
    if dossier.planned is not None:
        yield from parts(plan.page(dossier, dossier.planned))
    if dossier.document.plans:
        yield from parts(kept_plans.page(dossier))
    for make in (sources.page, questionnaires.page, elsewhere.article_24):
        yield from parts(make(dossier))
    yield from article_24.pages(dossier)
    for make in (elsewhere.magnet_origin, issues.page, behind.page, method.page):
        yield from parts(make(dossier))


def parts(page: Page, limit: int = LINES_PER_SHEET) -> Iterator[Page]:
    """The page, or several where its main table has more than ``limit`` rows."""
    rows = next((tuple(block.rows) for block in page.blocks if isinstance(block, Table) and block.main), ())
    if len(rows) <= limit:
        yield page
        return
    for number, start in enumerate(range(0, len(rows), limit), 1):
        blocks: list[Block] = [
            replace(block, rows=rows[start:start + limit]) if isinstance(block, Table) and block.main else block
            for block in page.blocks
        ]
        name = page.name if number == 1 else f"{page.name} {number}"
        yield replace(page, name=name, blocks=tuple(blocks))
