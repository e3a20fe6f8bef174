"""Sentences of identification."""

SENTENCES: dict[str, str] = {}
