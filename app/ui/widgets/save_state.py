"""Saved state in the header: 未保存 → 保存中… → 自動保存しました 10:42 (DESIGN-SYSTEM §7)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.autosave import SaveStep
from app.ui.widgets.icons import pixmap
from app.ui.widgets.labels import SafeLabel


class SaveState(QWidget):
    """Shows one of the autosaver's steps; it holds none of its own."""

    def __init__(self, name: str = "save_state", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._icon = QLabel()
        self._text = SafeLabel("", size=13, colour=theme.NIBI)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self._icon)
        row.addWidget(self._text)
        self.show_step(SaveStep.CLEAN, None)

    def text(self) -> str:
        """The words now shown."""
        return self._text.text()

    def show_step(self, step: SaveStep, saved_at: datetime | None) -> None:
        """Slot for ``Autosaver.stepped``."""
        at = _hour(saved_at)
        text, colour, icon = {
            SaveStep.CLEAN: ("", theme.NIBI, ""),
            SaveStep.UNSAVED: (tr("● 未保存"), theme.NIBI, ""),
            SaveStep.SAVING: (tr("保存中…"), theme.NIBI, ""),
            SaveStep.SAVED: (tr("自動保存しました {time}", time=at), theme.MOEGI, "check"),
            SaveStep.FAILED: (tr("保存できていません"), theme.AKANE, "warn"),
        }[step]
        self._text.setText(text)
        self._text.set_colour(colour)
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.setPixmap(pixmap(icon, theme.px(16), colour, self.devicePixelRatioF()))
        self.setAccessibleName(text)


def _hour(moment: datetime | None) -> str:
    return f"{moment.hour}:{moment.minute:02d}" if moment else ""
