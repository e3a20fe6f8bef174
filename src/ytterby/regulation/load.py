"""Rule files to instruments and issues. A file with a fault is left out whole: half a law is no law."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ytterby.core.errors import RegulationError
from ytterby.core.finding import Citation, Form, Treatment
from ytterby.core.issue import Issue
from ytterby.regulation import files, parse
from ytterby.regulation.entries import Words, controls_of
from ytterby.regulation.faults import Faults, did_you_mean
from ytterby.regulation.instrument import Control, Instrument, Limb, Policy, SourceText
from ytterby.regulation.schema import Table, check
from ytterby.regulation.timeline import State

LISTS = "lists"
WORDS = "words.toml"
KINDS = ("rule", "procedure", "exclusion")
_POLICY_TEXTS = ("threshold", "review_time", "licence_validity", "detail", "confidence", "references")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a rule folder gives."""

    instruments: tuple[Instrument, ...]
    issues: tuple[Issue, ...]
    words: Words


def load(folder: Path, *, shipped: bool = True) -> Loaded:
    """All instruments below ``folder`` (``<authority>/<id>.toml``) by publication; never raises on bad data."""
    issues: list[Issue] = []
    words = _words(folder, issues)
    made: dict[str, tuple[Instrument, str]] = {}
    paths, whole = files.found(folder, (".toml",))
    if not whole:
        faults = Faults(folder.name)
        faults.add("rules-unreadable", why=f"more than {files.MOST_FILES} files")
        issues += faults.issues
    for path in paths:
        if path == folder / WORDS:
            continue
        faults = Faults(path.relative_to(folder).as_posix())
        instrument = _file(path, words, faults, shipped=shipped)
        if instrument and instrument.id in made:
            faults.add("rules-double-id", "instrument.id", word=instrument.id, other=made[instrument.id][1])
        elif instrument and not faults.issues:
            made[instrument.id] = (instrument, faults.file)
        issues += faults.issues
    ordered = sorted((one for one, _ in made.values()), key=lambda one: (str(one.published or "9999"), one.id))
    return Loaded(tuple(ordered), tuple(issues), words)


def _words(folder: Path, issues: list[Issue]) -> Words:
    path = folder / WORDS
    if not os.path.lexists(path):
        return Words()
    faults = Faults(WORDS)
    table = _toml(path, faults)
    sound = table is not None and check(table, "words", "", faults)
    issues += faults.issues
    if table is None or not sound:
        return Words()
    uses = tuple((one.casefold(), use) for use, texts in table.get("end_use", {}).items() for one in texts)
    texts = [tuple(one.casefold() for one in table.get(name, ())) for name in ("stock", "finished", "purpose")]
    return Words(texts[0], texts[1], texts[2], uses)


def _toml(path: Path, faults: Faults) -> dict[str, Any] | None:
    try:
        return files.table(path)
    except RegulationError as error:
        faults.add("rules-unreadable", why=error.what)
        return None


def _file(path: Path, words: Words, faults: Faults, *, shipped: bool) -> Instrument | None:
    table = _toml(path, faults)
    if table is None or not check(table, "file", "", faults):
        return None
    head_is_sound = check(table["instrument"], "instrument", "instrument", faults)
    if not table["source"]:
        faults.add("rules-missing-key", "source")
    sources = _sources(table["source"], faults)
    states = parse.states(table.get("state", []), sources, "state", faults)
    timetables = _timetables(table.get("timetable", []), sources, faults)
    limbs = _limbs(table.get("limb", []), states, timetables, faults)
    controls = _entries(path, table, sources, states, limbs, words, faults)
    controls += _controls(table.get("control", []), sources, states, faults)
    policies = _policies(table, sources, states, timetables, faults)
    if (controls or policies) and not states:
        faults.add("rules-no-state", "state")
    _unique([(one.name, "control") for one in controls] + [(one.id, "policy") for one in policies], faults)
    if not head_is_sound:  # told above, and so is all that is wrong below it
        return None
    head = table["instrument"]
    optional = ("title_zh", "number", "issued", "superseded_by", "regime")
    return Instrument(
        id=head["id"], authority=head["authority"], title=head["title"], published=head.get("published"),
        effective=head.get("effective"), checked=head["checked"], summary=head["summary"], status=head["status"],
        sources=tuple(sources.values()), controls=controls, policies=policies, shipped=shipped, states=states,
        covers=table.get("entries", {}).get("covers", ""), status_as_of=head.get("status_as_of"), limbs=limbs,
        **{name: head.get(name, "") for name in optional},
    )


def _sources(tables: list[Table], faults: Faults) -> parse.Sources:
    made: parse.Sources = {}
    for number, table in enumerate(tables, 1):
        if not check(table, "source", f"source[{number}]", faults):
            continue
        if table["id"] in made:
            faults.add("rules-double-id", f"source[{number}].id", word=table["id"], other="the same file")
        made[table["id"]] = SourceText(
            table["id"], table["title"], table["url"], table.get("language", ""), table["retrieved"]
        )
    return made


