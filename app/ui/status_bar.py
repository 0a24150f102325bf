"""The status bar: what the page says at the left, where the data is at the right (26 high)."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Caption


class StatusBar(QFrame):
    """12 px words; the only button locks the screen, which a key does as well."""

    def __init__(self, *, practice: bool, who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setFixedHeight(theme.px(theme.STATUS_HEIGHT))
        self._page_text = Caption("", colour=theme.NIBI, elide=True)
        self._page_text.setObjectName("status_page_text")
        place = (
            tr("データの場所：練習用（終わると消えます）")
            if practice
            else tr("データの場所：この端末（暗号化あり）")
        )
        self._place = Caption(place, colour=theme.NIBI)
        self._backup = Caption("", colour=theme.NIBI)
        self._backup.hide()
        self._who = Caption(who, colour=theme.NIBI, elide=True)
        row = QHBoxLayout(self)
        side = theme.px(theme.PAGE_MARGIN)
        row.setContentsMargins(side, 0, side, 0)
        row.setSpacing(theme.px(20))
        row.addWidget(self._page_text)
        row.addStretch(1)
        for label in (self._place, self._backup, self._who):
            row.addWidget(label)
        self._row = row

    def offer_lock(self, menu: QMenu) -> None:
        """Put the button of the screen lock at the right end."""
        button = Button(tr("画面をロック"), "lock_menu", kind="link", size="small")
        button.setFont(theme.font(12))
        button.setMenu(menu)
        self._row.addWidget(button)

    def text(self) -> str:
        """What the page says."""
        return self._page_text.text()

    def show_page_text(self, text: str) -> None:
        """Words of the page, such as すべて保存済み 10:42."""
        self._page_text.setText(text)

    def show_backup(self, day: str) -> None:
        """The day of the last backup; empty while none is known."""
        self._backup.setText(tr("最終バックアップ {day}", day=day) if day else "")
        self._backup.setVisible(bool(day))
