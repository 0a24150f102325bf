"""② 目標: the person's words, then before, now and in half a year (design 06b)."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from app.conference import wall_fit as fit
from app.conference.room import GoalLine, RoomView
from app.conference.wall_fit import MARGIN, Style
from app.ui import theme
from app.ui.projection.agreed import draw_tag, tag_width
from app.ui.projection.wall import Wall, text_height, text_width

_HEAD = Style(36, 52, bold=True)
_PLAIN = Style(40, 52)


def draw_goal(wall: Wall, view: RoomView, top: float) -> None:
    """The person's words, then before, now and in half a year."""
    y = top
    if view.wish:
        y += draw_quote(wall, view.wish, QRectF(MARGIN, y, fit.INNER, 0), fit.WISH) + fit.WISH_GAP
    if view.goal_heads[0]:
        _draw_goal_table(wall, view, y)
        return
    wall.line(MARGIN, y, view.subheading, fit.HEADING, theme.ROOM_NIBI)
    y += fit.HEADING_HEIGHT
    for line in view.goals:
        y = _draw_goal_box(wall, line, view.language, y)


def draw_quote(wall: Wall, wish: str, place: QRectF, style: Style) -> float:
    """A quotation with the later sentences one sign further in, as people write it.

    ``place`` gives where it begins and its width; returns its height.
    """
    y = place.top()
    opening, closing = ("“", "”") if wish.isascii() else ("「", "」")
    x, start = place.left() + fit.WISH_INDENT, y
    lines = wish.split("\n")
    lines[-1] = lines[-1].removesuffix("。") + closing
    indent = wall.line(x, y, opening, style, theme.ROOM_SUMI)
    width = place.width() - fit.WISH_INDENT - style.size
    for text in lines:
        room = QRectF(x + indent, y, width, text_height(text, style, width))
        y += wall.paragraph(room, text, style, theme.ROOM_SUMI)
        indent = text_width("　", style)
    wall.fill(QRectF(place.left(), start, 10, y - start), theme.ROOM_AI)
    return y - start


def _draw_goal_table(wall: Wall, view: RoomView, y: float) -> None:
    heights = [fit.GOAL_HEAD, *(_goal_height(line, view.language) for line in view.goals)]
    outer = QRectF(MARGIN, y, fit.INNER, sum(heights) + 4)
    edges = [MARGIN + 2.0]
    for width in (fit.GOAL_TOPIC, *fit.GOAL_COLUMNS):
        edges.append(edges[-1] + width)
    edges[-1] = outer.right() - 2
    wall.box(outer, border=theme.ROOM_LINE2)
    y += 2
    _draw_goal_head(wall, view, edges, outer, y)
    y += heights[0]
    for line, height in zip(view.goals, heights[1:], strict=True):
        last = line is view.goals[-1]
        _draw_goal_row(wall, line, view.language, edges, QRectF(outer.left(), y, fit.INNER, height))
        if not last:
            wall.rule(outer.left() + 2, y + height - 2, fit.INNER - 4, theme.ROOM_LINE)
        y += height
    wall.box(outer, border=theme.ROOM_LINE2, fill="#00000000")


def _draw_goal_head(
    wall: Wall, view: RoomView, edges: list[float], outer: QRectF, y: float
) -> None:
    inner = outer.adjusted(1, 1, -1, -1)
    height = fit.GOAL_HEAD
    wall.clipped_fill(QRectF(outer.left(), y - 2, outer.width(), height), inner, theme.ROOM_PAPER)
    target = QRectF(edges[3], y - 2, outer.right() - edges[3], height + 2)
    wall.clipped_fill(target, inner, theme.ROOM_AI)
    wall.rule(outer.left() + 2, y + height - 2, edges[3] - outer.left() - 2, theme.ROOM_LINE)
    for column, text in enumerate(view.goal_heads, start=1):
        colour = theme.ROOM_GROUND if column == 3 else theme.ROOM_NIBI
        x = edges[column] + fit.GOAL_PADDING
        room = edges[column + 1] - x - 8
        wall.line(x, y + (height - 2 - 52) / 2, text, _HEAD, colour, room=room)
        wall.fill(QRectF(edges[column] - 2, y, 2, height), theme.ROOM_LINE)


