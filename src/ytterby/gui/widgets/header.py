"""A table header with one control under each heading: the filter row of Bill, the meaning choosers of Import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget


class ControlHeader(QHeaderView):
    """``set_controls`` gives one widget per section, which follows its section as it is resized, moved or scrolled."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._controls: tuple[QWidget, ...] = ()
        self._here: dict[int, QWidget] = {}  # those that stand under this header, by section
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for moved in (self.sectionResized, self.sectionMoved, self.geometriesChanged):
            moved.connect(self._place)
        view.horizontalScrollBar().valueChanged.connect(self._place)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """One per section, wherever it stands."""
        return self._controls

    def set_controls(self, controls: Sequence[QWidget]) -> None:
        for old in self._controls:
            old.hide()
            old.deleteLater()
        self._controls = tuple(controls)
        self.take(dict(enumerate(self._controls)))

    def take(self, controls: Mapping[int, QWidget]) -> None:
        """Let these controls, by section, stand under this header; they may come from another one."""
        self._here = dict(controls)
        for control in self._here.values():
            if control.parent() is not self:
                control.setParent(self)
                control.show()
        self.updateGeometries()

    def lend(self, sections: Sequence[int], other: ControlHeader) -> None:
        """The controls of some sections stand under another header, the rest under this one."""
        lent = {section: self._controls[section] for section in sections if section < len(self._controls)}
        other.take(lent)
        self.take({section: control for section, control in enumerate(self._controls) if section not in lent})

    def ignore_selection(self) -> None:
        """After every change of model: a header asks for each of its sections whether all cells of it are selected,
        one by one, which with a million rows takes a minute."""
        self.setSelectionModel(QItemSelectionModel(self.model(), self))

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setHeight(size.height() + self._row_height())
        return size

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, self._row_height())
        super().updateGeometries()
        self._place()

    def _row_height(self) -> int:
        return max((control.sizeHint().height() for control in self._here.values()), default=0) + 4 if self._here else 0

    def _place(self) -> None:
        if not self._here:
            return
        height = self._row_height() - 4
        top = self.height() - height - 2
        for section, control in self._here.items():
            left = self.sectionViewportPosition(section)
            control.setGeometry(left + 2, top, max(self.sectionSize(section) - 4, 0), height)
            control.setVisible(not self.isSectionHidden(section))
