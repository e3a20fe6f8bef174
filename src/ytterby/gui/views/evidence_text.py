"""What the Evidence panel says of one line, as markup: every part a plain function of the line and the assessment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ytterby.classification.explain import explain, explain_elsewhere
from ytterby.core.decision import DECIDED_BY, Decision
from ytterby.core.estimate import Answer
from ytterby.core.finding import Evidence, Finding, Force, Outcome, Reason
from ytterby.core.item import Item
from ytterby.core.text import reason_text
from ytterby.exposure.exposure import Flag
from ytterby.gui import rich, wording
from ytterby.gui.views.bill_lines import Line
from ytterby.gui.views.sourcing_words import sourcing_rows
from ytterby.identification.chain import chain
from ytterby.identification.identity import Content
from ytterby.identification.knowledge import Knowledge
from ytterby.regulation.rules import ControlOnDay, RulesOnDay
from ytterby.regulation.timeline import running

if TYPE_CHECKING:
    from ytterby.classification.elsewhere import RegimeFinding
    from ytterby.workspace.finding_history import FindingHistory

_FIELD_WORDS = {
    "part_number": "Part number", "mpn": "MPN", "cad_name": "CAD name", "supplier_part": "Supplier part",
    "hs": "HS code", "cas": "CAS number",
}
_AGAINST = "Speaks against"
_USE_STATED = "stated by the bill or by you"


def field_words(field: str) -> str:
    """The heading of a field of an item, as the user knows it."""
    if field.startswith("extra:"):
        return field.removeprefix("extra:")
    return _FIELD_WORDS.get(field, field.replace("_", " ").capitalize())


def workbook_words(line: Line) -> str:
    """Each field that holds evidence, with the words that fired highlighted. What a person decided is no word of the
    workbook."""
    found = [evidence for content in line.identity.contents for evidence in content.evidence]
    found += [evidence for finding in line.caught for evidence in finding.evidence]
    found = [one for one in found if not one.heading.startswith(DECIDED_BY)]
    parts = [_field(line.item, field, spans) for field, spans in _by_field(found)]
    parts += [f"{rich.muted(_AGAINST)} {_field(line.item, field, spans)}"
              for field, spans in _by_field(line.identity.against)]
    return rich.lines(dict.fromkeys(parts))


def _by_field(found: Iterable[Evidence]) -> list[tuple[str, list[Evidence]]]:
    ordered = sorted(set(found), key=lambda evidence: (evidence.field, evidence.start))
    return [(field, list(group)) for field, group in groupby(ordered, key=lambda evidence: evidence.field)]


def _field(item: Item, field: str, found: list[Evidence]) -> str:
    text = dict(item.texts()).get(field, "")
    spans = [(one.start, one.end) for one in found if text[one.start:one.end].casefold() == one.text.casefold()]
    shown = rich.highlighted(text, spans) if spans else ", ".join(rich.strong(one.text) for one in found)
    return f"{rich.muted(field_words(field) + ':')} {shown}"


def content_words(content: Content) -> str:
    """The material's name, how sure, and its mass in one piece."""
    sure = wording.CERTAINTY_WORDS[content.certainty]
    certainty = "declared" if content.declared else "found for certain" if sure == "yes" else sure
    parts = [f"{rich.strong(content.name)} {rich.muted('– ' + certainty)}"]
    if content.mass_g is not None:
        low, best, high = (wording.mass(grams) for grams in
                           (content.mass_g.low, content.mass_g.best, content.mass_g.high))
        span = best if low == high else f"{best} ({low} to {high})"
        basis = f", {content.mass_basis}" if content.mass_basis else ""
        parts.append(rich.text(f"{span} in one piece") + rich.muted(basis))
    return rich.lines(parts)


def chain_words(line: Line) -> str:
    """From the words to the amount and what would change the answer, as ``ytterby explain`` tells it."""
    steps = dict.fromkeys(chain(line.item, line.identity, Knowledge.shipped()))  # loaded by the assessment
    return rich.bullets(rich.text(reason_text(step)) for step in steps)


