"""The section rail of the editor: name, n/m, bar, what is left (design 03)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QVBoxLayout

from app.care.case import Case
from app.care.completeness import SECTION_KEYS, Section, section_name, sections
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.keycap import KeyCap
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.progress_cells import paint_bar


class RailEntry(QAbstractButton):
    """One section; the current one is white with the ai bar."""

    def __init__(self, key: str, label: str, *, counted: bool) -> None:
        super().__init__()
        self.setObjectName(f"rail_{key}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(label)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._counted = counted
        self._section: Section | None = None

    def show_section(self, section: Section) -> None:
        """Take over the counts."""
        self._section = section
        said = f"{self.text()} {section.done}/{section.total}"
        self.setAccessibleName(said)
        self.setToolTip("、".join(section.missing))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        missing = bool(self._section and self._section.missing)
        height = (52 if not missing else 70) if self._counted else 36
        return QSize(theme.px(178), theme.px(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        if on or self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.SURFACE if on else theme.ZEBRA))
        if on:
            painter.fillRect(0, 0, theme.px(4), self.height(), QColor(theme.AI))
        area = QRectF(self.rect()).adjusted(theme.px(20), theme.px(8), -theme.px(14), 0)
        line = QRectF(area.left(), area.top(), area.width(), theme.px(20))
        painter.setPen(QColor(theme.SUMI))
        painter.setFont(theme.font(14, bold=True))
        metrics = painter.fontMetrics()
        room = int(line.width()) - (theme.px(44) if self._counted else 0)
        name = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        if self._section is not None:
            self._paint_counts(painter, line, self._section)
        if self.hasFocus():
            painter.setPen(QColor(theme.KAKI))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _paint_counts(self, painter: QPainter, line: QRectF, section: Section) -> None:
        painter.setFont(theme.font(13, tabular=True))
        painter.setPen(QColor(theme.NIBI))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, right, f"{section.done}/{section.total}")
        bar = QRectF(line.left(), line.bottom() + theme.px(5), line.width(), theme.px(6))
        paint_bar(painter, bar, section.done / section.total if section.total else 0.0)
        if section.missing:
            below = QRectF(line.left(), bar.bottom() + theme.px(3), line.width(), theme.px(18))
            painter.setFont(theme.font(12))
            painter.setPen(QColor(theme.NIBI))
            text = tr("残り：{names}", names="、".join(section.missing))
            text = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, int(below.width())
            )
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)


class EditorRail(QFrame):
    """All sections of the page; ``chosen`` carries the key."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("editor_rail")
        self.setStyleSheet(f"#editor_rail {{ border-right: 1px solid {theme.LINE}; }}")
        self.entries: dict[str, RailEntry] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, theme.px(10))
        column.setSpacing(0)
        uncounted = (
            ("meeting", tr("会議で話すこと")),
            ("checks", tr("チェック・測定")),
            ("consent", tr("同意")),
            ("identity", tr("本人の情報")),
        )
        for key in SECTION_KEYS:
            self._add(column, RailEntry(key, section_name(key), counted=True), key)
        for key, label in uncounted:
            self._add(column, RailEntry(key, label, counted=False), key)
        column.addStretch(1)
        self._keys = self._key_list()
        column.addWidget(self._keys)
        self.entries["basic"].setChecked(True)

    def _add(self, column: QVBoxLayout, entry: RailEntry, key: str) -> None:
        entry.clicked.connect(lambda: self.chosen.emit(key))
        self.entries[key] = entry
        column.addWidget(entry)

    def _key_list(self) -> QFrame:
        frame = QFrame()
        grid = QGridLayout(frame)
        grid.setContentsMargins(theme.px(20), 0, theme.px(14), 0)
        grid.setVerticalSpacing(theme.px(5))
        lines = (
            (tr("次の欄"), "Enter"),
            (tr("次の節"), "Ctrl+↓"),
            (tr("元に戻す"), "Ctrl+Z"),
            (tr("上と同じ"), "Ctrl+D"),
        )
        for row, (text, key) in enumerate(lines):
            grid.addWidget(SafeLabel(text, size=13, colour=theme.NIBI), row, 0)
            grid.addWidget(KeyCap(key), row, 1, Qt.AlignmentFlag.AlignRight)
        return frame

    def show_case(self, case: Case) -> None:
        """Recount all sections."""
        for section in sections(case):
            self.entries[section.key].show_section(section)

    def show_current(self, key: str) -> None:
        """Light the section the person is in."""
        if key in self.entries:
            self.entries[key].setChecked(True)

    def fit(self, height: int) -> None:
        """The list of keys gives way first in a low window."""
        needed = sum(entry.sizeHint().height() for entry in self.entries.values())
        self._keys.setVisible(height - needed > theme.px(140))
