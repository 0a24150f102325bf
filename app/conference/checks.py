"""Things to see to around a meeting, ticked off with their time (DOMAIN.md §9.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from app.conference.meeting import Check, Conference

STATEMENT_READ: Final = "statement_read"
"""The confidentiality statement was read aloud."""
TEMPORARY_FILES: Final = "temporary_files"
"""Files made for the meeting outside this program are deleted."""
FOLLOW_UPS_SET: Final = "follow_ups_set"
"""The days of the follow-ups were set before people left (§3.5 P8-6)."""
MINUTES_FINAL: Final = "minutes_final"
"""A person called the minutes final."""


def done_at(conference: Conference, code: str) -> str:
    """The ISO time of a tick; empty where it isn't set."""
    return next((check.done_at for check in conference.checks if check.code == code), "")


def ticked(conference: Conference, code: str, at: str, note: str = "") -> Conference:
    """``conference`` with ``code`` done at the ISO time ``at``; a second tick changes nothing."""
    if done_at(conference, code):
        return conference
    return replace(
        conference,
        checks=(*_others(conference, code), Check(code=code, done_at=at, note=note)),
    )


def unticked(conference: Conference, code: str) -> Conference:
    """``conference`` without the tick."""
    return replace(conference, checks=_others(conference, code))


def _others(conference: Conference, code: str) -> tuple[Check, ...]:
    return tuple(check for check in conference.checks if check.code != code)
