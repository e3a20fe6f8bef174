"""Icons and status marks, tinted from the palette.

Strokes are SVG files (resources/icons, drawn in ``currentColor``); status marks are drawn here, each of another shape,
so that a status is never told by colour alone.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPen, QPixmap, QPolygonF

from ytterby.gui import theme
from ytterby.resources import folder

MARK_PX = 16  # the small icon of every style: a mark of another size would be scaled, and blurred


def icon(name: str, token: str = "text") -> QIcon:
    """The icon ``name`` in a colour token of the current scheme, paler when disabled."""
    result = QIcon(_stroke(name, getattr(theme.tokens(), token), 20, _ratio()))
    result.addPixmap(_stroke(name, theme.tokens().muted, 20, _ratio()), QIcon.Mode.Disabled)
    return result


def mark(kind: str) -> QIcon:
    """The mark of a status or flag (a key of MARKS) in its colour."""
    shape, token = MARKS[kind.removesuffix(DECIDED)]
    shape += DECIDED if kind.endswith(DECIDED) else ""
    return _mark_icon(shape, getattr(theme.tokens(), token), _ratio())


def mark_pixmap(kind: str) -> QPixmap:
    shape, token = MARKS[kind]
    return _mark(shape, getattr(theme.tokens(), token), _ratio())


DECIDED = " decided"
"""Behind the name of a mark: the same, ticked."""

MARKS: dict[str, tuple[str, str]] = {
    "controlled": ("square", "controlled"),
    "undetermined": ("triangle", "undetermined"),
    "upstream": ("diamond", "suspended"),
    "rare earth": ("disc", "clear"),
    "not controlled": ("ring", "clear"),
    "in force": ("play", "controlled"),
    "unverified": ("question", "unverified"),
    "suspended": ("pause", "suspended"),
    "not yet": ("clock", "muted"),
    "repealed": ("cross", "muted"),
    "error": ("square", "controlled"),
    "warning": ("triangle", "undetermined"),
    "note": ("ring", "clear"),
}


def _ratio() -> float:
    return QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.primaryScreen() else 1.0


@lru_cache(maxsize=256)
def _stroke(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Rendered late: importing QtSvg costs a start more than all icons together."""
    from PySide6.QtSvg import QSvgRenderer

    svg = folder("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    pixmap = _blank(size, ratio)
    painter = QPainter(pixmap)
    QSvgRenderer(svg.encode()).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


@lru_cache(maxsize=64)
def _mark_icon(shape: str, colour: str, ratio: float) -> QIcon:
    pixmap = _mark(shape, colour, ratio)
    result = QIcon(pixmap)
    result.addPixmap(pixmap, QIcon.Mode.Selected)
    return result


@lru_cache(maxsize=64)
def _mark(shape: str, colour: str, ratio: float) -> QPixmap:
    pixmap = _blank(MARK_PX, ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(1, 1)
    painter.setPen(QPen(QColor(colour), 1.8))
    if shape.endswith(DECIDED):
        painter.drawPolyline([QPointF(6.5, 11), QPointF(9, 13.5), QPointF(14, 7.5)])
        painter.scale(0.7, 0.7)
    painter.setBrush(QColor(colour))
    _draw(painter, shape.removesuffix(DECIDED))
    painter.end()
    return pixmap


def _draw(painter: QPainter, shape: str) -> None:
    """Shapes in a square of 14 by 14."""
    match shape:
        case "square":
            painter.drawRect(QRectF(3, 3, 8, 8))
        case "triangle":
            painter.drawPolygon(QPolygonF([QPointF(7, 2.5), QPointF(12, 11.5), QPointF(2, 11.5)]))
        case "diamond":
            painter.drawPolygon(QPolygonF([QPointF(7, 2), QPointF(12, 7), QPointF(7, 12), QPointF(2, 7)]))
        case "play":
            painter.drawPolygon(QPolygonF([QPointF(4, 2.5), QPointF(11.5, 7), QPointF(4, 11.5)]))
        case "disc":
            painter.drawEllipse(QRectF(3, 3, 8, 8))
        case "pause":
            painter.drawRect(QRectF(3.5, 3, 1.8, 8))
            painter.drawRect(QRectF(8.7, 3, 1.8, 8))
        case _:
            _draw_open(painter, shape)


def _draw_open(painter: QPainter, shape: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match shape:
        case "cross":
            painter.drawLine(QPointF(3, 3), QPointF(11, 11))
            painter.drawLine(QPointF(11, 3), QPointF(3, 11))
        case "question":
            font = painter.font()
            font.setPixelSize(13)
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(QRectF(-1, -1, MARK_PX, MARK_PX), Qt.AlignmentFlag.AlignCenter, "?")
        case _:
            painter.drawEllipse(QRectF(2.5, 2.5, 9, 9))
            if shape == "clock":
                painter.drawPolyline([QPointF(7, 4.5), QPointF(7, 7), QPointF(9, 8)])


def _blank(size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
