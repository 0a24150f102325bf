"""片付け: the closing checklist after a meeting, each item one click from its end (§9.4)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.i18n import tr
from app.services.afterwards import Closing, ClosingItem
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card
from app.ui.widgets.icons import pixmap
from app.ui.widgets.labels import SafeLabel


class ClosingCard(Card):
    """Five lines: done or not, what is left, the button that does it."""

    wanted = Signal(str)
    """The ``Closing`` whose button was pressed."""

    def __init__(self) -> None:
        self._sum = SafeLabel(size=13, colour=theme.NIBI, name="closing_sum")
        super().__init__(
            tr("会議のあとに確かめること"), name="closing_card", header_widgets=[self._sum]
        )
        self.buttons: dict[Closing, Button] = {}
        self._marks: dict[Closing, QLabel] = {}
        self._words: dict[Closing, SafeLabel] = {}
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        for row, item in enumerate(Closing):
            mark = QLabel()
            mark.setFixedSize(theme.px(18), theme.px(18))
            words = SafeLabel(size=14, colour=theme.NIBI, elide=True, name=f"closing_{item}")
            button = Button("", f"closing_{item}_do", size="small")
            button.clicked.connect(lambda _on=False, item=item: self.wanted.emit(item))
            grid.addWidget(mark, row, 0)
            grid.addWidget(SafeLabel(item_name(item), size=14, bold=True), row, 1)
            grid.addWidget(words, row, 2)
            grid.addWidget(button, row, 3, Qt.AlignmentFlag.AlignRight)
            self._marks[item], self._words[item], self.buttons[item] = mark, words, button
        grid.setColumnStretch(2, 1)
        self.add(lines)
        self.setFocusProxy(self.buttons[Closing.COPIES])

    def show_items(self, items: Sequence[ClosingItem], *, missing: str, undoable: bool) -> None:
        """Show the list as it stands.

        ``missing`` names the copies that aren't back; ``undoable``: the dates were just set.
        """
        for one in items:
            icon, colour = ("check", theme.MOEGI) if one.done else ("warn", theme.YAMA)
            self._marks[one.item].setPixmap(
                pixmap(icon, theme.px(18), colour, self.devicePixelRatioF())
            )
            words = item_words(one)
            if one.item is Closing.COPIES and missing:
                words = f"{words}  {missing}"
            self._words[one.item].setText(words)
            self._words[one.item].set_colour(theme.NIBI if one.done else theme.SUMI)
            button = self.buttons[one.item]
            button.setText(_button_text(one, undoable=undoable))
            can = one.item is not Closing.FOLLOW_UPS or undoable or not one.done
            button.setVisible(can and bool(one.of))
        left = sum(not one.done for one in items)
        self._sum.setText(tr("残り {n}件", n=left) if left else tr("すべて済みました"))


def item_name(item: Closing) -> str:
    """What an item is called."""
    return {
        Closing.COPIES: tr("資料の回収"),
        Closing.FOLLOW_UPS: tr("次に確かめる日"),
        Closing.ACTIONS: tr("やることの引き継ぎ"),
        Closing.TEMPORARY_FILES: tr("一時ファイル"),
        Closing.MINUTES: tr("会議録"),
    }[item]


def item_words(one: ClosingItem) -> str:
    """What is left of an item, in words."""
    left, of = one.left, one.of
    open_words, done_words = {
        Closing.COPIES: (tr("{n}部が戻っていません", n=left), tr("{n}部すべて戻りました", n=of)),
        Closing.FOLLOW_UPS: (
            tr("{n}件の日付がまだです", n=left),
            tr("3・6・12か月後の日を入れました"),
        ),
        Closing.ACTIONS: (tr("{n}件がまだです", n=left), tr("{n}件すべて引き継ぎました", n=of)),
        Closing.TEMPORARY_FILES: (
            tr("USBや共有フォルダに置いた写しを消します"),
            tr("消したと確かめました"),
        ),
        Closing.MINUTES: (tr("まだ確定していません"), tr("確定しました")),
    }[one.item]
    if not of and one.item is Closing.COPIES:
        return tr("番号つきの資料は配っていません")
    if not of and one.item is Closing.ACTIONS:
        return tr("担当や期限のある決めごとはありません")
    return open_words if left else done_words


def _button_text(one: ClosingItem, *, undoable: bool) -> str:
    match one.item:
        case Closing.COPIES:
            return tr("番号を確かめる")
        case Closing.FOLLOW_UPS:
            return tr("日付を元に戻す") if undoable else tr("日付を入れる")
        case Closing.ACTIONS:
            return tr("一覧で印をつける")
        case Closing.TEMPORARY_FILES:
            return tr("消しました") if one.left else tr("まだでした")
        case Closing.MINUTES:
            return tr("会議録を開く")
