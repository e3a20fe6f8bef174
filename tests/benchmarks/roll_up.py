"""How long a roll-up takes: ``python tests/benchmarks/roll_up.py`` prints the figures and the ratios, in one run.

A million lines over a quarter of a million items on ten levels, sub-assemblies shared: each is listed once with its
parts. Against networkx (a pass in topological order) and pandas (one merge per level, every path unfolded). All three
must agree. Building our bill from its columns is not counted, nor is building their graph or frame. Processor time
stands beside the clock's: all three use one core, and on a busy machine only that can be compared.
"""

from __future__ import annotations

import importlib.util
import time

import numpy as np

from ytterby.bom.bill import Bom, Usages
from ytterby.core.item import Item
from ytterby.exposure.rollup import roll_up

SEED, LINES = 20261121, 1_000_000
SIZES = (1, 20, 400, 8_000, *(40_000,) * 6)  # items per level: about a hundred million paths from the product down
ITEMS = sum(SIZES)
REPEATS = 5


def edges() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(parent, child, quantity) of items in the order of levels; item 0 is the product, each other has a parent."""
    rng = np.random.Generator(np.random.PCG64(SEED))
    ends = np.cumsum(SIZES)
    children, parents = [], []
    for level in range(1, len(SIZES)):
        wide = SIZES[level - 1] == SIZES[-1]  # shared parts, in the levels that hold most items
        more = (LINES - ITEMS) // (len(SIZES) - 5) if wide else 0
        child = np.concatenate([np.arange(SIZES[level]), rng.integers(0, SIZES[level], more)])
        children.append(child + ends[level - 1])
        parents.append(rng.integers(0, SIZES[level - 1], len(child)) + ends[level - 1] - SIZES[level - 1])
    parent, child = np.concatenate(parents), np.concatenate(children)
    return parent, child, rng.integers(1, 3, len(child)).astype(float)


def bill(parents: np.ndarray, children: np.ndarray, quantity: np.ndarray) -> Bom:
    """Lines in the order of levels: the first line of an item bears its parts, the others are bare."""
    order = np.argsort(children, kind="stable")
    parents, children, quantity = parents[order], children[order], quantity[order]
    items, first = np.unique(children, return_index=True)
    line_of = np.zeros(ITEMS, np.int64)
    line_of[items] = first + 1
    item = np.concatenate([[0], children]).astype(np.int32)
    parent = np.concatenate([[-1], line_of[parents]]).astype(np.int32)
    level = np.searchsorted(np.cumsum(SIZES), item, side="right").astype(np.int16)
    usages = Usages(item, np.zeros(len(item), np.int16), np.arange(2, len(item) + 2, dtype=np.int32), level, parent,
                    np.concatenate([[1.0], quantity]), np.zeros(len(item), bool), ("",) * len(item))
    return Bom("big", "0" * 64, ("BOM",), tuple(Item(str(n)) for n in range(ITEMS)), usages)


Timed = tuple[float, float, np.ndarray]


class Watch:
    """Seconds of the clock and of the processor since it was made."""

    def __init__(self) -> None:
        self._clock, self._processor = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        return time.perf_counter() - self._clock, time.process_time() - self._processor


def by_networkx(parents: np.ndarray, children: np.ndarray, quantity: np.ndarray) -> Timed:
    import networkx

    graph = networkx.MultiDiGraph()
    graph.add_weighted_edges_from(zip(parents.tolist(), children.tolist(), quantity.tolist(), strict=True), "quantity")
    watch = Watch()
    need = dict.fromkeys(graph, 0.0)
    need[0] = 1.0
    for node in networkx.topological_sort(graph):
        for _, child, each in graph.out_edges(node, data="quantity"):
            need[child] += need[node] * each
    return *watch.read(), np.array([need[n] for n in range(ITEMS)])


def by_pandas(parents: np.ndarray, children: np.ndarray, quantity: np.ndarray) -> Timed:
    import pandas

    frame = pandas.DataFrame({"parent": parents, "child": children, "each": quantity})
    watch = Watch()
    level = pandas.DataFrame({"child": [0], "pieces": [1.0]})
    total = np.zeros(ITEMS)
    while len(level):
        total += np.bincount(level["child"], level["pieces"], minlength=len(total))
        level = level.rename(columns={"child": "parent"}).merge(frame, on="parent")
        level = pandas.DataFrame({"child": level["child"], "pieces": level["pieces"] * level["each"]})
    return *watch.read(), total


def ours(listed: Bom) -> Timed:
    """The fastest of several, the first not counted: it imports SciPy."""
    taken = []
    for _ in range(REPEATS + 1):
        watch = Watch()
        total = roll_up(listed).for_volumes([1.0])
        taken.append(watch.read())
    clock, processor = (min(column) for column in zip(*taken[1:], strict=True))
    return clock, processor, total


def main() -> None:
    columns = edges()
    listed = bill(*columns)
    clock, processor, pieces = ours(listed)
    print(f"{len(listed):,} lines, {len(listed.items):,} items, {len(SIZES)} levels")
    print(f"{'ours':<12}{clock:9.3f} s by the clock {processor:9.3f} s of the processor")
    for name, rival in (("networkx", by_networkx), ("pandas", by_pandas)):
        if importlib.util.find_spec(name) is None:
            print(f"{name:<24} not installed: not compared (pip install {name})")
            continue
        theirs, busy, found = rival(*columns)
        assert np.allclose(found, pieces, rtol=1e-9), f"{name} differs"
        print(f"{name:<12}{theirs:9.3f} s by the clock {busy:9.3f} s of the processor   {theirs / clock:.0f} x and "
              f"{busy / processor:.0f} x ours, same result", flush=True)


if __name__ == "__main__":
    main()
