"""Sentences of exposure."""

SENTENCES: dict[str, str] = {
    "shares-of-spend": "Shares of the spend on items that hold a rare earth, by {by}; where the bill states no "
    "split, all of an item is counted with its first-named source.",
    "shares-of-count": "No spend is known: shares of the number of items that hold a rare earth, by {by}; where the "
    "bill states no split, all of an item is counted with its first-named source.",
    "shares-of-mass": "Shares of the rare-earth mass by country of refining, from world shares per element "
    "({sources}). What the sources leave open is taken as spread over many countries, so the index is a lower bound.",
}
