"""What else a row of a supplier's list says that may limit its noughts: a coating, one lot, a draft, a later day.

Any filled column counts that is not known to say nothing of the content, so no list of forbidden words is needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytterby.core.units import share

_NEUTRAL = re.compile(
    r"\s*(?:#|no\.?|nr\.?|pos(?:ition)?|row|line(?: no\.?)?|index|item|"
    r"(?:part |product |item |artikel)?(?:name|description|desc\.?)|"
    r"designation|bezeichnung|benennung|désignation|descripci[oó]n|descrizione|descrição|opis|popis|наименование|名称|品名|"
    r"描述|quantity|qty\.?|menge|anzahl|quantité|cantidad|数量|uo?m|unit(?: of measure)?|einheit|"
    r"(?:net |part |unit )?(?:weight|mass)(?: ?[(\[]?(?:mg|g|kg)[)\]]?)?|gewicht(?: ?[(\[]?g[)\]]?)?|重量|"
    r"(?:supplier|customer|vendor|your|our|internal)[ _]?(?:part|item)?[ _]?(?:no\.?|number|pn|p/n)|p/n|pn|sku|"
    r"cas(?: ?(?:no|number))?\.?|hs(?:[ -]?code)?|contact|e-?mail|phone|tel\.?|address|url|link|website|"
    r"country(?: of origin)?|origin|price|currency|signed by|signature|document(?: no\.?| number)?)\s*", re.I)
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


def is_firm(heading: str) -> bool:
    """Does a column name the firm that delivers or declares?"""
    return bool(_FIRM.search(heading)) and not _NUMBERED.search(heading)


def reserved(row: Sequence[str], heading: Sequence[str], known: frozenset[int], elements: frozenset[int]) -> str:
    """"Component: coating", or "": the first filled column that is neither ``known``, nor of an element with a share,
    nor of a kind that says nothing of the content, nor a good answer to whether the row holds."""
    for place, cell in enumerate(row):
        said, text = heading[place].strip() if place < len(heading) else "", cell.strip()
        if place in known or _BLANK.fullmatch(text):
            continue
        if place in elements:
            if share(text, unit="ppm") is None and text.casefold() not in ("no", "free"):
                return f"{said}: {text}"
        elif not _NEUTRAL.fullmatch(said) and not (_ANSWERED.search(said) and _GOOD.fullmatch(text)):
            return f"{said}: {text}" if said else text
    return ""
