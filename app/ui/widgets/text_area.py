"""Several lines of plain text that grow with what is written, at 150 % line height."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from app.ui import theme


class PlainTextArea(QTextEdit):
    """Plain text only: paste drops all formatting. Tab moves on, Enter makes a new line.

    QTextEdit and not QPlainTextEdit, because only its layout knows a line height. The page
    keeps its own undo, so the built-in one is off and Ctrl+Z reaches the page.
    """

    typed = Signal(str)
    """The whole text after each change by the person; never while the IME is converting."""
    committed = Signal(str)
    """The text on leaving the field, when it differs from the last one set or committed."""

    def __init__(
        self,
        name: str,
        *,
        accessible: str = "",
        placeholder: str = "",
        size: int = 14,
        line: int = 22,
        lines: int = 2,
        most_lines: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setPlaceholderText(placeholder)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFont(theme.font(size))
        self.document().setDefaultFont(theme.font(size))
        self.document().setDocumentMargin(theme.px(4))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._line = theme.px(line)
        self._lines = (lines, most_lines)
        self._last = ""
        self._committed = ""
        self._loading = False
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        self.textChanged.connect(self._text_changed)
        self._set_line_height()
        self._fit()

    def text(self) -> str:
        """What is written."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a stored value; nothing is emitted. The cursor stays where the text allows."""
        self._committed = text
        if text == self.toPlainText():
            self._last = text
            return
        place = self.textCursor().position()
        self._loading = True
        try:
            self.setPlainText(text)
            self._set_line_height()
        finally:
            self._loading = False
        self._last = text
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.setTextCursor(cursor)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(280), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.minimumHeight())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text().replace("\r\n", "\n").replace("\u2028", "\n"))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # for the page: record, or walk on
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page unless the text itself is longer than the field."""
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fitting.start()

    def commit(self) -> None:
        """Tell that the text is finished, if it changed."""
        if self.toPlainText() != self._committed:
            self._committed = self.toPlainText()
            self.committed.emit(self._committed)

    def _text_changed(self) -> None:
        # Qt also reports every step of a conversion; the text itself hasn't changed then.
        if self._loading or self.toPlainText() == self._last:
            return
        self._last = self.toPlainText()
        self._fit()
        self.typed.emit(self._last)

    def _set_line_height(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        block.setLineHeight(self._line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._loading, before = True, self._loading
        cursor.mergeBlockFormat(block)
        self._loading = before

    def _fit(self) -> None:
        fewest, most = self._lines
        frame = round(2 * self.document().documentMargin()) + theme.px(4) + 2
        wanted = round(self.document().size().height()) + theme.px(4) + 2
        height = max(wanted, fewest * self._line + frame)
        fits = wanted <= most * self._line + frame
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        height = min(height, most * self._line + frame)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
