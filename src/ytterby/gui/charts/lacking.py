"""Which facts the items of an outlook lack, in words, and the places where they are stated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ytterby.gui.wording import counted, number
from ytterby.planning.scenario import SetStock

if TYPE_CHECKING:
    from ytterby.exposure.exposure import Exposure
    from ytterby.planning.simulation import Simulation


@dataclass(frozen=True, slots=True)
class Lacking:
    """Of ``waiting`` items that wait for a licence, how many an outlook can say nothing of (``unknown``), and why."""

    waiting: int
    unknown: int
    without_stock: int
    without_use: int

    @classmethod
    def of(cls, outlook: Simulation, exposure: Exposure) -> Lacking:
        stated = {item.item: item for item in exposure.items}
        own = {change.item_key for change in outlook.scenario.changes if isinstance(change, SetStock)}
        unknown = [stated[entry.item] for entry in outlook.items
                   if entry.cover_days is None and not entry.unlimited and entry.item in stated]
        return cls(len(outlook.items), len(unknown),
                   sum(item.stock is None and item.key not in own for item in unknown),
                   sum(item.daily_use is None for item in unknown))

    @property
    def everything(self) -> bool:
        return bool(self.waiting) and self.unknown == self.waiting

    def words(self) -> str:
        """Empty where nothing is missing."""
        if not self.unknown:
            return ""
        lacks = [(what, count) for what, count in (("stock", self.without_stock), ("use", self.without_use)) if count]
        those = counted(self.waiting, "item") + " that may wait for a licence"
        if all(count == self.waiting for _, count in lacks):
            missing = f"the bill does not state {' and '.join(what for what, _ in lacks)} of the {those}"
        else:
            why = " and ".join(f"{what} for {number(count)}" for what, count in lacks)
            missing = f"of {those}, the bill does not state {why}"
        way = " A stock can be set at the left, too." if self.without_stock else ""
        return (f"No plan can be made yet: {missing}.{way}" if self.everything else
                f"A plan leaves out {counted(self.unknown, 'item')}: {missing}.{way}")

    def places(self) -> tuple[str, ...]:
        """Where it is stated: keys of the places of the window."""
        if not self.unknown:
            return ()
        return ("import", "products") if self.without_use else ("import",)
