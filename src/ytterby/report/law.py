"""The state of an instrument on a day, in words: for the report and the command line alike."""

from __future__ import annotations

from collections import Counter

from ytterby.core.finding import Force
from ytterby.core.sentences.words import in_words
from ytterby.regulation.rules import InstrumentOnDay, RulesOnDay


def state_words(standing: InstrumentOnDay, rules: RulesOnDay) -> str:
    """That of its entries, whose limbs may differ; else that of the whole; else what the data say of it."""
    instrument = standing.instrument
    forces = Counter(entry.state.force for entry in rules.controls if entry.instrument.id == instrument.id)
    if forces:
        return ", ".join(f"{forces[force]} {'entry' if forces[force] == 1 else 'entries'} {in_words(force)}"
                         for force in Force if force in forces)
    if standing.state is not None:
        return in_words(standing.state.force)
    if instrument.published is not None and instrument.published > rules.day:
        return f"published later, on {instrument.published.isoformat()}"
    return instrument.status.replace("_", " ")
