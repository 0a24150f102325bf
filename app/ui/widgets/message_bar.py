"""The bar under the header: what happened, what was kept, what to do (DESIGN-SYSTEM §7).

akane for trouble, ai for news that needs nothing from the person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.icons import pixmap
from app.ui.widgets.labels import Paragraph
from app.ui.widgets.restyle import set_property


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a bar or note."""

    label: str
    name: str
    run: Callable[[], object]


class MessageBar(QFrame):
    """Hidden while there is nothing to say. Work goes on below it."""

    def __init__(self, name: str = "message_bar", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("bar", "akane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._text = Paragraph("", size=14, line=20, bold=True, colour=theme.SURFACE)
        self._text.setObjectName(f"{name}_text")
        self._picture = QLabel()
        self._row = QHBoxLayout(self)
        side = theme.px(theme.PAGE_MARGIN)
        self._row.setContentsMargins(side, theme.px(6), side, theme.px(6))
        self._row.setSpacing(theme.px(10))
        self._row.addWidget(self._picture)
        self._row.addWidget(self._text, 1)
        self._buttons: list[Button] = []
        self.hide()

    def text(self) -> str:
        """The sentence now shown, empty while hidden."""
        return self._text.text() if not self.isHidden() else ""

    def show_message(
        self, text: str, actions: Sequence[Action] = (), *, calm: bool = False
    ) -> None:
        """Show ``text`` with its actions and a way to put it away; ``calm`` where all is well."""
        self._drop_buttons()
        set_property(self, "tone", "calm" if calm else "")
        icon = "info" if calm else "warn"
        self._picture.setPixmap(pixmap(icon, theme.px(18), theme.SURFACE, self.devicePixelRatioF()))
        self._text.setText(text)
        self.setAccessibleName(text)
        closing = Action(tr("閉じる"), "message_close", self.clear)
        for action in (*actions, closing):
            button = Button(action.label, action.name, kind="ghost", size="small", parent=self)
            button.clicked.connect(lambda _on=False, run=action.run: run())
            self._row.addWidget(button)
            self._buttons.append(button)
        self.show()

    def clear(self) -> None:
        """Put the bar away."""
        self.hide()
        self._text.setText("")
        self.setAccessibleName("")
        self._drop_buttons()

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
