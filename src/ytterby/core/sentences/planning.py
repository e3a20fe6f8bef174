"""Sentences of planning."""

SENTENCES: dict[str, str] = {
    "wait-prior": "{name}: {basis}. {derivation}. Source: {source} (confidence {confidence}).",
    "wait-set-in-scenario": "Set in the scenario {name}.",
    "every-waiting-item": "every item that waits for a licence",
    "alternative-unnamed": "Another source",
    "change-set-stock": "Stock of {item}: {pieces}",
    "change-add-stock": "{days} days of use more in stock of every item that waits for a licence",
    "change-set-wait": "Licence wait: half of the reviews within {median} days, 9 of 10 within {p90}, "
    "approved at each try {approval} %",
    "change-alternative-source": "{name} for {item}: after {days} days, {share} % of the use, price {premium} %",
    "wait-own-log": "Own log of {applications} applications, {pending} of them pending, over: {prior}",
    "licence-overdrawn": "Licence {number}: {drawn} pieces drawn of {quantity} granted.",
    "licence-clock-over": "Application {number}: the review should have ended by {ends}.",
    "licence-ends-soon": "Licence {number} ends on {ends}, and no renewal is under way.",
    "licence-renewal-late": "Licence {number}: the next one should have been applied for by {day}, for stock to "
    "outlast the wait in 95 of 100 cases.",
    "licence-used-up-soon": "Licence {number} is used up in {days} days, and no renewal is under way.",
    "change-hold-licence": "{item}: a licence is held {validity}, for a quantity {quantity}",
    "so-many-pieces": "of {pieces} pieces",
    "every-denied-item": "every item denied in principle",
    "change-grant-denied": "{item}: a licence is granted in spite of denial in principle, at each try with {percent} %",
    "outlook-barred": "An entry in force catches {count} of these items, and no licence is expected for them "
    "({names}).",
    "outlook-barred-if": "For {count} of these items it is open whether an entry catches them, or whether its text is "
    "in force; if both, no licence is expected ({names}).",
    "outlook-barred-why": "For what is stated of end use, destination and end user, applications are denied in "
    "principle or prohibited. These items are reckoned with an approval of 0; the change “Grant in spite of denial” "
    "sets another.",
    "given-both": "if {text} is in force and catches {item}",
    "given-in-force": "if {text} is in force",
    "given-caught": "if an entry in force catches {item}",
    "outlook-denied": "Left out: items that a person decided to hold no rare earth ({count}).",
    "and-more": "{names} and {more} more",
    "decide-barred": "No licence to be expected: {lines}, caught and denied in principle or prohibited for "
    "what is stated of end use, destination and end user: {names}. Another source or grade is the way, or another end "
    "user.",
    "barred-one": "it",
    "barred-many": "them",
    "decide-barred-if": "{lines} would be denied in principle or prohibited {given}, which is open: {names}.",
    "change-pending-licence": "{item}: a licence was applied for {days} days ago",
    "every-item": "every item",
    "substitute-unnamed": "A grade that needs no licence",
    "change-substitute": "{name} in place of {item}: after {days} days, {share} % of the use, price {premium} %",
    "change-set-receipts": "{item}: {pieces} pieces a week under licences already held",
    "change-scale-demand": "Use of {item}: {percent} % of what the bill states",
    "change-shock-price": "Price of {item}: {percent} % of what the bill states",
    "change-lose-supplier": "{supplier} delivers nothing after {after} days, {span}",
    "for-good": "for good",
    "for-days": "for {days} days",
    "change-set-correlation": "Items under one announcement wait together with a correlation of {rho}",
    "change-set-budget": "Budget of {money} for stock and qualifications",
    "change-set-policy": "Assumed of the law: {assumption}",
    "change-licence-terms": "A licence is valid {validity}, for a quantity {quantity}; the next one is applied for "
    "{renew} days before",
    "without-limit": "without limit",
    "so-many-days": "for {days} days",
    "share-of-use": "of {percent} % of a year's use",
    "source-ramp": "in steps over {days} days",
    "source-capacity": "at most {pieces} pieces a week",
    "source-fixed-cost": "{money} to qualify it",
    "source-minimum": "at least {pieces} pieces a year",
    "plan-without-cover": "Stock or use is not stated, so nobody can say when it stops a line.",
    "plan-without-volume": "No yearly volume is stated.",
    "plan-tail-out-of-reach": "Even {units} units of advance stock and further sources ({sources}) leave a tail of "
    "{tail}; {limit} was asked for.",
    "plan-tail-out-of-reach-of-stock": "Even {units} units of advance stock leave a tail of {tail}; {limit} was asked "
    "for. No further source of the scenario can lower it.",
    "plan-needs-budget": "It takes a budget of {needed} instead of {budget}.",
    "plan-held-by-ceilings": "Without ceilings on advance stock the tail can fall to {tail}; {units} units would do.",
    "plan-reason-not-found": "No plan keeps the limits; the time was up before it was clear which of them to ease.",
    "plan-nothing-to-do": "Nothing can be bought or qualified by a plan: no product is known to stop for an item whose "
    "stock, use, price and yearly volume are stated. Left out, with what is missing: {count}.",
    "plan-costs": "Costs are those of {weeks} weeks on average: {material} for material that is used in any case, and "
    "{rest} without a plan for what does not come in time: the margin of products that are not made (a unit lost is "
    "not made up for later) and what other sources cost more.",
    "plan-contradicts-itself": "The given stock, sources and minimum orders can't be kept together.",
}
