"""A scenario as a TOML file: its changes, and what a plan needs to know beside them."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from ytterby.core.errors import PlanningError, RegulationError, UsageError
from ytterby.core.files import small_text
from ytterby.core.item import Item
from ytterby.planning.firststage import Limits
from ytterby.planning.inputs import require_at_most, require_not_negative, require_positive
from ytterby.planning.scenario import (
    BASELINE,
    KINDS,
    AlternativeSource,
    Change,
    HoldLicence,
    PendingLicence,
    Scenario,
    SetPolicy,
    SetReceipts,
    SetStock,
    Substitute,
)
from ytterby.planning.stocking import Stakes
from ytterby.regulation.rulebook import Rulebook
from ytterby.regulation.rules import Assumption
from ytterby.workspace.codec import from_plain

NAMED = 9
GAP = 0.005  # of the optimum that is near enough: the data is coarser
MOST_SCENARIOS, MOST_FRESH, MOST_POINTS, MOST_SECONDS = 1_000, 10_000, 100, 3_600.0
CHANGES = """\
A scenario file (TOML) holds changes to the baseline, laid on in order; items by part number, description or key:
  name = "Second source by June"
  note = "as discussed"
  [[change]]
  kind = "add-stock"             # days of use of every item that waits
  days = 30.0
Kinds and their keys (those in brackets may be left out; without an item: all that wait):
"""
REST = """
  (assumption: "MOFCOM-2025-61=in-force@2026-11-11"; shares, premiums and rho from 0 to 1; days are calendar days)
What a plan is to keep to and rests on, all of it optional but the margin:
  [plan]
  margin = 900.0                 # money lost with a piece of any product that is not made
  tail_limit = 50000.0           # the mean cost of the worst scenarios may be at most this much
  tail_weight = 0.5              # 0: least mean cost, towards 1: least cost of the worst scenarios
  tail_level = 0.9               # 0.9: the worst tenth
  ceiling_days = 365.0           # most days of use in advance stock
  surcharge = 0.1                # what advance stock costs above later purchases, with capital and store, as a share
  holding = 0.0                  # cost of holding any stock for a year, as a share of its price (slower)
  salvage = 0.0                  # share of the price got back for stock left at the end
  scenarios = 40                 # that the plan is made on, at most 1000
  fresh = 200                    # that it is judged on, at most 10000
  frontier = 0                   # points of the frontier of cost and tail, at most 100; 0: none
  time_limit_s = 60.0            # per search, at most 3600
  [plan.margins]
  "DU-1000" = 1200.0             # by product; "" is the list itself: without a volume, of a week of standstill
