"""参加者: one key counts one more of a profession; nobody needs a name (DOMAIN.md §3.3)."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.conference import attendance
from app.conference.attendance import Profession
from app.conference.meeting import Conference
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.card import Card
from app.ui.widgets.keycap import paint_keycap
from app.ui.widgets.labels import SafeLabel

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 28
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
PROFESSION_ROLE = Qt.ItemDataRole.UserRole + 2
_ADD = (Qt.Key.Key_Plus, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_TAKE = (Qt.Key.Key_Minus, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class AttendanceModel(QAbstractListModel):
    """All professions with how many of each are there."""

    def __init__(self) -> None:
        super().__init__()
        self._conference = Conference()

    def show_attendance(self, conference: Conference) -> None:
        """Show another state."""
        self._conference = conference
        last = self.index(self.rowCount() - 1, 0)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(attendance.professions())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        profession = attendance.professions()[index.row()]
        count = attendance.count_of(self._conference, profession.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return profession.name()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{profession} {n}名", profession=profession.name(), n=count)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{profession.name()}\n{profession.brings()}"
        if role == COUNT_ROLE:
            return count
        return profession if role == PROFESSION_ROLE else None


class AttendanceDelegate(QStyledItemDelegate):
    """Key cap, name, count."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme.px(160), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(option.rect)
        count = int(index.data(COUNT_ROLE))
        profession: Profession = index.data(PROFESSION_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, QColor(theme.AI_T if chosen else theme.SURFACE))
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(theme.LINE)
        )
        middle = area.center().y()
        paint_keycap(painter, area.left() + theme.px(12), middle, profession.key)
        number = QRectF(area.right() - theme.px(46), area.top(), theme.px(32), area.height())
        painter.setFont(theme.font(14, bold=bool(count), tabular=True))
        painter.setPen(QColor(theme.SUMI if count else theme.HAI))
        painter.drawText(
            number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count or "–")
        )
        left = area.left() + theme.px(42)
        room = number.left() - theme.px(4) - left
        painter.setFont(theme.font(13, bold=bool(count)))
        name = painter.fontMetrics().elidedText(
            profession.name(), Qt.TextElideMode.ElideRight, round(room)
        )
        painter.drawText(
            QRectF(left, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, name
        )
        painter.restore()


class AttendanceList(QListView):
    """The letter of a row adds one; + and − (or a click, a right click) act on the row."""

    walked_in = Signal(str)
    taken_back = Signal(str)

    def __init__(self, model: AttendanceModel) -> None:
        super().__init__()
        self.setObjectName("attendance_list")
        self.setAccessibleName(tr("参加者の数"))
        self.setModel(model)
        self.setItemDelegate(AttendanceDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen: Profession | None = self.currentIndex().data(PROFESSION_ROLE)
        by_key = {each.key: each for each in attendance.professions()}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text().upper() in by_key:
            profession = by_key[event.text().upper()]
            row = attendance.professions().index(profession)
            self.setCurrentIndex(self.model().index(row, 0))
            self.walked_in.emit(profession.id)
        elif chosen and event.key() in _ADD:
            self.walked_in.emit(chosen.id)
        elif chosen and event.key() in _TAKE:
            self.taken_back.emit(chosen.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        profession: Profession | None = self.indexAt(event.position().toPoint()).data(
            PROFESSION_ROLE
        )
        if profession is None:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self.walked_in.emit(profession.id)
        elif event.button() == Qt.MouseButton.RightButton:
            self.taken_back.emit(profession.id)


class AttendanceCard(Card):
    """Counts by profession and the sum."""

    edited = Signal(object)

    def __init__(self) -> None:
        self.sum = SafeLabel(size=13, colour=theme.NIBI, name="attendance_sum")
        super().__init__(
            tr("参加者"), name="attendance_card", padded=False, header_widgets=[self.sum]
        )
        self._conference = Conference()
        self.model = AttendanceModel()
        self.list = AttendanceList(self.model)
        self.list.walked_in.connect(
            lambda who: self.edited.emit(attendance.walk_in(self._conference, who))
        )
        self.list.taken_back.connect(
            lambda who: self.edited.emit(attendance.take_back(self._conference, who))
        )
        self.add(self.list, 1)
        self.add(self._foot())

    def _foot(self) -> QWidget:
        hint = SafeLabel(
            tr("文字キーで1名ふやす、− でへらす"), size=12, colour=theme.HAI, elide=True
        )
        hint.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        return hint

    def show_attendance(self, conference: Conference) -> None:
        """Show who is there."""
        self._conference = conference
        self.model.show_attendance(conference)
        people, kinds = attendance.people(conference), attendance.kinds(conference)
        self.sum.setText(tr("{n}名・{kinds}職種", n=people, kinds=kinds) if people else "")
