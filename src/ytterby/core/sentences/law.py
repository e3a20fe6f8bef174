"""Sentences of law."""

SENTENCES: dict[str, str] = {}
