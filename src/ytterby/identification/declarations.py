"""Material declarations of suppliers: the strongest evidence there is. Which items they name: attaching.py.

Two forms reach this module: IPC-1752A/B XML (class C, substances of a product; class D, substances of each homogeneous
material) and tables as rows of text (a two-column list, the product list and answers of an RMI template).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from ytterby.core.declaring import is_least, says_only_content
from ytterby.core.elements import BY_SYMBOL
from ytterby.core.errors import UsageError
from ytterby.core.estimate import Estimate
from ytterby.core.units import share as parse_share
from ytterby.identification.element_names import element_names
from ytterby.identification.fold import fold
from ytterby.identification.knowledge import Knowledge
from ytterby.identification.reserving import (
    beyond_the_whole,
    described,
    is_firm,
    is_index,
    is_running,
    limiting_note,
    limits,
    reserved,
)

MOST_BYTES = 32 << 20
MOST_ELEMENTS = 200_000
PRESENT = "REE"
_GRAMS = {"mg": 1e-3, "g": 1.0, "kg": 1e3, "ug": 1e-6, "µg": 1e-6}
_FRACTIONS = {"ppm": 1e-6, "masspercent": 1e-2, "%": 1e-2, "percent": 1e-2}
_COMPLETE = 0.99  # substances that add up to so much of the part's mass leave no room for what is not listed
_LETTERS = re.compile(r"[^\W\d_]+")
_UNIT = re.compile(r"%|ppm", re.I)
_RARE_EARTH = re.compile(
    r"rare.?earth|seltene erden|terres? rares?|tierras raras|редкозем|稀土|レアアース|希土類", re.I)
_NUMBER_HEADING = re.compile(
    r"part.?(?:no|num)|mpn|product number|item.?(?:no|num)|artikel|sachnummer|物料编码|料号|品番|型番", re.I)

_MAKER_HEADING = re.compile(
    r"(?:manufacturer|maker|hersteller|fabricant)(?!.*(?:no|num|nr|part|teil))|制造商|厂家|メーカー(?!.*品番)", re.I)
_REVISION_HEADING = re.compile(
    r"^(?!.*(?:date|datum|document|dokument|declar|form)).*(?:\brev\b|rev[ií]si[oó]n|révision|^version$|revisionsstand|"
    r"änderungsstand|ревизия|版本|版次|リビジョン|改訂|개정)", re.I)
_UNTIL_HEADING = re.compile(
    r"valid[ _]?(?:un)?(?:til|to|thr)|expir|validity|gültig(?![ _](?:ab|von))|ablauf|"
    r"valable(?! à partir)|válido|caduc|valido fino|scadenza|действ|"
    r"ważn|有效|失效|有効|유효", re.I)
_ISSUED_HEADING = re.compile(
    r"valid[ _]from|effective|gültig[ _](?:ab|von)|valable à partir|生效|"
    r"^(?!.*(?:valid|expir|gültig|until|next|due|rev|caduc|scaden)).*(?:\b(?:date|dated|datum|issued|signed|"
    r"fecha|emisi[oó]n|data|émis|ausgestellt|erstellt)\b|дата|日期|日付|発行|签发|날짜|발행)", re.I)
_REVISION_NAMES = "version", "revision", "itemversion", "itemrevision", "mfritemversion"
_UNTIL_NAMES = "validuntil", "valid_until", "validto", "validthrough", "expirationdate", "expirydate", "expires"
_ISSUED_NAMES = "date", "responsedate", "issuedate", "dateissued", "issued", "signaturedate", "creationdate"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What one document says of one part. ``shares`` are mass fractions of the whole part; ``numbers`` name it.

    ``complete``: all of the part's mass is accounted for, so that what is not listed is not in it. ``maker``: the firm
    that declares, empty where the document names none; ``revision`` of the part, the day it was ``issued`` and
    ``valid_until`` (as they are written) and ``sheet`` and ``row`` of the document likewise. ``supplier`` is
    the firm that a list names for a row, ``described`` what it calls the part, ``reserved`` what else it says there or
    around its rows, which may limit its noughts ("Component: coating").
    """

    numbers: tuple[str, ...]
    shares: tuple[tuple[str, Estimate], ...]
    document: str
    mass_g: float | None = None
    complete: bool = False
    maker: str = ""
    revision: str = ""
    valid_until: str = ""
    issued: str = ""
    sheet: str = ""
    row: int = 0
    supplier: str = ""
    reserved: str = ""
    described: str = ""


_NONE = Declaration((), (), "")


