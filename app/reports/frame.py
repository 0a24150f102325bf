"""What every page carries: title, session, 取扱注意, copy number, maker, page x / y.

Measures are those of ``design/print.css`` and the handout pictures; the footer sits a little
higher than drawn there so that the 9 mm margin of DESIGN-SYSTEM §10 holds on every side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.i18n import tr
from app.reports.fonts import MM_PER_PT, Face, rise, width
from app.reports.foot import Foot
from app.reports.job import A3, Paper, PrintJob, Stamp
from app.reports.pen import BLACK, Pen, base_line
from app.reports.text import Style, single

CAUTION_STROKE: Final = 0.5
MARK_GAP: Final = 6.0
PRACTICE_GAP: Final = 3.0
PRACTICE_ROW: Final = 7.0  # height of 練習用 where it stands below the box


@dataclass(frozen=True, slots=True)
class HeadSizes:
    """Type sizes and paddings of the head for one paper."""

    titles: tuple[Style, ...]  # tried in order until the title fits on one line
    sub: Style
    mark: Style
    mark_pad: float
    notice: Style
    number: Style
    number_pad: float


_HEADS: Final = {
    "A3": HeadSizes(
        titles=tuple(Style(Face.BOLD, size, 21) for size in (16, 14, 12)),
        sub=Style(Face.TEXT, 10, 15),
        mark=Style(Face.BOLD, 14, 18),
        mark_pad=4.0,
        notice=Style(Face.TEXT, 9, 13),
        number=Style(Face.FIGURES_BOLD, 14, 17),
        number_pad=3.0,
    ),
    "A4": HeadSizes(
        titles=tuple(Style(Face.BOLD, size, 19) for size in (15, 13, 11)),
        sub=Style(Face.TEXT, 9, 13),
        mark=Style(Face.BOLD, 12, 16),
        mark_pad=3.0,
        notice=Style(Face.TEXT, 8.5, 12),
        number=Style(Face.FIGURES_BOLD, 12, 15),
        number_pad=2.4,
    ),
}
_NUMBER_LABEL: Final = Style(Face.TEXT, 8.5, 12)


@dataclass(frozen=True)
class Frame:
    """Head and foot of one document; content stands between ``body_top`` and ``body_end``."""

    paper: Paper
    job: PrintJob
    title: str
    subs: tuple[str, ...]
    notice: tuple[str, ...]
    foot_note: str = ""
    numbered: bool = True  # a form nobody hands out to be collected has no 配付番号

    @cached_property
    def body_top(self) -> float:
        """Where the body may begin."""
        marks = self._box_height()
        if self.job.practice and not self._wide:
            marks += PRACTICE_GAP + PRACTICE_ROW
        return self.paper.top + max(marks, self._head_height)

    @cached_property
    def body_end(self) -> float:
        """Where the body must end."""
        return self.paper.height - self.paper.bottom - self._foot.height - 2.0

    @property
    def sizes(self) -> HeadSizes:
        """Sizes of the head for this paper."""
        return _HEADS[self.paper.name]

    def draw_head(self, pen: Pen) -> None:
        """Title, session and caution box, but for the copy number."""
        y = self.paper.top + self._head_drop
        for text, style in self._head:
            pen.text(self.paper.left, y, text, style)
            y += style.line
        self._draw_caution(pen)

    def draw_foot(self, pen: Pen, page: int, pages: int) -> None:
        """Maker, note and page number, but not the copy number."""
        self._foot.draw(pen, page, pages)

    def stamp(self, pen: Pen, stamp: Stamp) -> None:
        """The copy number, in the head and in the foot."""
        if not self.numbered:
            return
        right = self.paper.width - self.paper.right
        box = self._number_width()
        number = self.sizes.number
        middle = right - CAUTION_STROKE - box / 2
        label_y = self.paper.top + (self._box_height() - _NUMBER_LABEL.line - number.line) / 2
        at = label_y + _NUMBER_LABEL.line
        pen.text(middle, at, stamp.number_of, number, align="centre")
        self._foot.stamp(pen, stamp)

    @cached_property
    def _foot(self) -> Foot:
        return Foot(self.paper, self.job, self.foot_note, numbered=self.numbered)

    # ---- head ----

    @cached_property
    def _head(self) -> tuple[tuple[str, Style], ...]:
        return tuple(self._head_lines())

    @cached_property
    def _head_drop(self) -> float:
        """Room above the title for accents that rise beyond its line into the margin."""
        text, style = self._head[0]
        return max(0.0, rise(text, style.face) * style.size * MM_PER_PT - base_line(style))

    @property
    def _head_height(self) -> float:
        return self._head_drop + sum(style.line for _, style in self._head)

    def _head_lines(self) -> Iterator[tuple[str, Style]]:
        room = self.paper.inner - self._caution_width() - MARK_GAP
        sizes = self.sizes
        title = next(
            (s for s in sizes.titles if width(self.title, s.face, s.size) <= room),
            Style(Face.BOLD, sizes.titles[-1].size, sizes.titles[-1].size * 1.25),
        )
        for line in single(self.title, Face.BOLD).wrap(title.size, room):
            yield line.text, title
        for sub in self._joined_subs(room):
            for line in single(sub).wrap(sizes.sub.size, room):
                yield line.text, sizes.sub

    def _joined_subs(self, room: float) -> list[str]:
        """Subtitles: on the wide paper side by side where they fit."""
        joined = "　　".join(self.subs)
        style = self.sizes.sub
        one_line = self._wide and width(joined, style.face, style.size) <= room
        return [joined] if one_line else list(self.subs)

    def _box_height(self) -> float:
        sizes = self.sizes
        number = _NUMBER_LABEL.line + sizes.number.line if self.numbered else 0.0
        notice = len(self.notice) * sizes.notice.line
        return max(number, notice, sizes.mark.line) + 2.0 + 2 * CAUTION_STROKE

    def _widths(self) -> tuple[float, float, float]:
        """Widths of mark, notice and number in the caution box."""
        sizes = self.sizes
        mark = width(self._mark(), sizes.mark.face, sizes.mark.size) + 2 * sizes.mark_pad
        notice = max(width(t, sizes.notice.face, sizes.notice.size) for t in self.notice) + 6.0
        return mark, notice, self._number_width()

    def _number_width(self) -> float:
        if not self.numbered:
            return 0.0
        digits = max(3, len(str(self.job.copies)))
        sample = f"{'0' * digits} / {'0' * digits}"
        number = width(sample, self.sizes.number.face, self.sizes.number.size)
        label = width(self._number_label(), _NUMBER_LABEL.face, _NUMBER_LABEL.size)
        return max(number, label) + 2 * self.sizes.number_pad

    @property
    def _wide(self) -> bool:
        """Whether 練習用 and subtitles have room side by side."""
        return self.paper is A3

    def _practice_width(self) -> float:
        mark = self.sizes.mark
        return width(self._practice_mark(), mark.face, mark.size) + 2 * self.sizes.mark_pad

    def _caution_width(self) -> float:
        practice = self.job.practice and self._wide
        beside = self._practice_width() + PRACTICE_GAP if practice else 0.0
        return sum(self._widths()) + 2 * CAUTION_STROKE + beside

    def _draw_caution(self, pen: Pen) -> None:
        sizes, y, high = self.sizes, self.paper.top, self._box_height()
        mark, notice, number = self._widths()
        x = self.paper.width - self.paper.right - mark - notice - number - 2 * CAUTION_STROKE
        if self.job.practice:
            self._draw_practice(pen, x, high)
        wide = mark + notice + number + CAUTION_STROKE
        pen.fill(x, y, mark + CAUTION_STROKE, high, BLACK)
        half = CAUTION_STROKE / 2
        pen.frame(x + half, y + half, wide, high - CAUTION_STROKE, CAUTION_STROKE)
        x += CAUTION_STROKE
        middle = y + (high - sizes.mark.line) / 2
        pen.text(x + mark / 2, middle, self._mark(), sizes.mark, white=True, align="centre")
        x += mark
        top = y + (high - len(self.notice) * sizes.notice.line) / 2
        for position, text in enumerate(self.notice):
            pen.text(x + 3.0, top + position * sizes.notice.line, text, sizes.notice)
        if self.numbered:
            self._draw_number_label(pen, x + notice, y, number)

    def _draw_number_label(self, pen: Pen, x: float, y: float, number: float) -> None:
        """The empty box of the copy number, filled by ``stamp``."""
        sizes, high = self.sizes, self._box_height()
        pen.line((x, y), (x, y + high), 0.3)
        label_y = y + (high - _NUMBER_LABEL.line - sizes.number.line) / 2
        pen.text(x + number / 2, label_y, self._number_label(), _NUMBER_LABEL, align="centre")

    def _draw_practice(self, pen: Pen, edge: float, high: float) -> None:
        """練習用 left of the caution box, or below it on the narrow paper."""
        mark, wide = self.sizes.mark, self._practice_width()
        x, y = edge - wide - PRACTICE_GAP, self.paper.top
        if not self._wide:
            x, y = self.paper.width - self.paper.right - wide, y + high + PRACTICE_GAP
            high = PRACTICE_ROW
        half = CAUTION_STROKE / 2
        pen.frame(x + half, y + half, wide - CAUTION_STROKE, high - CAUTION_STROKE, CAUTION_STROKE)
        middle = y + (high - mark.line) / 2
        pen.text(x + wide / 2, middle, self._practice_mark(), mark, align="centre")

    def _mark(self) -> str:
        return tr("取扱注意", lang=self.job.language)

    def _practice_mark(self) -> str:
        return tr("練習用", lang=self.job.language)

    def _number_label(self) -> str:
        return tr("配付番号", lang=self.job.language)
