"""Sentences of workspace."""

SENTENCES: dict[str, str] = {
    "settings-unreadable": "The settings could not be read ({problem}); the ones shipped are used.",
    "setting-refused": "A setting could not be used ({problem}); the shipped one is used.",
}
