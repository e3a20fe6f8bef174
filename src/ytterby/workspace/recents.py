"""The files opened lately, newest first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ytterby.core.files import is_file
from ytterby.workspace.settings import Settings

KEPT = 12


def with_recent(settings: Settings, path: Path) -> Settings:
    """Settings in which ``path`` is the newest of at most KEPT files."""
    newest = str(path.resolve())
    recents = (newest, *(other for other in settings.recents if other != newest))[:KEPT]
    return settings if recents == settings.recents else replace(settings, recents=recents)


def recent_files(settings: Settings) -> tuple[Path, ...]:
    """Those that are still there."""
    return tuple(path for path in map(Path, settings.recents) if is_file(path))
