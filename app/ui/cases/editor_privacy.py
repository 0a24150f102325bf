"""The privacy check in the editor: marks in the fields, notes below them, the way from one to the
next (design 03).

Nothing here knows which field of a case stands where. A doubt is looked up by asking every field
whether it would show the case differently if the words were replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.care.case import Case
from app.care.disclosure.privacy_check import Doubt, with_replacement
from app.care.field_names import field_label
from app.i18n import tr
from app.ui import theme
from app.ui.cases.editor_rail import EditorRail
from app.ui.cases.form import FormSection
from app.ui.cases.privacy_note import Asked, PrivacyNote
from app.ui.cases.privacy_page import JUDGED, PagePrivacy, span_in
from app.ui.cases.rows_table import RowsTable
from app.ui.page import Page
from app.ui.widgets.doubt_marks import AreaMarks, CellMarks, LineMarks, Span
from app.ui.widgets.text_area import PlainTextArea

_STAND_IN = "〓"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a doubt shows: a field of a section, or a cell of its table."""

    section: FormSection
    name: str
    widget: QWidget
    span: Span
    text: str
    row: int = -1
    column: int = -1

    def label(self) -> str:
        """服薬情報 2行目「用法」, or the name of the field."""
        if not isinstance(self.widget, RowsTable):
            return self.widget.accessibleName()
        return tr(
            "{table} {row}行目「{column}」",
            table=self.widget.accessibleName(),
            row=self.row + 1,
            column=self.widget.rows.columns[self.column].heading.replace("\n", " "),
        )


