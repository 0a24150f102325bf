"""The pages of a document one below the other, at any size (DESIGN-SYSTEM §10: true pages)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.paper.pictures import PagePictures

_GAP: Final = 16
STEPS: Final = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


def _screen_dpi() -> float:
    """Dots per inch at which 100 % has the size of the paper; the text size plays no part."""
    return 96 * theme.scale() / theme.TEXT_SIZES[theme.text_size()]


class PageView(QAbstractScrollArea):
    """Scrolls; only pages on screen are made. ``zoom`` 0 fits the width."""

    page_changed = Signal(int)
    zoom_changed = Signal()

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper_pages")
        self.setAccessibleName(tr("ページの見本"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A bar that came and went would change the width that pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._pictures = pictures
        self._sizes: Sequence[tuple[float, float]] = ()
        # Of 52 packets there are hundreds of pages, asked for at each stroke of the wheel: where
        # they lie is worked out once.
        self._tops: list[int] = []
        self._places: list[QSize] = []
        self._widest = 0
        self._widest_points = 595.0
        self._zoom = 0.0
        self._page = 0
        pictures.ready.connect(self._ready)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def current_page(self) -> int:
        """The page in the middle of the view, from 0."""
        return self._page

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Show pages of these sizes in points; the same place stays on screen where it can."""
        self._sizes = sizes
        self._widest_points = max((width for width, _ in sizes), default=595.0)
        self._lay_out()
        self._scrolled()
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        if 0 <= page < len(self._tops):
            self.verticalScrollBar().setValue(self._tops[page] - theme.px(_GAP))

    def zoom(self) -> float:
        """The size now on screen against the size on paper."""
        return self._zoom or self._fitting()

    def fits_width(self) -> bool:
        """Whether pages follow the width of the view."""
        return not self._zoom

    def set_zoom(self, zoom: float) -> None:
        """A fixed size, or 0 to follow the width."""
        place = self._place()
        self._zoom = zoom
        self._pictures.forget_wishes()
        self._lay_out()
        self._return_to(place)
        self.viewport().update()
        self.zoom_changed.emit()

    def step_zoom(self, direction: int) -> None:
        """To the next step up (1) or down (-1)."""
        now = self.zoom()
        if direction > 0:
            bigger = [step for step in STEPS if step > now * 1.01]
            self.set_zoom(bigger[0] if bigger else STEPS[-1])
        else:
            smaller = [step for step in STEPS if step < now * 0.99]
            self.set_zoom(smaller[-1] if smaller else STEPS[0])

    def page_area(self, page: int) -> QRect:
        """Where a page lies in the viewport."""
        size = self._places[page]
        space = max(self.viewport().width(), self._widest + 2 * theme.px(_GAP))
        left = (space - size.width()) // 2 - self.horizontalScrollBar().value()
        top = self._tops[page] - self.verticalScrollBar().value()
        return QRect(QPoint(left, top), size)

    # Events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self._place()
        super().resizeEvent(event)
        self._lay_out()
        self._return_to(place)
        self.zoom_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), QColor(theme.SUNK))
        for page in reversed(self._pages_on(event.rect())):
            area = self.page_area(page)
            painter.fillRect(area, QColor(theme.SURFACE))
            picture = self._pictures.picture(page, self._dpi())
            if picture is not None:
                painter.drawImage(area, picture)
            painter.setPen(QPen(QColor(theme.LINE2), 1))
            painter.drawRect(area.adjusted(-1, -1, 0, 0))

    # Inside.

    def _dpi(self) -> int:
        """Dots per inch of the page on this screen, whatever its pixel ratio."""
        ratio = self.viewport().devicePixelRatioF()
        return round(self.zoom() * _screen_dpi() * ratio)

    def _fitting(self) -> float:
        room = self.viewport().width() - 2 * theme.px(_GAP)
        return max(0.1, room / (self._widest_points * _screen_dpi() / 72))

    def _lay_out(self) -> None:
        gap = theme.px(_GAP)
        zoom = self.zoom() * _screen_dpi() / 72
        top = gap
        self._tops, self._places = [], []
        for width, height in self._sizes:
            place = QSize(round(width * zoom), round(height * zoom))
            self._tops.append(top)
            self._places.append(place)
            top += place.height() + gap
        self._widest = max((place.width() for place in self._places), default=0)
        view = self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(view.height())
        down.setSingleStep(theme.px(48))
        down.setRange(0, max(0, top - view.height()))
        across.setPageStep(view.width())
        across.setSingleStep(theme.px(48))
        across.setRange(0, max(0, self._widest + 2 * gap - view.width()))

    def _pages_on(self, area: QRect) -> list[int]:
        down = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, area.top() + down) - 1)
        end = bisect_left(self._tops, area.bottom() + 1 + down)
        return [page for page in range(first, end) if self.page_area(page).intersects(area)]

    def _place(self) -> tuple[int, float]:
        """The page in the middle and how far down it is."""
        if not self._tops:
            return 0, 0.0
        area = self.page_area(self._page)
        return self._page, (self.viewport().height() / 2 - area.top()) / max(1, area.height())

    def _return_to(self, place: tuple[int, float]) -> None:
        page, share = place
        if page < len(self._tops):
            middle = self._tops[page] + share * self._places[page].height()
            self.verticalScrollBar().setValue(round(middle - self.viewport().height() / 2))
        self.viewport().update()

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = max(0, bisect_right(self._tops, middle) - 1)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self._pictures.forget_wishes()
        self.viewport().update()

    def _ready(self, page: int) -> None:
        if page < len(self._tops):
            self.viewport().update(self.page_area(page))
