"""Colours, palette and style sheet: the only place of the window that knows a colour.

The tokens lie in resources/theme/tokens.json, one table per scheme. Marks are of the Okabe-Ito family, darkened on
light ground and lightened on dark ground; nothing is told by colour alone. QStyleHints.setColorScheme does nothing on
bare X11 and offscreen, so the palettes are our own; widgets re-theme on QEvent.PaletteChange.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from string import Template

from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ytterby.resources import folder

SCHEMES = ("system", "light", "dark", "contrast")


@dataclass(frozen=True, slots=True)
class Tokens:
    """One scheme: ``#rrggbb`` texts by what they are for; ``series`` are eight line or bar colours."""

    name: str
    background: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str
    handle: str
    accent: str
    on_accent: str
    selection: str
    highlight: str
    controlled: str
    undetermined: str
    clear: str
    suspended: str
    unverified: str
    defence: str
    semiconductor: str
    series: tuple[str, ...]

    @property
    def is_dark(self) -> bool:
        return QColor(self.background).lightness() < 128


class _Current:
    """Which scheme is shown; changed by apply() alone."""

    name = "light"
    desktop_is_dark: bool | None = None  # noted before the first scheme is laid over it


@lru_cache(maxsize=1)
def _all() -> dict[str, Tokens]:
    tables = json.loads(folder("theme", "tokens.json").read_text("utf-8"))
    return {name: Tokens(name=name, **{**table, "series": tuple(table["series"])}) for name, table in tables.items()}


def tokens() -> Tokens:
    """The tokens of the scheme that is shown."""
    return _all()[_Current.name]


def colour(name: str) -> QColor:
    """The colour of one token of the current scheme, ``colour("controlled")``."""
    return QColor(getattr(tokens(), name))


def apply(app: QApplication, scheme: str) -> None:
    """Lay a scheme ("system", "light", "dark", "contrast") over the program. Every widget gets PaletteChange."""
    if _Current.desktop_is_dark is None:
        _Current.desktop_is_dark = app.palette().color(QPalette.ColorRole.Window).lightness() < 128
    desktop = "dark" if _Current.desktop_is_dark else "light"
    _Current.name = desktop if scheme == "system" else scheme
    if _Current.name != desktop:
        _tell_desktop(_Current.name)
    if app.styleSheet():
        app.setStyleSheet("")  # replaced in place, each widget is styled anew several times: four times as long
    app.setPalette(palette(tokens()))
    app.setStyleSheet(style_sheet(tokens()))


def _tell_desktop(name: str) -> None:
    """For title bars and file dialogs that the desktop draws."""
    from PySide6.QtCore import Qt  # 20 ms: its enums are made on first use, which a start can spare

    schemes = Qt.ColorScheme
    QGuiApplication.styleHints().setColorScheme(schemes.Light if name == "light" else schemes.Dark)


def palette(of: Tokens) -> QPalette:
    """The Qt palette of a scheme."""
    roles = {
        QPalette.ColorRole.Window: of.background, QPalette.ColorRole.WindowText: of.text,
        QPalette.ColorRole.Base: of.surface, QPalette.ColorRole.AlternateBase: of.background,
        QPalette.ColorRole.Text: of.text, QPalette.ColorRole.Button: of.raised, QPalette.ColorRole.ButtonText: of.text,
        QPalette.ColorRole.BrightText: of.controlled, QPalette.ColorRole.Link: of.accent,
        QPalette.ColorRole.LinkVisited: of.accent, QPalette.ColorRole.Highlight: of.accent,
        QPalette.ColorRole.HighlightedText: of.on_accent, QPalette.ColorRole.ToolTipBase: of.raised,
        QPalette.ColorRole.ToolTipText: of.text, QPalette.ColorRole.PlaceholderText: of.muted,
        QPalette.ColorRole.Mid: of.line, QPalette.ColorRole.Midlight: of.raised, QPalette.ColorRole.Accent: of.accent,
    }
    result = QPalette()
    for role, text in roles.items():
        result.setColor(role, QColor(text))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(of.muted))
    return result


def style_sheet(of: Tokens) -> str:
    """The style sheet of a scheme: resources/theme/window.qss with the tokens put in."""
    values = {name: getattr(of, name) for name in Tokens.__slots__ if name != "series"}
    values |= {"folder": folder("theme").as_posix(), "tone": "on-dark" if of.is_dark else "on-light"}
    return Template(folder("theme", "window.qss").read_text("utf-8")).substitute(values)
