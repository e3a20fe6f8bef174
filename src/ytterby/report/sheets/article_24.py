"""The EU's risk assessment by large firms, point by point: who is bound, the map, the factors, vulnerability, measures.

Filled from bill, law and public facts; what none of them tells stands there as not known, for the firm to fill in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ytterby.core.elements import BY_SYMBOL
from ytterby.core.finding import Force, Outcome
from ytterby.core.sentences.words import in_words
from ytterby.exposure.exposure import DEPENDENCE_LIMIT, ElementExposure, Flag
from ytterby.exposure.refining import CHINA, Refining
from ytterby.planning.catalogue import catalogue, offering, with_own
from ytterby.report.account import Account, entry
from ytterby.report.dossier import Dossier
from ytterby.report.leads import lines_behind
from ytterby.report.notices import percent, say
from ytterby.report.page import Cell, Column, Kind, Page, Row, Style, Table, Text
from ytterby.report.public import measure, mined_of
from ytterby.report.questions import answered
from ytterby.report.sheets.decide import spend

STRATEGIC = ("Nd", "Pr", "Tb", "Dy", "Gd", "Sm", "Ce")  # Annex I of Regulation (EU) 2024/1252: for permanent magnets
TECHNOLOGIES = (  # art. 24(1)
    "batteries for storage and e-mobility", "equipment for making and using hydrogen", "renewable energy generation",
    "aircraft", "traction motors", "heat pumps", "data transmission and storage", "mobile electronic devices",
    "additive manufacturing", "robotics", "drones", "rocket launchers", "satellites", "advanced chips")
YEARS = 3
CHOICES = ("yes", "no", "not known")
STATES = ("not known", "decided", "under way", "done", "not needed")
_NAMED = 4


@dataclass(frozen=True, slots=True)
class _Material:
    """A strategic raw material with the accounts of the items that hold or may hold it, decided ones left out."""

    element: ElementExposure
    accounts: tuple[Account, ...]
    items: tuple[int, ...]

    @property
    def name(self) -> str:
        return BY_SYMBOL[self.element.symbol].name

    @property
    def covers(self) -> list[float]:
        return [each.exposure.cover_days for each in self.accounts
                if each.exposure is not None and each.exposure.cover_days is not None]


def pages(dossier: Dossier) -> Iterator[Page]:
    found = _materials(dossier)
    yield _scope(dossier, found)
    for make in (_map, _factors, _vulnerability, _mitigation):
        yield make(dossier, found)


def _materials(dossier: Dossier) -> tuple[_Material, ...]:
    made = []
    for element in dossier.assessment.exposure.elements:
        items = tuple(item for item in element.items if not dossier.accounts[item].denied)
        if element.symbol in STRATEGIC and items:
            made.append(_Material(element, tuple(dossier.accounts[item] for item in items), items))
    return tuple(made)


def _scope(dossier: Dossier, found: tuple[_Material, ...]) -> Page:
    day = dossier.assessment.provenance.as_of
    unknown = say("crma-not-known")
    columns = (Column("Question", Kind.WRAP, 70), Column("Answer", Kind.WRAP, 40, choices=CHOICES))
    rows: list[Row] = [
        (say("crma-scope-large"), unknown), (say("crma-scope-named"), unknown),
        *((say("crma-scope-technology", technology=one), unknown) for one in TECHNOLOGIES),
        (say("crma-scope-board"), unknown),
    ]
    dates = Table((Column("For the record", width=70), Column("Value", Kind.WRAP, 40)), (
        (say("crma-scope-materials"), ", ".join(one.name for one in found) or say("crma-scope-none")),
        (say("crma-scope-day"), day.isoformat()), (say("crma-scope-next"), _later(day).isoformat())), key="dates")
    rule = measure("ME008")
    return Page("CRMA scope", (
        Text(say("crma-scope-title"), Style.TITLE), Text(say("crma-scope-note")),
        Text(f"{rule.asks} [{rule.instrument}; {rule.dates}; {rule.source}]"), dates,
        Table(columns, tuple(rows), main=True, key="scope"),
    ))


def _later(day: date) -> date:
    """The same day YEARS later; of 29 February the day before."""
    try:
        return day.replace(year=day.year + YEARS)
    except ValueError:
        return day.replace(year=day.year + YEARS, day=28)


def _page(name: str, code: str, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Page:
    nothing = () if rows else (Text(say("crma-no-material"), Style.BODY),)
    return Page(name, (Text(say(f"{code}-title"), Style.TITLE), Text(say(f"{code}-note")), *nothing,
                       Table(columns, rows, main=True)), frozen_columns=2)


def _map(dossier: Dossier, found: tuple[_Material, ...]) -> Page:
    columns = (
        Column("Material", width=16), Column("Stage", width=14), Column("Largest country, public figures", width=22),
        Column("Its share", Kind.SHARE, 10), Column("Above 65 %", width=10), Column("Basis", Kind.WRAP, 44),
        Column("Countries that suppliers state", Kind.WRAP, 30), Column("Items without an answer", Kind.WHOLE, 12),
        Column("Sites outside China that deliver", Kind.WRAP, 44), Column("Lines behind", width=12),
        Column("What the firm knows", Kind.WRAP, 30))
    refining = Refining.shipped()
    return _page("CRMA map", "crma-map", columns, tuple(
        row for one in found for row in _stages(dossier, one, refining)))


def _stages(dossier: Dossier, one: _Material, refining: Refining) -> Iterator[Row]:
    symbol, unknown = one.element.symbol, say("crma-not-known")
    where, refined = mined_of(symbol), refining.of_element(symbol)
    shares: dict[str, tuple[str, float, str] | None] = {
        "crma-extraction": (where.country, where.share, where.basis) if where else None,
        "crma-processing": (refined[0].country, refined[0].share, refined[0].basis) if refined else None,
        "crma-recycling": None,
    }
    sites = {"crma-extraction": ("mine", "concentrate"), "crma-processing": ("separation", "refining"),
             "crma-recycling": ("recycling",)}
    asked = {"crma-extraction": "mined", "crma-processing": "refined", "crma-recycling": ""}
    for stage, share in shares.items():
        said = [answered(account.decision.why, asked[stage]) if account.decision and asked[stage] else ""
                for account in one.accounts]
        known: Row = (unknown, unknown, unknown, unknown) if share is None else (
            share[0], share[1], "yes" if share[1] > DEPENDENCE_LIMIT else "no", share[2])
        yield (one.name, say(stage), *known, ", ".join(sorted({word for word in said if word})) or unknown,
               sum(not word for word in said), _sites(dossier, symbol, *sites[stage]),
               lines_behind(dossier, say("behind-element", element=symbol), one.items), None)


def _sites(dossier: Dossier, symbol: str, *stages: str) -> str:
    """Those that deliver today, by company and country."""
    known = with_own(catalogue(), dossier.document.alternatives)
    found = [site for stage in stages for site in offering(known, (symbol,), stage)
             if site.delivers and site.country != CHINA]
    named = list(dict.fromkeys(f"{site.company} ({site.country})" for site in found))
    return ", ".join(named[:_NAMED]) + (f" and {len(named) - _NAMED} more" if len(named) > _NAMED else "") if named \
        else say("crma-sites-none")


def _factors(dossier: Dossier, found: tuple[_Material, ...]) -> Page:
    columns = (Column("Material", width=16), Column("Factor", width=34), Column("What is known", Kind.WRAP, 70),
               Column("Basis", Kind.WRAP, 50), Column("Lines behind", width=12),
               Column("What the firm adds", Kind.WRAP, 40))
    refining = Refining.shipped()
    return _page("CRMA factors", "crma-factors", columns, tuple(
        (one.name, say(f"crma-factor-{factor}"), *known, None)
        for one in found for factor, known in _known(dossier, one, refining)))


def _known(dossier: Dossier, one: _Material, refining: Refining) -> Iterator[tuple[str, Row]]:
    symbol, unknown = one.element.symbol, say("crma-not-known")
    caught = tuple(item for item in one.items if dossier.accounts[item].catching)
    entries = sorted({f"{finding.instrument} {entry(finding)} ({in_words(finding.force)})"
                      for account in one.accounts for finding in account.catching})
    told = say("crma-law-some", items=len(caught), entries="; ".join(entries)) if entries else say("crma-law-none")
    yield "law", (told, dossier.assessment.provenance.rules_digest[:19],
                  lines_behind(dossier, say("behind-element", element=symbol), caught))
    outlooks = dossier.assessment.outlooks
    wait = outlooks[0].wait if outlooks else None
    yield "wait", ((say("crma-wait-known", median=f"{wait.median_days:g}", p90=f"{wait.p90_days:g}",
                        approval=percent(wait.approval)), wait.basis) if wait else (unknown, "")) + (None,)
    refined, where = refining.of_element(symbol), mined_of(symbol)
    yield "processing", (*_share(refined[0].country, refined[0].share, refined[0].basis), None) if refined else (
        unknown, "", None)
    yield "mining", (*_share(where.country, where.share, where.basis), None) if where else (unknown, "", None)
    single = tuple(item for item in one.items if dossier.accounts[item].has(Flag.SINGLE_SOURCE))
    yield "single", (say("crma-single", single=len(single), items=len(one.items)), "",
                     lines_behind(dossier, say("crma-factor-single"), single))
    for other in ("price", "politics", "hazards"):
        yield other, (unknown, "", None)


def _share(country: str, share: float, basis: str) -> tuple[str, str]:
    code = "crma-share-over" if share > DEPENDENCE_LIMIT else "crma-share"
    return say(code, country=country, share=percent(share)), basis


def _vulnerability(dossier: Dossier, found: tuple[_Material, ...]) -> Page:
    exposure = dossier.assessment.exposure
    columns = (
        Column("Material", width=16), Column("Items", Kind.WHOLE, 9), Column("Lines behind", width=12),
        Column(f"Spend, {exposure.currency}", Kind.MONEY, 14),
        Column(f"Revenue of products, {exposure.currency}", Kind.MONEY, 16), Column("Products", Kind.WRAP, 30),
        Column("Grams, best", Kind.MASS, 13), Column("Items controlled", Kind.WHOLE, 10),
        Column("Items undetermined", Kind.WHOLE, 13), Column("Single sources", Kind.WHOLE, 9),
        Column("Shortest cover, days", Kind.DAYS, 10), Column("Median licence wait, days", Kind.DAYS, 10),
        Column("Signs of weakness", Kind.WRAP, 50), Column("Significant?", width=14, choices=CHOICES),
        Column("Why, and by whom judged", Kind.WRAP, 36))
    return _page("CRMA vulnerability", "crma-vulnerability", columns,
                 tuple(_weakness(dossier, one) for one in found))


def _weakness(dossier: Dossier, one: _Material) -> Row:
    unknown, outlooks = say("crma-not-known"), dossier.assessment.outlooks
    inside = [product for product in dossier.assessment.exposure.products if set(product.items) & set(one.items)]
    revenue = [product.revenue for product in inside if product.revenue is not None]
    return (
        one.name, len(one.items), lines_behind(dossier, say("behind-element", element=one.element.symbol), one.items),
        spend(dossier, one.items), sum(revenue) if revenue else unknown,
        ", ".join(dossier.name(product.item) for product in inside[:_NAMED]) + (" …" if len(inside) > _NAMED else ""),
        one.element.mass_g.best if one.element.mass_g.high else unknown,
        sum(each.status is Outcome.CONTROLLED for each in one.accounts),
        sum(each.status is Outcome.UNDETERMINED for each in one.accounts),
        sum(each.has(Flag.SINGLE_SOURCE) for each in one.accounts), min(one.covers, default=unknown),
        outlooks[0].wait.median_days if outlooks else unknown, _signs(dossier, one), unknown, None,
    )


def _signs(dossier: Dossier, one: _Material) -> str:
    outlooks = dossier.assessment.outlooks
    wait = outlooks[0].wait.median_days if outlooks else None
    blind = len(one.accounts) - len(one.covers)
    seen = {
        "crma-sign-share": (one.element.china_share or 0.0) > DEPENDENCE_LIMIT,
        "crma-sign-law": any(finding.force is Force.IN_FORCE and finding.outcome is Outcome.CONTROLLED
                             for account in one.accounts for finding in account.catching),
        "crma-sign-open": any(account.status is Outcome.UNDETERMINED for account in one.accounts),
        "crma-sign-single": any(account.has(Flag.SINGLE_SOURCE) for account in one.accounts),
        "crma-sign-cover": wait is not None and any(cover < wait for cover in one.covers),
    }
    told = [say(code) for code, there in seen.items() if there]
    if blind:
        told.append(say("crma-sign-no-cover", count=blind))
    return "; ".join(told) or say("crma-sign-none")


def _mitigation(dossier: Dossier, found: tuple[_Material, ...]) -> Page:
    columns = (
        Column("Material", width=16), Column("Measure", width=30), Column("What is there", Kind.WRAP, 60),
        Column("State", width=14, choices=STATES), Column("What is decided", Kind.WRAP, 40),
        Column("Responsible", width=20), Column("By when", Kind.DATE, 12))
    there: dict[str, Callable[[Dossier, _Material], Cell]] = {
        "diversify": _others, "substitute": _substitutes, "stock": _stock, "recycle": _recycled,
        "contract": lambda *_: say("crma-not-known")}
    return _page("CRMA mitigation", "crma-mitigation", columns, tuple(
        (one.name, say(f"crma-measure-{name}"), tell(dossier, one), say("crma-not-known"), None, None, None)
        for one in found for name, tell in there.items()))


def _others(dossier: Dossier, one: _Material) -> Cell:
    exposures = [account.exposure for account in one.accounts if account.exposure is not None]
    several = sum(len(each.sourcing.origins) > 1 or any(
        (each.sourcing.alternates.qualified, each.sourcing.alternates.in_qualification, each.sourcing.alternates.named))
        for each in exposures)
    return say("crma-diversify", items=several, count=len(one.accounts),
               sites=_sites(dossier, one.element.symbol, "separation", "refining", "metal", "magnet"))


def _substitutes(dossier: Dossier, one: _Material) -> Cell:
    usages = dossier.assessment.reading.bom.usages
    named = sum(bool(usages.alternative[line]) for item in one.items for line in dossier.lines_of(item))
    return say("crma-substitute", lines=named) if named else say("crma-not-known")


def _stock(_: Dossier, one: _Material) -> Cell:
    covers, count = one.covers, len(one.accounts)
    if not covers:
        return say("crma-stock-unknown", count=count)
    return say("crma-stock", days=f"{min(covers):,.0f}", unknown=count - len(covers), count=count)


def _recycled(dossier: Dossier, one: _Material) -> Cell:
    return say("crma-recycle", sites=_sites(dossier, one.element.symbol, "recycling"))
