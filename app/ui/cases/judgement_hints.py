"""確かめたいこと beside the grid: one gentle question at a time, answered by a click (§2.5)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from app.care.consistency import Hint
from app.care.items import item_of
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Paragraph, SafeLabel

_WIDTH = 236  # of the strip beside the grid, without its margins


class HintBox(QFrame):
    """The first question nobody has answered, with its answers; gone while there is none."""

    answered = Signal(object, str)  # the Hint, what to do (care.consistency.Answer.act)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("judgement_hint")
        self._shown: Hint | None = None
        self._heading = SafeLabel("", bold=True, elide=True)
        self._question = Paragraph("", size=13, line=19, max_lines=3, name="judgement_hint_text")
        self._answers = QGridLayout()
        self._answers.setSpacing(theme.px(5))
        self._buttons: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._heading)
        column.addWidget(self._question)
        column.addLayout(self._answers)
        self.hide()

    def show_hints(self, found: Sequence[Hint]) -> None:
        """Take over the open questions of the sheet."""
        hint = found[0] if found else None
        self.setVisible(hint is not None)
        if hint is None:
            self._shown = None
            return
        self._heading.setText(tr("確かめたいこと（{n}）", n=len(found)))
        self._question.setText(
            tr("{item}：{question}", item=item_of(hint.item).label(), question=hint.question())
        )
        said = "　".join(line.line() for line in hint.evidence)
        self._question.setToolTip(said)
        self.setAccessibleName(f"{item_of(hint.item).label()} {hint.question()}")
        self.setAccessibleDescription(said)
        if hint != self._shown:
            self._shown = hint
            self._make_buttons(hint)

    def take_focus(self) -> None:
        """Put the keyboard on the first answer."""
        if self._buttons and self.isVisible():
            self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make_buttons(self, hint: Hint) -> None:
        for button in self._buttons:
            self._answers.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for answer in hint.answers:
            button = Button(
                answer.words(),
                f"judgement_hint_{answer.act}",
                size="small",
                accessible=f"{hint.question()} {answer.words()}",
            )
            button.clicked.connect(lambda _on=False, act=answer.act: self.answered.emit(hint, act))
            self._buttons.append(button)
        half = (theme.px(_WIDTH) - self._answers.spacing()) // 2
        columns = 2 if all(b.sizeHint().width() <= half for b in self._buttons) else 1
        for place, button in enumerate(self._buttons):
            self._answers.addWidget(button, place // columns, place % columns)
