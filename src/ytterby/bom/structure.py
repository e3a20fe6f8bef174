"""The tree of a table: levels, parents or dotted positions to parent indices; jumps, orphans and loops reported."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ytterby.bom.cells import Lines, Mask, Rows, Value
from ytterby.bom.reading import Column, Meaning
from ytterby.bom.values import text_of

M = Meaning
Indents = Mapping[tuple[int, int], int]
_NONE: Indents = {}
_TOLD, _COMPARED = 5, 5_000
_LEVEL = re.compile(
    r"[.+*>\s]*(?:(?:l|lv|lvl|level|stufe|ebene|niveau|nivel)[.\s]*)?(\d{1,2})(?:\.0)?\s*[级層层]?", re.I)
_DOTTED = re.compile(r"\d{1,5}(?:\.\d{1,5})*")
_HYPHENS = re.compile(r"\d{1,5}(?:-\d{1,5})*")
_LEADING = re.compile(r"^[ \u3000\u00a0.·•\t>-]*")


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """``levels`` and ``parents`` per line; a parent is an index into the same lines, -1 for none.

    ``problems`` are (issue code, indices of lines); ``missing`` names the parents no line has, and what may be meant.
    """

    levels: Lines
    parents: Lines
    problems: tuple[tuple[str, Lines], ...]
    missing: str = ""


def tree_of(columns: Sequence[Column], lines: Rows, indents: Indents = _NONE) -> Tree:
    """The structure of the item lines of one table, by the first of level, parent, dotted position or indentation,
    which is written with blanks or is the format of a cell (``indents`` by row and column).
    """
    tree, part = _tree(columns, lines, indents), _index_of(columns, M.PART_NUMBER)
    if part < 0 or not (tree.parents >= 0).any():
        return tree
    parts, _ = lines.column(part).texts(lambda value: text_of(value).casefold())
    return replace(tree, problems=(*tree.problems, *_problems(("part-in-itself", _in_itself(tree.parents, parts)))))


def _index_of(columns: Sequence[Column], meaning: Meaning) -> int:
    return next((index for index, column in enumerate(columns) if column.meaning is meaning), -1)


def _tree(columns: Sequence[Column], lines: Rows, shown: Indents) -> Tree:
    part, parent, level = (_index_of(columns, meaning) for meaning in (M.PART_NUMBER, M.PARENT, M.LEVEL))
    if parent >= 0 and part >= 0:
        return _by_parent(lines, parent, part)
    if level >= 0:
        return _by_level(lines.column(level).numbers(lambda value: level_of(text_of(value))))
    position = _index_of(columns, M.POSITION)
    if position >= 0 and (dotted := _dotted(lines, position)):
        return _by_position(dotted)
    described = _index_of(columns, M.DESCRIPTION)
    indents = lines.column(described if part < 0 else part).numbers(_indent)
    for steps in (indents, *(_shown(shown, lines, at) for at in (part, described) if shown and columns[0].letter)):
        if (steps > 0).sum() >= 3 and steps[0] == 0:
            return _by_level(np.unique(steps, return_inverse=True)[1].astype(np.float64))
    blanks = lines.column(described if part >= 0 else -1).numbers(_blanks)
    if _are_steps(blanks):
        return _by_level(blanks / blanks[blanks > 0].min())
    return Tree(np.zeros(len(lines), np.intp), np.full(len(lines), -1), ())


def _dotted(lines: Rows, column: int) -> list[str]:
    """The positions of all lines where they are dotted paths and each stands once, else []."""
    codes, texts = lines.column(column).texts(text_of)
    with_dots = lines.column(column).having(lambda value: _is_path(text_of(value)))
    if len(np.unique(codes)) < len(codes):
        return []
    paths = [texts[code] for code in codes.tolist()]
    return paths if with_dots.sum() >= 2 else _with_hyphens(paths)


def _with_hyphens(paths: Sequence[str]) -> list[str]:
    """"1-2-1" as "1.2.1", where all are such paths and none lacks its ancestor; else []: "1-2" may be a range."""
    if sum("-" in path for path in paths) < 2 or not all(map(_HYPHENS.fullmatch, paths)):
        return []
    known = set(paths)
    if any("-" in path and path.rpartition("-")[0] not in known for path in paths):
        return []
    return [path.replace("-", ".") for path in paths]


def _is_path(text: str) -> bool:
    return text.count(".") > 1 or re.fullmatch(r"\d+\.\d+", text) is not None


def level_of(text: str) -> float:
    """2 for "2", "2.0", "..2", "++2", "L2" and "  2"; the number of dots or dashes where no number is; NaN where it
    says nothing.
    """
    found = _LEVEL.fullmatch(text)
    if found:
        return int(found[1])
    if _DOTTED.fullmatch(text):
        return text.count(".") + 1
    return len(text) if text and set(text) <= {".", "-", "*", "+", ">"} else np.nan


def _shown(indents: Indents, lines: Rows, column: int) -> NDArray[np.float64]:
    """How far the format sets the cells of a column in, beyond the least of them."""
    steps = np.array([indents.get((number, column), 0) for number in lines.numbers.tolist()], np.float64)
    return steps - steps.min(initial=np.inf) if len(steps) else steps


def _indent(value: Value) -> int:
    if not isinstance(value, str):
        return 0
    lead = _LEADING.match(value)
    if lead and lead[0] == value:
        return 0  # "-": nothing is said, so nothing is indented
    return len(lead[0].replace("\t", "    ").replace("\u3000", "  ")) if lead else 0


def _blanks(value: Value) -> int:
    return len(value) - len(value.lstrip(" \u3000\u00a0")) if isinstance(value, str) and value.strip() else 0


def _are_steps(blanks: NDArray[np.float64]) -> bool:
    """Do the blanks before names of numbered parts say levels? Stray ones do not go in and out by equal steps."""
    step = blanks[blanks > 0].min(initial=np.inf)
    if (blanks > 0).sum() < 3 or blanks[0] or step < 2 or (blanks % step).any():
        return False
    return bool((np.diff(blanks) <= step).all())


def _by_level(given: NDArray[np.float64]) -> Tree:
    """Each line belongs to the nearest one above of a lower level; a line without level has that of the line before."""
    missing = np.isnan(given)
    places = np.arange(len(given))
    known = np.maximum.accumulate(np.where(missing, -1, places))
    levels = np.where(known >= 0, given[known], 0).astype(np.intp)
    parents, lower = np.full(len(given), -1), np.full(len(given), -1)
    for level in np.unique(levels):
        here = levels == level
        parents[here] = lower[here]
        # A line is hidden from those below it by the next one of its own or a lower level.
        lower = np.maximum(lower, np.maximum.accumulate(np.where(here, places, -1)))
    jumps = (parents >= 0) & (levels > levels[parents] + 1)
    return Tree(levels, parents, _problems(("level-jump", jumps), ("level-missing", missing)))


def _by_parent(lines: Rows, parent: int, part: int) -> Tree:
    """The nearest line above that has the parent's number, else the first below."""
    parent_codes, parent_texts = lines.column(parent).texts(lambda value: text_of(value).casefold())
    part_codes, part_texts = lines.column(part).texts(lambda value: text_of(value).casefold())
    of_text = {text: code for code, text in enumerate(part_texts)}
    wanted = np.array([of_text.get(text, -1) if text else -1 for text in parent_texts], np.int64)[parent_codes]
    found = _nearest(wanted, part_codes.astype(np.int64))
    loops = _cut_loops(found)
    # One missing parent, where no line is without one, is the product itself, which the table does not list.
    orphans = (parent_codes > 0) & (found < 0)
    orphans[loops] = False
    itself = orphans & (wanted == part_codes) & bool((parent_codes == 0).any())  # else it may be how the top is told
    orphans &= ~itself
    loops = np.union1d(loops, np.flatnonzero(itself))
    if len(np.unique(parent_codes[orphans])) < 2 and (parent_codes > 0).all():
        orphans[:] = False
    missing = [parent_texts[code] for code in np.unique(parent_codes[orphans]).tolist()]
    return Tree(_depths(found), found, _problems(("missing-parent", orphans), ("parent-loop", loops)),
                _named(missing, part_texts))


