"""The changes of a scenario in words, each to be edited or removed, and a menu to add any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ytterby.gui import icons
from ytterby.gui.views.change_fields import ANY_ITEM, BY_KIND, FORMS, INSTRUMENT, ITEM, SUPPLIER, Form
from ytterby.gui.views.change_form import ChangeForm, Choice
from ytterby.gui.widgets.label import plain
from ytterby.planning.labels import label
from ytterby.planning.scenario import Change

LINES = 7  # of text, before the list scrolls


class ChangeList(QGroupBox):
    """``edited`` carries all changes of the scenario as they should be."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Changes to the baseline", parent)
        self._changes: tuple[Change, ...] = ()
        self._names: Mapping[str, str] = {}
        self._choices: dict[str, Sequence[Choice]] = {}
        self._currency = ""
        self.add = QPushButton("Add a change…")
        menu = QMenu(self)
        for form in FORMS:
            menu.addAction(form.title).triggered.connect(partial(self._ask_new, form))
        self.add.setMenu(menu)
        self._none = plain("None: this is the baseline. Move a lever or add a change.", muted=True, wrap=True)
        self._page = QWidget()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(self._rows)
        page.addWidget(self._none)
        page.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(6)
        self._area = self._scrolled()
        layout.addWidget(self._area)
        layout.addWidget(self.add)

    def _scrolled(self) -> QScrollArea:
        """Always as high: what stands above does not move as the list grows."""
        area = QScrollArea()
        area.setWidget(self._page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(LINES * self.fontMetrics().lineSpacing())
        area.setAccessibleName("Changes to the baseline")
        return area

    def offer(self, items: Sequence[Choice], suppliers: Sequence[str], instruments: Sequence[str],
              currency: str) -> None:
        """What the forms let one choose from; ``items`` as (name, key)."""
        self._names = {key: name for name, key in items}
        self._choices = {ITEM: items, ANY_ITEM: items, SUPPLIER: [(name, name) for name in suppliers],
                         INSTRUMENT: [(name, name) for name in instruments]}
        self._currency = currency

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        if changes == self._changes and self._rows.count() == len(changes):
            return
        self._changes = changes
        while (taken := self._rows.takeAt(0)) is not None:
            row = taken.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for place, change in enumerate(changes):
            self._rows.addWidget(self._row(place, change))
        self._none.setVisible(not changes)
        self._make_room()

    def _make_room(self) -> None:
        """Every row as high as its words, however many: the area scrolls."""
        layout = self._page.layout()
        if layout is not None:
            layout.invalidate()
            beside = self._area.verticalScrollBar().sizeHint().width()
            self._page.setMinimumHeight(max(layout.heightForWidth(max(self._area.width() - beside, 1)), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def words(self) -> tuple[str, ...]:
        return tuple(label(change, self._names) for change in self._changes)

    def _row(self, place: int, change: Change) -> QWidget:
        row, words = QWidget(), label(change, self._names)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(plain(words, wrap=True), 1)
        top = Qt.AlignmentFlag.AlignTop
        form = BY_KIND.get(type(change))
        if form is not None:
            line.addWidget(_button("Edit", "edit", words, lambda: self.ask(form, place)), 0, top)
        line.addWidget(_button("Remove", "close", words, lambda: self._put(place, ())), 0, top)
        return row

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_rows"):
            changes, self._changes = self._changes, ()
            self.show_changes(changes)  # icons in the colours of the scheme

    def _ask_new(self, form: Form, _checked: bool = False) -> None:
        self.ask(form)

    def ask(self, form: Form, place: int | None = None) -> ChangeForm:
        """Open the form of a change, of a new one where ``place`` is None."""
        change = None if place is None else self._changes[place]
        at = len(self._changes) if place is None else place
        dialog = ChangeForm(form, self._choices, self._currency, change, self)
        dialog.made.connect(lambda made: self._put(at, (made,)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _put(self, place: int, instead: tuple[Change, ...]) -> None:
        self.edited.emit((*self._changes[:place], *instead, *self._changes[place + 1:]))


def _button(words: str, icon: str, of: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(16, 16))
    button.setToolTip(words)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(f"{words}: {of}")
    button.clicked.connect(act)
    return button
