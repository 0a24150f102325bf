"""What must be known of the paper, or was just done with it: one note and its answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.message_bar import Action
from app.ui.widgets.note import InlineNote, NoteKind

_MOST: Final = 2


class NoteStrip(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.note = InlineNote(name="paper_note")
        self._actions: Sequence[Action] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(n) for n in (20, 0, 20, 10)))
        row.setSpacing(theme.px(8))
        row.addWidget(self.note, 1)
        self.buttons = [Button("", "paper_way_in", size="small") for _ in range(_MOST)]
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _on=False, at=place: self._actions[at].run())
            row.addWidget(button)
        self.clear()

    def tell(self, words: str, kind: NoteKind, *actions: Action) -> None:
        """Show ``words`` with at most two answers."""
        self._actions = actions
        self.note.set_note(words, kind=kind)
        for place, button in enumerate(self.buttons):
            if place < len(actions):
                button.setObjectName(actions[place].name)
                button.setText(actions[place].label)
            button.setVisible(place < len(actions))
        self.show()

    def clear(self) -> None:
        """Nothing to say."""
        self._actions = ()
        self.hide()
