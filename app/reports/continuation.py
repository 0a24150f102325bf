"""続き pages: what did not fit into a form, with its labels, in newspaper columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.i18n import tr
from app.reports.document import Page
from app.reports.flow import Scale, Section, SetCell, set_cell
from app.reports.fonts import Face
from app.reports.frame import Frame
from app.reports.pen import Pen
from app.reports.text import Style, single

SCALE: Final = Scale(10, 15)
HEADING: Final = Style(Face.BOLD, 12, 15)
HEAD_PAD: Final = 1.35
BLOCK_GAP: Final = 5.0
LEAST_BODY: Final = 40.0
OUTER: Final = 0.5
COLUMNS: Final = {"A3": 3, "A4": 2}


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of one case: its heading and the sections."""

    heading: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    y: float
    heading: tuple[str, ...]
    height: float
    cells: tuple[SetCell, ...]

    def draw(self, pen: Pen, frame: Frame) -> None:
        x, wide = frame.paper.left, frame.paper.inner
        column = wide / len(self.cells)
        top = self.y + _head_height(self.heading)
        bottom = top + self.height
        for position, text in enumerate(self.heading):
            pen.text(x + 2.4, self.y + HEAD_PAD + position * HEADING.line, text, HEADING)
        pen.line((x, top), (x + wide, top))
        for position, cell in enumerate(self.cells):
            left = x + position * column
            if position:
                pen.line((left, top), (left, bottom))
            cell.draw(pen, left, top, column)
        half = OUTER / 2
        pen.frame(x + half, self.y + half, wide - OUTER, bottom - self.y - OUTER, OUTER)


def continuation_pages(frame: Frame, rests: Sequence[Rest]) -> list[Page]:
    """The 続き pages of ``rests``: blocks one below the other, as many pages as it takes."""
    pages: list[Page] = []
    blocks: list[_Block] = []
    y = frame.body_top + BLOCK_GAP
    for rest in rests:
        sections, heading = rest.sections, _heading(frame, rest.heading)
        while sections:
            room = frame.body_end - y - _head_height(heading)
            if room < LEAST_BODY:
                pages.append(_page(frame, blocks))
                blocks, y = [], frame.body_top + BLOCK_GAP
                continue
            block, sections = _set_block(frame, heading, sections, y, room)
            blocks.append(block)
            y += _head_height(heading) + block.height + BLOCK_GAP
    if blocks:
        pages.append(_page(frame, blocks))
    return pages


def _heading(frame: Frame, text: str) -> tuple[str, ...]:
    whole = tr("{heading}　続き", heading=text, lang=frame.job.language)
    lines = single(whole, HEADING.face).wrap(HEADING.size, frame.paper.inner - 4.8)
    return tuple(line.text for line in lines)


def _head_height(heading: tuple[str, ...]) -> float:
    return len(heading) * HEADING.line + 2 * HEAD_PAD


def _page(frame: Frame, blocks: list[_Block]) -> Page:
    def body(pen: Pen) -> None:
        for block in blocks:
            block.draw(pen, frame)

    return Page(frame, body)


def _set_block(
    frame: Frame, heading: tuple[str, ...], sections: tuple[Section, ...], y: float, room: float
) -> tuple[_Block, tuple[Section, ...]]:
    """Set ``sections`` as low as their columns balance, or as far as ``room`` goes."""
    lang = frame.job.language
    count = COLUMNS[frame.paper.name]
    width = frame.paper.inner / count
    cells, rest = _fill(sections, width, room, count, lang)
    if rest:
        return _Block(y, heading, room, cells), rest
    low, high = 1, int(room) + 1
    while low < high:
        middle = (low + high) // 2
        if _fill(sections, width, middle, count, lang)[1]:
            low = middle + 1
        else:
            high = middle
    height = min(float(max(low, 20)), room)
    cells, rest = _fill(sections, width, height, count, lang)
    return _Block(y, heading, height, cells), rest


def _fill(
    sections: tuple[Section, ...], width: float, height: float, count: int, lang: str
) -> tuple[tuple[SetCell, ...], tuple[Section, ...]]:
    cells = []
    for position in range(count):
        last = position == count - 1
        cell = set_cell(sections, width, height, SCALE, lang=lang, first_bar=True, note=last)
        cells.append(cell)
        sections = cell.rest
    return tuple(cells), sections
