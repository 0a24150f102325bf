"""A planned meeting of a few cases and a clock that only moves when told."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from app.clock import FixedClock
from app.conference import agenda
from app.conference.meeting import Conference

JST = timezone(timedelta(hours=9))


def planned(n_cases: int, minutes: int = 90) -> Conference:
    """A conference of cases ``case-1`` … by the template."""
    conference = Conference(planned_minutes=minutes)
    for number in range(1, n_cases + 1):
        conference = agenda.with_case(conference, f"case-{number}")
    return conference


@pytest.fixture
def four_cases() -> Conference:
    return planned(4)


class JumpyClock(FixedClock):
    """A fixed clock whose wall time can be set without time passing."""

    def jump(self, seconds: float) -> None:
        """Set the wall clock."""
        self._moment += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> JumpyClock:
    return JumpyClock(datetime(2026, 6, 16, 13, 30, tzinfo=JST))
