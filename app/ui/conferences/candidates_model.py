"""The pool of candidates as an item model; what other meetings put off stands below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import Qt, Signal

from app.care.case import Case
from app.conference import preparation as prep
from app.conference.meeting import Candidate, Conference, ConferenceStatus
from app.conference.preparation import Waiting
from app.i18n import tr
from app.ui import theme
from app.ui.conferences.words import case_name, person
from app.ui.widgets.highlight_delegate import SHAPE_ROLE, Shape
from app.ui.widgets.rows import AnyIndex, HeadedModel


class Column(IntEnum):
    """Columns of the pool."""

    CASE = 0
    STATE = 1
    CENTRE = 2
    REASON = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate of this meeting, or one that ``waits`` from another."""

    candidate: Candidate
    waits: Waiting | None = None


class CandidatesModel(HeadedModel):
    """Shows the pool; every edit is offered as a new conference value."""

    edited = Signal(object, str)
    """The new ``Conference`` and the name of the field, so that typing is one step of undo."""

    def __init__(self) -> None:
        super().__init__()
        self.conference = Conference()
        self.pool: list[Line] = []
        self._cases: Mapping[str, Case] = {}
        self._readers: dict[int, Callable[[Line, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.EditRole: self._text,
            Qt.ItemDataRole.AccessibleTextRole: self._text,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.FontRole: lambda _line, column: theme.font(
                14, bold=column == Column.CASE
            ),
            Qt.ItemDataRole.ForegroundRole: lambda line, _column: (
                theme.HAI if line.waits or line.candidate.state != prep.PROPOSED else None
            ),
            SHAPE_ROLE: lambda line, column: self._shape(line) if column == Column.STATE else None,
        }

    def show_pool(
        self, conference: Conference, cases: Mapping[str, Case], waiting: Sequence[Waiting]
    ) -> None:
        """Show another conference or another state of it."""
        self.beginResetModel()
        self.conference = conference
        self._cases = dict(cases)
        self.pool = [Line(one) for one in conference.candidates]
        self.pool += [Line(one.candidate, one) for one in waiting]
        self.endResetModel()

    @property
    def locked(self) -> bool:
        """A meeting that is over is not planned any more."""
        return self.conference.status is ConferenceStatus.CLOSED

    def case_at(self, row: int) -> str:
        """The case in a row; empty outside."""
        return self.pool[row].candidate.case_uuid if 0 <= row < len(self.pool) else ""

    def lines(self) -> int:
        return len(self.pool)

    def heads(self) -> Sequence[str]:
        return tr("事例"), tr("状態"), tr("センター・事業所"), tr("候補にした理由")

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        reader = self._readers.get(role) if index.isValid() else None
        return reader(self.pool[index.row()], index.column()) if reader else None

    def _text(self, line: Line, column: int) -> str:
        case = self._cases.get(line.candidate.case_uuid)
        return (
            case_name(case) if case else "",
            self._state(line),
            line.candidate.centre,
            line.candidate.reason,
        )[column]

    def _tip(self, line: Line, column: int) -> str:
        case = self._cases.get(line.candidate.case_uuid)
        if column == Column.CASE and case:
            return f"{case_name(case)}\n{person(case.age, case.sex, case.care_level)}"
        return self._text(line, column)

    def _state(self, line: Line) -> str:
        if line.waits is not None:
            return tr("第{n}回から", n=line.waits.conference.number)
        if prep.on_agenda(self.conference, line.candidate.case_uuid):
            return tr("進行順")
        return {
            prep.PROPOSED: tr("候補中"),
            prep.LATER: tr("次回以降"),
            prep.DECLINED: tr("見送り"),
        }.get(line.candidate.state, line.candidate.state)

    def _shape(self, line: Line) -> Shape:
        if line.waits is not None:
            return "dashed"
        if prep.on_agenda(self.conference, line.candidate.case_uuid):
            return "filled"
        state = line.candidate.state
        return "open" if state == prep.PROPOSED else "half" if state == prep.LATER else "square"

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        own = self.pool[index.row()].waits is None and not self.locked
        written = index.column() in (Column.CENTRE, Column.REASON)
        return shown | Qt.ItemFlag.ItemIsEditable if own and written else shown

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        candidate = self.pool[index.row()].candidate
        text = str(value).strip()
        changed = (
            replace(candidate, centre=text)
            if index.column() == Column.CENTRE
            else replace(candidate, reason=text)
        )
        if changed == candidate:
            return False
        candidates = tuple(
            changed if one.uuid == candidate.uuid else one for one in self.conference.candidates
        )
        self.edited.emit(replace(self.conference, candidates=candidates), "")
        return True

    # What the keys and buttons do with a row.

    def choose(self, row: int) -> None:
        """Onto the agenda; one that is there comes off it and stays a candidate."""
        uuid = self.case_at(row)
        if not uuid or self.locked:
            return
        if prep.on_agenda(self.conference, uuid):
            from app.conference.agenda import without_case

            self.edited.emit(without_case(self.conference, uuid), "")
            return
        self.edited.emit(prep.choose(self._taken_up(row), uuid), "")

    def shift(self, row: int, step: int) -> None:
        """候補 → 次回以降 → 見送り, and back; one that waits is taken up first."""
        uuid = self.case_at(row)
        if not uuid or self.locked:
            return
        line = self.pool[row]
        if line.waits is not None:
            if step < 0:
                self.edited.emit(self._taken_up(row), "")
            return
        at = prep.STATES.index(line.candidate.state) if line.candidate.state in prep.STATES else 0
        to = min(max(0, at + step), len(prep.STATES) - 1)
        self.edited.emit(prep.with_state(self.conference, uuid, prep.STATES[to]), "")

    def withdraw(self, row: int) -> None:
        """Take the line out."""
        if self.case_at(row) and not self.locked and self.pool[row].waits is None:
            self.edited.emit(prep.withdraw(self.conference, self.case_at(row)), "")

    def _taken_up(self, row: int) -> Conference:
        candidate = self.pool[row].candidate
        return prep.propose(
            self.conference,
            candidate.case_uuid,
            centre=candidate.centre,
            reason=candidate.reason,
        )
