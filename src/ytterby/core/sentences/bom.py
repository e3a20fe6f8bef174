"""Sentences of bom."""

SENTENCES: dict[str, str] = {}
