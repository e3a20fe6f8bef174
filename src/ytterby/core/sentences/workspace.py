"""Sentences of workspace."""

SENTENCES: dict[str, str] = {}
