"""``ytterby rules list | show ID | check [DIR] | diff A B | clock DATE``: the rule data as text."""

from __future__ import annotations

import argparse
import difflib
import textwrap
from datetime import date
from pathlib import Path

from ytterby.cli import law
from ytterby.cli.commands import rules_diff
from ytterby.cli.console import printable
from ytterby.core.errors import UsageError
from ytterby.core.issue import Severity
from ytterby.core.text import issue_text, reason_text
from ytterby.regulation.clock import review_ends
from ytterby.regulation.instrument import Control, Instrument
from ytterby.regulation.rulebook import Rulebook
from ytterby.regulation.rules import ControlOnDay, RulesOnDay
from ytterby.report.law import state_words
from ytterby.resources import folder

WIDTH = 110


def run(options: argparse.Namespace) -> int:
    """Exit code 0; 2 where ``check`` finds a fault. Raises UsageError or RegulationError."""
    if options.action == "check":
        return _check(options.folder or folder("regulation"))
    if options.action == "diff":
        return rules_diff.run(options)
    if options.action == "clock":
        return _clock(options.accepted, watch_listed=options.watch_listed)
    rulebook = law.rulebook(options)
    rules = rulebook.on(options.as_of or date.today())
    lines = _list(rules) if options.action == "list" else _show(_instrument(rulebook, options.id), rules)
    print("\n".join(map(printable, lines)))
    return 0


def _clock(accepted: date, *, watch_listed: bool) -> int:
    review = review_ends(accepted, watch_listed=watch_listed)
    print(printable(f"{review.ends.isoformat() if review.ends else 'no limit'}: {reason_text(review.why)}"))
    return 0


def _check(place: Path) -> int:
    from ytterby.regulation.check import check

    issues = check(place)
    for issue in issues:
        print(printable(f"{issue.severity}: {issue_text(issue)}"))
    faults = sum(issue.severity is not Severity.NOTE for issue in issues)
    print(f"{faults} faults found" if faults else "no fault found")
    return 2 if faults else 0


def _list(rules: RulesOnDay) -> list[str]:
    lines = [f"as of {rules.day.isoformat()}   rules {rules.digest}", ""]
    width = max((len(instrument.id) for instrument in rules.instruments), default=0)
    for standing in rules.standing:
        instrument = standing.instrument
        lines.append(f"{instrument.id.ljust(width)}  {instrument.title}{_own(instrument)}")
        lines.append(f"{' ' * width}  {state_words(standing, rules)}; checked {instrument.checked.isoformat()}")
    return lines


def _own(instrument: Instrument) -> str:
    return "" if instrument.shipped else "  [own rule file, not shipped]"


def _instrument(rulebook: Rulebook, wanted: str) -> Instrument:
    by_id = {instrument.id.casefold(): instrument for instrument in rulebook.instruments}
    if wanted.casefold() in by_id:
        return by_id[wanted.casefold()]
    close = difflib.get_close_matches(wanted.casefold(), by_id, n=1, cutoff=0.5)
    remedy = f"Did you mean {by_id[close[0]].id}?" if close else "See ytterby rules list."
    raise UsageError(f"there is no instrument {wanted!r}.", remedy=remedy)


def _show(instrument: Instrument, rules: RulesOnDay) -> list[str]:
    on_day = {(entry.control.id, entry.control.limb): entry for entry in rules.controls
              if entry.instrument.id == instrument.id}
    published = instrument.published.isoformat() if instrument.published else "date not known"
    lines = [
        f"{instrument.id}  {instrument.title}{_own(instrument)}",
        *([instrument.title_zh] if instrument.title_zh else []),
        f"{instrument.authority}; published {published}; checked {instrument.checked.isoformat()}",
        f"as of {rules.day.isoformat()}", "", *textwrap.wrap(instrument.summary, WIDTH),
    ]
    lines += ["", "Entries"] if instrument.controls else []
    for control in instrument.controls:
        lines += _control(control, on_day.get((control.id, control.limb)))
    lines += ["", "Licensing rules"] if instrument.policies else []
    for policy in instrument.policies:
        lines += textwrap.wrap(f"{policy.id}  {policy.treatment}: {policy.text}", WIDTH, subsequent_indent="    ")
    lines += ["", "Sources"] if instrument.sources else []
    lines += [f"{source.id}: {source.title} ({source.language}, {source.retrieved.isoformat()}) {source.url}"
              for source in instrument.sources]
    return lines


def _control(control: Control, entry: ControlOnDay | None) -> list[str]:
    name = " ".join(part for part in (control.id, control.limb) if part)
    state = f"{entry.state.force} since {entry.state.start.isoformat()}" if entry else "not published yet"
    ahead = f"; next {entry.next.force} from {entry.next.start.isoformat()}" if entry and entry.next else ""
    title = " / ".join(part for part in (control.title, control.title_zh) if part)
    return [*textwrap.wrap(f"{name}  {title}", WIDTH, subsequent_indent="    "), f"    {state}{ahead}; "
            f"{entry.state.citation.source if entry else control.citation.source}, "
            f"{entry.state.citation.at if entry else control.citation.at}"]
