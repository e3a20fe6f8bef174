"""Undo, redo and who is told."""

from __future__ import annotations

from datetime import date

from builders_report import document
from ytterby.workspace.document import Document
from ytterby.workspace.edits import set_as_of, set_currency
from ytterby.workspace.workspace import Workspace


def test_undo_gives_back_the_very_document_and_redo_the_one_after() -> None:
    first = document()
    workspace = Workspace(first)
    second = set_as_of(first, date(2027, 1, 1))
    workspace.apply(second)
    workspace.undo()
    assert workspace.present is first
    assert not workspace.can_undo
    workspace.redo()
    assert workspace.present is second
    assert not workspace.can_redo


def test_a_new_edit_forgets_what_was_undone() -> None:
    workspace = Workspace(document())
    workspace.apply(set_currency(workspace.present, "USD"))
    workspace.undo()
    workspace.apply(set_currency(workspace.present, "JPY"))
    assert not workspace.can_redo
    workspace.undo()
    assert workspace.present.currency == "EUR"


def test_one_undo_takes_back_a_gesture_however_often_it_was_amended() -> None:
    first = document()
    workspace = Workspace(first)
    workspace.apply(set_as_of(first, date(2026, 12, 1)))
    for day in range(2, 9):
        workspace.amend(set_as_of(workspace.present, date(2026, 12, day)))
    assert workspace.present.as_of == date(2026, 12, 8)
    workspace.undo()
    assert workspace.present is first
    workspace.redo()
    assert workspace.present.as_of == date(2026, 12, 8)


def test_the_same_document_is_no_step_and_tells_nobody() -> None:
    workspace = Workspace(document())
    told: list[Document] = []
    workspace.watch(lambda before, after: told.append(after))
    workspace.apply(workspace.present)
    workspace.undo()
    workspace.redo()
    assert not told
    assert not workspace.can_undo


def test_watchers_get_before_and_after_until_they_stop() -> None:
    workspace = Workspace(document())
    told: list[tuple[str, str]] = []
    stop = workspace.watch(lambda before, after: told.append((before.currency, after.currency)))
    workspace.apply(set_currency(workspace.present, "USD"))
    workspace.undo()
    stop()
    workspace.redo()
    assert told == [("EUR", "USD"), ("USD", "EUR")]


def test_a_watcher_may_stop_itself_while_it_is_told() -> None:
    workspace = Workspace(document())
    told: list[str] = []

    def once(before: Document, after: Document) -> None:
        told.append("once")
        stop()

    stop = workspace.watch(once)
    workspace.watch(lambda before, after: told.append("always"))
    workspace.apply(set_currency(workspace.present, "USD"))
    workspace.undo()
    assert told == ["once", "always", "always"]


def test_another_workbook_starts_without_a_past() -> None:
    workspace = Workspace(document())
    workspace.apply(set_currency(workspace.present, "USD"))
    other = document()
    workspace.replace(other)
    assert workspace.present is other
    assert not workspace.can_undo
