"""What a licence application needs, one workbook for each end user and end use: items, documents, drafts, notice data.

The applicant is the exporter in China; this is what importer and end user bring. Forms of the authority go before ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from ytterby.core.progress import SILENT, Part, Progress
from ytterby.exposure.rollup import roll_up
from ytterby.report.dossier import Dossier
from ytterby.report.files import all_or_none, file_names
from ytterby.report.licence_pages import Application, pages
from ytterby.report.notices import say
from ytterby.report.sheets.licences import BINDS
from ytterby.report.trade import Use, uses
from ytterby.report.xlsx import write_pages

Made = tuple[tuple[str, float], ...]


def write_licence_files(dossier: Dossier, folder: Path, progress: Progress = SILENT) -> tuple[Path, ...]:
    """One .xlsx per end user and end use into ``folder``, made where it is not there. Gives the files; all or none.

    Raises ReportError where a file is there already (states and dates may stand in it) or can't be written.
    """
    found = licence_files(dossier, folder)
    if found:
        with all_or_none(folder, tuple(found)):
            for place, (path, application) in enumerate(found.items()):
                part = Part(progress, place / len(found), (place + 1) / len(found))
                write_pages(pages(dossier, application), dossier, path, part, title=say("licence-file-title"))
    return tuple(found)


def licence_files(dossier: Dossier, folder: Path) -> dict[Path, Application]:
    """The files that ``write_licence_files`` would write, each with what it is for."""
    found = applications(dossier)
    paths = file_names(folder, [say("licence-file", user=one.user, use=one.use) for one in found],
                       say("licence-file-nobody"))
    return dict(zip(paths, found, strict=True))


def applications(dossier: Dossier) -> tuple[Application, ...]:
    """Items that a binding entry catches or may catch, by who uses them in the end and for what."""
    groups: dict[Use, list[int]] = defaultdict(list)
    for number, account in enumerate(dossier.accounts):
        unbought = account.exposure is not None and not account.exposure.waits
        if account.denied or unbought or dossier.alternative(number):
            continue
        if any(finding.force in BINDS for finding in account.catching):
            for use in uses(dossier.assessment.trade, number, account):
                groups[use].append(number)
    made_for = _yearly(dossier, {item for items in groups.values() for item in items})
    return tuple(Application(use.user or say("end-user-not-stated"), use.end_use or say("end-use-not-stated"),
                             use.destination, tuple(items),
                             {item: _for_user(dossier, use, made_for.get(item, ())) for item in items})
                 for use, items in sorted(groups.items()))


def _for_user(dossier: Dossier, use: Use, made_for: Made) -> Made:
    """Of the products an item goes into, those of this end user and destination."""
    trade = dossier.assessment.trade
    apart = {one.product: trade.whole.of(one) for one in trade.products}
    told = [(apart.get(name, trade.whole), name, pieces) for name, pieces in made_for]
    return tuple((name, pieces) for one, name, pieces in told
                 if (one.customer, one.destination) == (use.user, use.destination))


def _yearly(dossier: Dossier, items: Iterable[int]) -> dict[int, Made]:
    """Item → (product, pieces a year in it), through all levels of the bill; only products whose volume is known."""
    wanted = set(items)
    if not wanted:
        return {}
    pieces = roll_up(dossier.assessment.reading.bom)
    volumes = {product.item: product.volume for product in dossier.assessment.exposure.products}
    found: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for place, product in enumerate(pieces.products):
        volume = volumes.get(product)
        if volume is None:
            continue
        for item, count in zip(*(column.tolist() for column in pieces.in_product(place)), strict=True):
            if item in wanted and count > 0:
                found[item].append((dossier.name(product), count * volume))
    return {item: tuple(each) for item, each in found.items()}
