"""The look before a paste that could be meant otherwise: what goes where, and what doesn't."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.i18n import tr
from app.ui import theme
from app.ui.cases.paste_plan import PasteInto, PastePlan
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.table import dress_table

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
SHOWN_ROWS = 8
_SIDE_BY_SIDE = 6


class PastePreviewModel(QAbstractTableModel):
    """The pasted columns under the headings they would go to."""

    def __init__(self, plan: PastePlan, into: PasteInto) -> None:
        super().__init__()
        self._plan = plan
        self._into = into
        self._headings = into.headings()

    def show_plan(self, plan: PastePlan) -> None:
        """Show another reading of the same block."""
        self.beginResetModel()
        self._plan = plan
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else min(SHOWN_ROWS, len(self._plan.rows()))

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._plan.targets)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        target = self._plan.targets[section]
        if target is None:
            return tr("（入れない）")
        return self._headings[target]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, target = self._plan.rows()[index.row()], self._plan.targets[index.column()]
        text = row[index.column()] if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        if role == Qt.ItemDataRole.ForegroundRole and target is None:
            return QColor(theme.MUTE)
        if role == Qt.ItemDataRole.BackgroundRole and target is not None:
            return None if self._into.reads(target, text) else QColor(theme.AKANE_T)
        return None


class PasteDialog(QDialog):
    """Enter takes the paste, Esc drops it; a recognised row of headings can be kept as data."""

    def __init__(self, plan: PastePlan, into: PasteInto, plain: PastePlan, parent: QWidget) -> None:
        """``plain`` is the plan where the first row is no heading after all."""
        super().__init__(parent)
        self.setObjectName("paste_preview")
        self.setWindowTitle(tr("貼り付けの確認"))
        self._plans = {True: plan, False: plain}
        self.plan = plan
        self._model = PastePreviewModel(plan, into)
        self._words = Paragraph("", size=14, line=21, name="paste_words")
        self.header = QCheckBox(tr("1行目は見出し（表に入れない）"))
        self.header.setObjectName("paste_header")
        self.header.setAccessibleName(self.header.text())
        self.header.setVisible(plan.header)
        self.header.setChecked(plan.header)
        self.header.toggled.connect(self._read_again)
        self.accept_button = Button(tr("貼り付ける"), "paste_accept", kind="primary", key="Enter")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        self._build()
        self._say()

    def _build(self) -> None:
        drop = Button(tr("やめる"), "paste_drop", key="Esc")
        drop.clicked.connect(self.reject)
        table = QTableView()
        dress_table(table, "paste_table", accessible=tr("貼り付ける内容"), inset=7)
        table.setModel(self._model)
        if self._model.columnCount() <= _SIDE_BY_SIDE:
            table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        foot = QHBoxLayout()
        foot.addWidget(self.header)
        foot.addStretch(1)
        foot.addWidget(drop)
        foot.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        column.setContentsMargins(margin, theme.px(14), margin, theme.px(14))
        column.setSpacing(theme.px(10))
        column.addWidget(SafeLabel(tr("貼り付けの確認"), size=20, bold=True))
        column.addWidget(self._words)
        column.addWidget(table, 1)
        column.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        owner = self.parentWidget()
        room = owner.window().size() if owner is not None else self.size()
        self.resize(
            min(theme.px(860), room.width() - theme.px(40)), min(theme.px(440), room.height())
        )
        self.accept_button.setFocus()

    def _read_again(self, header: bool) -> None:  # noqa: FBT001 - a slot
        self.plan = self._plans[header]
        self._model.show_plan(self.plan)
        self._say()

    def _say(self) -> None:
        rows, targets = self.plan.rows(), self.plan.targets
        parts = [
            tr(
                "{rows}行×{columns}列を、下の見出しの列に入れます。",
                rows=len(rows),
                columns=len(targets),
            )
        ]
        left_out = sum(target is None for target in targets)
        if left_out:
            parts.append(tr("{n}列は入れる先がありません。", n=left_out))
        if len(rows) > SHOWN_ROWS:
            parts.append(tr("先頭の{n}行を見せています。", n=SHOWN_ROWS))
        parts.append(tr("Ctrl+Zで一度に元に戻せます。"))
        self._words.setText("".join(parts))
