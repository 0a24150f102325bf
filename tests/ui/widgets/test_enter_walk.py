"""Enter walks through a form and never moves while an input method is converting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.enter_walk import enter_walks
from app.ui.widgets.text_area import PlainTextArea
from tests.ui.conftest import ShowWidget


def form(*fields: QWidget) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    for field in fields:
        column.addWidget(field)
    enter_walks(window)
    return window


def preedit(field: QWidget, text: str, commit: str = "") -> None:
    event = QInputMethodEvent(text, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def test_enter_moves_on_and_shift_enter_moves_back(show: ShowWidget, qtbot: QtBot) -> None:
    first, second = QLineEdit(), QLineEdit()
    window = show(form(first, second))
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()

    qtbot.keyClick(second, Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier)
    assert first.hasFocus()
    assert window.isVisible()


def test_enter_that_confirms_a_conversion_stays(show: ShowWidget, qtbot: QtBot) -> None:
    first, second = QLineEdit(), QLineEdit()
    window = show(form(first, second))
    first.setFocus()
    preedit(first, "かいだん")

    qtbot.keyClick(first, Qt.Key.Key_Return)

    assert first.hasFocus()
    assert window.isVisible()


def test_an_enter_delivered_right_after_the_commit_stays_too(
    show: ShowWidget, qtbot: QtBot
) -> None:
    first, second = QLineEdit(), QLineEdit()
    window = show(form(first, second))
    first.setFocus()
    preedit(first, "かいだん")
    preedit(first, "", commit="階段")

    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert first.hasFocus()
    assert first.text() == "階段"

    QApplication.processEvents()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    assert window.isVisible()


def test_in_long_texts_enter_writes_and_ctrl_enter_walks(show: ShowWidget, qtbot: QtBot) -> None:
    area, after = PlainTextArea("area"), QLineEdit()
    window = show(form(area, after))
    area.setFocus()

    qtbot.keyClicks(area, "a")
    qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.keyClicks(area, "b")
    assert area.text() == "a\nb"

    qtbot.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert after.hasFocus()
    assert window.isVisible()


def test_a_push_button_is_pressed_not_walked_over(show: ShowWidget, qtbot: QtBot) -> None:
    button, after = QPushButton("開く"), QLineEdit()
    button.setAutoDefault(True)
    window = show(form(button, after))
    button.setFocus()

    qtbot.keyClick(button, Qt.Key.Key_Return)

    assert button.hasFocus()
    assert window.isVisible()
