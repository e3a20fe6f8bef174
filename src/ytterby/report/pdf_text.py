"""Text for a PDF without font files: Latin letters in Helvetica, others in fonts that readers of PDF bring along.

Which of the East Asian fonts a text gets follows from its letters: kana makes it Japanese, else it is Chinese.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape

LATIN, LATIN_BOLD, CHINESE, JAPANESE = "Helvetica", "Helvetica-Bold", "STSong-Light", "HeiseiMin-W3"
_KANA = re.compile("[぀-ヿ]")


@cache
def register() -> None:
    """Make the East Asian fonts known; they are named in the file and not embedded."""
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    for name in (CHINESE, JAPANESE):
        registerFont(UnicodeCIDFont(name))


def runs(text: str) -> list[tuple[str, bool]]:
    """The text in parts, each with whether it is Latin: in the letters of Windows' western code page."""
    found: list[tuple[str, bool]] = []
    for letter in " ".join(text.split()):
        if not letter.isprintable():
            continue
        latin = _latin(letter)
        if found and (found[-1][1] == latin or letter == " "):
            found[-1] = (found[-1][0] + letter, found[-1][1])
        else:
            found.append((letter, latin))
    return found


@cache
def _latin(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def other_font(text: str) -> str:
    """The font of what is not Latin in the text."""
    return JAPANESE if _KANA.search(text) else CHINESE


def markup(text: str) -> str:
    """As reportlab's paragraphs want it; what the text holds of markup is shown, not obeyed."""
    font = other_font(text)
    return "".join(escape(part) if latin else f'<font name="{font}">{escape(part)}</font>'
                   for part, latin in runs(text))
