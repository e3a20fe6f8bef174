"""The command line (design: one stable contract)."""

from __future__ import annotations


def entry() -> None:
    raise SystemExit(2)
