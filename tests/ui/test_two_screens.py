"""The two-screen test set-up itself: an operator's screen and a projector beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


@pytest.mark.two_screens
def test_marked_tests_see_an_operator_screen_and_a_projector(qapp: QApplication) -> None:
    screens = {screen.name(): screen.geometry() for screen in qapp.screens()}

    assert screens == {"OPER": QRect(0, 0, 1366, 768), "PROJ": QRect(1366, 0, 1920, 1080)}


@pytest.mark.two_screens
def test_a_window_fills_the_second_screen(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    projector = qapp.screens()[1]
    # Offscreen, setScreen alone leaves the window on the first screen (TOOLCHAIN.md).
    window.setScreen(projector)
    window.setGeometry(projector.geometry())

    with qtbot.waitExposed(window):
        window.showFullScreen()

    assert window.screen() is projector
    assert window.geometry() == projector.geometry()


def test_unmarked_tests_see_one_screen(qapp: QApplication) -> None:
    assert len(qapp.screens()) == 1
