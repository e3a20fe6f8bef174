"""What an assessment said at a time, small enough to keep many: the points of a trend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ytterby.core.estimate import Estimate
from ytterby.core.finding import Outcome


@dataclass(frozen=True, slots=True)
class SavedState:
    """``when`` it was kept, ``as_of`` which legal day; digests say whether rules and workbook were the same.

    ``figures`` are (key, value or None where not known, unit) as on the dashboard; ``spend`` a year per status;
    ``element_g`` grams of each rare earth a year.
    """

    name: str
    when: datetime
    as_of: date
    rules_digest: str
    workbook: str
    workbook_digest: str
    currency: str
    figures: tuple[tuple[str, float | None, str], ...]
    spend: tuple[tuple[Outcome, float], ...]
    element_g: tuple[tuple[str, Estimate], ...]
