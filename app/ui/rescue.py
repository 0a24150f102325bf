"""Ways out when saving fails: 別の場所に保存, and the question before closing (RELIABILITY §B2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.care.case import Case, PrivateIdentity
from app.errors import StorageTrouble, UserFacingError
from app.i18n import tr
from app.ui import theme
from app.ui.autosave import Autosaver
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.message_bar import Action
from app.ui.widgets.note import InlineNote

if TYPE_CHECKING:
    from app.services.rescue import RescueCopy

Values = Callable[[], tuple[Sequence[Case], Sequence[PrivateIdentity]]]
"""The values on screen, saved or not."""


class CopyMade(UserFacingError):
    """Said in the bar: the copy is there, the place itself still fails."""

    def __init__(self, copy: RescueCopy) -> None:
        holds = (
            tr("すべての事例と、画面の入力が入っています（暗号化、同じパスフレーズ）。")
            if copy.whole
            else tr("この事例だけが入っています（暗号化、同じパスフレーズ）。")
        )
        super().__init__(
            tr("写しを {folder} に保存しました。", folder=copy.folder.name),
            holds,
            tr("元の場所にはまだ保存できていません。30秒ごとに試しています。"),
        )


def ways_out(page: Page, saver: Autosaver, values: Values) -> list[Action]:
    """もう一度 and, where the place itself is the trouble, 別の場所に保存."""
    if saver.failure is None:
        return []
    actions = [Action(tr("もう一度"), "save_again", page.leave)]
    if isinstance(saver.failure, StorageTrouble) and not page.context.store.practice:
        run = lambda: ask_and_copy(page, page.context, values)  # noqa: E731
        actions.append(Action(tr("別の場所に保存"), "save_elsewhere", run))
    return actions


def ask_and_copy(page: Page, context: UiContext, values: Values) -> None:
    """Ask for a folder and write the copy there, off the UI thread."""
    place = QFileDialog.getExistingDirectory(page, tr("写しを置く場所を選ぶ"))
    if not place:
        return
    from app.services.rescue import save_elsewhere

    cases, identities = values()
    context.tasks.run(
        lambda _progress: save_elsewhere(context.store, Path(place), cases, identities),
        label=tr("別の場所に保存"),
        done=lambda copy: page.failed.emit(CopyMade(copy)),
        failed=page.failed.emit,
    )


class UnsavedDialog(QDialog):
    """What is on screen could not be saved: stay, one of the page's ways out, or give it up."""

    def __init__(self, window: QWidget, page: Page, close_unsaved: Callable[[], object]) -> None:
        super().__init__(window)
        self.setObjectName("unsaved_dialog")
        self.setWindowTitle(tr("くらしカンファ"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._stay = Button(tr("もどる"), "unsaved_stay", kind="primary")
        self._stay.setDefault(True)
        self._stay.clicked.connect(self.reject)
        buttons = [self._button(one.label, one.name, one.run) for one in page.failure_actions()]
        buttons.append(self._button(tr("保存せずに終わる"), "close_unsaved", close_unsaved))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in (*buttons, self._stay):
            row.addWidget(button)
        column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(8))
        first = tr("まだ保存できていない入力があります。")
        column.addWidget(SafeLabel(first, size=16, bold=True))
        words = tr("このまま終わると、画面の入力は残りません。")
        column.addWidget(SafeLabel(words, size=14))
        column.addSpacing(theme.px(8))
        column.addLayout(row)
        self._stay.setFocus()

    def _button(self, label: str, name: str, run: Callable[[], object]) -> Button:
        button = Button(label, f"unsaved_{name}" if name != "close_unsaved" else name)
        button.clicked.connect(self.accept)
        button.clicked.connect(lambda _on=False: run())
        return button


def read_only_bar(window: QWidget, context: UiContext) -> InlineNote:
    """読み取り専用: stands over every page while the place can't be written (RELIABILITY §B2)."""
    bar = InlineNote(
        tr("読み取り専用です。見ることはできますが、ここには保存できません。"), name="read_only_bar"
    )

    def copy() -> None:
        place = QFileDialog.getExistingDirectory(window, tr("写しを置く場所を選ぶ"))
        if place:
            from app.services.rescue import save_elsewhere

            context.tasks.run(
                lambda _progress: save_elsewhere(context.store, Path(place)),
                label=tr("別の場所に保存"),
                done=lambda made: bar.set_note(
                    tr(
                        "読み取り専用です。写しを {folder} に保存しました（暗号化、同じパスフレーズ）。",
                        folder=made.folder.name,
                    )
                ),
            )

    bar.add_action(Action(tr("別の場所に写しを作る"), "read_only_copy", copy))
    return bar
