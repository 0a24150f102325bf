"""The bar that offers to divide the rest anew, and cases put off by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.ui.console.page import ConsolePage
from tests.ui.console.acts import CONTROL, SHIFT, label, press, stored, to_first_case


def run_late(page: ConsolePage, clock: FixedClock, minutes: int) -> None:
    """The first stage takes ``minutes`` more than planned."""
    to_first_case(page)
    page.session.divide_anew()  # type: ignore[union-attr]
    clock.advance(5 * 60 + minutes * 60)
    page.refresh_times()


def test_ctrl_r_divides_anew_and_the_bar_goes_away(
    page: ConsolePage, qtbot: QtBot, fixed_clock: FixedClock
) -> None:
    assert not page.clock_bar.isVisible()
    run_late(page, fixed_clock, 3)
    assert page.clock_bar.isVisible()
    assert "3分おくれ" in label(page, "clock_offer")
    assert "2 あおい ④ 生活支援" in label(page, "clock_offer")
    press(qtbot, Qt.Key.Key_R, CONTROL)
    assert not page.clock_bar.isVisible()
    assert label(page, "plan_drift") == "予定どおり"
    assert stored(page).transitions[-1].kind == "divide"


def test_keeping_the_plan_is_not_asked_again(
    page: ConsolePage, qtbot: QtBot, fixed_clock: FixedClock
) -> None:
    run_late(page, fixed_clock, 3)
    press(qtbot, Qt.Key.Key_R, CONTROL | SHIFT)
    assert not page.clock_bar.isVisible()
    fixed_clock.advance(60)
    page.refresh_times()
    assert not page.clock_bar.isVisible()
    press(qtbot, Qt.Key.Key_R, CONTROL)
    assert page.clock_bar.isVisible()


def test_too_little_time_offers_ten_minutes_more_or_a_case_put_off(
    page: ConsolePage, qtbot: QtBot, fixed_clock: FixedClock
) -> None:
    run_late(page, fixed_clock, 50)
    assert "分足りません" in label(page, "clock_offer")
    short = label(page, "clock_offer")
    page.clock_bar.put_off.click()
    assert label(page, "clock_offer") != short
    fourth = stored(page).agenda[3].case_uuid
    assert page.session is not None
    assert page.session.state.skipped == {fourth}
    chip = page.bar.chip_of(fourth)
    assert chip is not None
    assert chip.text() == "4 なずな 次回へ"
    planned = page.session.meeting_time().planned
    press(qtbot, Qt.Key.Key_R, CONTROL)
    assert page.session.meeting_time().planned - planned in (600, 0)


def test_a_case_is_put_off_and_taken_up_from_the_menu(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_M, CONTROL)

    def choose(words: str) -> None:
        menu = page.findChild(QMenu, "case_menu")
        assert menu is not None
        next(each for each in menu.actions() if each.text() == words).trigger()
        menu.close()
        qtbot.waitUntil(lambda: page.findChild(QMenu, "case_menu") is None)

    choose("2 あおいを次回へ")
    assert page.go_on.text() == "② 目標へ進む"
    assert label(page, "next_head").startswith("3 ")
    page.timing.open_menu()
    choose("2 あおいを今日の会議にもどす")
    assert label(page, "next_head") == "2 あおい"
    page.timing.open_menu()
    choose("&2 あおいへ進む")
    assert page.session is not None
    assert page.session.case_uuid == stored(page).agenda[1].case_uuid


def test_the_minutes_for_the_cases_to_come_are_always_said(page: ConsolePage) -> None:
    to_first_case(page)
    assert label(page, "next_from").startswith("あと3事例に")
