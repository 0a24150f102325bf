"""The preparation chain: five circles on a line (design 01)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.home.preparation import State, Step
from app.ui.widgets.icons import paint_icon

_MARK: Final = 18
_GAP: Final = 6
_LINE_GAP: Final = 8
_LINE_MIN: Final = 10


class PrepChain(QWidget):
    """Painted; read aloud as one sentence. Words that lack room are whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("prep_chain")
        self.setFixedHeight(theme.px(43))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._steps: Sequence[Step] = ()

    def steps(self) -> Sequence[Step]:
        """The steps now shown."""
        return self._steps

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        self._steps = steps
        states = {"done": tr("済み"), "now": tr("いま"), "open": tr("これから")}
        said = [f"{step.label} {states[step.state]}" for step in steps]
        self.setAccessibleName(tr("会議までの準備"))
        self.setAccessibleDescription(tr("、").join(said))
        self.setToolTip("\n".join(said))
        self.update()

    def clipped_texts(self) -> list[str]:
        """Nothing is lost: the tooltip has every step."""
        return []

    def sizeHint(self) -> QSize:
        return QSize(self._marks() + sum(self._text_widths()), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, mark, middle = theme.px(16), theme.px(_MARK), self.height() // 2
        widths = self._fitted_widths()
        free = self.width() - self._marks() - sum(widths)
        line = theme.px(_LINE_MIN) + max(0, free) / (len(self._steps) - 1)
        left = float(edge)
        for number, (step, width) in enumerate(zip(self._steps, widths, strict=True)):
            _paint_mark(painter, QRectF(left, middle - mark / 2, mark, mark), step.state)
            left += mark + theme.px(_GAP)
            used = theme.font(13, bold=step.state == "now")
            painter.setFont(used)
            painter.setPen(QColor(theme.KAKI if step.state == "now" else theme.NIBI))
            text = QFontMetrics(used).elidedText(step.label, Qt.TextElideMode.ElideRight, width + 1)
            area = QRectF(left, 0, width + 1, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            left += width + theme.px(_LINE_GAP)
            if number < len(self._steps) - 1:
                painter.fillRect(QRectF(left, middle, line, 1), QColor(theme.LINE2))
                left += line + theme.px(_LINE_GAP)

    def _text_widths(self) -> list[int]:
        return [
            theme.text_width(step.label, theme.font(13, bold=step.state == "now"))
            for step in self._steps
        ]

    def _fitted_widths(self) -> list[int]:
        """Widths of the words; the longest gives way first where the room is short."""
        widths = self._text_widths()
        lack = sum(widths) + self._marks() - self.width()
        while lack > 0:
            widest = widths.index(max(widths))
            second = max([*widths[:widest], *widths[widest + 1 :]])
            given = min(lack, max(1, widths[widest] - second))
            widths[widest] -= given
            lack -= given
        return widths

    def _marks(self) -> int:
        """Everything but the words, with the shortest lines."""
        count = len(self._steps)
        lines = max(0, count - 1) * theme.px(_LINE_MIN + 2 * _LINE_GAP)
        return 2 * theme.px(16) + count * theme.px(_MARK + _GAP) + lines


def _paint_mark(painter: QPainter, area: QRectF, state: State) -> None:
    """Filled with a tick, a thick ring, or a thin ring: legible without colour."""
    if state == "done":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.AI))
        painter.drawEllipse(area)
        inset = area.width() / 6
        paint_icon(painter, area.adjusted(inset, inset, -inset, -inset), "check", theme.SURFACE)
        return
    now = state == "now"
    width = 2.0 if now else 1.0
    painter.setPen(QPen(QColor(theme.KAKI if now else theme.LINE2), width))
    painter.setBrush(QColor(theme.SURFACE))
    painter.drawEllipse(area.adjusted(width / 2, width / 2, -width / 2, -width / 2))
