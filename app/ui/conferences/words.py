"""Words of the conference pages."""

from __future__ import annotations

from datetime import date

from app import i18n
from app.care import scales, wareki
from app.care.case import SessionType
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


def short_day_name(iso: str) -> str:
    """R6.8.9(金) for a narrow column; in English the day without its weekday."""
    if not iso or i18n.language() == "en":
        return wareki.format_wareki(iso) if iso else day_name(iso)
    weekday = day_name(iso).rpartition("(")[2]
    return f"{wareki.format_wareki(iso, short=True)}({weekday}"
