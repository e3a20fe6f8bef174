"""A customer's own rule file of one control, as a user would write it."""

from __future__ import annotations

OWN = """
[instrument]
id = "{mark}"
authority = "Customer"
title = "{title}"
checked = 2026-11-01
published = 2026-01-01
status = "in_force"
summary = "A customer asks to be told."

[[source]]
id = "text"
title = "Terms of purchase"
url = "https://example.org/terms"
language = "en"
retrieved = 2026-11-01

[[state]]
from = 2026-01-01
is = "in force"
published = 2026-01-01
source = {{ id = "text", at = "7" }}

[[control]]
id = "{mark}/1"
title = "{covers}"
form = "{form}"
when.all = [{{ form = ["{form}"] }}, {{ {what} }}]
source = {{ id = "text", at = "7.1" }}
"""


def own_rule(mark: str, title: str, covers: str, form: str, what: str) -> str:
    """The TOML of a rule ``mark`` on things of a ``form`` for which the condition ``what`` holds."""
    return OWN.format(mark=mark, title=title, covers=covers, form=form, what=what)
