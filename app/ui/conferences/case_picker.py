"""事例を加える: ready cases first, found by typing, added by Enter; stays open for the next."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from app.care.case import CaseStatus
from app.i18n import tr
from app.services.cases import CaseRow, list_cases
from app.services.store import Store
from app.ui import theme
from app.ui.cases.list_model import SHAPES, status_text
from app.ui.conferences.words import person
from app.ui.widgets.highlight_delegate import HighlightDelegate, paint_shape
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.rows import ROW_ROLE, AnyIndex, RowModel
from app.ui.widgets.search_field import SearchField

_ORDER = (
    CaseStatus.READY,
    CaseStatus.PREPARING,
    CaseStatus.DRAFT,
    CaseStatus.FOLLOWING,
    CaseStatus.CLOSED,
)


class PickModel(RowModel[CaseRow]):
    """Cases that may come on the agenda."""

    def read(self, row: CaseRow, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.case_no or ''} {row.pseudonym} {_identity(row)} {status_text(row)}"
        return None


def _identity(row: CaseRow) -> str:
    return person(row.age, row.sex, row.care_level)


class PickDelegate(HighlightDelegate):
    """Number and name, who it is, the status with its shape."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(theme.px(300), theme.px(theme.ROW))

    def paint_content(
        self, painter: QPainter, area: QRectF, _option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        row: CaseRow = index.data(ROW_ROLE)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.SUMI))
        number = QRectF(area.left(), area.top(), theme.px(40), area.height())
        painter.setFont(theme.font(14, tabular=True))
        painter.drawText(number, middle, str(row.case_no or ""))
        painter.setFont(theme.font(14, bold=True))
        name = QRectF(number.right(), area.top(), theme.px(96), area.height())
        painter.drawText(name, middle, row.pseudonym)
        status = QRectF(area.right() - theme.px(104), area.top(), theme.px(104), area.height())
        painter.setFont(theme.font(13))
        who = QRectF(name.right(), area.top(), status.left() - name.right(), area.height())
        text = painter.fontMetrics().elidedText(
            _identity(row), Qt.TextElideMode.ElideRight, round(who.width()) - theme.px(6)
        )
        painter.drawText(who, middle, text)
        paint_shape(painter, status, SHAPES[row.status])
        painter.drawText(status.adjusted(theme.px(16), 0, 0, 0), middle, status_text(row))


class CasePicker(QFrame):
    """A pop-up under its button."""

    picked = Signal(str)

    def __init__(self, store: Store, parent: QWidget, *, name: str = "case_picker") -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._store = store
        self._taken: set[str] = set()
        self.setObjectName(name)
        self.setAccessibleName(tr("事例を加える"))
        column = QVBoxLayout(self)
        margin = theme.px(10)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(8))
        self.search = SearchField(tr("事例をさがす"), "picker_search")
        self.search.searched.connect(self._searched)
        self.model = PickModel()
        self.view = QListView()
        self.view.setObjectName("picker_list")
        self.view.setAccessibleName(tr("加えられる事例"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(PickDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.clicked.connect(self._pick)
        self.nothing = SafeLabel(tr("加えられる事例がありません"), size=14, colour=theme.HAI)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing)
        self.setFixedSize(theme.px(440), theme.px(330))

    def open_below(self, button: QWidget, taken: Collection[str]) -> None:
        """Open under ``button``; ``taken`` cases are on the agenda already."""
        self._taken = set(taken)
        self.search.setText("")
        self.refresh()
        corner = button.mapToGlobal(QPoint(button.width(), button.height() + theme.px(4)))
        self.move(corner.x() - self.width(), corner.y())
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _searched(self, _text: str) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Cases not on the agenda, ready ones first; an earlier one may come back for a look."""
        found = list_cases(self._store, search=self.search.text())
        rows = [row for row in found if row.uuid not in self._taken]
        self.model.show_rows(sorted(rows, key=lambda row: _ORDER.index(row.status)))
        self.nothing.setVisible(not rows)
        if rows:
            self.view.setCurrentIndex(self.model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.view.currentIndex())
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.view.currentIndex().row() + by
            if 0 <= row < self.model.rowCount():
                self.view.setCurrentIndex(self.model.index(row, 0))
        else:
            super().keyPressEvent(event)

    def _pick(self, index: AnyIndex) -> None:
        row: CaseRow | None = index.data(ROW_ROLE)
        if row is not None:
            self._taken.add(row.uuid)
            self.picked.emit(row.uuid)
            self.refresh()
