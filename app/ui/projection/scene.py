"""Compose one frame: strip, stage track, question, the stage's body, footer (design 06a–d)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF

from app.conference import wall_fit as fit
from app.conference import wall_words as say
from app.conference.meeting import STAGES, Part, Stage
from app.conference.room import Identity, RoomView
from app.conference.wall_fit import MARGIN, QUESTION, SMALL, Style
from app.ui import theme
from app.ui.projection.goal import draw_goal
from app.ui.projection.issue import draw_issue
from app.ui.projection.meeting_frames import draw_closing, draw_opening
from app.ui.projection.parts import (
    draw_presentation,
    draw_sheet,
    draw_wide_resources,
    draw_wrap_up,
)
from app.ui.projection.risk import draw_risk
from app.ui.projection.support import draw_support
from app.ui.projection.wall import Frame, Wall, text_height, text_width

RIGHT = fit.WIDTH - MARGIN

_STRIP = 112
_NAME = Style(48, 52, bold=True)
_PERSON = Style(32, 52)
_PERSON_TIGHT = Style(32, 40)
_SMALL_BOLD = Style(32, 44, bold=True)
_TRACK = Style(32, 52)
_TRACK_NOW = Style(32, 52, bold=True)
_STATION_WIDTH, _STATION_HEIGHT, _STATION_GAP = 158, 64, 12
_TRACK_LEFT = RIGHT - 4 * _STATION_WIDTH - 3 * _STATION_GAP
_FOOTER = 1008
_BAR = QRectF(RIGHT - 240, 1037, 240, 16)

_BODIES: dict[Stage, tuple[int, Callable[[Wall, RoomView, float], None]]] = {
    Stage.ISSUE: (fit.TOP_ISSUE, draw_issue),
    Stage.GOAL: (fit.TOP_GOAL, draw_goal),
    Stage.RISK: (fit.TOP_RISK, draw_risk),
    Stage.SUPPORT: (fit.TOP_SUPPORT, draw_support),
}


def compose(view: RoomView) -> Frame:
    """Lay out the frame of ``view``. Nothing but ``view`` and the fixed words goes in."""
    wall = Wall()
    wall.fill(QRectF(0, 0, fit.WIDTH, fit.HEIGHT), theme.ROOM_GROUND)
    wall.fill(QRectF(0, 0, fit.WIDTH, _STRIP - 2), theme.ROOM_PAPER)
    wall.rule(0, _STRIP - 2, fit.WIDTH, theme.ROOM_LINE2)
    if view.identity is not None:
        _draw_identity(wall, view.identity, view.language)
    if view.stage is None:
        meeting = say.of_section("opening", "meeting", view.language)
        wall.line(MARGIN, 33, meeting, SMALL, theme.ROOM_NIBI)
        (draw_closing if view.agreed else draw_opening)(wall, view)
    else:
        _draw_track(wall, view.stage, view.language)
        extra = _draw_question(wall, view)
        top, draw_body = _BODIES[view.stage]
        (_body_of_part(view) or draw_body)(wall, view, top + extra)
    _draw_footer(wall, view)
    return wall.frame(view.question)


def _body_of_part(view: RoomView) -> Callable[[Wall, RoomView, float], None] | None:
    """A part of the stage that has a frame of its own (DOMAIN.md §3.5 P2, P7, P8)."""
    if view.sheet:
        return draw_sheet
    match view.part:
        case Part.PRESENTATION if view.wish:
            return draw_presentation
        case Part.RESOURCES:
            return draw_wide_resources
        case Part.WRAP_UP:
            return draw_wrap_up
    return None


def _draw_identity(wall: Wall, person: Identity, lang: str) -> None:
    x: float = MARGIN
    place = say.label("case", lang, order=person.order, total=person.total)
    x += wall.line(x, 33, place, SMALL, theme.ROOM_NIBI) + 28
    if person.pseudonym:
        name = say.label("name", lang, name=person.pseudonym)
        x += wall.line(x, 29, name, _NAME, theme.ROOM_SUMI) + 28
    words = (person.age_band, person.sex, person.care_level, person.household)
    parts = [word for word in words if word]
    between = say.label("separator", lang)
    room = _TRACK_LEFT - 24 - x
    if text_width(between.join(parts), _PERSON) <= room:
        wall.line(x, 29, between.join(parts), _PERSON, theme.ROOM_SUMI)
        return
    two_lines = f"{between.join(parts[:2])}\n{between.join(parts[2:])}"
    strip = QRectF(x, 0, room, _STRIP - 2)
    wall.paragraph(strip, two_lines, _PERSON_TIGHT, theme.ROOM_SUMI, middle=True)


def _draw_track(wall: Wall, now: Stage, lang: str) -> None:
    """The four stages never move: ✓ done, filled now, outline to come."""
    x = _TRACK_LEFT
    for number, stage in enumerate(STAGES):
        box = QRectF(x, 23, _STATION_WIDTH, _STATION_HEIGHT)
        mark, word = "①②③④"[number], say.of_stage(stage, "short", lang)
        if stage is now:
            wall.box(box, border=theme.ROOM_AI, fill=theme.ROOM_AI)
            _station(wall, box, mark=mark, word=word, colour=theme.ROOM_GROUND, style=_TRACK_NOW)
        elif number < STAGES.index(now):
            wall.box(box, border=theme.ROOM_AI)
            _station(wall, box, mark="", word=word, colour=theme.ROOM_AI, style=_TRACK)
        else:
            wall.box(box, border=theme.ROOM_LINE2)
            _station(wall, box, mark=mark, word=word, colour=theme.ROOM_NIBI, style=_TRACK)
        x += _STATION_WIDTH + _STATION_GAP


def _station(wall: Wall, box: QRectF, *, mark: str, word: str, colour: str, style: Style) -> None:
    mark_width = text_width(mark, style) if mark else 30
    x = box.center().x() - (mark_width + 10 + text_width(word, style)) / 2
    y = box.center().y() - style.line / 2
    if mark:
        wall.line(x, y, mark, style, colour)
    else:
        wall.check(x, box.center().y(), 30, colour)
    wall.line(x + mark_width + 10, y, word, style, colour)


def _draw_question(wall: Wall, view: RoomView) -> float:
    """The question is the screen: one line, or two at 92 px; returns how far the body moves."""
    support = view.stage is Stage.SUPPORT
    fits = text_width(view.question, QUESTION) <= fit.INNER
    style = QUESTION if fits and not support else fit.QUESTION_SMALL
    height = text_height(view.question, style, fit.INNER)
    room = QRectF(MARGIN, 152 if support else 156, fit.INNER, max(height, style.line))
    wall.paragraph(room, view.question, style, theme.ROOM_SUMI)
    return height - style.line


def _draw_footer(wall: Wall, view: RoomView) -> None:
    lang = view.language
    wall.fill(QRectF(0, _FOOTER, fit.WIDTH, fit.HEIGHT - _FOOTER), theme.ROOM_GROUND)
    wall.rule(0, _FOOTER, fit.WIDTH, theme.ROOM_LINE)
    x = _draw_confidential(wall, view, lang)
    if view.note:
        wall.line(x + 40, 1023, view.note, SMALL, theme.ROOM_NIBI)
    right = float(RIGHT)
    if view.minutes_left is not None:
        right = _draw_time(wall, view.minutes_left, view.share_left, lang)
    if view.pages > 1:
        page = say.label("page", lang, page=view.page, pages=view.pages)
        wall.line_right(right - 40, 1023, page, _SMALL_BOLD, theme.ROOM_SUMI)


def _draw_confidential(wall: Wall, view: RoomView, lang: str) -> float:
    """取扱注意, or 練習用 in a box; only a rehearsal with real cases may follow that alone."""
    if not view.practice:
        text = say.label("confidential", lang)
        return MARGIN + wall.line(MARGIN, 1023, text, SMALL, theme.ROOM_NIBI)
    word = say.label("practice", lang)
    chip = QRectF(MARGIN, 1019, text_width(word, _SMALL_BOLD) + 32, 52)
    wall.box(chip, border=theme.ROOM_LINE2, fill=theme.ROOM_YAMA_T)
    wall.line(MARGIN + 16, 1023, word, _SMALL_BOLD, theme.ROOM_SUMI)
    if view.rehearsal:
        return chip.right()
    text = say.label("fictitious", lang)
    return chip.right() + 20 + wall.line(chip.right() + 20, 1023, text, SMALL, theme.ROOM_NIBI)


def _draw_time(wall: Wall, minutes: int, share: float, lang: str) -> float:
    """Whole minutes and a bar; the wall counts no seconds. Returns where it begins."""
    over = minutes < 0 or (minutes == 0 and share <= 0)
    key = "over" if over else "left" if minutes else "nearly"
    text = say.label(key, lang, n=minutes)
    wall.fill(_BAR, theme.ROOM_LINE2)
    wall.fill(_BAR.adjusted(2, 2, -2, -2), theme.ROOM_GROUND)
    inner = _BAR.adjusted(2, 2, -2, -2)
    width = inner.width() * (0 if over else min(1.0, max(0.0, share)))
    wall.fill(QRectF(inner.left(), inner.top(), width, inner.height()), theme.ROOM_LINE2)
    colour = theme.ROOM_KAKI if over else theme.ROOM_SUMI
    return wall.line_right(_BAR.left() - 20, 1023, text, SMALL, colour)
