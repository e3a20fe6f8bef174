"""What a report says, before how it looks: made from a document and its assessment, used by every sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ytterby.report.account import Account, account
from ytterby.report.behind import Behind
from ytterby.report.earlier import Earlier
from ytterby.report.logo import Logo
from ytterby.report.notices import notices, say
from ytterby.report.questions import Sent
from ytterby.workspace.document import Assessment, Document

if TYPE_CHECKING:
    from ytterby.planning.planned import Planned

LINES = "Lines"
LINES_PER_SHEET = 1_000_000
LINES_HEADER_ROW = 5


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """``accounts[i]`` is of item i of the bill; ``first_line[i]`` the first usage of it, -1 where there is none.

    ``behind`` fills while pages are made: the lines that their figures lead to.
    """

    document: Document
    assessment: Assessment
    accounts: tuple[Account, ...]
    first_line: tuple[int, ...]
    notices: tuple[str, ...]
    firm: str = ""
    earlier: Earlier | None = None
    logo: Logo | None = None
    planned: Planned | None = None
    sent: tuple[Sent, ...] = ()
    behind: Behind = field(default_factory=Behind)

    def place(self, line: int) -> tuple[str, int]:
        """Sheet and row (1 = first) of a line in the register."""
        sheet, row = divmod(line, LINES_PER_SHEET)
        return register_name(sheet), LINES_HEADER_ROW + 1 + row

    def lines_of(self, item: int) -> tuple[int, ...]:
        """The usages of an item, in the order of the bill."""
        exposure = self.accounts[item].exposure
        return exposure.lines if exposure else ()

    def alternative(self, item: int) -> bool:
        """The bill names it only beside other items, and counts no piece of it."""
        lines = self.lines_of(item)
        return bool(lines) and bool(self.assessment.reading.bom.usages.alternative[list(lines)].all())

    def name(self, item: int | None) -> str:
        """How an item is called in a table: by its number, else its text; None is the list itself."""
        if item is None:
            return say("whole-list")
        about = self.assessment.reading.bom.items[item]
        return about.name


def register_name(sheet: int) -> str:
    return LINES if sheet == 0 else f"{LINES} {sheet + 1}"


def dossier(document: Document, assessment: Assessment, *, firm: str = "", earlier: Earlier | None = None,
            logo: Logo | None = None, planned: Planned | None = None, sent: tuple[Sent, ...] = ()) -> Dossier:
    """Costs work per distinct item, not per line. ``planned``: the plan to report; ``sent``: forms out and back."""
    bom, classification = assessment.reading.bom, assessment.classification
    exposures = {exposure.item: exposure for exposure in assessment.exposure.items}
    first = [-1] * len(bom.items)
    for line, item in enumerate(bom.usages.item.tolist()):
        if first[item] < 0:
            first[item] = line
    accounts = tuple(
        account(index, item, assessment.identities[index], classification, exposures.get(index))
        for index, item in enumerate(bom.items)
    )
    return Dossier(document, assessment, accounts, tuple(first), notices(assessment), firm, earlier,
                   logo, planned, sent)
