"""The foot of every page: maker and day, a note in the middle, copy number and page x / y."""

from __future__ import annotations

from typing import Final

from app.i18n import tr
from app.reports.fonts import Face, width
from app.reports.job import Paper, PrintJob, Stamp
from app.reports.pen import Pen
from app.reports.text import Style, single

FOOT: Final = Style(Face.TEXT, 8.5, 12)
FOOT_BOLD: Final = Style(Face.BOLD, 8.5, 12)
_GAP: Final = 5.0
_WIDEST: Final = 888  # a page and copy number as wide as any of three digits


class Foot:
    """The foot laid out: one line, or more where maker and note can't share it."""

    def __init__(self, paper: Paper, job: PrintJob, note: str, *, numbered: bool = True) -> None:
        self.paper = paper
        self.numbered = numbered
        self.lang = job.language
        room = paper.inner - self._numbers_width() - _GAP
        made = tr("作成：{date}", date=job.made_on, lang=self.lang) if job.made_on else ""
        maker = single("　".join(filter(None, (job.maker, made))))
        lines = [line.text for line in maker.wrap(FOOT.size, room)]
        self.note = ""
        if note:
            left, taken = _text(lines[-1]), _text(note)
            if left + _GAP + taken <= room:
                self.note = note
                centre = (paper.inner - taken) / 2
                self.note_x = max(left + _GAP, min(centre, room - taken))
            else:
                lines.append(note)
        self.lines = lines

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * FOOT.line

    def draw(self, pen: Pen, page: int, pages: int) -> None:
        """Everything but the copy number."""
        left, last = self.paper.left, self._last_line()
        for position, text in enumerate(self.lines, 1 - len(self.lines)):
            pen.text(left, last + position * FOOT.line, text, FOOT)
        if self.note:
            pen.text(left + self.note_x, last, self.note, FOOT)
        figures, word = self._page_words(page, pages)
        right = self.paper.width - self.paper.right
        pen.text(right - _text(word), last, figures, FOOT_BOLD, align="right")
        pen.text(right, last, word, FOOT, align="right")

    def stamp(self, pen: Pen, stamp: Stamp) -> None:
        """The copy number, left of the page number."""
        right = self.paper.width - self.paper.right - _GAP
        right -= self._page_width(stamp.page, stamp.pages)
        pen.text(right, self._last_line(), self._copy_words(stamp.number), FOOT, align="right")

    def _last_line(self) -> float:
        return self.paper.height - self.paper.bottom - FOOT.line

    def _numbers_width(self) -> float:
        copy = _GAP + _text(self._copy_words(str(_WIDEST))) if self.numbered else 0.0
        return self._page_width(_WIDEST, _WIDEST) + copy

    def _copy_words(self, number: str) -> str:
        return tr("配付番号 {number}", number=number, lang=self.lang)

    def _page_words(self, page: int, pages: int) -> tuple[str, str]:
        """``1 / 6``, set in bold, and what follows it."""
        return f"{page} / {pages}", tr(" ページ", lang=self.lang)

    def _page_width(self, page: int, pages: int) -> float:
        figures, word = self._page_words(page, pages)
        return width(figures, FOOT_BOLD.face, FOOT_BOLD.size) + _text(word)


def _text(text: str) -> float:
    return width(text, FOOT.face, FOOT.size)
