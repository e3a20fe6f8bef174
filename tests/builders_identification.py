"""Items for tests of identification, and what becomes of them with the shipped knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ytterby.core.codes import CasNumber, HsCode
from ytterby.core.estimate import Estimate
from ytterby.core.item import Declared, Item
from ytterby.identification.identify import identify
from ytterby.identification.identity import Content, Identity
from ytterby.identification.knowledge import Knowledge

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
SHARED = Path(__file__).resolve().parents[2] / "shared"


def item(description: str = "", *, declared: Mapping[str, float] | None = None, mass_g: float | None = None,
         hs: str = "", cas: str = "", **texts: Any) -> Item:
    return Item(
        texts.pop("key", "item"), description=description,
        declared=tuple(Declared(symbol, Estimate.exactly(share), f"{symbol} %")
                       for symbol, share in (declared or {}).items()),
        mass_g=None if mass_g is None else Estimate.exactly(mass_g),
        hs=HsCode(hs) if hs else None, cas=CasNumber(cas) if cas else None, **texts,
    )


def identified(description: str = "", **facts: Any) -> Identity:
    return identify((item(description, **facts),), Knowledge.shipped())[0]


def certainty(description: str = "", **facts: Any) -> str:
    return str(identified(description, **facts).rare_earth)


def first(description: str = "", **facts: Any) -> Content:
    return identified(description, **facts).contents[0]
