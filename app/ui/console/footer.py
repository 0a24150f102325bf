"""The line at the foot of the console: what is saved, and keys that have no button (design 05)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.console.words import clock_time
from app.ui.widgets.buttons import Button
from app.ui.widgets.keycap import KeyCap
from app.ui.widgets.labels import SafeLabel

GAP = 16


class Footer(QFrame):
    """Saved state at the left, keys at the right; the keys give way first."""

    leave_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status_bar")
        self.setFixedHeight(theme.px(theme.STATUS_HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(20), 0)
        row.setSpacing(theme.px(GAP))
        self.leave = Button(tr("進行を離れる"), "leave_console", kind="text", size="small")
        self.leave.setFixedHeight(theme.px(theme.STATUS_HEIGHT - 2))
        self.leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.leave.clicked.connect(self.leave_wanted)
        row.addWidget(self.leave)
        self.saved = SafeLabel(size=12, colour=theme.NIBI, name="console_saved")
        self.count = SafeLabel(size=12, colour=theme.NIBI, name="entry_count")
        row.addWidget(self.saved)
        row.addWidget(self.count)
        row.addStretch(1)
        self._spare = [
            _hint(tr("時間を分け直す"), "Ctrl+R"),
            _hint(tr("事例の一覧"), "Ctrl+M"),
            _hint(tr("段階の中の次へ"), "Alt+PageDown"),
            _hint(tr("会場に出さず記録"), "Ctrl+Shift+Enter"),
            _hint(tr("前の段階"), "PageUp"),
            _hint(tr("画面を消す（入力中）"), "Ctrl+B"),
            _hint(tr("元に戻す"), "Ctrl+Z"),
        ]
        self._last = _hint(tr("キーの一覧"), "F1")
        for hint in (*self._spare, self._last):
            row.addWidget(hint)

    def show_saved(self, moment: datetime | None, *, trouble: bool) -> None:
        """When the last step was committed, or that the last one was not."""
        if trouble:
            self.saved.setText(tr("保存できていません"))
            self.saved.set_colour(theme.AKANE)
            return
        self.saved.set_colour(theme.NIBI)
        self.saved.setText(tr("自動保存 {time}", time=clock_time(moment)) if moment else "")

    def show_rehearsal(self, *, on: bool) -> None:
        """Leaving a rehearsal ends it; nothing of it is saved."""
        self.leave.setText(tr("練習を終える") if on else tr("進行を離れる"))
        if on:
            self.saved.setText("")

    def show_count(self, n: int) -> None:
        """How much was written for the present case."""
        self.count.setText(tr("この事例の記録 {n}件", n=n))
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Hide hints from the left until the line fits; F1 always stays."""
        gap = theme.px(GAP)
        room = width - theme.px(32) - gap
        for fixed in (self.leave, self.saved, self.count, self._last):
            room -= fixed.sizeHint().width() + gap
        for hint in reversed(self._spare):
            room -= hint.sizeHint().width() + gap
            hint.setVisible(room >= 0)


def _hint(text: str, key: str) -> QWidget:
    hint = QWidget()
    row = QHBoxLayout(hint)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(4))
    row.addWidget(SafeLabel(text, size=12, colour=theme.NIBI))
    row.addWidget(KeyCap(key))
    return hint
