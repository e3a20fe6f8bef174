"""The tornado: which input moves the days of standstill most, in words and as bars."""

from __future__ import annotations

from collections.abc import Sequence

from ytterby.gui.charts.chart import Chart, Mark, Reference, Table, scale
from ytterby.gui.charts.labels import exact
from ytterby.gui.wording import number
from ytterby.planning.drivers import APPROVAL, DEMAND, STOCK, TOGETHER, WAIT
from ytterby.planning.sensitivity import Lever, SobolIndex, Tornado, main_driver

WORDS = {WAIT: "the licence wait", APPROVAL: "the approval", DEMAND: "the use", STOCK: "more stock",
         TOGETHER: "how far licences come together"}
BRIEF = {WAIT: "licence wait {} days", APPROVAL: "approval {} %", DEMAND: "use {} %", STOCK: "{} days more stock",
         TOGETHER: "waiting together {} %"}
LEGEND = (("undetermined", "at the low value (P10)"), ("accent", "at the high value (P90)"))
NOTE = "Mean days of standstill, each input alone from low to high, the others in the middle"


def tornado_chart(found: Tornado, levers: Sequence[Lever], product: str, *, known: bool = True,
                  outlook: float | None = None) -> Chart:
    """Bars from the widest to the narrowest; none where the outlook of the product is not ``known``. ``outlook``: the
    days of standstill on the page Outlook, which are those of the scenario and not of the middles."""
    by_name = {lever.name: lever for lever in levers}
    ends = [end for bar in found.bars for end in (bar.at_p10, bar.at_p90)]
    low, high = min([found.base, *ends]), max([found.base, *ends])
    room = max(0.04 * (high - low), 0.5)
    marks = []
    for row, bar in enumerate(found.bars):
        at_low, at_high = _input(by_name[bar.name])
        marks += [_mark(row, found.base, bar.at_p10, "undetermined", f"{at_low}: {exact(bar.at_p10, 1)} days"),
                  _mark(row, found.base, bar.at_p90, "accent", f"{at_high}: {exact(bar.at_p90, 1)} days")]
    if not known:
        return Chart("What the days of standstill hang on is not known",
                     empty=f"Nothing to draw: stock or use is stated for no item that {product} could stop for.")
    widest = found.bars[0] if found.bars else None
    title = ("Nothing here moves the days of standstill" if widest is None or widest.width < 0.05 else
             f"Most hangs on {WORDS[widest.name]}: {number(min(widest.at_p10, widest.at_p90), 1)} to "
             f"{number(max(widest.at_p10, widest.at_p90), 1)} days of standstill")
    ticks = tuple((value, number(value)) for value in scale(high, steps=8) if value >= low - room)
    return Chart(title, _note(levers, outlook), tuple(_row(by_name[bar.name]) for bar in found.bars), tuple(marks),
                 (low - room, high + room), ticks,
                 (Reference(found.base, f"all in the middle: {number(found.base, 1)}", "muted"),), LEGEND,
                 table=lambda: _table(found))


def spread_words(indices: Sequence[SobolIndex]) -> str:
    """Where the spread of the answer comes from: "62 % of the spread comes from the licence wait"."""
    if not any(index.total > 0.01 for index in indices):
        return "The days of standstill hardly spread: none of these inputs moves them."
    name, share = main_driver(indices)
    rest = sorted((index for index in indices if index.name != name and index.first > 0.05),
                  key=lambda index: -index.first)
    words = f"{number(100 * share)} % of the spread comes from {WORDS[name]}"
    words += "".join(f", {number(100 * index.first)} % from {WORDS[index.name]}" for index in rest)
    together = max(1 - sum(max(index.first, 0.0) for index in indices), 0.0)
    return words + (f"; {number(100 * together)} % only from inputs together." if together > 0.05 else ".")


def _note(levers: Sequence[Lever], outlook: float | None) -> str:
    """What the middle is, and why Outlook has another figure."""
    middle = ", ".join(BRIEF[lever.name].format(number(lever.base * (1 if lever.name in (WAIT, STOCK) else 100)))
                       for lever in levers if lever.name in BRIEF)
    own = "" if outlook is None else f" Outlook's {number(outlook, 1)} days are with what the scenario itself states."
    return f"{NOTE} ({middle}).{own}"


def _mark(row: int, base: float, end: float, role: str, tip: str) -> Mark:
    return Mark(row, min(base, end), max(base, end), role, frozenset(), "", tip)


def _input(lever: Lever) -> tuple[str, str]:
    """Low and high in the unit of the input."""
    match lever.name:
        case "median wait":
            low, high = (f"half of the reviews within {number(value)} days" for value in (lever.p10, lever.p90))
        case "stock":
            low, high = (f"{number(value)} days more stock" for value in (lever.p10, lever.p90))
        case _:
            low, high = (f"{lever.name} {number(100 * value)} %" for value in (lever.p10, lever.p90))
    return low, high


def _row(lever: Lever) -> str:
    unit, factor = ("days", 1) if lever.name in (WAIT, STOCK) else ("%", 100)
    name = "More stock" if lever.name == STOCK else lever.name[0].upper() + lever.name[1:]
    return f"{name}, {number(factor * lever.p10)} to {number(factor * lever.p90)} {unit}"


def _table(found: Tornado) -> Table:
    return (("Input", "at its low", "at its high"),
            *((bar.name, exact(bar.at_p10, 1), exact(bar.at_p90, 1)) for bar in found.bars),
            ("all in the middle", exact(found.base, 1), exact(found.base, 1)))
