"""④ 生活支援: predicted ratings left, candidate resources right (design 06d)."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.care import rating_geometry
from app.care.ratings import symbol
from app.conference import wall_fit as fit
from app.conference import wall_words as say
from app.conference.meeting import Stage
from app.conference.room import Agreed, RatingLine, ResourceLine, RoomView
from app.conference.wall_fit import MARGIN, Style
from app.ui import theme
from app.ui.projection.agreed import draw_agreed_box
from app.ui.projection.wall import Wall, text_height, text_width
from app.ui.widgets.rating_glyph import paint_arrow, paint_rating

_RATING_LABELS = (Style(42, 58, bold=True), Style(36, 48, bold=True))  # English names are longer
_RATING_LONG = Style(32, 38, bold=True)
_ARROW_TEXT = Style(42, 58)
_NOTE = Style(32, 46)
_GLYPH = 46
_STATE = Style(34, 60)
_FRESH = Style(32, 44, bold=True)
_STATE_USE = Style(34, 60, bold=True)


def draw_support(wall: Wall, view: RoomView, top: float) -> None:
    """Predicted ratings left, candidate resources right."""
    draw_ratings(wall, view, top)
    _draw_resources(wall, view, top)


def draw_ratings(wall: Wall, view: RoomView, top: float) -> None:
    """The few most important items that are predicted to improve, and what the signs mean."""
    lang = view.language
    heading = say.of_stage(Stage.SUPPORT, "ratings", lang)
    wall.line(MARGIN, top, heading, fit.HEADING, theme.ROOM_NIBI)
    y = top + fit.HEADING_HEIGHT
    wall.rule(MARGIN, y, fit.RATING_WIDTH, theme.ROOM_LINE2)
    y += 2
    for rating in view.ratings:
        _draw_rating(wall, rating, y)
        y += fit.RATING_ROW
    if not view.ratings:
        text = say.label("no_ratings", lang)
        room = QRectF(MARGIN, y + 20, fit.RATING_WIDTH, 3 * _NOTE.line)
        wall.paragraph(room, text, _NOTE, theme.ROOM_NIBI)
    else:
        _draw_rating_notes(wall, view.more_ratings, lang, y + 12)


def _draw_rating(wall: Wall, rating: RatingLine, y: float) -> None:
    middle = y + (fit.RATING_ROW - 2) / 2
    label_room = QRectF(MARGIN, y, 226, fit.RATING_ROW - 2)
    style = next((s for s in _RATING_LABELS if text_width(rating.label, s) <= 212), _RATING_LONG)
    wall.paragraph(label_room, rating.label, style, theme.ROOM_SUMI, middle=True)
    wall.line(MARGIN + 236 + 108 + 2, middle - 29, "→", _ARROW_TEXT, theme.ROOM_NIBI)

    glyphs = [
        (code, QRectF(x, y, 108, fit.RATING_ROW - 2))
        for code, x in ((rating.before, MARGIN + 236), (rating.predicted, MARGIN + 412))
    ]
    for code, box in glyphs:
        wall.mark(box, symbol(code), _GLYPH)

    def paint(painter: QPainter) -> None:
        for code, box in glyphs:
            paint_rating(
                painter,
                box,
                code,
                size=_GLYPH,
                colour=theme.ROOM_SUMI,
                stroke=rating_geometry.STROKE_ROOM,
            )
        if rating.arrow:
            colour = theme.ROOM_AI if rating.arrow == "up" else theme.ROOM_KAKI
            paint_arrow(
                painter,
                QRectF(MARGIN + 520, middle - 21, 42, 42),
                rating.arrow,
                stroke=rating_geometry.ARROW_STROKE_ROOM,
                colour=colour,
            )

    wall.draw(paint)
    wall.rule(MARGIN, y + fit.RATING_ROW - 2, fit.RATING_WIDTH, theme.ROOM_LINE)


def _draw_rating_notes(wall: Wall, more: str, lang: str, y: float) -> None:
    if more:
        wall.line(MARGIN, y, more, _NOTE, theme.ROOM_NIBI)
        y += _NOTE.line
    room = fit.RATING_WIDTH + fit.RESOURCE_GAP
    wall.line(MARGIN, y, say.label("key", lang), _NOTE, theme.ROOM_NIBI, room=room)


def _draw_resources(wall: Wall, view: RoomView, top: float) -> None:
    x = fit.WIDTH - MARGIN - fit.RESOURCE_WIDTH
    wall.line(x, top, view.subheading, fit.HEADING, theme.ROOM_NIBI)
    y = top + fit.HEADING_HEIGHT
    wall.rule(x, y, fit.RESOURCE_WIDTH, theme.ROOM_LINE2)
    y += 2
    if not view.resources:
        box = QRectF(x, y + 18, fit.RESOURCE_WIDTH, fit.AGREED_HEIGHT)
        open_item = Agreed(say.label("open", view.language), decided=False)
        draw_agreed_box(wall, open_item, view.language, box)
    for line in view.resources:
        height = _resource_height(line)
        row = QRectF(x, y, fit.RESOURCE_WIDTH, height)
        last = line is view.resources[-1]
        _draw_resource(wall, line, view.language, row if last else row.adjusted(0, 0, 0, -2))
        if not last:
            wall.rule(x, row.bottom() - 2, row.width(), theme.ROOM_LINE)
        y += height


def _resource_text_width() -> float:
    return fit.RESOURCE_WIDTH - fit.RESOURCE_INDENT - fit.RESOURCE_STATE


def _resource_height(line: ResourceLine) -> float:
    width = _resource_text_width()
    height = text_height(line.name, fit.RESOURCE, width) + text_height(
        line.detail, fit.DETAIL, width
    )
    return max(fit.RESOURCE_ROW, height + 18)


def _draw_resource(wall: Wall, line: ResourceLine, lang: str, row: QRectF) -> None:
    if line.state == "use":
        wall.fill(row, theme.ROOM_AI_T)
        wall.fill(QRectF(row.left(), row.top(), 10, row.height()), theme.ROOM_AI)
    width = _resource_text_width()
    name = text_height(line.name, fit.RESOURCE, width)
    detail = text_height(line.detail, fit.DETAIL, width)
    x, y = row.left() + fit.RESOURCE_INDENT, row.center().y() - (name + detail) / 2
    wall.paragraph(QRectF(x, y, width, name), line.name, fit.RESOURCE, theme.ROOM_SUMI)
    room = QRectF(x, y + name, width, detail)
    wall.paragraph(room, line.detail, fit.DETAIL, theme.ROOM_SUMI)
    draw_state(wall, line, lang, row)


def draw_state(wall: Wall, line: ResourceLine, lang: str, row: QRectF) -> None:
    """使う filled with a tick, anything less certain dashed; below it いま追加 for the newest."""
    if line.state == "now":
        return
    middle = row.center().y()
    if line.fresh:
        middle -= 24
        text = say.label("fresh", lang)
        x = row.right() - 93 - text_width(text, _FRESH) / 2
        wall.line(x, middle + 32, text, _FRESH, theme.ROOM_AI)
    box = QRectF(row.right() - fit.RESOURCE_STATE, middle - 32, fit.RESOURCE_STATE, 64)
    word = say.resource_state(line.state, lang)
    if line.state != "use":
        wall.box(box, border=theme.ROOM_LINE2, dashed=True)
        x = box.center().x() - text_width(word, _STATE) / 2
        wall.line(x, box.center().y() - 30, word, _STATE, theme.ROOM_NIBI)
        return
    box = QRectF(box.left(), box.top(), 166, box.height())
    wall.box(box, border=theme.ROOM_AI, fill=theme.ROOM_AI)
    x = box.center().x() - (40 + text_width(word, _STATE_USE)) / 2
    wall.check(x, box.center().y(), 30, theme.ROOM_GROUND)
    wall.line(x + 40, box.center().y() - 30, word, _STATE_USE, theme.ROOM_GROUND)
