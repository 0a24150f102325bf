"""The table of the judgement sheet: items, two ratings, two factors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from app.care.disclosure import JudgementRow
from app.i18n import tr
from app.reports.flow import LABEL, NOTE, Section, fit_label, text_rows
from app.reports.fonts import Face, width
from app.reports.glyphs import draw_arrow, draw_rating
from app.reports.pen import Pen
from app.reports.text import Style, paragraphs, single

HEAD_ROW: Final = 6.15
HEAD: Final = 2 * HEAD_ROW
ROW: Final = 9.9
LEAST_ROW: Final = 9.4  # two lines of text; where the head of the page took more room
THIN: Final = 0.25
THICK: Final = 0.6
_SIDE: Final = 8.0
_ITEM: Final = 20.0
_MAX_ITEM: Final = 40.0
_BEFORE: Final = 17.0
_PREDICTED: Final = 20.0
_PERSONAL_SHARE: Final = 58 / 113
_PAD: Final = 1.6
_RATING_PAD: Final = 2.2
_ARROW_AT: Final = 11.7
_GLYPH: Final = 4.5
_ARROW: Final = 3.97
_TEXT: Final = Style(Face.TEXT, 9.5, 12.5)
_NAME: Final = Style(Face.BOLD, 10.5, 12.5)
_NAME_SMALL: Final = Style(Face.BOLD, 9.5, 11)
_DOMAIN: Final = Style(Face.BOLD, 10, 15)
_ROW_PAD: Final = 0.58


class _Factor(NamedTuple):
    """What stands in a cell; ``pointer`` says that the text goes on on another page."""

    lines: tuple[str, ...]
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class _Set:
    """One row set: its height, its label, for both factors the visible lines and a pointer."""

    row: JudgementRow
    height: float
    label: tuple[str, ...]
    factors: tuple[_Factor, _Factor]


@dataclass(frozen=True, slots=True)
class Table:
    """The table laid out; ``rest`` are factor texts that go on on a 続き page."""

    lang: str
    edges: tuple[float, ...]  # left edges of the columns and the right edge of the last
    rows: tuple[_Set, ...]
    rest: tuple[Section, ...]

    @property
    def height(self) -> float:
        """Height with the head."""
        return HEAD + sum(row.height for row in self.rows)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the upper left corner at (x, y)."""
        edges = [x + edge for edge in self.edges]
        pen.fill(edges[0], y, edges[-1] - edges[0], HEAD)
        pen.fill(edges[0], y + HEAD, _SIDE, self.height - HEAD)
        self._draw_head(pen, edges, y)
        top = y + HEAD
        for position, row in enumerate(self.rows):
            if position:
                opens = row.row.domain != self.rows[position - 1].row.domain
                start = edges[0] if opens else edges[1]
                pen.line((start, top), (edges[-1], top), THICK if opens else THIN)
            _draw_row(pen, edges, top, row)
            top += row.height
        self._draw_domains(pen, edges[0], y + HEAD)
        for position, edge in enumerate(edges[1:-1], 1):
            upper = y + HEAD_ROW if position == len(edges) - 2 else y
            pen.line((edge, upper), (edge, y + self.height))
        pen.frame(edges[0] + THIN / 2, y, edges[-1] - edges[0] - THIN, self.height)
        self._draw_improved(pen, edges, y + HEAD)

    def _draw_head(self, pen: Pen, edges: Sequence[float], y: float) -> None:
        heads = (
            (1, tr("項目", lang=self.lang)),
            (2, tr("事前判定", lang=self.lang)),
            (3, tr("事後予測", lang=self.lang)),
        )
        for column, text in heads:
            _draw_label(pen, edges[column : column + 2], y, HEAD, text)
        centre = (edges[4] + edges[6]) / 2
        pen.text(centre, y + 0.95, tr("課題", lang=self.lang), LABEL, align="centre")
        factors = (
            (4, tr("個人因子（本人の心身・思い）", lang=self.lang)),
            (5, tr("環境因子（住まい・家族・地域）", lang=self.lang)),
        )
        for column, text in factors:
            _draw_label(pen, edges[column : column + 2], y + HEAD_ROW, HEAD_ROW, text)
        pen.line((edges[4], y + HEAD_ROW), (edges[6], y + HEAD_ROW))
        pen.line((edges[0], y + HEAD), (edges[-1], y + HEAD))

    def _draw_domains(self, pen: Pen, x: float, y: float) -> None:
        for domain, group in groupby(self.rows, key=lambda row: row.row.domain):
            height = sum(row.height for row in group)
            pen.turned_text(x + _SIDE / 2, y + height / 2, domain, _DOMAIN, spread=1.0)
            y += height

    def _draw_improved(self, pen: Pen, edges: Sequence[float], y: float) -> None:
        """Thick frames last, so that no thin line lies on them."""
        for row in self.rows:
            if row.row.improved:
                pen.frame(edges[3], y, edges[4] - edges[3], row.height, THICK)
            y += row.height