def _named(parents: Sequence[str], parts: Sequence[str]) -> str:
    """The parents that no line has, each with the part number that is like it, where one is."""
    told = []
    for parent in parents[:_TOLD]:
        like = difflib.get_close_matches(parent, parts[:_COMPARED], n=1, cutoff=0.75)
        told.append(repr(parent) + (f" (is {like[0]!r} meant?)" if like else ""))
    return ", ".join(told) + (", …" if len(parents) > _TOLD else "")


def _nearest(wanted: NDArray[np.int64], codes: NDArray[np.int64]) -> Lines:
    """For every line the nearest line above whose code is the wanted one, else the first below, else -1."""
    count, places = len(codes), np.arange(len(codes))
    keys = np.sort(codes * count + places)
    found = np.full(count, -1)
    below = np.minimum(np.searchsorted(keys, wanted * count + places, "right"), max(count - 1, 0))
    above = np.searchsorted(keys, wanted * count + places) - 1
    for at in (below, above):
        candidate = keys[at] % max(count, 1)
        fits = (at >= 0) & (keys[at] // max(count, 1) == wanted) & (candidate != places)
        found[fits] = candidate[fits]
    return found


def _cut_loops(parents: Lines) -> Lines:
    """Removes the parent of one line of every loop; gives those lines."""
    if (parents < np.arange(len(parents))).all():
        return np.empty(0, np.intp)  # all parents stand above
    of = parents.tolist()
    state = [0] * len(of)  # 0 unseen, 1 on the way, 2 done
    cut = []
    for start in range(len(of)):
        path = []
        node = start
        while node >= 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = of[node]
        if node >= 0 and state[node] == 1:
            of[node] = parents[node] = -1
            cut.append(node)
        for seen in path:
            state[seen] = 2
    return np.array(cut, np.intp)


def _in_itself(parents: Lines, parts: NDArray[np.int32]) -> Mask:
    """The lines that stand somewhere below another line of their own part number."""
    within = np.zeros(len(parents), np.bool_)
    lines = np.flatnonzero((parents >= 0) & (parts > 0))
    above = parents[lines]
    while len(lines):
        same = parts[above] == parts[lines]
        within[lines[same]] = True
        on = ~same & (parents[above] >= 0)
        lines, above = lines[on], parents[above[on]]
    return within


def _depths(parents: Lines) -> Lines:
    of, depths = parents.tolist(), [-1] * len(parents)
    for start in range(len(of)):
        path = []
        node = start
        while node >= 0 and depths[node] < 0:
            path.append(node)
            node = of[node]
        depth = depths[node] if node >= 0 else -1
        for seen in reversed(path):
            depth += 1
            depths[seen] = depth
    return np.array(depths, np.intp)


def _by_position(positions: Sequence[str]) -> Tree:
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
            orphans.append(index)
    found = np.array(parents, np.intp)
    return Tree(_depths(found), found, _problems(("orphan-line", np.array(orphans, np.intp))))


def _problems(*found: tuple[str, Mask | Lines]) -> tuple[tuple[str, Lines], ...]:
    """The problems that have lines, given as indices or as a mask."""
    as_lines = ((code, np.arange(len(of))[of] if of.dtype == np.bool_ else of) for code, of in found)
    return tuple((code, lines.astype(np.intp)) for code, lines in as_lines if len(lines))


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
