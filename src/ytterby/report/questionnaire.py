"""A form for each supplier with its parts filled in: asked is what only the supplier can know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ytterby.core.errors import ReportError
from ytterby.core.finding import Certainty
from ytterby.core.progress import SILENT, Progress
from ytterby.report import questions, style
from ytterby.report.cell_text import clean
from ytterby.report.dossier import Dossier
from ytterby.report.files import all_or_none, file_names
from ytterby.report.layout import heading_height, height
from ytterby.report.notices import say
from ytterby.report.packing import pack
from ytterby.report.page import Column, Kind, Style
from ytterby.report.questions import DECLARATION, HEADING_ROW, INSTRUCTIONS, LANGUAGES, PARTS, PEOPLE, QUESTIONS
from ytterby.workspace.atomic import replacing

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from ytterby.report.logo import Logo

_LOGO_HEIGHT, _LOGO_WIDTH, _PAGE_WIDTH = 48.0, 220.0, 565.0  # points; pixels of the logo and of the only column
_TEXT_WIDTH = 80  # characters of the only column of the instructions: one column is never shrunk to a page
_A3, _A4 = 8, 9
_PAGES_WIDE = 2  # of the parts, whose questions would be too small to read on one
_ROOM = 200  # rows below the last part where drop-downs still work


def write_forms(dossier: Dossier, folder: Path, progress: Progress = SILENT, *, suppliers: Collection[str] = (),
                ) -> tuple[Path, ...]:
    """One .xlsx per supplier into ``folder``, made where it is not there. Gives the files; all or none.

    ``suppliers``: only to these; none: to all.

    Raises ReportError where a file is there already (a supplier's answers may stand in it) or can't be written.
    """
    forms = form_files(dossier, folder, suppliers=suppliers)
    if forms:
        with all_or_none(folder, tuple(forms)):
            for place, (path, (supplier, items)) in enumerate(forms.items()):
                progress.step(place / len(forms), supplier)
                _write(dossier, supplier, items, path)
    return tuple(forms)


def form_files(dossier: Dossier, folder: Path, *, suppliers: Collection[str] = ()) -> dict[Path, tuple[str, list[int]]]:
    """The files that ``write_forms`` would write, each with its supplier and the items asked about."""
    forms = sorted((name, items) for name, items in asked(dossier).items() if not suppliers or name in suppliers)
    paths = file_names(folder, [name for name, _ in forms], say("questionnaire-nobody"))
    return dict(zip(paths, forms, strict=True))


def asked(dossier: Dossier) -> dict[str, list[int]]:
    """Supplier → items that hold or may hold rare earths or that an entry may catch; an empty name where none.

    Not those of which a person decided that they hold none.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for number, account in enumerate(dossier.accounts):
        if account.denied or (not account.catching and account.identity.rare_earth is Certainty.NO):
            continue
        named = account.exposure.suppliers if account.exposure else ()
        for supplier in [name for name in named if name] or [account.item.supplier]:
            found[supplier].append(number)
    return found


def _write(dossier: Dossier, supplier: str, items: list[int], path: Path) -> None:
    import xlsxwriter

    provenance = dossier.assessment.provenance
    with replacing(path, ReportError) as part:
        book = xlsxwriter.Workbook(str(part), {"strings_to_formulas": False, "strings_to_urls": False,
                                               "strings_to_numbers": False, "in_memory": True})
        book.set_properties({
            "title": say("questionnaire-title-en"), "subject": questions.FORM, "company": clean(dossier.firm),
            "comments": provenance.workbook_digest,
            "created": datetime.combine(provenance.as_of, time(), UTC).replace(tzinfo=None),
        })
        _instructions(book, dossier)
        _declaration(book, supplier)
        _parts(book, dossier, items)
        pack(book)


def _instructions(book: Workbook, dossier: Dossier) -> None:
    sheet = book.add_worksheet(INSTRUCTIONS)
    sheet.set_column(0, 0, _TEXT_WIDTH)
    _on_paper(sheet, _A4)
    title, body = book.add_format(style.text(Style.HEADING)), book.add_format(style.text(Style.BODY))
    row = 0
    if dossier.firm:
        sheet.write_string(row, 0, clean(dossier.firm), book.add_format(style.text(Style.TITLE)))
        row += 2
    if dossier.logo is not None:
        _logo(sheet, dossier.logo, clean(dossier.firm))
    for language in LANGUAGES:
        sheet.write_string(row, 0, say(f"questionnaire-title-{language}"), title)
        text = say(f"questionnaire-text-{language}")
        sheet.write_string(row + 1, 0, text, body)
        sheet.set_row(row + 1, height([(text, _TEXT_WIDTH)]))
        row += 3


def _logo(sheet: Worksheet, logo: Logo, firm: str) -> None:
    """At the right of the first line, which grows with it."""
    scale = logo.scale(_LOGO_HEIGHT * 4 / 3, _LOGO_WIDTH)
    sheet.set_row(0, _LOGO_HEIGHT + 4)
    sheet.insert_image(0, 0, "logo", {
        "image_data": BytesIO(logo.data), "x_offset": int(_PAGE_WIDTH - logo.width * scale), "y_offset": 2,
        "object_position": 3, "x_scale": scale, "y_scale": scale, "description": say("logo-of", firm=firm)})


def _declaration(book: Workbook, supplier: str) -> None:
    sheet = book.add_worksheet(DECLARATION)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 1, 55)
    _on_paper(sheet, _A4)
    sheet.write_string(0, 0, say("questionnaire-declaration"), book.add_format(style.text(Style.HEADING)))
    label, field = book.add_format(style.heading(Kind.TEXT)), book.add_format(style.entered(Kind.TEXT))
    for row, person in enumerate(PEOPLE, questions.FIRST_PERSON_ROW - 1):
        sheet.write_string(row, 0, person.heading, label)
        sheet.write_string(row, 1, clean(supplier) if person.given else "", field)


