"""Markup of our own making for labels: everything that comes from outside is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ytterby.gui import theme


def text(value: str) -> str:
    """Any outside text, safe inside markup."""
    return escape(value, quote=True).replace("\n", "<br>")


def muted(value: str) -> str:
    return f'<span style="color:{theme.tokens().muted}">{text(value)}</span>'


def strong(value: str) -> str:
    return f"<b>{text(value)}</b>"


def coloured(value: str, token: str) -> str:
    return f'<b style="color:{getattr(theme.tokens(), token)}">{text(value)}</b>'


def highlighted(value: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the words between ``start`` and ``end`` marked; spans outside the text are ignored."""
    parts, at = [], 0
    for start, end in _joined(span for span in spans if 0 <= span[0] < span[1] <= len(value)):
        parts += [text(value[at:start]), f'<b style="background-color:{theme.tokens().highlight}">',
                  text(value[start:end]), "</b>"]
        at = end
    return "".join((*parts, text(value[at:])))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap or touch, as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def link(url: str, words: str) -> str:
    """A link where the address is one of the web; plain words otherwise."""
    if not url.startswith(("https://", "http://")):
        return text(words)
    return f'<a href="{escape(url, quote=True)}" style="color:{theme.tokens().accent}">{text(words)}</a>'


def lines(parts: Iterable[str]) -> str:
    return "<br>".join(part for part in parts if part)


def bullets(parts: Iterable[str]) -> str:
    rows = "".join(f'<li style="margin-bottom:3px">{part}</li>' for part in parts)
    return f'<ul style="margin:0 0 0 14px; -qt-list-indent:0">{rows}</ul>' if rows else ""
