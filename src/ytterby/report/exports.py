"""One order to write one thing from a document and its assessment: what the window asks for, carried out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ytterby.core.errors import ReportError
from ytterby.core.files import is_file, is_folder, is_there
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.report.dossier import Dossier, dossier
from ytterby.report.notices import say
from ytterby.workspace.claims import same_file
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.formats import holds_project

if TYPE_CHECKING:
    from ytterby.planning.planned import Planned
    from ytterby.report.logo import Logo

ENDS = {"report": ".xlsx", "report since": ".xlsx", "brief": ".pdf", "csv": ".csv", "json": ".json"}


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """``key``: report, report since, annotated, brief, csv, json, questionnaires or licence files.

    ``path`` is a folder for the last two, and for annotated copies of several workbooks. ``logo`` is a file name, empty
    for none; ``since`` an earlier assessment; ``decimal`` the decimal mark of a CSV, "point" or "comma";
    ``planned`` the plan that a report tells.
    """

    key: str
    path: Path
    document: Document
    assessment: Assessment
    firm: str = ""
    logo: str = ""
    since: Path | None = None
    decimal: str = "point"
    planned: Planned | None = None
    password: str | None = field(default=None, repr=False)  # of the workbooks an annotated copy is made of


def carry_out(order: Order, progress: Progress = SILENT) -> tuple[str, ...]:
    """Gives what is to be said of the result, in sentences.

    Raises ReportError where it can't be written or would take the place of a workbook of the document, and what
    reading an earlier assessment or a logo raises.
    """
    refuse_inputs(order.path, order.document)
    _refuse_ending(order)
    there = is_there(order.path)
    try:
        return _carried_out(order, progress)
    except BaseException:
        if not there and is_folder(order.path):  # a folder made for what did not come to be
            with suppress(OSError):
                order.path.rmdir()
        raise


def _carried_out(order: Order, progress: Progress) -> tuple[str, ...]:
    if order.key == "json":
        from ytterby.report.assessment_json import write as write_json

        write_json(order.assessment, order.path, progress)
        return ()
    made = _dossier(order, Part(progress, 0.0, 0.1))
    rest = Part(progress, 0.1, 1.0)
    match order.key:
        case "report" | "report since":
            from ytterby.report.xlsx import write

            write(made, order.path, rest)
        case "annotated":
            return _annotate(made, order, rest)
        case "brief":
            from ytterby.report.brief import write as write_brief

            write_brief(made, order.path, rest)
        case "csv":
            from ytterby.report.register_csv import write as write_csv

            write_csv(made, order.path, rest, decimal=order.decimal)
        case "questionnaires":
            from ytterby.report.questionnaire import write_forms

            if not write_forms(made, order.path, rest):
                return (say("questionnaires-none"),)
        case "licence files":
            from ytterby.report.licence_files import write_licence_files

            if not write_licence_files(made, order.path, rest):
                return (say("licence-files-none"),)
        case _:
            raise ValueError(order.key)
    return ()


def _refuse_ending(order: Order) -> None:
    """Raises ReportError where the name says that the file is of another kind than it would be."""
    own, ending = ENDS.get(order.key), order.path.suffix.lower()
    if own and ending != own and ending in ENDS.values():
        raise ReportError(f"a file that ends in {ending} would be taken for another kind.", where=str(order.path),
                          remedy=f"Choose a name that ends in {own}.")


def refuse_inputs(path: Path, document: Document) -> None:
    """Raises ReportError where ``path`` is a workbook that the document was made from, or a project."""
    try:
        project = is_file(path) and holds_project(path)
    except OSError:
        project = False  # writing tells what is wrong with it
    if project:
        raise ReportError("this is a project, which no export takes the place of.", where=str(path),
                          remedy="Choose another name.")
    for source in (document.path, *(bill.path for bill in document.bills)):
        if source is not None and same_file(path, source):
            raise ReportError("the report can't take the place of the workbook.", where=str(path),
                              remedy="Choose another name.")


def _dossier(order: Order, progress: Progress) -> Dossier:
    from ytterby.report.earlier import read_earlier
    from ytterby.report.sent import sent_from

    progress.step(0.0)
    return dossier(
        order.document, order.assessment, firm=order.firm, earlier=read_earlier(order.since) if order.since else None,
        logo=_logo(order), planned=order.planned,
        sent=sent_from(order.document.forms, progress))


def _logo(order: Order) -> Logo | None:
    """Read only for what shows it. Raises ReportError that says where it is set."""
    from ytterby.report.logo import read_logo

    if not order.logo or order.key in ("csv", "annotated"):
        return None
    try:
        return read_logo(Path(order.logo))
    except ReportError as error:
        raise ReportError(error.what, where=error.where,
                          remedy="It is set in Settings: choose another one there, or none.") from error


def _annotate(made: Dossier, order: Order, progress: Progress) -> tuple[str, ...]:
    from ytterby.report.annotate import annotate, annotate_each

    if order.document.bills:
        return annotate_each(made, order.path, progress, password=order.password)
    if order.document.path is None:
        raise ReportError("there is no workbook to make a copy of.")
    return annotate(made, order.document.path, order.path, progress, password=order.password)
