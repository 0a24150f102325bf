"""The privacy check on the judgement page: marks in the factor cells, one question below the grid."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.care.case import TimePoint, judgement_of
from app.care.disclosure.privacy_check import Doubt
from app.care.field_names import field_label
from app.care.scales import time_point_label
from app.i18n import tr
from app.ui import theme
from app.ui.cases.judgement_model import Column, JudgementModel
from app.ui.cases.judgement_view import LEAST_ROW, JudgementView
from app.ui.cases.privacy_note import Asked, PrivacyNote
from app.ui.cases.privacy_page import JUDGED, PagePrivacy, span_in
from app.ui.page import Page
from app.ui.widgets.doubt_marks import CellMarks

_COLUMNS = {"personal_factor": Column.PERSONAL, "environment_factor": Column.ENVIRONMENT}
_POINTS = (TimePoint.BEFORE, TimePoint.ACTUAL_3, TimePoint.ACTUAL_6, TimePoint.ACTUAL_12)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a doubt stands: cell of the grid and the time point at which the cell shows it.

    ``row`` is −1 where the grid has no such cell.
    """

    doubt: Doubt
    point: TimePoint = TimePoint.BEFORE
    row: int = -1
    column: int = -1

    def order(self) -> tuple[int, ...]:
        """As a person reads: the sheet first, then the follow-ups; what has no cell at the end."""
        gone = self.row < 0
        return (gone, _POINTS.index(self.point), self.row, self.column, self.doubt.start)


class JudgementPrivacy(PagePrivacy):
    """Shows what a ``PrivacyWatch`` found in the factors, one at a time below the grid.

    The grid keeps its 18 rows: in a low window the note takes the place of ``strip``.
    """

    point_wanted = Signal(object)
    """The time point at which a cell shows the text that is asked about."""

    def __init__(
        self, page: Page, view: JudgementView, strip: QWidget, column: QVBoxLayout
    ) -> None:
        super().__init__(page, "page_case_editor")
        self._view = view
        self._strip = strip
        self._spots: list[Spot] = []
        self.note = PrivacyNote("privacy_note_judgement", brief=True)
        self.note.replace_wanted.connect(self._replace)
        self.note.keep_wanted.connect(self._keep)
        self.note.left.connect(lambda _doubt: self._view.setFocus())
        column.addWidget(self.note)
        view.selectionModel().currentChanged.connect(lambda *_: self._ask())
        page.installEventFilter(self)

    @property
    def _sheet(self) -> JudgementModel:
        return self._view.sheet

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    # Showing.

    def _show(self) -> None:
        if self.watch is None:
            return
        here = (each for each in self.watch.doubts if each.field.startswith(JUDGED))
        self._spots = sorted((self._spot(doubt) for doubt in here), key=Spot.order)
        self.show_marks()
        self._ask()

    def show_marks(self) -> None:
        """Mark the cells, of which another time point may show others."""
        marks: dict[tuple[int, int], CellMarks] = {}
        for spot in self._spots:
            if self._shows(spot):
                text = self._sheet.factor(spot.row, spot.column)
                cell = (spot.row, spot.column)
                known = marks.get(cell, CellMarks(text, ()))
                marks[cell] = CellMarks(text, (*known.spans, span_in(text, spot.doubt)))
        self._view.show_marks(marks)

    def _spot(self, doubt: Doubt) -> Spot:
        item, _, point = doubt.row.partition(":")
        column = _COLUMNS.get(doubt.field.removeprefix(JUDGED))
        rows = range(self._sheet.rowCount())
        row = next((row for row in rows if self._sheet.item(row).key == item), None)
        if column is None or row is None or point not in {each.value for each in _POINTS}:
            return Spot(doubt)
        return Spot(doubt, TimePoint(point), row, int(column))

    def _shows(self, spot: Spot) -> bool:
        """Whether the cell shows this text now: a follow-up without its own shows the sheet's."""
        if spot.row < 0:
            return False
        now = self._sheet.actual or TimePoint.BEFORE
        if now is spot.point:
            return True
        own = judgement_of(self._sheet.case, self._sheet.item(spot.row).key, now)
        name = spot.doubt.field.removeprefix(JUDGED)
        return spot.point is TimePoint.BEFORE and not getattr(own, name)

    def _ask(self) -> None:
        """One question: about the cell the cursor is in, else the first there is."""
        if self.note.focused() is not None and self.note.asked():
            current = self.note.focused()
        else:
            place = self._view.currentIndex()
            here = (s.doubt for s in self._spots if (s.row, s.column) == _cell(place))
            current = next(here, None)
        asked = [Asked(spot.doubt, self._label(spot)) for spot in self._spots]
        self.note.show_asked(self._sheet.case, asked, current)
        before: QWidget = self._view
        for button in self.note.buttons():
            QWidget.setTabOrder(before, button)
            before = button
        self._fit()

    def _label(self, spot: Spot) -> str:
        if spot.row < 0:
            return field_label(spot.doubt.field)
        names = {Column.PERSONAL: tr("個人因子"), Column.ENVIRONMENT: tr("環境因子")}
        label = f"{self._sheet.item(spot.row).label()} › {names[Column(spot.column)]}"
        if spot.point is TimePoint.BEFORE:
            return label
        return f"{label} › {time_point_label(spot.point)}"

    def _fit(self) -> None:
        rows = self._sheet.rowCount() * theme.px(LEAST_ROW)
        grid = rows + self._view.horizontalHeader().height() + theme.px(4)
        page = self._page
        bar = theme.px(42)  # the time points above the strip
        free = page.height() - bar - self._strip.height() - self.note.sizeHint().height()
        self._strip.setVisible(self.note.isHidden() or free >= grid)

    # Answers.

    def _replace(self, doubt: Doubt, words: str) -> None:
        if self.watch is not None:
            self._view.commit_typing()
            self.watch.replace(doubt, words)
            self._view.setFocus()

    def _keep(self, doubt: Doubt) -> None:
        if self.watch is not None:
            self._view.commit_typing()
            self.watch.keep(doubt)
            self._view.setFocus()

    # From one to the next.

    def _amount(self) -> int:
        return len(self._spots)

    def _next(self) -> int:
        focused = self.note.focused()
        if focused is not None:
            return 1 + next(n for n, spot in enumerate(self._spots) if spot.doubt == focused)
        cell = _cell(self._view.currentIndex())
        later = (
            n
            for n, spot in enumerate(self._spots)
            if not self._shows(spot) or (spot.row, spot.column) >= cell
        )
        return next(later, len(self._spots))

    def _go_to(self, number: int) -> None:
        spot = self._spots[number]
        if spot.row >= 0:
            if not self._shows(spot):
                self.point_wanted.emit(spot.point)
            self._view.setCurrentIndex(self._sheet.index(spot.row, spot.column))
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.note.focus_doubt(spot.doubt)


def _cell(index: QModelIndex) -> tuple[int, int]:
    return index.row(), index.column()
