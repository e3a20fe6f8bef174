"""Colours, palette and style sheet: the only place of the window that knows a colour.

The tokens lie in resources/theme/tokens.toml, one table per scheme. QStyleHints.setColorScheme does nothing on bare
X11 and offscreen, so the palettes are our own; widgets re-theme on QEvent.PaletteChange.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

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


@lru_cache(maxsize=1)
def _all() -> dict[str, Tokens]:
    tables = tomllib.loads(folder("theme", "tokens.toml").read_text("utf-8"))
    return {name: Tokens(name=name, **{**table, "series": tuple(table["series"])}) for name, table in tables.items()}


def tokens() -> Tokens:
    """The tokens of the scheme that is shown."""
    return _all()[_Current.name]


def colour(name: str) -> QColor:
    """The colour of one token of the current scheme, ``colour("controlled")``."""
    return QColor(getattr(tokens(), name))


def scheme_for(choice: str) -> str:
    """The scheme a setting stands for: "system" follows the desktop, light where the desktop does not tell."""
    if choice != "system":
        return choice
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def apply(app: QApplication, scheme: str) -> None:
    """Lay a scheme ("system", "light", "dark", "contrast") over the program. Every widget gets PaletteChange."""
    hints = QGuiApplication.styleHints()
    match scheme:
        case "system":
            hints.unsetColorScheme()
        case "light":
            hints.setColorScheme(Qt.ColorScheme.Light)
        case _:
            hints.setColorScheme(Qt.ColorScheme.Dark)  # title bar, where the desktop draws it
    _Current.name = scheme_for(scheme)
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(tokens()))
    app.setStyleSheet(style_sheet(tokens()))


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
    return Template(folder("theme", "window.qss").read_text("utf-8")).substitute(values)
