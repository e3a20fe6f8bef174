"""The first columns of a grid, standing still while the others scroll: a second view of the same model beside it.

It lies where the grid's vertical header would be, so that neither covers the other and both scroll by moving what was
painted. The grid keeps these columns, too, and never scrolls back to them.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ytterby.gui.widgets.cells import Cells
from ytterby.gui.widgets.header import ControlHeader


class FrozenColumns(QTableView):
    """Shows the first ``count`` visible columns of ``over``; selection, order and heights are its own."""

    def __init__(self, over: QTableView) -> None:
        super().__init__(over)
        self._over = over
        self.count = 0
        self._wide = 0  # px of the columns, which the grid keeps scrolled out of sight
        self.header = ControlHeader(self)
        self.setHorizontalHeader(self.header)
        self._set_looks()
        over.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(over.verticalScrollBar().setValue)
        over.horizontalScrollBar().rangeChanged.connect(self._keep_out)
        own, other = self.header, over.horizontalHeader()
        own.sectionResized.connect(lambda section, _, now: other.resizeSection(section, now) if now else None)
        own.sortIndicatorChanged.connect(self._sorted)
        own.customContextMenuRequested.connect(
            lambda at: other.customContextMenuRequested.emit(other.mapFromGlobal(own.mapToGlobal(at))))
        other.sortIndicatorChanged.connect(own.setSortIndicator)
        self.hide()

    def _set_looks(self) -> None:
        self.header.setSectionsMovable(False)
        self.header.setSortIndicatorShown(True)
        self.header.setSortIndicatorClearable(True)
        self.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._over.verticalHeader().defaultSectionSize())
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setProperty("frozen", True)
        self.setAccessibleName(f"{self._over.accessibleName()}, columns that stand still")

    def sections(self) -> list[int]:
        """The columns that stand still, in the order shown."""
        header = self._over.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [section for section in order if not header.isSectionHidden(section)][: self.count]

    def follow(self) -> None:
        """Take over model, selection, order, widths and place of the grid beneath."""
        over, header = self._over, self._over.horizontalHeader()
        sections = self.sections()
        if not sections or over.model() is None:
            self._reserve(0, 0)
            self.hide()
            return
        if self.model() is not over.model():
            self.setModel(over.model())
        if self.selectionModel() is not over.selectionModel():
            self.setSelectionModel(over.selectionModel())
            self.header.ignore_selection()
        for section in range(header.count()):
            self.setColumnHidden(section, section not in sections)
        for place, section in enumerate(sections):
            self.header.moveSection(self.header.visualIndex(section), place)
            self.setColumnWidth(section, header.sectionSize(section))
        self.header.setFixedHeight(header.height())
        self.verticalHeader().setDefaultSectionSize(over.verticalHeader().defaultSectionSize())
        edge = over.frameWidth()
        wide = sum(header.sectionSize(section) for section in sections)
        width = min(wide + 1, (over.viewport().width() + self._beside()) * 2 // 3)
        self._reserve(wide, width)
        self.setGeometry(edge, edge, width, over.viewport().height() + header.height())
        self.show()
        self.raise_()

    def _beside(self) -> int:
        """px that are reserved now."""
        stand = self._over.verticalHeader()
        return 0 if stand.isHidden() else stand.width()

    def _reserve(self, wide: int, width: int) -> None:
        """``width`` px beside the grid for columns of ``wide`` px."""
        stand, cells = self._over.verticalHeader(), self._over.itemDelegate()
        if isinstance(cells, Cells):
            cells.beside = width
        if (wide, width) == (self._wide, self._beside()):
            return
        bar = self._over.horizontalScrollBar()
        scrolled, self._wide = max(bar.value() - self._wide, 0), wide
        stand.setFixedWidth(width)
        stand.setVisible(bool(width))
        if wide:
            self._keep_out(bar.minimum(), bar.maximum())
        else:
            bar.setMinimum(0)
        bar.setValue(wide + scrolled)

    def _keep_out(self, first: int, last: int) -> None:
        """The grid lays its scroll bar out from 0, which would show the columns twice."""
        if self._wide and first != self._wide:
            self._over.horizontalScrollBar().setRange(self._wide, max(last, self._wide))

    def _sorted(self, section: int, order: Qt.SortOrder) -> None:
        header = self._over.horizontalHeader()
        if (header.sortIndicatorSection(), header.sortIndicatorOrder()) != (section, order):
            header.setSortIndicator(section, order)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The grid beneath scrolls, both ways."""
        self._over.wheelEvent(event)

    def scrollTo(
        self, index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Never by itself."""
