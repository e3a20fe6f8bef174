"""The catalogue of sites outside China: what they make, whether they deliver, and one's own entries and corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ytterby.gui.charts.labels import item_name
from ytterby.gui.listing import Column, Listing
from ytterby.gui.views.change_fields import BY_KIND
from ytterby.gui.views.change_form import ChangeForm
from ytterby.gui.widgets.flow import FlowLayout
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain
from ytterby.gui.widgets.names import NameBox
from ytterby.gui.wording import counted, day
from ytterby.planning.catalogue import Alternative, SiteState, catalogue, offering, with_own
from ytterby.planning.scenario import AlternativeSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ytterby.planning.simulation import Simulation
    from ytterby.workspace.document import Assessment, Document

INTRO = ("Sites outside China that could deliver, as far as public sources say; check before you rely on one. A site "
         "used for several items is one source, its weekly capacity shared.")
ALL = "all sites"
_MARKS = {SiteState.OPERATING: "rare earth", SiteState.RAMPING: "not controlled", SiteState.STOPPED: "repealed",
          SiteState.UNCONFIRMED: "unverified"}
_LINES = (("company", "Company"), ("site", "Site"), ("country", "Country"), ("stages", "Stages (; between)"),
          ("materials", "Materials (; between)"), ("capacity", "Capacity"), ("start", "Start or ramp"),
          ("status", "What is known"), ("source", "Where from"))
_MOST = 400

SITES: tuple[Column[Alternative], ...] = (
    Column("company", "Company", lambda s: s.company, width=150),
    Column("site", "Site", lambda s: s.site, width=130),
    Column("country", "Country", lambda s: s.country, width=112),
    Column("state", "State", lambda s: str(s.state), width=112, mark=lambda s: _MARKS.get(s.state, "not yet"),
           tip=lambda s: s.status),
    Column("stages", "Stages", lambda s: ", ".join(s.stages), width=130),
    Column("materials", "Materials", lambda s: ", ".join(s.materials), width=120),
    Column("capacity", "Capacity", lambda s: " ".join(filter(None, (s.capacity, s.capacity_of))), width=150,
           tip=lambda s: s.capacity_of),
    Column("start", "Start or ramp", lambda s: s.start, width=130, tip=lambda s: s.start),
    Column("as_of", "As of", lambda s: day(s.as_of), width=92),
    Column("source", "Source", lambda s: "own entry" if s.own else s.source, width=150, tip=lambda s: s.source),
)


class SourcesPage(QWidget):
    """``chosen`` carries an AlternativeSource to add to the scenario, ``entered`` an Alternative, ``dropped`` company
    and site."""

    chosen = Signal(object)
    entered = Signal(object)
    dropped = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sites: tuple[Alternative, ...] = ()
        self._items: list[tuple[str, str]] = []
        self._elements: dict[str, frozenset[str]] = {}
        self._currency, self._as_of = "", date.min
        self.item = NameBox("Item the site should be able to deliver for", 24)
        self.use, self.new, self.edit, self.drop = (QPushButton(words) for words in (
            "Use as a source…", "New site…", "Edit…", "As shipped"))
        self.count = plain(muted=True)
        self.grid = Grid("Catalogue of alternative sources", empty="No site is known that could deliver this.")
        self.grid.setMinimumHeight(420)
        chooser, buttons = QWidget(), QWidget()
        pair = QHBoxLayout(chooser)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(plain("Able to deliver for"))
        pair.addWidget(self.item)
        row = FlowLayout(buttons)
        for part in (chooser, self.use, self.new, self.edit, self.drop):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 12, 12)
        column.addWidget(plain(INTRO, muted=True, wrap=True))
        column.addWidget(buttons)
        column.addWidget(self.count)
        column.addWidget(self.grid, 1)
        self._connect()

    def _connect(self) -> None:
        self.item.currentIndexChanged.connect(self._show_sites)
        self.grid.rows_selected.connect(self._allow)
        self.grid.activated_row.connect(lambda _: self.ask_use())
        self.use.clicked.connect(self.ask_use)
        self.new.clicked.connect(lambda: self.ask_site(None))
        self.edit.clicked.connect(lambda: self.ask_site(self.site()))
        self.drop.clicked.connect(self._drop)

    def show_assessment(self, document: Document, assessment: Assessment, now: Simulation) -> None:
        self._sites = with_own(catalogue(), document.alternatives)
        self._currency, self._as_of = assessment.exposure.currency, document.as_of
        items, exposure = assessment.reading.bom.items, {item.item: item for item in assessment.exposure.items}
        self._items = [(item_name(items[entry.item]), items[entry.item].key) for entry in now.items]
        self._elements = {items[entry.item].key: frozenset(symbol for symbol, _ in exposure[entry.item].element_g)
                          for entry in now.items if entry.item in exposure}
        kept = self.item.currentData()
        self.item.blockSignals(True)
        self.item.clear()
        for words, key in ((ALL, ""), *self._items):
            self.item.addItem(words, key)
        self.item.setCurrentIndex(max(self.item.findData(kept), 0))
        self.item.blockSignals(False)
        self._show_sites()

    def _show_sites(self, _place: int = 0) -> None:
        key = self.item.currentData() or ""
        found = offering(self._sites, self._elements.get(key, frozenset()))
        delivering = sum(site.delivers for site in found)
        self.count.setText(f"{counted(len(found), 'site')}, {delivering} of them deliver today")
        self.grid.show_listing(Listing(SITES, found))
        self._allow()

    def site(self) -> Alternative | None:
        """The selected one."""
        places, listing = self.grid.selected(), self.grid.listing
        found: Alternative | None = listing.rows[int(places[0])] if listing is not None and len(places) else None
        return found

    def _allow(self, _rows: object = None) -> None:
        site = self.site()
        self.use.setEnabled(site is not None and bool(self._items))
        self.edit.setEnabled(site is not None)
        self.drop.setEnabled(site is not None and site.own)

    def ask_use(self) -> ChangeForm | None:
        """The form of an alternative source, named after the site; how long it takes is the firm's to say."""
        site = self.site()
        if site is None:
            return None
        start = site.as_source(self.item.currentData() or "", qualification_days=180.0, share=1.0, premium=0.2,
                               ramp_days=56.0)
        form = ChangeForm(BY_KIND[AlternativeSource], {"any item": self._items}, self._currency, start, self)
        form.made.connect(self.chosen)
        form.finished.connect(form.deleteLater)
        form.open()
        return form

    def ask_site(self, site: Alternative | None) -> SiteForm:
        form = SiteForm(site, self._as_of, self)
        form.made.connect(self.entered)
        form.finished.connect(form.deleteLater)
        form.open()
        return form

    def _drop(self) -> None:
        site = self.site()
        if site is not None:
            self.dropped.emit(site.company, site.site)

    def retheme(self) -> None:
        """Nothing is painted here."""


