"""The assessment as JSON, format "ytterby.assessment/1": an interface other programs build on.

Keys are only ever added within a format number. Written line by line: the size of
the bill costs no memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any

from ytterby.bom.bill import Bom, Usage
from ytterby.bom.reading import Reading
from ytterby.classification.elsewhere import RegimeFinding
from ytterby.core.errors import ReportError
from ytterby.core.estimate import Estimate
from ytterby.core.finding import Certainty, Citation, Evidence, Finding
from ytterby.core.issue import Issue
from ytterby.core.item import Item
from ytterby.core.progress import SILENT, Progress
from ytterby.core.provenance import Provenance
from ytterby.core.text import issue_text, reason_text
from ytterby.exposure.exposure import Exposure, ItemExposure
from ytterby.identification.identity import Content, Identity
from ytterby.planning.simulation import ItemOutlook, ProductOutlook, Simulation
from ytterby.report.outages_json import outages_json, sourcing_json
from ytterby.report.trade import trade_json
from ytterby.workspace.atomic import replacing, require_room
from ytterby.workspace.document import Assessment
from ytterby.workspace.elsewhere import elsewhere

FORMAT = "ytterby.assessment/1"
_STEP = 2000
_ROOM_A_LINE = 3_000  # bytes: of a line whose item has several findings

Json = dict[str, Any]


def pieces(assessment: Assessment, progress: Progress = SILENT) -> Iterator[str]:
    """The text of the JSON document, piece by piece; ends with a line break."""
    reading, provenance = assessment.reading, assessment.provenance
    head: Json = {
        "format": FORMAT,
        "program": provenance.program,
        "as_of": provenance.as_of.isoformat(),
        "known_by": provenance.known_by.isoformat() if provenance.known_by else None,
        "assumptions": list(provenance.assumptions),
        "trade": trade_json(assessment.trade),
        "rules": {
            "digest": provenance.rules_digest,
            "instruments": [instrument.id for instrument in assessment.classification.rules.instruments],
            "unverified": [instrument.id for instrument in assessment.classification.rules.unverified()],
            "own": [instrument.id for instrument in assessment.classification.rules.instruments
                    if not instrument.shipped],
        },
        "provenance": _provenance(provenance),
        "workbook": _workbook(reading),
    }
    yield _dumps(head)[:-1]
    yield ', "lines": ['
    yield from _lines(assessment, progress)
    yield '\n], "exposure": ' + _dumps(_exposure(assessment.exposure, reading.bom))
    yield ',\n"outlooks": ' + _dumps([_outlook(outlook, reading.bom) for outlook in assessment.outlooks])
    yield ',\n"outages": ' + _dumps(outages_json(assessment))
    yield ',\n"issues": [' + ",\n".join(_dumps(_issue(issue)) for issue in assessment.issues) + "]}\n"


def write(assessment: Assessment, path: Path, progress: Progress = SILENT) -> None:
    """Raises ReportError where ``path`` can't be written."""
    require_room(path, _ROOM_A_LINE * len(assessment.reading.bom), ReportError)
    with replacing(path, ReportError) as part, part.open("w", encoding="utf-8", errors="backslashreplace") as file:
        file.writelines(pieces(assessment, progress))


