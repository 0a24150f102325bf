"""保留と持ち帰り: what is parked, which community issues came up, what was learnt (P9).

It stands in the place of the facts at hand: on its key, by itself at the end of a case that left
something parked, and through the whole closing, where there are no facts of a case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.care.case import Case
from app.conference import checks
from app.conference.meeting import Conference, Entry, EntryKind
from app.conference.names import kind_name
from app.conference.session import MeetingSession
from app.conference.stages import CLOSING
from app.i18n import tr
from app.ui import theme
from app.ui.console.drawer import Drawer

LINE_ROLE = int(Qt.ItemDataRole.UserRole)
AnyIndex = QModelIndex | QPersistentModelIndex
SECTIONS = (EntryKind.CARRIED_OVER, EntryKind.COMMUNITY_ISSUE, EntryKind.LEARNING)
_WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere


@dataclass(frozen=True, slots=True)
class CarryLine:
    """A heading, or an entry under it."""

    text: str
    entry: Entry | None = None


def carry_lines(conference: Conference) -> tuple[CarryLine, ...]:
    """Every section with what was written for any case, the number of the case before it."""
    numbers = {item.case_uuid: n for n, item in enumerate(conference.agenda, start=1)}
    lines: list[CarryLine] = []
    for kind in SECTIONS:
        found = [entry for entry in conference.entries if entry.kind is kind]
        lines.append(CarryLine(tr("{section}　{n}件", section=kind_name(kind), n=len(found))))
        for entry in found:
            number = numbers.get(entry.case_uuid or "")
            rest = (f"{number}" if number else "", entry.text, entry.owner, entry.due)
            lines.append(CarryLine("　".join(part for part in rest if part), entry))
    return tuple(lines)


class CarryModel(QAbstractListModel):
    """Headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[CarryLine, ...] = ()

    def show_lines(self, lines: Sequence[CarryLine]) -> None:
        """Show another state."""
        if tuple(lines) != self.lines:
            self.beginResetModel()
            self.lines = tuple(lines)
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].entry is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.text
        return line if role == LINE_ROLE else None


class CarryDelegate(QStyledItemDelegate):
    """A heading in small bold, an entry in as many lines as it needs."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        line: CarryLine = index.data(LINE_ROLE)
        width = self._view.viewport().width()
        font = theme.font(14 if line.entry else 13, bold=line.entry is None)
        room = QRect(0, 0, width - theme.px(28), 10_000)
        height = QFontMetrics(font).boundingRect(room, int(_WRAP), line.text).height()
        return QSize(width, height + theme.px(10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line: CarryLine = index.data(LINE_ROLE)
        area: QRect = option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = theme.AI_T if chosen else theme.SURFACE if line.entry else theme.ZEBRA
        painter.fillRect(area, QColor(ground))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, QColor(theme.LINE))
        painter.setFont(theme.font(14 if line.entry else 13, bold=line.entry is None))
        painter.setPen(QColor(theme.SUMI if line.entry else theme.NIBI))
        side = theme.px(14)
        words = area.adjusted(side, 0, -side, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | _WRAP), line.text)
        painter.restore()


class CarryList(QListView):
    """F2 corrects, Space is the wall, Delete takes out, as in the list of the case."""

    amend_wanted = Signal(str)
    remove_wanted = Signal(str)
    wall_wanted = Signal(str, bool)

    def __init__(self, model: CarryModel) -> None:
        super().__init__()
        self.setObjectName("carry_list")
        self.setAccessibleName(tr("保留と持ち帰り"))
        self.setModel(model)
        self.setItemDelegate(CarryDelegate(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self._act(index, Qt.Key.Key_F2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act(self.currentIndex(), event.key()):
            super().keyPressEvent(event)

    def _act(self, index: QModelIndex, key: int) -> bool:
        line: CarryLine | None = index.data(LINE_ROLE)
        if line is None or line.entry is None:
            return False
        if key == Qt.Key.Key_F2:
            self.amend_wanted.emit(line.entry.uuid)
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(line.entry.uuid)
        elif key == Qt.Key.Key_Space:
            self.wall_wanted.emit(line.entry.uuid, not line.entry.shown)
        else:
            return False
        return True


class CarryPanel(Drawer):
    """The list, and in the closing whether the days of the follow-ups are set (P8-6)."""

    followed_up = Signal(bool)

    def __init__(self) -> None:
        super().__init__(tr("保留と持ち帰り"), "carry_panel")
        self.model = CarryModel()
        self.list = CarryList(self.model)
        self.follow_up = QCheckBox(tr("次に確かめる日を決めた"))
        self.follow_up.setObjectName("follow_ups_set")
        self.follow_up.setAccessibleName(self.follow_up.text())
        self.follow_up.setMinimumHeight(theme.px(34))
        self.follow_up.setStyleSheet(f"QCheckBox {{ margin-left: {theme.px(12)}px; }}")
        self.follow_up.clicked.connect(self.followed_up)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.follow_up)

    def show_meeting(self, session: MeetingSession, _case: Case | None) -> None:
        row = self.list.currentIndex().row()
        self.model.show_lines(carry_lines(session.conference))
        if self.list.hasFocus() and 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row, 0))
        done = bool(checks.done_at(session.conference, checks.FOLLOW_UPS_SET))
        self.follow_up.setVisible(session.step == CLOSING)
        self.follow_up.setChecked(done)

    def take_keyboard(self) -> None:
        self.list.setFocus()
        if self.model.rowCount() > 1 and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(1, 0))
