"""Words of the conference pages."""

from __future__ import annotations

from datetime import date

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


def status_name(status: ConferenceStatus) -> str:
    """予定, 進行中, 終了."""
    return {
        ConferenceStatus.PLANNED: tr("予定"),
        ConferenceStatus.RUNNING: tr("進行中"),
        ConferenceStatus.CLOSED: tr("終了"),
    }[status]


def type_name(session_type: str) -> str:
    """包括版 or 居宅版; anything else as it was written."""
    known = {kind.value for kind in SessionType}
    return scales.session_type_short(session_type) if session_type in known else session_type


def day_name(iso: str, *, short: bool = False) -> str:
    """The day with its weekday, R6.8.9 when short; a day not yet chosen is said so."""
    if not iso:
        return tr("日付未定")
    if short:
        return wareki.format_wareki(iso, short=True)
    return wareki.format_with_weekday(date.fromisoformat(iso))
