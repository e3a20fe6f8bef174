"""What a user can do to a document: one plain function per action, Document → Document.

An edit that changes nothing returns the very same document, so that it is no step to undo.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ytterby.classification.classification import Context
from ytterby.core.decision import Decision
from ytterby.core.errors import UsageError
from ytterby.exposure.rates import Rate
from ytterby.exposure.sourcing import firm, owned_in_a_circle
from ytterby.planning.catalogue import Alternative
from ytterby.planning.licences import Licence
from ytterby.planning.scenario import BASELINE, LicenceWait, Scenario
from ytterby.regulation.rules import Assumption
from ytterby.regulation.timeline import FIRST_DAY, LAST_DAY
from ytterby.workspace.bills import Bill, combined
from ytterby.workspace.document import Document, KeptPlan, PlanLimits, ProductSetting
from ytterby.workspace.owner_file import LONGEST_RECOVERY, Firms
from ytterby.workspace.saved_state import SavedState


def set_as_of(document: Document, day: date) -> Document:
    """Raises UsageError for a day that no law can be asked about."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UsageError(f"{day} is no day to ask about.", remedy=f"Give one from {FIRST_DAY} to {LAST_DAY}.")
    return document if day == document.as_of else replace(document, as_of=day)


def set_known_by(document: Document, day: date | None) -> Document:
    """Use only what was published by ``day``; None: everything."""
    return document if day == document.known_by else replace(document, known_by=day)


def set_assumption(document: Document, assumption: Assumption) -> Document:
    """Lay a what-if over an instrument; it takes the place of an earlier one on the same instrument."""
    others = tuple(kept for kept in document.assumptions if kept.instrument != assumption.instrument)
    assumptions = tuple(sorted((*others, assumption), key=lambda kept: kept.instrument))
    return document if assumptions == document.assumptions else replace(document, assumptions=assumptions)


def clear_assumption(document: Document, instrument: str) -> Document:
    """Take the instrument as published again."""
    kept = tuple(assumption for assumption in document.assumptions if assumption.instrument != instrument)
    return document if kept == document.assumptions else replace(document, assumptions=kept)


def set_context(document: Document, context: Context) -> Document:
    return document if context == document.context else replace(document, context=context)


def set_product(document: Document, setting: ProductSetting) -> Document:
    """Set flags, yearly volume and money of a top item; a setting that says nothing goes away."""
    others = tuple(kept for kept in document.products if kept.item_key != setting.item_key)
    said = () if setting == ProductSetting(setting.item_key) else (setting,)
    products = tuple(sorted((*others, *said), key=lambda kept: kept.item_key))
    return document if products == document.products else replace(document, products=products)


def set_owners(document: Document, owners: tuple[tuple[str, str], ...]) -> Document:
    """Take this table of (name of a source, who owns it), as workspace/owner_file.py reads one. Raises UsageError where
    firms own each other in a circle: nobody would be behind them."""
    if circle := owned_in_a_circle(dict(owners)):
        raise UsageError(f"{', '.join(circle)} own each other in a circle.",
                         remedy="Name one of them, or somebody else, as the owner of all.")
    return document if owners == document.owners else replace(document, owners=owners)


def set_firms(document: Document, firms: Firms) -> Document:
    """Take this table of owners; where it states times to recover, these take the place of those stated before."""
    taken = set_owners(document, firms.owners)
    return replace(taken, recovery=firms.recovery) if firms.recovery not in ((), taken.recovery) else taken


def set_owner(document: Document, names: tuple[str, ...], owner: str) -> Document:
    """``owner`` owns these sources; empty: each stands for itself. One spelling of a firm stands for all."""
    meant = {firm(name) for name in names}
    others = tuple(pair for pair in document.owners if firm(pair[0]) not in meant)
    said = tuple((name, owner) for name in dict.fromkeys(names)) if owner else ()
    return set_owners(document, (*others, *said))


