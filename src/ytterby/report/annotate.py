"""The user's own workbook with our columns beside the table, as a new file.

An .xlsx or .xlsm is patched: cells are added to the XML of its sheets and styles to its list of styles; every other
part is copied as it lies there. Other formats can't be patched: their values go into a new .xlsx.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from ytterby.bom.locked import unlocked
from ytterby.bom.sniff import Kind, load, sniff
from ytterby.core.errors import ReportError
from ytterby.core.progress import SILENT, Part, Progress
from ytterby.report.dossier import Dossier
from ytterby.report.files import all_or_none, file_names
from ytterby.report.marks import COLUMNS, STATUS_PLACE, Marks, SheetMarks
from ytterby.report.notices import say
from ytterby.report.parcel import Places, copy_raw, fresh, places
from ytterby.report.sheet_patch import LAST_COLUMN, Added, Cells, Shape, patched, shape
from ytterby.report.style import HEAD, STATUS_FILL
from ytterby.report.style_patch import Look, add_styles
from ytterby.workspace.atomic import replacing, require_room
from ytterby.workspace.claims import same_file

_ROOM_A_LINE = 400  # bytes: twice what was seen
_PACKED = 3  # zlib level: half the time of the usual 6, a tenth more bytes
_LOOKS = (Look(fill=HEAD[1:], bold=True), Look(), *(Look(fill=fill[1:]) for fill in STATUS_FILL.values()))
_NOT_AS_USUAL = (zipfile.BadZipFile, LookupError, ValueError, StopIteration, SyntaxError, EOFError, NotImplementedError)


def not_kept(source: Path, password: str | None = None, target: Path | None = None) -> tuple[str, ...]:
    """What the annotated copy of ``source`` will not hold, in sentences; to be said before it is made.

    Raises WorkbookError where the file can't be read, ReportError where it can't be annotated or where a copy of it
    can't be named ``target``.
    """
    stored = load(source)
    data = _plain(stored, source, password)
    bare = () if data is stored else (say("annotate-not-encrypted"),)
    if sniff(data, source.name) is not Kind.XLSX:
        _require_suffix(target, ".xlsx")
        return (*bare, say("annotate-values-only", name=source.name))
    archive, where = _opened(data, source)
    _require_suffix(target, where.suffix)
    tables = any(name.startswith("xl/tables/") for name in archive.namelist())
    signed = (say("annotate-signature"),) if where.signed else ()
    return (*bare, *signed, *((say("annotate-table"),) if tables else ()))


def _plain(data: bytes, source: Path, password: str | None) -> bytes:
    """The workbook itself, where it is encrypted. Raises PasswordNeeded."""
    locked = sniff(data, source.name) is Kind.LOCKED
    return unlocked(data, source.name, password) if locked else data


def annotate(dossier: Dossier, source: Path, target: Path, progress: Progress = SILENT, *,
             password: str | None = None) -> tuple[str, ...]:
    """Write the copy, which is not encrypted; gives sentences on sheets that got no columns.

    Raises ReportError where ``target`` is the workbook itself, has a suffix that Excel would refuse or can't be
    written, or where ``source`` is not, or no longer, a workbook that was assessed.
    """
    if same_file(target, source):
        raise ReportError("this is the workbook itself, which is never written to.", where=str(target),
                          remedy="Choose another name.")
    data, bills = load(source), dossier.document.bills
    place = next((place for place, bill in enumerate(bills) if bill.path == source), 0)
    read = (bills[place].reading if bills else dossier.assessment.reading).bom
    if hashlib.sha256(data).hexdigest() != read.sha256.removeprefix("sha256:"):
        raise ReportError("the workbook has changed since it was read.", where=str(source), remedy="Read it again.")
    marks, data = Marks(dossier, place), _plain(data, source, password)
    if sniff(data, source.name) is not Kind.XLSX:
        from ytterby.report.plain_copy import write_values

        _require_suffix(target, ".xlsx")
        write_values(data, source, marks, target, progress)
        return marks.notes
    archive, where = _opened(data, source)
    _require_suffix(target, where.suffix)
    require_room(target, len(data) + _ROOM_A_LINE * len(read), ReportError)
    try:
        with replacing(target, ReportError) as part, zipfile.ZipFile(part, "w", allowZip64=True) as out:
            _Patch(archive, where, marks, out, progress).write()
    except _NOT_AS_USUAL as error:
        raise _refused(source) from error
    return marks.notes


def annotate_each(dossier: Dossier, folder: Path, progress: Progress = SILENT, *,
                  password: str | None = None) -> tuple[str, ...]:
    """A copy of every workbook of the project into ``folder``, made where it is not there; nothing is overwritten.

    Gives what the copies do not hold and which sheets got no columns, each with its workbook. Raises as ``annotate``.
    """
    targets = copies(dossier, folder)
    notes: list[str] = []
    with all_or_none(folder, tuple(targets)):
        for place, (target, source) in enumerate(targets.items()):
            part = Part(progress, place / len(targets), (place + 1) / len(targets))
            said = (*not_kept(source, password), *annotate(dossier, source, target, part, password=password))
            notes += [f"{source.name}: {note}" for note in said]
    return tuple(notes)


def copies(dossier: Dossier, folder: Path) -> dict[Path, Path]:
    """The files that ``annotate_each`` would write, each with its workbook. Raises ReportError for no folder's name."""
    if folder.suffix.lower() in (".xlsx", ".xlsm"):
        raise ReportError("the project has several workbooks, and each gets a copy of its own.", where=str(folder),
                          remedy="Name a folder.")
    sources = [bill.path for bill in dossier.document.bills]
    day = dossier.assessment.provenance.as_of.isoformat()
    named = file_names(folder, [say("annotate-file", name=path.stem, day=day) for path in sources], "copy")
    return {name.with_suffix(copy_suffix(path)): path for name, path in zip(named, sources, strict=True)}


