"""The pages as small pictures with their numbers, to jump by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import tr
from app.ui import theme
from app.ui.paper.pictures import PagePictures

WIDTH: Final = 132
_PICTURE: Final = 96
_Index = QModelIndex | QPersistentModelIndex


class _Pages(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.sizes: Sequence[tuple[float, float]] = ()

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        self.beginResetModel()
        self.sizes = sizes
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.sizes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr("{page}ページ", page=index.row() + 1)
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, pictures: PagePictures, pages: _Pages, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._pages = pages

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.px(WIDTH - 14), self._height(index.row()) + theme.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        area: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, QColor(theme.AI_T))
            painter.fillRect(area.left(), area.top(), theme.px(4), area.height(), QColor(theme.AI))
        height = self._height(index.row())
        left = area.left() + (area.width() - theme.px(_PICTURE)) // 2
        page = QRect(left, area.top() + theme.px(8), theme.px(_PICTURE), height)
        painter.fillRect(page, QColor(theme.SURFACE))
        width, _ = self._pages.sizes[index.row()]
        ratio = painter.device().devicePixelRatioF()
        dpi = max(1, round(page.width() * ratio * 72 / width))
        picture = self._pictures.picture(index.row(), dpi)
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, picture)
        painter.setPen(QPen(QColor(theme.AI if chosen else theme.LINE2), 1))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))
        painter.setFont(theme.font(12, bold=chosen, tabular=True))
        painter.setPen(QColor(theme.SUMI if chosen else theme.NIBI))
        words = QRect(area.left(), page.bottom() + theme.px(4), area.width(), theme.px(16))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        if state & QStyle.StateFlag.State_HasFocus and chosen:
            painter.setPen(QPen(QColor(theme.KAKI), 2))
            painter.drawRect(area.adjusted(2, 2, -3, -3))

    def _height(self, row: int) -> int:
        width, height = self._pages.sizes[row]
        return round(theme.px(_PICTURE) * height / width)


class Thumbnails(QListView):
    """Choosing a page tells ``chosen``; following the view is silent."""

    chosen = Signal(int)

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper_thumbnails")
        self.setAccessibleName(tr("ページの一覧"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(theme.px(WIDTH))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._pages = _Pages()
        self._following = False
        self.setModel(self._pages)
        self.setItemDelegate(_Painter(pictures, self._pages, self))
        pictures.ready.connect(self._ready)
        self.selectionModel().currentChanged.connect(self._moved)

    def page_count(self) -> int:
        """How many pages are listed."""
        return self._pages.rowCount()

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """List pages of these sizes."""
        self._pages.show_pages(sizes)

    def follow(self, page: int) -> None:
        """Mark the page that is on screen."""
        self._following = True
        self.setCurrentIndex(self._pages.index(page))
        self._following = False

    def _moved(self, now: QModelIndex) -> None:
        if now.isValid() and not self._following:
            self.chosen.emit(now.row())

    def _ready(self, page: int) -> None:
        if page < self._pages.rowCount():
            self.update(self._pages.index(page))
