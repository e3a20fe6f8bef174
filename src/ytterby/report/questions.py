"""What a supplier is asked, and where each answer stands in the form: shared by the writer and the reader of forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

INSTRUCTIONS, DECLARATION, PARTS = "Instructions", "Declaration", "Product List"
FORM = "ytterby.questionnaire/1"
LANGUAGES = ("en", "de", "zh", "ja")
YES, NO, NOT_KNOWN = "yes", "no", "not known"
WHETHER = (YES, NO, NOT_KNOWN)
BASES = ("laboratory report", "data sheet", "maker's declaration", "own estimate")
LICENCE = ("held", "applied for", "not needed", "not known")
# The seven elements of announcement 18, then the others that entries name, then what magnets hold anyway.
ELEMENTS = ("Sm", "Gd", "Tb", "Dy", "Lu", "Sc", "Y", "Ho", "Er", "Tm", "Eu", "Yb", "Nd", "Pr", "Ce", "La")


@dataclass(frozen=True, slots=True)
class Sent:
    """One form. ``parts`` asked for, ``answered`` of them; ``who`` and ``when`` as the form names who answers."""

    file: str
    supplier: str
    parts: int
    answered: int
    who: str
    when: date | None


@dataclass(frozen=True, slots=True)
class Question:
    """``key`` names the answer; ``choices`` make a drop-down; ``given`` is filled in by us and not asked."""

    key: str
    heading: str
    width: int = 14
    choices: tuple[str, ...] = ()
    given: bool = False


# The first five headings are those of the product list of the industry's mineral reporting forms.
QUESTIONS: tuple[Question, ...] = (
    Question("requester_number", "Requester Product Number", 20, given=True),
    Question("requester_name", "Requester Product Name", 34, given=True),
    Question("maker_number", "Manufacturer's Product Number", 20),
    Question("maker_name", "Manufacturer's Product Name", 26),
    Question("comments", "Comments", 26),
    Question("ask", "What we need to know", 44, given=True),
    Question("contains", "Contains rare earths", 12, WHETHER),
    Question("material", "Material and grade", 22),
    Question("mass_g", "Mass of the material in one piece, g", 12),
    Question("part_mass_g", "Mass of the part, g", 12),
    *(Question(f"share_{symbol}", f"{symbol}, % of the material", 9) for symbol in ELEMENTS),
    Question("basis", "Basis of the figures", 18, BASES),
    Question("mined", "Country of mining", 11), Question("refined", "Country of separation and refining", 11),
    Question("melted", "Country where metal or alloy is melted", 11),
    Question("magnet", "Country where the magnet is made", 11),
    Question("origin", "Country of origin of the part", 11), Question("site", "Site that makes it", 22),
    Question("licence", "Chinese export licence", 13, LICENCE), Question("licence_number", "Licence number", 18),
    Question("licence_expiry", "Licence valid to (YYYY-MM-DD)", 13), Question("licence_pieces", "Pieces licensed", 11),
    Question("stock", "Pieces held for us", 11), Question("other_site", "Alternative site or grade", 22),
    Question("affected", "First delivery that may be late (YYYY-MM-DD)", 14),
    Question("key", "Reference (do not change)", 16, given=True),
)
PEOPLE: tuple[Question, ...] = (
    Question("firm", "Company", given=True), Question("name", "Name of who answers"), Question("position", "Position"),
    Question("mail", "E-mail"), Question("date", "Date of the answer (YYYY-MM-DD)"),
)
_HEADINGS = {question.key: question.heading for question in QUESTIONS}
HEADING_ROW = 3  # 1 = first; of the parts
FIRST_PERSON_ROW = 3  # of the declaration; answers stand in column B


def words_of(said: Iterable[tuple[str, str]]) -> str:
    """What a form answered, as (heading, text), in the words that a decision keeps."""
    return "; ".join(f"{heading}: {text}" for heading, text in said if text)


def answered(why: str, key: str) -> str:
    """The answer to one question out of the words that ``words_of`` made; empty where there is none."""
    start = f"{_HEADINGS[key]}: "
    for part in why.split("; "):
        place = part.find(start)
        if place >= 0 and (place == 0 or part[place - 2:place] == ". "):
            return part[place + len(start):].strip()
    return ""
