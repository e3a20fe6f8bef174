"""The views of the window: made when first shown, fed when the assessment changes, wired to the bridge's edits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QStackedWidget, QWidget

from ytterby.gui.bridge import Bridge
from ytterby.gui.views.bill import BillView
from ytterby.gui.views.evidence import EvidencePanel
from ytterby.gui.widgets.label import plain
from ytterby.gui.widgets.wheel import wheel_only_scrolls
from ytterby.workspace import edits
from ytterby.workspace.products import LOOSE, ProductChange, change_products

if TYPE_CHECKING:
    from ytterby.bom.compare import Comparison
    from ytterby.core.issue import Issue
    from ytterby.planning.planned import Planned
    from ytterby.planning.scenario import Scenario
    from ytterby.workspace.document import Assessment, Document
    from ytterby.workspace.finding_history import History
    from ytterby.workspace.settings import Settings


class Places:
    """Feeds a view only while it is shown; what changed meanwhile is made up for when it comes to the front."""

    def __init__(
        self, stack: QStackedWidget, dock: QDockWidget, bridge: Bridge, go: Callable[[str], None],
        say: Callable[[str], None], who: Callable[[], str], settings: Callable[[], Settings],
    ) -> None:
        self._stack, self._bridge, self._go, self._say = stack, bridge, go, say
        self._who, self._settings = who, settings
        self._views: dict[str, Any] = {}
        self._fed: dict[str, object] = {}
        self._shown = ""
        self.keep: Callable[[dict[str, object]], None] = lambda _: None  # settings changed by the way
        self.noted: Callable[[], History | None] = lambda: None  # at the last save from here
        self.scenario = ""  # the one in front, by name
        self.planned: Callable[[], Planned | None] = lambda: None  # the plan of What-if, where it still holds
        self.bill = BillView()
        self.evidence = EvidencePanel()
        dock.setWidget(self.evidence)
        self.bill.line_chosen.connect(self.evidence.show_line)
        self.bill.summary_changed.connect(self._say_of_bill)
        self.bill.marked.connect(self._mark_products)
        self.bill.review_wanted.connect(lambda: self._go("review"))
        self._add("bill", self.bill)
        self._waiting = plain(muted=True, wrap=True)  # in the place of what has nothing to show yet
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stack.addWidget(self._waiting)

    def begin(self) -> None:
        """Another file, or none: nothing of the one before is left, neither shown nor typed."""
        front = self.is_shown()
        for key in self._views.keys() - {"bill", "import"}:
            view = self._views.pop(key)
            self._stack.removeWidget(view)
            view.deleteLater()
        self._fed = {key: fed for key, fed in self._fed.items() if key == "import"}  # it is fed by the reading
        self.scenario, self.planned = "", lambda: None
        self.evidence.forget()
        self.bill.begin()
        if front and self._shown != "import":
            self.show(self._shown)

    def show(self, key: str) -> None:
        """Bring a place to the front; most have nothing to show before the first assessment."""
        self._shown = key
        if self._bridge.assessment is None and key not in _AT_ANY_TIME:
            self._stack.setCurrentWidget(self._waiting)
            self._say("")
            return
        if key not in self._views:
            self._add(key, _MAKERS[key](self))
        self._stack.setCurrentWidget(self._views[key])
        self._feed(key)
        self._say(self.bill.summary() if key == "bill" else "")
        if key == "bill":
            self.bill.grid.setFocus()
        elif key == "review":
            self._views[key].grid.setFocus()

    def send_pending(self) -> None:
        """What was typed or moved and is not sent yet becomes an edit now."""
        for key in _PENDING & self._views.keys():
            self._views[key].send_pending()

    def take_back(self) -> bool:
        """Drop a correction in Import that was not sent yet; whether there was one."""
        return "import" in self._views and self._views["import"].take_back()

    def is_shown(self) -> bool:
        """Whether a place is in front, not the start page."""
        return self._stack.currentWidget() in (self._waiting, *self._views.values())

    def find(self) -> None:
        """To the bill, to type what to look for."""
        self._go("bill")
        self.bill.focus_search()

    def where_used(self) -> None:
        """Where the item of the selected line of the bill is used."""
        from ytterby.gui.dialogs.where_used import WhereUsedDialog

        self._feed("bill")
        chosen, assessment = self.bill.grid.selected(), self._bridge.assessment
        if assessment is None or not len(chosen) or int(chosen[0]) >= len(assessment.reading.bom):
            return
        item = int(assessment.reading.bom.usages.item[int(chosen[0])])
        dialog = WhereUsedDialog(assessment, item, self._stack.window())
        dialog.line_chosen.connect(self._show_usage)
        self._bridge.document_opened.connect(dialog.close)  # lines are numbered anew
        dialog.open()

    def view(self, key: str) -> QWidget:
        """The view of a place that was shown before."""
        widget: QWidget = self._views[key]
        return widget

    def show_document(self, document: Document) -> None:
        """Another workbook or another reading of it."""
        if self._shown == "import":
            self._feed("import")

    def show_assessment(self, document: Document, assessment: Assessment) -> None:
        self.evidence.show_assessment(document, assessment)
        if self._stack.currentWidget() is self._waiting:
            self.show(self._shown)
        if self._shown in self._views:
            self._feed(self._shown)
        if len(assessment.reading.bom.items) <= _FED_AT_ONCE:
            self._feed("bill")
        elif self._shown == "bill" or not self.bill.is_numbered_as(assessment):
            QTimer.singleShot(0, self._stack, lambda: self._feed("bill"))

    def show_outdated(self, words: str) -> None:
        self.bill.show_outdated(words)
        if "dashboard" in self._views:
            self._views["dashboard"].show_outdated(words)
        self._waiting.setText(words)

    def _add(self, key: str, view: QWidget) -> None:
        self._views[key] = view
        self._stack.addWidget(view)

    def _feed(self, key: str) -> None:
        """Give the view what it has not seen yet."""
        document, assessment = self._bridge.document, self._bridge.assessment
        view = self._views[key]
        if key == "import":
            if document is not None and self._fed.get(key) is not document.reading:
                self._fed[key] = document.reading
                view.show_document(document)
        elif document is not None and assessment is not None and self._fed.get(key) is not assessment:
            self._fed[key] = assessment
            view.show_assessment(document, assessment)
        wheel_only_scrolls(view)

    def _make_import(self) -> QWidget:
        from ytterby.gui.mapping_desk import MappingDesk
        from ytterby.gui.views.import_page import ImportPage

        page = ImportPage()
        MappingDesk(page, self._bridge)
        page.done.connect(lambda: self._go("bill"))
        return page

    def _make_dashboard(self) -> QWidget:
        from ytterby.gui.views.dashboard import DashboardView

        view = DashboardView()
        view.items_chosen.connect(self._show_items)
        view.state_kept.connect(lambda state: self._bridge.edit(edits.keep_state, state))
        view.as_of_chosen.connect(lambda day: self._bridge.edit(edits.set_as_of, day, gesture="as of"))
        view.picture_wanted.connect(lambda make, stopped: self._bridge.compute(
            "dashboard", lambda _, __, progress: make(progress), label="Drawing the dashboard",
            succeeded=view.show_picture, cancelled=stopped))
        return view

    def _make_what_if(self) -> QWidget:
        from ytterby.gui.desk import Desk
        from ytterby.gui.views.what_if import WhatIfView

        view = WhatIfView()
        view.show_scenario(self.scenario)
        view.scenario_changed.connect(lambda one: self._edit_scenario(one.name, _with_scenario, one))
        view.scenario_chosen.connect(self.choose_scenario)
        view.menu.added.connect(lambda one: self._edit_scenario(one.name, edits.add_scenario, one))
        view.menu.replaced.connect(lambda name, one: self._edit_scenario(one.name, edits.replace_scenario, name, one))
        view.menu.saved.connect(lambda name, one: self._edit_scenario(one.name, edits.save_scenario, name, one))
        view.menu.removed.connect(lambda name: self._edit_scenario("", edits.remove_scenario, name))
        view.as_of_chosen.connect(lambda day: self._bridge.edit(edits.set_as_of, day, gesture="as of"))
        view.place_wanted.connect(self._go)
        self._desk = Desk(view, self._bridge)
        self.planned = self._desk.planned
        return view

    def _make_licences(self) -> QWidget:
        from ytterby.gui.views.licences import LicencesView

        view = LicencesView()
        view.recorded.connect(lambda licence, number: self._bridge.edit(edits.record_licence, licence, number))
        view.removed.connect(lambda number: self._bridge.edit(edits.remove_licence, number))
        view.wait_chosen.connect(lambda wait: self._bridge.edit(edits.set_wait, wait))
        return view

    def _make_review(self) -> QWidget:
        from ytterby.gui.review_desk import ReviewDesk
        from ytterby.gui.views.review import ReviewView

        view = ReviewView(self._who())
        desk = ReviewDesk(view, self._bridge, self._settings)
        view.item_wanted.connect(lambda item: self._show_item(item, desk.of))
        return view

    def _make_products(self) -> QWidget:
        from ytterby.gui.dialogs.files import ask_for_bill
        from ytterby.gui.views.products import ProductsView

        view = ProductsView()
        view.context_chosen.connect(lambda context: self._bridge.edit(edits.set_context, context))
        view.product_changed.connect(lambda change: self._bridge.edit(change_products, change))
        view.items_chosen.connect(self._show_items)
        view.bill_wanted.connect(lambda: ask_for_bill(view, self._bridge.add_bill))
        view.bill_removed.connect(lambda path: self._bridge.edit(edits.remove_bill, path))
        return view

    def _make_suppliers(self) -> QWidget:
        from ytterby.gui.supply_desk import SupplyDesk
        from ytterby.gui.views.suppliers import SuppliersView

        view = SuppliersView()
        SupplyDesk(view, self._bridge, lambda: self._settings().firm, self._show_items)
        return view

    def _make_rules(self) -> QWidget:
        from ytterby.gui.law_desk import LawDesk
        from ytterby.gui.views.rules import RulesView

        view = RulesView()
        LawDesk(view, self._bridge, self._settings, lambda changes: self.keep(changes), self._show_items,
                lambda: self.noted())
        return view

    def _make_issues(self) -> QWidget:
        from ytterby.gui.views.issues import IssuesView

        view = IssuesView()
        view.issue_chosen.connect(self._show_issue)
        return view

    def show_changes(self, changes: tuple[Comparison, ...]) -> None:
        """In Import, which is in front: what another version of each workbook changed."""
        self._views["import"].show_changes(changes)

    def _say_of_bill(self, summary: str) -> None:
        if self._shown == "bill" and self._bridge.assessment is not None:
            self._say(summary)

    def choose_scenario(self, name: str) -> None:
        """Bring a scenario to the front, in What-if; what a lever was just moved to belongs to the one before."""
        self.send_pending()
        self._front(name)
        self._fed.pop("what-if", None)
        self._go("what-if")

    def _front(self, name: str) -> None:
        self.scenario = name
        if "what-if" in self._views:
            self._views["what-if"].show_scenario(name)

    def _edit_scenario(self, front: str, change: Callable[..., Document], *arguments: Any) -> None:
        """An edit after which ``front`` is the scenario shown, where the edit is possible."""
        before = self.scenario
        self._front(front)
        if not self._bridge.edit(change, *arguments, gesture="scenario" if change is _with_scenario else ""):
            self._front(before)

    def _mark_products(self, keys: tuple[str, ...], what: str, value: bool | None) -> None:
        """Products get a mark, as far as they are in the bill still: it holds for all that is inside."""
        if self._bridge.document is not None and self._bridge.document.reading is not None:
            there = {LOOSE, *(item.key for item in self._bridge.document.reading.bom.items)}
            if still := tuple(key for key in keys if key in there):
                self._bridge.edit(change_products, ProductChange(still, what, value))

    def _show_items(self, items: frozenset[int], label: str, of: Assessment | None = None) -> None:
        """In the bill; ``of``: the assessment that numbered the items, where it may be an earlier one."""
        self._go("bill")  # which feeds it first
        self.bill.show_items(self._as_now(items, of), label)

    def _show_item(self, item: int, of: Assessment | None = None) -> None:
        """To the first line of the item in the bill; where it has none any more, only to the bill."""
        self._go("bill")
        assessment, now = self._bridge.assessment, self._as_now(frozenset((item,)), of)
        lines = [] if assessment is None else np.flatnonzero(
            np.isin(assessment.reading.bom.usages.item, list(now))).tolist()
        if len(lines):
            self.bill.show_line(int(lines[0]))
        else:
            self._say("It is on no line of the bill as it is read now.")

    def _as_now(self, items: frozenset[int], of: Assessment | None) -> frozenset[int]:
        """The same items as the present assessment numbers them."""
        now = self._bridge.assessment
        if now is None or of is None or of.reading.bom is now.reading.bom:
            return items
        keys = {of.reading.bom.items[item].key for item in items}
        return frozenset(place for place, item in enumerate(now.reading.bom.items) if item.key in keys)

    def _show_usage(self, line: int) -> None:
        self._go("bill")
        self.bill.show_line(line)

    def _show_issue(self, issue: Issue) -> None:
        """Jump to the cell in the grid of Import, in whatever workbook of the project."""
        self._go("import")
        self._views["import"].show_cell(issue.where)


_MAKERS: dict[str, Callable[[Places], QWidget]] = {
    "import": Places._make_import, "review": Places._make_review, "products": Places._make_products,
    "suppliers": Places._make_suppliers, "licences": Places._make_licences,
    "dashboard": Places._make_dashboard, "what-if": Places._make_what_if, "rules": Places._make_rules,
    "issues": Places._make_issues,
}


_AT_ANY_TIME = {"import", "rules"}  # of use without an assessment
_FED_AT_ONCE = 5_000  # items: of more, a bill behind another view gets what an edit changes once it is shown
_PENDING = {"import", "products", "suppliers", "what-if"}  # send what is typed once it has settled


def _with_scenario(document: Document, scenario: Scenario) -> Document:
    """The scenario under its name: a new one, or in the place of the one of that name."""
    if scenario.name in {kept.name for kept in document.scenarios}:
        return edits.replace_scenario(document, scenario.name, scenario)
    return edits.add_scenario(document, scenario)