def lay_table(rows: Sequence[JudgementRow], wide: float, room: float, lang: str) -> Table:
    """Lay ``rows`` out in ``wide`` × ``room`` millimetres.

    Rows grow for longer factors as long as the page has room; what a row can't take of a text
    becomes a section of ``rest``.
    """
    names = [width(row.label, _NAME.face, _NAME.size) for row in rows]
    item = min(max(_ITEM, max(names, default=0.0) + 2 * _PAD + 0.1), _MAX_ITEM)
    start = _SIDE + item + _BEFORE + _PREDICTED
    personal = (wide - start) * _PERSONAL_SHARE
    edges = (0.0, _SIDE, _SIDE + item, _SIDE + item + _BEFORE, start, start + personal, wide)
    columns = (personal - 2 * _PAD, wide - start - personal - 2 * _PAD)
    wrapped = [
        [
            _wrap(text, wide_)
            for text, wide_ in zip((row.personal, row.environment), columns, strict=True)
        ]
        for row in rows
    ]
    counts = [max(map(len, pair)) for pair in wrapped]
    cap = _most_lines(counts, room - HEAD)
    plain = _plain_height([min(count, cap) for count in counts], room - HEAD)
    made = []
    rest: list[Section] = []
    for row, pair in zip(rows, wrapped, strict=True):
        factors = (_visible(pair[0], cap, lang), _visible(pair[1], cap, lang))
        height = _height(min(cap, max(map(len, pair))), plain)
        made.append(_Set(row, height, _label(row.label, item), factors))
        rest.extend(_left_over(row, pair, cap, lang))
    return Table(lang, edges, tuple(made), tuple(rest))


def _wrap(text: str, room: float) -> list[tuple[str, str]]:
    """The lines of a factor, each with all the text that begins there."""
    lines: list[tuple[str, str]] = []
    found = paragraphs(text)
    for position, paragraph in enumerate(found):
        after = [p.text for p in found[position + 1 :]]
        lines.extend(
            (line.text, "\n".join([paragraph.text[line.start :], *after]))
            for line in paragraph.wrap(_TEXT.size, room)
        )
    return lines


def _height(lines: int, least: float) -> float:
    return max(least, lines * _TEXT.line + _ROW_PAD)


def _most_lines(counts: Sequence[int], room: float) -> int:
    """The largest number of lines a factor may have so that all rows have room."""
    cap = 2
    while (
        cap < max(counts, default=0)
        and sum(_height(min(count, cap + 1), LEAST_ROW) for count in counts) <= room
    ):
        cap += 1
    return cap


def _plain_height(counts: Sequence[int], room: float) -> float:
    """Height of rows with one or two lines: that of the picture, or less beside taller ones."""
    tall = [height for count in counts if (height := _height(count, 0.0)) > LEAST_ROW]
    plain = len(counts) - len(tall)
    return min(ROW, max(LEAST_ROW, (room - sum(tall)) / plain)) if plain else ROW


def _visible(lines: Sequence[tuple[str, str]], cap: int, lang: str) -> _Factor:
    """The lines that have room; the last one gives way to the pointer where there are more."""
    if len(lines) <= cap:
        return _Factor(tuple(line for line, _ in lines))
    return _Factor(tuple(line for line, _ in lines[: cap - 1]), tr("→ 続きのページへ", lang=lang))


def _left_over(
    row: JudgementRow, pair: Sequence[Sequence[tuple[str, str]]], cap: int, lang: str
) -> Iterator[Section]:
    titles = (
        tr("{item}の個人因子", item=row.label, lang=lang),
        tr("{item}の環境因子", item=row.label, lang=lang),
    )
    for title, lines in zip(titles, pair, strict=True):
        if len(lines) > cap:
            yield Section(title, text_rows(lines[cap - 1][1]), continued=True)


def _label(text: str, item: float) -> tuple[str, ...]:
    paragraph = single(text, Face.BOLD)
    if paragraph.natural(_NAME.size) <= item - 2 * _PAD:
        return (paragraph.text,)
    return tuple(line.text for line in paragraph.wrap(_NAME_SMALL.size, item - 2 * _PAD))


def _draw_label(pen: Pen, edges: Sequence[float], y: float, high: float, text: str) -> None:
    style, lines = fit_label(text, LABEL, edges[1] - edges[0] - 2.2, high)
    _draw_lines(pen, edges[0] + _PAD, y + high / 2, lines, style)


def _draw_row(pen: Pen, edges: Sequence[float], y: float, row: _Set) -> None:
    middle = y + row.height / 2
    name = _NAME if len(row.label) == 1 else _NAME_SMALL
    _draw_lines(pen, edges[1] + _PAD, middle, row.label, name)
    if row.row.before:
        draw_rating(pen, edges[2] + _RATING_PAD, middle, row.row.before, _GLYPH)
    if row.row.predicted:
        draw_rating(pen, edges[3] + _RATING_PAD, middle, row.row.predicted, _GLYPH)
    if row.row.arrow:
        draw_arrow(pen, edges[3] + _ARROW_AT, middle, row.row.arrow, _ARROW)
    for edge, factor in zip(edges[4:], row.factors, strict=False):
        _draw_factor(pen, edge + _PAD, middle, factor)


def _draw_factor(pen: Pen, x: float, middle: float, factor: _Factor) -> None:
    if not factor.pointer:
        _draw_lines(pen, x, middle, factor.lines, _TEXT)
        return
    top = middle - (len(factor.lines) + 1) * _TEXT.line / 2
    for position, text in enumerate(factor.lines):
        pen.text(x, top + position * _TEXT.line, text, _TEXT)
    foot = top + (len(factor.lines) + 1) * _TEXT.line - NOTE.line
    pen.text(x, foot, factor.pointer, NOTE)


def _draw_lines(pen: Pen, x: float, middle: float, lines: Sequence[str], style: Style) -> None:
    top = middle - len(lines) * style.line / 2
    for position, text in enumerate(lines):
        pen.text(x, top + position * style.line, text, style)
