"""The document: all that the user chose, as one frozen value. Edits make a new one (workspace/edits.py)."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ytterby.bom.reading import Mapping, Reading
from ytterby.classification.classification import Classification, Context
from ytterby.classification.context import Trade
from ytterby.core.decision import Decision
from ytterby.core.finding import worst
from ytterby.core.issue import Issue
from ytterby.core.item import Money
from ytterby.core.provenance import Provenance
from ytterby.core.sentences.words import line_status
from ytterby.exposure.exposure import Exposure
from ytterby.exposure.rates import Rate
from ytterby.identification.declarations import Declaration
from ytterby.identification.identity import Identity
from ytterby.planning.catalogue import Alternative
from ytterby.planning.licences import Licence
from ytterby.planning.scenario import BASELINE, LicenceWait, Scenario
from ytterby.planning.simulation import Simulation
from ytterby.regulation.rules import Assumption
from ytterby.workspace.bills import Bill
from ytterby.workspace.finding_history import NEVER_NOTED, History
from ytterby.workspace.saved_state import SavedState


@dataclass(frozen=True, slots=True)
class ProductSetting:
    """What the user set for one top item (key of the item; empty: the list itself): None = as the bill says.

    ``price`` and ``margin`` are for one piece, ``stock`` are finished pieces. ``end_use``, ``destination``,
    ``customer``, ``party_lists`` and ``affiliate_of`` are as in classification.Context; empty: as the bill or the whole
    project says.
    """

    item_key: str
    defence: bool | None = None
    semiconductor: bool | None = None
    volume: float | None = None
    price: Money | None = None
    margin: Money | None = None
    end_use: str = ""
    destination: str = ""
    customer: str = ""
    party_lists: tuple[str, ...] = ()
    affiliate_of: tuple[str, ...] = ()
    stock: float | None = None


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """What a plan is asked to keep to, as last filled in; None: no limit, or as stated per product. Money of the
    document's currency, ``surcharge`` a share."""

    margin: float | None = None
    budget: float | None = None
    tail_limit: float | None = None
    surcharge: float = 0.1
    ceiling_days: float = 365.0
    time_limit_s: float = 20.0


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan as it was found for a ``scenario`` under ``limits``, kept to be compared with others.

    ``spend`` now; ``costs`` and those ``without`` it as (mean, worst tenth) on fresh trials, None where not judged;
    ``stock``: (key of an item, pieces to buy); ``sources`` it qualifies.
    """

    name: str
    scenario: str
    limits: PlanLimits
    currency: str
    spend: float
    costs: tuple[float, float] | None
    without: tuple[float, float] | None
    stock: tuple[tuple[str, float], ...]
    sources: tuple[str, ...]
    as_of: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """``reading`` None: nothing open. ``as_of`` is the legal day asked about; no clock is read below it.

    ``wait`` None: the default prior of planning/waits.py. ``owners``: (name of a source, who owns it).
    ``saved``: the states kept for a trend, oldest first. ``bills``: where there are several,
    each as it was read; ``reading`` is then all of them as one, ``path`` and ``mapping`` those of the first.
    ``history``: what was found of each item at every save.
    ``licences``: the firm's own log; ``alternatives``: sites it added to the catalogue or corrected there.
    ``forms``: the folder with the questionnaires sent out. ``declarations``: what suppliers declared of parts.
    ``rates``: exchange rates in the place of those shipped. ``recovery``: (name of a source, days until it delivers
    again after an outage). ``plans``: kept to be compared, each under a name of its own.
    """

    as_of: date
    path: Path | None = None
    mapping: Mapping = Mapping()
    reading: Reading | None = None
    known_by: date | None = None
    assumptions: tuple[Assumption, ...] = ()
    context: Context = Context()
    products: tuple[ProductSetting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    scenarios: tuple[Scenario, ...] = (BASELINE,)
    currency: str = "EUR"
    seed: int = 1
    wait: LicenceWait | None = None
    owners: tuple[tuple[str, str], ...] = ()
    saved: tuple[SavedState, ...] = ()
    bills: tuple[Bill, ...] = ()
    licences: tuple[Licence, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    history: History = NEVER_NOTED
    forms: Path | None = None
    rates: tuple[Rate, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    plan_limits: PlanLimits = PlanLimits()
    recovery: tuple[tuple[str, float], ...] = ()
    plans: tuple[KeptPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedTrade:
    """What is stated of end use, destination and end user: of the ``whole`` bill, of ``products`` apart (those alone of
    which something is stated), and by item of all the products it goes into, where any is stated apart."""

    whole: Context = Context()
    products: tuple[Trade, ...] = ()
    of_item: MappingOf[int, tuple[Trade, ...]] = field(default_factory=dict)

    def contexts(self, item: int) -> tuple[Context, ...]:
        """Under which terms an item is bought: of each product it goes into, alike ones once."""
        found = self.of_item.get(item)
        return tuple(dict.fromkeys(self.whole.of(one) for one in found)) if found else (self.whole,)


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """What follows from a document: computed by workspace/assess.py, shown by the window, written by the reports.

    ``for_defence``: items that user or bill state to go into defence goods.
    """

    reading: Reading
    identities: tuple[Identity, ...]
    classification: Classification
    exposure: Exposure
    outlooks: tuple[Simulation, ...]
    issues: tuple[Issue, ...]
    provenance: Provenance
    for_defence: frozenset[int] = frozenset()
    trade: StatedTrade = StatedTrade()

    def status_words(self, item: int) -> str:
        """The status of an item of the bill as a person reads it: one of LINE_STATUSES."""
        found = self.classification
        above = found.upstream[item] if found.upstream else ()
        return line_status(found.status(item), self.identities[item].rare_earth, upstream=worst(above) is not None)
