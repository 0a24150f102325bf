"""What a person must look at before a sheet is read: answered here, one press each."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from app.exchange.foreign_findings import Finding
from app.exchange.foreign_grid import place_name
from app.i18n import tr
from app.services.sheets import SheetCheck, SheetDraft
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Paragraph, SafeLabel

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the list: a finding to answer, or a cell that can't be read."""

    row: int
    column: int
    place: str
    text: str
    finding: Finding | None = None


def remarks(draft: SheetDraft, check: SheetCheck | None) -> list[Remark]:
    """All open findings, then all cells that can't be read, in the order of the sheet."""
    found = []
    for each in check.open_findings if check is not None else draft.open_findings:
        place = draft.sheet
        if each.row >= 0:
            place = place_name(draft.grid.rows[each.row], max(each.column, 0))
        found.append(Remark(each.row, each.column, place, each.message, each))
    for problem in check.problems if check is not None else ():
        words = "：".join(part for part in (problem.header, problem.reason) if part)
        found.append(Remark(problem.row, problem.column, problem.place, words))
    return found


class RemarkModel(QAbstractListModel):
    """The remarks as lines."""

    def __init__(self) -> None:
        super().__init__()
        self.remarks: list[Remark] = []

    def show_remarks(self, found: Sequence[Remark]) -> None:
        """Show other remarks."""
        self.beginResetModel()
        self.remarks = list(found)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.remarks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        remark = self.remarks[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{remark.place}　{remark.text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return remark.text
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, theme.px(theme.ROW_LIST))
        return None


class _List(QListView):
    """Enter goes to the cell, the figures 1 to 9 answer."""

    entered_row = Signal(int)
    number_typed = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        figure = unicodedata.normalize("NFKC", event.text())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex().row())
        elif figure in tuple("123456789"):
            self.number_typed.emit(int(figure))
        else:
            super().keyPressEvent(event)


class ImportSide(QFrame):
    """The list of remarks and, below it, the current one whole with its answers."""

    place_wanted = Signal(int, int)
    """Row and column of the sheet to go to."""
    answered = Signal(object, str)
    """A ``Finding`` and the key of the chosen answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_side")
        self.model = RemarkModel()
        self.list = _List()
        self.list.setObjectName("import_remarks")
        self.list.setAccessibleName(tr("確かめること"))
        self.list.setModel(self.model)
        self.list.setFont(theme.font(14))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._heading = SafeLabel("", size=16, bold=True, name="import_side_heading")
        self._text = Paragraph("", size=14, line=21)
        self._text.setObjectName("import_remark_text")
        self._answers = QVBoxLayout()
        self._answers.setSpacing(theme.px(6))
        self._buttons: list[Button] = []
        self._rows: list[tuple[QHBoxLayout, Paragraph]] = []
        column = QVBoxLayout(self)
        margin = theme.px(14)
        column.setContentsMargins(margin, theme.px(10), margin, theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(self._heading)
        column.addWidget(self.list, 1)
        column.addWidget(self._text)
        column.addLayout(self._answers)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.list.entered_row.connect(self._go)
        self.list.number_typed.connect(self._answer)
        self.list.clicked.connect(lambda index: self._go(index.row()))

    def show_remarks(self, found: Sequence[Remark]) -> None:
        """Show what is left to look at; the place in the list stays."""
        kept = max(self.list.currentIndex().row(), 0)
        self.model.show_remarks(found)
        self._heading.setText(
            tr("確かめること {n}件", n=len(found)) if found else tr("確かめることはありません")
        )
        if found:
            self.list.setCurrentIndex(self.model.index(min(kept, len(found) - 1)))
        self.list.setVisible(bool(found))
        self._show_current()

    def current(self) -> Remark | None:
        """The remark of the current line."""
        row = self.list.currentIndex().row()
        return self.model.remarks[row] if 0 <= row < len(self.model.remarks) else None

    def show_for(self, row: int, column: int) -> None:
        """Bring up the remark about a cell, if there is one."""
        for place, remark in enumerate(self.model.remarks):
            if remark.row == row and remark.column in (column, -1):
                self.list.setCurrentIndex(self.model.index(place))
                return

    def _go(self, row: int) -> None:
        remark = self.model.remarks[row]
        if remark.row >= 0:
            self.place_wanted.emit(remark.row, max(remark.column, 0))

    def _answer(self, number: int) -> None:
        if number <= len(self._buttons):
            self._buttons[number - 1].click()

    def _show_current(self) -> None:
        for button, (row, words) in zip(self._buttons, self._rows, strict=True):
            for widget in (button, words):
                row.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            self._answers.removeItem(row)
        self._buttons, self._rows = [], []
        remark = self.current()
        self._text.setText(f"{remark.place}\n{remark.text}" if remark else "")
        self._text.setVisible(remark is not None)
        finding = remark.finding if remark else None
        for number, choice in enumerate(finding.choices if finding else (), start=1):
            button = Button(
                str(number), f"import_answer_{choice.key}", size="small", accessible=choice.label
            )
            button.clicked.connect(
                lambda _on=False, about=finding, key=choice.key: self.answered.emit(about, key)
            )
            words = Paragraph(choice.label, size=14, line=20)
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            self._answers.addLayout(row)
            self._buttons.append(button)
            self._rows.append((row, words))
