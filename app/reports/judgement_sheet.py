"""ADL–IADL judgement sheet, A4 portrait, one page a case (design 09-handout-p2)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain

from app.care.disclosure import JudgementView
from app.i18n import tr
from app.reports.case_block import bookmark, rest_of_case
from app.reports.continuation import continuation_pages
from app.reports.document import Document, Page, lay_out, make_document
from app.reports.flow import NOTE, Section
from app.reports.fonts import Face, width
from app.reports.frame import Frame
from app.reports.job import A4, PrintJob
from app.reports.judgement_key import KEY_HEIGHT, draw_key
from app.reports.judgement_table import HEAD, LEAST_ROW, Table, lay_table
from app.reports.pen import Pen
from app.reports.text import Style, is_written, single

_NAME = Style(Face.BOLD, 15, 20)
_PLAIN = Style(Face.TEXT, 10, 15)
_IDENTITY_TOP = 3.0
_IDENTITY_GAP = 5.0
_MEMO = 15.0


def judgement_sheet(views: Sequence[JudgementView], job: PrintJob) -> Document:
    """The judgement sheets of ``views`` in their order, for all copies of ``job``."""
    title = tr("ADL・IADLの判定", lang=job.language)
    if job.edition:
        title = f"{title}　{job.edition}"
    laid = lay_out([partial(judgement_sheet_pages, [view], job) for view in views], job)
    return make_document(list(chain.from_iterable(laid)), job, title)


def judgement_sheet_pages(
    views: Sequence[JudgementView], job: PrintJob, frame: Frame | None = None
) -> list[Page]:
    """The pages alone, for documents that hold more than judgement sheets.

    ``frame`` takes the place of the one that names the meeting of each case.
    """
    return [page for view in views for page in _case_pages(view, job, frame)]


def _case_pages(view: JudgementView, job: PrintJob, given: Frame | None) -> list[Page]:
    lang = job.language
    notice = (tr("会議のあと回収します。", lang=lang), tr("複写・撮影はできません。", lang=lang))
    title = tr("ADL・IADLの判定", lang=lang)
    frame = given or Frame(A4, job, title, tuple(view.head.session_line.split("　")), notice)
    sheet = _Sheet(frame, view)
    per_page = sheet.rows_per_page()
    pages: list[Page] = []
    rest: list[Section] = []
    for start in range(0, len(view.rows), per_page):
        table = lay_table(view.rows[start : start + per_page], A4.inner, sheet.table_room(), lang)
        rest.extend(table.rest)
        pages.append(sheet.page(table, first=start == 0))
    if rest:
        pages.extend(continuation_pages(frame, [rest_of_case(view.head, rest)]))
    return pages


class _Sheet:
    """One case's page: who it is, the table, the key, メモ."""

    def __init__(self, frame: Frame, view: JudgementView) -> None:
        self.frame = frame
        self.view = view
        self.lang = frame.job.language
        order = str(view.head.order or "")  # a form to fill in has none
        name = single("　".join(filter(None, (order, view.head.pseudonym))), _NAME.face)
        self.name = tuple(line.text for line in name.wrap(_NAME.size, A4.inner))
        self.identity = self._identity_lines()
        self.name_height = len(self.name) * _NAME.line
        self.identity_height = self.name_height + (len(self.identity) - 1) * _PLAIN.line + 1.4
        self.table_top = frame.body_top + _IDENTITY_TOP + self.identity_height + 2.0
        self.notes = [
            line.text
            for note in view.notes
            for line in single(f"※ {note}").wrap(NOTE.size, A4.inner - 4.0)
        ]
        self.memo = max(_MEMO, 8.0 + len(self.notes) * NOTE.line)

    def table_room(self) -> float:
        """Height the table may take."""
        return self.frame.body_end - self.table_top - KEY_HEIGHT - 3.5 - 3.0 - self.memo

    def rows_per_page(self) -> int:
        """Items that stand on one page; at least one."""
        return max(1, int((self.table_room() - HEAD) / LEAST_ROW))

    def page(self, table: Table, *, first: bool) -> Page:
        """The page that shows ``table``."""

        def body(pen: Pen) -> None:
            self._draw_identity(pen)
            table.draw(pen, A4.left, self.table_top)
            y = self.table_top + table.height + 3.5
            draw_key(pen, A4.left, y, self.view, self.lang)
            self._draw_memo(pen, y + KEY_HEIGHT + 3.0)

        return Page(self.frame, body, (bookmark(self.view.head),) if first else ())

    def _identity_lines(self) -> list[list[tuple[float, str]]]:
        """The plain fields as lines of (place, text); the presenter stands at the right."""
        head = self.view.head
        staff = ""
        if is_written(head.staff):
            staff = tr("担当 {staff}", staff=head.staff, lang=self.lang)
        fields = [head.case_no, head.age_sex, head.care_level, self.view.household, staff]
        lines: list[list[tuple[float, str]]] = [[]]
        x = A4.inner
        if len(self.name) == 1:
            x = width(self.name[0], _NAME.face, _NAME.size) + _IDENTITY_GAP
        for text in filter(None, fields):
            for line in single(text).wrap(_PLAIN.size, A4.inner):
                taken = width(line.text, _PLAIN.face, _PLAIN.size)
                if x + taken > A4.inner and (lines[-1] or len(lines) == 1):
                    lines.append([])
                    x = 0.0
                if text is staff:
                    x = A4.inner - taken
                lines[-1].append((x, line.text))
                x += taken + _IDENTITY_GAP
        return lines

    def _draw_identity(self, pen: Pen) -> None:
        x, y = A4.left, self.frame.body_top + _IDENTITY_TOP
        for position, text in enumerate(self.name):
            pen.text(x, y + position * _NAME.line, text, _NAME)
        y += self.name_height - _NAME.line
        y += (_NAME.line - _PLAIN.line) * 0.7  # on the base line of the name
        for line in self.identity:
            for place, text in line:
                pen.text(x + place, y, text, _PLAIN)
            y += _PLAIN.line
        rule = self.frame.body_top + _IDENTITY_TOP + self.identity_height
        pen.line((x, rule), (x + A4.inner, rule), 0.5)

    def _draw_memo(self, pen: Pen, y: float) -> None:
        pen.frame(A4.left + 0.125, y, A4.inner - 0.25, self.memo)
        pen.text(A4.left + 2.0, y + 0.8, tr("メモ", lang=self.lang), NOTE)
        top = y + self.memo - len(self.notes) * NOTE.line - 0.8
        for position, text in enumerate(self.notes):
            pen.text(A4.left + 2.0, top + position * NOTE.line, text, NOTE)
