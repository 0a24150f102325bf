"""① 課題: facts left, agreed issues right (design 06a)."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from app.conference import wall_fit as fit
from app.conference import wall_words as say
from app.conference.meeting import Stage
from app.conference.room import RoomView
from app.conference.wall_fit import MARGIN
from app.ui import theme
from app.ui.projection.agreed import draw_agreed
from app.ui.projection.wall import Wall, text_height


def draw_issue(wall: Wall, view: RoomView, top: float) -> None:
    """Facts left, agreed issues right."""
    lang = view.language
    if view.facts:
        wall.line(MARGIN, top, view.subheading, fit.HEADING, theme.ROOM_NIBI)
        draw_facts(wall, view.facts, top + fit.HEADING_HEIGHT)
    heading = say.of_stage(Stage.ISSUE, "agreed", lang)
    x = fit.WIDTH - MARGIN - fit.AGREED_WIDTH
    wall.line(x, top, heading, fit.HEADING, theme.ROOM_NIBI)
    draw_agreed(wall, view, QRectF(x, top + fit.HEADING_HEIGHT, fit.AGREED_WIDTH, 0))


def draw_facts(wall: Wall, facts: tuple[str, ...], y: float) -> None:
    """The facts one below the other, figures with a unit in bold."""
    wall.rule(MARGIN, y, fit.FACT_WIDTH, theme.ROOM_LINE)
    y += 2
    for fact in facts:
        height = text_height(fact, fit.FACT, fit.FACT_WIDTH)
        room = QRectF(MARGIN, y + fit.FACT_PADDING, fit.FACT_WIDTH, height)
        wall.paragraph(room, fact, fit.FACT, theme.ROOM_SUMI, measures=True)
        y += height + 2 * fit.FACT_PADDING
        wall.rule(MARGIN, y, fit.FACT_WIDTH, theme.ROOM_LINE)
        y += 2
