"""The agenda as an item model: opening, cases in order, closing; minutes to type over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import (
    QByteArray,
    QMimeData,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from app.care.case import Case
from app.conference import agenda, stages, timing
from app.conference.meeting import STAGES, Conference, ConferenceStatus, Stage
from app.conference.timing import clock_text
from app.i18n import tr
from app.ui import theme
from app.ui.conferences.words import case_name
from app.ui.widgets.rows import AnyIndex, HeadedModel
from app.ui.widgets.unit_field import normalised_number

ROW_MIME = "application/x-kurashi-agenda-row"
LONGEST = 480


class Column(IntEnum):
    """Columns of the agenda."""

    ORDER = 0
    START = 1
    CASE = 2
    ISSUE = 3
    GOAL = 4
    RISK = 5
    SUPPORT = 6
    TOTAL = 7
    USED = 8


_STAGE_OF = dict(zip((Column.ISSUE, Column.GOAL, Column.RISK, Column.SUPPORT), STAGES, strict=True))


class AgendaModel(HeadedModel):
    """Shows a conference; every edit is offered as a new conference value."""

    edited = Signal(object)
    """The ``Conference`` after an edit of minutes or order."""

    def __init__(self) -> None:
        super().__init__()
        self.conference = Conference()
        self._cases: Mapping[str, Case] = {}
        self._readers: dict[int, Callable[[int, Column], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.EditRole: self._text,
            Qt.ItemDataRole.AccessibleTextRole: self._text,
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, column: _alignment(column),
            Qt.ItemDataRole.FontRole: self._font,
            Qt.ItemDataRole.ForegroundRole: lambda row, _column: (
                None if self.case_at(row) else theme.NIBI
            ),
        }

    def show_agenda(self, conference: Conference, cases: Mapping[str, Case]) -> None:
        """Show another conference or another state of it."""
        self.beginResetModel()
        self.conference = conference
        self._cases = dict(cases)
        self.endResetModel()

    @property
    def locked(self) -> bool:
        """A meeting that is over is not planned any more."""
        return self.conference.status is ConferenceStatus.CLOSED

    def case_at(self, row: int) -> str:
        """The case in a row; empty for the opening and the closing."""
        is_case = 0 < row <= len(self.conference.agenda)
        return self.conference.agenda[row - 1].case_uuid if is_case else ""

    def move(self, row: int, to: int) -> int:
        """Move the case in ``row`` to row ``to``; returns where it is now."""
        last = len(self.conference.agenda)
        to = max(1, min(to, last))
        if self.locked or not self.case_at(row) or to == row:
            return row
        self.edited.emit(agenda.moved(self.conference, row - 1, to - 1))
        return to

    def lines(self) -> int:
        return len(self.conference.agenda) + 2

    def heads(self) -> Sequence[str]:
        return (
            tr("順"),
            tr("時刻"),
            tr("事例"),
            tr("課題"),
            tr("目標"),
            tr("リスク"),
            tr("支援"),
            tr("計（分）"),
            tr("実際"),
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return super().headerData(section, orientation, role)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        reader = self._readers.get(role)
        return reader(index.row(), Column(index.column())) if reader else None

    def _font(self, row: int, column: Column) -> QFont:
        figures = column not in (Column.CASE, Column.ORDER)
        bold = column == Column.TOTAL or (column == Column.CASE and bool(self.case_at(row)))
        return theme.font(14, bold=bold, tabular=figures)

    def _text(self, row: int, column: Column) -> str:
        if column in _STAGE_OF:
            minutes = self._minutes(row, _STAGE_OF[column])
            return "" if minutes is None else str(minutes)
        readers: dict[Column, Callable[[int], str]] = {
            Column.ORDER: lambda row: str(row) if self.case_at(row) else "",
            Column.START: self._starts,
            Column.CASE: self._name,
            Column.TOTAL: lambda row: str(self._total(row)),
            Column.USED: self._used,
        }
        return readers[column](row)

    def _name(self, row: int) -> str:
        case_uuid = self.case_at(row)
        if not case_uuid:
            return tr("開会") if row == 0 else tr("まとめ")
        case = self._cases.get(case_uuid)
        return case_name(case) if case else ""

    def _minutes(self, row: int, stage: Stage) -> int | None:
        item = stages.agenda_item(self.conference, self.case_at(row))
        return item.planned_minutes.get(stage, 0) if item else None

    def _total(self, row: int) -> int:
        if self.case_at(row):
            return sum(self._minutes(row, stage) or 0 for stage in STAGES)
        first = row == 0
        return self.conference.opening_minutes if first else self.conference.closing_minutes

    def _starts(self, row: int) -> str:
        """The hour a part begins by the plan; empty while the meeting has no hour."""
        hour, _, minute = self.conference.start_time.partition(":")
        if not (hour.isdecimal() and minute.isdecimal()):
            return ""
        begins = int(hour) * 60 + int(minute) + sum(self._total(each) for each in range(row))
        return f"{begins // 60 % 24}:{begins % 60:02d}"

    def _used(self, row: int) -> str:
        if not self.conference.transitions:
            return ""
        state = stages.replay(self.conference)
        case_uuid = self.case_at(row)
        if case_uuid:
            used = timing.case_span(self.conference, state, case_uuid, state.since).used
        else:
            step = stages.OPENING if row == 0 else stages.CLOSING
            used = timing.step_span(self.conference, state, step, state.since).used
        return clock_text(used) if used else ""

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDropEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        if self.locked:
            return flags
        case_uuid = self.case_at(index.row())
        if case_uuid:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        wanted = index.column() in _STAGE_OF if case_uuid else index.column() == Column.TOTAL
        return flags | Qt.ItemFlag.ItemIsEditable if wanted else flags

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = normalised_number(str(value))
        if not text.isdecimal() or int(text) > LONGEST:
            return False
        minutes, row = int(text), index.row()
        case_uuid = self.case_at(row)
        if case_uuid and index.column() in _STAGE_OF:
            stage = _STAGE_OF[Column(index.column())]
            changed = agenda.with_stage_minutes(self.conference, case_uuid, stage, minutes)
        elif row == 0:
            changed = replace(self.conference, opening_minutes=minutes)
        else:
            changed = replace(self.conference, closing_minutes=minutes)
        self.edited.emit(changed)
        return True

    def spread(self, index: AnyIndex) -> None:
        """Give the minutes of a cell to that stage of all cases."""
        case_uuid, column = self.case_at(index.row()), Column(max(0, index.column()))
        if case_uuid and column in _STAGE_OF and not self.locked:
            stage = _STAGE_OF[column]
            self.edited.emit(agenda.with_stage_everywhere(self.conference, case_uuid, stage))

    # Dragging a case to another place.

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [ROW_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(ROW_MIME, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: AnyIndex
    ) -> bool:
        if not data.hasFormat(ROW_MIME):
            return False
        start = int(bytes(data.data(ROW_MIME).data()).decode())
        if row >= 0:
            to = row if row <= start else row - 1
        else:
            to = parent.row() if parent.isValid() else len(self.conference.agenda)
        return self.move(start, to) != start


def _alignment(column: int) -> Qt.AlignmentFlag:
    left = column in (Column.ORDER, Column.START, Column.CASE)
    return Qt.AlignmentFlag.AlignVCenter | (
        Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
    )
