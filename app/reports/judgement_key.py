"""The key below the judgement table: what each symbol says, the marks, the count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.care import rating_geometry as shape
from app.care.disclosure import JudgementView
from app.care.ratings import RATINGS
from app.i18n import tr
from app.reports.flow import fit_label
from app.reports.fonts import Face, width
from app.reports.glyphs import draw_arrow, draw_rating
from app.reports.job import A4
from app.reports.pen import GREY, Pen
from app.reports.text import Style, single

KEY_HEIGHT: Final = 21.7
_ROWS: Final = (5.75, 10.0, 5.95)
_WIDE: Final = 126.0
_FIRST: Final = 25.0
_PLAIN: Final = Style(Face.TEXT, 9, 12)
_BOLD: Final = Style(Face.BOLD, 9, 12)
_MARK: Final = Style(Face.TEXT, 9, 14)
_MARK_BOLD: Final = Style(Face.BOLD, 9, 14)
_GLYPH: Final = 3.7
_MARK_GLYPH: Final = 3.2
_ASIDE: Final = 6.0


def draw_key(pen: Pen, x: float, y: float, view: JudgementView, lang: str) -> None:
    """Draw the key with its upper left corner at (x, y)."""
    cell = (_WIDE - _FIRST) / 6
    tops = (y, y + _ROWS[0], y + _ROWS[0] + _ROWS[1])
    pen.fill(x, y, _WIDE, _ROWS[0], GREY)
    pen.fill(x, y, _FIRST, KEY_HEIGHT, GREY)
    for top, high, text in zip(tops, _ROWS, _first_column(lang), strict=True):
        _centred(pen, x, top, (_FIRST, high), text, bold=True)
    for position, text in enumerate(_groups(lang)):
        left = x + _FIRST + position * 2 * cell
        _centred(pen, left, y, (2 * cell, _ROWS[0]), text, bold=True)
    for position, (code, text) in enumerate(zip(RATINGS, _outlooks(lang), strict=False)):
        left = x + _FIRST + position * cell
        _centred(pen, left, tops[1], (cell, _ROWS[1]), text, bold=False)
        taken = shape.width(code, _GLYPH)
        draw_rating(pen, left + (cell - taken) / 2, tops[2] + _ROWS[2] / 2, code, _GLYPH)
        pen.line((left, tops[1] if position % 2 else y), (left, y + KEY_HEIGHT))
    for top in tops[1:]:
        pen.line((x, top), (x + _WIDE, top))
    pen.frame(x + 0.125, y, _WIDE - 0.25, KEY_HEIGHT)
    _draw_marks(pen, x + _WIDE + _ASIDE, y, view, lang)


def _first_column(lang: str) -> tuple[str, str, str]:
    return (
        tr("自立度", lang=lang),
        tr("困難度と\n改善の見込み", lang=lang),
        tr("判定", lang=lang),
    )


def _groups(lang: str) -> tuple[str, str, str]:
    return tr("自立", lang=lang), tr("一部介助", lang=lang), tr("全介助", lang=lang)


def _outlooks(lang: str) -> Sequence[str]:
    high, low = tr("見込み\n高い", lang=lang), tr("見込み\n低い", lang=lang)
    return (tr("楽に\nできる", lang=lang), tr("少し\n難しい", lang=lang), high, low, high, low)


def _centred(
    pen: Pen, x: float, y: float, box: tuple[float, float], text: str, *, bold: bool
) -> None:
    """A short text in the middle of a cell, on as few lines as its width allows."""
    style, lines = fit_label(text, _BOLD if bold else _PLAIN, box[0] - 1.4, box[1] - 0.4)
    top = y + (box[1] - len(lines) * style.line) / 2
    for position, line in enumerate(lines):
        pen.text(x + box[0] / 2, top + position * style.line, line, style, align="centre")


def _wrapped(text: str, style: Style, room: float) -> list[str]:
    return [line.text for line in single(text, style.face).wrap(style.size, room)]


def _draw_marks(pen: Pen, x: float, y: float, view: JudgementView, lang: str) -> None:
    """The marks of the table in words, then how many items are predicted to improve."""
    indent = width("〃", _MARK.face, _MARK.size) + 1.6
    room = A4.width - A4.right - x
    marks = [_wrapped(text, _MARK, room - indent) for text in _mark_words(lang)]
    count = tr(
        "改善の見込み {count} / {total}項目",
        count=view.improved_count if view.head.order else "　　",  # to be filled in by hand
        total=view.total_count,
        lang=lang,
    )
    last = _wrapped(count, _MARK_BOLD, room)
    pitch = min(_MARK.line, KEY_HEIGHT / (sum(map(len, marks)) + len(last)))
    for mark, lines in zip(("up", "NA", "〃"), marks, strict=True):
        _draw_mark(pen, x, y, mark)
        for text in lines:
            pen.text(x + indent, y, text, _MARK)
            y += pitch
    for text in last:
        pen.text(x, y, text, _MARK_BOLD)
        y += pitch


def _mark_words(lang: str) -> tuple[str, str, str]:
    return (
        tr("事後予測で良くなる（太枠）", lang=lang),
        tr("該当なし・していない", lang=lang),
        tr("上の行と同じ", lang=lang),
    )


def _draw_mark(pen: Pen, x: float, y: float, mark: str) -> None:
    middle = y + _MARK.line / 2
    if mark == "up":
        draw_arrow(pen, x + 0.2, middle, mark, _MARK_GLYPH)
    elif mark == "NA":
        draw_rating(pen, x + 0.2, middle, mark, _MARK_GLYPH)
    else:
        pen.text(x + 0.2, y, mark, _MARK)