def _spans(line: GoalLine) -> bool:
    return not (line.topic or line.before or line.now)


def _goal_cells(line: GoalLine, lang: str) -> list[tuple[str, float, Style]]:
    """Text, width and style of the four cells; a recorded goal spans them all."""
    style = fit.GOAL if line.decided else _PLAIN
    if _spans(line):
        tag = tag_width(lang) + 26 if line.fresh else 0
        width = fit.INNER - 2 * fit.GOAL_PADDING - fit.GOAL_MARK - tag
        return [("", 0, style), ("", 0, style), ("", 0, style), (line.target, width, style)]
    widths = [fit.GOAL_TOPIC_TEXT, *(width - 2 * fit.GOAL_PADDING for width in fit.GOAL_COLUMNS)]
    return [
        (line.topic, widths[0], fit.GOAL),
        (line.before, widths[1], _PLAIN),
        (line.now, widths[2], _PLAIN),
        (line.target, widths[3] - fit.GOAL_MARK, style),
    ]


def _goal_height(line: GoalLine, lang: str) -> float:
    cells = _goal_cells(line, lang)
    return max(
        fit.GOAL_ROW, *(text_height(text, style, width) + 16 for text, width, style in cells)
    )


def _draw_goal_row(wall: Wall, line: GoalLine, lang: str, edges: list[float], row: QRectF) -> None:
    spans = _spans(line)
    left = row.left() if spans else edges[3]
    target = QRectF(left, row.top(), row.right() - 1 - left, row.height() - 2)
    if line.decided:
        wall.fill(target.adjusted(2 if spans else 0, 0, 0, 2), theme.ROOM_AI_T)
    for column, (text, width, style) in enumerate(_goal_cells(line, lang)[:3]):
        room = QRectF(edges[column] + fit.GOAL_PADDING, row.top(), width, row.height() - 2)
        wall.paragraph(room, text, style, theme.ROOM_SUMI, middle=True)
        if not spans:
            wall.fill(QRectF(edges[column + 1] - 2, row.top(), 2, row.height()), theme.ROOM_LINE)
    _draw_target(wall, line, lang, target)


def _draw_target(wall: Wall, line: GoalLine, lang: str, cell: QRectF) -> None:
    text, width, style = _goal_cells(line, lang)[3]
    x, middle = cell.left() + fit.GOAL_PADDING, cell.center().y()
    if line.decided:
        wall.check(x, middle, 38, theme.ROOM_AI)
    else:
        wall.line(x, middle - fit.GOAL.line / 2, "？", fit.GOAL, theme.ROOM_AI)
    room = QRectF(x + fit.GOAL_MARK, cell.top(), width, cell.height())
    colour = theme.ROOM_SUMI if line.decided else theme.ROOM_NIBI
    wall.paragraph(room, text, style, colour, middle=True)
    if line.fresh:
        draw_tag(wall, cell.right() - 28, middle, lang)


def _draw_goal_box(wall: Wall, line: GoalLine, lang: str, y: float) -> float:
    """A goal without a table: a box of its own; returns where the next begins."""
    height = _goal_height(line, lang)
    box = QRectF(MARGIN, y, fit.INNER, height)
    if not line.decided:
        wall.box(box, border=theme.ROOM_LINE2, dashed=True)
    else:
        fill = theme.ROOM_AI_T if line.fresh else theme.ROOM_GROUND
        wall.box(box, border=theme.ROOM_AI, fill=fill, thick=4 if line.fresh else 2)
    _draw_target(wall, line, lang, box.adjusted(4, 0, -4, 0))
    return y + height + fit.AGREED_GAP
