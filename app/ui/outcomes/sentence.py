"""The sentence that carries a chart: its figures stand out (design 07)."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QBrush, QColor, QTextCharFormat, QTextLayout

from app.ui import theme
from app.ui.widgets.labels import Paragraph

_FIGURE: Final = re.compile(r"\d[\d,.]*(?:％|%|人)|\d[\d,.]*(?=ポイント| points? | people)")


class Sentence(Paragraph):
    """15 px bold; counts and shares 18 px in ai."""

    def __init__(self, name: str) -> None:
        super().__init__("", size=15, line=22, bold=True, name=name)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        figure = QTextCharFormat()
        figure.setFont(theme.font(18, bold=True))
        figure.setForeground(QBrush(QColor(theme.AI)))
        found = []
        for hit in _FIGURE.finditer(self.text()):
            part = QTextLayout.FormatRange()
            part.start, part.length = hit.start(), hit.end() - hit.start()
            part.format = figure
            found.append(part)
        return found
