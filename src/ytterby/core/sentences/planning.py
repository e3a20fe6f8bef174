"""Sentences of planning."""

SENTENCES: dict[str, str] = {}
