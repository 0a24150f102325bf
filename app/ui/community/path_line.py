"""The top line: the path from cases to effect, one figure for each step (design 08-community)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.i18n import tr
from app.ui import theme
from app.ui.community.cards import Path

_HEIGHT, _SIDE, _GAP, _ARROW, _LEAST = 44, 16, 6, 14, 20


class PathLine(QFrame):
    """Figures and words with arrows between them. Where words don't fit the tooltip has them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("path_line")
        self.setProperty("card", "true")
        self.setFixedHeight(theme.px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._steps: list[tuple[str, str]] = []

    def show_path(self, path: Path) -> None:
        """Show other figures."""
        self._steps = [
            (str(path.cases), tr("検討した事例")),
            (str(path.noticed), tr("会議で出た気づき")),
            (str(path.issues), tr("地域課題")),
            *((str(count), name) for name, count in path.rungs),
        ]
        said = " → ".join(f"{word} {figure}" for figure, word in self._steps)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(_HEIGHT))

    def clipped_texts(self) -> list[str]:
        """Words that have no room now."""
        return [word for _, word in self._steps if word not in {w for _, w, _ in self._placed()}]

    def _placed(self) -> list[tuple[str, str, float]]:
        """Figure, word as shown and width of each step; words give way, figures never."""
        room = self.width() - 2 * theme.px(_SIDE)
        room -= len(self._steps) * theme.px(_GAP) + (len(self._steps) - 1) * theme.px(_LEAST)
        figures = [theme.text_width(each, _figure_font()) for each, _ in self._steps]
        room -= sum(figures)
        words = [theme.text_width(each, self._word_font()) for _, each in self._steps]
        short = sum(words) > room
        placed: list[tuple[str, str, float]] = []
        for (figure, word), wide, used in zip(self._steps, figures, words, strict=True):
            shown, width = word, used
            if short:
                metrics = QFontMetrics(self._word_font())
                share = int(used * room / sum(words))
                shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, share)
                width = metrics.horizontalAdvance(shown)
            placed.append((figure, shown, wide + theme.px(_GAP) + width))
        return placed

    def _word_font(self) -> QFont:
        """14 px, 13 in a narrow window."""
        return theme.font(14 if self.width() > theme.px(1200) else 13)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        placed = self._placed()
        if not placed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        free = self.width() - 2 * theme.px(_SIDE) - sum(width for *_, width in placed)
        between = free / max(1, len(placed) - 1)
        left, middle = float(theme.px(_SIDE)), self.height() / 2
        for number, (figure, word, width) in enumerate(placed):
            area = QRectF(left, 0, width + 2, self.height())
            _paint_step(painter, area, figure, word, self._word_font())
            left += width
            if number < len(placed) - 1:
                _paint_arrow(painter, left, left + between, middle)
            left += between


def _figure_font() -> QFont:
    return theme.font(20, bold=True)


def _paint_step(painter: QPainter, area: QRectF, figure: str, word: str, used: QFont) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setPen(QColor(theme.SUMI))
    painter.setFont(_figure_font())
    painter.drawText(area.adjusted(0, -1, 0, -1), middle, figure)
    left = theme.text_width(figure, _figure_font()) + theme.px(_GAP)
    painter.setFont(used)
    painter.drawText(area.adjusted(left, theme.px(2), 0, theme.px(2)), middle, word)


def _paint_arrow(painter: QPainter, left: float, right: float, middle: float) -> None:
    tip = theme.px(7)
    space = min(float(theme.px(_ARROW)), (right - left - tip) / 2)
    if right - left < tip:
        return
    start, end = left + space, right - space
    painter.setPen(QPen(QColor(theme.LINE2), 1))
    painter.drawLine(QPointF(start, middle), QPointF(end, middle))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.LINE2))
    wing = theme.px(4)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(end - tip, middle - wing),
                QPointF(end, middle),
                QPointF(end - tip, middle + wing),
            ]
        )
    )
