"""The text of bytes that do not say how they are written: UTF-8, with few bad bytes at most, or an old encoding."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_CJK, _RUN = re.compile(f"[{_ASIAN}]"), re.compile(f"[{_ASIAN}]+")
_IN_A_WORD = re.compile(f"(?<=[A-Za-z])[{_ASIAN}]+(?=[a-z])")
_HIGH_RUN = re.compile(rb"[\xc0-\xff]+")
_PLAIN = re.compile(r"[\x00-\x7f\ufffd]+")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_NO_ACCIDENT = 8  # characters
_MOSTLY = 4  # bytes of whole UTF-8 characters to each one that is none
LOST = "\ufffd"
"""Stands where bytes were that are no character (Unicode 15, 5.22)."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """``guessed`` names the encoding where neither the bytes nor their rules tell it; else "". LOST marks bad bytes."""

    text: str
    guessed: str = ""


def decoded(data: bytes) -> Decoded | None:
    """The text of ``data``: by its mark, else UTF-8, else the likeliest old encoding; None where none fits."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"))
    sample = data[:4096]
    if sample.count(0) > len(sample) / 4:
        wide = "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
        return Decoded(data.decode(wide, "replace"))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if 0 in sample:
        return None
    text = data.decode("utf-8", "replace")
    # By accident hardly any bytes of an old encoding make whole characters of UTF-8.
    if len(_PLAIN.sub("", text).encode()) >= _MOSTLY * (text.count(LOST) - data.count(LOST.encode())):
        return Decoded(text)
    encoding = _old_encoding(data)
    return Decoded(data.decode(encoding, "replace"), encoding)


def _old_encoding(data: bytes) -> str:
    """East Asian encodings only where they decode without a fault and give mostly their own characters."""
    high = sum(byte >= 0x80 for byte in data)
    texts = {}
    for encoding in ("gb18030", "shift_jis", "euc_kr", "big5"):
        try:
            texts[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # Two bytes make one such character; a western text decoded by accident gives far fewer, and rare ones.
    common = {encoding: _commonness(encoding, text) * 2 / high for encoding, text in texts.items()}
    best = max(common, key=lambda encoding: common[encoding], default="")
    if best and common[best] > 0.6 and not _within_words(texts[best]):
        return best
    return _single_byte(data)


def _within_words(text: str) -> bool:
    """Do its Asian characters stand within words of small letters, as "K\u6392per", which an umlaut was?"""
    return 2 * len(_IN_A_WORD.findall(text)) >= len(_RUN.findall(text))


def _single_byte(data: bytes) -> str:
    """Cyrillic words are runs of high bytes, western ones have single accents between plain letters."""
    runs = [len(run) for run in _HIGH_RUN.findall(data[:200_000])]
    if runs and sum(runs) / len(runs) >= 2.5:
        # Small letters are the commoner ones: the upper half in Windows' order, the lower half in KOI8.
        upper = sum(byte >= 0xE0 for byte in data)
        return "cp1251" if 2 * upper >= sum(byte >= 0xC0 for byte in data) else "koi8-r"
    from charset_normalizer import from_bytes

    found = from_bytes(data[:100_000], cp_isolation=["cp1252", "cp1250"]).best()
    return found.encoding if found else "cp1252"


def _commonness(encoding: str, text: str) -> float:
    """How many characters of ``text`` are everyday ones of the encoding's language."""
    characters: list[str] = _CJK.findall(text)
    match encoding:
        case "shift_jis":
            if any("\u3040" <= c <= "\u30ff" for c in characters):
                return float(len(characters))
            return 0.7 * sum(0x88 <= c.encode("shift_jis")[0] <= 0x98 for c in characters)  # JIS's first level
        case "euc_kr":  # Hangul throughout is no accident: common Chinese characters have the same bytes, others not
            hangul = sum("\uac00" <= c <= "\ud7af" for c in characters)
            return hangul * (1.05 if hangul == len(characters) >= _NO_ACCIDENT else 1.0)
        case "gb18030":
            return 0.0 if _PRIVATE.search(text) else sum(_in_gb2312(c) for c in characters if "\u3400" <= c <= "\u9fff")
        case _:
            return len(characters) * 0.8


def _in_gb2312(character: str) -> float:
    """The first level of GB 2312 holds the 3755 commonest characters; of the second are the rare metals."""
    first, second = character.encode("gb18030")[:2]
    return 1.0 if 0xB0 <= first <= 0xD7 else 0.8 * (0xD8 <= first <= 0xF7 and second >= 0xA1)
