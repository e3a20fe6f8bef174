"""Does what the Rules page asks for: assumptions, the day, own rules, and what changed since the project was saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from ytterby.core.errors import UsageError
from ytterby.gui.bridge import Bridge
from ytterby.gui.dialogs.message import remark
from ytterby.workspace import edits

if TYPE_CHECKING:
    from ytterby.classification.context import ListedParty
    from ytterby.classification.parties import PartyList
    from ytterby.core.progress import Progress
    from ytterby.gui.views.rules import RulesView
    from ytterby.workspace.document import Assessment
    from ytterby.workspace.finding_history import History
    from ytterby.workspace.law_changes import LawChange
    from ytterby.workspace.settings import Settings
    from ytterby.workspace.stages import Stages

_PARTIES = "Lists of parties (*.xlsx *.xls *.ods *.csv *.tsv);;All files (*)"
_MOST_TOLD = 5
Answer = tuple["tuple[LawChange, ...]", "History"]


class LawDesk(QObject):
    """Between the page and the bridge; a child of the page. ``keep`` takes settings that were changed, ``noted`` gives
    what was found at the last save of this window, None before the first."""

    def __init__(self, view: RulesView, bridge: Bridge, settings: Callable[[], Settings],
                 keep: Callable[[dict[str, object]], None],
                 show_items: Callable[[frozenset[int], str, Assessment | None], None],
                 noted: Callable[[], History | None] = lambda: None) -> None:
        super().__init__(view)
        self._noted = noted
        self._view, self._bridge, self._settings, self._keep = view, bridge, settings, keep
        view.assumption_chosen.connect(lambda one: bridge.edit(edits.set_assumption, one))
        view.assumption_lifted.connect(lambda instrument: bridge.edit(edits.clear_assumption, instrument))
        view.as_of_chosen.connect(lambda day: bridge.edit(edits.set_as_of, day, gesture="as of"))
        view.known_by_chosen.connect(lambda day: bridge.edit(edits.set_known_by, day))
        view.changes_wanted.connect(self._compare)
        self._of: Assessment | None = None  # the one that numbered the items of the changes shown
        view.changes.items_chosen.connect(lambda items, label: show_items(items, label, self._of))
        view.timeline_items_chosen.connect(lambda items, label: show_items(items, label, None))
        view.own_rules_wanted.connect(self._ask_for_folder)
        view.own_rules_dropped.connect(lambda: self.use(""))
        view.show_own_folder(settings().rules)
        view.parties_wanted.connect(self._ask_for_parties)
        view.parties_dropped.connect(lambda: self._take_parties(()))

    def use(self, folder: str) -> None:
        """Read this folder beside the shipped rules; empty: none. Kept as a setting once its rules have no fault.

        Where nothing could be assessed, as the own rules have a fault, this is the way out: assessing tells of it anew.
        """
        def work(*_: object) -> None:
            from ytterby.regulation.rulebook import Rulebook

            Rulebook.with_own((Path(folder),))

        def done(_: None = None) -> None:
            self._keep({"rules": folder})
            self._view.show_own_folder(folder)
            self._bridge.assess()

        if not folder or self._bridge.assessment is None:
            return done()
        return self._bridge.compute("own rules", work, label="Reading own rules", succeeded=done,
                                    lasting=True)

    def load_parties(self, path: Path) -> None:
        """Compare names with those of this file from now on; what it is like is an issue to check, never a verdict."""
        def work(_: Stages, __: Assessment, progress: Progress) -> PartyList:
            from ytterby.classification.parties import read_parties

            found = read_parties(path, progress)
            if not found.parties:
                raise UsageError("no party is named in it.", where=str(path),
                                 remedy="It needs the columns name and list, one party a row.")
            return found

        self._bridge.compute("parties", work, label="Reading parties", lasting=True,
                             succeeded=self._take_list)

    def _take_list(self, found: PartyList) -> None:
        """What of the file can't be used, or only perhaps, is said beside it."""
        from ytterby.core.text import issue_text

        self._take_parties(found.parties)
        if found.issues:
            told = [issue_text(issue) for issue in found.issues[:_MOST_TOLD]]
            if (more := len(found.issues) - _MOST_TOLD) > 0:
                told.append(f"… and {more:,} more.")
            remark("\n".join(told), self._view)

    def _take_parties(self, parties: tuple[ListedParty, ...]) -> None:
        document = self._bridge.document
        if document is not None:
            self._bridge.edit(edits.set_context, replace(document.context, parties=parties))

    def _ask_for_parties(self) -> None:
        dialog = QFileDialog(self._view, "List of parties", "", _PARTIES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.load_parties(Path(name)))
        dialog.open()

    def _compare(self) -> None:
        noted, asked_of = self._noted(), self._bridge.assessment

        def done(answer: Answer) -> None:
            self._of = asked_of
            self._view.changes.show_changes(*answer)

        def work(stages: Stages, assessment: Assessment, _: Progress) -> Answer:
            from ytterby.workspace.law_changes import law_changes

            document = stages.document if noted is None else replace(stages.document, history=noted)
            return law_changes(document, assessment), document.history

        self._bridge.compute("law changes", work, label="Comparing with what was saved", quiet=True,
                             succeeded=done)

    def _ask_for_folder(self) -> None:
        start = self._settings().rules
        dialog = QFileDialog(self._view, "Folder with own rule files", start if Path(start).is_dir() else "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.use)
        dialog.open()