class EditorPrivacy(PagePrivacy):
    """Shows what a ``PrivacyWatch`` found in the sections of the editor.

    What no field shows is asked about at the end of the form, in ``other``.
    """

    def __init__(
        self,
        page: Page,
        sections: Mapping[str, FormSection],
        scroll: QScrollArea,
        rail: EditorRail,
        other: QVBoxLayout,
    ) -> None:
        super().__init__(page, "page_judgement")
        self._sections = sections
        self._scroll = scroll
        self._rail = rail
        self._places: list[tuple[Doubt, Place | None]] = []
        self._notes: dict[str, PrivacyNote] = {}
        self._marks: dict[QWidget, AreaMarks | LineMarks] = {}
        self._tables: set[RowsTable] = set()
        self._other = self._note("other")
        other.addWidget(self._other)

    def marks_of(self, widget: QWidget) -> list[Span]:
        """The stretches of a field that are marked now."""
        marks = self._marks.get(widget)
        return marks.spans() if marks is not None else []

    # Showing.

    def _show(self) -> None:
        if self.watch is None:
            return
        case = self.watch.case
        here = [each for each in self.watch.doubts if not each.field.startswith(JUDGED)]
        texts = {(doubt.field, doubt.row): doubt for doubt in here}
        found = {text: self._place(case, doubt) for text, doubt in texts.items()}
        places = [(doubt, _placed(found[doubt.field, doubt.row], doubt)) for doubt in here]
        self._places = sorted(places, key=self._order)
        self._show_marks()
        self._show_notes(case)
        counts = dict.fromkeys(self._sections, 0)
        for _doubt, place in self._places:
            if place is not None:
                counts[place.section.key] += 1
        self._rail.show_doubts(counts)

    def _place(self, case: Case, doubt: Doubt) -> Place | None:
        """Where the text of a doubt is shown."""
        changed = with_replacement(case, doubt, _STAND_IN)
        for section in self._sections.values():
            name = section.differing(case, changed)
            if name is None:
                continue
            widget = section.fields[name]
            before, after = (section.value_of(name, each) for each in (case, changed))
            if isinstance(widget, RowsTable):
                old, new = (widget.rows.texts(*each) for each in (before, after))
                cell = _cell(old, new)
                if cell is None:
                    return None
                row, column = cell
                return Place(section, name, widget, (0, 0), old[row][column], row, column)
            return Place(section, name, widget, (0, 0), _text_of(widget))
        return None

    def _order(self, found: tuple[Doubt, Place | None]) -> tuple[int, ...]:
        """As a person reads: down the page, in a line from left to right."""
        _doubt, place = found
        if place is None:
            return (len(self._sections),)
        return (*self._position(place.widget), place.row, place.column, place.span[0])

    def _position(self, widget: QWidget) -> tuple[int, int, int]:
        for number, section in enumerate(self._sections.values()):
            if section is widget or section.isAncestorOf(widget):
                corner = widget.mapTo(section, QPoint(0, 0))
                return number, corner.y(), corner.x()
        return len(self._sections), 0, 0

    def _show_marks(self) -> None:
        spans: dict[QWidget, list[Span]] = {}
        cells: dict[RowsTable, dict[tuple[int, int], CellMarks]] = {}
        for _doubt, place in self._places:
            if place is None:
                continue
            if isinstance(place.widget, RowsTable):
                at = (place.row, place.column)
                table = cells.setdefault(place.widget, {})
                known = table.get(at, CellMarks(place.text, ()))
                table[at] = CellMarks(place.text, (*known.spans, place.span))
            else:
                spans.setdefault(place.widget, []).append(place.span)
        for widget in {*spans, *self._marks}:
            self._show_spans(widget, spans.get(widget, []))
        for table_widget in {*cells, *self._tables}:
            table_widget.show_marks(cells.get(table_widget, {}))
        self._tables = set(cells)

    def _show_spans(self, widget: QWidget, spans: list[Span]) -> None:
        if widget not in self._marks:
            line = _line_of(widget)
            if isinstance(widget, PlainTextArea):
                self._marks[widget] = AreaMarks(widget)
            elif line is not None:
                self._marks[widget] = LineMarks(line)
            else:
                return
        self._marks[widget].show_spans(spans)

    def _show_notes(self, case: Case) -> None:
        asked: dict[str, list[Asked]] = {}
        last: dict[str, QWidget] = {}
        beside: dict[str, list[str]] = {}
        for doubt, place in self._places:
            if place is None:
                asked.setdefault("other", []).append(Asked(doubt, field_label(doubt.field)))
                continue
            names = beside.get(place.name) or _names_beside(place)
            beside[place.name], key = names, names[-1]
            last[key] = place.section.fields[key]
            if key not in self._notes:
                self._notes[key] = self._note(key)
                _put_below(place, self._notes[key])
            alone = len(names) == 1 and place.row < 0
            asked.setdefault(key, []).append(Asked(doubt, "" if alone else place.label()))
        for key, note in self._notes.items():
            note.show_asked(case, asked.get(key, []))
            if key in last:
                _tab_after(last[key], note)
        self._other.show_asked(case, asked.get("other", []))

    def _note(self, key: str) -> PrivacyNote:
        note = PrivacyNote(f"privacy_note_{key}")
        note.replace_wanted.connect(self._replace)
        note.keep_wanted.connect(self._keep)
        note.left.connect(self._go_back)
        return note

    # Answers.

    def _replace(self, doubt: Doubt, words: str) -> None:
        if self.watch is not None:
            place = self._place_of(doubt)
            done = self.watch.replace(doubt, words)
            self._focus_text(place, (done or doubt).start + len(words))

    def _keep(self, doubt: Doubt) -> None:
        if self.watch is not None:
            place = self._place_of(doubt)
            self.watch.keep(doubt)
            self._focus_text(place, doubt.end)

    def _go_back(self, doubt: Doubt) -> None:
        self._focus_text(self._place_of(doubt), doubt.end)

    def _place_of(self, doubt: Doubt) -> Place | None:
        return next((place for each, place in self._places if each == doubt), None)

    def _focus_text(self, place: Place | None, position: int) -> None:
        """Back to where the person was writing; Qt finds a place where there is no such field."""
        if place is None:
            return
        place.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(place.widget, RowsTable):
            place.widget.setCurrentIndex(place.widget.rows.index(place.row, place.column))
        elif isinstance(place.widget, PlainTextArea):
            cursor = place.widget.textCursor()
            cursor.setPosition(min(position, len(place.widget.text())))
            place.widget.setTextCursor(cursor)
        elif isinstance(place.widget, QLineEdit):
            place.widget.setCursorPosition(position)

    # From one to the next.

    def _amount(self) -> int:
        return len(self._places)

    def _next(self) -> int:
        notes = [*self._notes.values(), self._other]
        focused = next((doubt for note in notes if (doubt := note.focused())), None)
        if focused is not None:
            return 1 + next(n for n, (doubt, _) in enumerate(self._places) if doubt == focused)
        focus = QApplication.focusWidget()
        if focus is None:
            return 0
        here = self._position(_field_of(focus))
        later = (n for n, each in enumerate(self._places) if self._order(each)[:3] >= here)
        return next(later, len(self._places))

    def _go_to(self, number: int) -> None:
        doubt, place = self._places[number]
        note = self._other
        if place is not None:
            note = self._notes[_names_beside(place)[-1]]
            self._scroll.ensureWidgetVisible(place.widget, 0, theme.px(48))
            self._rail.show_current(place.section.key)
        note.focus_doubt(doubt)
        self._scroll.ensureWidgetVisible(note, 0, theme.px(12))


