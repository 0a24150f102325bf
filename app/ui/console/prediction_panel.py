"""予測を変える: the predicted ratings of the judgement sheet, changed while people wrap up (P8).

Every change is an entry of the record and a rating of the case in one step
(``conference.predictions``); the reason is written below, when somebody said one.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.care import ratings
from app.care.case import Case
from app.care.items import items
from app.conference import predictions
from app.conference.meeting import Entry
from app.conference.session import MeetingSession
from app.i18n import tr
from app.ui import theme
from app.ui.console.drawer import Drawer
from app.ui.console.facts import RatingFact, rating_facts
from app.ui.console.rating_table import paint_rating_fact
from app.ui.widgets.ime import ImeWatch
from app.ui.widgets.labels import SafeLabel

ROW_HEIGHT, LEAST_ROW = 27, 21
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
AnyIndex = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PredictionModel(QAbstractTableModel):
    """ADL in the first column, IADL in the second: all items in sight at once."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[tuple[RatingFact, ...], ...] = ((), ())

    def show_case(self, case: Case | None) -> None:
        """Show the ratings of a case."""
        rows = rating_facts(case) if case else ()
        domains = {item.key: item.domain for item in items()}
        columns = tuple(
            tuple(row for row in rows if domains[row.item] == domain) for domain in ("ADL", "IADL")
        )
        if columns == self.columns:
            return
        same = [len(column) for column in columns] == [len(column) for column in self.columns]
        if not same:
            self.beginResetModel()
        self.columns = columns
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 1))
        else:
            self.endResetModel()

    def row_at(self, index: AnyIndex) -> RatingFact | None:
        """The item at a place."""
        column = self.columns[index.column()] if index.isValid() else ()
        return column[index.row()] if 0 <= index.row() < len(column) else None

    def place_of(self, item: str) -> QModelIndex:
        """Where an item stands."""
        for number, column in enumerate(self.columns):
            for row, fact in enumerate(column):
                if fact.item == item:
                    return self.index(row, number)
        return QModelIndex()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else max(len(column) for column in self.columns)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if self.row_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.label} {ratings.symbol(row.before)}→{ratings.symbol(row.predicted)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.label, row.factors) if part)
        return row if role == ROW_ROLE else None


