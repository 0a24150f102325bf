"""Words of a case on the clipboard: out of clipboard histories, and gone after half a minute.

The text can be pasted as ever; the marks ask Windows, KDE and macOS not to remember or sync it
(DOMAIN.md §9.2 no. 5). What was copied anywhere in the program is taken away again after 30
seconds, at the lock and at the end, unless something else was copied since (RELIABILITY §C).
"""

from __future__ import annotations

import hashlib
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

HISTORY_MARKS: Final = (
    ("x-kde-passwordManagerHint", b"secret"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ("application/x-nspasteboard-concealed-type", b"1"),
)
FORGET_MS = 30_000


def copy_cells(text: str, own: str = "") -> None:
    """Put ``text`` on the clipboard. ``own`` is a format by which a table knows its own block."""
    cells = QMimeData()
    cells.setText(text)
    for mark, value in HISTORY_MARKS:
        cells.setData(mark, value)
    if own:
        cells.setData(own, b"1")
    QGuiApplication.clipboard().setMimeData(cells)


class ClipboardGuard(QObject):
    """Notices what this program copies, fields and tables alike, and takes it away again.

    A change while one of our windows has the keys is ours: a system tells the program that copied
    only on some platforms. The words themselves are not kept, only what tells them from others.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._copied = b""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(FORGET_MS)
        self.timer.timeout.connect(self.forget)
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    def _changed(self) -> None:
        self.timer.stop()
        self._copied = b""
        board = QGuiApplication.clipboard()
        if self.is_ours() and board.text():
            self._copied = _mark(board.text())
            self.timer.start()

    def is_ours(self) -> bool:
        """Whether a change that comes now is from this program."""
        owns = QGuiApplication.clipboard().ownsClipboard()
        return owns or QGuiApplication.focusWindow() is not None

    def forget(self) -> None:
        """Clear the clipboard if it still holds what was copied here, and any selection of ours."""
        self.timer.stop()
        board = QGuiApplication.clipboard()
        if self._copied and _mark(board.text()) == self._copied:
            board.clear()
        self._copied = b""
        if board.supportsSelection() and board.ownsSelection():
            board.clear(QClipboard.Mode.Selection)


def _mark(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
