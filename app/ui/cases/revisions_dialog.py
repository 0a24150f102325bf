"""これまでの保存: every save of a record, what it changed, and the way back (RELIABILITY §C).

One list and one table beside it, no steps to walk through. Bringing back is an ordinary edit:
one undo step, saved at once, and a save of its own in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.care.bring_back import all_back, field_back
from app.care.change_words import label_of
from app.errors import UserFacingError
from app.i18n import tr
from app.services.history import Version
from app.ui import theme
from app.ui.cases.revisions_model import (
    ACTIONS,
    DetailModel,
    Load,
    Record,
    SaveColumn,
    SavesModel,
    action_text,
    moment_text,
)
from app.ui.cases.wrapped_cells import WrappedCells
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Rule
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.table import dress_table

SIZE = (1240, 600)
_SAVES_WIDTH = 470
_LONG_MOMENT = datetime(2024, 12, 28, 20, 48)  # noqa: DTZ001 - only its width counts


@dataclass(frozen=True, slots=True)
class RecordPast:
    """One record of the case with its past; ``take`` makes an edit and says if it is saved."""

    key: str
    label: str
    load: Load
    now: Callable[[], Record]
    take: Callable[[Record], bool]


class RevisionsDialog(QDialog):
    """The saves of a case, and apart from them those of its private identity."""

    def __init__(self, pasts: Sequence[RecordPast], parent: QWidget, *, shown: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("revisions_dialog")
        self.setWindowTitle(tr("これまでの保存"))
        self._pasts = {past.key: past for past in pasts}
        self._past = self._pasts[shown or pasts[0].key]
        self._model = SavesModel(self._load)
        self._detail = DetailModel()
        self.saves = self._saves_table()
        self.detail = self._detail_table()
        self.kind = Segmented(
            [(past.key, past.label) for past in pasts], "revisions_of", accessible=tr("記録")
        )
        self.view = Segmented(
            [
                ("changed", tr("変わったところ")),
                ("now", tr("いまと違うところ")),
                ("whole", tr("そのときの全体")),
            ],
            "revisions_view",
            accessible=tr("見かた"),
        )
        self._heading = Paragraph("", size=14, line=20, bold=True, name="revision_heading")
        self._nothing = Paragraph("", size=14, line=21, colour=theme.NIBI, name="revision_nothing")
        self._nothing.hide()
        self.note = Paragraph("", size=13, line=20, colour=theme.NIBI, name="revision_note")
        self.field_back = Button(tr("この項目を戻す"), "bring_field_back", icon="undo")
        self.all_back = Button(tr("全体をこのときに戻す"), "bring_all_back")
        self._build()
        self._connect()
        self._start()

    # Building.

    def _saves_table(self) -> QTableView:
        table = QTableView()
        dress_table(table, "revision_saves", accessible=tr("保存の一覧"), inset=7)
        table.setModel(self._model)
        heads = table.horizontalHeader()
        for column, width in (
            (SaveColumn.WHEN, max(theme.px(118), _widest([moment_text(_LONG_MOMENT)]))),
            (SaveColumn.WHO, theme.px(82)),
            (SaveColumn.ACTION, max(theme.px(76), _widest(map(action_text, ACTIONS)))),
        ):
            table.setColumnWidth(column, width)
        heads.setSectionResizeMode(SaveColumn.FIELDS, QHeaderView.ResizeMode.Stretch)
        told = sum(table.columnWidth(column) for column in SaveColumn if column.name != "FIELDS")
        table.setFixedWidth(max(theme.px(_SAVES_WIDTH), told + theme.px(150)))
        return table

    def _detail_table(self) -> QTableView:
        table = QTableView()
        dress_table(table, "revision_detail", accessible=tr("この保存の中身"), inset=7, zebra=False)
        table.setModel(self._detail)
        table.setItemDelegate(WrappedCells(table))
        table.setWordWrap(True)
        table.setShowGrid(True)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads = table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        table.setColumnWidth(0, theme.px(176))
        return table

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(SafeLabel(tr("これまでの保存"), size=20, bold=True))
        head.addWidget(self.kind)
        head.addStretch(1)
        self.kind.setVisible(len(self._pasts) > 1)
        right = QVBoxLayout()
        right.setSpacing(theme.px(8))
        right.addWidget(self._heading)
        right.addWidget(self.view, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self._nothing)
        right.addWidget(self.detail, 1)
        actions = QHBoxLayout()
        actions.setSpacing(theme.px(8))
        actions.addWidget(self.field_back)
        actions.addWidget(self.all_back)
        actions.addStretch(1)
        right.addLayout(actions)
        body = QHBoxLayout()
        body.setSpacing(theme.px(16))
        body.addWidget(self.saves)
        body.addLayout(right, 1)
        close = Button(tr("閉じる"), "revisions_close", kind="primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        column.setContentsMargins(margin, theme.px(14), margin, theme.px(14))
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addLayout(body, 1)
        column.addWidget(Rule())
        column.addLayout(foot)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._choose_record)
        self.view.chosen.connect(lambda _code: self._show_version())
        self.saves.selectionModel().currentRowChanged.connect(lambda *_: self._show_version())
        self._model.modelReset.connect(self._show_version)
        self.detail.selectionModel().currentRowChanged.connect(lambda *_: self._show_actions())
        self.field_back.clicked.connect(self._bring_field_back)
        self.all_back.clicked.connect(self._bring_all_back)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        owner = self.parentWidget()
        room = owner.window().size() if owner is not None else self.size()
        wide, high = (theme.px(n) for n in SIZE)
        self.resize(min(wide, room.width() - theme.px(40)), min(high, room.height()))
        self.saves.setFocus()

    # What is shown.

    def _load(self, older_than: Version[Any] | None) -> list[Version[Any]]:
        try:
            return self._past.load(older_than)
        except UserFacingError as error:
            self.note.setText(error.sentence())
            return []

    def _start(self) -> None:
        self.kind.set_value(self._past.key)
        self.view.set_value("changed")
        self._model.start()
        self._choose_row(0)

    def _choose_record(self, key: str) -> None:
        self._past = self._pasts[key]
        self.note.setText("")
        self._start()

    def _choose_row(self, row: int) -> None:
        if row < self._model.rowCount():
            self.saves.setCurrentIndex(self._model.index(row, 0))

    def current(self) -> Version[Any] | None:
        """The save that is looked at."""
        index = self.saves.currentIndex()
        return self._model.version(index.row()) if index.isValid() else None

    def _show_version(self) -> None:
        version = self.current()
        if version is None:
            self._heading.setText(tr("まだ保存がありません。"))
            self._detail.clear()
            self._show_actions()
            return
        revision, now = version.revision, self._past.now()
        parts = (moment_text(revision.at, seconds=True), revision.actor)
        words = "　".join(part for part in (*parts, action_text(revision.action)) if part)
        self._heading.setText(words)
        then_heads = (tr("項目"), tr("そのとき"), tr("いま"))
        if self.view.value() == "whole":
            self._detail.show_whole(version.value, now)
        elif self.view.value() == "now":
            self._detail.show_differences(
                version.value, now, then_heads, marks=(version.value, now)
            )
        else:
            former = self._model.previous(self.saves.currentIndex().row()) or version.value
            heads = (tr("項目"), tr("前"), tr("この保存のあと"))
            self._detail.show_differences(former, version.value, heads, marks=(version.value, now))
        if self._detail.rowCount():
            self.detail.setCurrentIndex(self._detail.index(0, 0))
        self._nothing.setText(self._nothing_words())
        self._nothing.setVisible(not self._detail.rowCount())
        self._show_actions()

    def _nothing_words(self) -> str:
        """What an empty table means."""
        if self.view.value() == "now":
            return tr("いまと同じです。")
        if self.view.value() == "changed" and self._is_first():
            return tr("最初の保存です。中身は「そのときの全体」で見られます。")
        return tr("変わった項目はありません。")

    def _is_first(self) -> bool:
        return self._model.previous(self.saves.currentIndex().row()) is None

    def _show_actions(self) -> None:
        """The button names the whole field, for a row of a table comes back with its table."""
        version, index = self.current(), self.detail.currentIndex()
        differs = version is not None and index.isValid() and self._detail.differs(index.row())
        self.field_back.setEnabled(differs)
        if version is not None and index.isValid():
            name = label_of(type(version.value), self._detail.field(index.row()))
            self.field_back.setText(tr("「{field}」をこのときに戻す", field=name))
        else:
            self.field_back.setText(tr("この項目を戻す"))
        why = tr("いまと同じです。") if not differs else ""
        self.field_back.setToolTip(why)
        back = all_back(self._past.now(), version.value) if version is not None else None
        self.all_back.setEnabled(back is not None and back != self._past.now())

    # Bringing back.

    def _bring_field_back(self) -> None:
        version, index = self.current(), self.detail.currentIndex()
        if version is None or not index.isValid():
            return
        field = self._detail.field(index.row())
        name = label_of(type(version.value), field)
        self._take(
            field_back(self._past.now(), version.value, field),
            tr("「{field}」を戻しました。閉じてから Ctrl+Z で取り消せます。", field=name),
        )

    def _bring_all_back(self) -> None:
        version = self.current()
        if version is None:
            return
        when = moment_text(version.revision.at)
        self._take(
            all_back(self._past.now(), version.value),
            tr("全体を {when} の内容に戻しました。閉じてから Ctrl+Z で取り消せます。", when=when),
        )

    def _take(self, record: Record, words: str) -> None:
        version = self.current()
        saved = self._past.take(record)
        self.note.setText(words if saved else tr("戻しました。まだ保存できていません。"))
        self._model.start()
        if version is not None:
            self._choose_row(self._row_of(version.revision.uuid))

    def _row_of(self, uuid: str) -> int:
        row = 0
        while True:
            while row < self._model.rowCount():
                if self._model.version(row).revision.uuid == uuid:
                    return row
                row += 1
            if not self._model.canFetchMore(QModelIndex()):
                return 0
            self._model.fetchMore(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.focusWidget() is self.saves:
                self.detail.setFocus()
            elif self.focusWidget() is self.detail:
                self.field_back.click()
            return
        super().keyPressEvent(event)


def _widest(words: Iterable[str]) -> int:
    """The room a column needs for its longest word."""
    font = theme.font(14)
    return max(theme.text_width(word, font) for word in words) + theme.px(18)
