"""``ytterby assess WORKBOOK``: the straight way, then the outputs asked for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ytterby.cli import law
from ytterby.cli.console import Bar, printable
from ytterby.cli.opening import password
from ytterby.cli.outputs import refuse
from ytterby.cli.stated import stated
from ytterby.cli.streams import write_json
from ytterby.cli.summary import summary
from ytterby.core.files import is_folder, is_there
from ytterby.core.finding import Force, Outcome
from ytterby.core.progress import Part, Progress
from ytterby.core.text import issue_text
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rulebook import Rulebook
from ytterby.report.assessment_json import pieces
from ytterby.report.assessment_json import write as write_assessment
from ytterby.workspace.assess import assess
from ytterby.workspace.document import Assessment, Document
from ytterby.workspace.edits import record_decisions
from ytterby.workspace.formats import is_project

if TYPE_CHECKING:
    from ytterby.report.dossier import Dossier
    from ytterby.report.earlier import Earlier
    from ytterby.report.logo import Logo

_BINDS = (Force.IN_FORCE, Force.UNVERIFIED)


def run(options: argparse.Namespace) -> int:
    """Exit code 0, or 1 where ``--fail-on`` is met. Raises YtterbyError where input or call is wrong."""
    _refuse(options, options.workbook)
    _refuse_copy(options)
    earlier = _earlier(options)
    bar = Bar(sys.stderr)
    try:
        document, assessment = _assessed(options, Part(bar, 0.0, 0.8))
        _refuse(options, document.path)  # of a project, the workbook it was made from
        made = _dossier(options, document, assessment, earlier) if any(_books(options)) else None
        if made is not None:
            _refuse_made(options, made)
        _write(options, assessment, made, Part(bar, 0.8, 1.0))
    finally:
        bar.close()
    _say(options, document, assessment)
    return int(_fails(assessment, options.fail_on))


def _assessed(options: argparse.Namespace, progress: Progress) -> tuple[Document, Assessment]:
    rulebook = law.rulebook(options)
    knowledge = Knowledge.shipped()
    document = stated(options, rulebook, knowledge, Part(progress, 0.0, 0.4))
    assessment = assess(document, rulebook, knowledge, Part(progress, 0.4, 0.8))
    if not options.answers:
        return document, assessment
    document = _answered(options.answers, document, assessment, rulebook, knowledge)
    return document, assess(document, rulebook, knowledge, Part(progress, 0.8, 1.0))


def _answered(forms: list[Path], document: Document, assessment: Assessment, rulebook: Rulebook,
              knowledge: Knowledge) -> Document:
    """The document with what suppliers answered; says what their figures would change."""
    from ytterby.report.answers import preview, read_answers

    for form in forms:
        answers = read_answers(form)
        _remark(tuple(f"{issue.where}: {issue_text(issue)}" for issue in answers.issues))
        for change in preview(document, assessment, answers, rulebook, knowledge):
            print(printable(f"{change.item}: {change.decision.verdict} ({change.decision.who}); {change.before}"
                            + (f", with the declared content {change.after}" if change.after != change.before else "")),
                  file=sys.stderr)
        document = record_decisions(document, answers.decisions)
    return document


def _refuse(options: argparse.Namespace, workbook: Path | None) -> None:
    """Outputs that are inputs, the same twice, or can't be written: before any work, not after it."""
    folder = options.annotate if options.further or (options.annotate and is_folder(options.annotate)) else None
    books = (options.report, options.csv, None if folder else options.annotate, options.brief)
    files = [Path(out) for out in (None if options.json == "-" else options.json, *books) if out]
    refuse(files, (workbook, options.mapping, options.password_file, options.since, options.parties, options.parts,
                   options.logo, options.owners, options.products, options.rates, *options.further,
                   *options.declarations, *options.answers),
           options.questionnaires, options.licence_files, folder)
    if options.annotate and not folder:
        from ytterby.report.copy_names import require_workbook

        require_workbook(options.annotate)
    if options.brief:
        from ytterby.report.copy_names import require_pdf

        require_pdf(options.brief)
    _logo(options)


def _refuse_copy(options: argparse.Namespace) -> None:
    """A copy that can't be made of the workbook, or not under this name; which one is a project's shows later."""
    if options.annotate and not (options.further or is_folder(options.annotate) or is_project(options.workbook)):
        from ytterby.report.annotate import not_kept

        not_kept(options.workbook, password(options.password_file), options.annotate)


def _outputs(options: argparse.Namespace) -> list[str]:
    """The files asked for, in the order in which they are written; "-" for standard output."""
    return [str(out) for out in (options.json, *_books(options)) if out]


