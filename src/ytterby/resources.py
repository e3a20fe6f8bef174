"""Where the program's own data files lie: inside the installed package, or beside the source in a checkout."""

from __future__ import annotations

from pathlib import Path

from ytterby.core.errors import ProjectError

_HERE = Path(__file__).resolve().parent
_PLACES = (_HERE / "_resources", _HERE.parents[1] / "resources")


def folder(*parts: str) -> Path:
    """The folder (or file) ``parts`` of the shipped data. Raises ProjectError where the installation is incomplete."""
    for place in _PLACES:
        found = place.joinpath(*parts)
        if found.exists():
            return found
    raise ProjectError("the program's own data is missing", where="/".join(parts), remedy="Install Ytterby again.")
