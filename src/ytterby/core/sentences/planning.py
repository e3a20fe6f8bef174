"""Sentences of planning."""

SENTENCES: dict[str, str] = {
    "wait-prior": "{name}: {basis}. {derivation}. Source: {source} (confidence {confidence}).",
    "wait-set-in-scenario": "Set in the scenario {name}.",
    "every-waiting-item": "every item that waits for a licence",
    "alternative-unnamed": "Another source",
    "change-set-stock": "Stock of {item}: {pieces}",
    "change-add-stock": "{days} days of use more in stock of every item that waits for a licence",
    "change-set-wait": "Licence wait: median {median} days, 90 % point {p90} days, approval {approval} %",
    "change-alternative-source": "{name} for {item}: after {days} days, {share} % of the use, price {premium} %",
}
