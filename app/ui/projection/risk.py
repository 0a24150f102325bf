"""③ 医学的リスク: what, what is known, who does what by when (design 06c)."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from app.conference import wall_fit as fit
from app.conference import wall_words as say
from app.conference.room import Agreed, RiskLine, RoomView
from app.conference.wall_fit import MARGIN, Style
from app.ui import theme
from app.ui.projection.agreed import draw_tag, tag_width
from app.ui.projection.wall import Wall, text_height

_HEAD = Style(34, 46, bold=True)
_OPEN = Style(38, 54)


def draw_risk(wall: Wall, view: RoomView, top: float) -> None:
    """What, what is known, who does what by when."""
    lang = view.language
    wall.rule(MARGIN, top, fit.INNER, theme.ROOM_LINE2, thick=3)
    y = top + 3
    xs = (MARGIN, MARGIN + 330, MARGIN + 950 + fit.RESPONSE_INDENT)
    for x, key in zip(xs, ("title", "known", "response"), strict=True):
        text = say.of_section("risk_table", key, lang)
        wall.line(x, y + 10, text, _HEAD, theme.ROOM_NIBI)
    y += 66
    wall.rule(MARGIN, y, fit.INNER, theme.ROOM_LINE)
    y += 2
    for line in view.risks or (RiskLine("", "", None),):
        height = _risk_height(line, lang)
        _draw_risk_row(wall, line, lang, QRectF(MARGIN, y, fit.INNER, height))
        y += height


def _response_width(response: Agreed, lang: str) -> float:
    width = fit.RISK_COLUMNS[2] - fit.RESPONSE_INDENT - fit.RESPONSE_MARK - fit.RISK_GAP
    return width - (tag_width(lang) + 10 if response.fresh else 0)


def _response_height(response: Agreed, lang: str) -> float:
    width = _response_width(response, lang)
    return text_height(response.text, fit.RESPONSE, width) + text_height(
        response.detail, fit.DETAIL, width
    )


def _risk_height(line: RiskLine, lang: str) -> float:
    title, known, _ = fit.RISK_COLUMNS
    heights = [
        text_height(line.title, fit.RISK_TITLE, title - fit.RISK_GAP),
        text_height(line.known, fit.RISK_KNOWN, known - fit.RISK_GAP),
        _response_height(line.response, lang) if line.response else 0,
    ]
    return max(fit.RISK_ROW, max(heights) + 2 * fit.RISK_PADDING)


def _draw_risk_row(wall: Wall, line: RiskLine, lang: str, row: QRectF) -> None:
    inner = QRectF(row.left(), row.top(), row.width(), row.height() - 2)
    title, known, _ = fit.RISK_COLUMNS
    cell = QRectF(row.left() + 950, row.top(), 778, row.height())
    if line.response:
        wall.fill(cell, theme.ROOM_AI_T)
        wall.fill(QRectF(cell.left(), cell.top(), 10, cell.height()), theme.ROOM_AI)
    else:
        wall.fill(QRectF(cell.left(), cell.top(), 2, cell.height()), theme.ROOM_LINE)
    wall.rule(row.left(), row.bottom() - 2, row.width(), theme.ROOM_LINE)
    room = QRectF(row.left(), inner.top(), title - fit.RISK_GAP, inner.height())
    wall.paragraph(room, line.title, fit.RISK_TITLE, theme.ROOM_SUMI, middle=True)
    room = QRectF(row.left() + title, inner.top(), known - fit.RISK_GAP, inner.height())
    wall.paragraph(room, line.known, fit.RISK_KNOWN, theme.ROOM_SUMI, middle=True)
    x = cell.left() + fit.RESPONSE_INDENT
    if line.response is None:
        text = say.label("open", lang)
        wall.line(x, inner.center().y() - 27, text, _OPEN, theme.ROOM_NIBI)
        return
    _draw_response(wall, line.response, lang, QRectF(x, inner.top(), 742, inner.height()))


def _draw_response(wall: Wall, response: Agreed, lang: str, cell: QRectF) -> None:
    width = _response_width(response, lang)
    height = _response_height(response, lang)
    x, y = cell.left() + fit.RESPONSE_MARK, cell.center().y() - height / 2
    wall.check(cell.left(), y + fit.RESPONSE.line / 2, 38, theme.ROOM_SUMI)
    room = QRectF(x, y, width, height)
    y += wall.paragraph(room, response.text, fit.RESPONSE, theme.ROOM_SUMI)
    room = QRectF(x, y, width, text_height(response.detail, fit.DETAIL, width))
    wall.paragraph(room, response.detail, fit.DETAIL, theme.ROOM_SUMI)
    if response.fresh:
        draw_tag(wall, cell.right() - 20, cell.center().y(), lang)