def _books(options: argparse.Namespace) -> tuple[Path | None, ...]:
    """All outputs that are made from a dossier."""
    return options.report, options.csv, options.annotate, options.brief, options.questionnaires, options.licence_files


def _earlier(options: argparse.Namespace) -> Earlier | None:
    if options.since is None:
        return None
    from ytterby.report.earlier import read_earlier

    return read_earlier(options.since)


def _dossier(options: argparse.Namespace, document: Document, assessment: Assessment, earlier: Earlier | None,
             ) -> Dossier:
    from ytterby.report.dossier import dossier
    from ytterby.report.sent import look_through, sent_from

    return dossier(document, assessment, firm=options.firm, earlier=earlier, logo=_logo(options),
                   sent=look_through(options.forms) if options.forms else sent_from(document.forms))


def _refuse_made(options: argparse.Namespace, made: Dossier) -> None:
    """What only what was found tells: files of a folder that are there, a copy that can't be made, or so named.

    Before the first output is written: a call that fails leaves nothing.
    """
    from ytterby.report.files import refuse_existing

    if options.questionnaires:
        from ytterby.report.questionnaire import form_files

        refuse_existing(form_files(made, options.questionnaires))
    if options.licence_files:
        from ytterby.report.licence_files import licence_files

        refuse_existing(licence_files(made, options.licence_files))
    if options.annotate:
        from ytterby.report.annotate import copies, not_kept

        if made.document.bills:
            refuse_existing(copies(made, options.annotate))
        else:
            _remark(not_kept(_source(options, made), password(options.password_file), options.annotate))


def _write(options: argparse.Namespace, assessment: Assessment, made: Dossier | None, progress: Progress) -> None:
    if options.json == "-":
        write_json(pieces(assessment, progress))
    elif options.json:
        write_assessment(assessment, Path(options.json), progress)
    if made is not None:
        _write_books(options, made, progress)


def _write_books(options: argparse.Namespace, made: Dossier, progress: Progress) -> None:
    from ytterby.report.notices import say

    if options.report:
        from ytterby.report.xlsx import write

        write(made, options.report, progress)
    if options.csv:
        from ytterby.report.register_csv import write as write_csv

        write_csv(made, options.csv, progress, decimal=options.csv_decimal)
    if options.annotate:
        _annotate(options, made, progress)
    if options.brief:
        from ytterby.report.brief import write as write_brief

        write_brief(made, options.brief, progress)
    if options.questionnaires:
        from ytterby.report.questionnaire import write_forms

        if not write_forms(made, options.questionnaires, progress):
            _remark((say("questionnaires-none"),))
    if options.licence_files:
        from ytterby.report.licence_files import write_licence_files

        if not write_licence_files(made, options.licence_files, progress):
            _remark((say("licence-files-none"),))


def _annotate(options: argparse.Namespace, made: Dossier, progress: Progress) -> None:
    from ytterby.report.annotate import annotate, annotate_each

    word = password(options.password_file)
    if made.document.bills:
        _remark(annotate_each(made, options.annotate, progress, password=word))
        return
    _remark(annotate(made, _source(options, made), options.annotate, progress, password=word))


def _source(options: argparse.Namespace, made: Dossier) -> Path:
    """What a copy is made of: of a project, the workbook it was made from."""
    return made.document.path or Path(options.workbook)


def _logo(options: argparse.Namespace) -> Logo | None:
    if options.logo is None:
        return None
    from ytterby.report.logo import read_logo

    return read_logo(options.logo)


def _remark(notes: tuple[str, ...]) -> None:
    """On standard error, as standard output may be the JSON."""
    for note in notes:
        print(f"ytterby: {printable(note)}", file=sys.stderr)


def _say(options: argparse.Namespace, document: Document, assessment: Assessment) -> None:
    """The summary where no output was asked for; else only the day, where it was not given, and what was written."""
    outputs = _outputs(options)
    if not outputs:
        print(summary(assessment))
        return
    stream = sys.stderr if options.json == "-" else sys.stdout
    if options.as_of is None:
        whose = "the project's day" if is_project(options.workbook) else "today"
        print(f"as of {document.as_of.isoformat()} ({whose})", file=stream)
    for out in outputs:
        if out != "-" and is_there(Path(out)):  # a folder is only made where something goes into it
            print(f"written: {out}", file=stream)


def _fails(assessment: Assessment, fail_on: str | None) -> bool:
    """Where undetermined lines are refused, controlled ones are too: neither is clear."""
    if fail_on is None:
        return False
    refused = {Outcome.CONTROLLED} if fail_on == "controlled" else {Outcome.CONTROLLED, Outcome.UNDETERMINED}
    return any(finding.outcome in refused and finding.force in _BINDS
               for findings, _ in assessment.classification.by_kind() for finding in findings)
