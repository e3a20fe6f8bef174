"""Sentences of report."""

SENTENCES: dict[str, str] = {}
