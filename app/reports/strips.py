"""Documents that run over as many pages as they need: strips one below the other.

A strip is what no page break may cut: a line of text, a line of a table row. ``strip_pages``
fills pages with them; a page that begins inside a part repeats the part's title with （続き）
and the head of its table, so nothing is lost and every piece says what it is (DESIGN-SYSTEM §10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from app.i18n import tr
from app.reports.document import Page
from app.reports.fonts import Face
from app.reports.frame import Frame
from app.reports.pen import BLACK, Pen
from app.reports.text import Paragraph, Style, paragraphs, single

TOP_GAP: Final = 5.0
PART_GAP: Final = 4.5
BODY: Final = Style(Face.TEXT, 10.5, 15.5)
BODY_BOLD: Final = Style(Face.BOLD, 10.5, 15.5)
SMALL: Final = Style(Face.TEXT, 9.5, 13)
TITLE: Final = Style(Face.BOLD, 12, 17)
NUMBER: Final = Style(Face.FIGURES_BOLD, 14, 17)
NAME: Final = Style(Face.BOLD, 13, 18)
THIN: Final = 0.25
OUTER: Final = 0.5
_BAR_PAD: Final = 0.9
_NUMBER_BOX: Final = 10.0


class Ends(NamedTuple):
    """Where a strip came to stand: the first of its page (but for what is repeated), the last."""

    opens: bool
    closes: bool


Draw = Callable[[Pen, float, float, Ends], None]


@dataclass(frozen=True, slots=True)
class Strip:
    """``draw`` is called with the upper left corner. ``keep``: stands with the next strip.

    ``gap`` is free height above it, dropped at the head of a page. ``again`` is what a page
    that begins with this strip draws first.
    """

    height: float
    draw: Draw
    keep: bool = False
    gap: float = 0.0
    again: tuple[Strip, ...] = ()
    bookmark: str = ""


def strip_pages(frame: Frame, strips: Sequence[Strip], opens: str = "") -> list[Page]:
    """The pages of ``strips``; there is always one. ``opens`` is the document's bookmark."""
    room = page_room(frame)
    pages: list[list[_Placed]] = [[]]
    used = 0.0
    for chain in _chains(strips):
        if pages[-1] and used + height_of(chain) > room:
            pages.append([])
        for strip in chain:
            if pages[-1] and used + strip.gap + strip.height > room:  # a chain longer than a page
                pages.append([])
            if not pages[-1]:
                opened = replace(strip, gap=0.0)
                pages[-1] = [*((again, False) for again in strip.again), (opened, True)]
                used = height_of(placed for placed, _ in pages[-1])
            else:
                pages[-1].append((strip, False))
                used += strip.gap + strip.height
    return [
        Page(
            frame,
            _body(frame, page),
            tuple(strip.bookmark for strip, _ in page if strip.bookmark),
            opens="" if number else opens,
        )
        for number, page in enumerate(pages)
    ]


_Placed = tuple[Strip, bool]  # with whether its page begins with it


def page_room(frame: Frame) -> float:
    """Millimetres that the strips of one page may take."""
    return frame.body_end - frame.body_top - TOP_GAP


def height_of(strips: Iterable[Strip]) -> float:
    """What strips one below the other take."""
    return sum(strip.gap + strip.height for strip in strips)


def _chains(strips: Sequence[Strip]) -> Iterable[list[Strip]]:
    chain: list[Strip] = []
    for strip in strips:
        chain.append(strip)
        if not strip.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def _body(frame: Frame, page: Sequence[_Placed]) -> Callable[[Pen], None]:
    def draw(pen: Pen) -> None:
        y = frame.body_top + TOP_GAP
        for position, (strip, opens) in enumerate(page):
            y += strip.gap
            ends = Ends(opens, position == len(page) - 1)
            strip.draw(pen, frame.paper.left, y, ends)
            y += strip.height

    return draw


def titled(title: str, strips: Sequence[Strip], wide: float, lang: str) -> list[Strip]:
    """A part with its title; where it goes on on another page the title stands there again."""
    head = _title_strips(title, wide)
    again = _title_strips(tr("{label}（続き）", label=title, lang=lang), wide)
    first = replace(head[0], gap=PART_GAP)
    body = [replace(strip, again=(*again, *strip.again)) for strip in strips]
    return [first, *head[1:], *body]


