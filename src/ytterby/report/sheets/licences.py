"""The licence worklist: one row for each end use and entry that may need a licence, what to prepare, and by whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from ytterby.core.finding import Finding, Force, Outcome
from ytterby.core.sentences.words import in_words, treatment_words
from ytterby.core.text import reason_text
from ytterby.planning.licences import Standing
from ytterby.regulation.clock import review_ends
from ytterby.report.account import Account, entry
from ytterby.report.applicants import abroad, exporters
from ytterby.report.dossier import Dossier
from ytterby.report.leads import lines_behind
from ytterby.report.notices import say
from ytterby.report.page import Column, Kind, Page, Row, Style, Table, Text
from ytterby.report.sheets.decide import spend
from ytterby.report.trade import Use, uses
from ytterby.report.who import who

COLUMNS = (
    Column("End user", width=18), Column("End use", width=22), Column("Destination", width=11),
    Column("Instrument", width=22),
    Column("Control", width=18), Column("Force", width=12), Column("Treatment", width=17),
    Column("Outcome", Kind.STATUS, 15), Column("Items", Kind.WHOLE, 8), Column("Pieces", Kind.NUMBER, 12),
    Column("Rare earth g, best", Kind.MASS, 13), Column("Spend (items may recur)", Kind.MONEY, 14),
    Column("Shortest cover, days", Kind.DAYS, 10), Column("Who applies", Kind.WRAP, 34),
    Column("Suppliers", Kind.WRAP, 34),
    Column("Missing facts", Kind.WRAP, 50), Column("Who can answer", Kind.WRAP, 26), Column("Lines behind", width=12),
    Column("State", width=20), Column("Filed on", Kind.DATE, 11), Column("Review clock ends", Kind.DATE, 11),
    Column("Licence number", width=16), Column("Quantity granted", Kind.NUMBER, 12),
    Column("Quantity drawn", Kind.NUMBER, 12), Column("Valid to", Kind.DATE, 11),
)
PAPERS = ("paper-form", "paper-identity", "paper-contract", "paper-specification", "paper-end-user",
          "paper-end-use", "paper-product", "paper-history")
BINDS = (Force.IN_FORCE, Force.UNVERIFIED)
Key = tuple[Use, str, str, str, str, str]


def page(dossier: Dossier) -> Page:
    papers = Table((Column("Document", Kind.WRAP, 60), Column("Who brings it", width=22), Column("State", width=16)),
                   tuple((say(code), say(f"{code}-who"), "") for code in PAPERS), key="papers")
    period = say("exposure-per-product") if dossier.assessment.exposure.per_unit else say("exposure-per-year")
    return Page("Licences", (
        Text(say("licences-title"), Style.TITLE), Text(f"{say('licences-note')} {period}"),
        Table(COLUMNS, tuple(_rows(dossier)), main=True, key="licences"),
        Text(say("licences-papers"), Style.HEADING), Text(say("licences-papers-note")), papers,
    ), frozen_columns=5)


def _rows(dossier: Dossier) -> Iterable[Row]:
    groups: dict[Key, list[tuple[int, Finding]]] = defaultdict(list)
    for number, account in enumerate(dossier.accounts):
        if account.denied or (account.exposure is not None and not account.exposure.waits):
            continue
        for finding in account.catching:
            if finding.force in BINDS:
                for use in uses(dossier.assessment.trade, number, account):
                    groups[_key(use, finding)].append((number, finding))
    return (_row(dossier, key, found) for key, found in sorted(groups.items()))


def _key(use: Use, finding: Finding) -> Key:
    return (use, finding.instrument, entry(finding), in_words(finding.outcome),
            in_words(finding.force), treatment_words(finding.outcome, finding.treatment))


def _logged(dossier: Dossier, keys: set[str], instrument: str, control: str, outcome: str) -> Row:
    """What the firm's own log says of applications for these items under the entry: all of them together."""
    found = [licence for licence in dossier.document.licences if licence.item_key in keys
             and licence.instrument == instrument and control.startswith(licence.control)]
    if not found:
        return (say("licence-to-prepare" if outcome == Outcome.CONTROLLED else "licence-facts-first"), *(None,) * 6)
    states = Counter(str(licence.standing) for licence in found)
    pending = [licence.accepted or licence.applied for licence in found if licence.standing is Standing.PENDING]
    clocks = [end for day in pending if (end := review_ends(day).ends) is not None]
    granted = [licence for licence in found if licence.standing is Standing.GRANTED]
    limits = [licence.quantity for licence in granted if licence.quantity is not None]
    ends = [licence.valid_until for licence in granted if licence.valid_until is not None]
    return (
        ", ".join(f"{count} {state}" for state, count in states.items()),
        min(licence.applied for licence in found), min(clocks, default=None),
        ", ".join(licence.number for licence in found), sum(limits) if limits else None,
        sum(licence.drawn for licence in granted) if granted else None, min(ends, default=None),
    )


def _row(dossier: Dossier, key: Key, found: list[tuple[int, Finding]]) -> Row:
    use, instrument, control, outcome, force, treatment = key
    items = tuple(dict.fromkeys(number for number, _ in found))
    accounts = [dossier.accounts[item] for item in items]
    exposures = [account.exposure for account in accounts if account.exposure]
    pieces = [each.annual_quantity for each in exposures if each.annual_quantity is not None]
    grams = [mass.best for each in exposures for _, mass in each.element_g]
    covers = [each.cover_days for each in exposures if each.cover_days is not None]
    suppliers = sorted({name for each in exposures for name in each.suppliers if name})
    missing = tuple(dict.fromkeys(reason for _, finding in found for reason in finding.missing))
    return (
        use.user or say("end-user-not-stated"), use.end_use or say("end-use-not-stated"), use.destination,
        instrument, control, force, treatment, outcome, len(items), sum(pieces) if pieces else None,
        sum(grams) if grams else None, spend(dossier, items), min(covers, default=None),
        _applicants(found, accounts), "; ".join(suppliers),
        "\n".join(map(reason_text, missing)),
        "; ".join(who(missing)),
        lines_behind(dossier, say("behind-licence", control=control, treatment=treatment), items),
        *_logged(dossier, {account.item.key for account in accounts}, instrument, control, outcome),
    )


def _applicants(found: list[tuple[int, Finding]], accounts: list[Account]) -> str:
    """All findings of a row are of one instrument."""
    if all(abroad(finding) for _, finding in found):
        return say("applicant-abroad")
    return "; ".join(exporters(account.item for account in accounts)) or say("applicant-not-stated")
