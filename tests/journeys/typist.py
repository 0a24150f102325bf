"""A person at the keyboard: real key events, and an input method as the systems send it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QWidget

KEY = Qt.Key


def focus() -> QWidget:
    """Where the next key goes: an open list takes them before the field it belongs to."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None, "the keyboard leads nowhere"
    return widget


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key."""
    QTest.keyClick(focus(), key, held)


def enter() -> None:
    """The one key that leads through everything."""
    press(KEY.Key_Return)


def type_text(text: str) -> None:
    """Latin by keys, Japanese through the input method."""
    if text.isascii():
        for letter in text:
            QTest.keyClicks(focus(), letter)
    elif text:
        convert(text)


def convert(text: str) -> None:
    """Reading by reading, then the Enter that confirms, which must do nothing else."""
    for preedit in (text[:1], text[: max(1, len(text) // 2)], text):
        _compose(preedit, "")
    before = QApplication.focusWidget()
    QTest.keyClick(focus(), KEY.Key_Return)
    assert QApplication.focusWidget() is before, f"Enter in a conversion left {where()}"
    _compose("", text)
    QTest.keyClick(focus(), KEY.Key_Return)  # some systems deliver it after the text as well
    QApplication.processEvents()


def _compose(preedit: str, commit: str) -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    widget = QApplication.focusWidget()
    assert widget is not None
    QApplication.sendEvent(widget, event)


def where() -> str:
    """The name of the field with the keyboard."""
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def choose(label: str) -> None:
    """Arrow down in a closed list until it says ``label``."""
    combo = focus()
    assert isinstance(combo, QComboBox)
    for _ in range(combo.count()):
        if combo.currentText().startswith(label):
            return
        press(KEY.Key_Down)
    raise AssertionError(f"{combo.objectName()} never says {label}")


def tick(on: bool) -> None:  # noqa: FBT001 - what the box shall say
    """Space until the box says so."""
    box = focus()
    assert isinstance(box, QCheckBox)
    if box.isChecked() is not on:
        press(KEY.Key_Space)
    assert box.isChecked() is on


def fill_table(rows: Sequence[Sequence[str]]) -> None:
    """Cell after cell with Enter alone; Enter on the empty row at the end leaves the table."""
    for row in rows:
        for cell in row:
            type_text(cell)
            enter()
    enter()
