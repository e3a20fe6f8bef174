"""How a figure went over the kept states of a document, and where it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ytterby.exposure.exposure import Exposure, Figure
from ytterby.gui.charts.chart import Chart, Mark, Table, empty_chart, scale
from ytterby.gui.charts.exposure_charts import HEADROOM
from ytterby.gui.charts.labels import figure
from ytterby.gui.wording import day, number
from ytterby.workspace.trend import TrendPoint

SHOWN = 11  # kept states, the latest; the last row is now
TITLE = "Course of the exposure"
NOTHING_KEPT = "No state is kept yet. Keep the figures as they are now, and later ones will be compared with them."


@dataclass(frozen=True, slots=True)
class Followed:
    """A figure to follow: its key, the words of its toggle, and the role of its bars."""

    key: str
    words: str
    role: str


FOLLOWED = (Followed("licence_required", "Licence", "controlled"),
            Followed("undetermined", "Undetermined", "undetermined"),
            Followed("licence_spend", "Spend", "accent"), Followed("evidence_share", "Evidence", "clear"))


def trend_chart(points: Sequence[TrendPoint], now: Figure, followed: Followed, exposure: Exposure) -> Chart:
    """A row for each kept state, oldest first, and one for now; only that opens lines, for only its bill is here."""
    if not points:
        return empty_chart(TITLE, NOTHING_KEPT)
    shown = points[-SHOWN:]
    values = [point.value for point in shown] + [now.value]
    top = max((value for value in values if value is not None), default=0.0)
    said = partial(_said, unit=now.unit, currency=exposure.currency)
    marks = [Mark(row, 0.0, point.value, followed.role, frozenset(), point.name, _tip(point, said(point.value)),
                  said(point.value, brief=True), 0.55, after=True)
             for row, point in enumerate(shown) if point.value is not None]
    if now.value is not None:
        marks.append(Mark(len(shown), 0.0, now.value, followed.role, frozenset(now.items), f"{followed.words}: now",
                          f"Now: {said(now.value)}", said(now.value, brief=True), after=True))
    rows = (*(f"{point.name}{_changed(point)}" for point in shown), "now")
    return Chart(_title(shown[-1], now, followed, said), _note(points, shown), rows, tuple(marks),
                 (0.0, (top or 1.0) * HEADROOM), tuple((x, said(x, brief=True)) for x in scale(top)),
                 table=partial(_table, points, now))


def _said(value: float | None, *, unit: str, currency: str, brief: bool = False) -> str:
    return "not known" if value is None else figure(value, unit, currency, brief=brief)


def _changed(point: TrendPoint) -> str:
    marks = [words for changed, words in ((point.new_workbook, "other workbook"), (point.new_rules, "other rules"))
             if changed]
    return f"  ·  {', '.join(marks)}" if marks else ""


def _tip(point: TrendPoint, value: str) -> str:
    return f"{point.name}: {value}\nAs of {day(point.as_of)}, kept {point.when:%Y-%m-%d %H:%M}{_changed(point)}"


def _title(last: TrendPoint, now: Figure, followed: Followed, said: partial[str]) -> str:
    if last.value is None or now.value is None:
        return f"{followed.words}: {said(now.value)} now"
    if last.value == now.value:
        return f"{followed.words}: {said(now.value)}, as at {last.name}"
    return f"{followed.words}: {said(now.value)} now, {said(last.value)} at {last.name}"


def _note(points: Sequence[TrendPoint], shown: Sequence[TrendPoint]) -> str:
    note = "States as they were kept; only the present one opens its lines"
    left = len(points) - len(shown)
    unknown = any(point.value is None for point in shown)
    return note + (f"; {number(left)} older in the table" if left else "") + (
        "; no bar: not known then, or in another currency" if unknown else "")


def _table(points: Sequence[TrendPoint], now: Figure) -> Table:
    head = ("State", "Kept", "As of", now.key, "Other workbook", "Other rules")
    return head, *((point.name, point.when.isoformat(timespec="minutes"), point.as_of.isoformat(),
                    "" if point.value is None else number(point.value, 4), "yes" if point.new_workbook else "",
                    "yes" if point.new_rules else "") for point in points), (
        "now", "", "", "" if now.value is None else number(now.value, 4), "", "")
