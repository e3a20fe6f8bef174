"""Every action of the window as data: name, shortcut, icon, place in the menus. The window says what each one does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from ytterby.gui import theme


@dataclass(frozen=True, slots=True)
class Act:
    """One action. ``needs``: "" always possible, "document" or "assessment" must be there."""

    key: str
    menu: str
    title: str
    shortcut: str = ""
    icon: str = ""
    needs: str = ""


ACTS: tuple[Act, ...] = (
    Act("new", "&File", "&New window", "Ctrl+N"),
    Act("open", "&File", "&Open…", "Ctrl+O", "open"),
    Act("sample", "&File", "Open the &sample", "", "sample"),
    Act("save", "&File", "&Save", "Ctrl+S", "save", "document"),
    Act("save as", "&File", "Save project &as…", "Ctrl+Shift+S", "", "document"),
    Act("report", "&File", "Save &report…", "Ctrl+E", "report", "assessment"),
    Act("report since", "E&xport", "Report with &changes since…", "", "", "assessment"),
    Act("annotated", "E&xport", "&Annotated copy of the workbook…", "", "", "assessment"),
    Act("brief", "E&xport", "&Brief, two pages (PDF)…", "", "", "assessment"),
    Act("csv", "E&xport", "&Line register (CSV)…", "", "", "assessment"),
    Act("json", "E&xport", "Assessment (&JSON)…", "", "", "assessment"),
    Act("questionnaires", "E&xport", "&Questionnaires to suppliers…", "", "", "assessment"),
    Act("licence files", "E&xport", "Licence &files…", "", "", "assessment"),
    Act("declarations", "&Parts", "Attach &declarations of suppliers…", "", "", "assessment"),
    Act("no declarations", "&Parts", "&Take back declarations…", "", "", "assessment"),
    Act("parts out", "&Parts", "E&xport decisions on parts…", "", "", "assessment"),
    Act("parts in", "&Parts", "&Import decisions on parts…", "", "", "assessment"),
    Act("close", "&File", "&Close", "Ctrl+W", "", "document"),
    Act("quit", "&File", "&Quit", "Ctrl+Q"),
    Act("undo", "&Edit", "&Undo", "Ctrl+Z", "undo", "undo"),
    Act("redo", "&Edit", "&Redo", "Ctrl+Y", "redo", "redo"),
    Act("find", "&Edit", "&Find in the bill", "Ctrl+F", "search", "assessment"),
    Act("where used", "&Edit", "Where &used…", "Ctrl+U", "", "assessment"),
    Act("clear", "&Edit", "Show &all lines", "Ctrl+Shift+F", "", "assessment"),
    Act("rates", "&Edit", "&Exchange rates…", "", "", "document"),
    Act("settings", "&Edit", "Se&ttings…", "Ctrl+,"),
    Act("refresh", "&View", "&Read the workbook again", "F5", "refresh", "document"),
    Act("next pane", "&View", "&Next part of the window", "F6", "", "document"),
    Act("pane before", "&View", "Part of the window &before", "Shift+F6", "", "document"),
    Act("stop", "&View", "&Stop the work under way", "Esc"),
)
PLACES = {
    "bill": "Bill", "review": "Review",
    "dashboard": "Dashboard", "products": "Products", "suppliers": "Suppliers", "what-if": "What-if",
    "licences": "Licences",
    "rules": "Rules", "issues": "Issues", "import": "Import",
}
GROUPS = ("dashboard", "rules")
"""Places that begin a group: above them what is at hand, then what follows from it, then what it rests on."""

SCHEME_WORDS = {"system": "As the desktop", "light": "Light", "dark": "Dark", "contrast": "High contrast"}


class Actions:
    """The actions of one window, its menus, and which of them are possible."""

    def __init__(self, window: QMainWindow, done_by: Mapping[str, Callable[[], None]]) -> None:
        self._menus: dict[str, QMenu] = {}
        self._actions: dict[str, QAction] = {}
        self._window = window
        for act in ACTS:
            action = QAction(act.title, window)
            action.triggered.connect(lambda _=False, do=done_by[act.key]: do())
            self.menu(act.menu).addAction(action)
            self._actions[act.key] = action
        self.allow(document=False, assessment=False, undo=False, redo=False)

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def menu(self, title: str) -> QMenu:
        """The menu of this title, made on first use."""
        if title not in self._menus:
            self._menus[title] = self._window.menuBar().addMenu(title)
        return self._menus[title]

    def allow(self, **there: bool) -> None:
        """Actions that need something are possible only while it is there."""
        for act in ACTS:
            if act.needs in there:
                self._actions[act.key].setEnabled(there[act.needs])
        for key in PLACES:
            if key in self._actions and "document" in there:
                self._actions[key].setEnabled(there["document"])

    def add_shortcuts(self) -> None:
        """After the first paint: key sequences bring in all of Qt's key names, a fifth of the start."""
        from PySide6.QtGui import QKeySequence

        shortcuts = {act.key: act.shortcut for act in ACTS if act.shortcut}
        shortcuts |= {key: f"Ctrl+{number % 10}" for number, key in enumerate(list(PLACES)[:10], 1)}
        for key, shortcut in shortcuts.items():
            action = self._actions[key]
            action.setShortcut(QKeySequence(shortcut))
            action.setToolTip(f"{action.text().replace('&', '').rstrip('…')} ({shortcut})")
        self._actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)

    def retheme(self) -> None:
        from ytterby.gui import icons  # drawn after the first paint

        for act in ACTS:
            if act.icon:
                self._actions[act.key].setIcon(icons.icon(act.icon))

    def add_places(self, go: Callable[[str], None]) -> None:
        """The places of the window."""
        for key, title in PLACES.items():
            action = QAction(title, self._window)
            self._actions[key] = action
            action.triggered.connect(lambda _=False, key=key: go(key))
            action.setEnabled(False)
            self.menu("&View").addAction(action)

    def add_schemes(self, current: str, choose: Callable[[str], None]) -> None:
        menu = self.menu("&View").addMenu("&Colours")
        group = QActionGroup(menu)
        for scheme in theme.SCHEMES:
            action = QAction(SCHEME_WORDS[scheme], group)
            action.setCheckable(True)
            action.setChecked(scheme == current)
            action.triggered.connect(lambda _=False, scheme=scheme: choose(scheme))
            menu.addAction(action)
