"""Marks under words a person should look at: a tint and a dashed line (DESIGN-SYSTEM §7).

They are paint only: the text, its undo, the cursor and the size of the field never know of them.
A mark moves along while people type before it and is set anew by the next check.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QInputMethodEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QTextLine,
)
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from app.ui import theme

Span = tuple[int, int]
"""First character and the one after the last."""

_CARET_INSET = 5  # Qt reports the caret five pixels wider than it is, at either side
_TINT = 56  # of 255: over the text of a line the tint must let it through


@dataclass(frozen=True, slots=True)
class CellMarks:
    """The marks of a table cell that reads ``text``; void once it reads otherwise."""

    text: str
    spans: tuple[Span, ...]


def paint_marks(painter: QPainter, area: QRectF, text: str, spans: Sequence[Span]) -> None:
    """Tint and line for one line of ``text`` drawn left-aligned and centred in ``area``.

    To be called before the text is drawn; ``text`` may be elided.
    """
    if not spans:
        return
    metrics = QFontMetricsF(painter.font())
    for start, end in spans:
        if start >= len(text):
            continue
        left = area.left() + metrics.horizontalAdvance(text[:start])
        right = area.left() + metrics.horizontalAdvance(text[:end])
        top = area.center().y() - metrics.height() / 2
        box = QRectF(left, top, min(right, area.right()) - left, metrics.height())
        _paint_mark(painter, box, QColor(theme.YAMA_T))


def _paint_mark(painter: QPainter, box: QRectF, ground: QColor) -> None:
    painter.save()
    painter.fillRect(box, ground)
    pen = QPen(QColor(theme.YAMA), theme.px(2))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.5, 1.5])
    painter.setPen(pen)
    foot = box.bottom()
    painter.drawLine(QPointF(box.left(), foot), QPointF(box.right(), foot))
    painter.restore()


class AreaMarks(QSyntaxHighlighter):
    """The marks of a text area. Cursors of the document carry them through every edit."""

    def __init__(self, area: QTextEdit) -> None:
        self._area = area
        self._cursors: list[QTextCursor] = []
        super().__init__(area.document())
        self._look = QTextCharFormat()
        self._look.setBackground(QColor(theme.YAMA_T))
        self._look.setUnderlineColor(QColor(theme.YAMA))
        self._look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)

    def spans(self) -> list[Span]:
        """Where the marks are now."""
        found = [(each.selectionStart(), each.selectionEnd()) for each in self._cursors]
        return [span for span in found if span[0] < span[1]]

    def show_spans(self, spans: Iterable[Span]) -> None:
        """Mark other stretches; blocks whose marks stay are not laid out again."""
        document = self._area.document()
        longest = document.characterCount() - 1
        wanted = sorted({(start, min(end, longest)) for start, end in spans if start < longest})
        if wanted == self.spans():
            return
        touched = {*self._blocks(self.spans()), *self._blocks(wanted)}
        self._cursors = [self._cursor(span) for span in wanted]
        for number in touched:
            self.rehighlightBlock(document.findBlockByNumber(number))

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self._area.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        cursor.setKeepPositionOnInsert(True)  # what is typed right behind a mark isn't part of it
        return cursor

    def _blocks(self, spans: Iterable[Span]) -> Iterable[int]:
        document = self._area.document()
        for start, end in spans:
            first, last = document.findBlock(start), document.findBlock(end)
            yield from range(first.blockNumber(), last.blockNumber() + 1)

    def highlightBlock(self, text: str) -> None:
        begin = self.currentBlock().position()
        for start, end in self.spans():
            left, right = max(0, start - begin), min(len(text), end - begin)
            if left < right:
                self.setFormat(left, right - left, self._look)


class LineMarks(QWidget):
    """The marks of a one-line field, painted over it; clicks and keys go through."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self._spans: list[Span] = []
        self._words: list[str] = []
        self._converting = False
        self.setObjectName(f"{line.objectName()}_marks")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(line.rect())
        line.installEventFilter(self)
        for moved in (line.textChanged, line.cursorPositionChanged):
            moved.connect(self.update)
        self.hide()

    def spans(self) -> list[Span]:
        """Where the marks are now; one whose words are no longer there is gone."""
        text, found = self._line.text(), []
        for (start, _end), words in zip(self._spans, self._words, strict=True):
            place = start if text.startswith(words, start) else text.find(words)
            if place >= 0:
                found.append((place, place + len(words)))
        return found

    def show_spans(self, spans: Iterable[Span]) -> None:
        """Mark other stretches."""
        text = self._line.text()
        self._spans = sorted({(start, end) for start, end in spans if start < len(text)})
        self._words = [text[start:end] for start, end in self._spans]
        self.setVisible(bool(self._spans))
        self.raise_()
        self.update()

    def boxes(self) -> list[QRectF]:
        """The marked stretches in pixels of the field, as scrolled now; none during a conversion,
        which moves the letters that follow it."""
        line = self._line
        if self._converting:
            return []
        caret = line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        layout = QTextLayout(line.text(), line.font())
        layout.beginLayout()
        row = layout.createLine()
        layout.endLayout()
        origin = caret.x() + _CARET_INSET - _x(row, line.cursorPosition())
        metrics = QFontMetricsF(line.font())
        top = caret.center().y() - metrics.height() / 2
        inside = QRectF(line.contentsRect()).adjusted(theme.px(3), 0, -theme.px(3), 0)
        boxes = []
        for start, end in self.spans():
            left, right = _x(row, start), _x(row, end)
            box = QRectF(origin + left, top, right - left, metrics.height()).intersected(inside)
            if not box.isEmpty():
                boxes.append(box)
        return boxes

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._converting = bool(event.preeditString())
            self.update()
        elif event.type() == QEvent.Type.Resize:
            self.setGeometry(self._line.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = QColor(theme.YAMA_M)
        ground.setAlpha(_TINT)
        for box in self.boxes():
            _paint_mark(painter, box, ground)


def _x(line: QTextLine, place: int) -> float:
    """Where a character begins; PySide hands back the character too."""
    x = line.cursorToX(place)
    return float(x[0] if isinstance(x, tuple) else x)  # type: ignore[arg-type]