class SiteForm(QDialog):
    """One site; ``made`` carries the Alternative, own from then on and dated with ``as_of``."""

    made = Signal(object)

    def __init__(self, site: Alternative | None, as_of: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Site")
        self._site, self._as_of = site, as_of
        self.lines = {name: QLineEdit() for name, _ in _LINES}
        self.state = QComboBox()
        for state in SiteState:
            self.state.addItem(str(state), state)
        self.state.setAccessibleName("State")
        form = QFormLayout(self)
        for name, words in _LINES:
            line = self.lines[name]
            line.setMaxLength(_MOST)
            line.setAccessibleName(words)
            if site is not None:
                value = getattr(site, name)
                line.setText("; ".join(value) if isinstance(value, tuple) else value)
            form.addRow(words, line)
        for name in ("company", "site"):
            self.lines[name].setEnabled(site is None)  # they name the entry that is corrected
        if site is not None:
            self.state.setCurrentIndex(self.state.findData(site.state))
        form.addRow("State", self.state)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        form.addRow(self.buttons)
        self.resize(560, self.sizeHint().height())

    def _accept(self) -> None:
        text = {name: line.text().strip() for name, line in self.lines.items()}
        if not (text["company"] and text["site"]):
            self.lines["company"].setFocus()
            return
        parts = {name: _parts(text.pop(name)) for name in ("stages", "materials")}
        state = SiteState(self.state.currentData())
        if self._site is not None:
            made = replace(self._site, **text, **parts, state=state, as_of=self._as_of, own=True)  # type: ignore[arg-type]
        else:
            made = Alternative(state=state, as_of=self._as_of, confidence="own", own=True, **text, **parts)  # type: ignore[arg-type]
        self.made.emit(made)
        self.accept()


def _parts(text: str) -> tuple[str, ...]:
    parts: Sequence[str] = text.split(";")
    return tuple(part.strip() for part in parts if part.strip())
