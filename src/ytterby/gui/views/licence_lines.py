"""The rows of the licence register: clock, quantity, validity and renewal of each application, as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ytterby.core.item import Item
from ytterby.gui.charts.labels import item_name
from ytterby.gui.listing import Column
from ytterby.gui.wording import NOTHING, counted, day, quantity
from ytterby.planning.licences import Licence, Standing, runs_to
from ytterby.regulation.clock import REVIEW_DAYS, review_ends, working_days

WORDS = {Standing.PENDING: "pending", Standing.GRANTED: "granted", Standing.REFUSED: "refused",
         Standing.WITHDRAWN: "withdrawn"}


@dataclass(frozen=True, slots=True)
class Row:
    """One application as shown. ``clock``: working days of the review gone, None once it is decided."""

    licence: Licence
    name: str
    clock: int | None
    ends: date | None
    runs_to: date | None
    renew_by: date | None
    late: bool

    def clock_words(self) -> str:
        if self.clock is None or self.ends is None:
            return NOTHING
        over = self.clock - REVIEW_DAYS
        return (f"{counted(over, 'working day')} over" if over > 0
                else f"{self.clock} of {REVIEW_DAYS}, to {day(self.ends)}")

    def renewal_words(self) -> str:
        if self.renew_by is None:
            return NOTHING
        return f"overdue since {day(self.renew_by)}" if self.late else day(self.renew_by)


def rows(log: Sequence[Licence], items: Sequence[Item], as_of: date, use: Mapping[str, float],
         renewals: Mapping[str, date]) -> tuple[Row, ...]:
    """In the order of the log; ``renewals`` as workspace/outlook.py has them."""
    names = {item.key: item_name(item) for item in items}
    renewed = {licence.renews for licence in log if licence.standing in (Standing.PENDING, Standing.GRANTED)}
    return tuple(_row(licence, names, as_of, use, None if licence.number in renewed else renewals.get(licence.number))
                 for licence in log)


def _row(licence: Licence, names: Mapping[str, str], as_of: date, use: Mapping[str, float],
         renew_by: date | None) -> Row:
    started = licence.accepted or licence.applied
    running = licence.open_on(as_of)
    return Row(licence, names.get(licence.item_key, f"not in this bill: {licence.item_key}"),
               working_days(started, as_of) if running else None, review_ends(started).ends if running else None,
               runs_to(licence, as_of, use.get(licence.item_key, 0.0)), renew_by,
               renew_by is not None and renew_by < as_of)


def _ordinal(value: date | None) -> float | None:
    return float(value.toordinal()) if value else None


LICENCES: tuple[Column[Row], ...] = (
    Column("number", "Number", lambda r: r.licence.number, width=90),
    Column("item", "Item", lambda r: r.name, width=200),
    Column("standing", "State", lambda r: WORDS[r.licence.standing], width=84,
           mark=lambda r: {Standing.GRANTED: "not controlled", Standing.PENDING: "not yet"}.get(
               r.licence.standing, "error")),
    Column("clock", "Review clock", Row.clock_words, lambda r: None if r.clock is None else float(r.clock), width=160,
           help="Working days gone of the 45 that a review may take, from acceptance or else application; "
                "questions of the authority stop the clock"),
    Column("runs", "Runs to", lambda r: day(r.runs_to), lambda r: _ordinal(r.runs_to), figure=True, width=92,
           help="The end of its validity, or the day its quantity is used up at the present use"),
    Column("renew", "Renew by", Row.renewal_words, lambda r: _ordinal(r.renew_by), figure=True, width=200,
           help="Apply by this day, and stock outlasts the wait in 95 of 100 cases"),
    Column("granted", "Granted", lambda r: NOTHING if r.licence.standing is not Standing.GRANTED else
           "no limit" if r.licence.quantity is None else quantity(r.licence.quantity),
           lambda r: r.licence.quantity, figure=True, width=80, help="Pieces"),
    Column("drawn", "Used", lambda r: quantity(r.licence.drawn) if r.licence.drawn else NOTHING,
           lambda r: r.licence.drawn, figure=True, width=70, help="Pieces drawn down"),
    Column("control", "Control", lambda r: r.licence.control, width=90, tip=lambda r: r.licence.instrument),
    Column("user", "End user", lambda r: r.licence.end_user, width=110),
    Column("destination", "To", lambda r: r.licence.destination, width=44),
    Column("applied", "Applied", lambda r: day(r.licence.applied), lambda r: _ordinal(r.licence.applied), figure=True,
           width=92),
)