class PredictionDelegate(QStyledItemDelegate):
    """Item, before → predicted, arrow; what this meeting changed stands on ai-t."""

    def __init__(self, table: PredictionTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: RatingFact | None = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row is not None:
            changed = row.item in self._table.changed
            painter.fillRect(area, QColor(theme.AI_T if changed else theme.SURFACE))
            side = theme.px(14)
            paint_rating_fact(painter, row, area.adjusted(side, 0, -side, 0))
            if option.state & QStyle.StateFlag.State_Selected and self._table.hasFocus():
                painter.setPen(QPen(QColor(theme.KAKI), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(area.adjusted(2, 1, -2, -2))
        painter.restore()


class PredictionTable(QTableView):
    """1–6 and － rate as in the grid, Delete takes the rating away, Enter goes to the reason."""

    rated = Signal(str, object)
    reason_wanted = Signal()

    def __init__(self, model: PredictionModel) -> None:
        super().__init__()
        self.ratings = model
        self.changed: frozenset[str] = frozenset()
        self.setObjectName("prediction_table")
        self.setAccessibleName(tr("予測"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setModel(model)
        self.setItemDelegate(PredictionDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setMinimumSectionSize(theme.px(20))
        self.doubleClicked.connect(lambda _: self.reason_wanted.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All rows in sight where that is possible at all."""
        super().resizeEvent(event)
        fair = self.viewport().height() // max(1, self.ratings.rowCount())
        height = max(theme.px(LEAST_ROW), min(theme.px(ROW_HEIGHT), fair))
        self.verticalHeader().setDefaultSectionSize(height)

    def chosen(self) -> str:
        """The key of the chosen item."""
        row = self.ratings.row_at(self.currentIndex())
        return row.item if row else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, plain = self.chosen(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        code = ratings.rating_for_key(event.text())
        if item and plain and code:
            self.rated.emit(item, code)
        elif item and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.rated.emit(item, None)
        elif item and plain and event.key() in _ENTER:
            self.reason_wanted.emit()
        else:
            super().keyPressEvent(event)


class PredictionPanel(Drawer):
    """In the place of the capture row: the sheet, and the reason of the chosen change."""

    rated = Signal(str, object)
    """Item and code, ``None`` to take the prediction away."""
    reasoned = Signal(str, str, bool)
    """Entry, reason, whether the room sees it."""

    def __init__(self) -> None:
        super().__init__(tr("予測を変える"), "prediction_panel", note=tr("いま → 半年後の見込み"))
        self.model = PredictionModel()
        self.table = PredictionTable(self.model)
        self.table.rated.connect(self.rated)
        self.table.reason_wanted.connect(self._to_reason)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_reason())
        self.change = SafeLabel(size=14, bold=True, elide=True, name="prediction_change")
        self.reason = ReasonEdit()
        self.reason.done.connect(lambda: self.enter(shown=self._entry_shown()))
        self.legend = SafeLabel(_legend(), size=12, colour=theme.NIBI, elide=True)
        self._session: MeetingSession | None = None
        self._case: Case | None = None
        self._reasoned = ""
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(2))
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.change, 2)
        foot.addWidget(self.reason, 3)
        self.legend.setContentsMargins(theme.px(14), theme.px(2), theme.px(14), theme.px(2))
        self.body.addWidget(self.table, 1)
        self.body.addLayout(foot)
        self.body.addWidget(self.legend)
        self.set_compact(compact=False)

    def show_meeting(self, session: MeetingSession, case: Case | None) -> None:
        self._session, self._case = session, case
        rows = rating_facts(case) if case else ()
        self.table.changed = frozenset(
            row.item
            for row in rows
            if case and predictions.entry_for(session.conference, case.uuid, row.item)
        )
        self.model.show_case(case)
        self.table.viewport().update()
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_reason()

    def choose(self, item: str) -> None:
        """Go to the reason of an item, to correct it."""
        self.table.setCurrentIndex(self.model.place_of(item))
        self._to_reason()

    def take_keyboard(self) -> None:
        self.table.setFocus()

    def enter(self, *, shown: bool) -> bool:
        entry = self._entry()
        if entry is not None:
            self.reasoned.emit(entry.uuid, self.reason.text(), shown)
        self.table.setFocus()
        return True

    def set_compact(self, *, compact: bool) -> None:
        self.legend.setVisible(not compact)

    def _entry(self) -> Entry | None:
        if self._session is None or self._case is None:
            return None
        item = self.table.chosen()
        return predictions.entry_for(self._session.conference, self._case.uuid, item)

    def _entry_shown(self) -> bool:
        entry = self._entry()
        return entry is not None and entry.shown

    def _to_reason(self) -> None:
        if self.reason.isEnabled():
            self.reason.setFocus()
            self.reason.selectAll()

    def _show_reason(self) -> None:
        """The chosen change and its reason; what is being typed for it stays."""
        entry = self._entry()
        self.reason.setEnabled(entry is not None)
        known = predictions.reason_of(entry) if entry else ""
        if entry is None:
            self.change.setText(tr("項目を選んで数字で変える"))
        else:
            self.change.setText(entry.text.removesuffix(known).strip())
        key = f"{entry.uuid}\n{known}" if entry else ""
        if key != self._reasoned:
            self._reasoned = key
            self.reason.setText(known)


class ReasonEdit(QLineEdit):
    """Why people think so; Enter writes it down."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("prediction_reason")
        self.setAccessibleName(tr("そう見る理由"))
        self.setPlaceholderText(tr("そう見る理由　Enterで記録"))
        self.setFont(theme.font(15))
        self.setFixedHeight(theme.px(32))
        self._ime = ImeWatch(self)
        self._ime.watch(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not self._ime.converting():
                self.done.emit()
            return
        super().keyPressEvent(event)


def _legend() -> str:
    keys = [
        f"{number} {ratings.symbol(code)}" for number, code in enumerate(ratings.RATINGS[:6], 1)
    ]
    return "　".join((*keys, f"－ {ratings.symbol('NA')}", tr("Delete 消す"), tr("Enter 理由")))
