"""What must hold of a document, whatever is done to it: undo, and a project that gives back what it was given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from inspect import isfunction
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as some

import builders_workspace as b
from ytterby.bom.reading import Mapping
from ytterby.classification.classification import Context
from ytterby.core.errors import UsageError
from ytterby.core.finding import Force
from ytterby.core.item import Money
from ytterby.planning.scenario import AddStock, LicenceWait, Scenario
from ytterby.regulation.rules import Assumption
from ytterby.workspace import edits
from ytterby.workspace.bills import Bill
from ytterby.workspace.document import Document, PlanLimits, ProductSetting
from ytterby.workspace.owner_file import Firms
from ytterby.workspace.project import load, save
from ytterby.workspace.workspace import Workspace

Edit = Callable[[Document], Document]
DAYS = some.dates(date(2025, 1, 1), date(2027, 1, 1))
NUMBERS = some.one_of(some.none(), some.floats(0.0, 1e12, allow_nan=False))
TEXTS = some.text(max_size=8)
NAMES = some.sampled_from(("Plan 1", "Plan 2", "More stock", "before the pause"))
SECOND = Bill(Path("second.xlsx"), Mapping(), b.reading(last_stock=3.0))
MONEY = some.one_of(some.none(), some.builds(Money, some.floats(0.0, 1e12), TEXTS))


DRAWN: set[str] = set()
ASKED = {"bills_of", "alone"}  # of edits.py: they tell something of a document


def edit(name: str, *arguments: some.SearchStrategy[object]) -> some.SearchStrategy[Edit]:
    def bound(*values: object) -> Edit:
        def done(document: Document) -> Document:
            try:
                found: Document = getattr(edits, name)(document, *values)
            except UsageError:  # refused: nothing is done
                return document
            return found

        return done

    DRAWN.add(name)
    return some.builds(bound, *arguments)


EDITS = some.one_of(
    edit("set_as_of", DAYS), edit("set_known_by", some.one_of(some.none(), DAYS)),
    edit("set_assumption", some.builds(Assumption, some.sampled_from(("A", "B")), some.sampled_from(Force), DAYS)),
    edit("clear_assumption", some.sampled_from(("A", "B"))),
    edit("set_context", some.builds(Context, TEXTS, TEXTS, some.lists(TEXTS, max_size=3).map(tuple))),
    edit("set_product", some.builds(
        ProductSetting, some.sampled_from(("", "drive")), some.none() | some.booleans(), some.none(), NUMBERS, MONEY,
        MONEY)),
    edit("set_currency", some.sampled_from(("EUR", "USD"))),
    edit("set_owners", some.lists(some.tuples(TEXTS, TEXTS), max_size=3).map(tuple)),
    edit("set_recovery", some.lists(TEXTS, max_size=3).map(tuple), some.none() | some.floats(1, 3650)),
    edit("set_wait", some.none() | some.builds(LicenceWait, some.floats(1, 60), some.floats(60, 600), some.floats(0, 1),
                                               some.floats(0, 90), TEXTS, DAYS)),
    edit("add_scenario", some.builds(Scenario, some.uuids().map(str), some.just((AddStock(3.0),)), TEXTS)),
    edit("withdraw_decision", some.just(b.document().decisions[0])),
    edit("withdraw_decisions", some.frozensets(some.sampled_from(("magnet", "bolt")))),
    edit("record_decision", some.just(replace(b.document().decisions[0], item_key="bolt"))),
    edit("record_decisions", some.just((replace(b.document().decisions[0], item_key="drive"),))),
    edit("set_firms", some.just(Firms((("Werk", "Top"),), (("Werk", 40.0),)))),
    edit("set_owner", some.just(("Werk", "Zweite")), TEXTS),
    edit("set_forms", some.none() | some.just(Path("out"))),
    edit("set_rates", some.just(()) | some.just(b.document().rates)),
    edit("set_plan_limits", some.builds(PlanLimits, NUMBERS, NUMBERS)),
    edit("keep_plan", some.builds(replace, some.just(b.document().plans[0]), name=NAMES)),
    edit("drop_plan", NAMES),
    edit("keep_state", some.builds(replace, some.just(b.STATE), name=NAMES)),
    edit("drop_state", NAMES),
    edit("replace_scenario", some.just("More stock"), some.builds(Scenario, NAMES, some.just((AddStock(5.0),)))),
    edit("save_scenario", some.just("More stock"), some.builds(Scenario, NAMES, some.just((AddStock(9.0),)))),
    edit("remove_scenario", NAMES),
    edit("record_licence", some.builds(replace, some.just(b.LICENCE), number=NAMES), some.just("") | NAMES),
    edit("remove_licence", some.just("A-1") | NAMES),
    edit("set_alternative", some.builds(replace, some.just(b.SITE), site=NAMES)),
    edit("drop_alternative", some.just(b.SITE.company), some.just(b.SITE.site) | NAMES),
    edit("add_bill", some.just(SECOND)), edit("remove_bill", some.just(SECOND.path)),
    edit("with_bills", some.just((SECOND,))),
)


def test_every_edit_there_is_is_drawn() -> None:
    public = {name for name, one in vars(edits).items()
              if isfunction(one) and one.__module__ == edits.__name__ and not name.startswith("_")}
    assert public - ASKED == DRAWN


def values(document: Document) -> tuple[object, ...]:
    return tuple(getattr(document, each.name) for each in fields(Document))


@settings(deadline=None, max_examples=60)
@given(some.lists(EDITS, max_size=8))
def test_undo_takes_back_what_was_done_and_redo_does_it_again(done: list[Edit]) -> None:
    first = b.document()
    workspace = Workspace(first)
    stands, held = [first], [values(first)]
    for one in done:
        workspace.apply(one(workspace.present))
        if workspace.present is not stands[-1]:
            stands.append(workspace.present)
            held.append(values(workspace.present))
    last = workspace.present
    for stand, before in zip(reversed(stands), reversed(held), strict=True):
        assert workspace.present is stand
        assert values(stand) == before  # no edit touched what it was given
        workspace.undo()
    assert workspace.present is first
    for _ in stands:
        workspace.redo()
    assert workspace.present is last


@settings(deadline=None, max_examples=40)
@given(some.lists(EDITS, max_size=6))
def test_a_project_gives_back_whatever_was_done(done: list[Edit]) -> None:
    document = b.document()
    for one in done:
        document = one(document)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.ytterby"
        save(document, path)
        found = load(path)
    for each in fields(Document):
        if each.name not in ("reading", "bills"):
            assert getattr(found, each.name) == getattr(document, each.name)
    assert [bill.path for bill in found.bills] == [bill.path for bill in document.bills]
    assert found.reading is not None
    assert document.reading is not None
    assert found.reading.bom.items == document.reading.bom.items
