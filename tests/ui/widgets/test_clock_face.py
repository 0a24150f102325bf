"""The large clock has room for what it shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.ui.widgets.clock_face import ClockFace


def test_a_minus_sign_gets_its_room_though_the_text_is_as_long(
    show: Callable[[QWidget], QWidget],
) -> None:
    box = QWidget()
    clock = ClockFace("10:42")
    row = QHBoxLayout(box)
    row.addWidget(clock)
    row.addStretch(1)
    box.resize(400, 60)
    show(box)
    clock.set_text("−4:20")
    QApplication.processEvents()
    assert clock.width() == clock.sizeHint().width()
