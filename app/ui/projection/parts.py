"""The frames inside a stage: presentation, judgement sheet, resources over the width, wrap-up."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.care import rating_geometry
from app.care.knowledge import load, words
from app.care.ratings import symbol
from app.conference import wall_fit as fit
from app.conference import wall_words as say
from app.conference.room import Agreed, RatingLine, ResourceLine, RoomView
from app.conference.wall_fit import MARGIN, Style
from app.ui import theme
from app.ui.projection.agreed import draw_tag, tag_width
from app.ui.projection.goal import draw_quote
from app.ui.projection.issue import draw_facts
from app.ui.projection.support import draw_ratings, draw_state
from app.ui.projection.wall import Wall, text_height, text_width
from app.ui.widgets.rating_glyph import paint_arrow, paint_rating

_LABEL, _LABEL_BOLD = Style(42, 56), Style(42, 56, bold=True)
_LONG, _LONG_BOLD = Style(34, 44), Style(34, 44, bold=True)  # English names of items are longer
_HELP, _HELP_BOLD = Style(36, 48), Style(36, 48, bold=True)
_NOTE = Style(32, 46)
_GLYPH = 46
_NOW, _LATER = MARGIN + 26 + fit.SHEET_LABEL, MARGIN + 26 + fit.SHEET_LABEL + 610
_ARROW_RIGHT = fit.WIDTH - MARGIN - 40


def draw_presentation(wall: Wall, view: RoomView, top: float) -> None:
    """Life now on the left as in ①, the person's own words where the agreed issues will be."""
    if view.facts:
        wall.line(MARGIN, top, view.subheading, fit.HEADING, theme.ROOM_NIBI)
        draw_facts(wall, view.facts, top + fit.HEADING_HEIGHT)
    x = fit.WIDTH - MARGIN - fit.AGREED_WIDTH
    heading = say.of_section("part", "said", view.language)
    wall.line(x, top, heading, fit.HEADING, theme.ROOM_NIBI)
    place = QRectF(x, top + fit.HEADING_HEIGHT, fit.AGREED_WIDTH, 0)
    draw_quote(wall, view.wish, place, fit.SAID)


# ---- The judgement sheet ----


def draw_sheet(wall: Wall, view: RoomView, top: float) -> None:
    """Six lines of the sheet; those that change are marked by bar, tint, weight and arrow."""
    lang = view.language
    heads = ((MARGIN, "sheet"), (_NOW, "sheet_now"), (_LATER, "sheet_later"))
    for x, key in heads:
        text = say.of_section("part", key, lang)
        wall.line(x, top, text, fit.HEADING, theme.ROOM_NIBI)
    y = top + fit.HEADING_HEIGHT
    wall.rule(MARGIN, y, fit.INNER, theme.ROOM_LINE2)
    y += 2
    for line in view.sheet:
        _draw_line(wall, line, lang, QRectF(MARGIN, y, fit.INNER, fit.SHEET_ROW))
        y += fit.SHEET_ROW
    wall.line(
        MARGIN, y + fit.SHEET_NOTE - _NOTE.line, say.label("key", lang), _NOTE, theme.ROOM_NIBI
    )


def _draw_line(wall: Wall, line: RatingLine, lang: str, row: QRectF) -> None:
    changed = bool(line.arrow)
    if changed:
        wall.fill(row.adjusted(0, 0, 0, -2), theme.ROOM_AI_T)
        bar = theme.ROOM_AI if line.arrow == "up" else theme.ROOM_KAKI
        wall.fill(QRectF(row.left(), row.top(), 10, row.height() - 2), bar)
    room = QRectF(row.left() + 26, row.top(), fit.SHEET_LABEL - 20, row.height() - 2)
    styles = (_LABEL_BOLD, _LONG_BOLD) if changed else (_LABEL, _LONG)
    fits = text_width(line.label, styles[0]) <= room.width()
    style = styles[0] if fits else styles[1]
    wall.paragraph(room, line.label, style, theme.ROOM_SUMI, middle=True)
    _draw_rating(wall, line.before, lang, _NOW, row, bold=False)
    if line.predicted:
        _draw_rating(wall, line.predicted, lang, _LATER, row, bold=changed)
    if changed:
        _draw_arrow(wall, line.arrow, row)
    wall.rule(row.left(), row.bottom() - 2, row.width(), theme.ROOM_LINE)


def _draw_rating(wall: Wall, code: str, lang: str, x: float, row: QRectF, *, bold: bool) -> None:
    """△1 一部介助."""
    box = QRectF(x, row.top(), 108, row.height() - 2)
    wall.mark(box, symbol(code), _GLYPH)

    def paint(painter: QPainter) -> None:
        paint_rating(
            painter,
            box,
            code,
            size=_GLYPH,
            colour=theme.ROOM_SUMI,
            stroke=rating_geometry.STROKE_ROOM,
        )

    wall.draw(paint)
    known = load("disclosure")["help"].get(code)
    if known:
        style = _HELP_BOLD if bold else _HELP
        y = row.center().y() - 1 - style.line / 2
        wall.line(x + 126, y, words(known)(lang), style, theme.ROOM_SUMI, room=450)


