"""会議のまとめ: what was said about a case, for its presenter (DOMAIN.md §3.7, §8.6 no. 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.care.disclosure import SheetHead
from app.care.prompts import prompt_of
from app.conference.minutes import Line, Section
from app.i18n import tr
from app.reports.case_block import bookmark
from app.reports.document import Document, Page, make_document
from app.reports.job import A4, PrintJob
from app.reports.meeting_frame import meeting_frame, sentence
from app.reports.strips import (
    SMALL,
    Strip,
    case_bar,
    space,
    strip_pages,
    text_strips,
    titled,
    writing_lines,
)

WORDS_BACK: Final = "P8-7"
"""The prompt that asks in what words the day is brought back to the person."""
_ALWAYS: Final = frozenset({Section.ISSUE, Section.GOAL, Section.FIRST_STEP})


@dataclass(frozen=True, slots=True)
class SummaryView:
    """One case: what the minutes say of it, every text already masked."""

    head: SheetHead
    parts: tuple[tuple[Section, tuple[Line, ...]], ...]


def case_summary(views: Sequence[SummaryView], job: PrintJob) -> Document:
    """The summaries of ``views``, each on pages of its own, for all copies of ``job``."""
    pages = [page for view in views for page in _pages(view, job)]
    return make_document(pages, job, pages[0].frame.title)


def summary_texts(view: SummaryView) -> Iterator[tuple[str, str]]:
    """Every text of the record with its place."""
    place = f"{view.head.order} {view.head.pseudonym}"
    yield place, view.head.pseudonym
    for section, lines in view.parts:
        for line in lines:
            yield (
                f"{place} {section_title(section, view.head.language)}",
                line_text(line, view.head.language),
            )


def section_title(section: Section, lang: str) -> str:
    """What a part is called on the page."""
    return {
        Section.ISSUE: tr("確認した課題", lang=lang),
        Section.GOAL: tr("確認した目標", lang=lang),
        Section.RISK: tr("医学的なこと（だれが確かめるか）", lang=lang),
        Section.OBSTACLES: tr("妨げになっていること", lang=lang),
        Section.IDEAS: tr("出されたアイデア", lang=lang),
        Section.RESOURCES: tr("つながれる資源", lang=lang),
        Section.PREDICTION: tr("見込みの変更", lang=lang),
        Section.FIRST_STEP: tr("最初の一歩", lang=lang),
        Section.COMMUNITY: tr("見えた地域課題", lang=lang),
        Section.CARRIED_OVER: tr("次に持ち越すこと", lang=lang),
        Section.WORDS_BACK: tr("本人に返す言葉", lang=lang),
        Section.FOLLOW_UPS: tr("次の確認", lang=lang),
    }[section]


def line_text(line: Line, lang: str) -> str:
    """「・靴を見る（だれが：理学療法士　いつまで：6月26日）」."""
    who = tr("だれが：{owner}", owner=line.owner, lang=lang) if line.owner else ""
    when = tr("いつまで：{due}", due=line.due, lang=lang) if line.due else ""
    detail = "　".join(filter(None, (who, when)))
    if not detail:
        return f"・{line.text}"
    return "・" + tr("{text}（{detail}）", text=line.text, detail=detail, lang=lang)


def _pages(view: SummaryView, job: PrintJob) -> list[Page]:
    lang, wide, head = job.language, A4.inner, view.head
    notice = (tr("担当の方だけにお渡しします。", lang=lang),)
    frame = meeting_frame(job, tr("会議のまとめ", lang=lang), notice=notice, numbered=False)
    facts = "　".join(filter(None, (head.case_no, head.age_sex, head.care_level)))
    strips = [case_bar(str(head.order), head.pseudonym, facts, wide, bookmark(head)), space(2.0)]
    strips += text_strips(sentence("summary", lang), wide, SMALL)
    for section, lines in view.parts:
        if lines or section in _ALWAYS:
            strips += titled(section_title(section, lang), _lines(lines, wide, lang), wide, lang)
    if not dict(view.parts).get(Section.WORDS_BACK):
        asked = _kept(text_strips(_question(lang), wide, SMALL))
        by_hand = [*asked, *writing_lines(3, wide)]
        strips += titled(tr("本人に返すことば", lang=lang), by_hand, wide, lang)
    return strip_pages(frame, strips)


def _question(lang: str) -> str:
    prompt = prompt_of(WORDS_BACK)
    return prompt.text(lang) if prompt else ""


def _kept(strips: Sequence[Strip]) -> list[Strip]:
    return [replace(strip, keep=True) for strip in strips]


def _lines(lines: Sequence[Line], wide: float, lang: str) -> list[Strip]:
    if not lines:
        return text_strips(tr("記録がありません。", lang=lang), wide, SMALL)
    return [strip for line in lines for strip in text_strips(line_text(line, lang), wide)]