def _dumps(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:  # JSON has no figure beyond range
        return json.dumps(_finite(value), ensure_ascii=False, allow_nan=False)


def _finite(value: object) -> object:
    match value:
        case float():
            return value if isfinite(value) else None
        case dict():
            return {key: _finite(inner) for key, inner in value.items()}
        case list():
            return [_finite(inner) for inner in value]
    return value


def _provenance(provenance: Provenance) -> Json:
    return {
        "workbook": provenance.workbook_digest, "knowledge": provenance.knowledge_digest,
        "settings": provenance.settings_digest, "seed": provenance.seed,
        "data_vintage": provenance.data_vintage.isoformat(),
    }


def _workbook(reading: Reading) -> Json:
    return {
        "name": reading.bom.name,
        "sha256": reading.bom.sha256,
        "tables": [{
            "sheet": table.sheet,
            "header_rows": list(table.header_rows),
            "first_row": table.first_row,
            "last_row": table.last_row,
            "columns": [{"column": column.letter, "header": column.heading, "meaning": str(column.meaning),
                         "certainty": round(column.certainty, 3)} for column in table.columns],
        } for table in reading.tables],
        "left_out": dict(reading.left_out),
    }


def _lines(assessment: Assessment, progress: Progress) -> Iterator[str]:
    bom = assessment.reading.bom
    exposures = {exposure.item: exposure for exposure in assessment.exposure.items}
    of_item: dict[int, str] = {}
    for place, usage in enumerate(bom):
        if place % _STEP == 0:
            progress.step(place / len(bom), "Writing lines")
        about = of_item.get(usage.item)
        if about is None:
            about = of_item[usage.item] = _dumps(_item(assessment, usage.item, exposures.get(usage.item)))[1:]
        yield (",\n" if place else "\n") + _dumps(_usage(bom, usage))[:-1] + ", " + about


def _usage(bom: Bom, usage: Usage) -> Json:
    item = bom.item_of(usage)
    parent = bom.line_id(bom.usage(usage.parent)) if usage.parent >= 0 else None
    line: Json = {
        "id": bom.line_id(usage), "sheet": bom.sheets[usage.sheet], "row": usage.row, "level": usage.level,
        "parent": parent,
        "quantity": {"value": usage.quantity, "unit": item.unit} if usage.quantity is not None else None,
    }
    if usage.section:
        line["section"] = usage.section
    if bom.usages.alternative[usage.index]:
        line["alternative"] = True
    return line


def _item(assessment: Assessment, index: int, exposure: ItemExposure | None) -> Json:
    item, identity = assessment.reading.bom.items[index], assessment.identities[index]
    classification = assessment.classification
    upstream = classification.upstream[index] if classification.upstream else ()
    return {
        "item": item.key, **_texts(item),
        "rare_earth": str(identity.rare_earth),
        "materials": [_material(content) for content in identity.contents],
        "against": [_evidence(evidence) for evidence in identity.against],
        "findings": [_finding(finding) for finding in classification.findings[index]],
        "upstream": [_finding(finding) for finding in upstream],
        "flags": sorted(map(str, exposure.flags)) if exposure else _own_flags(identity),
        "elsewhere": [_elsewhere(one) for one in elsewhere(assessment, index)],
        "status": str(classification.status(index)), "shown": assessment.status_words(index),
        "annual_quantity": exposure.annual_quantity if exposure else None,
        "spend": exposure.spend if exposure else None,
        "cover_days": exposure.cover_days if exposure else None,
        "revenue": exposure.revenue if exposure else None,
        "margin": exposure.margin if exposure else None,
        "sourcing": sourcing_json(exposure.sourcing) if exposure else None,
    }


def _own_flags(identity: Identity) -> list[str]:
    return [flag for flag in ("defence", "semiconductor") if getattr(identity, flag)]


def _texts(item: Item) -> Json:
    return {
        "part_number": item.part_number, "mpn": item.mpn, "description": item.description,
        "manufacturer": item.manufacturer, "supplier": item.supplier, "origin": "/".join(item.origin),
        "hs": item.hs.digits if item.hs else None, "cas": item.cas.text if item.cas else None,
        "mass_g": _three(item.mass_g),
    }


def _material(content: Content) -> Json:
    certainty = "certain" if content.certainty is Certainty.YES else str(content.certainty)
    return {
        "key": content.key, "name": content.name, "form": str(content.form), "carrier_form": str(content.carrier_form),
        "certainty": certainty, "declared": content.declared,
        "mass_g": _three(content.mass_g), "mass_basis": content.mass_basis,
        "elements": {symbol: _three(share) for symbol, share in content.elements},
        "evidence": [_evidence(evidence) for evidence in content.evidence],
    }


def _evidence(evidence: Evidence) -> Json:
    return {"kind": evidence.kind, "field": evidence.field, "text": evidence.text, "start": evidence.start,
            "end": evidence.end, "source": evidence.source}


def _finding(finding: Finding) -> Json:
    return {
        "control": finding.control, "limb": finding.limb, "instrument": finding.instrument,
        "outcome": str(finding.outcome),
        "force": str(finding.force), "treatment": str(finding.treatment),
        "missing": [reason_text(reason) for reason in finding.missing],
        "citation": _citation(finding.citation),
        "reasons": [reason_text(reason) for reason in finding.reasons],
        "material": finding.material,
        "since": finding.since.isoformat() if finding.since else None,
        "assumption": finding.assumption,
        "last_checked": finding.stale_check.isoformat() if finding.stale_check else None,
    }


def _elsewhere(finding: RegimeFinding) -> Json:
    """``applies`` and ``breach``: yes, no or unknown."""
    return {
        "measure": finding.measure, "rule": finding.rule, "jurisdiction": finding.jurisdiction,
        "applies": finding.applies.name.lower(), "breach": finding.breach.name.lower(), "asks": finding.asks,
        "reasons": [reason_text(reason) for reason in finding.reasons],
        "missing": [reason_text(reason) for reason in finding.missing],
        "citation": _citation(finding.citation), "material": finding.material,
    }


def _citation(citation: Citation) -> Json:
    return {"source": citation.source, "at": citation.at, "url": citation.url}


def _exposure(exposure: Exposure, bom: Bom) -> Json:
    def keys(items: tuple[int, ...]) -> list[str]:
        return [bom.items[item].key for item in items]

    return {
        "currency": exposure.currency,
        "rates_as_of": exposure.rates_as_of.isoformat() if exposure.rates_as_of else None,
        "per_unit": exposure.per_unit,
        "figures": [{"key": figure.key, "value": figure.value, "unit": figure.unit, "items": keys(figure.items)}
                    for figure in exposure.figures],
        "products": [{
            "item": _key(bom, product.item), "volume": product.volume, "spend": product.spend,
            "controlled_spend": product.controlled_spend, "undetermined_spend": product.undetermined_spend,
            "revenue": product.revenue, "margin": product.margin, "volume_stated": product.volume_stated,
            "finished_stock": product.stock, "finished_days": product.stock_days,
            "shortest_cover": None if product.shortest_cover is None else
            {"item": _key(bom, product.shortest_cover[0]), "days": product.shortest_cover[1]},
            "element_g": {symbol: _three(mass) for symbol, mass in product.element_g},
        } for product in exposure.products],
        "elements": [{
            "symbol": element.symbol, "mass_g": _three(element.mass_g),
            "spend": {str(outcome): spend for outcome, spend in element.spend}, "items": keys(element.items),
            "china_share": element.china_share, "china_stage": element.china_stage, "china_basis": element.china_basis,
        } for element in exposure.elements],
        "concentration": [{
            "by": by.by, "basis": by.basis, "hhi": by.hhi, "effective": by.effective,
            "without_largest": by.without_largest,
            "shares": [{"name": share.name, "share": share.share, "value": share.value} for share in by.shares],
        } for by in exposure.concentration],
    }


def _outlook(outlook: Simulation, bom: Bom) -> Json:
    return {
        "scenario": outlook.scenario.name, "seed": outlook.seed, "trials": outlook.trials,
        "standard_error": outlook.standard_error,
        "wait": {"median_days": outlook.wait.median_days, "p90_days": outlook.wait.p90_days,
                 "approval": outlook.wait.approval, "basis": outlook.wait.basis},
        "items": [_item_outlook(item, bom) for item in outlook.items],
        "products": [{"item": _key(bom, product.item), "stop_probability": product.stop_probability,
                      "stop_days": product.stop_days, "first_stop": _first_stop(product),
                      "bottleneck": None if product.bottleneck is None else bom.items[product.bottleneck].key,
                      "unknown": [bom.items[item].key for item in product.unknown]} for product in outlook.products],
    }


def _item_outlook(outlook: ItemOutlook, bom: Bom) -> Json:
    return {
        "item": bom.items[outlook.item].key, "cover_days": outlook.cover_days,
        "stop_probability": outlook.stop_probability, "stop_days": outlook.stop_days,
        "first_stop": _first_stop(outlook), "cover_for_95": outlook.cover_for_95,
    }


def _first_stop(outlook: ItemOutlook | ProductOutlook) -> list[str | None]:
    """P10, P50 and P90 of the day; null where it does not come in that share of the trials."""
    dates = (outlook.first_stop.p10, outlook.first_stop.p50, outlook.first_stop.p90)
    return [day.isoformat() if day else None for day in dates]


def _key(bom: Bom, item: int | None) -> str | None:
    """None stands for the list itself."""
    return None if item is None else bom.items[item].key


def _issue(issue: Issue) -> Json:
    return {"code": issue.code, "severity": str(issue.severity), "sheet": issue.where.sheet, "row": issue.where.row,
            "column": issue.where.column, "text": issue_text(issue)}


def _three(estimate: Estimate | None) -> list[float] | None:
    return [estimate.low, estimate.best, estimate.high] if estimate else None
