"""次第: the two questions, the plan by case and stage, the promise (DOMAIN.md §3.2, §3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.care.disclosure import SheetHead
from app.conference import wall_words as say
from app.conference.meeting import STAGES, Stage
from app.conference.statement import statement
from app.i18n import tr
from app.reports.case_block import bookmark
from app.reports.document import Document, Page, make_document
from app.reports.flow import LABEL, NOTE
from app.reports.fonts import Face, width
from app.reports.grid import CELL, PAD_X, Column, Grid, Row
from app.reports.job import A4, PrintJob
from app.reports.meeting_frame import meeting_frame
from app.reports.strips import (
    BODY_BOLD,
    SMALL,
    Strip,
    boxed,
    case_bar,
    space,
    strip_pages,
    text_strips,
    titled,
    writing_lines,
)
from app.reports.text import Style, is_written, single

_QUESTION: Final = Style(Face.BOLD, 14, 22)
_POINT: Final = Style(Face.TEXT, 11, 17)
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MINUTES: Final = 14.0
_CLOCK: Final = 16.5
_STAFF: Final = 40.0
_STAFF_SPACED: Final = 38.0  # where words part at spaces
# Where the name of an office may part: at spaces, before what kind of office it is, before a role.
_OFFICE: Final = re.compile(
    r"[ \u3000]+|(?<=法人)|(?<=ホーム)|(?<=ケアプランセンター)|(?=地域包括支援センター|居宅介護支援事業所|特別養護老人ホーム"
    r"|介護老人保健施設|訪問看護ステーション|ケアプランセンター|デイサービスセンター|主任|介護支援専門員)"
)


@dataclass(frozen=True, slots=True)
class AgendaCase:
    """One case of the plan; ``minutes`` for each stage, ``points`` as the case sheet has them."""

    head: SheetHead
    minutes: Mapping[Stage, int]
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The plan of a meeting. ``start`` is minutes after midnight, ``None`` where it isn't set."""

    cases: tuple[AgendaCase, ...]
    opening: int
    closing: int
    start: int | None = None


def agenda(view: AgendaView, job: PrintJob) -> Document:
    """The agenda for all copies of ``job``."""
    pages = agenda_pages(view, job)
    return make_document(pages, job, pages[0].frame.title)


def agenda_pages(view: AgendaView, job: PrintJob) -> list[Page]:
    """The pages alone, for a packet."""
    lang = job.language
    frame = meeting_frame(job, tr("次第", lang=lang))
    wide = A4.inner
    strips = [
        *_desk(wide, lang),
        boxed(_questions(wide - 6.0, lang), wide),
        *titled(tr("時間割", lang=lang), _plan(view, wide, lang), wide, lang),
        *titled(
            tr("守秘の確認", lang=lang),
            [strip for text in statement(lang) for strip in text_strips(text, wide)],
            wide,
            lang,
        ),
    ]
    return strip_pages(frame, strips, tr("次第", lang=lang))


def points_pages(view: AgendaView, job: PrintJob) -> list[Page]:
    """論点: what each case asks the room, with lines to write on."""
    lang = job.language
    frame = meeting_frame(job, tr("論点", lang=lang))
    strips = [strip for case in view.cases for strip in _points(case, A4.inner, lang)]
    return strip_pages(frame, strips, tr("論点", lang=lang))


def agenda_texts(view: AgendaView) -> Iterator[tuple[str, str]]:
    """Every text of a case on these pages with its place."""
    for case in view.cases:
        place = f"{case.head.order} {case.head.pseudonym}"
        for text in (case.head.pseudonym, case.head.staff, *case.points):
            yield place, text


def _desk(wide: float, lang: str) -> list[Strip]:
    """Who leads and who writes: by hand, since anybody may."""
    columns = (
        Column(width=28.0, face=Face.BOLD, grey=True),
        Column(),
        Column(width=28.0, face=Face.BOLD, grey=True),
        Column(),
    )
    cells = (tr("進行", lang=lang), "", tr("記録する人", lang=lang), "")
    return Grid(columns, wide, lang).strips([Row(cells, least=8.5)])