def _placed(place: Place | None, doubt: Doubt) -> Place | None:
    """The place of a text narrowed to the words of one doubt."""
    return replace(place, span=span_in(place.text, doubt)) if place is not None else None


def _cell(before: list[list[str]], after: list[list[str]]) -> tuple[int, int] | None:
    """Row and column in which two states of a table read differently.

    None for a part of a row that no column shows, such as the stored generic of a medicine.
    """
    for row, (old, new) in enumerate(zip(before, after, strict=True)):
        for column, (text, other) in enumerate(zip(old, new, strict=True)):
            if text != other:
                return row, column
    return None


def _line_of(widget: QWidget) -> QLineEdit | None:
    if isinstance(widget, QLineEdit):
        return widget
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    return widget.findChild(QLineEdit)


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, PlainTextArea):
        return widget.text()
    line = _line_of(widget)
    return line.text() if line is not None else ""


def _field_of(widget: QWidget) -> QWidget:
    """The table of a cell that is being typed in; any other widget stands for itself."""
    parent = widget.parentWidget()
    table = parent.parentWidget() if parent is not None else None
    return table if isinstance(table, RowsTable) else widget


def _item_of(place: Place) -> tuple[int, QLayoutItem]:
    """The line or block of the section's column that holds the field."""
    column = place.section.column
    for number in range(column.count()):
        item = column.itemAt(number)
        if item is not None and any(
            each is place.widget or each.isAncestorOf(place.widget) for each in _widgets(item)
        ):
            return number, item
    raise LookupError(place.name)


def _widgets(item: QLayoutItem) -> Iterator[QWidget]:
    widget, layout = item.widget(), item.layout()
    if widget is not None:
        yield widget
    if isinstance(layout, QLayout):
        for number in range(layout.count()):
            inner = layout.itemAt(number)
            if inner is not None:
                yield from _widgets(inner)


def _names_beside(place: Place) -> list[str]:
    """The fields of the line or block that holds the field, in their order, but for its boxes."""
    widgets = list(_widgets(_item_of(place)[1]))
    return [
        name
        for name, field in place.section.fields.items()
        if not isinstance(field, QCheckBox)
        and any(each is field or each.isAncestorOf(field) for each in widgets)
    ]


def _put_below(place: Place, note: PrivacyNote) -> None:
    place.section.column.insertWidget(_item_of(place)[0] + 1, note)


def _tab_after(field: QWidget, note: PrivacyNote) -> None:
    """Tab goes from the field to the answers and on."""
    before = field
    for button in note.buttons():
        QWidget.setTabOrder(before, button)
        before = button