"""


def _keys(of: type[Any]) -> str:
    """The keys of a change, those that may be left out in brackets."""
    optional = {each.name for each in fields(of) if each.default is not MISSING} | {"item_key"}
    if of in (SetStock, SetReceipts, HoldLicence, PendingLicence):
        optional.discard("item_key")
    names = ((f"[{each.name}]" if each.name in optional else each.name) for each in fields(of))
    return ", ".join(names).replace("item_key", "item")


FORMAT = CHANGES + "\n".join(f"  {kind:19} {_keys(of)}" for kind, of in KINDS.items()) + REST


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """What ``[plan]`` says. ``scenarios`` to plan on, ``fresh`` ones to judge on, ``frontier`` points."""

    stakes: Stakes = Stakes()
    tail_limit: float | None = None
    tail_weight: float = 0.0
    tail_level: float = 0.9
    scenarios: int = 40
    fresh: int = 200
    frontier: int = 0
    time_limit_s: float = 60.0

    def __post_init__(self) -> None:
        require_at_most(MOST_SCENARIOS, scenarios=self.scenarios)
        require_at_most(MOST_FRESH, fresh=self.fresh)
        require_at_most(MOST_POINTS, frontier=self.frontier)
        require_at_most(MOST_SECONDS, time_limit=self.time_limit_s)
        require_not_negative(fresh=self.fresh, frontier=self.frontier)
        require_positive(scenarios=self.scenarios, time_limit=self.time_limit_s)

    def limits(self, scenario: Scenario) -> Limits:
        """What the plan is to keep to. Raises PlanningError for impossible numbers."""
        return Limits(scenario.budget, self.tail_limit, self.tail_weight, self.tail_level, gap=GAP,
                      time_limit_s=self.time_limit_s)


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """``plan`` None: only the outlook is asked for."""

    scenario: Scenario
    plan: PlanSettings | None


def load_scenario(path: Path, items: Sequence[Item], rulebook: Rulebook) -> ScenarioFile:
    """Raises UsageError with file and key where the file can't be used."""
    data = _parsed(path)
    _known(path, data, ("name", "note", "change", "plan"))
    changes = data.get("change", [])
    if not isinstance(changes, list) or not all(isinstance(change, dict) for change in changes):
        raise UsageError("'change' must be a list of tables, each under [[change]].", where=str(path))
    names = _Names(path, items)
    made = tuple(_change(f"{path}, change {n}", change, names, rulebook) for n, change in enumerate(changes, 1))
    name = _value(path, str, "name", data.get("name", path.stem))
    if name == BASELINE.name:
        raise UsageError("the baseline can't be changed.", where=str(path), remedy="Give the scenario another name.")
    plan = _plan(path, data["plan"], names) if "plan" in data else None
    return ScenarioFile(Scenario(name, made, _value(path, str, "note", data.get("note", ""))), plan)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(small_text(path))
    except OSError as error:
        raise UsageError(f"the scenario can't be read ({error.strerror}).", where=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the scenario is not valid TOML ({error}).", where=str(path)) from error


class _Names:
    """Items by part number, number of the maker, description or key, whichever only one item has."""

    def __init__(self, path: Path, items: Sequence[Item]) -> None:
        self._path = path
        found: dict[str, list[Item]] = {}
        for item in items:
            for name in {item.key, item.part_number, item.mpn, item.number, item.description} - {""}:
                found.setdefault(name, []).append(item)
        self._items, self._found = items, found

    def key(self, name: object) -> str:
        if not isinstance(name, str):
            raise UsageError("an item is named by its part number, as text.", where=str(self._path))
        meant = self._found.get(name, [])
        if len(meant) > 1:
            told = "; ".join(f"{item.key} for {item.name}" for item in meant[:NAMED])
            raise UsageError(f"{name!r} is {len(meant)} items of the bill.", where=str(self._path),
                             remedy=f"Use the key of one: {told}.")
        if not meant and name:
            spoken = tuple(item.name for item in self._items if item.name != item.key)
            raise _unknown(str(self._path), f"the bill has no item {name!r}.", name, spoken)
        return meant[0].key if meant else ""


def _change(where: str, data: dict[str, Any], names: _Names, rulebook: Rulebook) -> Change:
    kind = data.get("kind")
    if kind not in KINDS:
        raise _unknown(where, f"there is no kind {kind!r}.", str(kind), tuple(KINDS))
    of = KINDS[kind]
    _known(where, data, ("kind", *(each.name.replace("item_key", "item") for each in fields(of))))
    given = {"item_key" if key == "item" else key: value for key, value in data.items() if key != "kind"}
    if "item_key" in given:
        given["item_key"] = names.key(given["item_key"])
    elif of is AlternativeSource or of is Substitute:
        given["item_key"] = ""
    if of is SetPolicy:
        return SetPolicy(_assumption(where, given.get("assumption"), rulebook))
    try:
        made: Change = from_plain(of, given)
    except ValueError as error:
        raise UsageError(f"{kind}: {error}.", where=where, remedy="See ytterby plan --help.") from error
    return made


def _assumption(where: str, text: object, rulebook: Rulebook) -> Assumption:
    try:
        return rulebook.parse_assumption(_value(where, str, "assumption", text))
    except (UsageError, RegulationError) as error:
        raise UsageError(str(error), where=where) from error


def _plan(path: Path, data: object, names: _Names) -> PlanSettings:
    if not isinstance(data, dict):
        raise UsageError("'plan' must be a table.", where=str(path))
    own = {each.name for each in fields(PlanSettings)} - {"stakes"}
    stakes = {each.name for each in fields(Stakes)}
    _known(path, data, tuple(own | stakes))
    margins = data.get("margins", {})
    if not isinstance(margins, dict):
        raise UsageError("'margins' must be a table of products.", where=str(path))
    by_key = {names.key(name): _value(path, float, name, margin) for name, margin in margins.items()}
    try:
        settings = PlanSettings(**_decoded(PlanSettings, data, own))
        return replace(settings, stakes=Stakes(margins=by_key, **_decoded(Stakes, data, stakes - {"margins"})))
    except (ValueError, PlanningError) as error:
        raise UsageError(f"plan: {error}", where=str(path), remedy="See ytterby plan --help.") from error


def _decoded(of: type[Any], data: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    """Raises ValueError, which names the key."""
    hints = get_type_hints(of)
    found = {}
    for key in keys & data.keys():
        try:
            found[key] = from_plain(hints[key], data[key])
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from error
    return found


def _value(where: object, kind: type[Any], key: str, value: object) -> Any:
    try:
        return from_plain(kind, value)
    except ValueError as error:
        raise UsageError(f"{key}: {error}.", where=str(where)) from error


def _known(where: object, data: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    for key in data:
        if key not in keys:
            raise _unknown(str(where), f"there is no key {key!r}.", key, keys)


def _unknown(where: str, what: str, given: str, known: tuple[str, ...]) -> UsageError:
    close = difflib.get_close_matches(given, known, n=1)
    listed = "; ".join(sorted(known)[:20]) + (f" and {len(known) - 20} more" if len(known) > 20 else "")
    return UsageError(what, where=where, remedy=f"Did you mean {close[0]!r}?" if close else f"Known are: {listed}.")
