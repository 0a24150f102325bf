"""Fields side by side: as many as fit, the rest on the next line (design 03).

English labels, 大 text and a small screen all need more room than the picture has; a line
that wraps keeps every label and field whole where fixed columns would cut them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.labels import FieldLabel

LABEL_HEIGHT, LABEL_GAP = 17, 3
_GAP, _LINE_GAP = 10, 8


@dataclass(frozen=True, slots=True)
class Cell:
    """One field with its label above; an empty label takes no room.

    ``width`` in design pixels; 0 shares what is left, at least ``least`` wide, by ``grow``.
    ``fits`` is a text that must be readable inside, such as the usual choice of a list.
    A ``snug`` cell takes the width its widget asks for, less where the line is shorter.
    """

    label: str
    widget: QWidget
    width: int = 0
    least: int = 150
    grow: int = 1
    fits: str = ""
    snug: bool = False


class FieldLine(QLayout):
    """Lays cells out like words of a paragraph: left to right, then the next line."""

    def __init__(
        self, cells: Sequence[Cell], *, gap: int = _GAP, line_gap: int = _LINE_GAP
    ) -> None:
        super().__init__()
        self._gap, self._line_gap = theme.px(gap), theme.px(line_gap)
        self._cells = tuple(cells)
        self._items: list[QLayoutItem] = []
        self._needs: dict[int, int] = {}
        self._known: dict[int, list[tuple[int, QRect]]] = {}
        self.setContentsMargins(0, 0, 0, 0)
        for cell in cells:
            self._add(cell)

    def _add(self, cell: Cell) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(LABEL_GAP))
        if cell.label:
            label = FieldLabel(cell.label, cell.widget)
            label.setFixedHeight(theme.px(LABEL_HEIGHT))
            column.addWidget(label)
        column.addWidget(cell.widget, 0, Qt.AlignmentFlag.AlignTop)
        self.addChildLayout(column)
        self._items.append(column)

    # What QLayout asks for.

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._arranged(width)
        return max((place.bottom() + 1 for _, place in places), default=0)

    def invalidate(self) -> None:
        self._known.clear()
        super().invalidate()

    def minimumSize(self) -> QSize:
        widths = [
            cell.widget.minimumSizeHint().width() if cell.snug else self._need(number)
            for number, cell in enumerate(self._cells)
        ]
        return QSize(max(widths, default=0), 0)

    def sizeHint(self) -> QSize:
        needs = [self._need(number) for number in range(len(self._items))]
        width = sum(needs) + self._gap * max(0, len(needs) - 1)
        return QSize(width, self.heightForWidth(width))

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        for number, place in self._arranged(area.width()):
            self._items[number].setGeometry(place.translated(area.topLeft()))

    # Inside.

    def _need(self, number: int) -> int:
        """The least width of a cell; its label, field and usual text stay whole."""
        if number not in self._needs:
            cell = self._cells[number]
            if cell.snug:
                self._needs[number] = cell.widget.sizeHint().width()
                return self._needs[number]
            needs = [theme.px(cell.width or cell.least), cell.widget.minimumSizeHint().width()]
            if cell.label:
                needs.append(theme.text_width(cell.label, theme.font(13)) + 1)
            if cell.fits:
                needs.append(theme.text_width(cell.fits, theme.font(14)) + theme.px(36))
            self._needs[number] = max(needs)
        return self._needs[number]

    def _arranged(self, width: int) -> list[tuple[int, QRect]]:
        """The place of each cell inside ``width``, from the top left corner."""
        if width not in self._known:  # Qt asks for two or three widths in turn
            self._known[width] = self._arrange(width)
        return self._known[width]

    def _arrange(self, width: int) -> list[tuple[int, QRect]]:
        places: list[tuple[int, QRect]] = []
        top = 0
        for row in self._rows(width):
            left, lowest = 0, 0
            for number, cell_width in zip(row, self._widths(row, width), strict=True):
                item = self._items[number]
                height = item.sizeHint().height()
                if item.hasHeightForWidth():
                    height = item.heightForWidth(cell_width)
                places.append((number, QRect(left, top, cell_width, height)))
                left += cell_width + self._gap
                lowest = max(lowest, height)
            top += lowest + self._line_gap
        return places

    def _rows(self, width: int) -> list[list[int]]:
        rows: list[list[int]] = []
        used = 0
        for number in range(len(self._items)):
            need = self._need(number)
            if rows and used + self._gap + need <= width:
                rows[-1].append(number)
                used += self._gap + need
            else:
                rows.append([number])
                used = need
        return rows

    def _widths(self, row: list[int], width: int) -> list[int]:
        """Fixed cells get what they need; the others share the rest by their weights."""
        widths = {number: min(width, self._need(number)) for number in row}
        open_cells = [n for n in row if not (self._cells[n].width or self._cells[n].snug)]
        free = width - self._gap * (len(row) - 1)
        free -= sum(widths[number] for number in row if number not in open_cells)
        while open_cells:
            weight = sum(self._cells[number].grow for number in open_cells)
            short = [n for n in open_cells if free * self._cells[n].grow / weight < widths[n]]
            if not short:
                break
            free -= sum(widths[number] for number in short)
            open_cells = [number for number in open_cells if number not in short]
        for place, number in enumerate(open_cells):
            weight = sum(self._cells[n].grow for n in open_cells[place:])
            widths[number] = round(free * self._cells[number].grow / weight)
            free -= widths[number]
        return [widths[number] for number in row]


def plain(*widgets: QWidget, gap: int = _GAP) -> FieldLine:
    """Widgets at the width they ask for, wrapping where they don't fit."""
    return FieldLine([Cell("", widget, snug=True) for widget in widgets], gap=gap, line_gap=6)
