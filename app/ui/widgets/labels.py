"""Labels for text people typed: always plain text, elided with the whole text in the tooltip,
or wrapped at a line height of 150 % (DESIGN-SYSTEM §3)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui import theme


class SafeLabel(QLabel):
    """One line of plain text. ``elide=True`` lets it shrink and end in an ellipsis."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = 14,
        bold: bool = False,
        tabular: bool = False,
        colour: str = theme.SUMI,
        elide: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, bold=bold, tabular=tabular))
        theme.set_colour(self, colour)
        self._elide = elide
        self._own_tip = ""
        if name:
            self.setObjectName(name)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def elides(self) -> bool:
        """Whether the label may end in an ellipsis."""
        return self._elide

    def set_colour(self, colour: str) -> None:
        """Change the token colour of the text."""
        theme.set_colour(self, colour)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._show_whole_text()

    def setToolTip(self, text: str) -> None:
        self._own_tip = text
        super().setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._elide:
            hint.setWidth(min(hint.width(), self.fontMetrics().horizontalAdvance("あ…")))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_whole_text()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        if not self.isEnabled():
            painter.setPen(QColor(theme.MUTE))
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(self.alignment()) | Qt.TextFlag.TextSingleLine, text)

    def _show_whole_text(self) -> None:
        if not self._elide or self._own_tip:
            return
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        super().setToolTip(self.text() if cut else "")


class WholeLabel(SafeLabel):
    """A legend beside other controls: shown whole or not at all, for half of it explains nothing.

    Where it doesn't fit the tooltip and the accessible name still have it.
    """

    def __init__(self, text: str, *, size: int = 14, colour: str = theme.SUMI) -> None:
        super().__init__(text, size=size, colour=colour, elide=True)
        self.setAccessibleName(text)

    def fits(self) -> bool:
        """Whether there is room for all of it."""
        return self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.fits():
            super().paintEvent(event)


class Caption(SafeLabel):
    """12 px, the smallest type there is: captions and axis labels."""

    def __init__(self, text: str = "", *, colour: str = theme.HAI, elide: bool = False) -> None:
        super().__init__(text, size=12, colour=colour, elide=elide)


class FieldLabel(SafeLabel):
    """13 px label above a field; ``buddy`` is the field it names."""

    def __init__(self, text: str, buddy: QWidget | None = None) -> None:
        super().__init__(text, size=13, colour=theme.NIBI)
        if buddy is not None:
            self.setBuddy(buddy)
            if not buddy.accessibleName():
                buddy.setAccessibleName(text)


class Paragraph(QLabel):
    """Several lines of plain text at a fixed line height; Japanese breaks anywhere it may.

    With ``max_lines`` the last line ends in an ellipsis and the tooltip has the whole text.
    """

    def __init__(
        self,
        text: str = "",
        *,
        size: int = 14,
        line: int = 0,
        bold: bool = False,
        colour: str = theme.SUMI,
        max_lines: int = 0,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, bold=bold))
        theme.set_colour(self, colour)
        self._line = line or round(size * theme.LINE_HEIGHT)
        self._max_lines = max_lines
        self._counts: dict[int, int] = {}
        self._counted: tuple[str, QFont] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if name:
            self.setObjectName(name)
        self.setText(text)

    def elides(self) -> bool:
        """Whether the last line may end in an ellipsis."""
        return bool(self._max_lines)

    def set_colour(self, colour: str) -> None:
        """Change the token colour of the text."""
        theme.set_colour(self, colour)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._show_whole_text()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        count = self._line_count(max(1, width - self._sides()))
        margins = self.contentsMargins()
        return count * theme.px(self._line) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        widest = max(
            (self.fontMetrics().horizontalAdvance(part) for part in self.text().split("\n")),
            default=0,
        )
        width = min(widest + 2, theme.px(480)) + self._sides()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = min(self.sizeHint().width(), self.fontMetrics().horizontalAdvance("あ") * 4)
        height = self.heightForWidth(self.width()) if self.width() else theme.px(self._line)
        return QSize(width, min(height, theme.px(self._line)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        if not self.isEnabled():
            painter.setPen(QColor(theme.MUTE))
        area: QRect = self.contentsRect()
        layout, count, cut_from = self._lay_out(max(1, area.width()))
        step = theme.px(self._line)
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            area.translate(0, max(0, (area.height() - count * step) // 2))
        for number in range(count):
            line = layout.lineAt(number)
            top = area.top() + number * step + (step - line.height()) / 2
            if number == count - 1 and cut_from is not None:
                rest = self.text()[cut_from:].replace("\n", " ")
                rest = self.fontMetrics().elidedText(
                    rest, Qt.TextElideMode.ElideRight, area.width()
                )
                painter.drawText(QPointF(area.left(), top + line.ascent()), rest)
            else:
                line.draw(painter, QPointF(area.left(), top - line.y()))

    def _line_count(self, width: int) -> int:
        """Lines shown at a width; layouts ask a dozen times for the same few widths."""
        present = (self.text(), self.font())
        if self._counted != present:
            self._counted = present
            self._counts.clear()
        if width not in self._counts:
            self._counts[width] = self._lay_out(width)[1]
        return self._counts[width]

    def _lay_out(self, width: int) -> tuple[QTextLayout, int, int | None]:
        """Lines for ``width``; how many show; where the elided last line begins, if it is."""
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        starts: list[int] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        count = max(1, len(starts))
        if self._max_lines and count > self._max_lines:
            return layout, self._max_lines, starts[self._max_lines - 1]
        return layout, min(count, len(starts)), None

    def _formats(self) -> list[QTextLayout.FormatRange]:
        """What of the text looks different; a subclass says so."""
        return []

    def _sides(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_whole_text()

    def _show_whole_text(self) -> None:
        if self._max_lines:
            _, _, cut = self._lay_out(max(1, self.contentsRect().width()))
            self.setToolTip(self.text() if cut is not None else "")
