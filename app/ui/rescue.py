"""Ways out when saving fails: 別の場所に保存, and the question before closing (RELIABILITY §B2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.care.case import Case, PrivateIdentity
from app.errors import StorageTrouble, UserFacingError
from app.i18n import tr
from app.ui.autosave import Autosaver
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.widgets.message_bar import Action

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


def ask_before_closing(window: QWidget, page: Page, close_unsaved: Callable[[], object]) -> None:
    """What is on screen could not be saved: stay, one of the page's ways out, or give it up."""
    box = QMessageBox(window)
    box.setObjectName("unsaved_box")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(tr("まだ保存できていない入力があります。"))
    box.setInformativeText(tr("このまま終わると、画面の入力は残りません。"))
    stay = box.addButton(tr("もどる"), QMessageBox.ButtonRole.RejectRole)
    for action in page.failure_actions():
        button = box.addButton(action.label, QMessageBox.ButtonRole.ActionRole)
        button.setObjectName(f"unsaved_{action.name}")
        button.clicked.connect(lambda _on=False, run=action.run: run())
    give_up = box.addButton(tr("保存せずに終わる"), QMessageBox.ButtonRole.DestructiveRole)
    give_up.setObjectName("close_unsaved")
    give_up.clicked.connect(close_unsaved)
    stay.setObjectName("unsaved_stay")
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.open()