def set_recovery(document: Document, names: tuple[str, ...], days: float | None) -> Document:
    """After an outage these sources deliver again in ``days``; None: that is not stated. Raises UsageError for days
    that are none."""
    if days is not None and not 0 < days <= LONGEST_RECOVERY:
        raise UsageError(f"{days:g} days is no time to recover.", remedy=f"Give 1 to {LONGEST_RECOVERY:,} days.")
    meant = {firm(name) for name in names}
    others = tuple(pair for pair in document.recovery if firm(pair[0]) not in meant)
    said = tuple((name, days) for name in dict.fromkeys(names)) if days is not None else ()
    recovery = (*others, *said)
    return document if recovery == document.recovery else replace(document, recovery=recovery)


def set_forms(document: Document, folder: Path | None) -> Document:
    """The folder with the questionnaires that went out."""
    return document if folder == document.forms else replace(document, forms=folder)


def set_currency(document: Document, currency: str) -> Document:
    """``currency`` is the ISO 4217 code in which money is shown."""
    return document if currency == document.currency else replace(document, currency=currency)


def set_rates(document: Document, rates: tuple[Rate, ...]) -> Document:
    """Take these exchange rates in the place of those shipped, as workspace/rate_file.py reads them."""
    return document if rates == document.rates else replace(document, rates=rates)


def set_plan_limits(document: Document, limits: PlanLimits) -> Document:
    """What plans are asked to keep to."""
    return document if limits == document.plan_limits else replace(document, plan_limits=limits)


def keep_plan(document: Document, plan: KeptPlan) -> Document:
    """Beside those kept before; one of its name is replaced."""
    plan = replace(plan, as_of=document.as_of)
    others = tuple(one for one in document.plans if one.name != plan.name)
    return replace(document, plans=(*others, plan))


def drop_plan(document: Document, name: str) -> Document:
    """Without the plan of that name."""
    return replace(document, plans=tuple(one for one in document.plans if one.name != name))


def set_wait(document: Document, wait: LicenceWait | None) -> Document:
    """How long a licence takes in the baseline; None: the default prior."""
    return document if wait == document.wait else replace(document, wait=wait)


def bills_of(document: Document) -> tuple[Bill, ...]:
    """The workbooks of the project, also where it is only one; none where nothing is open."""
    if document.bills or document.reading is None or document.path is None:
        return document.bills
    return (Bill(document.path, document.mapping, document.reading),)


def alone(document: Document, place: int) -> Document:
    """As if the workbook at this place were the only one: as Import shows it and its mapping can be changed."""
    if not document.bills:
        return document
    bill = document.bills[place]
    return replace(document, path=bill.path, mapping=bill.mapping, reading=bill.reading, bills=())


def add_bill(document: Document, bill: Bill) -> Document:
    """One more workbook in the project. Raises UsageError where it is there already or none is open yet."""
    bills = bills_of(document)
    if not bills:
        raise UsageError("no workbook is open.", remedy="Open one first.")
    if any(one.path == bill.path for one in bills):
        raise UsageError("this workbook is in the project already.", where=str(bill.path))
    return with_bills(document, (*bills, bill))


def remove_bill(document: Document, path: Path) -> Document:
    """Take a workbook out of the project. Raises UsageError where it is the only one."""
    kept = tuple(bill for bill in document.bills if bill.path != path)
    if len(kept) == len(document.bills):
        return document
    if not kept:
        raise UsageError("a project needs a workbook.", where=str(path))
    return with_bills(document, kept)


def with_bills(document: Document, bills: tuple[Bill, ...]) -> Document:
    """The project with these workbooks, at least one, the first of them its own."""
    first = bills[0]
    return replace(document, path=first.path, mapping=first.mapping, reading=combined(bills),
                   bills=bills if len(bills) > 1 else ())


def record_decision(document: Document, decision: Decision) -> Document:
    """Add a person's decision. Earlier ones on the same item and control stay as record; the latest counts."""
    return replace(document, decisions=(*document.decisions, decision))


def record_decisions(document: Document, decisions: tuple[Decision, ...]) -> Document:
    """Add what a person decided of several items at once, as one step."""
    return replace(document, decisions=(*document.decisions, *decisions)) if decisions else document


def withdraw_decisions(document: Document, item_keys: frozenset[str]) -> Document:
    """Take back all that was decided on these items."""
    kept = tuple(decision for decision in document.decisions if decision.item_key not in item_keys)
    return document if kept == document.decisions else replace(document, decisions=kept)