def _questions(wide: float, lang: str) -> list[Strip]:
    first, second = (say.of_section("opening", key, lang) for key in ("first", "second"))
    strips = text_strips(say.of_section("opening", "heading", lang), wide, BODY_BOLD)
    for mark, text in (("①", first), ("②", second)):
        strips += text_strips(f"{mark} {text}", wide, _QUESTION)
    strips.append(space(1.0))
    for key in ("rule", "voice"):
        strips += text_strips(say.of_section("opening", key, lang), wide)
    return strips


def _plan(view: AgendaView, wide: float, lang: str) -> list[Strip]:
    def minutes(title: str) -> Column:
        needed = width(title, LABEL.face, NOTE.size) + 2.2 if title[0] in _CIRCLED else 0.0
        return Column(title, max(_MINUTES, needed), align="right")

    stages = [
        minutes(f"{mark} {say.of_stage(stage, 'short', lang)}")
        for mark, stage in zip(_CIRCLED, STAGES, strict=False)
    ]
    columns = (
        Column(tr("時刻", lang=lang), _CLOCK),
        Column(tr("事例と進め方", lang=lang)),
        Column(tr("担当", lang=lang), _staff_width(lang)),
        *stages,
        minutes(tr("合計（分）", lang=lang)),
    )
    at = 0
    rows = []
    opening = tr("開会・視点の共有", lang=lang)
    closing = tr("学びと地域課題・閉会", lang=lang)
    parts: list[tuple[str, str, tuple[int, ...], int]] = [(opening, "", (), view.opening)]
    parts += [_part(case, lang) for case in view.cases]
    parts.append((closing, "", (), view.closing))
    for what, who, spent, total in parts:
        cells = [str(part) for part in spent] or [""] * len(STAGES)
        rows.append(Row((_clock(view.start, at), what, who, *cells, str(total))))
        at += total
    end = tr("会議の終わり", lang=lang)
    rows.append(Row((_clock(view.start, at), end, "", *[""] * len(STAGES), str(at))))
    return Grid(columns, wide, lang).strips(rows)


def _part(case: AgendaCase, lang: str) -> tuple[str, str, tuple[int, ...], int]:
    head = case.head
    facts = tr("・", lang=lang).join(filter(None, (head.age_sex, head.care_level)))
    what = "\n".join((f"{head.order}　{head.pseudonym}　{head.case_no}", facts))
    spent = tuple(case.minutes.get(stage, 0) for stage in STAGES)
    return what, _office(head.staff, _staff_width(lang) - 2 * PAD_X), spent, sum(spent)


def _staff_width(lang: str) -> float:
    return _STAFF if lang == "ja" else _STAFF_SPACED


def _office(text: str, room: float) -> str:
    """An office and a role in lines that part between words as far as the column allows."""
    lines = [""]
    end = 0
    for found in (*_OFFICE.finditer(text), None):
        word = text[end : found.start() if found else None]
        joined = lines[-1] + word
        if lines[-1] and single(joined).natural(CELL.size) > room:
            lines.append(word)
        else:
            lines[-1] = joined
        if found:
            lines[-1] += found[0]
            end = found.end()
    return "\n".join(lines)


def _clock(start: int | None, at: int) -> str:
    """14:05; without a start the minutes since the opening."""
    if start is None:
        return f"+{at}"
    hour, minute = divmod(start + at, 60)
    return f"{hour % 24}:{minute:02d}"


def _points(case: AgendaCase, wide: float, lang: str) -> list[Strip]:
    head = case.head
    facts = "　".join(filter(None, (head.case_no, head.age_sex, head.care_level)))
    name = f"{head.order}　{head.pseudonym}"
    heading = tr("{heading}　続き", heading=name, lang=lang)
    again = tuple(replace(strip, keep=True) for strip in text_strips(heading, wide, BODY_BOLD))
    texts = [
        f"{_CIRCLED[place] if place < len(_CIRCLED) else f'({place + 1})'} {point.strip()}"
        for place, point in enumerate(filter(is_written, case.points))
    ]
    strips = [strip for text in texts for strip in text_strips(text, wide, _POINT)]
    if not strips:
        strips = text_strips(tr("論点はまだ書かれていません。", lang=lang), wide, SMALL)
    return [
        case_bar(str(head.order), head.pseudonym, facts, wide, bookmark(head)),
        space(2.0),
        *(replace(strip, again=again) for strip in (*strips, *writing_lines(3, wide))),
    ]
