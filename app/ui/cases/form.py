"""Fields bound to a case: each shows a part of the value and says what a new value would be.

A section is a plain widget with bindings; the page gives it every new ``Case`` and receives the
edited one. A field is touched only when its own part changed, so nothing moves under the cursor
and typing stays cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.care.case import CareDate, Case
from app.care.unread import unread_texts, with_unread_texts
from app.care.wareki import check_date, format_care_date, parse_date
from app.ui import theme
from app.ui.cases.figure_field import FigureField, FigureNote, Limits
from app.ui.cases.form_area import FormTextArea
from app.ui.cases.form_line import LABEL_GAP, LABEL_HEIGHT, Cell, FieldLine
from app.ui.cases.rows_model import RowColumn, RowsModel, RowT
from app.ui.cases.rows_table import RowsTable
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.labels import FieldLabel, SafeLabel
from app.ui.widgets.wareki_field import WarekiField

Put = Callable[[Case, Any], Case]
Get = Callable[[Case], Any]
FIELD_HEIGHT = 30
_NEVER = object()


def with_field(case: Case, name: str, value: Any) -> Case:
    """``case`` with the field called ``name`` changed."""
    values: dict[str, Any] = {name: value}
    return replace(case, **values)


class _Bound:
    """One part of the case on screen: shown again only when it, or the case, is another one."""

    def __init__(self, get: Get, show: Callable[[Any], None]) -> None:
        self.get = get
        self._show = show
        self._uuid = ""
        self._last: object = _NEVER

    def show_case(self, case: Case) -> None:
        value = self.get(case)
        if case.uuid != self._uuid or value != self._last:
            self._uuid, self._last = case.uuid, value
            self._show(value)


class FormSection(QWidget):
    """A heading and its fields. ``edited`` carries the new case and the name of the field."""

    edited = Signal(object, str)

    def __init__(self, key: str, heading: str, *, head_widget: QWidget | None = None) -> None:
        super().__init__()
        self.key = key
        self.setObjectName(f"section_{key}")
        self._case = Case()
        self._bound: dict[str, _Bound] = {}
        self.fields: dict[str, QWidget] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, theme.px(8), 0, theme.px(6))
        self.column.setSpacing(theme.px(8))
        self.column.addLayout(_heading(heading, head_widget))

    @property
    def case(self) -> Case:
        """The case now shown."""
        return self._case

    def show_case(self, case: Case) -> None:
        """Show a value without emitting anything."""
        self._case = case
        for bound in self._bound.values():
            bound.show_case(case)

    def on_show(self, name: str, get: Get, show: Callable[[Any], None]) -> None:
        """Run ``show`` with what ``get`` finds, whenever that changed."""
        self._bound[name] = _Bound(get, show)

    def edit(self, name: str, case: Case, *, together: bool = False) -> None:
        """Announce an edited case; ``together`` joins typing in one field to one undo step."""
        if case != self._case:
            self._case = case
            self.edited.emit(case, name if together else "")

    def first_difference(self, before: Case, after: Case) -> QWidget | None:
        """The first field that shows the two cases differently, for undo to lead there."""
        name = self.differing(before, after)
        return self.fields[name] if name is not None else None

    def differing(self, before: Case, after: Case) -> str | None:
        """The name of the first field that shows the two cases differently."""
        for name, bound in self._bound.items():
            if name in self.fields and bound.get(before) != bound.get(after):
                return name
        return None

    def value_of(self, name: str, case: Case) -> Any:
        """The part of ``case`` that the field ``name`` shows."""
        return self._bound[name].get(case)

    # Kinds of field.

    def text(
        self, name: str, label: str, get: Get, put: Put, *, lines: int = 1, example: str = ""
    ) -> QWidget:
        """Free text: one line, or an area that grows from ``lines``."""
        if lines > 1:
            area = FormTextArea(name, accessible=label, lines=lines, placeholder=example)
            area.typed.connect(lambda value: self.edit(name, put(self._case, value), together=True))
            return self.bind(name, area, get, lambda value: area.set_text(str(value)))
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(label)
        line.setPlaceholderText(example)
        line.setProperty("dense", "true")
        line.textEdited.connect(
            lambda value: self.edit(name, put(self._case, value), together=True)
        )
        return self.bind(name, line, get, lambda value: _show_line(line, str(value)))

    def number(
        self, name: str, label: str, unit: str, get: Get, put: Put, *, limits: Limits
    ) -> FigureField:
        """A figure with its unit; an unreadable one stays in the field, marked and explained."""
        field = FigureField(label, unit, name, limits)

        def take(value: float | None, typed: str) -> None:
            kept = {"": typed} if typed else {}
            changed = with_unread_texts(put(self._case, value), name, kept)
            self.edit(name, changed, together=True)

        def shown(case: Case) -> tuple[float | None, str]:
            return get(case), unread_texts(case, name).get("", "")

        field.figure_typed.connect(take)
        self.bind(name, field, shown, lambda value: field.show_figure(*value))
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
        field: ChoiceField | None = None,
    ) -> ChoiceField:
        """One of a list of codes."""
        chooser = field or ChoiceField(options, name, accessible=label, empty=empty)
        chooser.setProperty("dense", "true")
        chooser.chosen.connect(
            lambda code: self.edit(name, put(self._case, code or None), together=True)
        )

        def show(value: object) -> None:
            chooser.set_code(None if value is None else str(value))
            chooser.setToolTip(chooser.currentText())

        self.bind(name, chooser, get, show)
        return chooser

    def wareki(
        self, name: str, label: str, get: Get, put: Put, *, today: date | None = None
    ) -> WarekiField:
        """A date with its precision and the text as typed."""
        field = WarekiField(name, accessible=label, today=today)
        field.line.setProperty("dense", "true")
        field.committed.connect(lambda when: self.edit(name, put(self._case, when)))

        def show(when: CareDate | None) -> None:
            if not field.line.hasFocus() or field.value() != when:
                field.set_value(when)

        self.bind(name, field, get, show)
        return field

    def check(self, name: str, label: str, get: Callable[[Case], bool], put: Put) -> QCheckBox:
        """A yes/no box."""
        box = QCheckBox(label)
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setFixedHeight(theme.px(FIELD_HEIGHT))
        box.clicked.connect(lambda on: self.edit(name, put(self._case, on)))
        self.bind(name, box, get, box.setChecked)
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
        """A table of rows with one empty row at its end; every heading is wide enough."""
        model: RowsModel[RowT] = RowsModel([_roomy(column) for column in columns], make)
        table = RowsTable(model, name, accessible=label, numbered=numbered)
        table.setProperty("boxed", "true")
        model.edited.connect(
            lambda rows: self.edit(
                name, with_unread_texts(put(self._case, rows), name, model.unread_texts)
            )
        )

        def shown(case: Case) -> tuple[tuple[RowT, ...], dict[str, str]]:
            return get(case), unread_texts(case, name)

        self.bind(name, table, shown, lambda value: model.show_rows(*value))
        return table

    def bind(self, name: str, widget: QWidget, get: Get, show: Callable[[Any], None]) -> QWidget:
        """Keep ``widget`` as the field ``name`` that shows what ``get`` finds."""
        self.fields[name] = widget
        self.on_show(name, get, show)
        return widget

    # Layout.

    def line(self, *cells: Cell, name: str = "") -> None:
        """Fields side by side; below them what is wrong with a figure, while something is."""
        self.column.addLayout(FieldLine(cells))
        figures = [cell.widget for cell in cells if isinstance(cell.widget, FigureField)]
        if figures:
            self.column.addWidget(FigureNote(figures, name or f"{self.key}_figures"))

    def block(self, label: str, widget: QWidget, *beside: QWidget) -> None:
        """A label line (with widgets at its right end) and a field over the whole width."""
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        title = FieldLabel(label, widget)
        title.setFixedHeight(theme.px(LABEL_HEIGHT))
        head.addWidget(title)
        head.addStretch(1)
        for extra in beside:
            extra.setFixedHeight(theme.px(LABEL_HEIGHT + 3))
            head.addWidget(extra)
        column = QVBoxLayout()
        column.setSpacing(theme.px(LABEL_GAP))
        column.addLayout(head)
        column.addWidget(widget)
        self.column.addLayout(column)


def labelled(label: str, widget: QWidget) -> QVBoxLayout:
    """A label above a field, for columns that hold several."""
    column = QVBoxLayout()
    column.setSpacing(theme.px(LABEL_GAP))
    title = FieldLabel(label, widget)
    title.setFixedHeight(theme.px(LABEL_HEIGHT))
    column.addWidget(title)
    column.addWidget(widget)
    return column


def date_column(
    heading: str, field: str, *, width: int = 0, short: bool = False
) -> RowColumn[RowT]:
    """A column of dates kept as typed; one that can't be read is taken and marked."""

    def put(row: RowT, text: str) -> RowT:
        values: dict[str, Any] = {field: parse_date(text) if text else None}
        return replace(row, **values)  # type: ignore[type-var]

    return RowColumn(
        heading,
        lambda row: format_care_date(getattr(row, field), short=short),
        put,
        width=width,
        doubt=lambda row: date_doubt(getattr(row, field)),
    )


