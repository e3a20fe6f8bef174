"""Adds fonts, fills and cell styles to the styles of a workbook that is not ours; nothing that stands there changes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FILLED = (b'<%(p)sfill><%(p)spatternFill patternType="solid"><%(p)sfgColor rgb="FF%(c)s"/>'
           b'</%(p)spatternFill></%(p)sfill>')


@dataclass(frozen=True, slots=True)
class Look:
    """A style to add: ``fill`` as RRGGBB or empty."""

    fill: str = ""
    bold: bool = False


def add_styles(xml: bytes, looks: tuple[Look, ...]) -> tuple[bytes, tuple[int, ...]]:
    """The styles with ``looks`` added, and their numbers. Raises ValueError where the part has not the usual shape."""
    fonts, fills, styles = (_Collection.of(xml, name) for name in ("fonts", "fills", "cellXfs"))
    prefix = fonts.prefix
    font = fonts.add(_bold(xml[fonts.inside:fonts.end], prefix))
    numbers = []
    for look in looks:
        fill = fills.add(_FILLED % {b"p": prefix, b"c": look.fill.encode()}) if look.fill else 0
        numbers.append(styles.add(
            b'<%sxf numFmtId="0" fontId="%d" fillId="%d" borderId="0" xfId="0" applyFont="1" applyFill="1" '
            b'applyAlignment="1"><%salignment vertical="top"/></%sxf>'
            % (prefix, font if look.bold else 0, fill, prefix, prefix)))
    for collection in (styles, fills, fonts):  # from the end on: places before stay right
        xml = collection.put_into(xml)
    return xml, tuple(numbers)


def _bold(fonts: bytes, prefix: bytes) -> bytes:
    """The workbook's own first font, made bold."""
    own = re.search(rb"<%sfont>(.*?)</%sfont>" % (prefix, prefix), fonts, re.S)
    inside = re.sub(rb"<%sb(?:\s[^>]*)?/>" % prefix, b"", own[1]) if own else b""
    return b"<%sfont><%sb/>%s</%sfont>" % (prefix, prefix, inside, prefix)


@dataclass(slots=True)
class _Collection:
    """One counted list of the part, such as <fills count="2">…</fills>."""

    name: bytes
    prefix: bytes
    start: int
    inside: int
    end: int
    count: int
    added: bytes = b""

    @classmethod
    def of(cls, xml: bytes, name: str) -> _Collection:
        """Children are counted, as the count that is stated may be wrong."""
        found = re.search(rb"<(\w+:)?%s\b[^>]*>" % name.encode(), xml)
        if found is None or found[0].endswith(b"/>"):
            raise ValueError(f"the styles have no {name}")
        prefix = found[1] or b""
        end = xml.index(b"</%s%s>" % (prefix, name.encode()), found.end())
        child = {"fonts": b"font", "fills": b"fill", "cellXfs": b"xf"}[name]
        count = len(re.findall(rb"<%s%s[\s/>]" % (prefix, child), xml[found.end():end]))
        return cls(name.encode(), prefix, found.start(), found.end(), end, count)

    def add(self, child: bytes) -> int:
        """The number of the child."""
        self.added += child
        self.count += 1
        return self.count - 1

    def put_into(self, xml: bytes) -> bytes:
        head = re.sub(rb'\bcount=["\']\d+["\']', b'count="%d"' % self.count, xml[self.start:self.inside])
        return xml[:self.start] + head + xml[self.inside:self.end] + self.added + xml[self.end:]
