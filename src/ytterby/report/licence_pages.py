"""The sheets of one licence file: items with quantities, documents with state, end-use statement, compliance notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ytterby.core.finding import Finding
from ytterby.core.sentences.words import in_words, treatment_words
from ytterby.core.text import reason_text
from ytterby.report.account import Account, entry, grams
from ytterby.report.applicants import REEXPORT, abroad, applies, exporters
from ytterby.report.dossier import Dossier
from ytterby.report.law import state_words
from ytterby.report.notices import basis, say
from ytterby.report.page import Block, Cell, Column, Formula, Input, Kind, Page, Row, Style, Table, Text
from ytterby.report.sheets.licences import BINDS, PAPERS

NOTICE = REEXPORT  # art. 7: exporters of Part-1 items, and whoever passes controlled items on, hand on a notice
STATES = ("missing", "asked for", "received", "translated", "filed", "not needed")
EACH_ITEM = frozenset({"paper-specification", "paper-product"})  # papers of an item; the others are of the end user
_FIELDS = ("importer", "importer-address", "end-user", "end-user-address", "end-user-registry", "exporter", "contract",
           "country", "use", "place", "product", "period", "signed-by", "signed-on")
_ARMED = re.compile(r"milit|wmd|defen[cs]e|weapon|armament|rüstung|bundeswehr|armee|armée|ejército|оборон|воен|"
                    r"军|軍|국방", re.I)
_CIVIL = "end-use-promise-military"
_PROMISES = ("end-use-promise-use", _CIVIL, "end-use-promise-transfer", "end-use-promise-record")


@dataclass(frozen=True, slots=True)
class Application:
    """``made_for``: item → (product, pieces a year in it)."""

    user: str
    use: str
    destination: str
    items: tuple[int, ...]
    made_for: dict[int, tuple[tuple[str, float], ...]]


def pages(dossier: Dossier, application: Application) -> Iterator[Page]:
    """Each with its basis, as in the report."""
    said = basis(dossier.assessment, dossier.firm)
    for make in (_items, _documents, _statement, _notice):
        title, *rest = (page := make(dossier, application)).blocks
        yield Page(page.name, (title, Text(said), *rest), page.frozen_columns)


def _items(dossier: Dossier, application: Application) -> Page:
    per_unit = dossier.assessment.exposure.per_unit
    columns = (
        Column("Item", width=18), Column("Description", width=36), Column("HS code", width=12),
        Column("Control codes", Kind.WRAP, 26), Column("Outcome", Kind.STATUS, 15),
        Column("Treatment", Kind.WRAP, 22), Column("Manufacturer", width=20), Column("Exporter or supplier", width=24),
        Column("Origin", width=8), Column("Pieces in a product" if per_unit else "Pieces a year", Kind.NUMBER, 12),
        Column("Of which for", Kind.WRAP, 32), Column("Grams a year, by element", Kind.WRAP, 40),
        Column("Days of cover", Kind.DAYS, 10), Column("Missing facts", Kind.WRAP, 44),
    )
    rows = tuple(_item(dossier, application, number) for number in application.items)
    period = say("exposure-per-product") if per_unit else say("exposure-per-year")
    note = say("licence-file-note", applies=applies(_caught(dossier, application)))
    return Page("Items", (
        Text(say("licence-file-title"), Style.TITLE),
        Text(say("licence-file-for", user=application.user, use=application.use), Style.HEADING),
        Text(f"{note} {period}"), Table(columns, rows, main=True, key="items"),
    ), frozen_columns=1)


def _caught(dossier: Dossier, application: Application) -> tuple[Finding, ...]:
    """What binds, or may, and catches the items or may catch them."""
    return tuple(finding for number in application.items for finding in dossier.accounts[number].catching
                 if finding.force in BINDS)


def _item(dossier: Dossier, application: Application, number: int) -> Row:
    account = dossier.accounts[number]
    item, exposure = account.item, account.exposure
    caught = [finding for finding in account.catching if finding.force in BINDS]
    made_for = application.made_for[number]
    return (
        dossier.name(number), item.description, item.hs.digits if item.hs else "",
        "\n".join(dict.fromkeys(f"{entry(each)} ({each.instrument})" for each in caught)), in_words(account.status),
        "\n".join(dict.fromkeys(treatment_words(each.outcome, each.treatment) for each in caught)), item.manufacturer,
        _suppliers(account), "/".join(item.origin), exposure.annual_quantity if exposure else None,
        "\n".join(f"{name}: {pieces:,.6g}" for name, pieces in made_for),
        grams(exposure.element_g) if exposure else "", exposure.cover_days if exposure else None,
        "\n".join(dict.fromkeys(reason_text(reason) for each in caught for reason in each.missing)),
    )


def _suppliers(account: Account) -> str:
    return "; ".join(account.exposure.suppliers) if account.exposure else account.item.supplier


def _documents(dossier: Dossier, application: Application) -> Page:
    """Each paper with its state; how many are done follows."""
    columns = (
        Column("Document", Kind.WRAP, 50), Column("For", width=30), Column("Who brings it", width=16),
        Column("State", Kind.STATUS, 14, choices=STATES, words=STATES), Column("On", Kind.DATE, 12),
        Column("Remark", width=40),
    )
    rows: list[Row] = []
    for code in PAPERS:
        whose = [dossier.name(number) for number in application.items] if code in EACH_ITEM else [application.user]
        rows += [(say(code), name, say(f"{code}-who"), STATES[0], None, None) for name in whose]
    first = 9  # row of the first paper: title, basis, note, heading and rows of the count, a free row, heading
    span = f"$D${first}:$D${first + len(rows) - 1}"
    count = Table((Column("State of the papers", width=50), Column("Papers", Kind.WHOLE, 30)), (
        ("filed, translated or not needed",
         Formula(f'COUNTIF({span},"filed")+COUNTIF({span},"translated")+COUNTIF({span},"not needed")', 0)),
        ("of", Formula(f"COUNTA({span})", len(rows))),
    ), key="count")
    blocks: tuple[Block, ...] = (
        Text(say("licences-papers"), Style.TITLE), Text(say("licences-papers-note")), count,
        Table(columns, tuple(rows), main=True, key="papers"),
    )
    return Page("Documents", blocks)


def _statement(dossier: Dossier, application: Application) -> Page:
    """A draft: field names in both languages, what we know filled in, promises to be read by whoever signs."""
    known, hints = _known(dossier, application), _hints(dossier, application)
    sent_on = all(map(abroad, _caught(dossier, application)))
    columns = (Column("Field", width=40), Column("栏目", width=30), Column("To fill in", Kind.WRAP, 60),
               Column("Hint", Kind.WRAP, 40))
    called = {"exporter": "exporter-abroad"} if sent_on else {}
    fields = tuple((say(f"end-use-{called.get(name, name)}"), say(f"end-use-{called.get(name, name)}-zh"),
                    known.get(name) or Input(None), hints.get(name, ""))
                   for name in _FIELDS)
    items = Table((Column("Item", width=40), Column("Control code", width=30), Column("Description of the goods",
                   Kind.WRAP, 60), Column("Pieces", Kind.NUMBER, 14)), tuple(_goods(dossier, application)), key="goods")
    armed = _ARMED.search(application.use) is not None  # what is stated must not be denied below
    promises = Table((Column("Statement", Kind.WRAP, 60), Column("声明", Kind.WRAP, 60)), tuple(
        (say(code), say(f"{code}-zh")) for code in _PROMISES if not (armed and code == _CIVIL)), key="promises")
    warned = (Text(say("end-use-armed", use=application.use), Style.WARNING),) if armed else ()
    return Page("End-use statement", (
        Text(say("end-use-title"), Style.TITLE), Text(say("end-use-note"), Style.WARNING),
        Table(columns, fields, key="fields"), Text(say("end-use-goods"), Style.HEADING), items,
        Text(say("end-use-promises"), Style.HEADING), *warned, promises,
    ))


def _known(dossier: Dossier, application: Application) -> dict[str, str]:
    products = dict.fromkeys(name for number in application.items for name, _ in application.made_for[number])
    user = "" if application.user == say("end-user-not-stated") else application.user
    use = "" if application.use == say("end-use-not-stated") else application.use
    return {"importer": dossier.firm, "end-user": user, "country": application.destination,
            "use": use, "exporter": "; ".join(_exporters(dossier, application)),
            "product": "; ".join(name for name in products if name != say("whole-list"))}


def _exporters(dossier: Dossier, application: Application) -> tuple[str, ...]:
    """In China, of items that an entry catches at its border; who signs may not be told the name of a mere shop."""
    return exporters(dossier.accounts[number].item for number in application.items
                     if any(each.force in BINDS and not abroad(each) for each in dossier.accounts[number].catching))


def _hints(dossier: Dossier, application: Application) -> dict[str, str]:
    """What to mind, or to state, in a field that only they who sign can answer for."""
    if all(map(abroad, _caught(dossier, application))):
        exporter = "end-use-hint-abroad"
    else:
        exporter = "end-use-hint-exporter" if _exporters(dossier, application) else "end-use-hint-no-exporter"
    hints = {"exporter": say(exporter)}
    return hints if application.use != say("end-use-not-stated") else {**hints, "use": say("end-use-hint-use")}


def _goods(dossier: Dossier, application: Application) -> Iterator[Row]:
    for number in application.items:
        account = dossier.accounts[number]
        codes = dict.fromkeys(entry(each) for each in account.catching if each.force in BINDS)
        pieces: Cell = Input(account.exposure.annual_quantity if account.exposure else None)
        yield dossier.name(number), "; ".join(codes), account.item.description, pieces


def _notice(dossier: Dossier, application: Application) -> Page:
    """The facts that announcement 61 of 2025 wants handed on; whether it binds on the day is said first."""
    rules = dossier.assessment.classification.rules
    state = next((state_words(one, rules) for one in rules.standing if one.instrument.id == NOTICE), "")
    columns = (
        Column("Item", width=18), Column("Goods", Kind.WRAP, 36), Column("Entry of Annex 1", width=18),
        Column("Limb", width=10), Column("Outcome", Kind.STATUS, 15), Column("Force", width=16),
        Column("Origin stated", width=10), Column("Grams in one piece", Kind.WRAP, 34),
        Column("What was weighed", Kind.WRAP, 60), Column("Missing facts", Kind.WRAP, 44),
        Column("Handed on by", width=24), Column("Handed to", width=24), Column("Final country", width=12),
        Column("Notice received", Kind.STATUS, 14, choices=STATES, words=STATES),
    )
    rows = tuple(
        (dossier.name(number), account.item.description, each.control, each.limb, in_words(each.outcome),
         in_words(each.force), "/".join(account.item.origin), grams(account.elements_g),
         "\n".join(map(reason_text, each.reasons)), "\n".join(map(reason_text, each.missing)), _suppliers(account),
         dossier.firm, application.destination, STATES[0])
        for number in application.items for account in (dossier.accounts[number],)
        for each in account.catching if each.instrument == NOTICE)
    return Page("Compliance notice", (
        Text(say("compliance-title"), Style.TITLE),
        Text(say("compliance-state", id=NOTICE, state=state or say("compliance-not-used")), Style.WARNING),
        Text(say("compliance-note")), Table(columns, rows, main=True, key="notice"),
    ), frozen_columns=1)
