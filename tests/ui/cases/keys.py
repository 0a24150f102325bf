"""Typing as people do: keys, and texts that only an input method can bring."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.clipping import clipped_texts

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(widget: QWidget, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press keys one after another."""
    for key in keys:
        QTest.keyClick(widget, key, held)


def strike(widget: QWidget, text: str) -> None:
    """One key whose text isn't ASCII, such as １ or －."""
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, NONE, text)
    QApplication.sendEvent(widget, event)


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    """What an input method sends: text being converted, or a text that was confirmed."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def clipboard(text: str) -> None:
    """Put a text on the clipboard, as Excel does."""
    QGuiApplication.clipboard().setText(text)


def cut_off(window: QWidget) -> list[str]:
    """Texts that are cut off once the layouts inside each other have settled."""
    for _ in range(5):
        QGuiApplication.processEvents()
    return clipped_texts(window)


def open_editor(table: QWidget, name: str) -> QLineEdit:
    """The cell now being typed in; one that was just closed may still wait for its deletion."""
    editors = table.findChildren(QLineEdit, name)
    assert editors
    return editors[-1]
