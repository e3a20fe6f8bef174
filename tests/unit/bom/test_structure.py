"""Parents by level, number or place: what the columns find is what a walk line by line finds."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from builders_bom import HEAD, codes, read_rows
from ytterby.bom.cells import Row, Rows, Value
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.structure import Tree, tree_of

M = Meaning


def tree(lines: list[tuple[Value, ...]], *meanings: Meaning) -> Tree:
    columns = [Column("A", meaning.value, meaning, 1.0) for meaning in meanings]
    return tree_of(columns, Rows.of([Row(number, list(cells)) for number, cells in enumerate(lines, 2)]))


def problems(found: Tree) -> dict[str, list[int]]:
    return {code: lines.tolist() for code, lines in found.problems}


@given(st.lists(st.one_of(st.integers(0, 5), st.none()), max_size=40))
def test_a_line_belongs_to_the_nearest_one_above_of_a_lower_level(levels: list[int | None]) -> None:
    parents, jumps, known = [], [], []
    for place, given_level in enumerate(levels):
        level = given_level if given_level is not None else (known[-1] if known else 0)
        above = [other for other in range(place) if known[other] < level]
        parents.append(above[-1] if above else -1)
        known.append(level)
        if above and level > known[above[-1]] + 1:
            jumps.append(place)
    found = tree([("" if level is None else level,) for level in levels], M.LEVEL)
    assert found.parents.tolist() == parents
    assert found.levels.tolist() == known
    missing = [place for place, level in enumerate(levels) if level is None]
    assert problems(found) == {code: at for code, at in (("level-jump", jumps), ("level-missing", missing)) if at}


PARENT, PART = st.sampled_from(["", "a", "B", "c", "z"]), st.sampled_from(["A", "b", "C", ""])


@given(st.lists(st.tuples(PARENT, PART), max_size=14))
def test_a_parent_is_the_nearest_line_above_else_the_first_below(lines: list[tuple[str, str]]) -> None:
    found = tree(list(lines), M.PARENT, M.PART_NUMBER)
    cut = problems(found).get("parent-loop", [])
    for place, (parent, _) in enumerate(lines):
        same = [other for other, (_, part) in enumerate(lines) if parent and part.lower() == parent.lower()]
        above = [other for other in same if other < place]
        below = [other for other in same if other > place]
        expected = above[-1] if above else (below[0] if below else -1)
        assert found.parents[place] == (-1 if place in cut else expected)
        seen = set()
        node = place
        while node >= 0:
            assert node not in seen
            seen.add(node)
            node = int(found.parents[node])
        assert found.levels[place] == len(seen) - 1


def test_one_missing_parent_is_the_product_two_are_orphans() -> None:
    assert problems(tree([("P", "a"), ("p", "b")], M.PARENT, M.PART_NUMBER)) == {}
    assert problems(tree([("P", "a"), ("Q", "b")], M.PARENT, M.PART_NUMBER)) == {"missing-parent": [0, 1]}


def test_a_table_without_lines_has_a_tree_without_lines() -> None:
    for meanings in ((M.LEVEL,), (M.PARENT, M.PART_NUMBER), (M.POSITION,), (M.DESCRIPTION,)):
        assert len(tree([], *meanings).parents) == 0


def test_a_part_that_would_contain_itself_is_said_with_its_rows(tmp_path: Path) -> None:
    by_parent = [("Parent", *HEAD), ("", "A", "Drive", 1), ("A", "B", "Rotor", 1), ("B", "C", "Hub", 2),
                 ("C", "A", "Drive", 1)]
    assert codes(read_rows(tmp_path, by_parent))["part-in-itself"] == "5"
    by_level = [("Level", *HEAD), (0, "A", "Drive", 1), (1, "B", "Rotor", 1), (2, "B", "Rotor", 2), (1, "B", "Hub", 1)]
    assert codes(read_rows(tmp_path, by_level))["part-in-itself"] == "4"


def test_a_missing_parent_is_said_where_other_lines_stand_at_the_top_themselves(tmp_path: Path) -> None:
    rows = [("Parent", *HEAD), ("", "A", "Drive", 1), ("Q", "B", "Rotor", 1), ("A", "C", "Hub", 2)]
    assert codes(read_rows(tmp_path, rows))["missing-parent"] == "3"
    product = [("Parent", *HEAD), ("Q", "A", "Drive", 1), ("Q", "B", "Rotor", 1), ("A", "C", "Hub", 2)]
    assert "missing-parent" not in codes(read_rows(tmp_path, product))
