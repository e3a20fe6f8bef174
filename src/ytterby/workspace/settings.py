"""What a user sets once: one frozen dataclass, each field with label, help and choices; kept as JSON."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ytterby.core.errors import ProjectError
from ytterby.core.files import small_text
from ytterby.core.issue import Issue, Severity, Where

if TYPE_CHECKING:
    from ytterby.workspace.document import Document


DAMAGED = ".damaged"


def _setting(default: Any, label: str, help: str, choices: tuple[str, ...] = (), **more: str) -> Any:
    """``safe``: what holds where the kept value can't be used, else the default."""
    return field(default=default, metadata={"label": label, "help": help, "choices": choices, **more})


@dataclass(frozen=True, slots=True)
class Settings:
    """``choices`` empty: any value of the type. A value outside its choices is refused with ValueError."""

    theme: str = _setting("system", "Theme", "Colours of the window.", ("system", "light", "dark", "contrast"))
    currency: str = _setting(
        "EUR", "Currency", "All money is shown in it; rates have a date, see Method in the report.",
        ("EUR", "USD", "GBP", "CHF", "SEK", "JPY", "CNY", "KRW", "INR", "PLN", "CZK"),
    )
    as_of: str = _setting(
        "today", "As-of date", "The legal day asked about when a workbook is opened.",
        ("today", "last used"),
    )
    wait: str = _setting("", "Licence wait", "Which public observation to plan with where no own licences are logged.")
    seed: int = _setting(1, "Seed", "Start of the random numbers; the same seed gives the same results.")
    person: str = _setting("", "Your name", "Stands with every decision you make; empty: the name you log in with.")
    two_persons: str = _setting(
        "off", "Two-person rule",
        "On: what one person decides in Review is a proposal and counts once somebody else has approved it.",
        ("off", "on"), safe="on",
    )
    parts: str = _setting(
        "", "Part memory", "File that keeps decisions on parts for other bills; a shared one serves colleagues. "
        "Empty: a file of your own.")
    rules: str = _setting(
        "", "Own rules", "Folder with rule files of your own, read beside the shipped ones and marked as your own.")
    firm: str = _setting("", "Firm", "Name printed on reports.")
    logo: str = _setting("", "Logo", "A PNG or JPEG of at most 2 MB that stands on reports; the place of the file.")
    csv_decimal: str = _setting(
        "point", "Decimal mark in CSV", "Comma: as German Excel reads it, with semicolons between the fields.",
        ("point", "comma"))
    recents: tuple[str, ...] = _setting((), "Recent files", "Files opened lately, newest first.")
    columns: tuple[str, ...] = _setting((), "Columns of the bill", "Presets of columns, and those in use.")
    window: str = _setting("", "Window", "Place and size of the window when it was closed last.")
    last_as_of: str = _setting("", "Last as-of date", "The day last asked about, as YYYY-MM-DD.")

    def __post_init__(self) -> None:
        for each in fields(self):
            value, choices = getattr(self, each.name), each.metadata["choices"]
            if type(value) is not type(each.default):
                raise ValueError(f"{each.name}: not of the right kind: {value!r}")
            if choices and value not in choices:
                raise ValueError(f"{each.name}: {value!r} is none of {', '.join(choices)}")


def begun(settings: Settings, document: Document) -> Document:
    """A document just opened from a workbook, with what the user sets once: currency, rates, seed and licence wait.

    A project keeps its own. Raises ProjectError where the wait names no public observation, UsageError where the
    file of own rates can't be used.
    """
    from ytterby.planning.waits import named_priors
    from ytterby.workspace.rate_file import own_rates

    known = named_priors()
    if settings.wait and settings.wait not in known:
        raise ProjectError(f"the settings name a licence wait {settings.wait!r} that is not there.",
                           remedy="Choose one of " + ", ".join(known) + ", or none for the default one.")
    wait = known[settings.wait] if settings.wait else None
    return replace(document, currency=settings.currency, seed=settings.seed, wait=wait, rates=own_rates())


def settings_file() -> Path:
    """Where the settings of this user lie."""
    import platformdirs

    return platformdirs.user_config_path("ytterby", appauthor=False) / "settings.json"


def load_settings(path: Path) -> tuple[Settings, tuple[Issue, ...]]:
    """What is there and valid; the rest as shipped, with an issue for each value that could not be used."""
    try:
        data = json.loads(small_text(path))
        if not isinstance(data, dict):
            raise ValueError("not a table of keys")
    except FileNotFoundError:
        if path.with_name(path.name + DAMAGED).exists():
            return _safe(), (_held(path),)
        return Settings(), ()
    except ValueError as error:
        with suppress(OSError):  # kept aside: the next saving would take its place
            path.replace(path.with_name(path.name + DAMAGED))
        return _safe(), _unreadable(path, error)
    except OSError as error:
        return _safe(), _unreadable(path, error)
    valid: dict[str, Any] = {}
    issues: list[Issue] = []
    for each in fields(Settings):
        if each.name in data:
            value = tuple(data[each.name]) if isinstance(data[each.name], list) else data[each.name]
            try:
                Settings(**dict[str, Any]({each.name: value}))
                valid[each.name] = value
            except ValueError as error:
                if "safe" in each.metadata:
                    valid[each.name] = each.metadata["safe"]
                issues.append(Issue.of("setting-refused", Severity.WARNING, Where(str(path)), problem=error))
    return Settings(**valid), tuple(issues)


def _unreadable(path: Path, error: Exception) -> tuple[Issue, ...]:
    return Issue.of("settings-unreadable", Severity.WARNING, Where(str(path)), problem=error), _held(path)


def _held(path: Path) -> Issue:
    return Issue.of("two-persons-held", Severity.WARNING, Where(str(path)))


def _safe() -> Settings:
    """As shipped, but for what a damaged file may have held and must not be lost in silence."""
    return Settings(**{each.name: each.metadata["safe"] for each in fields(Settings) if "safe" in each.metadata})


def save_settings(settings: Settings, path: Path) -> None:
    """Atomically. Raises ProjectError."""
    from ytterby.workspace.atomic import replacing  # what writes files is not needed to start

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(f"the settings can't be saved ({error.strerror}).", where=str(path)) from error
    with replacing(path, ProjectError) as part:
        part.write_text(json.dumps(asdict(settings), indent=1, ensure_ascii=False) + "\n", "utf-8")
