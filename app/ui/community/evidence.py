"""What stands behind an issue: the lines of cases and meetings, and the inbox to add more from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.care.codes import issue_label
from app.care.community import CommunityIssue, Evidence, Sighting
from app.care.community_board import Board
from app.care.community_likeness import likeness
from app.care.text import search_key
from app.care.wareki import format_wareki
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.rows import ROW_ROLE, AnyIndex, LineDelegate, RowList, RowModel, paint_words
from app.ui.widgets.search_field import SearchField

_MOST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of evidence or of the inbox. ``case_uuid`` is empty for the talk of a meeting."""

    key: str
    text: str
    case_uuid: str = ""
    number: int | None = None
    day: str = ""
    against: bool = False
    sighting: Sighting | None = None

    def source(self) -> str:
        """Where it was seen: the number of the case, else the meeting."""
        return tr("会議") if self.number is None else f"No.{self.number}"


class LineModel(RowModel[Line]):
    """Lines in the order given."""

    def row_id(self, row: Line) -> object:
        return row.key

    def read(self, row: Line, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            against = tr("反対の根拠") if row.against else ""
            return " ".join(part for part in (row.source(), row.text, row.day, against) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.source()}　{row.text}　{row.day}".strip()
        return None


class FocusedLine(LineDelegate):
    """A line that shows when the keyboard is on it."""

    def paint_focus(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.KAKI), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -2))


class EvidenceDelegate(FocusedLine):
    """Number of the case, the words, the day; what speaks against it has a word for that."""

    def paint_row(self, painter: QPainter, area: QRectF, index: AnyIndex) -> None:
        row: Line = index.data(ROW_ROLE)
        figures = theme.font(13, bold=True, tabular=True)
        painter.setFont(figures)
        painter.setPen(QColor(theme.SUMI))
        number = QRectF(area.left() + theme.px(12), area.top(), theme.px(58), area.height())
        paint_words(painter, number, row.source())
        quiet = theme.font(12, tabular=True)
        painter.setFont(quiet)
        painter.setPen(QColor(theme.HAI))
        wide = theme.text_width(row.day, quiet) + 2 if row.day else 0
        day = QRectF(area.right() - theme.px(12) - wide, area.top(), wide, area.height())
        paint_words(painter, day, row.day, right=True)
        left, right = number.right() + theme.px(4), day.left() - theme.px(8)
        if row.against:
            mark = tr("反対")
            painter.setFont(theme.font(12, bold=True))
            painter.setPen(QColor(theme.KAKI))
            width = theme.text_width(mark, painter.font()) + theme.px(8)
            paint_words(painter, QRectF(left, area.top(), width, area.height()), mark)
            left += width
        painter.setFont(theme.font(14))
        painter.setPen(QColor(theme.SUMI))
        paint_words(painter, QRectF(left, area.top(), right - left, area.height()), row.text)


class LineList(RowList[Line]):
    """Enter (or a double click) opens, Delete takes away."""

    open_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__(LineModel(), EvidenceDelegate(), name, accessible)
        self.doubleClicked.connect(lambda index: self.open_wanted.emit(self.row_at(index)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.chosen_row()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit(row)
        else:
            super().keyPressEvent(event)

    def choose_first(self) -> None:
        """Stand on the first line where none is chosen yet."""
        if not self.currentIndex().isValid() and self.row_model.rows:
            self.setCurrentIndex(self.row_model.index(0, 0))


def evidence_lines(board: Board, evidence: Iterable[Evidence]) -> list[Line]:
    """Evidence as lines: newest case first, the talk of meetings last."""
    found = []
    for line in evidence:
        case = board.cases.get(line.case_uuid or "")
        number = case.case_no if case else None
        uuid = (line.case_uuid or "") if case else ""
        found.append(Line(line.uuid, line.text, uuid, number, _day(line.seen_on), line.against))
    return sorted(found, key=lambda each: (each.against, each.number is None, -(each.number or 0)))


def sighting_lines(board: Board, sightings: Iterable[Sighting]) -> list[Line]:
    """Things noticed as lines, in the order given."""
    found = []
    for each in sightings:
        case = board.cases.get(each.case_uuid or "")
        number = case.case_no if case else None
        text = each.text or tr("、").join(map(issue_label, each.codes))
        found.append(
            Line(each.key, text, each.case_uuid or "", number, _day(each.day), sighting=each)
        )
    return found


def _day(iso: str) -> str:
    return format_wareki(iso, short=True) if iso else ""


class EvidencePicker(QDialog):
    """The inbox as a list, the most alike first: more evidence for an issue, or against it."""

    picked = Signal(object, bool)
    """The ``Sighting``, and whether it speaks against the issue."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("evidence_picker")
        self.setWindowTitle(tr("気づきを足す"))
        self.setAccessibleName(tr("気づきを足す"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines: list[Line] = []
        self.search = SearchField(tr("気づきをさがす"), "evidence_search")
        self.search.searched.connect(lambda _text: self._fill())
        self.list = LineList("evidence_candidates", tr("まだどの課題にも入っていない気づき"))
        self.list.open_wanted.connect(lambda row: self._pick(row, against=False))
        self.nothing = SafeLabel(tr("0件：ことばを変えてください"), size=14, colour=theme.NIBI)
        self.note = Paragraph(
            tr("まだどの課題にも入っていない気づきです。にているものから並びます。"),
            size=13,
            line=20,
            colour=theme.NIBI,
        )
        self.against = Button(tr("反対の根拠に加える"), "evidence_against")
        self.against.clicked.connect(lambda: self._pick(self.list.chosen_row(), against=True))
        self.add = Button(tr("根拠に加える"), "evidence_add", kind="primary", key="Enter")
        self.add.clicked.connect(lambda: self._pick(self.list.chosen_row(), against=False))
        close = Button(tr("閉じる"), "evidence_close", key="Esc")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(close)
        foot.addStretch(1)
        foot.addWidget(self.against)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        margin = theme.px(theme.PAGE_MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(theme.GAP))
        for widget in (self.search, self.note):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        column.addLayout(foot)
        self.resize(theme.px(700), theme.px(460))

    def show_inbox(self, board: Board, issue: CommunityIssue) -> None:
        """Offer what is loose now, the most alike first."""
        said = [issue.title, *(line.text for line in board.evidence(issue) if not line.against)]
        said = said[:12]

        def near(sighting: Sighting) -> float:
            common = not set(issue.codes).isdisjoint(sighting.codes)
            return common + max((likeness(sighting.text, each) for each in said), default=0.0)

        self._lines = sighting_lines(board, sorted(board.loose, key=near, reverse=True))
        self._fill()

    def _fill(self) -> None:
        wanted = search_key(self.search.text())
        found: Sequence[Line] = [each for each in self._lines if wanted in search_key(each.text)]
        self.list.show_rows(found[:_MOST])
        self.list.choose_first()
        self.nothing.setVisible(not found)
        for button in (self.add, self.against):
            button.setEnabled(bool(found))

    def _pick(self, row: Line | None, *, against: bool) -> None:
        if row is not None and row.sighting is not None:
            self.picked.emit(row.sighting, against)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the search field the arrows move in the list and Enter adds."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.search.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            place = self.list.currentIndex().row() + step
            if 0 <= place < self.list.row_model.rowCount():
                self.list.setCurrentIndex(self.list.row_model.index(place, 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.list.chosen_row(), against=False)
        else:
            super().keyPressEvent(event)
