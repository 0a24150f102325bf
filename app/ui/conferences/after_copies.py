"""Collecting numbered copies: a number and Enter, or a click, ticks one off (§9.2 no. 4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserFacingError
from app.i18n import tr
from app.services.afterwards import counted_handouts, missing_numbers
from app.services.changes import ChangeSet
from app.services.handouts import Handout, set_all_returned, set_returned
from app.services.minutes_paper import paper_name
from app.services.store import Store
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.labels import FieldLabel, SafeLabel
from app.ui.widgets.restyle import set_property

Index = QModelIndex | QPersistentModelIndex
PER_ROW = 10
CELL_HEIGHT = 30
BACK_ROLE = Qt.ItemDataRole.UserRole + 1


class CopiesModel(QAbstractTableModel):
    """The numbers of one paper, ten in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.copies = 0
        self.back: set[int] = set()

    def show_handout(self, handout: Handout | None) -> None:
        """Show another paper, or the same after a tick."""
        copies = handout.copies if handout else 0
        back = set(handout.returned) if handout else set()
        if copies != self.copies:
            self.beginResetModel()
            self.copies, self.back = copies, back
            self.endResetModel()
            return
        self.back = back
        if copies:
            last = self.index(self.rowCount() - 1, PER_ROW - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def number(self, index: Index) -> int | None:
        """The number in a cell; ``None`` behind the last one."""
        number = index.row() * PER_ROW + index.column() + 1
        return number if index.isValid() and number <= self.copies else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else -(-self.copies // PER_ROW)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else PER_ROW

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.number(index) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        number = self.number(index)
        if number is None:
            return None
        back = number in self.back
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{number:03d}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{n}番 回収済み", n=number) if back else tr("{n}番 まだ", n=number)
        return back if role == BACK_ROLE else None


class _CopyDelegate(QStyledItemDelegate):
    """The number, grey with a line through it once it is back."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        text = index.data()
        if text is None:
            return
        back = bool(index.data(BACK_ROLE))
        area = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(theme.AI if chosen else theme.LINE2), 2 if chosen else 1))
        painter.setBrush(QColor(theme.MOEGI_T if back else theme.SURFACE))
        painter.drawRoundedRect(area, theme.px(4), theme.px(4))
        painter.setFont(theme.font(14, bold=not back, tabular=True))
        painter.setPen(QColor(theme.NIBI if back else theme.SUMI))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, f"✓ {text}" if back else str(text))
        painter.restore()


class CopiesGrid(QTableView):
    """Arrows move, Space ticks."""

    def __init__(self, model: CopiesModel, toggle: Callable[[int], None]) -> None:
        super().__init__()
        self.setObjectName("copies_grid")
        self.setAccessibleName(tr("配付番号"))
        self._copies = model
        self._toggle = toggle
        self.setModel(model)
        self.setItemDelegate(_CopyDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(CELL_HEIGHT))
        self.clicked.connect(self._act)

    def _act(self, index: QModelIndex) -> None:
        number = self._copies.number(index)
        if number is not None:
            self._toggle(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act(self.currentIndex())
        else:
            super().keyPressEvent(event)


class CopiesDialog(QDialog):
    """The numbered papers of one meeting; every tick is stored at once."""

    def __init__(
        self,
        parent: QWidget,
        store: Store,
        conference_uuid: str,
        changed: Callable[[ChangeSet], None],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("copies_dialog")
        self.setWindowTitle(tr("資料の回収"))
        self.setAccessibleName(tr("資料の回収"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._store, self._conference_uuid, self._changed = store, conference_uuid, changed
        self._papers = counted_handouts(store, conference_uuid)
        self.which = ChoiceField(
            [(paper.uuid, _paper_words(paper)) for paper in self._papers],
            "copies_paper",
            empty=None,
        )
        self.number = QLineEdit()
        self.number.setObjectName("copies_number")
        self.number.setFont(theme.font(16))
        self.number.setMaxLength(4)
        self.number.setFixedWidth(theme.px(96))
        self.model = CopiesModel()
        self.grid = CopiesGrid(self.model, self.toggle)
        self.missing = SafeLabel(size=14, elide=True, name="copies_missing")
        self.all = Button(tr("全部そろった"), "copies_all", icon="check")
        self._build()
        self.which.chosen.connect(lambda _uuid: self._show())
        self.number.returnPressed.connect(self._typed)
        self.all.clicked.connect(self._all)
        first = next((p for p in self._papers if missing_numbers(p)), None)
        if first or self._papers:
            self.which.set_code((first or self._papers[0]).uuid)
        self._show()
        self.number.setFocus()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        for widget in (
            FieldLabel(tr("資料"), self.which), self.which,
            FieldLabel(tr("番号を打って Enter"), self.number), self.number,
        ):  # fmt: skip
            top.addWidget(widget)
        top.addStretch(1)
        close = Button(tr("閉じる"), "copies_close", kind="primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.missing, 1)
        foot.addWidget(self.all)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 16)))
        column.setSpacing(theme.px(12))
        column.addLayout(top)
        column.addWidget(self.grid, 1)
        column.addLayout(foot)
        self.resize(theme.px(760), theme.px(420))

    @property
    def paper(self) -> Handout | None:
        """The paper now shown."""
        return next((p for p in self._papers if p.uuid == self.which.code()), None)

    def toggle(self, number: int) -> None:
        """Tick a copy off, or take the tick back."""
        if self.paper is not None:
            back = number not in self.model.back
            self._do(set_returned, self.paper.uuid, number, returned=back)

    def _typed(self) -> None:
        text = unicodedata.normalize("NFKC", self.number.text()).strip()
        known = text.isdecimal() and 1 <= int(text) <= self.model.copies
        set_property(self.number, "invalid", "false" if known else "true")
        if known:
            number = int(text)
            if number not in self.model.back:
                self.toggle(number)
            at = self.model.index((number - 1) // PER_ROW, (number - 1) % PER_ROW)
            self.grid.setCurrentIndex(at)
            self.number.clear()
        else:
            self.number.selectAll()

    def _all(self) -> None:
        if self.paper is not None:
            self._do(set_all_returned, self.paper.uuid)

    def _do(self, verb: Callable[..., ChangeSet], *args: object, **more: object) -> None:
        try:
            changes = verb(self._store, *args, **more)
        except UserFacingError as error:
            self.missing.setText(error.sentence())
            return
        self._papers = counted_handouts(self._store, self._conference_uuid)
        self._show()
        self._changed(changes)

    def _show(self) -> None:
        paper = self.paper
        self.model.show_handout(paper)
        numbers = missing_numbers(paper) if paper else ()
        self.all.setEnabled(bool(numbers))
        self.missing.setText(
            tr("戻っていない番号：{numbers}", numbers=number_words(numbers))
            if numbers
            else tr("すべて戻りました")
        )


def number_words(numbers: tuple[int, ...], most: int = 12) -> str:
    """003、010、… and how many more."""
    shown = tr("、").join(f"{number:03d}" for number in numbers[:most])
    rest = len(numbers) - most
    return tr("{shown} ほか{n}部", shown=shown, n=rest) if rest > 0 else shown


def _paper_words(paper: Handout) -> str:
    """会議資料 52部, with the day it was printed."""
    return tr("{what} {n}部", what=paper_name(paper.kind), n=paper.copies)
