"""What a simulation answers, in words and rows: headline, calendar of line stops, differences to the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ytterby.core.item import Item
from ytterby.core.text import sentence
from ytterby.gui.charts.labels import WHOLE_NAME, capital, chance, first_words, item_name, product_name
from ytterby.gui.listing import Column
from ytterby.gui.wording import NOTHING, counted, day, days, money, number
from ytterby.planning.labels import barred, given
from ytterby.planning.scenario import SetWait
from ytterby.planning.simulation import NEVER, Dates, ItemOutlook, ProductOutlook, Simulation


@dataclass(frozen=True, slots=True)
class Stop:
    """One row of the calendar: a product or an item. None: not known."""

    name: str
    item: int | None
    product: bool
    probability: float | None
    stop_days: float | None
    dates: Dates
    exact_probability: float | None = None
    exact_days: float | None = None
    cover_days: float | None = None
    unlimited: bool = False
    cover_for_95: float | None = None
    said: str = ""

    def title(self) -> str:
        """As a row of a table or a chart begins."""
        return capital(f"Product {self.name}" if self.product and self.item is not None else self.name)


@dataclass(frozen=True, slots=True)
class Difference:
    """One quantity under the baseline and under the scenario, as text."""

    what: str
    baseline: str
    now: str
    change: str


def first_product(simulation: Simulation) -> ProductOutlook | None:
    """The product most likely to stop."""
    return max(simulation.products, key=lambda product: product.stop_probability, default=None)


def compared(baseline: Simulation, now: Simulation, items: Sequence[Item]) -> str:
    """The answer of ``now`` in words, and beside it the chance under the baseline where the levers were moved."""
    words, product = headline(now, items), first_product(now)
    was = next((entry for entry in baseline.products if product and entry.item == product.item), None)
    if now.scenario.changes and was is not None and product is not None and product.stop_probability:
        words += f" Under the baseline: {product_chance(was)}."
    return words


def product_chance(product: ProductOutlook) -> str:
    """Items of unknown cover can only add to it: a lower bound with them, nothing known where there are only such."""
    if not product.unknown:
        return chance(product.stop_probability)
    if not told(product):
        return "not known"
    least = chance(product.stop_probability)
    return least if product.stop_probability >= 1 else f"at least {least}"  # nothing is above certain


def told(product: ProductOutlook) -> bool:
    """A chance of nought says something only where no cover is unknown."""
    return bool(product.stop_probability) or not product.unknown


def headline(simulation: Simulation, items: Sequence[Item]) -> str:
    """The answer as a sentence, before any figure."""
    product = first_product(simulation)
    if product is None or not simulation.items:
        none = "With these settings no" if simulation.scenario.changes else "No"
        return f"{none} item of this bill waits for a licence on this day, so nothing stops for one."
    if all(entry.cover_days is None and not entry.unlimited for entry in simulation.items):
        stocked = any(items[entry.item].stock is not None for entry in simulation.items)
        one = len(simulation.items) == 1
        lacks = (f"{'its use is not stated' if one else 'use is stated for none of those whose stock is'}. Choose the "
                 "annual-use column on the Import page, or state volumes in Products." if stocked else
                 f"{'its stock is not stated' if one else 'stock is stated for none of them'}. Choose the stock column "
                 "on the Import page, and annual use if it has one, or set a stock at the left.")
        return f"{counted(len(simulation.items), 'item')} may wait for a licence, but {lacks}"
    name = product_name(product.item, items)
    if not product.stop_probability and any(entry.unknown for entry in simulation.products):
        return ("No stop is seen among the items whose stock and use are stated; for others they are not, so nobody "
                "can say that nothing stops.")
    if not product.stop_probability:
        return f"With these settings no product stops: stock runs out in none of {number(simulation.trials)} trials."
    first = next((entry for entry in simulation.items if entry.item == product.bottleneck), None)
    rests = "" if first is None else given(first.premise, item_name(items[first.item]))
    start = f"{rests[0].upper()}{rests[1:]}, with" if rests else "With"
    parts = [f"{start} these settings {name} stops first, with {product_chance(product)} probability"]
    if product.first_stop.p50:
        parts.append(f"in half of the trials by {day(product.first_stop.p50)}")
    elif product.first_stop.p10:
        parts.append(f"in one of ten trials by {day(product.first_stop.p10)}")
    if product.bottleneck is not None:
        parts.append(f"the bottleneck is {item_name(items[product.bottleneck])}")
    return "; ".join(parts) + "."


def barred_words(simulation: Simulation, items: Sequence[Item]) -> str:
    """Which items are reckoned to get no licence, and why; empty where there is none."""
    return barred(simulation, lambda place: item_name(items[place]))


COUNTED = "Undetermined items and entries of unverified force count as if a licence were needed."


def small_print(simulation: Simulation) -> str:
    """What the sentence rests on, and what it leaves out."""
    wait = simulation.wait
    words = [f"{number(simulation.trials)} trials, seed {simulation.seed}, standard error "
             f"{chance(simulation.standard_error)}; from {day(simulation.as_of)}; "
             + ("licence wait as set in the scenario" if any(isinstance(change, SetWait) and not change.instrument
                                                             for change in simulation.scenario.changes) else
                f"licence wait: {first_words(wait.basis)}, as of {day(wait.as_of)}")]
    unknown = sum(entry.cover_days is None and not entry.unlimited for entry in simulation.items)
    if unknown:
        words.append(f"{counted(unknown, 'item')} without stated stock or use not in it")
    left_out = (sentence("outlook-denied", (("count", number(simulation.denied)),)),) if simulation.denied else ()
    return " ".join(["; ".join(words) + ".", COUNTED, *left_out])


def row_name(item: int | None, items: Sequence[Item]) -> str:
    """Of a product or item, whole: the table cuts what it has no room for."""
    return product_name(None, items) if item is None else item_name(items[item], most=WHOLE_NAME)


def stops(simulation: Simulation, items: Sequence[Item]) -> tuple[Stop, ...]:
    """Products first, then items; each most likely to stop first, unknown ones after the known."""
    products = [Stop(row_name(p.item, items), p.item, True, p.stop_probability if told(p) else None,
                     p.stop_days if told(p) else None, p.first_stop, said=product_chance(p))
                for p in simulation.products]
    parts = [Stop(row_name(e.item, items), e.item, False, e.stop_probability, e.stop_days, e.first_stop,
                  e.exact_stop_probability, e.exact_stop_days, e.cover_days, e.unlimited, e.cover_for_95)
             for e in simulation.items]

    def likeliest(stop: Stop) -> tuple[bool, float, float]:
        return stop.probability is None, -(stop.probability or 0.0), stop.cover_days or 0.0

    return *sorted(products, key=likeliest), *sorted(parts, key=likeliest)


def _chance(value: float | None) -> str:
    return NOTHING if value is None else chance(value)


def _ordinal(value: date | None) -> float | None:
    return float(value.toordinal()) if value else None


def _cover(stop: Stop) -> str:
    return "no end" if stop.unlimited else days(stop.cover_days)


CALENDAR: tuple[Column[Stop], ...] = (
    Column("name", "Product or item", Stop.title, width=230),
    Column("probability", "Stop", lambda s: s.said or _chance(s.probability), lambda s: s.probability, figure=True,
           width=96,
           help="Probability of a line stop, simulated"),
    Column("p10", "P10", lambda s: day(s.dates.p10), lambda s: _ordinal(s.dates.p10), figure=True, width=92,
           help="By this day one of ten trials has stopped"),
    Column("p50", "P50", lambda s: day(s.dates.p50), lambda s: _ordinal(s.dates.p50), figure=True, width=92,
           help="By this day half of the trials have stopped"),
    Column("p90", "P90", lambda s: day(s.dates.p90), lambda s: _ordinal(s.dates.p90), figure=True, width=92,
           help="By this day nine of ten trials have stopped"),
    Column("days", "Stop days", lambda s: NOTHING if s.stop_days is None else number(s.stop_days, 1),
           lambda s: s.stop_days, figure=True, width=84, help="Expected days of standstill, mean over all trials"),
    Column("cover", "Cover", _cover, lambda s: s.cover_days, figure=True, width=80,
           help="Calendar days that stock and firm receipts last"),
    Column("exact", "Formula: stop", lambda s: _chance(s.exact_probability), lambda s: s.exact_probability, figure=True,
           width=116, help="Probability of a line stop by the closed form; only where every application is approved"),
    Column("exact_days", "Formula: days", lambda s: NOTHING if s.exact_days is None else number(s.exact_days, 1),
           lambda s: s.exact_days, figure=True, width=116, help="Expected days of standstill by the closed form"),
    Column("for95", "For 95 %", lambda s: days(s.cover_for_95), lambda s: s.cover_for_95, figure=True, width=84,
           help="Days of cover that outlast the wait in 95 of 100 cases"),
)

def calendar_columns(found: Sequence[Stop]) -> tuple[Column[Stop], ...]:
    """Those of the closed form only where it says something of a row."""
    closed = any(stop.exact_probability is not None for stop in found)
    return CALENDAR if closed else tuple(column for column in CALENDAR if not column.key.startswith("exact"))


DIFFERENCES: tuple[Column[Difference], ...] = (
    Column("what", "Against the baseline", lambda d: d.what, width=390),
    Column("baseline", "Baseline", lambda d: d.baseline, figure=True, width=110),
    Column("now", "These settings", lambda d: d.now, figure=True, width=120),
    Column("change", "Change", lambda d: d.change, figure=True, width=120),
)


def differences(baseline: Simulation, now: Simulation, items: Sequence[Item], currency: str) -> tuple[Difference, ...]:
    """The products whose probability of a stop moved most, the cost, then the items."""
    rows = []
    before = {product.item: product for product in baseline.products}
    both = [(before[product.item], product) for product in now.products if product.item in before]
    both.sort(key=lambda pair: (-abs(pair[1].stop_probability - pair[0].stop_probability), -pair[1].stop_probability))
    for was, product in both[:PRODUCTS]:
        rows += _product_rows(row_name(product.item, items), was, product)
    return *rows, _cost_row(baseline, now, currency), *_item_rows(baseline, now, items)


def _stop_days(product: ProductOutlook) -> str:
    return number(product.stop_days, 1) if told(product) else NOTHING


def _product_rows(name: str, was: ProductOutlook, now: ProductOutlook) -> list[Difference]:
    return [
        Difference(f"{CHANCE}: {name}", product_chance(was), product_chance(now),
                   _points(now.stop_probability - was.stop_probability) if told(was) and told(now)
                   else NOTHING),
        Difference(f"Expected stop days: {name}", _stop_days(was), _stop_days(now),
                   _signed(now.stop_days - was.stop_days, 1) if told(was) and told(now) else NOTHING),
        Difference(f"Half have stopped by: {name}", day(was.first_stop.p50), day(now.first_stop.p50),
                   _days_between(was.first_stop.p50, now.first_stop.p50)),
    ]


CHANCE = "Probability of a stop"
PRODUCTS, MOVED = 3, 5  # products and items shown: those that moved most


def _item_rows(baseline: Simulation, now: Simulation, items: Sequence[Item]) -> list[Difference]:
    before = {entry.item: entry for entry in baseline.items}

    def moved(entry: ItemOutlook) -> float:
        was = before[entry.item].stop_probability
        return 0.0 if was is None or entry.stop_probability is None else entry.stop_probability - was

    both = sorted((entry for entry in now.items if entry.item in before), key=lambda entry: -abs(moved(entry)))
    return [Difference(f"{CHANCE}: {row_name(entry.item, items)}",
                       _chance(before[entry.item].stop_probability), _chance(entry.stop_probability),
                       _points(moved(entry))) for entry in both[:MOVED] if moved(entry)]


def _cost_row(baseline: Simulation, now: Simulation, currency: str) -> Difference:
    was, become = extra_cost(baseline), extra_cost(now)
    unpriced = sum(entry.extra_cost is None for entry in now.items)
    what = "Extra cost: added stock and a year of premium" + (
        f" ({counted(unpriced, 'item')} without price, stock or use not in it)" if unpriced else "")
    change = NOTHING if was is None or become is None else (
        "+" if become > was else "") + money(become - was, currency)
    return Difference(what, cost_words(baseline, currency), cost_words(now, currency), change)


def extra_cost(outlook: Simulation) -> float | None:
    """Of the items whose cost is known; None where it is known of none of them."""
    known = [entry.extra_cost for entry in outlook.items if entry.extra_cost is not None]
    return sum(known) if known or not outlook.items else None


def cost_words(outlook: Simulation, currency: str) -> str:
    """``at least`` where the cost of some items is not known."""
    cost = extra_cost(outlook)
    if cost is None:
        return "not known"
    least = any(entry.extra_cost is None for entry in outlook.items)
    return f"{'at least ' if least else ''}{money(cost, currency)}"


def _points(change: float) -> str:
    return f"{_signed(change * 100)} points"


def _signed(change: float, digits: int = 0) -> str:
    text = number(change, digits)
    return "0" if text in ("0", "-0") else f"+{text}" if change > 0 else text


def _days_between(was: date | None, now: date | None) -> str:
    if was is None or now is None:
        return NOTHING if was is now else ("no longer" if now is None else "new")
    return f"{_signed((now - was).days)} days"


def outlook_of(simulation: Simulation, item: int) -> ItemOutlook | None:
    return next((entry for entry in simulation.items if entry.item == item), None)


def fan_title(simulation: Simulation, item: int, items: Sequence[Item]) -> str:
    """What the fan of one item shows, in words."""
    entry, name = outlook_of(simulation, item), item_name(items[item])
    if entry is None or (entry.stop_probability is None and not entry.unlimited):
        return f"{name}: stock or use is not stated"
    if entry.unlimited or not entry.stop_probability:
        return f"{name} does not run out before its licence comes"
    stop = entry.first_stop if entry.first_stop != NEVER else None
    when = f"; half of the trials by {day(stop.p50)}" if stop and stop.p50 else ""
    return f"{name} runs out before its licence comes in {chance(entry.stop_probability)} of the trials{when}"
