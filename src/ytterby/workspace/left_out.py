"""What no line is and names rare earths: sheets left out as hidden, and notes around the tables, told as warnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ytterby.bom.reading import Reading
from ytterby.bom.structure import row_ranges
from ytterby.core.finding import Certainty, Form
from ytterby.core.issue import Issue, Severity, Where
from ytterby.core.item import Item
from ytterby.identification.identify import identify
from ytterby.identification.identity import Content
from ytterby.identification.knowledge import Knowledge

_SAID = 6  # so many notes of a sheet are told in full
_FINISHED = frozenset({Form.PRODUCT, Form.ASSEMBLY})


def warned(reading: Reading, knowledge: Knowledge) -> tuple[Issue, ...]:
    """The issues of a reading, those of such sheets as warnings, and one for the notes of a sheet.

    Of hidden sheets the rows kept for preview are looked at. A note clears no line and says of none that it holds
    something, as it does not tell which lines it means.
    """
    hidden = {sheet.name: sheet.rows for sheet in reading.sheets if sheet.hidden}
    known = (_warned(issue, hidden.get(issue.where.sheet, ()), knowledge) if issue.code == "hidden-sheet" else issue
             for issue in reading.issues)
    return (*known, *_of_notes(reading, knowledge))


def _of_notes(reading: Reading, knowledge: Knowledge) -> Iterator[Issue]:
    for sheet in reading.sheets:
        where = _place(sheet.name, reading)
        found = [note for note in _naming(sheet.notes, knowledge) if not _is_read(where, note[1], reading)]
        if found:
            said = [f"{row}: \u201c{text}\u201d" for row, text in found[:_SAID]] + ["\u2026"] * (len(found) > _SAID)
            rows = sorted({row for row, _ in found})
            yield Issue.of("note-names-material", Severity.WARNING, replace(where, row=rows[0]), count=len(rows),
                           rows=row_ranges(rows), said=" | ".join(said))


def _naming(notes: Sequence[tuple[int, str]], knowledge: Knowledge) -> list[tuple[int, str]]:
    """The notes that name a material with rare earths; that they speak of a motor or a loudspeaker says little."""
    lines = tuple(Item(str(place), description=text) for place, (_, text) in enumerate(notes))
    return [note for note, one in zip(notes, identify(lines, knowledge), strict=True) if any(map(_tells, one.contents))]


def _tells(content: Content) -> bool:
    """An element that is named in full tells even beside another thing: "Assembly with dysprosium"."""
    return content.form not in _FINISHED and (
        content.certainty.rank >= Certainty.LIKELY.rank
        or (content.form is Form.METAL and content.certainty is Certainty.POSSIBLE))


def _place(sheet: str, reading: Reading) -> Where:
    """Of several bills, "bill.xlsx: BOM" is sheet BOM of the first."""
    file = next((name for name in reading.bom.name.split(" + ") if sheet.startswith(f"{name}: ")), "")
    return Where(file, sheet[len(file) + 2:]) if file else Where(reading.bom.name, sheet)


def _is_read(where: Where, text: str, reading: Reading) -> bool:
    """Is a note laid to lines already: the material above the table, a footnote by its mark?"""
    said = (dict(issue.params).get("text", "") for issue in reading.issues
            if issue.code == "above-table" and issue.where.sheet == where.sheet)
    return any(part and part in text for part in map(str, said)) or any(
        item.remark and text.endswith(item.remark) for item in reading.bom.items)


def _warned(issue: Issue, rows: tuple[tuple[str, ...], ...], knowledge: Knowledge) -> Issue:
    lines = tuple(Item(str(row), description=" | ".join(filter(None, cells))) for row, cells in enumerate(rows, 1))
    found = (one for one in identify(lines, knowledge) if one.rare_earth.rank >= Certainty.LIKELY.rank)
    first = next(found, None)
    if first is None:
        return issue
    words = first.contents[0].evidence[0].text
    told = Issue.of("hidden-sheet-rare-earths", Severity.WARNING, issue.where, **dict(issue.params), words=words)
    return replace(told, where=replace(issue.where, row=int(first.item_key)))
