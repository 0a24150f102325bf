"""The table of the case list: sorting by click, opening by Enter, columns that share the room."""

from __future__ import annotations

from functools import lru_cache, partial

from PySide6.QtCore import QElapsedTimer, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.care.case import CaseStatus, Sex
from app.care.scales import (
    care_level_short,
    care_levels,
    household_short,
    household_types,
    sex_short,
)
from app.i18n import tr
from app.ui import theme
from app.ui.cases.list_model import UUID_ROLE, CaseTableModel, Column, status_word
from app.ui.cases.list_paint import INSET, PADDING, Place, RowPainter, RowPlace
from app.ui.widgets.table import dress_table

_WIDTHS = {
    Column.NO: 66,
    Column.PSEUDONYM: 82,
    Column.AGE: 44,
    Column.SEX: 34,
    Column.LEVEL: 58,
    Column.FEATURES: 58,
    Column.HOUSEHOLD: 48,
    Column.STAFF: 78,
    Column.CONFERENCE: 46,
    Column.STATUS: 120,
    Column.IMPROVING: 56,
}
_GIVES_WAY = (Column.HOUSEHOLD, Column.STAFF, Column.FEATURES)
"""What the preview tells too: left out where disease and match would get too narrow."""
_STAFF_WHOLE = 40
_LEAST, _LEAST_MATCH = 96, 126


