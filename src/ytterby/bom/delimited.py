"""Text tables: encoding, separator and quoting found from the bytes; a record is a row, as Excel counts them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from ytterby.bom.cells import MOST_COLUMNS, RawSheet, Row
from ytterby.core.errors import WorkbookError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MOST_CHARACTERS = 1 << 17  # of a cell; Excel's take 32,767
_SEPARATORS = ",;\t|"
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HIGH_RUN = re.compile(rb"[\xc0-\xff]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def read_delimited(data: bytes, name: str) -> RawSheet:
    """The one sheet of a text file, named "". Raises WorkbookError where it is no table of text."""
    text = decoded(data)
    if text is None or len(_CONTROL.findall(text[:20_000])) > 2:
        raise WorkbookError(
            "this is no workbook and no table of text.", where=name, remedy="Choose an .xlsx, .xls, .ods or .csv file."
        )
    start = 0
    separator = ""
    if stated := re.match(r"sep=(.)\r?\n", text):
        separator, start = stated[1], 1
    rows = []
    csv.field_size_limit(_MOST_CHARACTERS)
    try:
        for number, record in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator or separator_of(text)), 1
        ):
            while record and (not record[-1] or record[-1].isspace()):
                record.pop()
            if len(record) > MOST_COLUMNS:
                raise WorkbookError(f"line {number} has {len(record):,} columns, more than a bill needs.", where=name,
                                    remedy="Delete the columns beside the bill, then save it.")
            if number > start and record:
                rows.append(Row(number, [cell.strip("\ufeff") for cell in record]))
    except csv.Error as error:
        raise _unsplit(error, len(rows), name) from None
    return RawSheet("", rows)


def _unsplit(error: csv.Error, rows: int, name: str) -> WorkbookError:
    if "field limit" in str(error):
        return WorkbookError(
            f"after {rows:,} lines a cell is longer than {_MOST_CHARACTERS:,} characters, as after a quotation mark "
            "that is not closed.", where=name, remedy="Close it, or save the bill from Excel as .xlsx.")
    return WorkbookError(f"the text can't be split into cells ({error}).", where=name,
                         remedy="Save it from Excel as .xlsx.")


def decoded(data: bytes) -> str | None:
    """The text of ``data``: by its mark, else UTF-8, else the likeliest old encoding; None where none fits."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    sample = data[:4096]
    if sample.count(0) > len(sample) / 4:
        return data.decode("utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if 0 in sample:
        return None
    return _old_encoding(data)


def _old_encoding(data: bytes) -> str | None:
    """East Asian encodings only where they decode without a fault and give mostly their own characters."""
    high = sum(byte >= 0x80 for byte in data)
    texts = {}
    for encoding in ("gb18030", "shift_jis", "euc_kr", "big5"):
        try:
            texts[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # Two bytes make one such character; a western text decoded by accident gives far fewer, and rare ones.
    common = {encoding: _commonness(encoding, text) * 2 / high for encoding, text in texts.items()}
    best = max(common, key=lambda encoding: common[encoding], default="")
    if best and common[best] > 0.6:
        return texts[best]
    return data.decode(_single_byte(data), "replace")


def _single_byte(data: bytes) -> str:
    """Cyrillic words are runs of high bytes, western ones have single accents between plain letters."""
    runs = [len(run) for run in _HIGH_RUN.findall(data[:200_000])]
    if runs and sum(runs) / len(runs) >= 2.5:
        # Small letters are the commoner ones: the upper half in Windows' order, the lower half in KOI8.
        upper = sum(byte >= 0xE0 for byte in data)
        return "cp1251" if 2 * upper >= sum(byte >= 0xC0 for byte in data) else "koi8-r"
    from charset_normalizer import from_bytes

    found = from_bytes(data[:100_000], cp_isolation=["cp1252", "cp1250"]).best()
    return found.encoding if found else "cp1252"


def _commonness(encoding: str, text: str) -> float:
    """How many characters of ``text`` are everyday ones of the encoding's language."""
    characters: list[str] = _CJK.findall(text)
    match encoding:
        case "shift_jis":
            return len(characters) * (1.0 if any("\u3040" <= c <= "\u30ff" for c in characters) else 0.7)
        case "euc_kr":
            return float(sum("\uac00" <= c <= "\ud7af" for c in characters))
        case "gb18030":  # the first level of GB 2312 holds the 3755 commonest characters
            chinese = [c for c in characters if "\u3400" <= c <= "\u9fff"]
            return float(sum(0xB0 <= c.encode("gb18030")[0] <= 0xD7 for c in chinese))
        case _:
            return len(characters) * 0.8


def separator_of(text: str) -> str:
    """The separator that splits most records into the same number of cells."""
    sample = text[:60_000]
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        try:
            widths = [
                len(record) for record in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if record
            ]
        except csv.Error:
            continue
        if widths[1:] and len(sample) < len(text):
            widths.pop()
        width, count = max(
            Counter(width for width in widths if width > 1).items(), key=lambda item: item[0] * item[1], default=(1, 0)
        )
        score = count / max(1, len(widths)) * min(width, 12) ** 0.5
        if score > best_score:
            best, best_score = separator, score
    return best
