"""Text of the facts at hand: plain and bold pieces in lines of a fixed height (design 05)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.console.facts import Line

LINE_STEP = 23


class FactText(QWidget):
    """Lines of plain and bold pieces, wrapped at a fixed line height."""

    def __init__(self, lines: tuple[Line, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.text = "\n".join("".join(piece for piece, _ in line) for line in lines)
        self.setAccessibleName(self.text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        return theme.px(LINE_STEP) * sum(
            layout.lineCount() for layout in self._laid_out(max(1, width))
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = self.width() or theme.px(256)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(LINE_STEP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(theme.SUMI))
        step, top = theme.px(LINE_STEP), 0
        for layout in self._laid_out(max(1, self.width())):
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                line.draw(painter, QPointF(0, top + (step - line.height()) / 2 - line.y()))
                top += step
        painter.end()

    def _laid_out(self, width: int) -> list[QTextLayout]:
        return [lay_out(line, width) for line in self._lines]


def lay_out(line: Line, width: int, *, size: int = 15) -> QTextLayout:
    """``line`` in as many lines as it needs at ``width``."""
    layout = QTextLayout("".join(piece for piece, _ in line).replace("\n", "\u2028"))
    layout.setFont(theme.font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    ranges, start = [], 0
    for piece, is_bold in line:
        if is_bold:
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, len(piece), bold
            ranges.append(span)
        start += len(piece)
    layout.setFormats(ranges)
    layout.beginLayout()
    while (made := layout.createLine()).isValid():
        made.setLineWidth(width)
    layout.endLayout()
    return layout
