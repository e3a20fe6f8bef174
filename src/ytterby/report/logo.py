"""The firm's logo: a PNG or JPEG, known by its bytes, small enough to stand on every report."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from ytterby.core.errors import ReportError
from ytterby.core.files import plain_file

MOST_BYTES, MOST_PIXELS, _PRINTED = 2_000_000, 4_000, 800
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"IEND\xaeB`\x82"
_STARTS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG segments that state height and width


@dataclass(frozen=True, slots=True)
class Logo:
    """``data`` as PNG; size in pixels."""

    data: bytes
    width: int
    height: int

    def scale(self, height: float, width: float) -> float:
        """What to multiply its size by to fit into ``width`` × ``height``; it is never enlarged."""
        return min(1.0, height / self.height, width / self.width)


def read_logo(path: Path) -> Logo:
    """Raises ReportError where the file can't be read, is no whole PNG or JPEG, or is too large."""
    try:
        plain_file(path)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ReportError(f"the logo can't be read ({error.strerror}).", where=str(path)) from error
    except ValueError as error:  # a NUL in the name
        raise ReportError("the logo can't be read: this is no name of a file.",
                          where=repr(str(path))) from error
    if len(data) > MOST_BYTES:
        raise ReportError("the logo is larger than 2 MB.", where=str(path), remedy="Save it smaller.")
    try:
        width, height = _png(data) if data.startswith(_PNG) else _jpeg(data)
        if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
            raise ReportError(f"the logo is {width} × {height} pixels; at most {MOST_PIXELS} each way are taken.",
                              where=str(path), remedy="Save it smaller.")
        return _redrawn(data)
    except (ValueError, struct.error, IndexError) as error:
        raise ReportError("the logo is no whole PNG or JPEG.", where=str(path),
                          remedy="Save it anew as PNG.") from error


def _png(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR" or _PNG_END not in data:  # what is cut off would be drawn as far as it goes
        raise ValueError("no header or no end")
    width, height = struct.unpack_from(">II", data, 16)
    return int(width), int(height)


def _jpeg(data: bytes) -> tuple[int, int]:
    if not data.startswith(b"\xff\xd8\xff"):
        raise ValueError("neither PNG nor JPEG")
    at = 2
    while data[at] == 0xFF:
        kind, size = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if kind in _STARTS:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return int(width), int(height)
        at += 2 + size
    raise ValueError("no size")


def _redrawn(data: bytes) -> Logo:
    """Its pixels alone, as PNG and no larger than is printed: what else the file holds does not go round."""
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            image.load()
            clean = image.convert("RGBA")
    except (OSError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
    clean.thumbnail((_PRINTED, _PRINTED))
    made = BytesIO()
    clean.save(made, "PNG")
    return Logo(made.getvalue(), clean.width, clean.height)
