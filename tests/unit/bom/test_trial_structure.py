"""How lines hang together: levels in four ways of writing, paths, parents; and what is wrong with them, with rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_bom import read_rows
from builders_trial import Bill, Styled, check
from ytterby.bom.reading import Reading
from ytterby.core.issue import Issue
from ytterby.core.text import issue_text

HEAD = ("Part No.", "Description", "Qty")
FIELDS, TREE = "row parent level", [(2, 0, 0), (3, 2, 1), (4, 3, 2), (5, 3, 2), (6, 2, 1)]
THINGS = (("D-1", "Drive", 1), ("R-1", "Rotor", 1), ("M-1", "Magnet", 12), ("S-1", "Shaft", 1), ("H-1", "Housing", 2))


def levels(rule: str, heading: str, *values: object) -> Bill:
    rows = [(heading, *HEAD), *[(value, *thing) for value, thing in zip(values, THINGS, strict=True)]]
    return Bill(rule, rows, FIELDS, TREE)


LEVELS = (
    levels("0/1/2", "Level", 0, 1, 2, 2, 1),
    levels("texts 0/1/2", "Lvl", "0", "1", "2", "2", "1"),
    levels(".1/..2 with a bare 0", "Level", "0", ".1", "..2", "..2", ".1"),
    levels("dots alone", "Stufe", "0", ".", "..", "..", "."),
    levels("indented figures", "Level", "0", " 1", "  2", "  2", " 1"),
    levels("plus signs", "Level", "0", "+1", "++2", "++2", "+1"),
    levels("L0/L1/L2", "Level", "L0", "L1", "L2", "L2", "L1"),
    levels("Chinese heading", "层级", 0, 1, 2, 2, 1),
    levels("dotted paths", "Item", "1", "1.1", "1.1.1", "1.1.2", "1.2"),
    levels("dotted paths of two figures", "Pos.", "01", "01.01", "01.01.01", "01.01.02", "01.02"),
    levels("paths with hyphens", "Find No.", "1", "1-1", "1-1-1", "1-1-2", "1-2"),
    levels("paths with a dot at their end", "Pos.", "1.", "1.1.", "1.1.1.", "1.1.2.", "1.2."),
)

INDENTS = (
    Bill("blanks before the description",
         [HEAD, *[(part, "   " * depth + name, qty) for (part, name, qty), depth in zip(THINGS, (0, 1, 2, 2, 1),
         strict=True)]],
         FIELDS, TREE),
    Bill("indents of the cells",
         [HEAD, *[(part, Styled(name, indent=depth), qty) for (part, name, qty),
         depth in zip(THINGS, (0, 1, 2, 2, 1), strict=True)]],
         FIELDS, TREE),
    Bill("indents of the number",
         [HEAD, *[(Styled(part, indent=2 * depth), name, qty) for (part, name, qty),
         depth in zip(THINGS, (0, 1, 2, 2, 1), strict=True)]],
         FIELDS, TREE),
    Bill("dots before the number",
         [HEAD, *[("." * depth + part, name, qty) for (part, name, qty), depth in zip(THINGS, (0, 1, 2, 2, 1),
         strict=True)]],
         FIELDS, TREE),
)


def parents(rule: str, heading: str, *named: str) -> Bill:
    return Bill(rule, [(heading, *HEAD), *[(name, *thing) for name,
         thing in zip(named, THINGS, strict=True)]], FIELDS, TREE)


PARENTS = (
    parents("Parent", "Parent", "", "D-1", "R-1", "R-1", "D-1"),
    parents("Next higher assembly", "Next higher assembly", "", "D-1", "R-1", "R-1", "D-1"),
    parents("Übergeordnete Baugruppe", "Übergeordnete Baugruppe", "", "D-1", "R-1", "R-1", "D-1"),
    parents("父件编码", "父件编码", "", "D-1", "R-1", "R-1", "D-1"),
    Bill("the parent below its parts", [("Parent", *HEAD), ("R-1", *THINGS[2]), ("D-1", *THINGS[1]), ("", *THINGS[0])],
         "row parent", [(2, 3), (3, 4), (4, 0)]),
)

ALL = (*LEVELS, *INDENTS, *PARENTS)


@pytest.mark.parametrize("bill", ALL, ids=str)
def test_lines_belong_to_the_assembly_they_stand_in(bill: Bill, tmp_path: Path) -> None:
    check(bill, tmp_path)


def said(reading: Reading, code: str) -> Issue:
    return next(issue for issue in reading.issues if issue.code == code)


WRONG = {
    "a level is jumped over": (("Level", *HEAD), [(0, *THINGS[0]), (1, *THINGS[1]), (3, *THINGS[2]), (1, *THINGS[4])],
                               "level-jump", "4"),
    "a level is missing": (("Level", *HEAD), [(0, *THINGS[0]), (1, *THINGS[1]), ("", *THINGS[2]), (1, *THINGS[4])],
                           "level-missing", "4"),
    "two parts contain each other": (("Parent", *HEAD), [("", *THINGS[0]), ("M-1", *THINGS[1]), ("R-1", *THINGS[2])],
                                     "parent-loop", "3"),
    "a part is its own parent": (("Parent", *HEAD), [("", *THINGS[0]), ("R-1", *THINGS[1]), ("D-1", *THINGS[2])],
                                 "parent-loop", "3"),
    "a parent stands nowhere": (("Parent", *HEAD), [("", *THINGS[0]), ("D-1", *THINGS[1]), ("X-9", *THINGS[2])],
                                "missing-parent", "4"),
    "a path has no line above": (("Item", *HEAD), [("1", *THINGS[0]), ("1.1", *THINGS[1]), ("2.1", *THINGS[2]),
    ("1.4", *THINGS[3])],
                                 "orphan-line", "4"),
    "a quantity below nought": (HEAD, [THINGS[0], ("M-1", "Magnet", -12), THINGS[3]], "negative-quantity", "3"),
    "one line twice": (HEAD, [THINGS[0], THINGS[2], THINGS[3], THINGS[2]], "repeated-line", "5"),
    "a phantom": (("Type", *HEAD), [("", *THINGS[0]), ("Phantom", *THINGS[1]), ("", *THINGS[2])], "phantom-line", "3"),
}


@pytest.mark.parametrize("rule", WRONG)
def test_what_is_wrong_is_said_with_its_rows_and_a_mend(rule: str, tmp_path: Path) -> None:
    head, rows, code, where = WRONG[rule]
    reading = read_rows(tmp_path, [head, *rows])
    issue = said(reading, code)
    assert where in dict(issue.params)["rows"].replace("–", ",").split(",")
    assert len(reading.bom) == len(rows)
    assert len(issue_text(issue)) > 20
