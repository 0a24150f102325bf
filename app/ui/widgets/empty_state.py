"""Where nothing is yet: one sentence and the one next action, where content would start."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Paragraph


class EmptyState(QWidget):
    """Left-aligned, no picture (DESIGN-SYSTEM §7)."""

    def __init__(
        self,
        sentence: str,
        actions: Sequence[Button] = (),
        *,
        name: str = "empty_state",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._sentence = Paragraph(sentence, size=14, line=21, colour=theme.NIBI)
        column = QVBoxLayout(self)
        margin = theme.px(theme.CARD_PADDING)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(theme.GAP))
        column.addWidget(self._sentence)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in actions:
            row.addWidget(button)
        row.addStretch(1)
        if actions:
            column.addLayout(row)
        column.addStretch(1)

    def set_sentence(self, sentence: str) -> None:
        """Change the words, for example to the condition that should be dropped."""
        self._sentence.setText(sentence)