def withdraw_decision(document: Document, decision: Decision) -> Document:
    kept = tuple(other for other in document.decisions if other != decision)
    return document if kept == document.decisions else replace(document, decisions=kept)


def keep_state(document: Document, state: SavedState) -> Document:
    """Keep what an assessment said, for a trend; one of the same name is replaced."""
    others = tuple(kept for kept in document.saved if kept.name != state.name)
    saved = tuple(sorted((*others, state), key=lambda kept: kept.when))
    return document if saved == document.saved else replace(document, saved=saved)


def drop_state(document: Document, name: str) -> Document:
    """Forget a kept state; without one of that name nothing happens."""
    saved = tuple(kept for kept in document.saved if kept.name != name)
    return document if saved == document.saved else replace(document, saved=saved)


def add_scenario(document: Document, scenario: Scenario) -> Document:
    """Raises UsageError where the name is taken."""
    if scenario.name in {kept.name for kept in document.scenarios}:
        raise UsageError(f"there is already a scenario called {scenario.name!r}.", remedy="Choose another name.")
    return replace(document, scenarios=(*document.scenarios, scenario))


def replace_scenario(document: Document, name: str, scenario: Scenario) -> Document:
    """Put ``scenario`` in the place of the one called ``name``; the baseline is fixed. Raises UsageError."""
    _named(document, name)
    if scenario.name != name and scenario.name in {kept.name for kept in document.scenarios}:
        raise UsageError(f"there is already a scenario called {scenario.name!r}.", remedy="Choose another name.")
    scenarios = tuple(scenario if kept.name == name else kept for kept in document.scenarios)
    return document if scenarios == document.scenarios else replace(document, scenarios=scenarios)


def save_scenario(document: Document, working: str, scenario: Scenario) -> Document:
    """Put ``scenario`` where it was saved before, or beside the others; the one called ``working`` goes."""
    others = remove_scenario(document, working)
    if scenario.name in {kept.name for kept in others.scenarios}:
        return replace_scenario(others, scenario.name, scenario)
    return add_scenario(others, scenario)


def remove_scenario(document: Document, name: str) -> Document:
    _named(document, name)
    return replace(document, scenarios=tuple(kept for kept in document.scenarios if kept.name != name))


def record_licence(document: Document, licence: Licence, instead_of: str = "") -> Document:
    """Put an application into the log, or in the place of the one numbered ``instead_of``. Raises UsageError."""
    if not licence.number:
        raise UsageError("an application needs a number.", remedy="Give the firm's own where the authority gave none.")
    others = [kept.number for kept in document.licences if kept.number != instead_of]
    if licence.number in others:
        raise UsageError(f"there is already an application {licence.number!r}.", remedy="Give another number.")
    if instead_of in {kept.number for kept in document.licences}:
        log = tuple(licence if kept.number == instead_of else kept for kept in document.licences)
    else:
        log = (*document.licences, licence)
    return document if log == document.licences else replace(document, licences=log)


def remove_licence(document: Document, number: str) -> Document:
    """Take an application out of the log; without one of that number nothing happens."""
    log = tuple(kept for kept in document.licences if kept.number != number)
    return document if log == document.licences else replace(document, licences=log)


def set_alternative(document: Document, site: Alternative) -> Document:
    """Add a site to the catalogue, or correct one: it takes the place of that of the same company and site."""
    if not (site.company and site.site):
        raise UsageError("a site needs a company and a name.")
    others = tuple(kept for kept in document.alternatives if (kept.company, kept.site) != (site.company, site.site))
    own = tuple(sorted((*others, replace(site, own=True)), key=lambda kept: (kept.company, kept.site)))
    return document if own == document.alternatives else replace(document, alternatives=own)


def drop_alternative(document: Document, company: str, site: str) -> Document:
    """Forget what was entered of a site: a shipped one is again as shipped."""
    own = tuple(kept for kept in document.alternatives if (kept.company, kept.site) != (company, site))
    return document if own == document.alternatives else replace(document, alternatives=own)


def _named(document: Document, name: str) -> Scenario:
    if name == BASELINE.name:
        raise UsageError("the baseline can't be changed.", remedy="Add a scenario instead.")
    for scenario in document.scenarios:
        if scenario.name == name:
            return scenario
    raise UsageError(f"there is no scenario called {name!r}.")
