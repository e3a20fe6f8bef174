"""What a person fills in to make each kind of change: one row per field, read by the form and by nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ytterby.planning.change import MOST_RAMP_DAYS
from ytterby.planning.scenario import (
    AlternativeSource,
    Change,
    GrantDenied,
    HoldLicence,
    LoseSupplier,
    PendingLicence,
    ScaleDemand,
    SetBudget,
    SetCorrelation,
    SetLicenceTerms,
    SetReceipts,
    SetStock,
    SetWait,
    ShockPrice,
    Substitute,
)

ITEM, ANY_ITEM, SUPPLIER, TEXT, INSTRUMENT = "item", "any item", "supplier", "text", "instrument"
CHOICES = (ITEM, ANY_ITEM, SUPPLIER, TEXT, INSTRUMENT)
MOST = 1e9


@dataclass(frozen=True, slots=True)
class Field:
    """``name`` of the change's field, ``words`` beside it, its ``unit`` as shown ("%" holds a share) or a choice.

    ``start`` is what the form opens with, in the unit shown; ``none`` the words for leaving it open.
    """

    name: str
    words: str
    unit: str = "days"
    start: float | None = 0.0
    least: float = 0.0
    most: float = MOST
    none: str = ""

    def shown(self, value: Any) -> Any:
        """A value of the change as the form shows it."""
        return 100 * value if self.unit == "%" and value is not None else value

    def held(self, shown: Any) -> Any:
        """What the form shows as a value of the change."""
        return shown / 100 if self.unit == "%" and shown is not None else shown


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of change under the words of the menu."""

    of: type[Any]
    title: str
    fields: tuple[Field, ...]

    def change(self, values: Mapping[str, Any]) -> Change:
        """The change from values as shown."""
        made: Change = self.of(**{field.name: field.held(values[field.name]) for field in self.fields})
        return made

    def values(self, change: Change | None) -> dict[str, Any]:
        """What to show of a change, or to start from."""
        if change is None:
            return {field.name: "" if field.unit in CHOICES else field.start for field in self.fields}
        return {field.name: field.shown(getattr(change, field.name)) for field in self.fields}


_WITHOUT = "without limit"
_SHARE = Field("share", "Delivers, of the use", "%", 100.0, most=100.0)
_PREMIUM = Field("premium", "Price premium", "%", 20.0, -100.0, 10_000.0)
_FIXED = Field("fixed_cost", "To qualify it, once", "money")

FORMS: tuple[Form, ...] = (
    Form(ScaleDemand, "Use or demand…", (
        Field("factor", "Of what the bill states", "%", 120.0, most=100_000.0), Field("item_key", "Item", ANY_ITEM))),
    Form(AlternativeSource, "Alternative source…", (
        Field("name", "Name (one name is one source)", TEXT), Field("item_key", "Item", ANY_ITEM),
        Field("qualification_days", "Qualified after", start=180.0),
        Field("ramp_days", "Then ramps up over", start=56.0, most=MOST_RAMP_DAYS),
        _SHARE, Field("weekly_pieces", "Capacity a week", "pieces", None, none=_WITHOUT), _PREMIUM, _FIXED,
        Field("minimum_pieces", "Least to buy in a year", "pieces"))),
    Form(Substitute, "Substitution, such as a Dy-free grade…", (
        Field("name", "Name of the grade", TEXT), Field("item_key", "In place of", ANY_ITEM),
        Field("after_days", "Approved after", start=120.0), _SHARE, _PREMIUM, _FIXED)),
    Form(SetLicenceTerms, "Validity and quantity of licences…", (
        Field("validity_days", "Valid for", start=365.0, least=1.0, none=_WITHOUT),
        Field("quantity_share", "Quantity, of a year's use", "%", None, 1.0, 10_000.0, _WITHOUT),
        Field("renew_before_days", "Renewal applied for before its end", start=90.0),
        Field("instrument", "Under", INSTRUMENT))),
    Form(HoldLicence, "Licence held…", (
        Field("item_key", "Item", ITEM), Field("days", "Valid for another", start=180.0, none=_WITHOUT),
        Field("pieces", "Quantity left", "pieces", None, none=_WITHOUT))),
    Form(PendingLicence, "Licence applied for…", (
        Field("item_key", "Item", ITEM), Field("days", "Applied for, days ago", start=30.0))),
    Form(GrantDenied, "Grant in spite of denial…", (
        Field("approval", "Approved at each try", "%", 10.0, most=100.0), Field("item_key", "Item", ANY_ITEM))),
    Form(SetWait, "Wait under one announcement…", (
        Field("instrument", "Under", INSTRUMENT), Field("median_days", "Half of the reviews take up to", start=60.0,
                                                        least=1.0),
        Field("p90_days", "9 of 10 reviews take up to", start=120.0, least=1.0),
        Field("approval", "Approved at each try", "%", 60.0, most=100.0))),
    Form(SetCorrelation, "Correlation within an announcement…", (
        Field("rho", "Items wait together (100 %: one fate)", "%", 50.0, most=100.0),)),
    Form(SetStock, "Stock of one item…", (Field("item_key", "Item", ITEM), Field("pieces", "In stock", "pieces"))),
    Form(SetReceipts, "Weekly receipts…", (
        Field("item_key", "Item", ITEM), Field("pieces_per_week", "Pieces a week under licences held", "pieces"))),
    Form(ShockPrice, "Price shock…", (
        Field("factor", "Of the price in the bill", "%", 150.0, most=100_000.0), Field("item_key", "Item", ANY_ITEM))),
    Form(LoseSupplier, "Loss of a supplier…", (
        Field("supplier", "Supplier", SUPPLIER), Field("after_days", "Delivers nothing after"),
        Field("days", "For", start=90.0, least=1.0, none="for good"))),
    Form(SetBudget, "Budget…", (Field("money", "For stock and qualifications", "money", 100_000.0),)),
)
BY_KIND = {form.of: form for form in FORMS}