def finding_words(finding: Finding, entry: ControlOnDay | None) -> str:
    """Entry, name in English and Chinese, outcome, force, treatment and where the law says so."""
    name = f"{finding.control} {finding.limb}".strip()
    head = f"{rich.coloured(name, _token(finding))}  {rich.text(finding.instrument)}"
    names = [rich.text(entry.control.title), rich.text(entry.control.title_zh)] if entry else []
    force = wording.FORCE_WORDS[finding.force] + (f" since {wording.day(finding.since)}" if finding.since else "")
    state = f"{rich.strong(wording.OUTCOME_WORDS[finding.outcome])} · {rich.strong(force)} · " \
            f"{rich.text(wording.treatment_words(finding.outcome, finding.treatment))}"
    notes = []
    if finding.assumption:
        notes.append(f"{rich.coloured('Your assumption', 'unverified')} {rich.text(finding.assumption)}")
    if finding.stale_check:
        notes.append(rich.muted(f"The rule file was last compared with the text on {finding.stale_check}."))
    cited = f"{finding.citation.source}, {finding.citation.at}".strip(", ")
    return rich.lines((head, *names, state, *notes, rich.link(finding.citation.url, cited)))


def why(line: Line, upstream: Sequence[Finding]) -> str:
    """The argument in sentences: what the item holds and from which words, then the reasons of the finding the line
    is shown by. The others tell theirs with their entry, where outcome, missing facts and citation stand, too."""
    findings = line.caught or tuple(upstream) or line.findings
    reasons = [reason_text(reason) for finding in findings[:1] for reason in finding.reasons]
    sentences = (*explain(line.item, line.identity, ()), *reasons)
    return rich.bullets(rich.text(sentence) for sentence in dict.fromkeys(sentences))


def own_reasons(finding: Finding, told: Iterable[Reason]) -> str:
    """The reasons of a finding that were not told before."""
    seen = set(told)
    return rich.bullets(rich.text(reason_text(reason)) for reason in finding.reasons if reason not in seen)


def missing_words(findings: Sequence[Finding]) -> str:
    """The facts that would settle what is undetermined: those of the entries at the border first; what the re-export
    rules (entries with limbs) ask beyond them stands in one block of its own."""
    asked = {fact for finding in findings if not finding.limb for fact in finding.missing}
    border = _gathered(fact for finding in findings for fact in finding.missing if not finding.limb)
    abroad = [finding for finding in findings if finding.limb and finding.missing]
    beyond = _gathered(fact for finding in abroad for fact in finding.missing if fact not in asked)
    shown = rich.bullets(rich.text(fact) for fact in border)
    if not border or not beyond:
        return shown or rich.bullets(rich.text(fact) for fact in beyond)
    limbs = ", ".join(dict.fromkeys(finding.limb for finding in abroad))
    texts = ", ".join(dict.fromkeys(finding.instrument for finding in abroad))
    return shown + rich.muted(f"For goods sent on from outside China ({texts}, {limbs}) also:") + rich.bullets(
        rich.text(fact) for fact in beyond)


def noted_words(histories: Iterable[FindingHistory]) -> str:
    """Findings that did not always say the same: what was noted of each, and when; one that is gone stays."""
    parts = []
    for one in histories:
        if len(one.seen) == 1:
            continue
        told = [f"{seen.when:%Y-%m-%d}, as of {wording.day(seen.as_of)}: "
                + (f"{seen.said.outcome}, {wording.FORCE_WORDS[seen.said.force]}" if seen.said else "inactive")
                + (f" (assumed: {seen.assumed})" if seen.assumed else "") for seen in one.seen]
        parts.append(rich.strong(one.name) + rich.bullets(map(rich.text, told)))
    return "".join(parts)


def elsewhere_words(findings: Iterable[RegimeFinding]) -> str:
    """Measures of other jurisdictions on the item: each with what it asks, what is missing and where that stands."""
    parts = []
    for finding in findings:
        if finding.breach is Answer.YES:
            state = rich.coloured("a stated country is barred", "controlled")
        elif finding.missing:
            state = rich.coloured("facts are missing", "undetermined")
        else:
            state = rich.coloured("met as stated", "clear")
        head = f"{rich.strong(f'{finding.jurisdiction}, {finding.rule}')}: {state}"
        parts.append(head + rich.bullets(map(rich.text, explain_elsewhere(finding))))
    return "".join(parts)


