"""Cells on the clipboard, kept out of clipboard histories (DOMAIN.md §9.2 no. 5).

The text can be pasted as ever; the marks ask Windows, KDE and macOS not to remember or sync it.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

HISTORY_MARKS: Final = (
    ("x-kde-passwordManagerHint", b"secret"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ("application/x-nspasteboard-concealed-type", b"1"),
)


def copy_cells(text: str, own: str = "") -> None:
    """Put ``text`` on the clipboard. ``own`` is a format by which a table knows its own block."""
    cells = QMimeData()
    cells.setText(text)
    for mark, value in HISTORY_MARKS:
        cells.setData(mark, value)
    if own:
        cells.setData(own, b"1")
    QGuiApplication.clipboard().setMimeData(cells)
