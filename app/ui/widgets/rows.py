"""Lists and tables whose rows are frozen values: what all of their models and views share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import theme

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The value itself."""
Row = TypeVar("Row")


class RowModel(QAbstractListModel, Generic[Row]):
    """Rows in the order given; a subclass says what each role reads from one."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show another state. Where the same rows only say other things, nothing moves."""
        old, new = self.rows, tuple(rows)
        if new == old:
            return
        if [*map(self.row_id, new)] == [*map(self.row_id, old)]:
            self.rows = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, 0))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def row_id(self, row: Row) -> object:
        """What stays the same of a row while it changes; by default nothing does."""
        return row

    def read(self, row: Row, role: int) -> object:
        """What ``row`` says in ``role``; ``None`` for nothing."""
        raise NotImplementedError

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        return row if role == ROW_ROLE else self.read(row, role)


class HeadedModel(QAbstractTableModel):
    """A table with fixed columns; a subclass has their words, its lines and what is in them."""

    def heads(self) -> Sequence[str]:
        """The words above the columns."""
        raise NotImplementedError

    def lines(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self.lines()

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.heads()[section]


class LineDelegate(QStyledItemDelegate):
    """A row on its ground with a hair line below; a subclass paints what it says."""

    row_height = theme.ROW
    """In design pixels."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(theme.px(160), theme.px(self.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, QColor(self.ground(option, index)))
        line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(line, QColor(theme.LINE))
        self.paint_row(painter, area, index)
        self.paint_focus(painter, area, option)
        painter.restore()

    def ground(self, option: QStyleOptionViewItem, _index: AnyIndex) -> str:
        """The token colour of the row: ai-t where it is chosen."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        return theme.AI_T if chosen else theme.SURFACE

    def paint_row(self, painter: QPainter, area: QRectF, index: AnyIndex) -> None:
        """Paint what the row says into ``area``."""
        raise NotImplementedError

    def paint_focus(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem) -> None:
        """The ring around the row the keyboard is on (DESIGN-SYSTEM §7)."""
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.KAKI), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(2, 1, -2, -2))


def paint_words(painter: QPainter, area: QRectF, text: str, *, right: bool = False) -> None:
    """One line of ``text`` in the painter's font and pen, with an ellipsis where it is too long."""
    shown = painter.fontMetrics().elidedText(
        text.replace("\n", " "), Qt.TextElideMode.ElideRight, round(area.width())
    )
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)


class RowList(QListView, Generic[Row]):
    """A list of such rows. Whoever is chosen stays chosen, wherever a refresh puts it."""

    def __init__(
        self, model: RowModel[Row], delegate: QStyledItemDelegate, name: str, accessible: str
    ) -> None:
        super().__init__()
        self.row_model = model
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setModel(model)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def row_at(self, index: QModelIndex) -> Row | None:
        """The value in a place; ``None`` outside the rows."""
        return cast("Row | None", index.data(ROW_ROLE))

    def chosen_row(self) -> Row | None:
        """The value the list stands on."""
        return self.row_at(self.currentIndex())

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show another state."""
        model, chosen = self.row_model, self.chosen_row()
        place = self.currentIndex().row()
        model.show_rows(rows)
        if chosen is None:
            return
        ids = [model.row_id(row) for row in model.rows]
        wanted = model.row_id(chosen)
        if wanted in ids:
            self.setCurrentIndex(model.index(ids.index(wanted), 0))
        elif self.hasFocus() and place < len(ids):
            self.setCurrentIndex(model.index(place, 0))  # the hand stays where it was
