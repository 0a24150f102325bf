"""The bin of cases: restore, or erase for good after a plain question."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QTableView,
    QVBoxLayout,
)

from app.care.wareki import format_wareki
from app.errors import UserFacingError
from app.i18n import language, tr
from app.services.case_bin import KEPT_DAYS, BinnedCase, binned_cases, erase_cases, meetings_of
from app.services.cases import get_cases, restore_case
from app.services.changes import ChangeSet
from app.services.store import Store
from app.ui import theme
from app.ui.page import Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Paragraph
from app.ui.widgets.table import dress_table

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """Columns of the bin."""

    NO = 0
    PSEUDONYM = 1
    DISEASE = 2
    WHEN = 3
    WHO = 4
    LEFT = 5


_WIDTHS = {
    Column.NO: 60,
    Column.PSEUDONYM: 110,
    Column.WHEN: 200,
    Column.WHO: 110,
    Column.LEFT: 130,
}


class BinModel(QAbstractTableModel):
    """What lies in the bin, latest first."""

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[BinnedCase] = []

    def show(self, cases: Sequence[BinnedCase]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.cases = list(cases)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.cases)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(14, bold=index.column() == Column.PSEUDONYM)
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return _word(self.cases[index.row()], index.column()) if role in shown else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NO: tr("No"),
            Column.PSEUDONYM: tr("仮名"),
            Column.DISEASE: tr("主な病名"),
            Column.WHEN: tr("移した日時"),
            Column.WHO: tr("移した人"),
            Column.LEFT: tr("残り"),
        }[Column(section)]


def _word(case: BinnedCase, column: int) -> str:
    if column == Column.LEFT:
        return tr("あと{n}日", n=case.days_left) if case.days_left else tr("30日を過ぎました")
    at = case.binned_at
    day = at.date().isoformat() if language() == "en" else format_wareki(at.date().isoformat())
    return {
        Column.NO: "" if case.case_no is None else f"{case.case_no:03d}",
        Column.PSEUDONYM: case.pseudonym,
        Column.DISEASE: case.main_disease,
        Column.WHEN: f"{day} {at:%H:%M}",
        Column.WHO: case.binned_by,
    }[Column(column)]


class BinDialog(QDialog):
    """Lists the bin. ``changed`` tells the page what came back or was erased."""

    changed = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("bin_dialog")
        self.setWindowTitle(tr("ごみ箱"))
        self._store = page.context.store
        self.model = BinModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        dress_table(self.table, "bin_table", accessible=tr("ごみ箱の事例"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        heads = self.table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setSectionResizeMode(Column.DISEASE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            heads.resizeSection(column, theme.px(width))
        self.note = Paragraph("", size=14, line=21, colour=theme.NIBI)
        self.note.setObjectName("bin_note")
        self._lay_out()
        self.resize(theme.px(860), theme.px(460))
        self._fill()

    def _lay_out(self) -> None:
        self._restore = Button(tr("一覧に戻す"), "bin_restore", kind="primary")
        self._restore.clicked.connect(self.restore)
        self._erase = Button(tr("完全に消す…"), "bin_erase")
        self._erase.clicked.connect(self.erase)
        close = Button(tr("閉じる"), "bin_close")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self._erase)
        foot.addStretch(1)
        foot.addWidget(self._restore)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(theme.GAP))
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.erase()
            return
        super().keyPressEvent(event)

    def chosen(self) -> list[BinnedCase]:
        """The selected cases."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.cases[row] for row in rows]

    def restore(self) -> None:
        """Take the selected cases out of the bin."""
        uuids = [case.uuid for case in self.chosen()]
        if uuids and self._try(lambda: [restore_case(self._store, uuid) for uuid in uuids]):
            self._tell(ChangeSet(frozenset({"case"}), frozenset(uuids)))

    def erase(self) -> None:
        """Erase the selected cases for good, once a person has said so."""
        chosen = self.chosen()
        uuids = [case.uuid for case in chosen]
        if not uuids or not self._sure(chosen):
            return
        if self._try(lambda: erase_cases(self._store, uuids)):
            self._tell(ChangeSet(frozenset({"case", "conference"}), frozenset(uuids)))

    def _sure(self, chosen: list[BinnedCase]) -> bool:
        box = QMessageBox(self)
        box.setObjectName("erase_box")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(tr("{cases}を完全に消しますか", cases=_names(chosen)))
        box.setInformativeText(erase_words(self._store, [case.uuid for case in chosen]))
        stop = box.addButton(tr("やめる"), QMessageBox.ButtonRole.RejectRole)
        stop.setObjectName("erase_not")
        erase = box.addButton(tr("完全に消す"), QMessageBox.ButtonRole.DestructiveRole)
        erase.setObjectName("erase_for_good")
        box.setDefaultButton(stop)
        box.setEscapeButton(stop)
        box.exec()
        return box.clickedButton() is erase

    def _tell(self, changes: ChangeSet) -> None:
        self._fill()
        self.changed.emit(changes)

    def _fill(self) -> None:
        if not self._try(lambda: self.model.show(binned_cases(self._store))):
            return
        some = bool(self.model.cases)
        if some:
            self.table.selectRow(0)
        self.table.setVisible(some)
        for button in (self._restore, self._erase):
            button.setEnabled(some)
        self.note.setText(
            tr(
                "ごみ箱の事例は{days}日のあいだ元に戻せます。そのあとも、ここで消すまで残ります。",
                days=KEPT_DAYS,
            )
            if some
            else tr("ごみ箱は空です。")
        )
        self.table.setFocus()

    def _try(self, act: object) -> bool:
        try:
            act()  # type: ignore[operator]
        except UserFacingError as error:
            self.note.setText(error.sentence())
            return False
        return True


def _names(cases: Sequence[BinnedCase]) -> str:
    if len(cases) == 1:
        return tr("No.{no} {name}", no=cases[0].case_no or "–", name=cases[0].pseudonym)
    return tr("{n}件の事例", n=len(cases))


def erase_words(store: Store, uuids: Sequence[str]) -> str:
    """What erasing takes along, and what it can't reach."""
    words = [
        tr("シート、判定、氏名などの情報、これまでの版、下書きがすべて消え、元に戻せません。"),
        tr("消した日時と消した人だけが操作の記録に残ります。"),
    ]
    if meetings := _meetings(store, uuids):
        words.append(
            tr(
                "会議（{meetings}）の議題と、この事例について記録したことも消えます。",
                meetings=meetings,
            )
        )
    words.append(tr("バックアップと、書き出したファイル、配った紙には残っています。"))
    return "\n".join(words)


def binned_words(store: Store, uuids: Sequence[str]) -> str:
    """What the bar says after cases went into the bin."""
    try:
        cases = get_cases(store, list(uuids))
        meetings = _meetings(store, uuids)
    except UserFacingError:
        return tr("ごみ箱へ移しました。")
    name = (
        tr("No.{no} {name}", no=cases[0].case_no or "–", name=cases[0].pseudonym)
        if len(cases) == 1
        else tr("{n}件の事例", n=len(cases))
    )
    said = tr("{cases}をごみ箱へ移しました。", cases=name)
    if meetings:
        said += tr("会議（{meetings}）の議題には残っています。", meetings=meetings)
    return said


def _meetings(store: Store, uuids: Sequence[str]) -> str:
    return tr("、").join(
        tr("第{n}回", n=number) if number is not None else day
        for number, day in meetings_of(store, uuids)
    )