def date_doubt(when: CareDate | None) -> str:
    """Why a stored date is none yet, in one sentence; empty for a readable one."""
    problem = check_date(when.text) if when is not None and when.iso is None else None
    return problem.message if problem is not None else ""


def _heading(text: str, extra: QWidget | None) -> QVBoxLayout:
    """16 px bold over a rule; what stands at its right end wraps below where it has to."""
    title = SafeLabel(text, size=16, bold=True)
    title.setFixedHeight(theme.px(26))
    cells = [Cell("", title, least=90)]
    if extra is not None:
        cells.append(Cell("", extra, snug=True))
    rule = QFrame()
    rule.setProperty("rule", "line2")
    rule.setFixedHeight(1)
    column = QVBoxLayout()
    column.setSpacing(theme.px(2))
    column.addLayout(FieldLine(cells, line_gap=4))
    column.addWidget(rule)
    return column


def _roomy(column: RowColumn[RowT]) -> RowColumn[RowT]:
    """``column`` no narrower than its heading: English words are longer."""
    if not column.width:
        return column
    heading = max(theme.text_width(line, theme.font(13, bold=True)) for line in _lines(column))
    return replace(column, width=max(column.width, round(heading / theme.scale()) + 16))


def _lines(column: RowColumn[RowT]) -> list[str]:
    return column.heading.split("\n")


def _show_line(line: QLineEdit, text: str) -> None:
    if line.text() != text:
        place = line.cursorPosition()
        line.setText(text)
        line.setCursorPosition(min(place, len(text)) if line.hasFocus() else 0)