class SortHeader(QHeaderView):
    """Headings in the colour of what they are: ai where the list is sorted (design 02).

    With the focus, ← → choose a heading, Enter sorts by it, Ctrl+Enter sorts second.
    """

    chosen = Signal(int, bool)
    """A heading and whether it is to sort second."""

    def __init__(self, model: CaseTableModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("case_headings")
        self.setAccessibleName(tr("見出し。Enterで並べ替え、Ctrl+Enterで2番目の並べ替え"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cases = model
        self._at = 0
        self.sectionClicked.connect(self._clicked)

    def _clicked(self, section: int) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        self._at = section
        self.chosen.emit(section, bool(QGuiApplication.keyboardModifiers() & control))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if step := steps.get(Qt.Key(event.key())):
            shown = [
                section for section in range(self.count()) if not self.isSectionHidden(section)
            ]
            near = min(shown, key=lambda section: abs(section - self._at))
            place = shown.index(near) + step
            self._at = shown[max(0, min(place, len(shown) - 1))]
            self.viewport().update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.chosen.emit(self._at, bool(held))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        role = Qt.ItemDataRole
        ask = partial(self._cases.headerData, section, Qt.Orientation.Horizontal)
        colour = ask(role.ForegroundRole)
        painter.save()
        painter.fillRect(rect, theme.colour(theme.SUNK))
        painter.setPen(theme.colour(theme.LINE2))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colour)
        painter.setFont(theme.font(13, bold=True))
        left = theme.px(PADDING if section else INSET)
        inner = rect.adjusted(left, 0, -theme.px(PADDING), 0)
        said = painter.fontMetrics().elidedText(
            str(ask(role.DisplayRole)), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, int(ask(role.TextAlignmentRole)), said)
        if self.hasFocus() and section == self._at:
            painter.setPen(QPen(theme.colour(theme.KAKI), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()


class CaseTable(QTableView):
    """One row per case; Enter opens, a click on a heading sorts, Ctrl+click sorts second.

    Ctrl and Shift choose several; letters and figures typed go to the case that begins so.
    """

    sorted_by_person = Signal()
    binned = Signal()
    """Delete was pressed."""

    def __init__(self, model: CaseTableModel) -> None:
        super().__init__()
        self._cases = model
        self.setModel(model)
        dress_table(self, "case_table", accessible=tr("事例の一覧"), inset=INSET)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = SortHeader(model, self)
        self.setHorizontalHeader(header)
        header.setProperty("inset", str(INSET))
        header.setFixedHeight(theme.px(theme.ROW))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.px(24))
        header.chosen.connect(lambda column, second: self.sort_by(column, second=second))
        self._painter = RowPainter()
        self._longest = _longest_words()
        self._typed = ""
        self._typed_at = QElapsedTimer()

    def sort_by(self, column: int, *, second: bool) -> None:
        """Sort by a column, keeping the current case."""
        kept = self.currentIndex().data(UUID_ROLE)
        self._cases.order_by(column, second=second)
        self.select_case(kept)
        self.fit_columns()
        self.sorted_by_person.emit()

    def select_case(self, uuid: str | None) -> None:
        """Make a case the current row; the first one where it isn't listed."""
        row = max(0, self._cases.row_of(uuid)) if uuid else 0
        if self._cases.rowCount():
            self.go_to(row)

    def go_to(self, row: int) -> None:
        """Make a row the current one and the only one chosen.

        Qt's ``setCurrentIndex`` would add it to those chosen while Ctrl is held (Ctrl+Z).
        """
        only = QItemSelectionModel.SelectionFlag
        index = self._cases.index(row, Column.NO)
        self.selectionModel().setCurrentIndex(index, only.ClearAndSelect | only.Rows)
        self.scrollTo(index)

    def chosen_cases(self) -> list[str]:
        """The cases of the selected rows in the order shown; the current one without any."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [self._cases.hits.uuids[row] for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.doubleClicked.emit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.binned.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Type-ahead on numbers and names; Qt's own would read every row of the list."""
        pause = QGuiApplication.styleHints().keyboardInputInterval()
        fresh = not self._typed_at.isValid() or self._typed_at.elapsed() > pause
        self._typed_at.restart()
        self._typed = search if fresh else self._typed + search
        start = self.currentIndex().row()
        if fresh and start >= 0:
            start += 1  # the same letter again goes on to the next
        place = self._cases.find_beginning(self._typed, max(start, 0))
        if place >= 0:
            self.go_to(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows in need of it, all at once: see ``RowPainter``."""
        first, last = (self.rowAt(y) for y in (event.rect().top(), event.rect().bottom()))
        if first < 0:
            return
        if last < 0:
            last = self._cases.rowCount() - 1
        chosen = self._chosen_between(first, last)
        lines = self._cases.lines(first, last)
        height = self.rowHeight(first)
        top = self.rowViewportPosition(first) - first * height
        rows = [
            RowPlace(top + row * height, line, bool(row % 2), row in chosen)
            for row, line in enumerate(lines, first)
        ]
        places = [
            Place(column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in Column
            if not self.isColumnHidden(column)
        ]
        self._painter.paint(QPainter(self.viewport()), rows, places, height)

    def _chosen_between(self, first: int, last: int) -> set[int]:
        """The selected ones among these rows."""
        chosen = self.selectionModel()
        root = self.rootIndex()
        return {row for row in range(first, last + 1) if chosen.isRowSelected(row, root)}

    def fit_columns(self) -> None:
        """Fixed columns take what they and their headings need; disease and match the rest."""
        matching = self._cases.searching
        self.setColumnHidden(Column.MATCH, not matching)
        widths = {column: self._width(column) for column in _WIDTHS}
        least = theme.px(_LEAST + (_LEAST_MATCH if matching else 0))
        for column in _GIVES_WAY:
            free = self.viewport().width() - sum(widths.values())
            self.setColumnHidden(column, free < least)
            if free < least:
                del widths[column]
        free = self.viewport().width() - sum(widths.values())
        if not matching and Column.STAFF in widths:
            # Office and profession of the presenter, where the disease can spare the room.
            spare = min(theme.px(_STAFF_WHOLE), max(0, free - theme.px(2 * _LEAST)))
            widths[Column.STAFF] += spare
            free -= spare
        share = free * _LEAST // (_LEAST + _LEAST_MATCH) if matching else free
        widths[Column.DISEASE], widths[Column.MATCH] = share, free - share
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def _width(self, column: Column) -> int:
        wanted = (theme.px(_WIDTHS[column]), self._heading(column), self._longest.get(column, 0))
        return max(wanted)

    def _heading(self, column: Column) -> int:
        heading = str(self._cases.headerData(column, Qt.Orientation.Horizontal))
        left = INSET if column == 0 else PADDING
        return _heading_width(heading, theme.px(13)) + theme.px(left + PADDING) + 4


@lru_cache(maxsize=128)
def _heading_width(heading: str, _size: int) -> int:
    """Width of a heading, remembered for one size of the text."""
    return theme.text_width(heading, theme.font(13, bold=True))


def _longest_words() -> dict[Column, int]:
    """How much room the longest word of each coded column takes in the chosen language."""
    words = {
        Column.SEX: [sex_short(sex) for sex in (Sex.MALE, Sex.FEMALE)],
        Column.LEVEL: [care_level_short(code) for code in care_levels()],
        Column.HOUSEHOLD: [household_short(code) for code in household_types()],
        Column.STATUS: [status_word(status, 12) for status in CaseStatus],
    }
    longest = {
        column: max(theme.text_width(word, theme.font(14)) for word in said)
        for column, said in words.items()
    }
    longest[Column.STATUS] += theme.px(16)
    return {column: width + theme.px(2 * PADDING) + 2 for column, width in longest.items()}
