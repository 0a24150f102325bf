"""Rows of the home page: painted cells in columns of one width, a line below, own controls.

Painted rather than labels because the page is the first one people see and holds some forty
rows; the controls in a row (開く, 記録する) stay real widgets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QSizePolicy,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme

PAD: Final = 8
EDGE: Final = 16
STRETCH: Final = 0
"""Width of the one column that takes what the others leave."""

Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font and colour; ``least`` is room it takes anyway."""

    text: str
    bold: bool = False
    tabular: bool = False
    colour: str = theme.SUMI
    size: int = 14
    least: int = 0

    def font(self) -> QFont:
        """The font it is painted in."""
        return theme.font(self.size, bold=self.bold, tabular=self.tabular)

    def width(self) -> int:
        """Its width on this screen."""
        return max(theme.text_width(self.text, self.font()), theme.px(self.least))


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column; ``indent`` leaves device pixels before it for a control."""

    runs: tuple[Run, ...] = ()
    align: Align = Align.AlignLeft
    indent: int = 0

    @property
    def text(self) -> str:
        """Its words as one text."""
        return "".join(run.text for run in self.runs)

    def width(self) -> int:
        """Room for the whole text."""
        return self.indent + sum(run.width() for run in self.runs)


def cell(text: str, *, sub: bool = False, bold: bool = False) -> Cell:
    """A cell with one text; ``sub`` in the smaller secondary type."""
    if sub:
        return Cell((Run(text, bold=bold, colour=theme.NIBI, size=13),))
    return Cell((Run(text, bold=bold),))


def right(text: str) -> Cell:
    """Secondary words that end at the right edge."""
    return Cell((Run(text, colour=theme.NIBI, size=13),), Align.AlignRight)


def case_cell(case_no: int | None, pseudonym: str) -> Cell:
    """105 つばき: the number in tabular figures, the name in bold."""
    number = "" if case_no is None else f"{case_no:03d}"
    return Cell((Run(f"{number} ", tabular=True), Run(pseudonym, bold=True)))


def column_widths(
    bases: Sequence[int], needs: Sequence[int], total: int, floors: Mapping[int, int]
) -> list[int]:
    """Widths of columns that want ``bases`` device pixels and whose texts need ``needs``.

    The stretch column takes the rest. Columns of ``floors`` may end in an ellipsis: they get
    more than their base only from what the stretch column can spare, and give down to their
    floor when it lacks room. The others never get less than they need, nor keep more then.
    """
    rest = bases.index(STRETCH)
    others = [number for number in range(len(bases)) if number != rest]
    widths = [
        max(base, 0 if number in floors else needs[number]) for number, base in enumerate(bases)
    ]
    widths[rest] = 0
    widths[rest] = total - sum(widths)
    for least in (needs, floors):
        for number in others:
            floor = least[number] if least is needs else floors.get(number, widths[number])
            moved = min(max(0, needs[rest] - widths[rest]), max(0, widths[number] - floor))
            widths[number] -= moved
            widths[rest] += moved
    for number in floors:
        moved = min(max(0, widths[rest] - needs[rest]), max(0, needs[number] - widths[number]))
        widths[number] += moved
        widths[rest] -= moved
    return widths


class Line:
    """The cells of one row and where they stand."""

    def __init__(self, cells: Sequence[Cell], edge: int) -> None:
        self.cells = tuple(cells)
        self._edge = edge
        self.widths: Sequence[int] = ()

    def needs(self) -> list[int]:
        """Width each column needs, with its padding."""
        return [
            each.width() + sum(self.padding(number)) + 2 for number, each in enumerate(self.cells)
        ]

    def column(self, number: int, height: int) -> QRect:
        """Area of a column without its padding."""
        before, after = self.padding(number)
        left = sum(self.widths[:number])
        return QRect(left + before, 0, max(0, self.widths[number] - before - after), height)

    def paint(self, painter: QPainter, height: int) -> None:
        """All texts in their columns."""
        for number, each in enumerate(self.cells[: len(self.widths)]):
            paint_cell(painter, self.column(number, height), each)

    def tell(self, event: QHelpEvent, widget: QWidget) -> None:
        """Show the whole text of the cell under the mouse where it is cut."""
        for number, each in enumerate(self.cells[: len(self.widths)]):
            area = self.column(number, widget.height())
            if area.contains(event.pos()) and each.width() > area.width():
                QToolTip.showText(event.globalPos(), each.text, widget, area)
                return
        QToolTip.hideText()

    def padding(self, number: int) -> tuple[int, int]:
        """Room before and after the text of a column."""
        before = self._edge if number == 0 else PAD
        after = self._edge if number == len(self.cells) - 1 else PAD
        return theme.px(before), theme.px(after)


def paint_cell(painter: QPainter, area: QRect, each: Cell) -> None:
    """The runs of a cell one after the other on one base line."""
    if not each.runs:
        return
    left = area.left() + each.indent
    spare = max(0, area.width() - each.width())
    if each.align is Align.AlignRight:
        left += spare
    elif each.align is Align.AlignHCenter:
        left += spare // 2
    metrics = QFontMetrics(max(each.runs, key=lambda run: run.size).font())
    base = area.top() + (area.height() - metrics.height()) // 2 + metrics.ascent()
    for run in each.runs:
        painter.setFont(run.font())
        painter.setPen(QColor(run.colour))
        room = area.left() + area.width() - left
        text = painter.fontMetrics().elidedText(run.text, Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(left, base, text)
        left += run.width()


class RowWidget(QWidget):
    """A row with controls of its own in some columns; the last row has no line below it."""

    def __init__(
        self, cells: Sequence[Cell], height: int, name: str = "", *, edge: int = EDGE
    ) -> None:
        super().__init__()
        self.line = Line(cells, edge)
        self.last = False
        self._controls: dict[int, QWidget] = {}
        self.setObjectName(name)
        self.setFixedHeight(theme.px(height))

    def put(self, number: int, control: QWidget) -> None:
        """Let ``control`` stand in a column."""
        control.setParent(self)
        self._controls[number] = control

    def needs(self) -> list[int]:
        """Width each column needs for its text or its control."""
        needs = self.line.needs()
        for number, control in self._controls.items():
            sides = sum(self.line.padding(number))
            needs[number] = max(needs[number], control.sizeHint().width() + sides)
        return needs

    def place(self, widths: Sequence[int]) -> None:
        """Use these column widths from now on."""
        self.line.widths = widths
        for number, control in self._controls.items():
            area = self.line.column(number, self.height())
            size = control.sizeHint()
            left = area.left()
            if self.line.cells[number].align is Align.AlignRight:
                left = max(left, area.left() + area.width() - size.width())
            top = (self.height() - size.height()) // 2
            control.setGeometry(left, top, min(size.width(), area.width()), size.height())
        self.update()

    def clipped_texts(self) -> list[str]:
        """Nothing is lost: what ends in an ellipsis is whole in the tooltip."""
        return []

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self.line.tell(event, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.line.paint(painter, self.height())
        if not self.last:
            paint_line_below(painter, self)


class HeaderRow(RowWidget):
    """Headings of the columns on the sunk ground."""

    def __init__(self, headings: Sequence[Cell], *, edge: int = EDGE) -> None:
        super().__init__(headings, 30, edge=edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.SUNK))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.LINE2))
        self.line.paint(painter, self.height())


def heading(text: str, align: Align = Align.AlignLeft) -> Cell:
    """A column heading."""
    return Cell((Run(text, bold=True, colour=theme.NIBI, size=13),), align)


class RowButton(QAbstractButton):
    """A row that is one button: Enter, Space or a click opens what it names."""

    def __init__(self, cells: Sequence[Cell], height: int, name: str, accessible: str) -> None:
        super().__init__()
        self.line = Line(cells, EDGE)
        self.last = False
        self.setObjectName(name)
        self.setText(accessible)
        self.setAccessibleName(accessible)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # The ring would reach over the neighbours, so it stays inside (§7, cells).
        self.setProperty("focus_ring", False)
        self.setFixedHeight(theme.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def needs(self) -> list[int]:
        """Width each column needs."""
        return self.line.needs()

    def place(self, widths: Sequence[int]) -> None:
        """Use these column widths from now on."""
        self.line.widths = widths
        self.update()

    def clipped_texts(self) -> list[str]:
        """Nothing is lost: what ends in an ellipsis is whole in the tooltip."""
        return []

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), self.height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self.line.tell(event, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isDown():
            painter.fillRect(self.rect(), QColor(theme.SUNK))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.ZEBRA))
        self.line.paint(painter, self.height())
        if not self.last:
            paint_line_below(painter, self)
        paint_inner_ring(painter, self)


def paint_line_below(painter: QPainter, widget: QWidget) -> None:
    """The hairline between two rows."""
    painter.fillRect(0, widget.height() - 1, widget.width(), 1, QColor(theme.LINE))


def paint_inner_ring(painter: QPainter, widget: QWidget) -> None:
    """The focus ring of a row, inside its edge."""
    if widget.hasFocus():
        painter.setPen(QPen(QColor(theme.KAKI), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(widget.rect().adjusted(3, 2, -3, -3))


def retire(row: QWidget) -> None:
    """Let a row go. It may be the one that was just clicked, so it dies later, and nameless:
    its successor has its name."""
    row.hide()
    for widget in (row, *row.findChildren(QWidget)):
        widget.setObjectName("")
    row.deleteLater()


class RowStack(QWidget):
    """Rows of one table, all with the same columns.

    ``floors`` are the least widths of columns that may end in an ellipsis. ``header`` stands
    elsewhere and follows their widths. With ``whole_rows`` only rows that fit entirely are
    shown; the others give way.
    """

    def __init__(
        self,
        bases: Sequence[int],
        *,
        floors: Mapping[int, int] | None = None,
        whole_rows: bool = False,
        header: HeaderRow | None = None,
    ) -> None:
        super().__init__()
        self._header = header
        self._bases = tuple(bases)
        self._floors = dict(floors or {})
        self._whole = whole_rows
        self._rows: list[RowWidget | RowButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def rows(self) -> Sequence[RowWidget | RowButton]:
        """The rows now in it, top to bottom."""
        return self._rows

    def wanted_width(self) -> int:
        """Room in which no row of its own needs an ellipsis."""
        return sum(max(needs) for needs in zip(*(row.needs() for row in self._rows), strict=True))

    def set_bases(self, bases: Sequence[int]) -> None:
        """Other column widths, for a narrower window."""
        if tuple(bases) != self._bases:
            self._bases = tuple(bases)
            self._place()

    def set_rows(self, rows: Sequence[RowWidget | RowButton]) -> None:
        """Show these rows in place of those before."""
        for row in self._rows:
            self._column.removeWidget(row)
            retire(row)
        self._rows = list(rows)
        for number, row in enumerate(self._rows):
            self._column.insertWidget(number, row)
            row.show()
        self._place()

    def minimumSizeHint(self) -> QSize:
        if self._whole:
            return QSize(theme.px(200), 0)
        return super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if not self._rows:
            return
        shown = self._rows
        if self._whole:
            fitting = max(1, self.height() // self._rows[0].height())
            shown = self._rows[:fitting]
            for number, row in enumerate(self._rows):
                row.setVisible(number < fitting)
        for row in self._rows:
            row.last = row is shown[-1]
        lines = [*self._rows, *([self._header] if self._header else [])]
        needs = [max(column) for column in zip(*(line.needs() for line in lines), strict=True)]
        bases = [theme.px(base) for base in self._bases]
        heads = self._header.needs() if self._header else [0] * len(bases)
        floors = {each: max(theme.px(floor), heads[each]) for each, floor in self._floors.items()}
        widths = column_widths(bases, needs, self.width(), floors)
        for line in lines:
            line.place(widths)


class Sides(QStackedWidget):
    """Rows or, where there are none, one sentence. The sentence wraps, which would make Qt ask
    for the height of all rows as a minimum; rows scroll or give way instead."""

    def hasHeightForWidth(self) -> bool:
        return False
