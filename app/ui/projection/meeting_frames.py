"""The frames before the first case and after the last: the two questions, what is taken home."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from app.conference import wall_fit as fit
from app.conference.room import RoomView
from app.conference.wall_fit import MARGIN, Style
from app.ui import theme
from app.ui.projection.agreed import draw_agreed
from app.ui.projection.wall import Wall, text_height, text_width

_HEADING = Style(48, 64, bold=True)
_NUMBER = Style(56, 76, bold=True)
_RULE = Style(42, 60)
_BADGE = 96


def draw_opening(wall: Wall, view: RoomView) -> None:
    """The two questions of the day stay in sight (DOMAIN.md §3.4)."""
    wall.line(MARGIN, 176, view.question, _HEADING, theme.ROOM_NIBI)
    y = 296.0
    for number, question in enumerate(view.facts, start=1):
        y = _draw_big_question(wall, number, question, y) + 56
    wall.rule(MARGIN, y + 24, fit.INNER, theme.ROOM_LINE)
    y += 60
    for line in view.subheading.split("\n"):
        height = text_height(line, _RULE, fit.INNER)
        wall.paragraph(QRectF(MARGIN, y, fit.INNER, height), line, _RULE, theme.ROOM_SUMI)
        y += height + 12


def _draw_big_question(wall: Wall, number: int, question: str, y: float) -> float:
    style = fit.QUESTION_SMALL
    x = MARGIN + _BADGE + 40
    width = fit.INNER - _BADGE - 40
    height = text_height(question, style, width)
    badge = QRectF(MARGIN, y + (style.line - _BADGE) / 2, _BADGE, _BADGE)
    wall.box(badge, border=theme.ROOM_AI, fill=theme.ROOM_AI)
    text = str(number)
    left = badge.center().x() - text_width(text, _NUMBER) / 2
    wall.line(left, badge.center().y() - _NUMBER.line / 2, text, _NUMBER, theme.ROOM_GROUND)
    wall.paragraph(QRectF(x, y, width, height), question, style, theme.ROOM_SUMI)
    return y + height


def draw_closing(wall: Wall, view: RoomView) -> None:
    """Learning and community issues people chose to show (§3.5 P9)."""
    style = (
        fit.QUESTION if text_width(view.question, fit.QUESTION) <= fit.INNER else fit.QUESTION_SMALL
    )
    height = text_height(view.question, style, fit.INNER)
    wall.paragraph(QRectF(MARGIN, 156, fit.INNER, height), view.question, style, theme.ROOM_SUMI)
    y = fit.TOP_ISSUE + height - style.line
    wall.line(MARGIN, y, view.subheading, fit.HEADING, theme.ROOM_NIBI)
    draw_agreed(wall, view, QRectF(MARGIN, y + fit.HEADING_HEIGHT, fit.INNER, 0))
