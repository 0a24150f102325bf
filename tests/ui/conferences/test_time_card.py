"""How the time of a meeting went, on its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from PySide6.QtWidgets import QLabel, QWidget

from app.clock import FixedClock
from app.conference.session import MeetingSession
from app.ui.conferences.time_card import TimeCard
from tests.conference.conftest import planned


def texts(card: TimeCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel)]


def test_used_minutes_and_what_was_decided_are_read(show: Callable[[QWidget], QWidget]) -> None:
    clock = FixedClock(datetime(2026, 6, 16, 13, 30, tzinfo=timezone(timedelta(hours=9))))
    card = TimeCard()
    show(card)
    card.show_meeting(planned(2), {})
    assert "会議を始めると、使った時間がここに出ます。" in texts(card)
    session = MeetingSession(planned(2), clock=clock, save=lambda changed: changed)
    session.start()
    clock.advance(250)
    session.advance()
    session.go_on_with_risks(["R05"], decided_by="医師")
    session.toggle_clock()
    clock.advance(125)
    session.extend(10)
    session.close()
    card.show_meeting(session.conference, {})
    shown = texts(card)
    assert "4:10" in shown
    told = card.findChild(QLabel, "time_told")
    assert told is not None
    assert "会議を100分に変えました" in told.text()
    assert "時計を止めたのは1回、あわせて2分" in told.text()
    assert "リスク1件を残して進むと医師が決めた" in told.text()
