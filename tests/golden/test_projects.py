"""Projects of every format ever written stay readable. A file here is never written anew: it is what users have."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

import builders_workspace as b
from ytterby.workspace.document import Document, PlanLimits
from ytterby.workspace.finding_history import NEVER_NOTED
from ytterby.workspace.formats import FORMAT
from ytterby.workspace.project import load

GOLDEN = Path(__file__).parent


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("project-*.ytterby")), ids=lambda path: path.stem)
def test_a_project_once_written_opens_with_all_that_it_held(path: Path) -> None:
    found = load(path)
    expected = without_later_fields(b.document())
    for each in fields(Document):
        if each.name not in ("reading", "bills"):
            assert getattr(found, each.name) == getattr(expected, each.name), each.name
    assert found.reading is not None
    assert found.reading.bom.items == b.reading().bom.items
    assert found.reading.bom.usages.parent.tolist() == [-1, 0, 0, 0]


def without_later_fields(document: Document) -> Document:
    """Fields that came after the file was written are at their default."""
    products = tuple(replace(one, price=None, margin=None) for one in document.products)
    return replace(document, products=products, owners=(), saved=(), licences=(), alternatives=(), forms=None,
                   declarations=(), rates=(), history=NEVER_NOTED, plan_limits=PlanLimits(), plans=(), recovery=())


def test_every_format_has_its_file() -> None:
    assert {path.stem for path in GOLDEN.glob("project-*.ytterby")} == {f"project-{n}" for n in range(1, FORMAT + 1)}
