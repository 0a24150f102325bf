"""F1: the keys of the current view and those that work everywhere (DESIGN-SYSTEM §8)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.page import KeyHelp
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Rule
from app.ui.widgets.keycap import KeyCap
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.scroll import ScrollColumn


def everywhere() -> list[KeyHelp]:
    """Keys the shell answers on every page."""
    return [
        KeyHelp("Alt+1…6", tr("場所を選ぶ")),
        KeyHelp("Ctrl+K", tr("すべてからさがす")),
        KeyHelp("Ctrl+N", tr("新しく作る")),
        KeyHelp("Ctrl+F", tr("この画面でさがす")),
        KeyHelp("Ctrl+P", tr("印刷の見本")),
        KeyHelp("Ctrl+Z", tr("元に戻す")),
        KeyHelp("Ctrl+Y", tr("やり直す")),
        KeyHelp("Ctrl+Shift+L", tr("画面をロック")),
        KeyHelp("F1", tr("キーの一覧")),
        KeyHelp("Esc", tr("開いた小窓を閉じる")),
    ]


class KeysDialog(QDialog):
    """A list to read; Esc or Enter closes it."""

    def __init__(
        self, page_keys: Sequence[KeyHelp], parent: QWidget | None = None, *, alone: bool = False
    ) -> None:
        """``alone``: the window above the pages hears none of the keys that work everywhere."""
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setWindowTitle(tr("キーの一覧"))
        body = ScrollColumn()
        if page_keys:
            self._add(body, tr("この画面"), page_keys)
        others = [] if alone else everywhere()
        if others:
            self._add(body, tr("どの画面でも"), others)
        body.column.addStretch(1)
        close = Button(tr("閉じる"), "keys_close", kind="primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(theme.GAP))
        column.addWidget(body, 1)
        column.addWidget(Rule())
        column.addLayout(foot)
        wanted = theme.px(90 + 28 * (len(page_keys) + len(others)) + 90)
        self.resize(theme.px(460), min(wanted, theme.px(600)))

    def _add(self, body: ScrollColumn, heading: str, keys: Sequence[KeyHelp]) -> None:
        body.column.addWidget(SafeLabel(heading, size=16, bold=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnMinimumWidth(0, theme.px(150))
        grid.setColumnStretch(1, 1)
        for row, each in enumerate(keys):
            grid.addWidget(KeyCap(each.key), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(SafeLabel(each.action), row, 1)
        body.column.addLayout(grid)
        body.column.addSpacing(theme.px(8))
