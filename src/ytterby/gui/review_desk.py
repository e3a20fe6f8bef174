"""Does what Review asks for: questions in the background, decisions as edits, and the part memory beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ytterby.core.errors import YtterbyError
from ytterby.core.progress import Progress
from ytterby.gui.bridge import Bridge
from ytterby.gui.views.review import ReviewView
from ytterby.workspace import edits
from ytterby.workspace.recall import Recalled, approve, forget, library_of, recall, remember, taken
from ytterby.workspace.review import Question, questions

if TYPE_CHECKING:
    from ytterby.core.decision import Decision
    from ytterby.core.item import Item
    from ytterby.workspace.document import Assessment
    from ytterby.workspace.part_memory import Offer
    from ytterby.workspace.settings import Settings
    from ytterby.workspace.stages import Stages


class ReviewDesk(QObject):
    """Between the page and the bridge; a child of the page."""

    def __init__(self, view: ReviewView, bridge: Bridge, settings: Callable[[], Settings]) -> None:
        super().__init__(view)
        self._view, self._bridge, self._settings = view, bridge, settings
        self._numbers = count()  # every decision is kept: none takes the place of an earlier one under way
        view.wanted.connect(self._find)
        view.decided.connect(self._decide)
        view.withdrawn.connect(self._withdraw)
        view.memory.taken.connect(self._take)
        view.memory.approved.connect(self._approve)

    @property
    def _two_persons(self) -> bool:
        return self._settings().two_persons == "on"

    def _find(self, decided: bool) -> None:
        """The questions, and what the memory knows; a memory that can't be read hinders no question."""
        library, two = library_of(self._settings()), self._two_persons
        document = self._bridge.document
        made = document.decisions if document is not None else ()

        def work(_: Stages, assessment: Assessment, progress: Progress) -> tuple[tuple[Question, ...], Recalled, str]:
            found = questions(assessment, decided=decided)
            progress.step(0.7, "Review")
            try:
                return found, recall(library, assessment.reading.bom.items, made, two_persons=two), ""
            except YtterbyError as error:
                return found, Recalled(), str(error)

        def done(answer: tuple[tuple[Question, ...], Recalled, str]) -> None:
            self._view.show_questions(*answer)

        self._bridge.compute("review", work, label="Review", succeeded=done, quiet=True)

    def _decide(self, decisions: tuple[Decision, ...]) -> None:
        """Recorded at once; under the two-person rule only proposed, until somebody else has approved it."""
        proposes = self._two_persons
        if not proposes:
            self._bridge.edit(edits.record_decisions, decisions)
        self._keep(lambda path, items: remember(path, decisions, items), self._view.ask if proposes else None)

    def _withdraw(self, keys: frozenset[str]) -> None:
        document = self._bridge.document
        made = [] if document is None else [one for one in document.decisions if one.item_key in keys]
        self._bridge.edit(edits.withdraw_decisions, keys)
        who, when = self._view.who.text().strip(), datetime.now().replace(microsecond=0)
        self._keep(lambda path, items: forget(path, made, items, who=who, when=when), self._view.ask)

    def _take(self, offers: Sequence[Offer]) -> None:
        assessment = self._bridge.assessment
        if assessment is not None and offers:
            items = {item.key: item for item in assessment.reading.bom.items}
            self._bridge.edit(edits.record_decisions, taken(offers, items))

    def _approve(self, offers: Sequence[Offer]) -> None:
        """What a second person agrees to counts in this bill at once."""
        who, when = self._view.who.text().strip(), datetime.now().replace(microsecond=0)
        agreed = tuple(offer.approved(who, when) for offer in offers)
        self._keep(lambda path, _: approve(path, offers, who=who, when=when), lambda: self._take(agreed))

    def _keep(self, change: Callable[[Path, dict[str, Item]], object], then: Callable[[], None] | None) -> None:
        """Change the library in the background; ``then`` where the bill is still the same."""
        library = library_of(self._settings())

        def work(_: Stages, assessment: Assessment, progress: Progress) -> None:
            change(library, {item.key: item for item in assessment.reading.bom.items})

        self._bridge.compute(f"part memory {next(self._numbers)}", work, label="Part memory", quiet=True,
                             succeeded=lambda _: then() if then is not None else None)