def _title_strips(title: str, wide: float) -> list[Strip]:
    lines = single(title, TITLE.face).wrap(TITLE.size, wide)
    return [line_strip(line.text, TITLE, keep=True) for line in lines]


def line_strip(text: str, style: Style, x: float = 0.0, *, keep: bool = False) -> Strip:
    """One line of text."""

    def draw(pen: Pen, left: float, y: float, _ends: Ends) -> None:
        pen.text(left + x, y, text, style)

    return Strip(style.line, draw, keep=keep)


def text_strips(text: str, wide: float, style: Style = BODY) -> list[Strip]:
    """A free text, one strip a line; no paragraph leaves a single line behind."""
    strips: list[Strip] = []
    for paragraph in paragraphs(text, style.face):
        strips += _paragraph_strips(paragraph, wide, style)
    return strips


def _paragraph_strips(paragraph: Paragraph, wide: float, style: Style) -> Iterable[Strip]:
    lines = paragraph.wrap(style.size, wide)
    for position, line in enumerate(lines):
        yield line_strip(line.text, style, line.indent, keep=together(position, len(lines)))


def together(position: int, count: int) -> bool:
    """Whether line ``position`` of ``count`` stays with the next: no first or last one alone."""
    last = count - 1
    return position < last if count <= 3 else position in {0, last - 1}


def space(height: float) -> Strip:
    """Free height; at the head of a page it is left out."""
    return Strip(0.0, lambda _pen, _x, _y, _ends: None, gap=height, keep=True)


def boxed(strips: Sequence[Strip], wide: float, pad: float = 2.0) -> Strip:
    """Strips in one frame that no page break cuts."""
    height = height_of(strips) + 2 * pad

    def draw(pen: Pen, x: float, y: float, _ends: Ends) -> None:
        pen.frame(x + OUTER / 2, y + OUTER / 2, wide - OUTER, height - OUTER, OUTER)
        top = y + pad
        for strip in strips:
            top += strip.gap
            strip.draw(pen, x + pad + 1.0, top, Ends(opens=False, closes=False))
            top += strip.height

    return Strip(height, draw, gap=PART_GAP)


def case_bar(number: str, name: str, facts: str, wide: float, bookmark: str = "") -> Strip:
    """Who a part is about: white number on black, plant name, facts (design 10)."""
    room = wide - _NUMBER_BOX - 5.0
    names = [line.text for line in single(name, NAME.face).wrap(NAME.size, room)]
    plain = single(facts)
    first = single(names[-1], NAME.face).natural(NAME.size) + 5.0
    beside = first + plain.natural(BODY.size) <= room
    below = [] if beside else [line.text for line in plain.wrap(BODY.size, room) if line.text]
    height = len(names) * NAME.line + len(below) * BODY.line + 2 * _BAR_PAD

    def draw(pen: Pen, x: float, y: float, _ends: Ends) -> None:
        pen.fill(x, y, _NUMBER_BOX, height, BLACK)
        middle = y + (height - NUMBER.line) / 2
        pen.text(x + _NUMBER_BOX / 2, middle, number, NUMBER, white=True, align="centre")
        left, top = x + _NUMBER_BOX + 3.5, y + _BAR_PAD
        for text in names:
            pen.text(left, top, text, NAME)
            top += NAME.line
        if beside:
            pen.text(left + first, top - BODY.line - 0.25, facts, BODY)
        for text in below:
            pen.text(left, top, text, BODY)
            top += BODY.line
        pen.frame(x + OUTER / 2, y + OUTER / 2, wide - OUTER, height - OUTER, OUTER)

    return Strip(height, draw, keep=True, gap=PART_GAP, bookmark=bookmark)


def writing_lines(count: int, wide: float, pitch: float = 8.5) -> list[Strip]:
    """Dotted lines to write on."""

    def draw(pen: Pen, x: float, y: float, _ends: Ends) -> None:
        pen.line((x, y + pitch), (x + wide, y + pitch), 0.2, (0.3, 0.9))

    return [Strip(pitch, draw, keep=position < count - 1) for position in range(count)]


def tick_box(pen: Pen, x: float, y: float, size: float, *, ticked: bool) -> None:
    """A box to tick, ticked as a drawing so that a fax keeps it."""
    pen.frame(x, y, size, size, 0.3)
    if ticked:
        points = [(0.18, 0.5), (0.42, 0.78), (0.88, 0.14)]
        pen.path([(x + px * size, y + py * size) for px, py in points], 0.55, closed=False)
