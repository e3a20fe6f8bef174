"""Sentences of identification: on what the mass of a material rests, why an item is taken to hold one, declarations."""

SENTENCES: dict[str, str] = {
    "mass-stated": "the item's stated mass",
    "mass-from-size": "volume from the stated size times the usual density",
    "mass-times-share": "the item's stated mass times the usual share of the material in such parts",
    "mass-usual": "usual mass of the material in such parts",
    "mass-declared": "the whole item, of which the declared share is a part",
    "chain-nothing": "Nothing in the texts of {item} names a rare-earth material.",
    "chain-content": "Holds {material}: {certainty}.",
    "chain-words": '"{text}" in {field} ({kind}) points to {row}.',
    "chain-against": '"{text}" in {field} speaks against it: {row}.',
    "chain-rule-declared": "A statement of its content stands above any reading of its texts.",
    "chain-rule-several": "Several words were weighed together: the strongest stands, words against it lower it.",
    "chain-rule-single": "One word decides, at the certainty its row of the knowledge gives.",
    "chain-amount": "Amount in one piece: {mass}; basis: {basis}.",
    "chain-no-amount": "How much of {material} is in one piece is not known.",
    "chain-elements": "Shares in the material: {shares}.",
    "chain-settle-declaration": "A supplier's declaration, or a person's decision, would settle whether it holds one.",
    "chain-settle-assay": "The grade or a declared share of each element would narrow the shares.",
    "chain-settle-mass": "The mass of one piece would give an amount.",
    "declaration-over": "Declarations that are no longer valid, more than three years old or dated after the day of "
    "assessment, or whose dates can't be read ({said}): parts {parts} ({count}). They count as a hint and clear "
    "nothing. Ask the supplier for new ones.",
    "declaration-of-another-maker": "Declarations of another maker with the same part number, not applied ({said}): "
    "parts {parts} ({count}). Ask the maker of the part itself.",
    "declaration-of-another-revision": "Declarations of another revision than the bill's, not applied ({said}): parts "
    "{parts} ({count}). Ask the supplier for one of this revision.",
    "declaration-number-short": "Declarations with a part number of fewer than four characters, or of up to six "
    "digits alone, which may be anybody's, and no maker in declaration or bill, not applied ({said}): parts {parts} "
    "({count}). State the maker in both.",
    "declarations-name-none": "None of the {count} parts declared in it is in the bill, so it says nothing of it. "
    "Check that it is for this bill and writes the numbers as the bill does.",
    "declaration-reserved": "Declarations whose row or list says more than shares, or names another thing or firm "
    "than the bill ({said}): parts {parts} ({count}). They may speak of another part or of a part of it only, so their "
    "shares are the least there is and clear nothing. Take out of the list what says nothing of the content.",
    "declarations-contradict": "Declarations that can't all be true ({said}): parts {parts} ({count}). Anything "
    "between them, and what the bill itself declares, counts. Ask the supplier which one holds.",
    "nought-against-words": "A share of nought is declared of what the words of the same line name ({said}): {count} "
    "parts. Neither is taken as proven, the share stays open. Ask the supplier which one holds.",
}
