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
    "plan-tail-out-of-reach": "Even {units} units of advance stock and further sources ({sources}) leave a tail of "
    "{tail}; {limit} was asked for.",
    "plan-needs-budget": "It takes a budget of {needed} instead of {budget}.",
    "plan-held-by-ceilings": "Without ceilings on advance stock the tail can fall to {tail}; {units} units would do.",
    "plan-reason-not-found": "No plan keeps the limits; the time was up before it was clear which of them to ease.",
    "plan-contradicts-itself": "The given stock, sources and minimum orders can't be kept together.",
}