def _gathered(facts: Iterable[Reason]) -> list[str]:
    """Each fact once; the elements asked of one material in one line."""
    elements: dict[str, dict[str, None]] = {}
    order: dict[Reason, None] = {}
    for fact in facts:
        told = dict(fact.params)
        if fact.code == "need-content":
            elements.setdefault(told["material"], {})[told["element"]] = None
            fact = Reason.of("need-content", material=told["material"], element="")
        order[fact] = None
    said = []
    for fact in order:
        if fact.code == "need-content":
            material = dict(fact.params)["material"]
            fact = Reason.of("need-content", material=material, element=", ".join(elements[material]))
        said.append(reason_text(fact))
    return said


def decision_words(line: Line, decisions: Sequence[Decision]) -> str:
    """Every decision on the item, the latest first: what, who, when and why; whether it still fits the item."""
    on_item = [decision for decision in decisions if decision.item_key == line.item.key]
    digest = line.item.text_digest() if on_item else ""
    parts = []
    for decision in sorted(on_item, key=lambda one: one.when, reverse=True):
        head = f"{rich.strong(decision.verdict)} {rich.muted(f'– {decision.signed}, {decision.when:%Y-%m-%d %H:%M}')}"
        stale = rich.coloured("Stale: the item was worded differently then. Look again.", "undetermined")
        parts += [head, rich.text(decision.told), stale if decision.item_text != digest else ""]
    return rich.lines(parts)


def history_words(entry: ControlOnDay, rules: RulesOnDay) -> str:
    """The states of the entry in time as the latest text leaves them; the one of the day in bold, later ones marked."""
    rows = []
    for state in running(entry.control.states, rules.known_by):
        words = f"{wording.day(state.start)}  {wording.FORCE_WORDS[state.force]}"
        source = rich.muted(f" – {state.citation.source}, {state.citation.at}".rstrip(", "))
        later = rich.muted(" (later)") if state.start > rules.day else ""
        rows.append((rich.strong(words) if state == entry.state else rich.text(words)) + later + source)
    if entry.assumption:
        rows.append(rich.coloured("Your assumption: ", "unverified") + rich.text(entry.assumption))
    return rich.lines(rows)


def facts_words(line: Line) -> str:
    """What procurement asks next: source, origin, price, stock."""
    facts = [
        *sourcing_rows(line.exposure.sourcing),
        ("Origin", ", ".join(line.exposure.countries or line.item.origin)),
        ("Spend", wording.money(line.exposure.spend, line.currency) if line.exposure.spend is not None else ""),
        ("Revenue behind it", wording.money(line.exposure.revenue, line.currency)
         if line.exposure.revenue is not None else ""),
        ("Margin behind it", wording.money(line.exposure.margin, line.currency)
         if line.exposure.margin is not None else ""),
        ("Cover", wording.days(line.exposure.cover_days) if line.exposure.cover_days is not None else ""),
        ("For defence", _USE_STATED if Flag.FOR_DEFENCE in line.exposure.flags else ""),
        ("For chip making", _USE_STATED if Flag.FOR_SEMICONDUCTOR in line.exposure.flags else ""),
        ("Material of interest to defence", line.identity.defence_reason if line.identity.defence else ""),
        ("Material of interest to chip making",
         line.identity.semiconductor_reason if line.identity.semiconductor else ""),
        ("HS code", line.item.hs.digits if line.item.hs else ""),
    ]
    return rich.lines(f"{rich.muted(name + ':')} {rich.text(value)}" for name, value in facts if value)


def _token(finding: Finding) -> str:
    if finding.force in (Force.SUSPENDED, Force.UNVERIFIED):
        return str(finding.force)
    return {Outcome.CONTROLLED: "controlled", Outcome.UNDETERMINED: "undetermined"}.get(finding.outcome, "clear")