def _parts(book: Workbook, dossier: Dossier, items: list[int]) -> None:
    sheet = book.add_worksheet(PARTS)
    sheet.write_string(0, 0, say("questionnaire-parts"), book.add_format(style.text(Style.HEADING)))
    head, given = book.add_format(style.heading(Kind.TEXT)), book.add_format(style.cell(Kind.WRAP))
    field = book.add_format(style.entered(Kind.WRAP))
    heading, last = HEADING_ROW - 1, HEADING_ROW + len(items) - 1
    for column, question in enumerate(QUESTIONS):
        sheet.set_column(column, column, question.width)
        sheet.write_string(heading, column, question.heading, head)
        if question.choices:
            sheet.data_validation(heading + 1, column, last + _ROOM, column, {
                "validate": "list", "source": list(question.choices),
                "error_title": question.heading, "error_message": say("questionnaire-choose"),
            })
    for row, item in enumerate(items, heading + 1):
        texts = [clean(_known(dossier, item, question.key)) for question in QUESTIONS]
        sheet.set_row(row, height((text, question.width) for text, question in zip(texts, QUESTIONS, strict=True)))
        for column, (text, question) in enumerate(zip(texts, QUESTIONS, strict=True)):
            sheet.write_string(row, column, text, given if question.given else field)
    sheet.set_row(heading, _heading_height())
    sheet.freeze_panes(heading + 1, 2)
    _on_paper(sheet, _A3, wide=_PAGES_WIDE)
    sheet.repeat_rows(heading)
    sheet.repeat_columns(0, 1)
    sheet.print_area(0, 0, last, len(QUESTIONS) - 1)


def _heading_height() -> float:
    return heading_height(Column(question.heading, width=question.width) for question in QUESTIONS)


def _on_paper(sheet: Worksheet, paper: int, wide: int = 1) -> None:
    """``wide`` pages beside each other, as many below as it takes."""
    if wide > 1:
        sheet.set_landscape()
        sheet.print_across()
    else:
        sheet.set_portrait()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(wide, 0)
    sheet.set_footer("&L&8 &F&R&8 &A, &P of &N")
    sheet.hide_gridlines(2)


def _known(dossier: Dossier, item: int, key: str) -> str:
    """What we fill in."""
    about = dossier.accounts[item].item
    match key:
        case "requester_number":
            return about.number
        case "requester_name":
            return about.description
        case "maker_number":
            return about.mpn
        case "ask":
            return "; ".join(dossier.accounts[item].missing)
        case "key":
            return f"{about.key} {about.text_digest()}"
        case _:
            return ""
