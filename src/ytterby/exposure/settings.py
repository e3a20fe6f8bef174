"""What the user set for the products of a bill, as the figures need it: by key of the top item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """The empty key stands for the list itself. ``volumes`` pieces a year, before what the bill says.

    ``prices`` and ``margins`` are money for one piece of a product, in the currency of the exposure; ``stocks`` are
    finished pieces. ``owners``: name of a source as written → who owns it; ``recovery``: → days until it
    delivers again.
    """

    volumes: Mapping[str, float] = field(default_factory=dict)
    defence: Mapping[str, bool] = field(default_factory=dict)
    semiconductor: Mapping[str, bool] = field(default_factory=dict)
    prices: Mapping[str, float] = field(default_factory=dict)
    margins: Mapping[str, float] = field(default_factory=dict)
    stocks: Mapping[str, float] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    recovery: Mapping[str, float] = field(default_factory=dict)


AS_THE_BILL_SAYS = Settings()
