"""Which questions of Review are about alike things: one family, other makers or none stated, near texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ytterby.identification.fold import fold

NEAR = 88.0  # of 100, words in any order: a size or a case differs, the thing does not
MOST_PAIRS = 200_000  # texts of a family compared, about 0.1 s; what is beyond keeps its question


def led_by(texts: Mapping[int, Sequence[str]]) -> dict[int, int]:
    """By number of a group, the larger group it is asked together with: every one of its texts is near to one there.

    ``texts`` of the groups of one family, the largest first. A group that leads follows none itself, so that likeness
    is not handed on from text to text until all motors are alike.
    """
    leaders: dict[str, set[int]] = {}  # by text
    found: dict[int, int] = {}
    pairs = 0
    for group, said in texts.items():
        folded = dict.fromkeys(fold(text).text.strip() for text in said)
        pairs += len(folded) * len(leaders)
        leader = _leader(folded, leaders) if pairs <= MOST_PAIRS else None
        if leader is not None:
            found[group] = leader
        elif pairs <= MOST_PAIRS:
            for text in folded:
                leaders.setdefault(text, set()).add(group)
    return found


def _leader(said: Mapping[str, None], leaders: Mapping[str, set[int]]) -> int | None:
    """The first group with a near text for each; none where a text is empty, as nothing is alike then."""
    from rapidfuzz import fuzz, process

    common: set[int] = set().union(*leaders.values())
    for text in said:
        near = process.extract(text, leaders.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=None)
        common &= set().union(*(leaders[other] for other, _, _ in near if other and text))
        if not common:
            return None
    return min(common, default=None)
