"""Fields bound to a case: each shows a part of the value and says what a new value would be.

A section is a plain widget with bindings; the page gives it every new ``Case`` and receives the
edited one. A field being typed in is never overwritten by its own echo.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.care.case import CareDate, Case
from app.ui import theme
from app.ui.cases.rows_model import RowColumn, RowsModel, RowT
from app.ui.cases.rows_table import RowsTable
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.labels import FieldLabel, SafeLabel
from app.ui.widgets.text_area import PlainTextArea
from app.ui.widgets.unit_field import UnitField
from app.ui.widgets.wareki_field import WarekiField

Put = Callable[[Case, Any], Case]
Get = Callable[[Case], object]


def with_field(case: Case, name: str, value: Any) -> Case:
    """``case`` with the field called ``name`` changed."""
    values: dict[str, Any] = {name: value}
    return replace(case, **values)


class FormSection(QWidget):
    """A heading and its fields. ``edited`` carries the new case and the name of the field."""

    edited = Signal(object, str)

    def __init__(self, key: str, heading: str, *, head_widgets: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.key = key
        self.setObjectName(f"section_{key}")
        self._case = Case()
        self._shows: list[Callable[[Case], None]] = []
        self.fields: dict[str, QWidget] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, theme.px(6))
        self.column.setSpacing(theme.px(8))
        self.column.addWidget(_heading(heading, head_widgets))

    @property
    def case(self) -> Case:
        """The case now shown."""
        return self._case

    def show_case(self, case: Case) -> None:
        """Show a value without emitting anything."""
        self._case = case
        for show in self._shows:
            show(case)

    def on_show(self, show: Callable[[Case], None]) -> None:
        """Run ``show`` for every new case."""
        self._shows.append(show)

    def edit(self, name: str, case: Case, *, together: bool = False) -> None:
        """Announce an edited case; ``together`` joins typing in one field to one undo step."""
        if case != self._case:
            self._case = case
            self.edited.emit(case, name if together else "")

    # Kinds of field.

    def text(self, name: str, label: str, get: Get, put: Put, *, lines: int = 1) -> QWidget:
        """Free text: one line, or an area that grows from ``lines``."""
        if lines > 1:
            area = PlainTextArea(name, accessible=label, lines=lines)
            area.typed.connect(lambda value: self.edit(name, put(self._case, value), together=True))
            self.on_show(lambda case: area.set_text(str(get(case))))
            return self._kept(name, area)
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(label)
        line.textEdited.connect(
            lambda value: self.edit(name, put(self._case, value), together=True)
        )
        self.on_show(lambda case: _show_line(line, str(get(case))))
        return self._kept(name, line)

    def number(
        self,
        name: str,
        label: str,
        unit: str,
        get: Callable[[Case], float | None],
        put: Put,
        *,
        lowest: float | None = None,
        highest: float | None = None,
    ) -> UnitField:
        """A figure with its unit; an unreadable one stays in the field, marked."""
        field = UnitField(unit, name, accessible=label, lowest=lowest, highest=highest)

        def take() -> None:
            if field.number() is not None or not field.text().strip():
                self.edit(name, put(self._case, field.number()), together=True)

        field.textEdited.connect(lambda _text: take())
        field.committed.connect(lambda _text: take())

        def show(case: Case) -> None:
            if field.number() != get(case) and not (field.hasFocus() and not field.is_valid()):
                field.set_number(get(case))

        self.on_show(show)
        self._kept(name, field)
        return field

    def choice(
        self,
        name: str,
        label: str,
        options: Sequence[tuple[str, str]],
        get: Get,
        put: Put,
        *,
        empty: str | None = "",
    ) -> ChoiceField:
        """One of a list of codes."""
        field = ChoiceField(options, name, accessible=label, empty=empty)
        field.chosen.connect(lambda code: self.edit(name, put(self._case, code or None)))
        self.on_show(lambda case: field.set_code(_text_or_none(get(case))))
        self._kept(name, field)
        return field

    def wareki(
        self,
        name: str,
        label: str,
        get: Callable[[Case], CareDate | None],
        put: Put,
        *,
        today: date | None = None,
    ) -> WarekiField:
        """A date with its precision and the text as typed."""
        field = WarekiField(name, accessible=label, today=today)
        field.committed.connect(lambda when: self.edit(name, put(self._case, when)))

        def show(case: Case) -> None:
            if not field.line.hasFocus() or field.value() != get(case):
                field.set_value(get(case))

        self.on_show(show)
        self._kept(name, field)
        return field

    def check(self, name: str, label: str, get: Callable[[Case], bool], put: Put) -> QCheckBox:
        """A yes/no box."""
        box = QCheckBox(label)
        box.setObjectName(name)
        box.clicked.connect(lambda on: self.edit(name, put(self._case, on)))
        self.on_show(lambda case: box.setChecked(get(case)))
        self._kept(name, box)
        return box

    def rows(
        self,
        name: str,
        label: str,
        columns: Sequence[RowColumn[RowT]],
        *,
        make: Callable[[], RowT],
        get: Callable[[Case], tuple[RowT, ...]],
        put: Callable[[Case, tuple[RowT, ...]], Case],
        numbered: bool = False,
    ) -> RowsTable:
        """A table of rows with one empty row at its end."""
        model: RowsModel[RowT] = RowsModel(columns, make)
        table = RowsTable(model, name, accessible=label, numbered=numbered)
        model.edited.connect(lambda rows: self.edit(name, put(self._case, rows)))
        self.on_show(lambda case: model.show_rows(get(case)))
        self._kept(name, table)
        return table

    def _kept(self, name: str, widget: QWidget) -> QWidget:
        self.fields[name] = widget
        return widget

    # Layout.

    def grid(self, *cells: tuple[str, QWidget, int]) -> None:
        """One line of fields: label above, ``width`` in design pixels, 0 takes the rest."""
        line = QGridLayout()
        line.setHorizontalSpacing(theme.px(10))
        line.setVerticalSpacing(theme.px(2))
        for place, (label, widget, width) in enumerate(cells):
            line.addWidget(FieldLabel(label, widget), 0, place)
            line.addWidget(widget, 1, place, Qt.AlignmentFlag.AlignTop)
            if width:
                widget.setFixedWidth(theme.px(width))
            line.setColumnStretch(place, 0 if width else 1)
        if all(width for _, _, width in cells):
            line.setColumnStretch(len(cells), 1)
        self.column.addLayout(line)

    def block(self, label: str, widget: QWidget, *beside: QWidget) -> None:
        """A label line (with widgets at its right end) and a field over the whole width."""
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(FieldLabel(label, widget))
        head.addStretch(1)
        for extra in beside:
            head.addWidget(extra)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        column.addWidget(widget)
        self.column.addLayout(column)


def _heading(text: str, extra: Sequence[QWidget]) -> QFrame:
    frame = QFrame()
    frame.setObjectName("section_heading")
    frame.setStyleSheet(f"#section_heading {{ border-bottom: 1px solid {theme.LINE2}; }}")
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, theme.px(10), 0, theme.px(3))
    row.setSpacing(theme.px(6))
    row.addWidget(SafeLabel(text, size=16, bold=True))
    row.addStretch(1)
    for widget in extra:
        row.addWidget(widget)
    return frame


def _show_line(line: QLineEdit, text: str) -> None:
    if line.text() != text:
        place = line.cursorPosition()
        line.setText(text)
        line.setCursorPosition(min(place, len(text)) if line.hasFocus() else 0)


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
