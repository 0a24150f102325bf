"""Progress as cells and bars: filled, half, empty; legible in greyscale (DESIGN-SYSTEM §4)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import tr
from app.ui import theme

_CELL = (16, 10, 2)  # width, height, gap


def cells_width(count: int) -> int:
    """Width of ``count`` cells."""
    width, _, gap = _CELL
    return count * theme.px(width) + max(0, count - 1) * theme.px(gap)


def paint_cells(painter: QPainter, area: QRectF, states: str) -> None:
    """Paint one cell per letter of ``states`` (``1`` full, ``h`` half, ``0`` empty)."""
    width, height, gap = (theme.px(each) for each in _CELL)
    top = round(area.center().y() - height / 2)
    left = round(area.left())
    for state in states:
        painter.fillRect(left, top, width, height, QColor(theme.AI))
        if state != "1":
            done = width // 2 if state == "h" else 1
            painter.fillRect(
                left + done, top + 1, width - 1 - done, height - 2, QColor(theme.SURFACE)
            )
        left += width + gap


class ProgressCells(QWidget):
    """One cell per piece of work."""

    def __init__(self, states: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)
        self.set_states(states)

    def states(self) -> str:
        """The letters now shown."""
        return self._states

    def set_states(self, states: str) -> None:
        """``1`` full, ``h`` half, ``0`` empty."""
        self._states = states
        said = tr("{total}のうち{n}が完了", n=states.count("1"), total=len(states))
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(cells_width(len(self._states)), theme.px(_CELL[1]))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_cells(QPainter(self), QRectF(self.rect()), self._states)


def paint_bar(
    painter: QPainter, area: QRectF, share: float, *, colour: str = theme.AI, ground: str = ""
) -> None:
    """Paint a bar whose filled part is ``share`` (0–1) of ``area``."""
    box = area.toRect()
    painter.fillRect(box, QColor(theme.LINE2))
    inner = box.adjusted(1, 1, -1, -1)
    painter.fillRect(inner, QColor(ground or theme.SUNK))
    inner.setWidth(round(inner.width() * min(1.0, max(0.0, share))))
    painter.fillRect(inner, QColor(colour))


class SectionBar(QWidget):
    """The bar of the section rail: n of m done."""

    def __init__(
        self, *, height: int = 8, ground: str = theme.SUNK, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._colour = theme.AI
        self._ground = ground
        self.setFixedHeight(theme.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_done(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``."""
        self.setAccessibleName(f"{done}/{total}")
        self.set_share(done / total if total else 0.0)

    def set_share(self, share: float, *, colour: str = theme.AI) -> None:
        """Show a share between 0 and 1."""
        self._share = share
        self._colour = colour
        self.update()

    def share(self) -> float:
        """The share now shown."""
        return self._share

    def sizeHint(self) -> QSize:
        return QSize(theme.px(80), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_bar(
            QPainter(self),
            QRectF(self.rect()),
            self._share,
            colour=self._colour,
            ground=self._ground,
        )
