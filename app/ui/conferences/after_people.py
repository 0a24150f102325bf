"""参加者: counts, the confidentiality statement, and names that stay here (§3.3, §9.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from app.clock import Clock
from app.conference import attendance, checks
from app.conference.meeting import Attendance, Conference
from app.conference.minutes import time_of
from app.conference.statement import statement
from app.i18n import tr
from app.ui import theme
from app.ui.conferences.attendance_card import AttendanceCard
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.rows import AnyIndex, HeadedModel
from app.ui.widgets.table import dress_table, wanted_width

COUNTS_WIDTH = 264


class StatementCard(Card):
    """The statement as it is read aloud, and when it was."""

    read_wanted = Signal(bool)

    def __init__(self) -> None:
        self.when = SafeLabel(size=13, colour=theme.NIBI, name="statement_when")
        self.read = Button("", "statement_read", size="small", icon="check")
        super().__init__(
            tr("守秘の確認"), name="statement_card", header_widgets=[self.when, self.read]
        )
        self._done = False
        self.words = Paragraph("", size=14, line=22, name="statement_words")
        self.add(self.words)
        self.read.clicked.connect(lambda: self.read_wanted.emit(not self._done))

    def show_statement(self, conference: Conference) -> None:
        """Show the words and whether they were read."""
        at = checks.done_at(conference, checks.STATEMENT_READ)
        self._done = bool(at)
        self.words.setText("\n".join(statement()))
        self.when.setText(tr("{time} に読み上げた", time=time_of(at)) if at else "")
        self.read.setText(tr("取り消す") if at else tr("読み上げた"))


class Column(IntEnum):
    """Columns of the people."""

    PROFESSION = 0
    COUNT = 1
    NAME = 2
    ORGANISATION = 3
    PLEDGE = 4


class PeopleModel(HeadedModel):
    """The attendance lines; name, organisation and pledge are edited in place."""

    edited = Signal(object)
    """The new ``Conference``."""

    def __init__(self) -> None:
        super().__init__()
        self.conference = Conference()

    def show_people(self, conference: Conference) -> None:
        """Show another state. Lines that stay keep cursor and editor; new ones come last."""
        old = [line.uuid for line in self.conference.attendance]
        new = [line.uuid for line in conference.attendance]
        if new[: len(old)] != old:
            self.beginResetModel()
            self.conference = conference
            self.endResetModel()
            return
        if len(new) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self.conference = conference
            self.endInsertRows()
        self.conference = conference
        if old:
            self.dataChanged.emit(self.index(0, 0), self.index(len(old) - 1, len(Column) - 1))

    def lines(self) -> int:
        return len(self.conference.attendance)

    def heads(self) -> Sequence[str]:
        return tr("職種"), tr("人数"), tr("氏名"), tr("所属"), tr("誓約")

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() in (Column.NAME, Column.ORGANISATION):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.conference.attendance[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(line, column)
        if role == Qt.ItemDataRole.EditRole:
            return {Column.NAME: line.name, Column.ORGANISATION: line.organisation}.get(column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.PLEDGE:
            return tr("誓約あり") if line.pledged else tr("誓約なし")
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = str(value or "").strip()
        line = self.conference.attendance[index.row()]
        before = line.name if index.column() == Column.NAME else line.organisation
        if text == before:
            return False
        # A name is one person's: the others of a counted line stay counted.
        apart, uuid = attendance.set_apart(self.conference, line.uuid)
        own = next(each for each in apart.attendance if each.uuid == uuid)
        if index.column() == Column.NAME:
            own = replace(own, name=text)
        else:
            own = replace(own, organisation=text)
        self.edited.emit(attendance.changed(apart, own))
        return True

    def toggle_pledge(self, row: int) -> None:
        """One person more of this line pledged; a line of one is ticked or not."""
        if not 0 <= row < len(self.conference.attendance):
            return
        line = self.conference.attendance[row]
        if line.pledged or line.count == 1:
            flipped = replace(line, pledged=not line.pledged)
            self.edited.emit(attendance.changed(self.conference, flipped))
        else:
            self.edited.emit(attendance.pledge_one(self.conference, line.profession))


def _shown(line: Attendance, column: Column) -> str:
    return {
        Column.PROFESSION: attendance.profession_name(line.profession),
        Column.COUNT: str(line.count),
        Column.NAME: line.name,
        Column.ORGANISATION: line.organisation,
        Column.PLEDGE: "✓" if line.pledged else "",
    }[column]


class PeopleTable(QTableView):
    """F2 writes a name or an organisation; Space gives the pledge."""

    def __init__(self, model: PeopleModel) -> None:
        super().__init__()
        self._people = model
        self.setModel(model)
        dress_table(self, "people_table", accessible=tr("参加者の名簿"), row_height=theme.ROW)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == Column.PLEDGE:
            self._people.toggle_pledge(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._people.toggle_pledge(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Names and organisations share what the others leave."""
        narrow = {
            c: wanted_width(self, c) for c in (Column.PROFESSION, Column.COUNT, Column.PLEDGE)
        }
        narrow[Column.PROFESSION] = min(
            narrow[Column.PROFESSION], theme.px(150), self.viewport().width() // 3
        )
        for column, wide in narrow.items():
            self.setColumnWidth(column, wide)
        rest = self.viewport().width() - sum(narrow.values())
        office = max(rest // 2, wanted_width(self, Column.ORGANISATION))
        self.setColumnWidth(Column.ORGANISATION, office)
        self.setColumnWidth(Column.NAME, max(theme.px(48), rest - office))


class PeopleCard(Card):
    """Who is there, line by line; optional names never leave this program unasked."""

    def __init__(self) -> None:
        self.pledged = SafeLabel(size=13, colour=theme.NIBI, name="people_pledged")
        self.all = Button(tr("全員が誓約した"), "people_all_pledged", size="small")
        super().__init__(
            tr("名簿"),
            name="people_card",
            padded=False,
            header_widgets=[self.pledged, self.all],
        )
        self.model = PeopleModel()
        self.table = PeopleTable(self.model)
        self.add(self.table, 1)
        hint = SafeLabel(
            tr("F2で氏名や所属を書き、スペースで誓約。氏名は会場にも紙にも出ません。"),
            size=12,
            colour=theme.HAI,
            elide=True,
        )
        hint.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        self.add(hint)

    def show_people(self, conference: Conference) -> None:
        """Show the lines and how many pledged."""
        self.model.show_people(conference)
        self.table.fit_columns()
        people, pledged = attendance.people(conference), attendance.pledged(conference)
        self.pledged.setText(
            tr("誓約 {n}名 / {people}名", n=pledged, people=people) if people else ""
        )
        self.all.setEnabled(pledged < people)


class PeoplePart(QWidget):
    """Counts at the left; statement and names at the right."""

    edited = Signal(object)
    """The new ``Conference``."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("people_part")
        self._clock = clock
        self._conference = Conference()
        self.counts = AttendanceCard()
        self.counts.setFocusProxy(self.counts.list)
        self.counts.setFixedWidth(theme.px(COUNTS_WIDTH))
        self.statement = StatementCard()
        self.people = PeopleCard()
        column = QVBoxLayout()
        column.setSpacing(theme.px(12))
        column.addWidget(self.statement)
        column.addWidget(self.people, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.counts)
        row.addLayout(column, 1)
        self.setFocusProxy(self.counts.list)
        self.counts.edited.connect(self.edited)
        self.people.model.edited.connect(self.edited)
        self.people.all.clicked.connect(self._edit(attendance.all_pledged))
        self.statement.read_wanted.connect(self._read)

    def show_attendance(self, conference: Conference) -> None:
        """Show who is there and whether the statement was read."""
        self._conference = conference
        self.counts.show_attendance(conference)
        self.statement.show_statement(conference)
        self.people.show_people(conference)

    def _edit(self, change: Callable[[Conference], Conference]) -> Callable[[], None]:
        return lambda: self.edited.emit(change(self._conference))

    def _read(self, read: bool) -> None:  # noqa: FBT001 - a slot
        at = self._clock.now().isoformat(timespec="seconds")
        code = checks.STATEMENT_READ
        self.edited.emit(
            checks.ticked(self._conference, code, at)
            if read
            else checks.unticked(self._conference, code)
        )
