"""Which columns of a table are shown, in which order, how wide, and how many stand still: what a preset keeps."""

from __future__ import annotations

import json
from dataclasses import dataclass

MOST_COLUMNS, WIDEST = 200, 2000


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """``columns``: (key, width in px) of those shown, first to last; ``frozen`` of them stand still at the left."""

    name: str
    columns: tuple[tuple[str, int], ...]
    frozen: int = 0

    def text(self) -> str:
        """As it stands in the settings."""
        return json.dumps({"name": self.name, "columns": self.columns, "frozen": self.frozen}, ensure_ascii=False)

    @staticmethod
    def of(text: str) -> ColumnLayout | None:
        """From the settings; None where the text is no layout, for anybody may have edited the file."""
        try:
            data = json.loads(text)
            kept = data["columns"][:MOST_COLUMNS]
            columns = tuple((str(key), min(max(int(width), 20), WIDEST)) for key, width in kept)
            return ColumnLayout(str(data["name"])[:80], columns, min(max(int(data.get("frozen", 0)), 0), len(columns)))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            return None
