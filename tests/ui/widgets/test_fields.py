"""Fields keep what was typed, tidy it on leaving and never change by accident."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.care.case import CareDate
from app.care.wareki import parse_date
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.text_area import PlainTextArea
from app.ui.widgets.unit_field import UnitField, normalised_number
from app.ui.widgets.wareki_field import WarekiField
from tests.ui.conftest import ShowWidget


def beside_another(field: QWidget) -> tuple[QWidget, QLineEdit]:
    window, other = QWidget(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(other)
    return window, other


def scroll(widget: QWidget) -> bool:
    """Turn the wheel one notch over ``widget``; whether it took the turn for itself."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def write(field: QWidget, text: str) -> None:
    """Type ``text`` as an input method does: QTest's keys are ASCII only."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


# Figures with a unit.


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [("１６４．０", "164.0"), (" 49.8 ", "49.8"), ("－４", "-4"), ("約50", "約50"), ("", "")],
)
def test_full_width_figures_are_tidied_and_other_text_is_kept(typed: str, tidy: str) -> None:
    assert normalised_number(typed) == tidy


def test_a_unit_field_commits_once_on_leaving(show: ShowWidget, qtbot: QtBot) -> None:
    field = UnitField("cm", "height", lowest=100, highest=200)
    window, other = beside_another(field)
    show(window)
    seen: list[str] = []
    field.committed.connect(seen.append)
    field.setFocus()

    write(field, "１６４．０")
    assert seen == []
    other.setFocus()
    field.setFocus()
    other.setFocus()

    assert seen == ["164.0"]
    assert field.number() == 164.0


def test_what_cant_be_read_is_kept_marked_and_explained(show: ShowWidget, qtbot: QtBot) -> None:
    field = UnitField("cm", "height", lowest=100, highest=200)
    window, other = beside_another(field)
    show(window)
    field.setFocus()
    qtbot.keyClicks(field, "16400")
    other.setFocus()

    assert field.text() == "16400"
    assert field.property("invalid") == "true"
    assert "100" in field.toolTip()
    assert "200" in field.toolTip()

    field.set_number(164)
    assert field.text() == "164"
    assert field.property("invalid") == "false"
    assert field.toolTip() == ""


def test_setting_a_stored_value_is_silent(qtbot: QtBot) -> None:
    field = UnitField("kg", "weight")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.committed):
        field.set_text("49.8")
        field.editingFinished.emit()


# Choices.


def test_the_wheel_never_changes_a_choice(show: ShowWidget, qtbot: QtBot) -> None:
    field = ChoiceField([("J1", "J1"), ("J2", "J2"), ("A1", "A1")], "scale")
    field.set_code("J2")
    window, other = beside_another(field)
    show(window)

    other.setFocus()
    assert not scroll(field)
    field.setFocus()
    assert not scroll(field)

    assert field.code() == "J2"


def test_a_choice_tells_what_the_person_picked_only(show: ShowWidget, qtbot: QtBot) -> None:
    field = ChoiceField([("J1", "ランクJ1"), ("J2", "ランクJ2")], "scale")
    show(field)
    seen: list[str] = []
    field.chosen.connect(seen.append)

    field.set_code("J1")
    assert seen == []
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)

    assert seen == ["J2"]
    assert field.code() == "J2"


def test_an_unknown_code_is_kept(qtbot: QtBot) -> None:
    field = ChoiceField([("J1", "J1")], "scale")
    qtbot.addWidget(field)
    field.set_code("Z9")

    assert field.code() == "Z9"
    assert field.currentText() == "Z9"


# Dates.


def test_a_date_is_kept_as_typed_and_its_meaning_shown(show: ShowWidget, qtbot: QtBot) -> None:
    field = WarekiField("visit")
    window, other = beside_another(field)
    show(window)
    seen: list[CareDate | None] = []
    field.committed.connect(seen.append)
    field.line.setFocus()

    qtbot.keyClicks(field.line, "R8.4.21")
    other.setFocus()

    assert field.line.text() == "R8.4.21"
    assert field.caption.text() == "令和8年4月21日"
    assert [each.iso for each in seen if each] == ["2026-04-21"]


def test_a_plain_wareki_date_needs_no_caption(qtbot: QtBot) -> None:
    field = WarekiField("visit")
    qtbot.addWidget(field)
    field.set_value(parse_date("令和8年4月21日"))

    assert field.caption.isHidden()


def test_an_impossible_date_is_kept_and_explained(show: ShowWidget, qtbot: QtBot) -> None:
    field = WarekiField("visit")
    window, other = beside_another(field)
    show(window)
    field.line.setFocus()
    write(field.line, "令和8年2月30日")
    other.setFocus()

    assert field.line.text() == "令和8年2月30日"
    assert field.line.property("invalid") == "true"
    assert field.caption.text()


def test_a_day_can_be_picked_from_the_calendar_by_keyboard(show: ShowWidget, qtbot: QtBot) -> None:
    field = WarekiField("visit", today=date(2026, 6, 15))
    show(field)
    field.line.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    with qtbot.waitSignal(field.committed):
        calendar.activated.emit(calendar.selectedDate())

    assert field.line.text() == "令和8年6月15日"


def test_the_calendar_names_the_month_in_wareki_and_esc_closes_it(
    show: ShowWidget, qtbot: QtBot
) -> None:
    field = WarekiField("visit", today=date(2026, 1, 15))
    show(field)
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    month = field.findChild(SafeLabel, "calendar_month")
    assert calendar is not None
    assert month is not None
    assert month.text() == "令和8年1月"
    field.findChild(Button, "calendar_before").click()
    assert month.text() == "令和7年12月"

    popup = calendar.window()
    qtbot.keyClick(calendar, Qt.Key.Key_Escape)

    assert not popup.isVisible()
    assert field.line.text() == ""


# Long texts.


def test_a_text_area_grows_with_its_text(show: ShowWidget, qtbot: QtBot) -> None:
    area = PlainTextArea("life", lines=2, most_lines=6)
    area.resize(300, area.height())
    show(area)
    low = area.height()

    area.set_text("妻が亡くなってから食事づくりができない。" * 6)
    assert area.height() > low

    area.set_text("一行\n" * 40)
    highest = area.height()
    area.set_text("一行\n" * 80)
    assert area.height() == highest


def test_lines_stand_150_percent_apart(show: ShowWidget) -> None:
    area = PlainTextArea("life", size=14, line=22)
    show(area)
    area.set_text("一\n二\n三")
    document = area.document()
    layout = document.documentLayout()
    tops = [
        layout.blockBoundingRect(document.findBlockByNumber(number)).top() for number in range(3)
    ]

    assert [round(b - a) for a, b in itertools.pairwise(tops)] == [22, 22]


def test_tab_leaves_a_text_area(show: ShowWidget, qtbot: QtBot) -> None:
    area = PlainTextArea("life")
    window, other = beside_another(area)
    show(window)
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Tab)

    assert other.hasFocus()
    assert area.text() == ""


def test_pasting_brings_the_words_without_their_looks(show: ShowWidget) -> None:
    area = PlainTextArea("life")
    show(area)
    data = QMimeData()
    data.setHtml("<h1>囲碁<b>クラブ</b></h1>")
    data.setText("囲碁クラブ\r\n週2回")
    area.insertFromMimeData(data)

    assert area.text() == "囲碁クラブ\n週2回"
    assert area.textCursor().charFormat().fontWeight() <= 400


def test_converting_is_not_typing(show: ShowWidget, qtbot: QtBot) -> None:
    area = PlainTextArea("life")
    show(area)
    area.setFocus()
    seen: list[str] = []
    area.typed.connect(seen.append)

    QApplication.sendEvent(area, QInputMethodEvent("いご", []))
    assert seen == []
    write(area, "囲碁")

    assert seen == ["囲碁"]


def test_a_text_area_commits_on_leaving(show: ShowWidget, qtbot: QtBot) -> None:
    area = PlainTextArea("life")
    window, other = beside_another(area)
    show(window)
    seen: list[str] = []
    area.committed.connect(seen.append)
    area.set_text("前の文")
    area.setFocus()
    qtbot.keyClicks(area, "abc")
    other.setFocus()
    area.setFocus()
    other.setFocus()

    assert seen == ["abc前の文"]
