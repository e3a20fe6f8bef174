"""Sentences of report."""

SENTENCES: dict[str, str] = {
    "notice-assumption": "Assumed, not published: {assumption}.",
    "notice-unverified": "{count} texts are unverified since {since}: an announced end has passed and no later text was "
                         "found ({ids}). Check them before you rely on a finding, or lay an assumption over them.",
    "notice-stale": "Rule files last compared with their texts more than 90 days before the as-of date: {ids}.",
    "notice-known-by": "Only texts published by {day} were used.",
    "notice-advice": "This is not legal advice.",
}
