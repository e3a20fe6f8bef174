"""How the workbook was understood: the grid as Excel shows it, each column's meaning to correct, the lines that follow.

What is corrected is read again at once, as an edit that can be undone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from ytterby.bom.reading import Correction, Mapping, Meaning, Reading, Sheet
from ytterby.gui import wording
from ytterby.gui.views.import_lines import ImportLines, changed_words
from ytterby.gui.views.import_sheets import ImportSheets
from ytterby.gui.views.sheet_grid import SheetGrid, unsure_columns
from ytterby.gui.widgets.label import plain, resize_font
from ytterby.workspace import edits
from ytterby.workspace.bills import names_of

if TYPE_CHECKING:
    from ytterby.bom.compare import Comparison
    from ytterby.core.issue import Where
    from ytterby.workspace.document import Document

_GUESSED = "Everything below was guessed from headings and values. Correct what is wrong: it is read again at once."
_OFFER = "You corrected a workbook of this shape before."
_WAIT_MS = 350  # several corrections in a row are one reading


class ImportPage(QWidget):
    """``mapping_chosen`` carries the place of a workbook and the corrected Mapping to read it again with,
    ``bill_shown`` the Document as if the workbook now in view were its only one; ``done`` when the user goes on.

    ``offer_answered``: whether to take the remembered mapping; ``save_wanted``, ``load_wanted``: a mapping as a file.
    """

    mapping_chosen = Signal(int, object)
    bill_shown = Signal(object)
    offer_answered = Signal(bool)
    save_wanted = Signal()
    load_wanted = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._reading: Reading | None = None
        self._changes: tuple[Comparison, ...] = ()
        self._place = 0  # of the workbook in view, among those of the project
        self._mapping = self._as_read = Mapping()
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(lambda: self.mapping_chosen.emit(self._place, self._mapping))
        self.grid, self.below, self.side = SheetGrid(), ImportLines(), ImportSheets()
        self.grid.meaning_chosen.connect(self._correct)
        self.grid.header_chosen.connect(self.side.set_header)
        self.below.line_chosen.connect(self.show_cell)
        self.side.bill_chosen.connect(self._show_bill)
        self.side.sheet_shown.connect(self._show_sheet)
        self.side.header_chosen.connect(self._set_header)
        self.side.currency_chosen.connect(lambda code: self._change(replace(self._mapping, currency=code)))
        self.side.style_chosen.connect(lambda name, value: self._change(replace(self._mapping, **{name: value})))
        self.side.sheets_chosen.connect(lambda names: self._change(replace(self._mapping, sheets=names)))
        self._summary = plain(heading=True, wrap=True)
        resize_font(self._summary, 1.15, bold=True)
        self._summary.setMinimumWidth(1)  # a long file name must not widen the window
        self._advice = plain(muted=True, wrap=True)
        self._make_controls()
        self._lay_out()

    def _make_controls(self) -> None:
        self._next = QPushButton("&Next unsure column")
        self._next.clicked.connect(self._show_next_unsure)
        self._continue = QPushButton("&Continue to the bill")
        self._continue.setProperty("primary", True)
        self._continue.clicked.connect(self.done)
        menu = QMenu(self)
        menu.addAction("Save as a file…", self.save_wanted.emit)
        menu.addAction("Take from a file…", self.load_wanted.emit)
        self._forget = menu.addAction("Back to what was guessed", lambda: self.take(Mapping()))
        self._menu = QPushButton("&Mapping")
        self._menu.setToolTip("What was corrected: save it as a file, take it from one, or forget it")
        self._menu.setMenu(menu)
        self._notice, self._told = QFrame(), plain(wrap=True)
        self._notice.setProperty("notice", True)
        self._take, self._leave = QPushButton("Correct this one the same way"), QPushButton("No")
        self._leave.setAccessibleName("Leave the guess as it is")
        self._take.clicked.connect(lambda: self._answer(True))
        self._leave.clicked.connect(lambda: self._answer(False))

    def _lay_out(self) -> None:
        titles, head, notice = QVBoxLayout(), QHBoxLayout(), QHBoxLayout(self._notice)
        titles.setSpacing(2)
        titles.addWidget(self._summary)
        titles.addWidget(self._advice)
        head.addLayout(titles, 1)
        for control in (self._next, self._menu, self._continue):
            head.addWidget(control)
        notice.setContentsMargins(8, 4, 8, 4)
        notice.addWidget(self._told, 1)
        notice.addWidget(self._take)
        notice.addWidget(self._leave)
        self._notice.hide()
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.grid)
        halves.addWidget(self.below)
        halves.setSizes([380, 210])
        body = QHBoxLayout()
        body.addWidget(self.side)
        body.addWidget(halves, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 8, 12, 0)
        page.addLayout(head)
        page.addWidget(self._notice)
        page.addLayout(body, 1)

    def show_document(self, document: Document) -> None:
        """Show how a workbook was read; the workbook and the sheet in view stay in view."""
        if document.reading is None:
            return
        before = edits.alone(self._document, self._place) if self._document is not None else None
        self._document, self._place = document, self._place_in(document)
        self.side.show_bills(names_of(document.bills), self._place)
        alone = self.alone(document)
        self._show_alone(alone, pending=self._wait.isActive() and before is not None and before.path == alone.path)

    def alone(self, document: Document) -> Document:
        """As if the workbook in view were the only one."""
        return edits.alone(document, self._place_in(document))

    def _place_in(self, document: Document) -> int:
        """Of the workbook in view, which stays in view while it is in the project; else of the first."""
        shown = edits.alone(self._document, self._place).path if self._document is not None else None
        paths = [bill.path for bill in document.bills]
        return paths.index(shown) if shown in paths else 0

    def _show_bill(self, place: int) -> None:
        """Bring another workbook into view; what was just corrected in the one before is read first."""
        if self._document is None or place == self._place:
            return
        self.send_pending()
        self._place = place
        self.side.show_bills(names_of(self._document.bills), place)
        alone = self.alone(self._document)
        self._show_alone(alone)
        self._show_changed()
        self.bill_shown.emit(alone)

    def _show_alone(self, document: Document, *, pending: bool = False) -> None:
        """``pending``: what was corrected since it began to be read stays, and is read next."""
        reading = document.reading
        assert reading is not None
        self._reading = reading
        self._as_read = document.mapping
        if not pending or self._mapping == self._as_read:
            self._wait.stop()
            self._mapping = self._as_read
        bom = reading.bom
        self._summary.setText(
            f"{bom.name}: {wording.counted(len(bom), 'line')}, {wording.counted(len(bom.items), 'distinct item')} "
            f"in {wording.counted(len(reading.tables), 'table')}"
        )
        unsure = unsure_columns(reading)
        places = [f"{sheet} {letter}".strip() for sheet, letter in unsure]
        ask = f" Please look at column {', '.join(places[:6])}{', …' if len(unsure) > 6 else ''}." if unsure else ""
        self._advice.setText(_GUESSED + ask)
        self._next.setVisible(bool(unsure))
        self._forget.setEnabled(document.mapping != Mapping())
        self.below.show_reading(reading)
        self.side.show_reading(reading, self._mapping)

    def take(self, mapping: Mapping) -> None:
        """Read again under a mapping from elsewhere: a file, the memory, or none."""
        self._wait.stop()
        self._mapping = mapping
        self.mapping_chosen.emit(self._place, mapping)

    def offer(self, there: bool) -> None:
        """Is there a mapping that was set for a workbook of this shape?"""
        self._tell(_OFFER if there else "", answers=True)

    def show_changes(self, changes: tuple[Comparison, ...]) -> None:
        """What another version of each workbook changed; the first with changed lines comes into view."""
        self._changes = changes
        if self._document is None:
            return
        changed = {id(one.after) for one in changes if not one.same}
        readings = [bill.reading for bill in self._document.bills]
        self._show_bill(next((place for place, one in enumerate(readings) if id(one.bom) in changed), self._place))
        self._show_changed()

    def _show_changed(self) -> None:
        """What changed in the workbook in view."""
        changes = next((one for one in self._changes if self._reading and one.after is self._reading.bom), None)
        self.below.show_changes(changes)
        self._tell(changed_words(changes) if changes is not None else "", answers=False)

    def show_cell(self, where: Where) -> None:
        """Show a place of a workbook: its file where there are several, its sheet, row and column."""
        if self._document is not None and where.file in (names := names_of(self._document.bills)):
            self._show_bill(names.index(where.file))
        if self._reading is not None:
            self.side.show_sheet(where.sheet)
            self.grid.show_cell(where.row, where.column)

    def send_pending(self) -> None:
        """What was corrected just now is read without waiting for more."""
        if self._wait.isActive():
            self._wait.stop()
            self.mapping_chosen.emit(self._place, self._mapping)

    def take_back(self) -> bool:
        """Drop what was corrected and is not being read yet; whether there was anything."""
        if not self._wait.isActive() or self._document is None:
            return False
        self._wait.stop()
        self._show_alone(self.alone(self._document))
        return True

    def mapping(self) -> Mapping:
        """The mapping with what was corrected so far."""
        return self._mapping

    def _tell(self, words: str, *, answers: bool) -> None:
        self._told.setText(words)
        self._take.setVisible(answers)
        self._leave.setVisible(answers)
        self._notice.setVisible(bool(words))

    def _answer(self, take: bool) -> None:
        self._notice.hide()
        self.offer_answered.emit(take)

    def _show_sheet(self, sheet: Sheet) -> None:
        if self._reading is not None:
            waiting = [one for one in self._mapping.corrections if one not in self._as_read.corrections]
            self.grid.show_sheet(sheet, self._reading, {c.letter: c.meaning for c in waiting if c.sheet == sheet.name})
            self.below.show_lines_of(sheet.name)

    def _show_next_unsure(self) -> None:
        """To the next column that a person should look at, in whatever sheet, and its chooser opened."""
        assert self._reading is not None
        places = unsure_columns(self._reading)
        here = (self.side.sheet_name(), self.grid.current_letter())
        sheet, letter = places[(places.index(here) + 1) % len(places) if here in places else 0]
        self.side.show_sheet(sheet)
        self.grid.show_column(letter)

    def _correct(self, letter: str, meaning: Meaning) -> None:
        sheet = self.side.sheet_name()
        kept = tuple(c for c in self._mapping.corrections if (c.sheet, c.letter) != (sheet, letter))
        self._change(replace(self._mapping, corrections=(*kept, Correction(sheet, letter, meaning))))

    def _set_header(self, row: int) -> None:
        sheet = self.side.sheet_name()
        kept = tuple((name, at) for name, at in self._mapping.header_rows if name != sheet)
        self._change(replace(self._mapping, header_rows=(*kept, (sheet, row)) if row else kept))

    def _change(self, mapping: Mapping) -> None:
        """Read again soon, unless all is as it was read."""
        self._mapping = mapping
        if mapping == self._as_read:
            self._wait.stop()
        else:
            self._wait.start()
