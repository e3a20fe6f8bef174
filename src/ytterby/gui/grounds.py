"""What others know of the parts, as the window brings it in and out: declarations, and the part memory as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMainWindow

from ytterby.core.errors import UsageError
from ytterby.core.files import is_there
from ytterby.core.progress import Part, Progress
from ytterby.gui import wording
from ytterby.gui.bridge import Bridge

if TYPE_CHECKING:
    from ytterby.identification.attaching import Attached
    from ytterby.identification.declarations import Declaration
    from ytterby.workspace.document import Assessment
    from ytterby.workspace.settings import Settings
    from ytterby.workspace.stages import Stages

_DECLARATIONS = "Declarations (*.xml *.xlsx *.xlsm *.xls *.ods *.csv);;All files (*)"
_LIBRARIES = "Decisions on parts (*.json)"


class Grounds(QObject):
    """Of one window. ``told`` is called with what was done."""

    def __init__(self, window: QMainWindow, bridge: Bridge, settings: Callable[[], Settings],
                 told: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._bridge, self._settings, self._told = window, bridge, settings, told

    def ask_for_declarations(self) -> None:
        dialog = QFileDialog(self._window, "Attach declarations of suppliers", "", _DECLARATIONS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._open(dialog, lambda: self.attach(tuple(map(Path, dialog.selectedFiles()))))

    def ask_where_to_export(self) -> None:
        dialog = QFileDialog(self._window, "Export decisions on parts", "parts.json", _LIBRARIES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        self._open(dialog, lambda: self.export(Path(dialog.selectedFiles()[0])))

    def ask_what_to_import(self) -> None:
        dialog = QFileDialog(self._window, "Import decisions on parts", "", _LIBRARIES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, lambda: self.take_in(Path(dialog.selectedFiles()[0])))

    def attach(self, paths: tuple[Path, ...]) -> None:
        """Read the files in the background and lay them to the items they name, as one edit."""

        document = self._bridge.document
        if document is None:
            return

        def work(_: Stages, __: Assessment, progress: Progress) -> tuple[tuple[Declaration, ...], Attached]:
            from ytterby.identification.knowledge import Knowledge
            from ytterby.workspace.declarations import laid_to, read_declarations

            found: list[Declaration] = []
            for number, path in enumerate(paths):
                part = Part(progress, number / len(paths), (number + 1) / len(paths))
                found += read_declarations(path, Knowledge.shipped(), part)
            return tuple(found), laid_to(document, tuple(found), Knowledge.shipped())

        def done(answer: tuple[tuple[Declaration, ...], Attached]) -> None:
            from ytterby.workspace.declarations import attach

            found, laid = answer
            self._bridge.edit(attach, found)
            told = [f"{wording.counted(len(found), 'part')} declared",
                    f"{wording.counted(laid.holding, 'item')} of this bill named by part number or MPN"]
            if laid.over:
                told.append(f"{wording.counted(laid.over, 'item')} by declarations no longer valid (see Issues)")
            if laid.passed_over:
                told.append(f"{laid.passed_over} with such a number but another maker or revision (see Issues)")
            self._told("; ".join(told))

        self._bridge.compute(f"declarations {paths}", work, label="Reading declarations", succeeded=done, lasting=True)

    def ask_what_to_detach(self) -> None:
        """Which of the documents attached shall count no longer."""
        from ytterby.workspace.declarations import documents

        document = self._bridge.document
        attached = documents(document) if document is not None else {}
        if not attached:
            self._told("No declarations are attached.")
            return
        named = {f"{name}  ({wording.counted(count, 'part')})": frozenset((name,)) for name, count in attached.items()}
        if len(attached) > 1:
            named[f"All {len(attached)} documents"] = frozenset(attached)
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle("Take back declarations")
        dialog.setLabelText("Declarations that shall count no longer:")
        dialog.setComboBoxItems(list(named))
        self._open(dialog, lambda: self.detach(named[dialog.textValue()]))

    def detach(self, names: frozenset[str]) -> None:
        """Take back the declarations of these documents, as one edit."""
        from ytterby.workspace.declarations import detach

        self._bridge.edit(detach, names)

    def export(self, path: Path) -> None:
        """Write the part memory as a file for others."""
        from ytterby.workspace.part_memory import part_memory

        library = self._library()

        def work(*_: object) -> int:
            if not is_there(library):
                raise UsageError("nothing was decided yet that could be exported.", where=str(library))
            with part_memory(library) as memory:
                memory.export(path)
                return len(memory.entries())

        def done(count: int) -> None:
            self._told(f"{wording.counted(count, 'decision')} written: {path}")

        self._bridge.compute(f"part memory to {path}", work, label="Writing decisions on parts", succeeded=done,
                             lasting=True)

    def take_in(self, path: Path) -> None:
        """Add what another library exported."""
        from ytterby.workspace.part_memory import part_memory

        library = self._library()

        def work(*_: object) -> int:
            with part_memory(library) as memory:
                return memory.take_in(path)

        def done(count: int) -> None:
            self._told(f"{wording.counted(count, 'new decision')}; those on parts of this bill are offered in Review")
            self._bridge.assess()

        self._bridge.compute(f"part memory from {path}", work, label="Reading decisions on parts", succeeded=done,
                             lasting=True)

    def _library(self) -> Path:
        from ytterby.workspace.recall import library_of

        return library_of(self._settings())

    def _open(self, dialog: QDialog, accepted: Callable[[], None]) -> None:
        self._bridge.leaving.connect(dialog.close)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(accepted)
        dialog.open()
