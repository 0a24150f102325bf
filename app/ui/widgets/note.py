"""Inline notes: a caution below the field it is about; work goes on (DESIGN-SYSTEM §7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.icons import pixmap
from app.ui.widgets.labels import Paragraph
from app.ui.widgets.message_bar import Action
from app.ui.widgets.restyle import set_property

NoteKind = Literal["yama", "akane", "ai", "moegi"]
_COLOURS = {
    "yama": theme.YAMA,
    "akane": theme.AKANE,
    "ai": theme.AI_D,
    "moegi": theme.MOEGI,
}
_ICONS = {"yama": "warn", "akane": "warn", "ai": "info", "moegi": "check"}


class InlineNote(QFrame):
    """Icon, one sentence and its answers as small buttons."""

    def __init__(
        self,
        text: str = "",
        *,
        name: str = "note",
        kind: NoteKind = "yama",
        actions: Sequence[Action] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._icon = QLabel()
        self._text = Paragraph("", size=14, line=20)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(10), theme.px(4), theme.px(8), theme.px(4))
        self._row.setSpacing(theme.px(8))
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        for action in actions:
            self.add_action(action)
        self.set_note(text, kind=kind)

    def add_action(self, action: Action) -> None:
        """One more answer at the right end."""
        button = Button(action.label, action.name, size="small", parent=self)
        button.clicked.connect(lambda _on=False: action.run())
        self._row.addWidget(button)

    def text(self) -> str:
        """The sentence now shown."""
        return self._text.text()

    def set_note(self, text: str, *, kind: NoteKind = "yama") -> None:
        """Change the sentence and its colour."""
        set_property(self, "note", kind)
        self._text.setText(text)
        self._text.set_colour(_COLOURS[kind])
        self._icon.setPixmap(
            pixmap(_ICONS[kind], theme.px(16), _COLOURS[kind], self.devicePixelRatioF())
        )
        self.setAccessibleName(text)
