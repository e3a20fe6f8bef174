"""Does what Import asks for: reads again, remembers corrections by the shape of the file, mappings as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ytterby.bom.reading import Mapping, Reading
from ytterby.core.errors import YtterbyError
from ytterby.gui.bridge import Bridge
from ytterby.gui.dialogs.files import ask_for_mapping, ask_where_to_save_mapping
from ytterby.gui.views.import_page import ImportPage
from ytterby.workspace import edits
from ytterby.workspace.mapping_file import load_mapping, refuse_unknown
from ytterby.workspace.mapping_memory import MappingMemory, export_mapping, load_memory, memory_file, save_memory

if TYPE_CHECKING:
    from ytterby.workspace.document import Document


class MappingDesk(QObject):
    """Between the page and the bridge; a child of the page. ``guessed``: readings without any mapping, by digest."""

    def __init__(self, page: ImportPage, bridge: Bridge) -> None:
        super().__init__(page)
        self._page, self._bridge = page, bridge
        self._guessed: dict[str, Reading] = {}
        self._offered: Mapping | None = None
        self._answered: set[str] = set()  # workbooks, by digest, for which the offer was answered
        page.mapping_chosen.connect(lambda place, mapping: bridge.read_again({place: mapping}))
        page.bill_shown.connect(self._shown)
        page.offer_answered.connect(self._answer)
        page.save_wanted.connect(self._ask_to_save)
        page.load_wanted.connect(self._ask_to_load)
        bridge.document_opened.connect(self._opened)
        bridge.kept_reading.connect(self._kept)
        if bridge.document is not None:
            self._opened(bridge.document)

    def _opened(self, document: Document) -> None:
        """The page shows it next, or did so."""
        held = {bill.reading.bom.sha256 for bill in edits.bills_of(document)}
        self._guessed = {digest: reading for digest, reading in self._guessed.items() if digest in held}
        self._shown(self._page.alone(document))

    def _shown(self, document: Document) -> None:
        """A workbook without corrections, of a shape corrected before, is offered them; corrections are remembered."""
        reading = document.reading
        if reading is None:
            return
        digest = reading.bom.sha256
        if document.mapping == Mapping():
            self._guessed[digest] = reading
            self._offered = self._memory().offer(reading)
            self._page.offer(self._offered is not None and digest not in self._answered)
        else:
            self._page.offer(False)
            if digest in self._guessed:
                self._answered.add(digest)
                self._remember(self._guessed[digest], document.mapping)

    def _answer(self, take: bool) -> None:
        shown = self._alone()
        if shown is not None and shown.reading is not None:
            self._answered.add(shown.reading.bom.sha256)
        if take and self._offered is not None:
            self._page.take(self._offered)

    def _kept(self) -> None:
        """What could not be read again is shown as it was read."""
        if self._bridge.document is not None:
            self._page.show_document(self._bridge.document)

    def _alone(self) -> Document | None:
        """The document as if the workbook in view were its only one."""
        document = self._bridge.document
        return None if document is None else self._page.alone(document)

    def _memory(self) -> MappingMemory:
        """A memory that can't be read offers nothing and hinders nobody."""
        return load_memory(memory_file())[0]

    def _remember(self, guessed: Reading, mapping: Mapping) -> None:
        memory, issues = load_memory(memory_file())
        known = memory.remembering(guessed, mapping)
        if issues or known == memory:
            return
        try:
            save_memory(known, memory_file())
        except YtterbyError as error:
            self._bridge.refused.emit(error)

    def _ask_to_save(self) -> None:
        if (shown := self._alone()) is not None:
            self._bridge.leaving.connect(ask_where_to_save_mapping(self._page, shown, self._save).close)

    def _save(self, path: Path) -> None:
        """The mapping as it is, with all meanings it overrides; guesses are no part of it."""
        try:
            export_mapping(self._page.mapping(), path)
        except YtterbyError as error:
            self._bridge.refused.emit(error)

    def _ask_to_load(self) -> None:
        self._bridge.leaving.connect(ask_for_mapping(self._page, self._load).close)

    def _load(self, path: Path) -> None:
        shown = self._alone()
        try:
            mapping = load_mapping(path)
            if shown is not None and shown.reading is not None:
                refuse_unknown(mapping, shown.reading, path)
        except YtterbyError as error:
            self._bridge.refused.emit(error)
        else:
            self._page.take(mapping)
