"""保留と持ち帰り: what is parked, which community issues came up, what was learnt (P9).

It stands in the place of the facts at hand: on its key, by itself at the end of a case that left
something parked, and through the whole closing, where there are no facts of a case.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QCheckBox, QListView, QStyleOptionViewItem

from app.care.case import Case
from app.conference import checks
from app.conference.meeting import Conference, Entry, EntryKind
from app.conference.names import kind_name
from app.conference.session import MeetingSession
from app.conference.stages import CLOSING
from app.i18n import tr
from app.ui import theme
from app.ui.console.drawer import Drawer
from app.ui.console.fact_text import lay_out
from app.ui.widgets.rows import ROW_ROLE, AnyIndex, LineDelegate, RowList, RowModel

SECTIONS = (EntryKind.CARRIED_OVER, EntryKind.COMMUNITY_ISSUE, EntryKind.LEARNING)
STEP, EDGE, INDENT = 20, 14, 18


@dataclass(frozen=True, slots=True)
class CarryLine:
    """A heading, or an entry under it."""

    text: str
    entry: Entry | None = None
    case: str = ""
    """The number of the case on the agenda."""

    @property
    def rest(self) -> str:
        """Who and by when."""
        parts = (self.entry.owner, self.entry.due) if self.entry else ()
        return "　".join(part for part in parts if part)


def carry_lines(conference: Conference) -> tuple[CarryLine, ...]:
    """Every section with what was written for any case, the number of the case before it."""
    numbers = {item.case_uuid: n for n, item in enumerate(conference.agenda, start=1)}
    lines: list[CarryLine] = []
    for kind in SECTIONS:
        found = [entry for entry in conference.entries if entry.kind is kind]
        lines.append(CarryLine(tr("{section}　{n}件", section=kind_name(kind), n=len(found))))
        for entry in found:
            number = numbers.get(entry.case_uuid or "")
            lines.append(CarryLine(entry.text, entry, str(number or "")))
    return tuple(lines)


class CarryModel(RowModel[CarryLine]):
    """Headings cannot be chosen."""

    def row_id(self, row: CarryLine) -> object:
        return row.entry.uuid if row.entry else row.text

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].entry is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def read(self, row: CarryLine, role: int) -> object:
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        words = "　".join(part for part in (row.case, row.text, row.rest) if part)
        return words if role in spoken else None


class CarryDelegate(LineDelegate):
    """A heading in small bold; an entry with its case at the left, in as many lines as it needs,
    and below it who and by when."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        layouts = _lay_out(index.data(ROW_ROLE), width)
        lines = sum(layout.lineCount() for layout, _ in layouts)
        return QSize(width, lines * theme.px(STEP) + theme.px(8))

    def ground(self, option: QStyleOptionViewItem, index: AnyIndex) -> str:
        line: CarryLine = index.data(ROW_ROLE)
        return super().ground(option, index) if line.entry else theme.ZEBRA

    def paint_row(self, painter: QPainter, area: QRectF, index: AnyIndex) -> None:
        line: CarryLine = index.data(ROW_ROLE)
        step, top = theme.px(STEP), area.top() + theme.px(4)
        if line.case:
            painter.setFont(theme.font(14, bold=True))
            painter.setPen(QColor(theme.NIBI))
            place = QRectF(area.left() + theme.px(EDGE), top, theme.px(INDENT), step)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line.case)
        left = area.left() + _indent(line)
        for layout, colour in _lay_out(line, round(area.width())):
            painter.setPen(QColor(colour))
            for number in range(layout.lineCount()):
                part = layout.lineAt(number)
                part.draw(painter, QPointF(left, top + (step - part.height()) / 2 - part.y()))
                top += step


def _indent(line: CarryLine) -> int:
    return theme.px(EDGE + (INDENT if line.case else 0))


def _lay_out(line: CarryLine, width: int) -> list[tuple[QTextLayout, str]]:
    """The text and, small, who and by when, with their colours."""
    room = max(1, width - _indent(line) - theme.px(EDGE))
    if line.entry is None:
        return [(lay_out(((line.text, True),), room, size=13), theme.NIBI)]
    found = [(lay_out(((line.text, False),), room, size=14), theme.SUMI)]
    if line.rest:
        found.append((lay_out(((line.rest, False),), room, size=13), theme.NIBI))
    return found


class CarryList(RowList[CarryLine]):
    """F2 corrects, Space is the wall, Delete takes out, as in the list of the case."""

    amend_wanted = Signal(str)
    remove_wanted = Signal(str)
    wall_wanted = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(CarryModel(), CarryDelegate(), "carry_list", tr("保留と持ち帰り"))
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda index: self._act(index, Qt.Key.Key_F2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act(self.currentIndex(), event.key()):
            super().keyPressEvent(event)

    def _act(self, index: QModelIndex, key: int) -> bool:
        line = self.row_at(index)
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
        self.list = CarryList()
        self.follow_up = QCheckBox(tr("次に確かめる日を決めた"))
        self.follow_up.setObjectName("follow_ups_set")
        self.follow_up.setAccessibleName(self.follow_up.text())
        self.follow_up.setMinimumHeight(theme.px(34))
        self.follow_up.setStyleSheet(f"QCheckBox {{ margin-left: {theme.px(12)}px; }}")
        self.follow_up.clicked.connect(self.followed_up)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.follow_up)

    def show_meeting(self, session: MeetingSession, _case: Case | None) -> None:
        self.list.show_rows(carry_lines(session.conference))
        done = bool(checks.done_at(session.conference, checks.FOLLOW_UPS_SET))
        self.follow_up.setVisible(session.step == CLOSING)
        self.follow_up.setChecked(done)

    def take_keyboard(self) -> None:
        self.list.setFocus()
        model = self.list.row_model
        if model.rowCount() > 1 and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(model.index(1, 0))
