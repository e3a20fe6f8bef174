"""Sentences of workspace."""

SENTENCES: dict[str, str] = {
    "bills-differ": "{item}: {file} states another {fact} than a bill before it; the first one holds.",
    "settings-unreadable": "The settings could not be read ({problem}); the ones shipped are used, and the file is "
    "kept as settings.json.damaged.",
    "two-persons-held": "The two-person rule is taken to be on, as the settings can't tell; set it in Settings.",
    "setting-refused": "A setting could not be used ({problem}); the safe one is used.",
    "mappings-unreadable": "The remembered mappings could not be read ({problem}); none is offered.",
    "hidden-sheet-rare-earths": "Sheet {sheet} is hidden and was left out ({filled} filled rows), and it names rare "
    "earths (\u201c{words}\u201d). Choose it in Import to read it.",
    "column-names-material": "Column \u201c{heading}\u201d is taken for \u201c{meaning}\u201d, so no line is "
    "identified by it, and it names a material with rare earths, in row {said}. Choose what it means in Import or "
    "in the mapping.",
    "note-names-material": "Notes that are no lines name a material with rare earths ({count}), in row {said}. By "
    "itself a note changes no line: check which lines it means and answer them in Review.",
}
