"""Words of the conference pages."""

from __future__ import annotations

from datetime import date, timedelta

from app.care import scales, wareki
from app.care.case import Case, SessionType, Sex
from app.conference.meeting import ConferenceStatus
from app.i18n import tr
from app.ui.widgets.highlight_delegate import Shape

SHAPES: dict[ConferenceStatus, Shape] = {
    ConferenceStatus.PLANNED: "open",
    ConferenceStatus.RUNNING: "filled",
    ConferenceStatus.CLOSED: "square",
}


def type_name(session_type: str) -> str:
    """包括版 or 居宅版; anything else as it was written."""
    known = {kind.value for kind in SessionType}
    return scales.session_type_short(session_type) if session_type in known else session_type


def day_name(iso: str) -> str:
    """The day with its weekday; a day not yet chosen is said so."""
    return wareki.format_with_weekday(date.fromisoformat(iso)) if iso else tr("日付未定")


def day_in_month(iso: str) -> str:
    """9日(金) for a column whose heading says the month; in English Fri 9."""
    if not iso:
        return day_name(iso)
    day = date.fromisoformat(iso)
    return tr("{day}日({weekday})", day=day.day, weekday=weekday_name(day.weekday()))


def weekday_name(weekday: int) -> str:
    """月 … 日; Monday is 0."""
    monday = date(2024, 1, 1)
    named = wareki.format_with_weekday(monday + timedelta(days=weekday))
    return named.rpartition("(")[2].removesuffix(")")


def case_name(case: Case) -> str:
    """110 すいせん: the number and the plant name."""
    number = f"{case.case_no} " if case.case_no is not None else ""
    return f"{number}{case.pseudonym}"


def person(age: int | None, sex: Sex | None, care_level: str | None) -> str:
    """81歳 女・支援1, as far as it is known."""
    years = tr("{age}歳", age=age) if age is not None else ""
    who = " ".join(part for part in (years, scales.sex_label(sex) if sex else "") if part)
    level = scales.care_level_short(care_level) if care_level else ""
    return "・".join(part for part in (who, level) if part)
