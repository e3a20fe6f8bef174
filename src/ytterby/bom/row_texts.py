"""What the texts of rows that are no lines say: a total, a charge, an example, a page number; and of lines, that they
are phantoms or not fitted. The words stand in resources/layouts/row_words.csv.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache

from ytterby.resources import folder

_ASIDE = re.compile(r"\([^()]*\)?")
_ASIAN = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_EXAMPLE = re.compile(r"(\D{1,14}(?:\.(?=\s|$)|[:：)）]))\s*(.*)", re.S)
_WORDY = re.compile(rf"[a-zß-öø-ÿа-яё]{{3}}|[^\W\d_]{{5}}|{_ASIAN}")
_OF = r"(?:of|von|de|di|du|sur|van|z|ze|из|的|共)"
_PAGES = "(?:页|頁|ページ|페이지|쪽)"
_MARK = re.compile(r"[*※†‡]|[¹²³⁴⁵⁶⁷⁸⁹]|\d{1,2}\)\s")
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}[./]\d{1,2}[./](?:20)?\d\d|20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2})(?!\d)")
_PAGE_MARK = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]")


@cache
def _pattern(kind: str, form: str) -> re.Pattern[str]:
    """The phrases for one kind of row, longest first, in place of "WORDS" in a pattern."""
    with folder("layouts", "row_words.csv").open(encoding="utf-8", newline="") as file:
        phrases = {row["phrase"] for row in csv.DictReader(file) if row["kind"] == kind}
    words = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(form.replace("WORDS", f"(?:{words})"), re.I)


@lru_cache(maxsize=1 << 12)
def says_total(text: str) -> bool:
    """A short text with a word for total in it; of Asian scripts any place will do, as they part no words."""
    text = _ASIDE.sub(" ", text)
    if len(text) > 40 or len(text.split()) > 5:
        return False
    return _pattern("total", r"(?<![^\W\d_])WORDS(?![^\W\d_])").search(text) is not None


def begins_with_total(text: str) -> bool:
    return _pattern("total", r"WORDS(?![^\W\d_])").match(text) is not None


def wholly_total(text: str) -> bool:
    return _pattern("total", "WORDS").fullmatch(text) is not None


@lru_cache(maxsize=1 << 12)
def says_charge(text: str) -> bool:
    """"Shipping", "Versand für Gewindestift": it begins with the charge and goes on with a small word, if at all."""
    small = r"(?:\s+(?:costs?|fees?|charges?|kosten|für|for|and|handling|of|de|pour|del?)\b.*)?[\s:.]*"
    rate = r"(?:\s*[(（]?\s*\d{1,2}(?:[.,]\d{1,2})?\s*[%％]\s*[)）]?)?"  # "VAT 20 %"
    lead = r"(?:(?:zzgl|inkl|incl|excl|plus|davon|dont)\.?\s+)?(?:\d{1,2}\s*%\s*)?"  # "zzgl. 19 % MwSt."
    asian = rf"(?={_ASIAN}){_ASIAN}{{0,6}}WORDS(?:\s.{{0,20}})?"  # "部品購入送料 秋月"
    return any(_pattern("charge", form).fullmatch(text) for form in (lead + "WORDS" + rate + small, asian))


@lru_cache(maxsize=1 << 12)
def says_example(text: str) -> bool:
    """"例）", "Example 2", "z. B.": it stands in place of a number before a line that shows how to fill a list in."""
    bare = text.strip(" .:：;()（）[]【】-0123456789")
    if not 0 < len(bare) <= 14:
        return False
    shortened = f"{bare}." if re.search(rf"{re.escape(bare)}\.(?![^\W_])", text) and not bare.isupper() else bare
    return any(_pattern("example", "WORDS").fullmatch(mark.replace(" ", "")) for mark in (bare, shortened))


@lru_cache(maxsize=1 << 12)
def is_example(text: str) -> bool:
    """"Example", "e.g. 123-456", "例：ABC-1": an example mark with a code behind it, if anything. Words behind it may
    be all that a line says of its thing ("e.g. NdFeB magnet"), so they make it none.
    """
    if not (found := _EXAMPLE.fullmatch(text.strip())) or not says_example(found[1]):
        return says_example(text)
    return not _WORDY.search(found[2]) and (bool(re.search(r"\d", found[2])) or not _LETTER.search(found[2]))


@lru_cache(maxsize=1 << 12)
def says_page(text: str) -> bool:
    """"Page 1 of 2", "Seite: 3/7", "第1页 共2页": a page number; "Sheet 2" and the like only with the number of all."""
    if len(text) > 40 or not _DIGIT.search(text):
        return False
    count = rf"\s*(?:[/／|]|{_OF})\s*\d{{1,4}}"
    forms = (
        ("page", rf"WORDS\s*[.:：#]?\s*\d{{1,4}}(?:{count})?"),
        ("page", rf"[第全共총]?\s*\d{{1,4}}(?:\s*[/／]\s*\d{{1,4}})?\s*{_PAGES}"
                 rf"(?:[\s,，、/／]*(?:[第全共총중]\s*)*\d{{1,4}}\s*{_PAGES})?"),
        ("leaf", rf"WORDS\s*[.:：#]?\s*\d{{1,4}}{count}"),
    )
    bare = text.strip(" ()[]-–—.")
    return any(_pattern(kind, form).fullmatch(bare) for kind, form in forms)


def is_page_mark(text: str) -> bool:
    """"- 2 -": a page number where nothing else stands in its row."""
    return _PAGE_MARK.fullmatch(text.strip()) is not None


@lru_cache(maxsize=1 << 12)
def says_note(text: str) -> bool:
    """"Note: see drawing 4", "* long lead item", "2) glued", "Stand 12.03.2026", "Seals are to be greased": it says
    something of the list, its date or its parts, and names no part itself.
    """
    bare = text.strip(" ([（【")
    # An Asian word may go on without a blank: "注塑件" is a moulded part, "주의 라벨" a label.
    if _MARK.match(bare) or _DAY.search(bare) or _pattern("of all", "WORDS").match(bare):
        return True
    if _pattern("note", rf"WORDS(?:(?<={_ASIAN})\s*(?:[:：]|$)|(?<!{_ASIAN})(?![\w-]))").match(bare):
        return True
    return len(bare.split()) > 2 and _pattern("verb", r"\sWORDS\s").search(bare) is not None


def is_signed(text: str) -> bool:
    """"Created by", "Geprüft:", "Note": it says what the text beside it is, and nothing else."""
    return len(text) <= 40 and _pattern("note", "WORDS").fullmatch(text.strip(" .:：")) is not None


def says_type(text: str) -> bool:
    """"char20", "(number)", "decimal(10,2)", "-": how a column is kept in a database, not what a line holds."""
    bare = text.strip(" ()[]<>")
    return not bare.strip("-–—") or _pattern("type", r"WORDS[\s(]*\d{0,4}(?:[.,]\d{1,2})?").fullmatch(bare) is not None


def says_phantom(text: str) -> bool:
    """"Phantom", "Dummybaugruppe": an assembly on paper only, which is neither made nor stocked."""
    return len(text) <= 40 and _pattern("phantom", "WORDS").fullmatch(text.strip(" .:()[]")) is not None


def says_unfitted(text: str) -> bool:
    """"DNP", "Resistor 10k (do not fit)": the thing is drawn, but not bought for this product."""
    if len(text) > 80:
        return False
    if _pattern("unfitted", r"[(\[\-–,;]\s*WORDS\s*[)\]]?$").search(text):
        return True
    return _pattern("unfitted", "WORDS").fullmatch(text.strip(" .:()[]")) is not None
