"""The long texts of the case form: Enter walks on as in a cell of Excel, Alt+Enter is a new line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.i18n import tr
from app.ui.widgets.enter_walk import walk_on
from app.ui.widgets.ime import ImeWatch
from app.ui.widgets.text_area import PlainTextArea

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormTextArea(PlainTextArea):
    """Enter alone takes a person through the whole form, so it leaves long texts too."""

    def __init__(self, name: str, *, accessible: str, lines: int, placeholder: str = "") -> None:
        super().__init__(name, accessible=accessible, lines=lines, placeholder=placeholder)
        self.setToolTip(tr("改行は Alt+Enter"))
        self._ime = ImeWatch(self)
        self._ime.watch(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        if self._ime.converting():
            return  # this Enter belongs to the input method
        held = event.modifiers()
        if held & Qt.KeyboardModifier.AltModifier:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        else:
            walk_on(self, back=bool(held & Qt.KeyboardModifier.ShiftModifier))
