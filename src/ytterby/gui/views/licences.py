"""The licence register: what is applied for, held and running out, and what the firm's own log says of the wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ytterby.gui.charts.frame import ChartFrame
from ytterby.gui.charts.labels import item_name
from ytterby.gui.charts.wait_curve import LEGEND, WaitCurve
from ytterby.gui.listing import Listing
from ytterby.gui.views.licence_form import LicenceForm
from ytterby.gui.views.licence_lines import LICENCES, Row, rows
from ytterby.gui.widgets.flow import FlowLayout
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain, resize_font
from ytterby.gui.wording import counted, day, days, percent
from ytterby.planning.licences import OwnWait, Standing, own_wait
from ytterby.planning.waits import default_wait, review
from ytterby.workspace.outlook import renewals

if TYPE_CHECKING:
    from ytterby.workspace.document import Assessment, Document

EMPTY = ("Record applications that are pending, granted or refused: licences held are used up first in What-if, "
         "pending ones keep their start, and the firm's own waits are set beside the public figures.")
NAMED = 4  # items that wait, in the words
EXPLAINED = ("Licences held, their quantities and pending applications are in every outlook of What-if at once. The "
             "wait is planned with as chosen here; own waits are weighed against five cases of the public figure.")


class LicencesView(QWidget):
    """``recorded`` carries (Licence, number of the one it replaces or ""), ``removed`` a number, ``wait_chosen`` a
    LicenceWait or None for the public figure."""

    recorded = Signal(object, str)
    removed = Signal(str)
    wait_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._items: list[tuple[str, str, str, str]] = []
        self._stated: dict[str, tuple[str, str, str]] = {}
        self._own: OwnWait | None = None
        self._chosen: Row | None = None
        self.headline = plain(wrap=True)
        self.headline.setAccessibleName("Licences in words")
        resize_font(self.headline, 1.25, bold=True)
        self.note = plain(muted=True, wrap=True)
        self.grid = Grid("Licence register")
        self.new, self.edit, self.remove = (QPushButton(words) for words in ("New application…", "Edit…", "Remove"))
        self.own, self.public = QPushButton("Plan with your own waits"), QPushButton("Plan with the public figure")
        self.curve = WaitCurve()
        self.frame = ChartFrame("Own waits over the public figure", self.curve)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.new, self.edit, self.remove, self.own, self.public):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.addWidget(self.headline)
        column.addWidget(self.note)
        column.addWidget(buttons)
        column.addWidget(self.grid, 1)
        column.addWidget(self.frame)
        column.addStretch()  # without a register, what there is to do stands at the top
        self._connect()

    def _connect(self) -> None:
        self.grid.rows_selected.connect(self._choose)
        self.grid.activated_row.connect(lambda _: self.ask(new=False))
        self.new.clicked.connect(lambda: self.ask(new=True))
        self.edit.clicked.connect(lambda: self.ask(new=False))
        self.remove.clicked.connect(self._remove)
        self.own.clicked.connect(self._plan_with_own)
        self.public.clicked.connect(lambda: self.wait_chosen.emit(None))

    def _remove(self) -> None:
        if self._chosen is not None:
            self.removed.emit(self._chosen.licence.number)

    def _plan_with_own(self) -> None:
        if self._own is not None:
            self.wait_chosen.emit(self._own.wait)

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        """Register, alarms and curve; the selection stays where the application does."""
        self._document = document
        kept = self._chosen.licence.number if self._chosen else ""
        exposure, items = assessment.exposure, assessment.reading.bom.items
        waiting = [entry for entry in exposure.items if entry.waits]
        self._items = [(item_name(items[e.item]), e.key, e.control, e.instrument) for e in waiting]
        self._stated = {e.key: (one.customer, one.destination, items[e.item].end_use or one.end_use)
                        for e in waiting for one in assessment.trade.contexts(e.item)[:1]}
        use = {e.key: e.daily_use for e in exposure.items if e.daily_use is not None}
        found = rows(document.licences, items, document.as_of, use, renewals(document, exposure))
        self.grid.show_listing(Listing(LICENCES, found))
        self.grid.setVisible(bool(found))
        place = next((n for n, row in enumerate(found) if row.licence.number == kept), 0)
        if found:
            self.grid.select_rows([place])
        self._choose()
        self.new.setEnabled(bool(waiting))
        self._show_wait(document)
        self._say(document, assessment, found)

    def _say(self, document: Document, assessment: Assessment, found: tuple[Row, ...]) -> None:
        if not found:
            self.headline.setText("No licence is recorded for this bill.")
            self.note.setText(f"{self._waiting_words()} {EMPTY}".strip())
            return
        held = sum(row.licence.holds(document.as_of) for row in found)
        pending = sum(row.clock is not None for row in found)
        late = [row for row in found if row.late]
        over = [issue for issue in assessment.issues if issue.code == "licence-clock-over"]
        words = f"{counted(held, 'licence')} held, {counted(pending, 'application')} pending"
        if over:
            words += f"; {counted(len(over), 'review')} should have ended"
        if late:
            words += (f"; {counted(len(late), 'renewal')} overdue, first {late[0].licence.number} for {late[0].name}")
        self.headline.setText(words + ".")
        self.note.setText(f"{self._wait_words(document)} {EXPLAINED}")

    def _waiting_words(self) -> str:
        """What a first application could be for."""
        if not self._items:
            return "No item of this bill waits for a licence on the as-of date."
        names = [name for name, *_ in self._items]
        rest = len(names) - NAMED
        told = "; ".join(names[:NAMED]) + (f"; and {rest} more" if rest > 0 else "")
        return f"{counted(len(names), 'item')} {'needs' if len(names) == 1 else 'need'} or may need one: {told}."

    def _wait_words(self, document: Document) -> str:
        wait = document.wait or default_wait()
        return (f"Planned with: half of the reviews take up to {days(wait.median_days)}, 9 of 10 up to "
                f"{days(wait.p90_days)}, approved {percent(wait.approval, 0)} at each try, as of {day(wait.as_of)}.")

    def _show_wait(self, document: Document) -> None:
        prior = default_wait()
        self._own = own_wait(document.licences, prior, document.as_of) if document.licences else None
        self.own.setEnabled(self._own is not None and self._own.wait != document.wait)
        self.public.setEnabled(document.wait is not None)
        if self._own is None:
            self.frame.hide()
            return
        curve, approval = self._own.curve, self._own.approval
        decided = sum(licence.standing in (Standing.GRANTED, Standing.REFUSED) for licence in document.licences)
        granted = sum(licence.standing is Standing.GRANTED for licence in document.licences)
        said = curve.quantile(0.5)
        title = ("Fewer than half of your own applications are decided" if said is None else
                 f"Half of your own applications were decided within {days(said)}")
        note = (f"n = {curve.applications}, {curve.pending} of them pending; {granted} of {decided} decided granted: "
                f"approval {percent(approval.mean, 0)}, weighed with five cases of the public figure "
                f"({percent(prior.approval, 0)}; half within {days(prior.median_days)}), as of {day(prior.as_of)}")
        self.frame.show_words(title, note, LEGEND, "" if decided else "No own application is decided yet.",
                              basis=prior.basis)
        self.curve.show_curves(curve, review(prior))
        self.frame.show()

    def _choose(self, _rows: object = None) -> None:
        places, listing = self.grid.selected(), self.grid.listing
        self._chosen = listing.rows[int(places[0])] if listing is not None and len(places) else None
        for button in (self.edit, self.remove):
            button.setEnabled(self._chosen is not None)

    def ask(self, *, new: bool) -> LicenceForm | None:
        """Open the form, empty or of the selected application."""
        if self._document is None or (self._chosen is None and not new):
            return None
        licence = None if new or self._chosen is None else self._chosen.licence
        form = LicenceForm(self._items, self._document.as_of, licence, self, stated=self._stated)
        form.taken = frozenset(one.number for one in self._document.licences) - {licence.number if licence else ""}
        form.made.connect(lambda made: self.recorded.emit(made, licence.number if licence else ""))
        form.finished.connect(form.deleteLater)
        form.open()
        return form

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "frame"):
            self.frame.retheme()
