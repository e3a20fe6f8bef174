"""Which headings over a number declare what a part holds now, and which speak of something else.

One place for the columns of a bill and for the lists of suppliers: a nought under "Dy % (old rev)" clears nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from ytterby.core.elements import BY_SYMBOL

_OTHER = re.compile(
    r"\b(?:old|prev(?:ious)?|former|last|prior|past|histor\w*|alt(?:e[rs]?)?|vorher\w*|vorig\w*|vorjahr\w*|"
    r"ancien\w*|anterior|precedente|target|goal|ziel\w*|soll|cible|objetivo|obiettivo|added|addition|additive|"
    r"zugabe|zusatz|ajout\w*|loss|verlust|perte|delta|diff\w*|change|variant[es]?|alternative|option|"
    r"est|estim\w*|geschätzt|schätz\w*|stimat\w*|assum\w*|expected|erwartet|plan(?:ned)?|geplant|forecast|budget|"
    r"proposed|draft|recycl\w*|rezykl\w*|scrap|yield)\b|"
    r"[Δ∆]|旧|原含|去年|上年|上次|目标|目標|添加|损失|差|方案|估|预计|"
    r"推定|予想|前回|计划|計画|再生|回收|リサイクル", re.I)
_LEAST = re.compile(r"\b(?:min|mind|minimum|mindest\w*|at least|least|mínimo|minimo)\b|[≥>]|最小|最低|下限", re.I)
_LONGEST = 120  # characters of a heading that are read
_WORDS = (  # words of a share and of the whole it is of, without accents
    # units and English
    "wt w m mass ppm mg kg g ug \u03bcg pct perc percent percentage percentages prozent weight content contents conc "
    "concentration share fraction amount proportion portion ratio composition chemical chem elemental element "
    "elements analysis analysed analyzed measured actual declared declaration total max maximum min minimum "
    "minimal highest sum all million by in of the per and or to contains contained containing "
    "magnet magnets magnetic alloy material part parts piece item product article component metal ndfeb smco sintered "
    "rare earth earths ree re reo tre tree treo "
    # German, Dutch, Swedish, Danish, Norwegian
    "gehalt gehalte anteil aandeel andel halt innehall indhold massenanteil massengehalt gewichtsanteil "
    "gewichtsprozent massenprozent masseprozent konzentration concentratie koncentration konsentrasjon gew masse "
    "massen ma hochst hochstens maximal hoechst mindest mind mindestens minst vikt viktprocent massprocent vekt vaegt "
    "gewicht massa massaprocent procent enthalt enthaelt bevat "
    "summe im am des der vom je von pro van i av af magneten magneet magnetmaterial legierung "
    "legering teil bauteil werkstoff "
    "seltenerd seltene seltenen erde erden seltenerden seltenerdmetalle gesamt "
    # French, Spanish, Italian, Portuguese
    "teneur fraction massique massiques poids pourcentage pour cent en de du dans l d aimant alliage piece maximale "
    "maximum contient terres rares "
    "contenido concentracion fraccion porcentaje por ciento masa masica peso del el iman imanes aleacion maximo "
    "maxima minimo pieza proporcion contiene tierras raras "
    "contenuto tenore concentrazione frazione percentuale massimo massima di nel nella magnete lega pezzo terre rare "
    "teor conteudo concentracao fracao percentagem porcentagem em do na ima liga peca contem "
    # Polish, Czech, Russian
    "zawartosc stezenie udzial masowy wagowy masowe wagowe w magnesie magnesu stopie zawiera maks "
    "obsah koncentrace podil hmotnostni hmotn hm v magnetu slitine obsahuje "
    "содержание содерж концентрация доля массовая масс мас вес весовая в магните магнита сплаве процент процентов "
    "макс максимум мин содержит"
)
_PLAIN = frozenset(_WORDS.split())
_ASIAN_WORDS = (
    "含量 含有量 含有率 含有 比例 比率 质量分数 質量分數 质量 質量 重量 分数 浓度 濃度 "
    "占比 割合 百分比 百分含量 成分 组成 組成 元素 总量 總量 总 最大 最高 上限 最小 "
    "最低 下限 磁体 磁體 磁钢 磁鋼 磁铁 磁石 合金 材料 中 的 の 比 率 含 是否 稀土 "
    "希土類 希土 レアアース パーセント 함량 함유량 함유율 농도 비율 질량 중량 최대 최소 "
    "자석 내 중 의 희토류 "
)
_ASIAN_PLAIN = tuple(_ASIAN_WORDS.split())
_CAS = re.compile(r"(?:\bCAS(?:[ -]?(?:no|nr|number))?\.?:?\s?)?\b\d{2,7}-\d{2}-\d\b", re.I)
_SCALE = re.compile(r"\b0\s?(?:-|–|\.\.|to)\s?1(?:00)?\b")
_SIGNS = re.compile(r"[^\w\s%％‰()\[\]{}（）【】［］.,:;：；，、/\\\-–—+*#'’\"&|≤≥<>=·°]")
_WORD = re.compile(r"[^\W_]+")
_LONG = 4  # letters of a part of a compound: "Dysprosium-" and "-gehalt"


def tells_of_other(heading: str) -> bool:
    """Is it the content of another revision, year or variant, or a target, an addition, a guess?"""
    return _OTHER.search(heading.replace("_", " ")) is not None


def is_least(heading: str) -> bool:
    """Is what stands below the least there may be ("Dy min %")?"""
    return _LEAST.search(heading.replace("_", " ")) is not None


def says_only_content(heading: str, symbol: str, names: Iterable[str]) -> bool:
    """Does a heading say nothing beyond one element, of these ``names``, and that its share is meant?

    No list of forbidden words would end ("Dy % of cost", "in coating", "tbc"): one word that is not known is enough.
    """
    if not symbol or len(heading) > _LONGEST or tells_of_other(heading) or _SIGNS.search(heading):
        return False
    known = frozenset(map(_bare, (symbol, *names))) | _written(symbol)
    text = _bare(_LEAST.sub(" ", _SCALE.sub(" ", _CAS.sub(" ", heading))))
    return all(word in _PLAIN or word in known or _compound(known).fullmatch(word) is not None
               for word in _WORD.findall(text))


def _written(symbol: str) -> frozenset[str]:
    """The English name of an element and the formula of its oxide; of a total neither."""
    if (element := BY_SYMBOL.get(symbol)) is None:
        return frozenset()
    metal, oxygen = (str(count) if count > 1 else "" for count in element.oxide)
    return frozenset((element.name.casefold(), f"{symbol}{metal}o{oxygen}".casefold()))


@cache
def _compound(names: frozenset[str]) -> re.Pattern[str]:
    """Words joined as German and East Asian ones are, of the names and the known words alone."""
    parts = {_bare(word) for word in (*_ASIAN_PLAIN, *_PLAIN, *names)}
    known = sorted((part for part in parts if len(part) >= _LONG or not part[0].isascii() or part in names),
                   key=len, reverse=True)
    # Atomic: the longest part or none, so that no hostile heading takes long.
    return re.compile(f"(?>{'|'.join(map(re.escape, known))})++")


def _bare(text: str) -> str:
    """Small letters without accents."""
    whole = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        unicodedata.normalize("NFKD", char)[0] if "\u00c0" <= char < "\u0250" else char for char in whole)