class Node(Protocol):
    """The little of an XML element that is used here."""

    tag: str
    attrib: dict[str, str]

    def __iter__(self) -> Iterator[Node]: ...


def from_ipc1752(data: bytes, document: str, knowledge: Knowledge) -> tuple[Declaration, ...]:
    """One declaration per product and sub-product. Raises UsageError where the XML can't be trusted or is another."""
    root = _parsed(data, document)
    if _local(root) != "MainDeclaration":
        raise UsageError("this is no IPC-1752 declaration.", where=document,
                         remedy="Ask the supplier for IPC-1752A or B as XML.")
    answers = (child for answer in _all(root, {"Response"}, document) for child in answer)
    maker = next((child.attrib.get("name", "") for child in answers if _local(child).endswith("Company")), "").strip()
    answered = (*_all(root, {"Response"}, document), root)  # a request has a day of its own, which says nothing
    until, issued = _attribute(answered, _UNTIL_NAMES), _attribute(answered, _ISSUED_NAMES)
    found = (_product(node, document, knowledge) for node in _all(root, {"Product", "SubProduct"}, document))
    return tuple(replace(one, maker=maker, valid_until=one.valid_until or until, issued=one.issued or issued)
                 for one in found)


def _parsed(data: bytes, document: str) -> Node:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if len(data) > MOST_BYTES:
        raise UsageError("the declaration is too large to be one.", where=document, remedy="Split it.")
    if data.count(b"<") > 2 * MOST_ELEMENTS:  # before they are built: most elements have two marks, a start and an end
        raise _swollen(document)
    try:
        root: Node = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UsageError("the file defines entities, as attacks do.", where=document,
                         remedy="Ask for a file without a document type.") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise UsageError("the file is no XML.", where=document, remedy="Ask the supplier for it again.") from error
    return root


def _swollen(document: str) -> UsageError:
    return UsageError("the declaration has more elements than a part could need.", where=document, remedy="Split it.")


def _all(root: Node, names: set[str], document: str) -> Iterator[Node]:
    """Every element of a name, however deep; bounded, and without recursion."""
    waiting, seen = [root], 0
    while waiting:
        node = waiting.pop()
        seen += 1
        if seen > MOST_ELEMENTS:
            raise _swollen(document)
        if _local(node) in names:
            yield node
        waiting += reversed(list(node))


def _own(product: Node, names: set[str]) -> Iterator[Node]:
    """As ``_all``, without what lies in a further product, which has a declaration of its own, or in one yielded."""
    waiting = list(product)
    while waiting:
        node = waiting.pop()
        name = _local(node)
        if name in names:
            yield node
        elif name not in ("Product", "SubProduct"):
            waiting += list(node)


def _product(node: Node, document: str, knowledge: Knowledge) -> Declaration:
    about = next((child for child in node if _local(child) in ("ProductID", "SubProductID")), node)
    named = (about.attrib.get(name, "") for name in ("itemNumber", "itemName", "name"))
    numbers = tuple(dict.fromkeys(text for text in named if text))
    mass = _mass(about, None) or _mass(node, None)
    listed = _Listed()
    of_materials = 0.0
    materials = list(_own(node, {"HomogeneousMaterial"}))
    for material in materials:
        weight = _mass(material, mass)
        of_materials += weight or 0.0
        for substance in _own(material, {"Substance"}):
            listed.add(substance, weight, knowledge)
    if not materials:
        for substance in _own(node, {"Substance"}):
            listed.add(substance, mass, knowledge)
    complete = bool(materials and mass and listed.accounted >= _COMPLETE * mass and not listed.unmeasured)
    return Declaration(
        numbers, listed.shares(mass or of_materials), f"IPC-1752 {document}", mass, complete,
        revision=_attribute((about,), _REVISION_NAMES), valid_until=_attribute((about, node), _UNTIL_NAMES),
        issued=_attribute((about, node), _ISSUED_NAMES))


def _attribute(nodes: Iterable[Node], names: Sequence[str]) -> str:
    """The first of these attributes that one of the nodes has, whatever its case."""
    for node in nodes:
        stated = {name.rpartition("}")[2].lower(): text.strip() for name, text in node.attrib.items()}
        if text := next(filter(None, (stated.get(name, "") for name in names)), ""):
            return text
    return ""


