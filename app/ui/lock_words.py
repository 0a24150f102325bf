"""What the window shows of the screen lock: the menu at its foot, and the warning before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from app.i18n import tr
from app.settings import Settings
from app.ui import theme
from app.ui.widgets.labels import SafeLabel

LOCK_KEY = "Ctrl+Shift+L"
CHOICES = (1, 3, 5, 10, 15, 30, 60, 0)


class LockMenu(QMenu):
    """Lock now, after how many minutes it happens by itself, and the sheet that opens it, too."""

    def __init__(
        self,
        settings: Settings,
        lock: Callable[[], object],
        make_sheet: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lock_menu_list")
        self.setFont(theme.font(14))
        self._settings = settings
        now = self.addAction(tr("いますぐロック"))
        now.setObjectName("lock_now")
        now.setShortcut(QKeySequence(LOCK_KEY))
        now.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the window owns the key
        now.triggered.connect(lambda _on: lock())
        self.addSeparator()
        self.choices = {minutes: self.addAction(_after(minutes)) for minutes in CHOICES}
        for minutes, action in self.choices.items():
            action.setObjectName(f"lock_after_{minutes}")
            action.setCheckable(True)
            action.triggered.connect(partial(self._choose, minutes))
        self.addSeparator()
        sheet = self.addAction(tr("復旧用紙を作る…"))
        sheet.setObjectName("make_recovery_sheet")
        sheet.triggered.connect(lambda _on: make_sheet())
        self._mark()

    def _choose(self, minutes: int) -> None:
        self._settings.lock_minutes = minutes
        self._settings.save()
        self._mark()

    def _mark(self) -> None:
        for minutes, action in self.choices.items():
            action.setChecked(minutes == self._settings.lock_minutes)


def _after(minutes: int) -> str:
    if not minutes:
        return tr("自動ではロックしない")
    return tr("{n}分さわらないとロック", n=minutes)


class LockNotice(QFrame):
    """Lies over the foot of the window: so it is seen on the console too, which has no bar."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("lock_notice")
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.YAMA_T)
        self.setPalette(palette)
        words = tr("まもなく画面をロックします。キーかマウスにさわると、続けられます。")
        self.setAccessibleName(words)
        row = QHBoxLayout(self)
        side = theme.px(theme.PAGE_MARGIN)
        row.setContentsMargins(side, 0, side, 0)
        self._words = SafeLabel(words, size=14, bold=True, colour=theme.YAMA, elide=True)
        row.addWidget(self._words)
        self.hide()
        window.installEventFilter(self)
        self._place()

    def text(self) -> str:
        """The warning."""
        return self._words.text()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's own signature
        super().setVisible(visible)
        if visible:
            self._place()
            self.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        height = theme.px(theme.STATUS_HEIGHT)
        self.setGeometry(0, self._window.height() - height, self._window.width(), height)
