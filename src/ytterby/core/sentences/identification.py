"""Sentences of identification: on what the mass of a material rests."""

SENTENCES: dict[str, str] = {
    "mass-stated": "the item's stated mass",
    "mass-from-size": "volume from the stated size times the usual density",
    "mass-times-share": "the item's stated mass times the usual share of the material in such parts",
    "mass-usual": "usual mass of the material in such parts",
    "mass-declared": "the whole item, of which the declared share is a part",
}
