"""What was decided of the bill's parts before: offered to be taken over, or to be approved by a second person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from ytterby.core.decision import signature
from ytterby.core.item import Item
from ytterby.core.person import login
from ytterby.gui import wording
from ytterby.gui.listing import Column, Listing
from ytterby.gui.widgets.grid import Grid
from ytterby.gui.widgets.label import plain
from ytterby.identification.knowledge import Knowledge
from ytterby.workspace.part_memory import same_person
from ytterby.workspace.recall import Recalled

if TYPE_CHECKING:
    from ytterby.workspace.part_memory import Offer, Remembered

_ROWS_HEIGHT = 120
_ONE_LOGIN = "Proposed under this very login ({login}): that is recorded with the approval."
_NOT_ONES_OWN = "Nobody approves what they proposed: another name must stand below."


@dataclass(frozen=True, slots=True)
class Kept:
    """An offer as a row; ``state`` says what can be done with it."""

    offer: Offer
    item: Item
    state: str


def said(offer: Offer) -> str:
    """``contains, Dy 1.2 %, Sintered NdFeB magnet, SH class``."""
    one = offer.remembered
    material = Knowledge.shipped().materials.get(one.material)  # loaded by the assessment
    shares = (f"{symbol} {value * 100:g} %" for symbol, value in one.declared)
    return ", ".join((str(one.verdict), *shares, *((material.name,) if material else ())))


def _when(offer: Offer) -> str:
    return wording.day(date.fromisoformat(offer.remembered.proposed[:10]))


def _why(one: Remembered) -> str:
    return f"{one.question} {one.why}".strip()


KEPT_COLUMNS: tuple[Column[Kept], ...] = (
    Column("state", "State", lambda row: row.state, width=170),
    Column("part", "Part", lambda row: row.item.number, width=120),
    Column("description", "Description", lambda row: row.item.description, width=240),
    Column("verdict", "Decided", lambda row: said(row.offer), width=170),
    Column("who", "By", lambda row: signature(row.offer.remembered.proposer, row.offer.remembered.proposer_login),
           width=130),
    Column("when", "On", lambda row: _when(row.offer), width=90),
    Column("why", "Why", lambda row: _why(row.offer.remembered), width=220),
    Column("evidence", "Evidence", lambda row: row.offer.remembered.evidence, width=120),
)


class RememberedPanel(QFrame):
    """Hidden while nothing is known. ``taken`` and ``approved`` carry a tuple of offers, the selected ones or all."""

    taken = Signal(object)
    approved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.words = plain(wrap=True)
        self.take, self.approve = QPushButton("Take over"), QPushButton("Approve")
        self.take.clicked.connect(lambda: self.taken.emit(self._chosen("remembered")))
        self.approve.clicked.connect(lambda: self.approved.emit(self._chosen("awaits approval")))
        self.more = QToolButton()
        self.more.setText("Show")
        self.more.setCheckable(True)
        self.more.setAccessibleName("Show what is remembered")
        self.grid = Grid("Remembered decisions", filters=False)
        self.grid.setFixedHeight(_ROWS_HEIGHT)
        self.grid.rows_selected.connect(lambda _: self._label())
        self.more.toggled.connect(self.grid.setVisible)
        self._who = ""
        top = QHBoxLayout()
        top.addWidget(self.words, 1)
        for button in (self.take, self.approve, self.more):
            top.addWidget(button)
        page = QVBoxLayout(self)
        page.setContentsMargins(8, 4, 8, 4)
        page.addLayout(top)
        page.addWidget(self.grid)
        self.grid.hide()
        self.hide()

    def show_recalled(self, recalled: Recalled, items: Sequence[Item], problem: str = "") -> None:
        """What the library knows of ``items``; ``problem``: why it could not be asked."""
        spoken_of = {offer.item_key for part in (recalled.offers, recalled.awaiting, recalled.stale) for offer in part}
        by_key = {item.key: item for item in items if item.key in spoken_of} if spoken_of else {}
        rows = [Kept(offer, by_key[offer.item_key], state) for offers, state in (
            (recalled.offers, "remembered"), (recalled.awaiting, "awaits approval"),
            (recalled.stale, "its words have changed")) for offer in offers if offer.item_key in by_key]
        self.grid.show_listing(Listing(KEPT_COLUMNS, rows, decimal=wording.decimal_sign()))
        told = [(recalled.offers, "item", "of this bill decided before"),
                (recalled.awaiting, "proposal", "awaiting a second person"),
                (recalled.stale, "item", "decided on other words than today's")]
        self.words.setText(problem or "; ".join(
            f"{wording.counted(len(offers), noun)} {words}" for offers, noun, words in told if offers) + ".")
        self.setVisible(bool(rows or problem))
        self.more.setVisible(bool(rows))
        self._label()

    def show_person(self, who: str) -> None:
        """Who would approve: nobody approves what they proposed."""
        self._who = who.strip()
        self._label()

    def _chosen(self, state: str) -> tuple[Offer, ...]:
        """The selected rows of a state, all where none is selected; of proposals, those of other people."""
        listing = self.grid.listing
        rows: list[Kept] = [] if listing is None else [listing.rows[int(row)] for row in self.grid.selected()] or list(
            listing.rows)
        other = state == "awaits approval"
        return tuple(row.offer for row in rows if row.state == state
                     and not (other and same_person(row.offer.remembered.proposer, self._who)))

    def _label(self) -> None:
        known = set() if self.grid.listing is None else {row.state for row in self.grid.listing.rows}
        takes, approves = len(self._chosen("remembered")), len(self._chosen("awaits approval"))
        self.take.setVisible("remembered" in known)
        self.take.setEnabled(bool(takes))
        self.take.setText(f"Take over {wording.number(takes)}")
        self.approve.setVisible("awaits approval" in known)
        self.approve.setEnabled(bool(approves and self._who))
        self.approve.setText(f"Approve {wording.number(approves)}" + (f" as {self._who}" if self._who else ""))
        one = [offer for offer in self._chosen("awaits approval") if offer.remembered.proposer_login == login()]
        self.approve.setToolTip(_NOT_ONES_OWN if not approves else _ONE_LOGIN.format(login=login()) if one else "")
