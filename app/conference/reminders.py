"""担当者に知らせる: what each presenter still has to write before a meeting, as a text to hand on.

It leaves the program by a way we don't know (mail, paper), so a case is its number and nothing
else: neither the person's name nor the plant name, and no word of the sheet (DOMAIN.md §9.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.care.case import Case
from app.care.completeness import readiness_steps, section_name, sections
from app.care.wareki import format_with_weekday
from app.conference.meeting import Conference
from app.i18n import tr

DAYS_BEFORE = timedelta(days=2)
"""The papers are handed on two to three days before (§3.1)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case of the agenda, its place there, and how many doubts about names are open."""

    order: int
    case: Case
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one presenter has still to write; ``staff`` is empty where a case has none yet."""

    staff: str
    cases: tuple[str, ...]

    def name(self) -> str:
        """Who it is for."""
        return self.staff or tr("担当がまだいない事例")


def reminders(waiting: Sequence[Waiting]) -> tuple[Reminder, ...]:
    """One for each presenter with something open, in the order of the agenda."""
    by_staff: dict[str, list[str]] = {}
    for each in waiting:
        if lines := _open(each):
            text = "\n".join([_case_name(each), *lines])
            by_staff.setdefault(each.case.staff.strip(), []).append(text)
    return tuple(Reminder(staff, tuple(found)) for staff, found in by_staff.items())


def letter(conference: Conference, found: Sequence[Reminder], *, today: date) -> str:
    """The text to one presenter, or to several with each under who it is for."""
    parts = [_head(conference, today)]
    for each in found:
        parts += [f"■ {each.name()}"] * (len(found) > 1) + list(each.cases)
    parts.append(tr("事例番号だけを書いています。氏名や仮名は入れないで返信してください。"))
    return "\n\n".join(parts)


def _head(conference: Conference, today: date) -> str:
    day = _day(conference.date)
    if day is None:
        return tr(
            "「{title}」で話し合う事例に、まだ書かれていない項目があります。",
            title=conference.title or tr("次の会議"),
        )
    last = day - DAYS_BEFORE
    by = last if last >= today else day
    return tr(
        "{day}の「{title}」で話し合う事例に、まだ書かれていない項目があります。"
        "{by}までに書いてください。",
        day=format_with_weekday(day),
        title=conference.title or tr("次の会議"),
        by=format_with_weekday(by),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _case_name(each: Waiting) -> str:
    if each.case.case_no is None:
        return tr("・進行順{n}の事例（番号はまだありません）", n=each.order)
    return tr("・事例 No.{no}", no=each.case.case_no)


def _open(each: Waiting) -> list[str]:
    """A line for each section with something open; the names of entries, never their words."""
    lines = [
        "　"
        + tr(
            "{section}：{entries}",
            section=section_name(one.key),
            entries=tr("、").join(one.missing),
        )
        for one in sections(each.case)
        if one.missing
    ]
    if 0 < readiness_steps(each.case)[-1] < 1:
        lines.append("　" + tr("同意の方法・日付"))
    if each.doubts:
        lines.append("　" + tr("個人情報の確認 {n}件", n=each.doubts))
    return lines
