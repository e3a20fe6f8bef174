"""Sentences of the risk assessment in the shape of article 24 of the EU's Critical Raw Materials Act."""

SENTENCES: dict[str, str] = {
    "crma-not-known": "not known",
    "crma-scope-title": "Article 24: is the firm bound, and when",
    "crma-scope-note":
        "Bound are large firms that their Member State has named and that use strategic raw materials to make goods of "
        "the technologies listed here. What the bill can't tell is “not known” until somebody states it.",
    "crma-scope-large": "Is it a large firm as the regulation defines it?",
    "crma-scope-named": "Has the Member State named the firm?",
    "crma-scope-materials": "Strategic raw materials that the bill holds or may hold",
    "crma-scope-none": "none found",
    "crma-scope-day": "Day of this assessment",
    "crma-scope-next": "Next one at the latest (every three years)",
    "crma-scope-board": "Was it put before the board?",
    "crma-scope-technology": "Makes, with these materials: {technology}",
    "crma-map-title": "Article 24: where each material is extracted, processed and recycled",
    "crma-map-note":
        "One row for each strategic raw material of the bill and stage. Public shares are of the world and no "
        "statement about your supplier; the act lets public facts stand in where suppliers do not say. What a supplier "
        "answered in a questionnaire stands beside them.",
    "crma-extraction": "extraction", "crma-processing": "processing", "crma-recycling": "recycling",
    "crma-factors-title": "Article 24: what may affect supply",
    "crma-factors-note":
        "What this program knows of each factor. “Not known” is no sign that there is no risk; the firm adds what it "
        "knows.",
    "crma-factor-law": "Export controls",
    "crma-law-none": "no entry catches an item that holds it",
    "crma-law-some": "items that entries catch or may catch: {items}; {entries}",
    "crma-factor-wait": "Licence wait",
    "crma-wait-known": "median {median} days, 90 % within {p90} days, approval {approval} per application",
    "crma-factor-processing": "One country processes most",
    "crma-factor-mining": "One country extracts most",
    "crma-share": "{country} {share}",
    "crma-share-over": "{country} {share}: above 65 %",
    "crma-factor-single": "Items with a single source",
    "crma-single": "{single} of {items} items",
    "crma-factor-price": "Price", "crma-factor-politics": "Conflict, sanctions, duties",
    "crma-factor-hazards": "Transport, energy, weather, labour",
    "crma-vulnerability-title": "Article 24: how vulnerable the firm is to a disruption",
    "crma-vulnerability-note":
        "Per strategic raw material, over the items that hold or may hold it. Cover is what stock and firm receipts "
        "last; revenue is that of the products that hold such an item, where it is stated. The last columns are the "
        "firm's.",
    "crma-sign-share": "one country processes more than 65 %",
    "crma-sign-law": "entries in force catch items",
    "crma-sign-open": "undetermined items",
    "crma-sign-single": "single sources",
    "crma-sign-cover": "cover shorter than the median licence wait",
    "crma-sign-no-cover": "cover of {count} items not known",
    "crma-sign-none": "none found",
    "crma-mitigation-title": "Article 24: what is done about it",
    "crma-mitigation-note":
        "Where the assessment finds a significant weakness the act wants efforts to mitigate it, such as other sources "
        "or other materials. What the bill and the list of sites show stands in the third column, the rest is to fill "
        "in.",
    "crma-measure-diversify": "Other sources",
    "crma-diversify":
        "approved or named beside the present source: {items} of {count} items; sites outside China that deliver "
        "today: {sites}",
    "crma-measure-substitute": "Other materials or designs",
    "crma-substitute": "lines named as alternatives: {lines}",
    "crma-measure-stock": "Stock",
    "crma-stock": "shortest cover {days} days; of {unknown} of {count} items not known",
    "crma-stock-unknown": "not known of any of {count} items",
    "crma-measure-recycle": "Recycling and recovery",
    "crma-recycle": "sites that recycle it and deliver today: {sites}",
    "crma-measure-contract": "Longer contracts, joint purchase",
    "crma-sites-none": "none known",
    "crma-no-material": "The bill holds no strategic raw material of Annex I that is a rare earth.",
}
