"""The tree of a table: levels, parents or dotted positions to parent indices; jumps, orphans and loops reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ytterby.bom.cells import Row
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.values import text_of

M = Meaning
_LEVEL = re.compile(r"[.\s]*(\d{1,2})(?:\.0)?")
_DOTTED = re.compile(r"\d{1,5}(?:\.\d{1,5})*")
_LEADING = re.compile(r"^[ \u3000\u00a0.·•\t>-]*")


@dataclass(slots=True)
class Tree:
    """``levels`` and ``parents`` per line; a parent is an index into the same lines, -1 for none.

    ``problems`` are (issue code, row numbers).
    """

    levels: list[int]
    parents: list[int]
    problems: list[tuple[str, list[int]]]


def tree_of(columns: Sequence[Column], lines: Sequence[Row]) -> Tree:
    """The structure of the item lines of one table, by the first of level, parent, dotted position or indentation."""

    def index_of(meaning: Meaning) -> int:
        return next((index for index, column in enumerate(columns) if column.meaning is meaning), -1)

    def texts(column: int) -> list[str]:
        return [text_of(row.cells[column]) if column < len(row.cells) else "" for row in lines]

    part, parent, level = index_of(M.PART_NUMBER), index_of(M.PARENT), index_of(M.LEVEL)
    if parent >= 0 and part >= 0:
        return _by_parent(texts(parent), texts(part), lines)
    if level >= 0:
        values = [row.at(level) for row in lines]
        known = {value: _level(text_of(value)) for value in set(values)}
        return _by_level([known[value] for value in values], lines)
    position = index_of(M.POSITION)
    if position >= 0:
        dotted = texts(position)
        if sum(text.count(".") > 1 or bool(re.fullmatch(r"\d+\.\d+", text)) for text in dotted) >= 2 and len(
            set(dotted)
        ) == len(dotted):
            return _by_position(dotted, lines)
    name = index_of(M.DESCRIPTION) if part < 0 else part
    indents = [_indent(row.cells[name]) if 0 <= name < len(row.cells) else 0 for row in lines]
    if sum(indent > 0 for indent in indents) >= 3 and indents and indents[0] == 0:
        steps = sorted(set(indents))
        return _by_level([steps.index(indent) for indent in indents], lines)
    return Tree([0] * len(lines), [-1] * len(lines), [])


def _level(text: str) -> int | None:
    """2 for "2", "2.0", "..2" and "  2"; the number of dots or dashes where no number is."""
    found = _LEVEL.fullmatch(text)
    if found:
        return int(found[1])
    if _DOTTED.fullmatch(text):
        return text.count(".") + 1
    return len(text) if text and set(text) <= {".", "-", "*", "+", ">"} else None


def _indent(value: object) -> int:
    if not isinstance(value, str):
        return 0
    lead = _LEADING.match(value)
    return len(lead[0].replace("\t", "    ").replace("\u3000", "  ")) if lead else 0


def _by_level(levels: Sequence[int | None], lines: Sequence[Row]) -> Tree:
    tree = Tree([], [], [])
    stack: list[tuple[int, int]] = []  # (level, line) of the open ancestors
    jumps, missing = [], []
    for index, given in enumerate(levels):
        level = given if given is not None else (tree.levels[-1] if tree.levels else 0)
        if given is None:
            missing.append(lines[index].number)
        while stack and stack[-1][0] >= level:
            stack.pop()
        if stack and level > stack[-1][0] + 1:
            jumps.append(lines[index].number)
        tree.levels.append(level)
        tree.parents.append(stack[-1][1] if stack else -1)
        stack.append((level, index))
    _report(tree, "level-jump", jumps)
    _report(tree, "level-missing", missing)
    return tree


def _by_parent(parents: Sequence[str], parts: Sequence[str], lines: Sequence[Row]) -> Tree:
    """The nearest line above that has the parent's number, else the first below."""
    places: dict[str, list[int]] = {}
    for index, part in enumerate(parts):
        places.setdefault(part.casefold(), []).append(index)
    found: list[int] = []
    orphans = []
    for index, parent in enumerate(parents):
        candidates = [place for place in places.get(parent.casefold(), ()) if place != index] if parent else []
        above = [place for place in candidates if place < index]
        found.append(above[-1] if above else (candidates[0] if candidates else -1))
        if parent and not candidates:
            orphans.append(lines[index].number)
    loops = _cut_loops(found)
    tree = Tree(_depths(found), found, [])
    # One missing parent named by most lines is the product itself, which the table does not list.
    missing = {parent for index, parent in enumerate(parents) if parent and found[index] < 0}
    _report(tree, "orphan-line", orphans if len(missing) > 1 else [])
    _report(tree, "parent-loop", [lines[index].number for index in loops])
    return tree


def _cut_loops(parents: list[int]) -> list[int]:
    """Removes the parent of one line of every loop; gives those lines."""
    state = [0] * len(parents)  # 0 unseen, 1 on the way, 2 done
    cut = []
    for start in range(len(parents)):
        path = []
        node = start
        while node >= 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = parents[node]
        if node >= 0 and state[node] == 1:
            parents[node] = -1
            cut.append(node)
        for seen in path:
            state[seen] = 2
    return cut


def _depths(parents: Sequence[int]) -> list[int]:
    depths = [-1] * len(parents)
    for start in range(len(parents)):
        path = []
        node = start
        while node >= 0 and depths[node] < 0:
            path.append(node)
            node = parents[node]
        depth = depths[node] if node >= 0 else -1
        for seen in reversed(path):
            depth += 1
            depths[seen] = depth
    return depths


def _by_position(positions: Sequence[str], lines: Sequence[Row]) -> Tree:
    """ "1.2.1" belongs to "1.2"; to the nearest listed ancestor where that is missing."""
    places = {position.strip("."): index for index, position in enumerate(positions)}
    parents, orphans = [], []
    for index, position in enumerate(positions):
        parent, path = -1, position.strip(".")
        while "." in path and parent < 0:
            path = path.rpartition(".")[0]
            parent = places.get(path, -1)
        parents.append(parent)
        if "." in position.strip(".") and parent < 0:
            orphans.append(lines[index].number)
    tree = Tree(_depths(parents), parents, [])
    _report(tree, "orphan-line", orphans)
    return tree


def _report(tree: Tree, code: str, rows: list[int]) -> None:
    if rows:
        tree.problems.append((code, rows))


def row_ranges(rows: Sequence[int], most: int = 12) -> str:
    """ "3, 7-9, 12" of row numbers; cut after ``most`` ranges."""
    ranges: list[list[int]] = []
    for row in sorted(set(rows)):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    texts = [f"{first}" if first == last else f"{first}-{last}" for first, last in ranges[:most]]
    return ", ".join(texts) + (", …" if len(ranges) > most else "")