class _Listed:
    """The substances of a product: grams of each rare earth, those named without an amount, and grams in all."""

    def __init__(self) -> None:
        self.grams: dict[str, float] = defaultdict(float)
        self.unmeasured: set[str] = set()
        self.accounted = 0.0

    def add(self, substance: Node, within: float | None, knowledge: Knowledge) -> None:
        """Its mass, times the metal in the compound its CAS number names. One that only its name or no amount tells is
        there in an amount that is not stated: never absent."""
        cas = next((child.attrib.get("identity", "") for child in substance if _local(child).endswith("ID")
                    and child.attrib.get("authority", "CAS").upper() == "CAS"), "")
        key = knowledge.cas.get(cas.strip())
        weight = _mass(substance, within)
        self.accounted += weight or 0.0
        if key is None:
            words = _LETTERS.findall(substance.attrib.get("name", "").casefold())
            self.unmeasured |= {symbol for symbol, element in BY_SYMBOL.items() if element.name.casefold() in words}
            return
        for symbol, part in knowledge.materials[key].elements:
            if weight is None:
                self.unmeasured.add(symbol)
            else:
                self.grams[symbol] += weight * part.best

    def shares(self, whole: float) -> tuple[tuple[str, Estimate], ...]:
        """Mass fractions of a product of ``whole`` grams; from nothing to all where no amount tells."""
        unmeasured = self.unmeasured | (set() if whole else self.grams.keys())
        found = {symbol: Estimate.exactly(min(1.0, gram / whole)) for symbol, gram in self.grams.items() if whole}
        shares = found | dict.fromkeys(unmeasured, Estimate(0.0, 0.0, 1.0))
        return tuple((symbol, shares[symbol]) for symbol in sorted(shares))


def _mass(node: Node, whole: float | None) -> float | None:
    """Grams from an Amount or Concentration child; fractions are of ``whole``."""
    for child in node:
        name = _local(child)
        if name not in ("Amount", "Mass", "Concentration"):
            continue
        try:
            value = float(child.attrib.get("value", ""))
        except ValueError:
            continue
        unit = child.attrib.get("UOM", "massPercent" if name == "Concentration" else "g").strip().lower()
        if not 0.0 <= value < math.inf:
            continue
        if unit in _GRAMS:
            return value * _GRAMS[unit]
        if unit in _FRACTIONS and whole is not None:
            return value * _FRACTIONS[unit] * whole
    return None


def _local(node: Node) -> str:
    return str(node.tag).rpartition("}")[2]


