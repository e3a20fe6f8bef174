"""The exposure as tables."""

from __future__ import annotations

import subprocess
import sys

import pytest

from builders_measure import assessed, bom, content, finding, identity, item
from ytterby.exposure import tables

HOLDS = {"Sm": (0.2, 0.25, 0.3), "Nd": (0.1, 0.1, 0.1)}
BILL = bom([item("a", annual_use=10.0), item("b", annual_use=1.0), item("m", 2.0, manufacturer="Alfa", stock=5.0)],
           [(0, "a", 1), (1, "m", 2), (0, "b", 1), (1, "m", 4)])
FOUND = assessed(BILL, [identity("m", content(HOLDS))], [finding("m")])


def test_every_table_has_its_declared_columns() -> None:
    assert tuple(tables.items(FOUND, BILL).columns) == tables.ITEM_COLUMNS
    assert tuple(tables.products(FOUND, BILL).columns) == tables.PRODUCT_COLUMNS
    assert tuple(tables.elements(FOUND).columns) == tables.ELEMENT_COLUMNS
    assert tuple(tables.shares(FOUND).columns) == tables.SHARE_COLUMNS


def test_the_item_table_sums_to_the_figures() -> None:
    frame = tables.items(FOUND, BILL)
    caught = frame[frame["outcome"] == "controlled"]
    assert caught["spend"].sum() == FOUND.figure("licence_spend").value == 48
    assert caught["lines"].sum() == FOUND.figure("licence_required").value == 2


def test_products_and_elements_cross_in_grams() -> None:
    cross = tables.product_by_element(FOUND, BILL)
    assert list(cross.columns) == ["Nd", "Sm"]
    assert cross.loc["a", "Sm"] == pytest.approx(20 * 0.25)
    assert cross.sum()["Sm"] == pytest.approx(tables.elements(FOUND).set_index("symbol").loc["Sm", "mass_best_g"])


def test_measuring_does_not_import_pandas() -> None:
    script = (
        "import sys, ytterby.exposure.measure, ytterby.planning.simulate, ytterby.exposure.tables;"
        "print([name for name in ('pandas', 'scipy', 'openpyxl') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
