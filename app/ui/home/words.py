"""Words of the home page: people, days, what is left to do."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.care.case import Case, Sex
from app.care.completeness import SECTION_KEYS, readiness_steps, remaining_text, section_name
from app.care.scales import care_level_label, care_level_short, sex_label
from app.care.wareki import format_wareki, format_with_weekday
from app.conference.meeting import Conference
from app.i18n import language, tr


def person(age: int | None, sex: Sex | None, care_level: str | None) -> str:
    """84歳 女・要支援1, as far as it is known."""
    who = [tr("{age}歳", age=age) if age is not None else "", sex_label(sex) if sex else ""]
    parts = [" ".join(part for part in who if part)]
    parts.append(_level(care_level) if care_level else "")
    return tr("・").join(part for part in parts if part)


def _level(code: str) -> str:
    """English names of the levels are twice as long as ours, so the row takes the short one."""
    short = care_level_short(code) if language() == "en" else ""
    return short or care_level_label(code)


def staff_words(staff: str) -> str:
    """Who presents, with the long name of the office the way people say it."""
    return staff.replace("地域包括支援センター", "包括")


def day_and_month(day: date) -> str:
    """6月8日, in English 8 Jun."""
    text = format_wareki(day.isoformat())
    if language() == "en":
        return text.rpartition(" ")[0]
    return text.rpartition("年")[2]


def month_name(day: date) -> str:
    """6月, in English Jun."""
    text = format_wareki(day.isoformat()[:7])
    if language() == "en":
        return text.partition(" ")[0]
    return text.rpartition("年")[2]


def long_day(day: date) -> str:
    """令和8年6月15日（月）."""
    text = format_with_weekday(day)
    return text if language() == "en" else text.replace("(", "（").replace(")", "）")


def day_with_weekday(day: date) -> str:
    """6月18日（木）."""
    weekday = long_day(day).removeprefix(format_wareki(day.isoformat()))
    return day_and_month(day) + weekday


def moment(at: datetime, today: date) -> str:
    """今日 10:42; on other days the day, in other years with its year."""
    day = at.date()
    if day == today:
        return tr("今日 {time}", time=f"{at.hour}:{at:%M}")
    if day.year == today.year:
        return day_and_month(day)
    return format_wareki(day.isoformat(), short=True)


def due_words(days_left: int) -> str:
    """あと4日, 今日, ▲ 7日超過."""
    if days_left < 0:
        return tr("▲ {n}日超過", n=-days_left)
    return tr("あと{n}日", n=days_left) if days_left else tr("今日")


def months_later(months: int) -> str:
    """3か月後."""
    return tr("{n}か月後", n=months)


def iso_day(text: str) -> date | None:
    """The day of an ISO text; ``None`` while nothing (readable) is planned."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def time_span(conference: Conference) -> str:
    """14:00〜15:30 from the start and the planned minutes."""
    try:
        start = datetime.strptime(conference.start_time, "%H:%M")  # noqa: DTZ007 - no day, no zone
    except ValueError:
        return conference.start_time
    end = start + timedelta(minutes=conference.planned_minutes)
    return tr("{start}〜{end}", start=f"{start.hour}:{start:%M}", end=f"{end.hour}:{end:%M}")


def untouched(case: Case) -> tuple[str, ...]:
    """Names of the sections nobody has begun."""
    steps = readiness_steps(case)
    return tuple(
        section_name(key) for key, done in zip(SECTION_KEYS, steps, strict=False) if not done
    )


def remaining_work(case: Case, doubts: int = 0) -> tuple[str, bool]:
    """What is left to do for a case and whether it holds the meeting up.

    Without consent, or with an open privacy doubt, neither wall nor paper may show the case
    (DOMAIN.md §9.2 no. 1–2), and a section nobody began can't be asked about; these are said
    loudly, single entries quietly.
    """
    consent = readiness_steps(case)[-1]
    if not consent:
        return tr("本人の同意が未確認"), True
    if doubts:
        return tr("個人情報の確認 {n}件", n=doubts), True
    if names := untouched(case):
        return tr("{sections}が未入力", sections=tr("、").join(names)), True
    parts = [remaining_text(case)]
    if consent < 1.0:
        parts.append(tr("同意の方法・日付"))
    return tr("、").join(part for part in parts if part), False
