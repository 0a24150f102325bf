"""What the minutes on paper may say: every text through the mask of its case (DOMAIN.md §9.2).

A case that wasn't discussed is not in them. What belongs to the whole meeting goes through the
masks of all its cases, for nobody can tell whose name stands there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.care import wareki
from app.care.case import Case
from app.care.disclosure import Checker, Mask, SheetHead, judgement_sheet, mask_of
from app.care.disclosure.coarse import staff_role
from app.conference import minutes, stages
from app.conference.meeting import STAGES, Conference, Stage
from app.conference.minutes import Block, Line, Section, Source
from app.conference.stages import MeetingState, Move, Phase, Step
from app.conference.timing import clock_text
from app.i18n import tr

STAGE_SECTIONS: Final = (
    (Section.ISSUE, Stage.ISSUE), (Section.GOAL, Stage.GOAL), (Section.RISK, Stage.RISK),
    (Section.IDEAS, Stage.SUPPORT),
)  # fmt: skip
_OTHER: Final = (
    Section.OBSTACLES, Section.RESOURCES, Section.PREDICTION, Section.FIRST_STEP,
    Section.COMMUNITY, Section.CARRIED_OVER, Section.WORDS_BACK, Section.FOLLOW_UPS,
)  # fmt: skip
_MEETING: Final = (
    Section.COMMUNITY, Section.LEARNING, Section.CARRIED_OVER, Section.OTHER, Section.STATEMENT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """One row of the table: its label, the time of its stage, its lines."""

    label: str
    lines: tuple[Line, ...]
    time: str = ""


@dataclass(frozen=True, slots=True)
class CaseMinutes:
    """One case: who it is, how long it took, its rows."""

    head: SheetHead
    used: str
    rows: tuple[MinutesRow, ...]


@dataclass(frozen=True, slots=True)
class MinutesView:
    """Everything the record gives to the paper."""

    language: str
    when: str
    venue: str
    host: str
    recorder: str
    attendance: str
    cases: tuple[CaseMinutes, ...]
    meeting: tuple[MinutesRow, ...]


def section_name(section: Section, *, of_case: bool, lang: str | None = None) -> str:
    """What a section is called in the window and on paper."""
    if not of_case and section is Section.COMMUNITY:
        return tr("事例をこえた地域課題", lang=lang)
    return {
        Section.ISSUE: tr("課題", lang=lang),
        Section.GOAL: tr("目標", lang=lang),
        Section.RISK: tr("医学的リスク", lang=lang),
        Section.OBSTACLES: tr("妨げになること", lang=lang),
        Section.IDEAS: tr("生活支援", lang=lang),
        Section.RESOURCES: tr("資源", lang=lang),
        Section.PREDICTION: tr("予測の変更", lang=lang),
        Section.FIRST_STEP: tr("最初の一歩", lang=lang),
        Section.WORDS_BACK: tr("本人に返す言葉", lang=lang),
        Section.COMMUNITY: tr("見えた地域課題", lang=lang),
        Section.CARRIED_OVER: tr("保留", lang=lang),
        Section.FOLLOW_UPS: tr("次の確認", lang=lang),
        Section.LEARNING: tr("ほかの職種からの学び", lang=lang),
        Section.OTHER: tr("その他", lang=lang),
        Section.ATTENDANCE: tr("参加", lang=lang),
        Section.STATEMENT: tr("守秘の確認", lang=lang),
        Section.HOST: tr("進行", lang=lang),
        Section.RECORDER: tr("記録者", lang=lang),
    }[section]


def discussed(source: Source) -> tuple[str, ...]:
    """The cases that were taken up, or for which something is written."""
    state = stages.replay(source.conference)
    return tuple(
        uuid for uuid in minutes.cases_of(source.conference) if _taken(source, state, uuid)
    )


def _taken(source: Source, state: MeetingState, case_uuid: str) -> bool:
    if any(state.visited(Step(Phase.CASE, case_uuid, stage)) for stage in STAGES):
        return True
    planned = {Section.FOLLOW_UPS}
    return any(
        one.lines for one in minutes.case_blocks(source, case_uuid) if one.section not in planned
    )


def minutes_view(
    source: Source, cases: Sequence[Case], checker_of: Callable[[Case], Checker], *, lang: str
) -> MinutesView:
    """The minutes of these ``cases``; ``InputRefused`` where one of them may not be shown."""
    state = stages.replay(source.conference)
    masks = [mask_of(case, "paper", checker_of(case), lang=lang) for case in cases]
    order = {item.case_uuid: n for n, item in enumerate(source.conference.agenda, 1)}
    told = tuple(
        _case(source, state, case, checker_of(case), order.get(case.uuid, len(order) + 1), lang)
        for case in cases
    )
    of_all = {
        one.section: _masked(one, lambda text: _through(masks, text))
        for one in minutes.meeting_blocks(source, lang)
    }
    single = {section: _joined(lines, lang) for section, lines in of_all.items()}
    return MinutesView(
        language=lang,
        when=_when(source.conference, lang),
        venue=source.conference.venue,
        host=single[Section.HOST],
        recorder=single[Section.RECORDER],
        attendance=single[Section.ATTENDANCE],
        cases=told,
        meeting=tuple(
            MinutesRow(section_name(section, of_case=False, lang=lang), of_all[section])
            for section in _MEETING
            if of_all[section]
        ),
    )


def _case(
    source: Source, state: MeetingState, case: Case, checker: Checker, order: int, lang: str
) -> CaseMinutes:
    head = judgement_sheet(case, checker, order=order, lang=lang).head  # refuses a closed case
    mask = mask_of(case, "paper", checker, lang=lang)
    hidden = tr("（伏せています）", lang=lang)

    def shown(text: str) -> str:
        return hidden if mask.withholds(text) else mask.text(text)

    blocks = {
        one.section: _masked(one, shown, mask)
        for one in minutes.case_blocks(source, case.uuid, lang)
    }
    rows = [
        MinutesRow(
            f"{'①②③④'[place]} {section_name(section, of_case=True, lang=lang)}",
            blocks[section],
            _clock(state, Step(Phase.CASE, case.uuid, stage)),
        )
        for place, (section, stage) in enumerate(STAGE_SECTIONS)
    ]
    rows += [
        MinutesRow(section_name(section, of_case=True, lang=lang), blocks[section])
        for section in _OTHER
        if blocks[section]
    ]
    seconds = round(state.spent_case(case.uuid, state.since))
    used = tr("所要 {m}分{s}秒", m=seconds // 60, s=seconds % 60, lang=lang) if seconds else ""
    return CaseMinutes(head, used, tuple(rows))


def _clock(state: MeetingState, step: Step) -> str:
    return clock_text(round(state.spent(step, state.since))) if state.visited(step) else ""


def _masked(
    block: Block, shown: Callable[[str], str], mask: Mask | None = None
) -> tuple[Line, ...]:
    def owner(text: str) -> str:
        masked = mask.text(text) if mask else shown(text)
        # A name that may not be told still has an office or a role (§9.2 no. 2).
        return masked if masked == text else staff_role(text) or masked

    return tuple(Line(shown(each.text), owner(each.owner), each.due) for each in block.lines)


def _through(masks: Iterable[Mask], text: str) -> str:
    for mask in masks:
        text = mask.text(text)
    return text


def _joined(lines: tuple[Line, ...], lang: str) -> str:
    return tr("、", lang=lang).join(each.text for each in lines)


def _when(conference: Conference, lang: str) -> str:
    """令和8年6月18日(木) 14:00～15:29, as it was held; before that as planned."""
    opened = _moment(conference, Move.OPEN)
    closed = _moment(conference, Move.CLOSE, last=True)
    day = opened.date().isoformat() if opened else conference.date
    with contextlib.suppress(ValueError):
        day = wareki.format_with_weekday(date.fromisoformat(day), lang=lang)
    begin = _hour(opened) if opened else conference.start_time
    hours = f"{begin}～{_hour(closed)}" if begin and closed else begin
    return " ".join(filter(None, (day, hours)))


def _moment(conference: Conference, kind: Move, *, last: bool = False) -> datetime | None:
    times = [one.wall_time for one in conference.transitions if one.kind == kind]
    with contextlib.suppress(ValueError, IndexError):
        return datetime.fromisoformat(times[-1 if last else 0])
    return None


def _hour(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02d}"
