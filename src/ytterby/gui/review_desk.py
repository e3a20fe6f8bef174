"""Does what Review asks for: questions in the background, decisions as edits, and the part memory beside them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypedDict

from PySide6.QtCore import QObject

from ytterby.core.errors import YtterbyError
from ytterby.core.person import login
from ytterby.core.progress import Progress
from ytterby.gui.bridge import Bridge
from ytterby.gui.views.review import ReviewView
from ytterby.workspace import edits
from ytterby.workspace.recall import Recalled, approve, forget, library_of, recall, remember, renew, take_back, taken
from ytterby.workspace.review import Question, Reply, decisions_on, questions

if TYPE_CHECKING:
    from ytterby.core.decision import Decision
    from ytterby.core.item import Item
    from ytterby.workspace.document import Assessment, Document
    from ytterby.workspace.part_memory import Offer
    from ytterby.workspace.settings import Settings
    from ytterby.workspace.stages import Stages


DECIDING = "decide"
"""The task that turns a large answer into decisions."""
_AT_ONCE = 1000  # items decided within some ten milliseconds


class Signed(TypedDict):
    """Who withdrew or approved, and when."""

    who: str
    when: datetime


class ReviewDesk(QObject):
    """Between the page and the bridge; a child of the page."""

    def __init__(self, view: ReviewView, bridge: Bridge, settings: Callable[[], Settings]) -> None:
        super().__init__(view)
        self._view, self._bridge, self._settings = view, bridge, settings
        self.of: Assessment | None = None  # the one that numbered the items of the questions shown
        self._replies: list[Reply] = []  # given and not recorded yet, in their order
        self._own: dict[int, Decision] = {}  # made here, by identity, which an undo and a redo keep
        self._undone: set[int] = set()
        self._followed: tuple[Decision, ...] = ()
        self._changes: deque[Callable[[], object]] = deque()  # of the library, done one after the other
        self._changing = Lock()
        self._numbers = count()  # every decision is kept: none takes the place of an earlier one under way
        view.wanted.connect(self._find)
        view.decided.connect(self._decide)
        view.withdrawn.connect(self._withdraw)
        bridge.loaded.connect(self._begin)
        bridge.document_changed.connect(self._follow)
        view.memory.taken.connect(self._take)
        view.memory.approved.connect(self._approve)

    @property
    def _two_persons(self) -> bool:
        return self._settings().two_persons == "on"

    def _find(self, decided: bool) -> None:
        """The questions, and what the memory knows; a memory that can't be read hinders no question."""
        library, two = library_of(self._settings()), self._two_persons
        document, asked_of = self._bridge.document, self._bridge.assessment
        made = document.decisions if document is not None else ()

        def work(_: Stages, assessment: Assessment, progress: Progress) -> tuple[tuple[Question, ...], Recalled, str]:
            found = questions(assessment, decided=decided)
            progress.step(0.7, "Review")
            try:
                return found, recall(library, assessment.reading.bom.items, made, two_persons=two), ""
            except YtterbyError as error:
                return found, Recalled(), str(error)

        def done(answer: tuple[tuple[Question, ...], Recalled, str]) -> None:
            self.of = asked_of
            self._view.show_questions(*answer)

        self._bridge.compute("review", work, label="Review", succeeded=done, quiet=True)

    def _decide(self, reply: Reply) -> None:
        """Recorded in turn, a large answer in the background; under the two-person rule only proposed, until somebody
        else has approved it."""
        self._replies.append(reply)
        if len(self._replies) == 1:
            self._answer_next()

    def _answer_next(self) -> None:
        if self._replies:
            reply, name = self._replies[0], login()

            def work(_: Stages, __: Assessment, progress: Progress) -> tuple[Decision, ...]:
                return decisions_on(reply, name, progress)

            self._bridge.compute(DECIDING, work, label="Deciding", succeeded=self._record, failed=self._lost,
                                 cancelled=self._lost, at_once=len(reply.items) <= _AT_ONCE, lasting=True)

    def _record(self, decisions: tuple[Decision, ...]) -> None:
        proposes = self._two_persons
        self._replies.pop(0)
        if not proposes:
            self._own.update((id(one), one) for one in decisions)
            self._bridge.edit(edits.record_decisions, decisions)
        self._keep(lambda path, items: remember(path, decisions, items), self._view.ask if proposes else None)
        self._answer_next()

    def _lost(self, error: YtterbyError | None = None) -> None:
        """What was stopped, and all that was to follow it, is not decided: the questions stand as they did."""
        self._replies.clear()
        self._view.ask()

    def _begin(self, *_: object) -> None:
        """Another file: what is undone from now on is not of it, nor what was begun."""
        self._own.clear()
        self._undone.clear()
        self._replies.clear()
        self._view.forget_begun()

    def _follow(self, document: Document) -> None:
        """An undo takes back what was decided here in the library too, a redo renews it."""
        if document.decisions is self._followed:
            return
        self._followed = document.decisions
        if not self._own:
            return
        present = set(map(id, document.decisions))
        gone = [one for key, one in self._own.items() if key not in present and key not in self._undone]
        back = [one for key, one in self._own.items() if key in present and key in self._undone]
        self._undone.update(map(id, gone))
        self._undone.difference_update(map(id, back))
        if gone:
            self._keep(lambda path, items: take_back(path, gone, items, **self._signed()), self._view.ask)
        if back:
            self._keep(lambda path, items: renew(path, back, items), self._view.ask)

    def _withdraw(self, keys: frozenset[str]) -> None:
        document, signed = self._bridge.document, self._signed()
        made = [] if document is None else [one for one in document.decisions if one.item_key in keys]
        self._own.update((id(one), one) for one in made)  # an undo of the withdrawal renews them
        self._undone.update(map(id, made))
        self._bridge.edit(edits.withdraw_decisions, keys)
        self._keep(lambda path, items: forget(path, made, items, **signed), self._view.ask)

    def _signed(self) -> Signed:
        return {"who": self._view.who.text().strip() or login(), "when": datetime.now().replace(microsecond=0)}

    def _take(self, offers: Sequence[Offer]) -> tuple[Decision, ...]:
        assessment = self._bridge.assessment
        if assessment is None or not offers:
            return ()
        items = {item.key: item for item in assessment.reading.bom.items}
        made = taken(offers, items)
        self._bridge.edit(edits.record_decisions, made)
        return made

    def _approve(self, offers: Sequence[Offer]) -> None:
        """What a second person agrees to counts in this bill at once; the login tells whether it was the first."""
        signed, name = self._signed(), login()
        agreed = tuple(offer.approved(signed["who"], signed["when"], name) for offer in offers)

        def count() -> None:
            self._own.update((id(one), one) for one in self._take(agreed))

        self._keep(lambda path, _: approve(path, offers, **signed, login=name), count)

    def _keep(self, change: Callable[[Path, dict[str, Item]], object], then: Callable[[], None] | None) -> None:
        """Change the library in the background, in the order asked for; ``then`` where the bill is still the same."""
        library, assessment = library_of(self._settings()), self._bridge.assessment
        if assessment is None:
            return
        items = assessment.reading.bom.items
        self._changes.append(lambda: change(library, {item.key: item for item in items}))

        def work(*_: object) -> None:
            with self._changing:
                while self._changes:
                    self._changes.popleft()()

        self._bridge.compute(f"part memory {next(self._numbers)}", work, label="Part memory", quiet=True,
                             succeeded=lambda _: then() if then is not None else None)
