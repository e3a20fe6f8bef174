"""Which headings over a number declare what a part holds now, and which speak of something else.

One place for the columns of a bill and for the lists of suppliers: a nought under "Dy % (old rev)" clears nothing.
"""

from __future__ import annotations

import re

_OTHER = re.compile(
    r"\b(?:old|prev(?:ious)?|former|last|prior|past|histor\w*|alt(?:e[rs]?)?|vorher\w*|vorig\w*|vorjahr\w*|"
    r"ancien\w*|anterior|precedente|target|goal|ziel\w*|soll|cible|objetivo|obiettivo|added|addition|additive|"
    r"zugabe|zusatz|ajout\w*|loss|verlust|perte|delta|diff\w*|change|variant[es]?|alternative|option|"
    r"est|estim\w*|geschätzt|schätz\w*|stimat\w*|assum\w*|expected|erwartet|plan(?:ned)?|geplant|forecast|budget|"
    r"proposed|draft|recycl\w*|rezykl\w*|scrap|yield)\b|"
    r"[Δ∆]|旧|原含|去年|上年|上次|目标|目標|添加|损失|差|方案|估|预计|"
    r"推定|予想|前回|计划|計画|再生|回收|リサイクル", re.I)
_LEAST = re.compile(r"\b(?:min|mind|minimum|mindest\w*|at least|least|mínimo|minimo)\b|[≥>]|最小|最低|下限", re.I)


def tells_of_other(heading: str) -> bool:
    """Is it the content of another revision, year or variant, or a target, an addition, a guess?"""
    return _OTHER.search(heading.replace("_", " ")) is not None


def is_least(heading: str) -> bool:
    """Is what stands below the least there may be ("Dy min %")?"""
    return _LEAST.search(heading.replace("_", " ")) is not None
