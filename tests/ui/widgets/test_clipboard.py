"""What was copied here is taken away again, and only that."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.widgets.clipboard import FORGET_MS, ClipboardGuard, copy_cells


@pytest.fixture
def guard(show: Callable[[QWidget], QWidget]) -> Iterator[ClipboardGuard]:
    QGuiApplication.clipboard().clear()
    owner = QObject()
    made = ClipboardGuard(owner)
    yield made
    made.forget()


@pytest.fixture
def field(show: Callable[[QWidget], QWidget]) -> QLineEdit:
    line = QLineEdit("山田ハナ")
    show(line)
    return line


def held() -> str:
    return QGuiApplication.clipboard().text()


def test_a_copied_field_goes_after_half_a_minute(guard: ClipboardGuard, field: QLineEdit) -> None:
    field.selectAll()
    field.copy()
    assert held() == "山田ハナ"
    assert guard.timer.isActive()
    assert guard.timer.interval() == FORGET_MS == 30_000
    guard.timer.timeout.emit()
    assert held() == ""


def test_the_half_minute_counts_from_the_last_copy(guard: ClipboardGuard, field: QLineEdit) -> None:
    copy_cells("糖尿病\t平成20年")
    first = guard.timer.isActive()
    copy_cells("高血圧")
    assert first
    guard.forget()
    assert held() == ""


def test_what_another_program_copied_stays(
    guard: ClipboardGuard, field: QLineEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_cells("山田ハナ")
    monkeypatch.setattr(guard, "is_ours", lambda: False)  # offscreen there is no other program
    QGuiApplication.clipboard().setText("買い物")
    assert not guard.timer.isActive()
    guard.forget()
    assert held() == "買い物"
