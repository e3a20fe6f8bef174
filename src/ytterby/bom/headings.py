"""Which meanings a heading may have, from resources/layouts/headings.csv: exact, within a longer one, or compound.

Stands apart from columns.py because finding the header row needs the words, but not yet the values.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache

from ytterby.bom.reading import Meaning
from ytterby.core.declaring import says_only_content
from ytterby.core.elements import BY_SYMBOL, ELEMENTS, OXYGEN_MASS
from ytterby.core.units import ISO_CURRENCIES, currency
from ytterby.resources import folder

_ASIDE = re.compile(r"[(\[{（【［].*?[)\]}）】］]")
_NOT_WORD = re.compile(r"[^\w#$%№]+")
_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DIGITS_AT_END = re.compile(r"(?<=[^\W\d_])[ _]?\d{1,2}$")
_FILLER = frozenset({*(code.lower() for code in ISO_CURRENCIES), "the", "in", "of", "x"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_BETWEEN_LANGUAGES = re.compile(r"[/|\n]")
# Characters of headings as they are written in Taiwan and Hong Kong, and as the phrases are kept.
_SIMPLER = str.maketrans(
    "業個產價優體別則創冊軍淨製單廠參號國圖複實導層屬幣庫應總態據換數時術機來標樣測狀現稱稅類級紙組終"
    "經編網補裝規計訂說貨質購費連釋錢鋪鏈銷間階際預項順領額備發處條專買賣當匯關區對開錄資圓長寬顏樓運"
    "郵遞選擇種檔驗証證負責門廢輸軟電線範損幾歷貯儲縣歲訊碼註週檢點臺檯雜構筆轉廣歐億萬頁歸紀給絡統縮"
    "織",
    "业个产价优体别则创册军净制单厂参号国图复实导层属币库应总态据换数时术机来标样测状现称税类级纸组终"
    "经编网补装规计订说货质购费连释钱铺链销间阶际预项顺领额备发处条专买卖当汇关区对开录资圆长宽颜楼运"
    "邮递选择种档验证证负责门废输软电线范损几历贮储县岁讯码注周检点台台杂构笔转广欧亿万页归纪给络统缩"
    "织",
)
MAX_HEADING, MAX_WORDS = 60, 9
_SURE = 0.6  # of a phrase: enough to be one half of a heading in two languages
_ASKING = r"contain|enthält|enthaelt|contient|contiene|contém|bevat|zawiera|obsahuje|содержит|是否含|含む|포함"
_SYMBOLS = "|".join(sorted((element.symbol for element in ELEMENTS), key=len, reverse=True))
_SYMBOL_BEFORE = re.compile(rf"(?<![A-Za-z])({_SYMBOLS})(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")
_FRACTION_OF = re.compile(rf"\bw\s*\(\s*({_SYMBOLS})\s*\)")
_SYMBOLS_ONLY = re.compile(rf"(?<![^\W\d_])(?:{_SYMBOLS})+(?![^\W\d_])")
_RE = re.compile(r"\bRE\b(?!\s*[:：])")  # rare earths; rhenium is "Re"
_OXIDE = re.compile(rf"(?<![^\W_])({_SYMBOLS})(\d{{0,2}})O(\d{{0,2}})(?![^\W_])")
_OF_SEVERAL = re.compile(
    r"(?<![^\W_])[HLM]REE?(?:Y|O)?(?![^\W_])|[轻輕重中]稀土|[軽重中]希土|(?:heavy|light) rare.earth", re.I
)
_WHETHER = re.compile(_ASKING, re.I)
MASS_OF_PIECE = re.compile(r"(?<![\w/])(?<!/\s)(?:mg|g|µg|ug)(?!\w|\s*/)")
"""A mass of an element in one piece, not per mass of it: "Dy mg", "Nd (g)"."""
_CONTENT_WORDS = re.compile(
    r"%|％|wt|pct|ppm|[mµμu]?g\s*/\s*k?g|\bw\s*\(|content|share|fraction|gehalt|anteil|teneur|contenido|contenuto|teor|含量|比例|含有|доля|содержание|zawartość|obsah|halt\b|"
    + MASS_OF_PIECE.pattern + "|" + _ASKING,
    re.I,
)


def normal(text: str) -> str:
    """Lower case, no accents on Latin letters, words parted by one blank, no asides in brackets."""
    return _normal(text[: MAX_HEADING * 3])


@lru_cache(maxsize=1 << 16)
def _normal(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold().translate(_SIMPLER)
    letters = "".join(
        unicodedata.normalize("NFKD", c)[0] if "\u00c0" <= c < "\u0250" or "\u1e00" <= c < "\u1f00" else c
        for c in folded
    )
    bare = _ASIDE.sub(" ", letters)
    words = _NOT_WORD.sub(" ", (bare if _NOT_WORD.sub("", bare) else letters).replace("_", " ")).split()
    return " ".join(words)


@cache
def _phrases() -> dict[str, dict[Meaning, float]]:
    """Normalised phrase → meaning → weight."""
    found: dict[str, dict[Meaning, float]] = {}
    with folder("layouts", "headings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            weights = found.setdefault(normal(row["phrase"]), {})
            meaning = Meaning(row["meaning"])
            weights[meaning] = max(weights.get(meaning, 0.0), float(row["weight"]))
    return found


@cache
def _element_names() -> dict[str, str]:
    """Lower-case symbol, name in any language of the data, or oxide formula → symbol."""
    names = {element.symbol.lower(): element.symbol for element in ELEMENTS}
    for element in ELEMENTS:
        for metal, oxygen in (element.oxide, (2, 3)):
            names[f"{element.symbol}{metal if metal > 1 else ''}O{oxygen}".lower()] = element.symbol
    with folder("layouts", "element_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[normal(row["name"])] = row["symbol"]
    return names


@lru_cache(maxsize=1 << 14)
def meanings_of(heading: str) -> dict[Meaning, float]:
    """Meaning → certainty 0..1 of a heading as written; empty where no phrase is in it."""
    text = normal(heading)
    if len(text) > MAX_HEADING:
        return {}
    if not text or text.upper() in ISO_CURRENCIES:
        return {Meaning.PRICE: 0.6, Meaning.LINE_TOTAL: 0.4} if currency(heading) else {}
    if element_of(heading) or elements_of(heading):
        return {Meaning.CONTENT: 0.95}
    for form in (text, _DIGITS_AT_END.sub("", text), " ".join(w for w in text.split() if w not in _FILLER)):
        exact = _phrases().get(form)
        if exact:
            return exact
    apart = _CAMEL.sub(" ", heading)  # "ValueName"
    return _twice(heading) or (_inside(text) if apart == heading else meanings_of(apart) or _inside(text))


def known(heading: str) -> bool:
    """Is the text exactly a heading? Fast, for looking at every row."""
    text = normal(heading)
    if text in _phrases() or _DIGITS_AT_END.sub("", text) in _phrases():
        return True
    parts = _halves(heading)
    return bool(parts) and all(part in _phrases() for part in parts)


def _halves(heading: str) -> list[str]:
    """The parts of a heading in two languages ("物料编码 Part Number", "Menge / Qty"); [] where it is in one."""
    words = normal(heading).split()
    asian = [word for word in words if _ASIAN.search(word)]
    if 0 < len(asian) < len(words):
        return [" ".join(asian), " ".join(word for word in words if word not in asian)]
    parts = [part for part in map(normal, _BETWEEN_LANGUAGES.split(heading)) if part]
    return parts if len(parts) > 1 else _one_after_the_other(words)


def _one_after_the_other(words: list[str]) -> list[str]:
    """The halves of "Menge Quantity": two headings of one meaning, with nothing between them."""
    for place in range(1, len(words)) if len(words) <= MAX_WORDS else ():
        halves = [" ".join(words[:place]), " ".join(words[place:])]
        first, second = ({m for m, weight in _phrases().get(half, {}).items() if weight >= _SURE} for half in halves)
        if first & second and halves[0] != halves[1]:
            return halves
    return []


def _twice(heading: str) -> dict[Meaning, float]:
    """What a heading in two languages means: what both say is sure, what one says nearly so."""
    said = [found for part in _halves(heading) if (found := _phrases().get(part))]
    both = [meaning for meaning in said[0] if all(meaning in other for other in said)] if len(said) > 1 else []
    if both:
        return {meaning: min(found[meaning] for found in said) for meaning in both}
    return {meaning: 0.8 * weight for found in said for meaning, weight in found.items()}


def _inside(text: str) -> dict[Meaning, float]:
    words = text.split()
    if len(words) > MAX_WORDS:
        return {}
    found: dict[Meaning, float] = {}
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            phrase = " ".join(words[first:last])
            if len(phrase) < 3 and last < len(words):
                continue
            at_end = 0.08 if last == len(words) else 0.0
            _keep(found, phrase, 0.35 + 0.5 * (last - first) / len(words) + at_end)
    if _ASIAN.search(text):
        packed = text.replace(" ", "")
        for first in range(len(packed)):
            for last in range(first + 1, len(packed) + 1):
                if last - first > 1 or last == len(packed):
                    _keep(found, packed[first:last], 0.35 + 0.5 * (last - first) / len(packed))
    elif len(words) == 1 and len(text) > 7:
        # German and Nordic compounds: what the word ends with is what it is.
        for first in range(2, len(text) - 4):
            _keep(found, text[first:], 0.35 + 0.4 * (len(text) - first) / len(text))
    return found


def _keep(found: dict[Meaning, float], phrase: str, share: float) -> None:
    for meaning, weight in _phrases().get(phrase, {}).items():
        found[meaning] = max(found.get(meaning, 0.0), weight * min(share, 0.95))


@lru_cache(maxsize=1 << 12)
def element_of(heading: str) -> str:
    """The element a content column is about: "Dy %" → Dy, "Neodym-Gehalt" → Nd, "TREO %" → REE; "" for none.

    A bare symbol counts as well ("Dy"): the values must then look like contents (columns.py).
    """
    if len(heading) > MAX_HEADING:
        return ""
    text = normal(heading)
    words = [word for word in re.split(r"[\s%_]+", text) if word]
    stated = stated_as_content(heading)
    if stated and _RE.search(heading):
        return "REE"
    if stated and re.search(
        r"\b(?:ree|treo|rare earth|reo)\b|稀土|希土|レアアース|seltenerd|seltene erd|terres rares|tierras raras", text
    ):
        return "REE"
    names = _element_names()
    found = {
        names[word] for word in words if word in names and (len(word) > 2 or _written_as_symbol(heading, names[word]))
    }
    if not found and (_ASIAN.search(text) or stated):
        found = {symbol for name, symbol in names.items() if len(name) > 3 and text.startswith(name)}
        found |= {symbol for name, symbol in names.items() if _ASIAN.search(name) and text.startswith(name)}
    if not found and stated:
        plain = unicodedata.normalize("NFKC", heading)
        found = {symbol for form in (_SYMBOL_BEFORE, _FRACTION_OF) for symbol in form.findall(plain)}
    if len(found) != 1 or not (stated or len(words) == 1):
        return ""
    return found.pop()


@lru_cache(maxsize=1 << 12)
def elements_of(heading: str) -> tuple[str, ...]:
    """The elements a content column is about together, as "Dy+Tb %", "PrNd (%)" and "HREE %" are ("REE" of a group);
    () where it is about one or none, so that what stands below could be told of each.
    """
    if len(heading) > MAX_HEADING or not stated_as_content(heading):
        return ()
    if _OF_SEVERAL.search(heading):
        return ("REE",)
    plain = unicodedata.normalize("NFKC", heading)
    written = "".join(_SYMBOLS_ONLY.findall(plain)) + "".join(found[0] for found in _OXIDE.findall(plain))
    found = tuple(dict.fromkeys(re.findall(_SYMBOLS, written)))
    return found if len(found) > 1 and not element_of(heading) else ()


@lru_cache(maxsize=1 << 12)
def metal_share(heading: str) -> float:
    """Grams of metal in one gram of what a content column states: less than 1 of an oxide ("Dy2O3 %")."""
    found = _OXIDE.search(unicodedata.normalize("NFKC", heading))
    if not found:
        return 1.0
    metal = int(found[2] or 1) * BY_SYMBOL[found[1]].mass
    return metal / (metal + int(found[3] or 1) * OXYGEN_MASS)


@lru_cache(maxsize=1 << 12)
def declares_content(heading: str) -> bool:
    """Does a heading say that its element's share of the part stands below, and nothing else that might limit it?"""
    symbol = element_of(heading)
    return says_only_content(heading, symbol, [name for name, one in _element_names().items() if one == symbol])


def asks_whether(heading: str) -> bool:
    """Does a heading ask for yes or no ("Contains Dy")?"""
    return _WHETHER.search(heading) is not None


def _written_as_symbol(heading: str, symbol: str) -> bool:
    """ "Er" as a chemist writes it; not "ER" or "er"."""
    return re.search(rf"(?<![A-Za-z]){symbol}(?![a-z])", unicodedata.normalize("NFKC", heading)) is not None


@lru_cache(maxsize=1 << 14)
def stated_as_content(heading: str) -> bool:
    """Does the heading itself say that it is a content ("Dy %"), not only name an element ("Dy")?"""
    return bool(_CONTENT_WORDS.search(heading))
