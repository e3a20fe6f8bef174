"""What else a supplier's list says that may limit its noughts: in a row a coating, one lot, a draft, a later day, and
around the rows "Values refer to the coating only".

In a row any filled column counts that is not known to say nothing of the content, so no list of forbidden words is
needed there. Titles and footnotes are free text, so of them only those count that limit something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from ytterby.core.estimate import Estimate

_NAME = re.compile(
    r"\s*(?:item|(?:part |product |item |artikel)?(?:name|description|desc\.?)|designation|bezeichnung|benennung|"
    r"désignation|descripci[oó]n|descrizione|descrição|opis|popis|наименование|名称|品名|描述)\s*", re.I)
_CODED = re.compile(
    r"\s*(?:#|no\.?|nr\.?|pos(?:ition)?|row|line(?: no\.?)?|item|p/n|pn|sku|document(?: no\.?| number)?|"
    r"(?:supplier|customer|vendor|your|our|internal)[ _]?(?:part|item)?[ _]?(?:no\.?|number|pn|p/n))\s*", re.I)
_MEASURED = re.compile(
    r"\s*(?:quantity|qty\.?|menge|anzahl|quantité|cantidad|数量|(?:net |part |unit )?(?:weight|mass)"
    r"(?: ?[(\[]?(?:mg|g|kg)[)\]]?)?|gewicht(?: ?[(\[]?g[)\]]?)?|重量)\s*", re.I)
_UNIT = re.compile(r"\s*(?:uo?m|unit(?: of measure)?|einheit|单位|単位)\s*", re.I)
_NEUTRAL = re.compile(
    r"\s*(?:cas(?: ?(?:no|number))?\.?|hs(?:[ -]?code)?|contact|e-?mail|phone|tel\.?|address|url|link|website|"
    r"country(?: of origin)?|origin|price|currency|signed by|signature)\s*", re.I)
_COUNT = re.compile(r"\s*(?:(?:part|teile|zeichnungs|änderungs|rev(?:isions)?)[ -]?)?(?:index|ind\.|idx\.?)\s*", re.I)
_IS_CODE = re.compile(r"(?=.*\d)(?!.*[^\W\d_]{5}).{1,40}", re.S)
_IS_MEASURE = re.compile(r"[<~≈]?\s*\d[\d.,' ]*\s*[^\W\d_]{0,5}\.?")
_IS_UNIT = re.compile(
    r"pcs?|pieces?|ea(?:ch)?|st|stk|stück|units?|sets?|m?m|k?g|mg|%|wt\.?[ -]?%|pz|pza|шт|szt|ks|"
    r"个|個|件|只|片|개", re.I)
_FIRM = re.compile(
    r"supplier|vendor|declared by|company|lieferant|fournisseur|proveedor|fornitore|fornecedor|dodavatel|dostawca|"
    r"поставщик|供应商|供應商|仕入先|サプライヤー|공급", re.I)
_NUMBERED = re.compile(r"\b(?:no|nr|number|pn|code|part)\b", re.I)
_BLANK = re.compile(r"[\W_]*|n/?a|none|nil|keine|无|無|なし", re.I)
_GOOD = re.compile(
    r"y|yes|ja|oui|s[ií]|ok|true|x|✓|✔|final|released|approved|active|valid|confirmed|complete|compliant|signed|"
    r"freigegeben|aktiv|gültig|是|有效|已批准|已发布", re.I)
_ANSWERED = re.compile(r"status|state|released?|approved|tested|verified|confirmed|valid|rohs|reach|compliant|"
    r"状态", re.I)
_LIMITS = re.compile(
    # not yet, no longer or never meant
    r"\b(?:draft|entwurf|brouillon|borrador|bozza|rascunho|koncept|szkic|черновик|preliminary|vorläufig|provis|"
    r"not for release|example|beispiel|exempl|ejemplo|esempio|przykład|příklad|пример|sample|specimen|muster|template|"
    r"vorlage|plantilla|placeholder|dummy|to be (?:confirmed|defined|replaced)|tb[cd]\b|replace|obsolete|supersed|"
    r"withdrawn|expired|void\b|estimat|geschätzt|assum|typical|target|not (?:yet|measured|tested|verified|valid)|"
    # of a part, a layer, a lot of it
    r"only\b|nur\b|lediglich|uniquement|seulement|s[oó]lo\b|solamente|soltanto|apenas|somente|tylko|pouze|только|"
    r"coat|plat(?:ing|ed)|layer|surface|\w*schicht|überzug|oberfläche|revêtement|placage|recubrimiento|rivestimento|"
    r"powłok|покрыти|packag|verpackung|emballage|embalaje|imballagg|opakowan|упаковк|glue|adhesive|kleber|lot\b|batch|"
    r"except|exclud|excl\b|außer|ohne|sauf|excepto|eccetto|кроме|refers?\b|apply|applies|gelten|gilt|bezieh|"
    r"valid for)|草案|草稿|初稿|暂定|示例|举例|样本|"
    r"样品|模板|サンプル|記入例|下書き|暫定|초안|예시|仅|只限|のみ|涂层|镀|表面|包装|めっき|メッキ|"
    r"コーティング|梱包|도금|코팅|포장|除外|除了|除く|批次|ロット", re.I)
_FOOTNOTE = re.compile(r"\s*(?:[*†‡]|\(?\d{1,2}\)|(?:note|nb|n\.b|remark|anmerkung|hinweis|remarque|nota|uwaga|"
                       r"примечание|注|备注|備考)\b\W)", re.I)
_SHOWN = 60  # characters of a note that are told
_WHOLE = 1.0 + 1e-9


def is_firm(heading: str) -> bool:
    """Does a column name the firm that delivers or declares?"""
    return bool(_FIRM.search(heading)) and not _NUMBERED.search(heading)


def is_index(heading: str) -> bool:
    """"Index": in a German list the revision, elsewhere the number of the row."""
    return _COUNT.fullmatch(heading) is not None


def is_running(cells: Sequence[str]) -> bool:
    """Are two cells and more the numbers of the rows (1, 2, 3)?"""
    return len(cells) > 1 and all(cell.isdecimal() for cell in cells) and all(
        int(after) == int(before) + 1 for before, after in pairwise(cells))


def described(row: Sequence[str], heading: Sequence[str], known: Set[int]) -> str:
    """What the row calls the part, from every column of names."""
    cells = dict.fromkeys(cell.strip() for place, (cell, said) in enumerate(zip(row, heading, strict=False))
                          if place not in known and _NAME.fullmatch(said) and not _says_nothing(said, cell.strip()))
    return " ".join(cells)


def reserved(row: Sequence[str], heading: Sequence[str], known: Set[int], unread: Set[int], elements: Set[int]) -> str:
    """"Component: coating", or "": the first filled column that is neither ``known``, nor of an element with a share
    that can be read (else it is among the ``unread``), nor a name of the part (``described``), nor of a kind that says
    nothing of the content, nor a good answer to whether the row holds."""
    for place, cell in enumerate(row):
        said, text = heading[place].strip() if place < len(heading) else "", cell.strip()
        if place in known or _BLANK.fullmatch(text) or (place in elements and place not in unread):
            continue
        if place in unread or not (_NAME.fullmatch(said) or _says_nothing(said, text)):
            return f"{said}: {text}" if said else text
    return ""


def _says_nothing(said: str, text: str) -> bool:
    """Is it of a kind of column that says nothing of the content, and a value as such a column has?"""
    return bool(
        _BLANK.fullmatch(text) or _NEUTRAL.fullmatch(said) or (_CODED.fullmatch(said) and _is_code(text))
        or (_MEASURED.fullmatch(said) and _IS_MEASURE.fullmatch(text))
        or (_UNIT.fullmatch(said) and _IS_UNIT.fullmatch(text)) or (_ANSWERED.search(said) and _GOOD.fullmatch(text)))


def _is_code(text: str) -> bool:
    return _IS_CODE.fullmatch(text) is not None and not limits(text)


def limits(text: str) -> bool:
    """Does a free text limit what is said, to a coating, a lot, an example?"""
    return _LIMITS.search(text) is not None


def limiting_note(rows: Iterable[tuple[int, Sequence[str]]], start: int) -> str:
    """The first of the rows (number, cells) that are none of the list and limit it, "" without such; those before
    ``start`` stand above its headings. Below them a row of several cells is a part without shares, unless it begins as
    a footnote does.
    """
    for at, row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        text = " ".join(cells)
        footnote = bool(cells and _FOOTNOTE.match(text + " "))
        if (at < start or len(cells) == 1 or footnote) and (limits(text) or (footnote and at >= start)):
            return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return ""


def beyond_the_whole(shares: Iterable[tuple[str, Estimate]]) -> str:
    """"shares of 120 %" where the elements make up more than the part, else ""."""
    least: dict[str, float] = {}
    for symbol, share in shares:
        least[symbol] = max(least.get(symbol, 0.0), share.low)
    total = sum(least.values())
    return f"shares of {total * 100:.4g} %" if total > _WHOLE else ""
