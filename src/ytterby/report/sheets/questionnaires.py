"""Forms to suppliers: which lie in the folder, which came back, which suppliers were not asked yet."""

from __future__ import annotations

from ytterby.report.dossier import Dossier
from ytterby.report.leads import first_line
from ytterby.report.notices import say
from ytterby.report.page import Column, Kind, Page, Row, Style, Table, Text
from ytterby.report.questionnaire import asked
from ytterby.report.sheets.decide import spend

OUT, PARTLY, BACK, UNASKED = "no answer yet", "answered in part", "answered", "not asked yet"
COLUMNS = (
    Column("Supplier", width=34), Column("State", Kind.STATUS, 18, words=(OUT, PARTLY, BACK, UNASKED)),
    Column("Form", width=34), Column("Parts asked", Kind.WHOLE, 12), Column("Parts answered", Kind.WHOLE, 12),
    Column("Who answers", width=24), Column("Date of the answer", Kind.DATE, 12),
    Column("Spend behind the items", Kind.MONEY, 16), Column("First line", width=14),
)


def page(dossier: Dossier) -> Page:
    """Suppliers of items that hold or may hold rare earths; a form of a supplier who is none any more is shown too."""
    return Page("Questionnaires", (
        Text(say("questionnaires-title"), Style.TITLE), Text(say("questionnaires-note")),
        Table(COLUMNS, tuple(_rows(dossier)), main=True),
    ), frozen_columns=1)


def _rows(dossier: Dossier) -> list[Row]:
    items = asked(dossier)
    forms = {form.supplier: form for form in dossier.sent}
    rows: list[Row] = []
    for supplier in sorted({*items, *forms}):
        mine, form = items.get(supplier, []), forms.get(supplier)
        behind = (spend(dossier, mine) if mine else None, first_line(dossier, tuple(mine)))
        name = supplier or say("questionnaire-nobody")
        if form is None:
            rows.append((name, UNASKED, "", len(mine), None, "", None, *behind))
        else:
            state = OUT if not form.answered else PARTLY if form.answered < form.parts or form.when is None else BACK
            rows.append((name, state, form.file, form.parts, form.answered, form.who, form.when, *behind))
    return rows
