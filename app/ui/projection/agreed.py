"""Boxes of what people agreed on, and the mark of the newest (DESIGN-SYSTEM §9)."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from app.conference import wall_fit as fit
from app.conference import wall_words as say
from app.conference.room import Agreed, RoomView
from app.conference.wall_fit import Style
from app.ui import theme
from app.ui.projection.wall import Wall, text_height, text_width

_NUMBER = Style(40, 60, bold=True)
_TAG = Style(32, 44, bold=True)
_OPEN = Style(46, 60)


def draw_agreed(wall: Wall, view: RoomView, column: QRectF) -> None:
    """Boxes of what was agreed, the newest marked; older ones are counted below."""
    y = column.top()
    for item in view.agreed:
        height = _agreed_height(item, view.language, column.width())
        draw_agreed_box(wall, item, view.language, QRectF(column.left(), y, column.width(), height))
        y += height + fit.AGREED_GAP
    if view.more_agreed:
        wall.line(column.left(), y, view.more_agreed, fit.SMALL, theme.ROOM_NIBI)


def _agreed_text_width(item: Agreed, lang: str, width: float) -> float:
    inner = width - 60 - (90 if item.number else 0)
    return inner - (tag_width(lang) + 26 if item.fresh else 0)


def tag_width(lang: str) -> float:
    """Width of いま追加."""
    return text_width(say.label("fresh", lang), _TAG)


def _agreed_height(item: Agreed, lang: str, width: float) -> float:
    style = fit.AGREED if item.decided else _OPEN
    height = text_height(item.text, style, _agreed_text_width(item, lang, width))
    return max(fit.AGREED_HEIGHT, height + 40)


def draw_agreed_box(wall: Wall, item: Agreed, lang: str, box: QRectF) -> None:
    """One box: agreed, just added, or still to be discussed (dashed)."""
    if not item.decided:
        wall.box(box, border=theme.ROOM_LINE2, dashed=True)
    elif item.fresh:
        wall.box(box, border=theme.ROOM_AI, fill=theme.ROOM_AI_T, thick=4)
    else:
        wall.box(box, border=theme.ROOM_AI)
    x = box.left() + 32
    if item.number:
        _draw_number(wall, item.number, QRectF(x, box.center().y() - 32, 64, 64))
        x += 90
    width = _agreed_text_width(item, lang, box.width())
    style = fit.AGREED if item.decided else _OPEN
    colour = theme.ROOM_SUMI if item.decided else theme.ROOM_NIBI
    room = QRectF(x, box.top(), width, box.height())
    wall.paragraph(room, item.text, style, colour, middle=True)
    if item.fresh:
        draw_tag(wall, box.right() - 32, box.center().y(), lang)


def _draw_number(wall: Wall, number: int, box: QRectF) -> None:
    wall.box(box, border=theme.ROOM_AI, fill=theme.ROOM_AI)
    text = str(number)
    x = box.center().x() - text_width(text, _NUMBER) / 2
    wall.line(x, box.center().y() - _NUMBER.line / 2, text, _NUMBER, theme.ROOM_GROUND)


def draw_tag(wall: Wall, right: float, middle: float, lang: str) -> None:
    """いま追加."""
    text = say.label("fresh", lang)
    wall.line_right(right, middle - _TAG.line / 2, text, _TAG, theme.ROOM_AI)
