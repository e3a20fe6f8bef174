"""Sentences of exposure."""

SENTENCES: dict[str, str] = {}
