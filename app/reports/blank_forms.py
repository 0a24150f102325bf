"""手書き用紙: case sheet, judgement sheet, checklist and interest check without a computer.

The labels are those of the screens and of the printed sheets, so that what was written by hand
is typed in without looking for its place. Names, addresses and telephone numbers have no box.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from app.care import checklist
from app.care.checklist import Question
from app.care.codes import interests
from app.care.disclosure import JudgementRow, JudgementView, SheetHead
from app.care.interests import InterestMark, mark_label
from app.care.items import items
from app.i18n import tr
from app.reports.blank_case import BLANK, blank_case_strips
from app.reports.document import Document, Page, make_document
from app.reports.fonts import Face
from app.reports.frame import Frame
from app.reports.grid import Column, Grid, Row, fitting
from app.reports.job import A4, PrintJob
from app.reports.judgement_sheet import judgement_sheet_pages
from app.reports.meeting_frame import meeting_frame, sentence
from app.reports.strips import SMALL, Strip, space, strip_pages, text_strips

_MARK: Final = 14.7


def blank_forms(job: PrintJob) -> Document:
    """The four forms for all copies of ``job``."""
    lang = job.language
    case = tr("事例シート（手書き用）", lang=lang)
    forms = (
        (case, blank_case_strips(A4.inner, _frame(job, case), lang)),
        (tr("基本チェックリスト（手書き用）", lang=lang), _checklist(A4.inner, lang)),
        (tr("興味・関心チェックシート（手書き用）", lang=lang), _interests(A4.inner, lang)),
    )
    pages = [page for title, strips in forms for page in _form(job, title, strips)]
    sheet = _judgement(job, tr("ADL・IADLの判定（手書き用）", lang=lang))
    at = next(place for place, page in enumerate(pages) if page.opens == forms[1][0])
    return make_document([*pages[:at], *sheet, *pages[at:]], job, tr("手書き用紙", lang=lang))


def _frame(job: PrintJob, title: str) -> Frame:
    notice = (
        tr("書いたあとは個人情報です。", lang=job.language),
        tr("氏名・住所・電話は書きません。", lang=job.language),
    )
    return meeting_frame(job, title, notice=notice, numbered=False)


def _form(job: PrintJob, title: str, strips: list[Strip]) -> list[Page]:
    return strip_pages(_frame(job, title), strips, title)


def _whose(wide: float, lang: str) -> list[Strip]:
    """Which case, when, by whom: what brings the form back to its case."""
    pairs = (tr("事例No", lang=lang), tr("記入日", lang=lang), tr("記入した人", lang=lang))
    label = fitting(pairs, Face.BOLD, 24.0)
    columns = tuple(
        column
        for _ in pairs
        for column in (Column(width=label, face=Face.BOLD, grey=True), Column())
    )
    cells = tuple(text for label in pairs for text in (label, ""))
    return Grid(columns, wide, lang).strips([Row(cells, least=9.0)])


def _judgement(job: PrintJob, title: str) -> list[Page]:
    lang = job.language
    head = SheetHead(
        language=lang,
        order=0,
        case_no=f"No.{BLANK}",
        pseudonym="",
        age_sex=tr("{age}歳", age=BLANK, lang=lang),
        care_level=tr("介護区分 {blank}", blank=BLANK * 2, lang=lang),
        staff=BLANK * 2,
        session_line="",
    )
    rows = tuple(
        JudgementRow(item.domain, item.label(lang), None, None, "", "", "", improved=False)
        for item in items()
    )
    view = JudgementView(
        head=head, household="", rows=rows, improved_count=0, total_count=len(rows), notes=()
    )
    frame = _frame(job, title)
    pages = judgement_sheet_pages([view], job, frame)
    return [
        replace(page, bookmarks=(), opens="" if number else title)
        for number, page in enumerate(pages)
    ]


def _checklist(wide: float, lang: str) -> list[Strip]:
    cells = [_question_cells(question, lang) for question in checklist.questions()]
    _, domains, _, yes, no = zip(*cells, strict=True)
    answer = fitting((*yes, *no))
    columns = (
        Column(tr("番号", lang=lang), 12.0, align="right"),
        Column(tr("領域", lang=lang), fitting(domains, Face.BOLD), Face.BOLD, grey=True),
        Column(tr("質問（あてはまるほうに○）", lang=lang)),
        Column(tr("はい", lang=lang), answer, align="centre"),
        Column(tr("いいえ", lang=lang), answer, align="centre"),
    )
    rows = [Row(one) for one in cells]
    return [
        *_whose(wide, lang),
        space(2.0),
        *text_strips(sentence("blank", lang, "checklist"), wide, SMALL),
        *Grid(columns, wide, lang).strips(rows),
        space(2.5),
        *_criteria(wide, lang),
    ]


def _question_cells(question: Question, lang: str) -> tuple[str, ...]:
    """Both answers with their score in front, as the official form has them."""
    opens = any(domain.first == question.no for domain in checklist.domains())
    domain = checklist.domain_label(question.domain, lang) if opens else ""
    yes, no = (
        checklist.answer_for(question.no, yes=True),
        checklist.answer_for(question.no, yes=False),
    )
    words = (
        (tr("該当", lang=lang), tr("該当せず", lang=lang))
        if question.risk == "applies"
        else (tr("はい", lang=lang), tr("いいえ", lang=lang))
    )
    return (
        str(question.no),
        domain,
        question.label(lang),
        f"{yes}. {words[0]}",
        f"{no}. {words[1]}",
    )


def _criteria(wide: float, lang: str) -> list[Strip]:
    """What the answers are counted for, two criteria side by side."""
    found = [
        (criterion.words(lang), "", criterion.rule(lang)) for criterion in checklist.criteria()
    ]
    found.append((tr("合計（1–25）", lang=lang), "", ""))
    middle = (len(found) + 1) // 2
    half = (
        Column(
            tr("領域", lang=lang),
            fitting((one[0] for one in found), Face.BOLD),
            Face.BOLD,
            grey=True,
        ),
        Column(tr("点", lang=lang), 12.0),
        Column(tr("事業対象者の目安", lang=lang)),
    )
    rows = [
        Row((*left, *right)) for left, right in zip(found[:middle], found[middle:], strict=True)
    ]
    return Grid((*half, *half), wide, lang).strips(rows)


def _interests(wide: float, lang: str) -> list[Strip]:
    marks = tuple(Column(mark_label(mark, lang), _MARK, type=SMALL) for mark in InterestMark)
    half = (
        Column(tr("番号", lang=lang), 9.2, align="right", type=SMALL),
        Column(tr("活動", lang=lang), type=SMALL),
        *marks,
    )
    found = [
        (str(number), one.label(lang), "", "", "") for number, one in enumerate(interests(), 1)
    ]
    middle = (len(found) + 1) // 2
    right = [*found[middle:], ("",) * len(half)][:middle]
    rows = [Row((*one, *other)) for one, other in zip(found[:middle], right, strict=True)]
    return [
        *_whose(wide, lang),
        space(2.0),
        *text_strips(sentence("blank", lang, "interests"), wide, SMALL),
        *Grid((*half, *half), wide, lang).strips(rows),
    ]
