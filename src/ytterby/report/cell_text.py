"""Text as a cell of a workbook may hold it, whatever a hostile bill brings along."""

from __future__ import annotations

import re
from html import escape

LONGEST = 32_767
# What XML 1.0 can't hold, and halves of surrogate pairs.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def clean(text: str) -> str:
    """No characters that XML forbids, no longer than Excel allows, nothing that XlsxWriter takes for XML."""
    text = _legal(text)
    return f"{text} "[-LONGEST:] if text.startswith("<r>") and text.endswith("</r>") else text


def text_xml(text: str) -> str:
    """The same as XML, and nothing that Excel would read as an escape."""
    return escape(_ESCAPED.sub("_x005F_", _legal(text)), quote=False)


def _legal(text: str) -> str:
    """Most texts are printable throughout, which is told faster than it is looked through."""
    return text[:LONGEST] if text.isprintable() else _ILLEGAL.sub("", text)[:LONGEST]