def _draw_arrow(wall: Wall, direction: str, row: QRectF) -> None:
    colour = theme.ROOM_AI if direction == "up" else theme.ROOM_KAKI
    box = QRectF(_ARROW_RIGHT - 42, row.center().y() - 22, 42, 42)

    def paint(painter: QPainter) -> None:
        paint_arrow(
            painter, box, direction, stroke=rating_geometry.ARROW_STROKE_ROOM, colour=colour
        )

    wall.draw(paint)


# ---- P7 資源のマッチング ----


def draw_wide_resources(wall: Wall, view: RoomView, top: float) -> None:
    """Name and what it offers side by side over the whole width."""
    wall.line(MARGIN, top, view.subheading, fit.HEADING, theme.ROOM_NIBI)
    y = top + fit.HEADING_HEIGHT
    wall.rule(MARGIN, y, fit.INNER, theme.ROOM_LINE2)
    y += 2
    if not view.resources:
        box = QRectF(MARGIN, y + 18, fit.INNER, fit.AGREED_HEIGHT)
        _draw_open_box(wall, view.language, box)
    for line in view.resources:
        height = _wide_height(line)
        last = line is view.resources[-1]
        row = QRectF(MARGIN, y, fit.INNER, height)
        _draw_wide(wall, line, view.language, row if last else row.adjusted(0, 0, 0, -2))
        if not last:
            wall.rule(MARGIN, row.bottom() - 2, fit.INNER, theme.ROOM_LINE)
        y += height


def _wide_height(line: ResourceLine) -> float:
    name = text_height(line.name, fit.RESOURCE, fit.WIDE_NAME)
    detail = text_height(line.detail, fit.DETAIL, fit.WIDE_DETAIL)
    return max(fit.RESOURCE_ROW, max(name, detail) + 18)


def _draw_wide(wall: Wall, line: ResourceLine, lang: str, row: QRectF) -> None:
    if line.state == "use":
        wall.fill(row, theme.ROOM_AI_T)
        wall.fill(QRectF(row.left(), row.top(), 10, row.height()), theme.ROOM_AI)
    x = row.left() + fit.RESOURCE_INDENT
    room = QRectF(x, row.top(), fit.WIDE_NAME, row.height())
    wall.paragraph(room, line.name, fit.RESOURCE, theme.ROOM_SUMI, middle=True)
    room = QRectF(x + fit.WIDE_NAME + 24, row.top(), fit.WIDE_DETAIL, row.height())
    wall.paragraph(room, line.detail, fit.DETAIL, theme.ROOM_SUMI, middle=True)
    draw_state(wall, line, lang, row)


# ---- P8 事後予測とまとめ ----


def draw_wrap_up(wall: Wall, view: RoomView, top: float) -> None:
    """The outlook on the left, the first steps on the right."""
    draw_ratings(wall, view, top)
    x = fit.WIDTH - MARGIN - fit.RESOURCE_WIDTH
    wall.line(x, top, view.subheading, fit.HEADING, theme.ROOM_NIBI)
    y = top + fit.HEADING_HEIGHT
    for step in view.agreed:
        height = _step_height(step, view.language)
        box = QRectF(x, y, fit.RESOURCE_WIDTH, height)
        if step.decided:
            _draw_step(wall, step, view.language, box)
        else:
            _draw_open_box(wall, view.language, box)
        y += height + fit.AGREED_GAP
    if view.more_agreed:
        wall.line(x, y, view.more_agreed, fit.SMALL, theme.ROOM_NIBI)


def _step_width(step: Agreed, lang: str) -> float:
    return fit.STEP_TEXT - (tag_width(lang) + 26 if step.fresh else 0)


def _step_height(step: Agreed, lang: str) -> float:
    width = _step_width(step, lang)
    text = text_height(step.text, fit.AGREED, width)
    return max(fit.AGREED_HEIGHT, text + text_height(step.detail, fit.DETAIL, width) + 36)


def _draw_step(wall: Wall, step: Agreed, lang: str, box: QRectF) -> None:
    fill = theme.ROOM_AI_T if step.fresh else theme.ROOM_GROUND
    wall.box(box, border=theme.ROOM_AI, fill=fill, thick=4 if step.fresh else 2)
    width = _step_width(step, lang)
    text = text_height(step.text, fit.AGREED, width)
    detail = text_height(step.detail, fit.DETAIL, width)
    x, y = box.left() + 32, box.center().y() - (text + detail) / 2
    wall.paragraph(QRectF(x, y, width, text), step.text, fit.AGREED, theme.ROOM_SUMI)
    room = QRectF(x, y + text, width, detail)
    wall.paragraph(room, step.detail, fit.DETAIL, theme.ROOM_SUMI)
    if step.fresh:
        draw_tag(wall, box.right() - 32, box.center().y(), lang)


def _draw_open_box(wall: Wall, lang: str, box: QRectF) -> None:
    """Dashed: これから話し合う."""
    wall.box(box, border=theme.ROOM_LINE2, dashed=True)
    text = say.label("open", lang)
    wall.line(box.left() + 32, box.center().y() - 30, text, Style(46, 60), theme.ROOM_NIBI)
