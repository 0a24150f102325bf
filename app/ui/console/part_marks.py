"""The parts of the present stage inside its cell: 話し合い・資源・まとめ (DOMAIN.md §3.1)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.conference.meeting import PARTS, Part, Stage
from app.conference.names import part_name
from app.ui import theme

HEIGHT = 24
SPACE = 10


class PartMark(QAbstractButton):
    """One part: words, underlined while it is the present one."""

    def __init__(self, part: Part, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = part
        self.now = False
        self.setObjectName(f"part_{part.value}")
        self.setText(part_name(part))
        self.setAccessibleName(self.text())
        self.setToolTip(f"{self.text()}  Alt+PageDown")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFont(theme.font(13))

    def sizeHint(self) -> QSize:
        # As wide as it is in bold, so that nothing moves when the next part begins.
        return QSize(theme.text_width(self.text(), theme.font(13, bold=True)), theme.px(HEIGHT))

    def show_now(self, *, now: bool) -> None:
        """Whether the meeting is at this part."""
        if now != self.now:
            self.now = now
            self.setFont(theme.font(13, bold=now))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        strong = self.now or self.underMouse()
        painter.setPen(QColor(theme.AI_D if strong else theme.NIBI))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.now:
            line = theme.px(2)
            painter.fillRect(QRectF(0, self.height() - line, self.width(), line), QColor(theme.AI))
        painter.end()


class PartMarks(QWidget):
    """The marks of one stage side by side; too narrow a place shows only the present one."""

    chosen = Signal(object)
    """The part a person clicked."""

    def __init__(self, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"parts_{stage.value}")
        self.marks = {part: PartMark(part, self) for part in PARTS[stage]}
        for mark in self.marks.values():
            mark.clicked.connect(lambda _=False, part=mark.part: self.chosen.emit(part))
        self._part: Part | None = None
        self.hide()

    def show_part(self, part: Part | None) -> None:
        """The present part; ``None`` while the meeting is at another stage."""
        self._part = part
        for mark in self.marks.values():
            mark.show_now(now=mark.part is part)

    def place(self, left: int, right: int, middle: int) -> None:
        """Stand between these edges as far as there is room."""
        shown = (
            list(self.marks.values()) if self._part in self.marks and len(self.marks) > 1 else []
        )
        if _width(shown) > right - left:
            shown = [mark for mark in shown if mark.now]
        if _width(shown) > right - left:
            shown = []
        at = 0
        for mark in self.marks.values():
            mark.setVisible(mark in shown)
            if mark in shown:
                mark.setGeometry(at, 0, mark.sizeHint().width(), theme.px(HEIGHT))
                at += mark.width() + theme.px(SPACE)
        self.setGeometry(left, middle - theme.px(HEIGHT) // 2, max(1, at), theme.px(HEIGHT))
        self.setVisible(bool(shown))


def _width(marks: list[PartMark]) -> int:
    gaps = theme.px(SPACE) * max(0, len(marks) - 1)
    return sum(mark.sizeHint().width() for mark in marks) + gaps
