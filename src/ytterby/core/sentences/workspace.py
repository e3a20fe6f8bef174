"""Sentences of workspace."""

SENTENCES: dict[str, str] = {
    "bills-differ": "{item}: {file} states another {fact} than a bill before it; the first one holds.",
    "settings-unreadable": "The settings could not be read ({problem}); the ones shipped are used, and the file is "
    "kept as settings.json.damaged.",
    "setting-refused": "A setting could not be used ({problem}); the safe one is used.",
    "mappings-unreadable": "The remembered mappings could not be read ({problem}); none is offered.",
}