def _timetables(tables: list[Table], sources: parse.Sources, faults: Faults) -> dict[str, tuple[State, ...]]:
    return {
        table["name"]: parse.states(table["state"], sources, f"timetable[{number}].state", faults)
        for number, table in enumerate(tables, 1)
        if check(table, "timetable", f"timetable[{number}]", faults)
    }


def _own_states(
    table: Table, states: tuple[State, ...], timetables: dict[str, tuple[State, ...]], key: str, faults: Faults
) -> tuple[State, ...]:
    name = table.get("timetable")
    if name is None:
        return states
    if name not in timetables:
        faults.add("rules-unknown-word", f"{key}.timetable", word=name, hint=did_you_mean(name, timetables))
    return timetables.get(name, ())


def _limbs(
    tables: list[Table], states: tuple[State, ...], timetables: dict[str, tuple[State, ...]], faults: Faults
) -> tuple[Limb, ...]:
    made: list[Limb] = []
    for number, table in enumerate(tables, 1):
        key = f"limb[{number}]"
        if check(table, "limb", key, faults):
            when = parse.condition(table["when"], f"{key}.when", faults) if "when" in table else None
            own = _own_states(table, states, timetables, key, faults)
            parts = tuple(table.get("parts", ()))
            made.append(Limb(table["name"], table["title"], own, parts, when, table.get("foreign_only", False)))
    return tuple(made)


def _entries(
    path: Path, table: Table, sources: parse.Sources, states: tuple[State, ...], limbs: tuple[Limb, ...], words: Words,
    faults: Faults,
) -> tuple[Control, ...]:
    entries = table.get("entries")
    if entries is None or not check(entries, "entries", "entries", faults) or not sources:
        return ()
    listing = path.parent / entries["list"]
    if not os.path.lexists(listing) or listing.parent != path.parent:
        faults.add("rules-no-list", "entries.list", word=entries["list"])
        return ()
    text = next(iter(sources.values()))
    source = Citation(text.title, "", text.url)
    inner = Faults((Path(faults.file).parent / entries["list"]).as_posix())
    made = controls_of(listing, source, limbs, Limb("", "", states), words, inner)
    faults.issues += inner.issues
    return made


def _controls(
    tables: list[Table], sources: parse.Sources, states: tuple[State, ...], faults: Faults
) -> tuple[Control, ...]:
    made: list[Control] = []
    for number, table in enumerate(tables, 1):
        key = f"control[{number}]"
        if not check(table, "control", key, faults):
            continue
        form = parse.word(table["form"], Form, f"{key}.form", faults)
        treatment = parse.word(table.get("treatment", "licence required"), Treatment, f"{key}.treatment", faults)
        when = parse.condition(table["when"], f"{key}.when", faults)
        cited = parse.citation(table["source"], sources, f"{key}.source", faults)
        own = parse.states(table["state"], sources, f"{key}.state", faults) if "state" in table else states
        elements = parse.symbols(table.get("elements", []), f"{key}.elements", faults)
        if form and treatment and when and cited:
            made.append(Control(
                table["id"], table["title"], table.get("title_zh", ""), form, when, own, cited, treatment,
                hs_support=tuple(table.get("hs", ())), confidence=table.get("confidence", ""),
                note=table.get("note", ""), forms=(form,), elements=elements, parameters=table.get("parameters", ""),
                sources=table.get("references", ""),
            ))
    return tuple(made)


def _policies(
    table: Table, sources: parse.Sources, states: tuple[State, ...], timetables: dict[str, tuple[State, ...]],
    faults: Faults,
) -> tuple[Policy, ...]:
    made: list[Policy] = []
    instrument = table["instrument"].get("id", "")
    for number, one in enumerate(table.get("policy", []), 1):
        key = f"policy[{number}]"
        if not check(one, "policy", key, faults):
            continue
        if one["kind"] not in KINDS:
            faults.add("rules-unknown-word", f"{key}.kind", word=one["kind"], hint=did_you_mean(one["kind"], KINDS))
        treatment = parse.word(one["treatment"], Treatment, f"{key}.treatment", faults)
        cited = parse.citation(one["source"], sources, f"{key}.source", faults)
        when = parse.condition(one["when"], f"{key}.when", faults) if "when" in one else None
        own = _own_states(one, states, timetables, key, faults)
        if "state" in one:
            own = parse.states(one["state"], sources, f"{key}.state", faults)
        forms = tuple(form for name in one.get("forms", ()) if (form := parse.word(name, Form, f"{key}.forms", faults)))
        if treatment and cited:
            made.append(Policy(
                one["id"], instrument, one["applies_to"], treatment, own, when, one["text"], cited,
                one["kind"], forms, *(one.get(name, "") for name in _POLICY_TEXTS),
            ))
    return tuple(made)


def _unique(names: list[tuple[str, str]], faults: Faults) -> None:
    seen: set[str] = set()
    for name, kind in names:
        if name in seen:
            faults.add("rules-double-id", kind, word=name, other="the same file")
        seen.add(name)