def copy_suffix(source: Path) -> str:
    """A copy of a workbook with macros keeps them, and Excel wants it named so."""
    own = source.suffix.lower()
    return own if own in (".xlsm", ".xltx", ".xltm") else ".xlsx"


def _opened(data: bytes, source: Path) -> tuple[zipfile.ZipFile, Places]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        return archive, places(archive)
    except _NOT_AS_USUAL as error:
        raise _refused(source) from error


def _refused(source: Path) -> ReportError:
    return ReportError("this workbook can't be annotated: its parts are not laid out as Excel does it.",
                       where=source.name, remedy="Open it in Excel or LibreOffice, save it anew as .xlsx, read that.")


def _require_suffix(target: Path | None, suffix: str) -> None:
    if target is not None and target.suffix.lower() != suffix:
        raise ReportError(f"a copy of this workbook must be named *{suffix}, else Excel refuses to open it.",
                          where=str(target), remedy=f"Choose a name that ends in {suffix}.")


class _Patch:
    """One copy while it is written."""

    def __init__(self, archive: zipfile.ZipFile, where: Places, marks: Marks, out: zipfile.ZipFile,
                 progress: Progress) -> None:
        self._archive, self._marks, self._out, self._progress = archive, marks, out, progress
        self._styles_part = where.styles
        self._styles: tuple[int | None, ...] = (None,) * len(_LOOKS)
        parts = dict(where.sheets)
        self._sheets = {parts[sheet.name]: sheet for sheet in marks.sheets}

    def write(self) -> None:
        new_styles = b""
        if self._styles_part and self._sheets:
            new_styles, self._styles = add_styles(self._archive.read(self._styles_part), _LOOKS)
        for info in self._archive.infolist():
            if info.filename in self._sheets:
                self._sheet(info, self._sheets[info.filename])
            elif new_styles and info.filename == self._styles_part:
                self._out.writestr(fresh(info), new_styles, zipfile.ZIP_DEFLATED, _PACKED)
            else:
                copy_raw(self._archive, self._out, info)

    def _sheet(self, info: zipfile.ZipInfo, sheet: SheetMarks) -> None:
        with self._archive.open(info) as stream:
            about = shape(stream, sheet.rows)
        added = self._added(sheet, about)
        entry = fresh(info)
        entry.file_size = info.file_size  # what tells zipfile whether the part may outgrow 2 GB
        self._out.compresslevel = _PACKED
        entry._compresslevel = _PACKED  # type: ignore[attr-defined]
        done = 0
        with self._archive.open(info) as stream, self._out.open(entry, "w", force_zip64=info.file_size > 1 << 29) as to:
            for piece in patched(stream, about, added):
                to.write(piece)
                done += len(piece)
                self._progress.step(min(1.0, done / (2 * info.file_size + 1)), sheet.name)

    def _added(self, sheet: SheetMarks, about: Shape) -> Added:
        blocks, width = sheet.blocks, COLUMNS
        first = about.last_filled + 1
        if first + blocks * width - 1 > LAST_COLUMN:
            raise ReportError("there is no room beside the table.", where=sheet.name,
                              remedy="Delete what stands in the last columns of the sheet.")
        return Added(first, self._marks.widths(blocks), self._cells(sheet, first, about.prefix),
                     len(sheet.items) + len(sheet.headers))

    def _cells(self, sheet: SheetMarks, first: int, prefix: bytes) -> Callable[[int], bytes | None]:
        known: dict[tuple[int, ...], Cells] = {}
        blocks = sheet.blocks
        heads = tuple(text for block in range(blocks) for text in self._marks.headings(block, blocks))
        heading = Cells(first, prefix, heads, (self._styles[0],) * len(heads))
        headers = frozenset(sheet.headers)

        def at(row: int) -> bytes | None:
            items = sheet.items.get(row)
            if items is None:
                return heading.at(row) if row in headers else None
            cells = known.get(items)
            if cells is None:
                cells = known[items] = self._line(items, first, prefix)
            return cells.at(row)

        return at

    def _line(self, items: tuple[int, ...], first: int, prefix: bytes) -> Cells:
        texts: list[str] = []
        shapes: list[int | None] = []
        looks = dict(zip(STATUS_FILL, self._styles[2:], strict=True))
        for item in items:
            said = self._marks.of(item)
            texts += said
            plain = self._styles[1]
            shapes += [looks.get(text, plain) if place == STATUS_PLACE else (plain if text else None)
                       for place, text in enumerate(said)]
        return Cells(first, prefix, tuple(texts), tuple(shapes))
