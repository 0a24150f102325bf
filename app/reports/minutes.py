"""The minutes of a meeting, A4 portrait (design 10-minutes)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.conference.minutes import Line
from app.conference.minutes_view import CaseMinutes, MinutesView
from app.i18n import tr
from app.reports.document import Document, Page, make_document
from app.reports.flow import fit_label
from app.reports.fonts import Face, width
from app.reports.frame import Frame, HeadSizes
from app.reports.job import A4, PrintJob, Stamp
from app.reports.minutes_table import Columns, TableSetter
from app.reports.pen import BLACK, Pen
from app.reports.text import Style

_BOX: Final = 17.0  # one box for a seal
_BOX_HEAD: Final = 6.0
_BOX_HIGH: Final = 21.2
_MARK_HIGH: Final = 6.9
_GAP: Final = 5.8
_BOX_LABEL: Final = Style(Face.BOLD, 10, 13)
_TOP_GAP: Final = 2.6
_TABLE_GAP: Final = 4.6
_SIZES: Final = HeadSizes(
    titles=tuple(Style(Face.BOLD, size, size * 1.3) for size in (18, 15, 12)),
    sub=Style(Face.TEXT, 11, 16),
    mark=Style(Face.BOLD, 13, 17),
    mark_pad=3.4,
    notice=Style(Face.TEXT, 8.5, 12),
    number=Style(Face.FIGURES_BOLD, 12, 15),
    number_pad=0.0,
)


@dataclass(frozen=True)
class MinutesFrame(Frame):
    """The shared head and foot, with boxes for seals on the first page.

    Minutes are filed, not handed out to be collected: the copy number stands in the foot alone.
    """

    seals: tuple[str, ...] = ()

    @property
    def sizes(self) -> HeadSizes:
        return _SIZES

    @cached_property
    def body_top(self) -> float:
        marks = max(self._mark_height(), _BOX_HIGH if self.seals else 0.0)
        return self.paper.top + max(self._head_height, marks) + _TOP_GAP

    def stamp(self, pen: Pen, stamp: Stamp) -> None:
        """The copy number, in the foot."""
        self._foot.stamp(pen, stamp)

    def _mark_height(self) -> float:
        return _MARK_HIGH + (_MARK_HIGH + 2.0 if self.job.practice else 0.0)

    def _mark_width(self) -> float:
        style = self.sizes.mark
        words = [self._mark(), *([self._practice_mark()] if self.job.practice else [])]
        return max(width(word, style.face, style.size) for word in words) + 2 * _SIZES.mark_pad

    def _seals_width(self) -> float:
        return len(self.seals) * _BOX + _GAP if self.seals else 0.0

    def _caution_width(self) -> float:
        return self._mark_width() + self._seals_width()

    def _draw_caution(self, pen: Pen) -> None:
        wide, style = self._mark_width(), self.sizes.mark
        x = self.paper.width - self.paper.right - self._caution_width()
        y = self.paper.top
        pen.fill(x, y, wide, _MARK_HIGH, BLACK)
        down = (_MARK_HIGH - style.line) / 2
        pen.text(x + wide / 2, y + down, self._mark(), style, white=True, align="centre")
        if self.job.practice:
            y += _MARK_HIGH + 2.0
            pen.frame(x + 0.25, y + 0.25, wide - 0.5, _MARK_HIGH - 0.5, 0.5)
            pen.text(x + wide / 2, y + down, self._practice_mark(), style, align="centre")
        self._draw_seals(pen)

    def _draw_seals(self, pen: Pen) -> None:
        edge = 0.125  # half a line: the boxes end where the margin begins
        x = self.paper.width - self.paper.right - len(self.seals) * _BOX - edge
        y = self.paper.top + edge
        for position, label in enumerate(self.seals):
            left = x + position * _BOX
            pen.fill(left, y, _BOX, _BOX_HEAD)
            pen.frame(left, y, _BOX, _BOX_HIGH)
            pen.line((left, y + _BOX_HEAD), (left + _BOX, y + _BOX_HEAD))
            style, lines = fit_label(label, _BOX_LABEL, _BOX - 1.0, _BOX_HEAD)
            down = (_BOX_HEAD - len(lines) * style.line) / 2
            for place, text in enumerate(lines):
                top = y + down + place * style.line
                pen.text(left + _BOX / 2, top, text, style, align="centre")


def minutes(
    view: MinutesView,
    job: PrintJob,
    *,
    meeting: str,
    papers: str,
    seals: tuple[str, ...],
    years: int,
) -> Document:
    """The minutes of ``meeting`` (its name) for all copies of ``job``.

    ``papers`` says what was handed out and returned, ``seals`` whose boxes the first page has.

    Long text goes on on the next page under the heading of its case, never smaller.
    """
    lang = job.language
    title = tr("会議録", lang=lang)
    note = tr("保存期間 {years}年", years=years, lang=lang)
    first = MinutesFrame(A4, job, title, (meeting,), (), note, seals=seals)
    other = MinutesFrame(A4, job, title, (meeting,), (), note)
    setter = TableSetter(first.body_top, other.body_top, first.body_end, lang)
    _facts(setter, view, papers)
    for case in view.cases:
        _case(setter, case)
    if view.meeting:
        setter.gap(_TABLE_GAP)
        setter.table(("", tr("会議全体", lang=lang), "", ""), view.meeting, Columns.MEETING)
    pages = [
        Page(first if number == 0 else other, made.draw, tuple(made.bookmarks))
        for number, made in enumerate(setter.pages)
    ]
    return make_document(pages, job, f"{title}　{job.edition}".strip("　"))


def _facts(setter: TableSetter, view: MinutesView, papers: str) -> None:
    lang = view.language
    setter.facts(
        (
            ((tr("日時", lang=lang), view.when), (tr("会場", lang=lang), view.venue)),
            ((tr("進行", lang=lang), view.host), (tr("記録者", lang=lang), view.recorder)),
            ((tr("参加", lang=lang), view.attendance),),
            ((tr("資料", lang=lang), papers),),
        )
    )


def _case(setter: TableSetter, case: CaseMinutes) -> None:
    head = case.head
    identity = "　".join(filter(None, (head.case_no, head.age_sex, head.care_level)))
    setter.gap(_TABLE_GAP)
    setter.table((str(head.order), head.pseudonym, identity, case.used), case.rows, Columns.CASE)


def minutes_texts(view: MinutesView) -> list[tuple[str, str]]:
    """Every text with its place, to be looked up in the fonts before anyone prints."""
    found = [("", text) for text in (view.venue, view.host, view.recorder, view.attendance)]
    for case in view.cases:
        place = f"{case.head.order} {case.head.pseudonym}"
        found.append((place, case.head.pseudonym))
        found += [(f"{place} {row.label}", part) for row in case.rows for part in _parts(row.lines)]
    found += [(row.label, part) for row in view.meeting for part in _parts(row.lines)]
    return found


def _parts(lines: tuple[Line, ...]) -> list[str]:
    return [text for each in lines for text in (each.text, each.owner, each.due) if text]