def from_rows(
    rows: Sequence[Sequence[str]], document: str, *, sheet: str = "", numbers: Sequence[int] = (),
) -> tuple[Declaration, ...]:
    """A simple list: a column of part numbers, and one per element, headed by its symbol ("Nd %", "Dy", "REE").

    Columns of makers, revisions, days of issue and ends of validity are used where there are such. Two columns without
    a heading are read as part number and total of rare earths. ``numbers`` are those of the rows, else counted from 1.
    """
    heading = next((row for row in rows if any(_symbol(cell) for cell in row)), None)
    start = rows.index(heading) + 1 if heading is not None else 0
    columns = {place: symbol for place, cell in enumerate(heading or ()) if (symbol := _symbol(cell))} or {1: PRESENT}
    columns_of = _Columns.of(heading or (), rows[start:], frozenset(columns))
    found: list[Declaration] = []
    aside: list[tuple[int, Sequence[str]]] = list(enumerate(rows[:max(0, start - 1)]))
    for at, row in enumerate(rows[start:], start):
        shares = tuple((symbol, value) for place, symbol in columns.items()
                       if place < len(row) and (value := _share(row[place], heading, place)) is not None)
        place_of_row = numbers[at] if numbers else at + 1
        if shares and _cell(row, columns_of.number):
            found.append(columns_of.declared(row, shares, replace(_NONE, document=document, sheet=sheet,
                                                                  row=place_of_row)))
        elif shares and found:
            found[-1] = replace(found[-1], reserved=found[-1].reserved or f"row {place_of_row} has no part number")
        else:
            aside.append((at, row))
    note = sheet if limits(sheet) else limiting_note(aside, start)
    return tuple(replace(one, reserved=one.reserved or note) for one in found) if note else tuple(found)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a list states what; ``known`` are places that say whose, when and which, ``elements`` those of shares."""

    heading: Sequence[str]
    elements: frozenset[int]
    number: int
    maker: int | None
    revision: int | None
    until: int | None
    issued: int | None
    firm: int | None
    known: frozenset[int]

    @classmethod
    def of(cls, heading: Sequence[str], rows: Sequence[Sequence[str]], elements: frozenset[int]) -> _Columns:
        number = _headed(heading, _NUMBER_HEADING) or 0
        maker, revision, until, issued = (_headed(heading, said) for said in (
            _MAKER_HEADING, _REVISION_HEADING, _UNTIL_HEADING, _ISSUED_HEADING))
        firm = next((place for place, cell in enumerate(heading) if is_firm(cell) and place != maker), None)
        known = {place for place, cell in enumerate(heading) if not _symbol(cell) and any(
            said.search(cell) for said in (_NUMBER_HEADING, _MAKER_HEADING))}
        for place in (place for place, cell in enumerate(heading) if is_index(cell)):
            if is_running([cell for row in rows if (cell := _cell(row, place))]):
                known.add(place)
            elif revision is None:
                revision = place
        known |= {place for place in (number, firm, maker, revision, until, issued) if place is not None}
        return cls(heading, elements, number, maker, revision, until, issued, firm, frozenset(known))

    def declared(self, row: Sequence[str], shares: tuple[tuple[str, Estimate], ...], about: Declaration) -> Declaration:
        """What the row says, ``about`` naming its document, sheet and row."""
        unread = {place for place in self.elements if _is_unread(_cell(row, place), self.heading, place)}
        more = reserved(row, self.heading, self.known, unread, self.elements) or beyond_the_whole(shares)
        return replace(
            about, numbers=(_cell(row, self.number),), shares=shares, maker=_cell(row, self.maker),
            revision=_cell(row, self.revision), valid_until=_cell(row, self.until), issued=_cell(row, self.issued),
            supplier=_cell(row, self.firm), reserved=more, described=described(row, self.heading, self.known))


def _is_unread(cell: str, heading: Sequence[str], place: int) -> bool:
    """Does a cell of an element say something that is neither a share in the unit of its heading nor "none"?"""
    if not cell or cell.casefold() in ("no", "free", "none", "nil", "n/a", "-") or _share(cell, heading, place):
        return False
    bare = parse_share(cell, unit=_unit(heading, place) or "%")
    return bare is None or bare.high > 0


def _headed(heading: Sequence[str] | None, said: re.Pattern[str]) -> int | None:
    return next((place for place, cell in enumerate(heading or ()) if said.search(cell) and not _symbol(cell)), None)


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _symbol(cell: str) -> str:
    """Of "Dy %", "Dysprosium ppm", "镝 %", "% Dy"; without a unit only by its first word."""
    words = _LETTERS.findall(cell) if _UNIT.search(cell) else _LETTERS.findall(cell.strip().split(" ")[0])
    for word in words:
        symbol = word if word in BY_SYMBOL else element_names().get(fold(word).text, "")
        if symbol or word.upper() in ("REE", "REO", "TRE", "TREE"):
            return symbol or word
    return ""


def _share(cell: str, heading: Sequence[str] | None, place: int) -> Estimate | None:
    said = heading[place] if heading is not None and place < len(heading) else ""
    share = parse_share(cell, unit=_unit(heading or (), place))
    if share is None or not (_is_of_other(said) or is_least(said)):
        return share
    least = share.low if is_least(said) and not _is_of_other(said) else 0.0
    return Estimate(least, share.best, 1.0) if share.high > 0 else None


def _unit(heading: Sequence[str], place: int) -> str:
    said = heading[place].lower() if place < len(heading) else ""
    return "ppm" if "ppm" in said else "%" if "%" in said else ""


@lru_cache(maxsize=1 << 12)
def _is_of_other(heading: str) -> bool:
    """Does a heading over shares say what may limit them to another part, time or thing ("Dy % in coating")?"""
    symbol = _symbol(heading)
    return bool(symbol) and not says_only_content(
        heading, symbol, [name for name, one in element_names().items() if one == symbol])


def from_rmi(sheets: Iterable[tuple[str, Sequence[Sequence[str]]]], document: str) -> tuple[Declaration, ...]:
    """The product list of an RMI template (AMRT, EMRT) as a supplier's statement that its products hold rare earths.

    Only a yes to a rare-earth mineral is used. A no clears nothing: such templates ask for what a firm adds on purpose
    to any product, not for the content of one part.
    """
    said, company = False, ""
    products: list[str] = []
    for name, rows in sheets:
        if "product" in name.lower():
            products += [row[0].strip() for row in rows if row and any(char.isdigit() for char in row[0])]
        for row in rows:
            cells = [cell.strip() for cell in row]
            asked = any(_RARE_EARTH.search(cell) for cell in cells)
            said = said or (asked and any(cell.lower() == "yes" for cell in cells))
            if cells and cells[0].lower().startswith("company name"):
                company = next((cell for cell in cells[1:] if cell), company)
    if not said:
        return ()
    stated = ((PRESENT, Estimate(0.0, 0.0, 1.0)),)
    return tuple(Declaration((product,), stated, f"{document} ({company})" if company else document, maker=company)
                 for product in dict.fromkeys(products))
