"""Enter walks from field to field, as people know it from Excel; Ctrl+Enter in long texts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.ui.widgets.ime import ImeWatch

_FIELDS = (QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QAbstractButton)
_LONG = (QPlainTextEdit, QTextEdit)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TAB_ONLY = "tab_only"
"""Property of what Tab reaches and Enter passes by: the next Enter would press it unseen."""


class EnterWalk(QObject):
    """Installed on a form by ``enter_walks``; fields added later are given to ``add``."""

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._ime = ImeWatch(self)
        for field in form.findChildren(QWidget):
            self.add(field)

    def add(self, field: QWidget) -> None:
        """Let Enter leave ``field`` too. Tables keep their own Enter; a push button keeps it
        as a press."""
        if not isinstance(field, _FIELDS) or isinstance(field.parentWidget(), QAbstractItemView):
            return
        if isinstance(field, QAbstractButton) and not field.isCheckable():
            return
        self._ime.watch(field)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in _ENTER or self._ime.converting():
            return False
        if isinstance(watched, QComboBox) and watched.view().isVisible():
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if control != isinstance(watched, _LONG) or held & Qt.KeyboardModifier.AltModifier:
            return False
        walk_on(self._form, back=bool(held & Qt.KeyboardModifier.ShiftModifier))
        return True


def walk_on(widget: QWidget, *, back: bool = False) -> None:
    """Enter's way from the focused field to the next one in the window of ``widget``."""
    left = QApplication.focusWidget()
    while True:
        widget.focusNextPrevChild(not back)
        now = QApplication.focusWidget()
        if now is None or now is left or not now.property(TAB_ONLY):
            return


def enter_walks(form: QWidget) -> EnterWalk:
    """Make Enter move to the next field inside ``form``; Shift+Enter moves back."""
    return EnterWalk(form)
